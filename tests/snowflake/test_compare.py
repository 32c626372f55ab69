"""The comparison itself can fail: each kind of difference is planted."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from compare import compare

ROW = {
    "id": "a",
    "day": date(2025, 1, 6),
    "n": 3,
    "is_open": True,
    "value": 0.5,
    "amount": Decimal("1.5"),
    "note": None,
}
OTHER = ROW | {"id": "b"}


def test_order_does_not_matter():
    assert compare([ROW, OTHER], [OTHER, ROW]) == (2, 0.0, [])


def test_rounding_is_measured_and_forgiven():
    result = compare([ROW], [ROW | {"value": 0.5 + 4e-12}])
    assert result.problems == []
    assert 0 < result.largest < 1e-11


@pytest.mark.parametrize(
    "change",
    [
        {"id": "c"},
        {"day": date(2025, 1, 7)},
        {"n": 4},
        {"is_open": None},
        {"note": "x"},
        {"value": 0.500001},
        {"value": None},
        {"value": float("nan")},
        {"amount": Decimal("1.500001")},
    ],
    ids=str,
)
def test_any_difference_is_found(change):
    assert compare([ROW, OTHER], [ROW | change, OTHER]).problems


def test_a_repeated_row_is_found():
    assert compare([ROW, ROW], [ROW]).problems


def test_a_missing_column_is_found():
    assert compare([ROW], [{name: value for name, value in ROW.items() if name != "note"}]).problems
