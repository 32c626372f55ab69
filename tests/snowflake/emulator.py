"""The emulator as a server, run by its own environment's Python: `python emulator.py PORT`, until SIGINT.

Two of its rewrites of SQL are switched off, a function is added, and a kind of table:
- So that text can be summed, it makes every sum a double. Snowflake sums a NUMBER exactly, and so do the models, whose
  day sums must not depend on the order of rows.
- It refuses the session parameters of macro `start_session`. It keeps UTC, Monday weeks and plain dates anyway.
- It has no hash_agg, a number of all rows of a group. The sum of their hashes is one too.
- It has no temporary tables with a database and a schema, which incremental models use: they are plain tables here, and
  dbt drops them.
"""

import sys

from fakesnow import cli, transforms
from sqlglot import exp


def _plain_sum(expression: exp.Expression) -> exp.Expression:
    if isinstance(expression, exp.HashAgg):
        return exp.Sum(this=exp.Anonymous(this="hash", expressions=[expression.this, *expression.expressions]))
    return expression


def _session_is_set_and_tables_stay(expression: exp.Expression) -> exp.Expression:
    if isinstance(expression, exp.Alter) and expression.kind == "SESSION":
        return transforms.SUCCESS_NOP.copy()
    if isinstance(expression, exp.Create) and (temporary := expression.find(exp.TemporaryProperty)):
        temporary.pop()
    return expression


if __name__ == "__main__":
    transforms.numeric_agg_implicit_cast = _plain_sum
    transforms.alter_session = _session_is_set_and_tables_stay
    sys.exit(cli.main(["-s", "-p", sys.argv[1]]))
