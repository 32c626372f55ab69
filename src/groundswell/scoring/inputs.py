"""What callers hand to the scorer, as lists of strings: any sequence, Arrow, pandas or NumPy, with missing values."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from typing import Any

import numpy as np
import pyarrow as pa


def strings_of(values: Iterable[Any], name: str) -> list[str | None]:
    """The values in order; None, NaN, pandas' NA and Arrow's null are None.

    Raises TypeError with the position of the first value that is neither, and for one bare string, whose letters nobody
    wants scored.
    """
    strings = [None if _is_missing(value) else value for value in _items(values, name)]
    for position, value in enumerate(strings):
        if not isinstance(value, str | None):
            raise TypeError(f"{name}[{position}] is {_kind(value)}, not a string")
    return strings


def turns_of(values: Iterable[Any], name: str) -> list[list[str | None]]:
    """One list of strings for each value, [] for a missing one. Raises TypeError as `strings_of` does."""
    return [
        [] if _is_missing(value) else strings_of(value, f"{name}[{position}]")
        for position, value in enumerate(_items(values, name))
    ]


def _items(values: Iterable[Any], name: str) -> list[Any]:
    if isinstance(values, pa.Array | pa.ChunkedArray):
        return values.to_pylist()
    is_list = isinstance(values, Iterable) and not isinstance(values, str | bytes | bytearray | Mapping | AbstractSet)
    if not is_list or (isinstance(values, np.ndarray) and values.ndim == 0):
        raise TypeError(f"{name} is {_kind(values)}, not a list of strings")
    return [value.as_py() if isinstance(value, pa.Scalar) else value for value in values]


def _is_missing(value: Any) -> bool:
    is_nan = isinstance(value, float | np.floating) and bool(np.isnan(value))
    return value is None or is_nan or type(value).__name__ == "NAType"  # pandas' own, without importing pandas


def _kind(value: Any) -> str:
    name = "string" if isinstance(value, str) else type(value).__name__
    return name if value is None else f"{'an' if name[0] in 'aeiou' else 'a'} {name}"
