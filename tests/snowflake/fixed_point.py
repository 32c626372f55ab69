"""Quotients of two fixed-point numbers, and means of whole ones, found by their types.

`python fixed_point.py FOLDER TYPES`, by the emulator's own Python: compiled SQL, and a JSON file
{database: {schema: {table: {column: type}}}} of what it reads. Prints each and ends with 1 if there is one. Snowflake
keeps six more decimals and drops the rest; DuckDB, and with it the emulator, divides doubles. Nothing is lost where a
quotient is rounded down (floor, ceil) or its divisor is a literal that is made of twos and fives.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path

from sqlglot import exp, parse_one
from sqlglot.optimizer.annotate_types import annotate_types
from sqlglot.optimizer.qualify import qualify

Types = dict[str, dict[str, dict[str, dict[str, str]]]]
FIXED = {*exp.DataType.INTEGER_TYPES, exp.DataType.Type.DECIMAL}
# What has the type of what it is made of.
CARRIERS = (exp.Paren, exp.Neg, exp.Nullif, exp.Sum, exp.Max, exp.Min, exp.Avg, exp.Abs, exp.Round, exp.Window)
ARITHMETIC = (exp.Mul, exp.Add, exp.Sub, exp.Div, exp.Mod)
# Expression over table t (n, m: bigint; x: double; d: decimal(9, 6)), and whether decimals of it are lost.
EXAMPLES = {
    "n / 7": True,
    "power(0.5, n / nullif(60.0, 0))": True,
    "sum(n) / nullif(count(*), 0)": True,
    "100 * d / nullif(m, 0)": True,
    "avg(n)": True,
    "cast(n as double) / 7": False,
    "n / nullif(x, 0)": False,
    "floor(n / 7)": False,
    "(n + 1) / 2": False,
    "avg(d)": False,
}


def quotients(sql: str, types: Types) -> Iterator[str]:
    """Each quotient of two fixed-point numbers, and each mean of whole ones, in a statement, as text."""
    tree = qualify(
        _with_decimal_literals(parse_one(sql, dialect="snowflake")),
        schema=types,
        dialect="snowflake",
        validate_qualify_columns=False,
        quote_identifiers=False,
    )
    for found in annotate_types(tree, schema=types, dialect="snowflake").find_all(exp.Div, exp.Avg):
        if isinstance(found, exp.Avg):
            is_loss = found.this.type is not None and found.this.type.this in exp.DataType.INTEGER_TYPES
        else:
            is_loss = is_fixed(found.left) and is_fixed(found.right) and not _loses_nothing(found)
        if is_loss:
            yield found.sql("snowflake")


def is_fixed(expression: exp.Expression) -> bool:
    """Whether Snowflake computes an expression as a NUMBER, as far as its types are known."""
    if isinstance(expression, CARRIERS):
        return is_fixed(expression.this)
    if isinstance(expression, ARITHMETIC):
        return is_fixed(expression.left) and is_fixed(expression.right)
    if isinstance(expression, exp.Coalesce):
        return all(is_fixed(part) for part in [expression.this, *expression.expressions])
    return expression.type is not None and expression.type.this in FIXED


def _with_decimal_literals(tree: exp.Expression) -> exp.Expression:
    """2.5 is a NUMBER(2, 1) there; the parser takes it for a double."""
    for literal in list(tree.find_all(exp.Literal)):
        if not literal.is_string and "." in literal.name and "e" not in literal.name.lower():
            whole, decimals = literal.name.split(".")
            kind = f"DECIMAL({max(1, len(whole) + len(decimals))}, {len(decimals)})"
            literal.replace(exp.cast(exp.Literal.string(literal.name), kind))
    return tree


def _loses_nothing(division: exp.Div) -> bool:
    within = division.parent
    while isinstance(within, (exp.Paren, exp.Sub, exp.Add)):
        within = within.parent
    if isinstance(within, (exp.Floor, exp.Ceil)):
        return True
    divisor = division.right.this if isinstance(division.right, exp.Nullif) else division.right
    literal = divisor.find(exp.Literal)
    if literal is None or divisor not in (literal, literal.parent):
        return False
    number = float(literal.name)
    while number and number % 2 == 0:
        number /= 2
    while number and number % 5 == 0:
        number /= 5
    return number == 1


def check_examples() -> None:
    """End if a planted quotient is not found, or one that loses nothing is."""
    columns = {"N": "BIGINT", "M": "BIGINT", "X": "DOUBLE", "D": "DECIMAL(9, 6)"}
    for expression, is_loss in EXAMPLES.items():
        if bool(list(quotients(f"select {expression} from a.b.t", {"A": {"B": {"T": columns}}}))) != is_loss:
            sys.exit(f"{expression}: decimals are {'' if is_loss else 'not '}lost, and this check does not say so")


def main(folder: Path, types: Types) -> int:
    """Print the quotients in a folder of compiled SQL."""
    check_examples()
    found = 0
    for path in sorted(folder.rglob("*.sql")):
        for quotient in dict.fromkeys(quotients(path.read_text(), types)):
            found += 1
            print(f"a quotient of fixed-point numbers, in {path.relative_to(folder)}: {quotient}")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), json.loads(Path(sys.argv[2]).read_text())))
