"""Are the rows of two builds the same? Text, days, times, flags and counts exactly; decimals and doubles nearly."""

from __future__ import annotations

import math
from collections import Counter
from decimal import Decimal
from typing import Any, NamedTuple

RELATIVE = 1e-9
ABSOLUTE = 1e-12  # where both are zero but for rounding
SHOWN = 3

Row = dict[str, Any]


class Comparison(NamedTuple):
    """How two tables compare: rows compared, largest relative difference, what is wrong (empty: they are equal)."""

    rows: int
    largest: float
    problems: list[str]


def compare(left: list[Row], right: list[Row], relative: float = RELATIVE, absolute: float = ABSOLUTE) -> Comparison:
    """Compare two row sets, whatever their order. A row is known by all that must be exact about it."""
    if left and right and left[0].keys() != right[0].keys():
        return Comparison(0, 0.0, [f"columns differ: {sorted(left[0].keys() ^ right[0].keys())}"])
    measured = {name for row in left + right for name, value in row.items() if isinstance(value, float | Decimal)}
    problems = _unmatched(left, right, measured)
    if problems:
        return Comparison(0, 0.0, problems)

    largest = 0.0
    for one, other in zip(_ordered(left, measured), _ordered(right, measured), strict=True):
        for name in measured:
            difference = _difference(one[name], other[name], absolute)
            largest = max(largest, difference)
            if difference > relative and len(problems) < SHOWN:
                problems.append(f"{name} is {one[name]!r} and {other[name]!r} in {_exact(one, measured)}")
    return Comparison(len(left), largest, problems)


def _exact(row: Row, measured: set[str]) -> tuple[tuple[str, str], ...]:
    return tuple((name, repr(value)) for name, value in sorted(row.items()) if name not in measured)


def _ordered(rows: list[Row], measured: set[str]) -> list[Row]:
    def place(row: Row) -> tuple[object, ...]:
        numbers = [(row[name] is None, float(row[name] or 0)) for name in sorted(measured)]
        return _exact(row, measured), numbers

    return sorted(rows, key=place)


def _unmatched(left: list[Row], right: list[Row], measured: set[str]) -> list[str]:
    lefts = Counter(_exact(row, measured) for row in left)
    rights = Counter(_exact(row, measured) for row in right)
    only_left, only_right = list((lefts - rights).elements()), list((rights - lefts).elements())
    problems = []
    if only_left or only_right:
        problems.append(f"{len(left)} and {len(right)} rows; unmatched: {len(only_left)} and {len(only_right)}")
        problems += [f"only in the first: {dict(row)}" for row in only_left[:SHOWN]]
        problems += [f"only in the second: {dict(row)}" for row in only_right[:SHOWN]]
    return problems


def _difference(one: float | Decimal | None, other: float | Decimal | None, absolute: float) -> float:
    if one is None or other is None:
        return 0.0 if one is other else math.inf
    one, other = float(one), float(other)
    if one == other or (math.isnan(one) and math.isnan(other)):
        return 0.0
    if not (math.isfinite(one) and math.isfinite(other)):
        return math.inf
    return 0.0 if abs(one - other) <= absolute else abs(one - other) / max(abs(one), abs(other))
