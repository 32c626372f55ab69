"""The emulator as a server, run by its own environment's Python: `python emulator.py PORT`, until SIGINT.

Three of its rewrites of SQL are switched off, two functions are set right, and a kind of table:
- So that text can be summed, it makes every sum a double. Snowflake sums a NUMBER exactly, and so do the models, whose
  day sums must not depend on the order of rows.
- It takes a try_cast to timestamp_ntz for a cast, which fails.
- It refuses the session parameters of macro `start_session`. It keeps UTC, Monday weeks and plain dates anyway.
- It has no hash_agg, a number of all rows of a group. The sum of their hashes is one too.
- Its listagg gives NULL for a group without a text, where Snowflake gives ''.
- It has no temporary tables with a database and a schema, which incremental models use: they are plain tables here, and
  dbt drops them.
"""

import sys

from fakesnow import cli, transforms
from sqlglot import exp


def _aggregates(expression: exp.Expression) -> exp.Expression:
    if isinstance(expression, exp.HashAgg):
        return exp.Sum(this=exp.Anonymous(this="hash", expressions=[expression.this, *expression.expressions]))
    joined = expression.this if isinstance(expression, exp.WithinGroup) else expression
    if isinstance(joined, exp.GroupConcat) and not isinstance(expression.parent, exp.WithinGroup):
        return exp.Coalesce(this=expression.copy(), expressions=[exp.Literal.string("")])
    return expression


def _session_is_set_and_tables_stay(expression: exp.Expression) -> exp.Expression:
    if isinstance(expression, exp.Alter) and expression.kind == "SESSION":
        return transforms.SUCCESS_NOP.copy()
    if isinstance(expression, exp.Create) and (temporary := expression.find(exp.TemporaryProperty)):
        temporary.pop()
    return expression


def _tried_casts_stay(expression: exp.Expression) -> exp.Expression:
    return expression if isinstance(expression, exp.TryCast) else _cast_to_timestamp(expression)


_cast_to_timestamp = transforms.to_timestamp

if __name__ == "__main__":
    transforms.numeric_agg_implicit_cast = _aggregates
    transforms.to_timestamp = _tried_casts_stay
    transforms.alter_session = _session_is_set_and_tables_stay
    sys.exit(cli.main(["-s", "-p", sys.argv[1]]))
