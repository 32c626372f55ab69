"""Parquet tables written in chunks: memory stays flat, and the same rows give the same bytes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

ROW_GROUP = 100_000
LOOSE_ROWS = 20_000  # as Python objects, before they become columns
TIMESTAMP = pa.timestamp("us")
POLARITY = pa.decimal128(9, 6)
MONEY = pa.decimal128(18, 2)


class Table:
    """One Parquet file of a fixed schema; rows come in and leave as row groups of about `ROW_GROUP`."""

    def __init__(self, path: Path, schema: pa.Schema):
        path.parent.mkdir(parents=True, exist_ok=True)
        self.path, self.schema, self.rows = path, schema, 0
        self._writer = pq.ParquetWriter(path, schema, compression="zstd")
        self._waiting: list[pa.Table] = []
        self._waiting_rows = 0
        self._loose: list[Mapping[str, Any]] = []

    def add(self, columns: Mapping[str, Any]) -> None:
        """Add rows given as columns of equal length; a column that is left out is NULL.

        Raises:
            KeyError: a column is not in the schema.
        """
        unknown = set(columns) - set(self.schema.names)
        if unknown:
            raise KeyError(f"{self.path.name} has no column {', '.join(sorted(unknown))}")
        length = len(next(iter(columns.values())))
        if length == 0:
            return
        arrays = [
            as_array(columns[field.name], field.type) if field.name in columns else pa.nulls(length, field.type)
            for field in self.schema
        ]
        self._waiting.append(pa.Table.from_arrays(arrays, schema=self.schema))
        self._waiting_rows += length
        self.rows += length
        if self._waiting_rows >= ROW_GROUP:
            self._flush()

    def add_rows(self, rows: Sequence[Mapping[str, Any]]) -> None:
        """Add rows given as mappings; a value that is left out is NULL.

        Raises:
            KeyError: a column is not in the schema.
        """
        self._loose.extend(rows)
        if len(self._loose) >= LOOSE_ROWS:
            self._gather()

    def close(self) -> None:
        """Write what waits and end the file."""
        self._gather()
        self._flush()
        self._writer.close()

    def _gather(self) -> None:
        rows, self._loose = self._loose, []
        if rows:
            names = dict.fromkeys(name for row in rows for name in row)
            self.add({name: [row.get(name) for row in rows] for name in names})

    def _flush(self) -> None:
        if self._waiting:
            self._writer.write_table(pa.concat_tables(self._waiting), row_group_size=ROW_GROUP)
        self._waiting, self._waiting_rows = [], 0


def as_array(values: Any, kind: pa.DataType) -> pa.Array:
    """An Arrow array of the type; floating-point numbers are rounded to the scale of a decimal."""
    if pa.types.is_decimal(kind) and isinstance(values, np.ndarray):
        return pc.cast(pa.array(np.round(values, kind.scale)), kind, safe=False)
    if pa.types.is_date(kind) and isinstance(values, np.ndarray):
        return pa.array(values.astype("datetime64[D]"), type=kind)
    if pa.types.is_timestamp(kind) and isinstance(values, np.ndarray):
        return pa.array(values.astype("datetime64[us]"), type=kind)
    return pa.array(values, type=kind)


class Folder:
    """The tables of one folder, opened at their first row."""

    def __init__(self, path: Path, schemas: Mapping[str, pa.Schema]):
        self.path, self._schemas = path, schemas
        self._open: dict[str, Table] = {}

    def __getitem__(self, name: str) -> Table:
        if name not in self._open:
            self._open[name] = Table(self.path / f"{name}.parquet", self._schemas[name])
        return self._open[name]

    def __enter__(self) -> Folder:
        for name in self._schemas:  # an empty table is a table
            _ = self[name]
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for table in self._open.values():
            table.close()

    @property
    def rows(self) -> dict[str, int]:
        """Rows by table."""
        return {name: table.rows for name, table in self._open.items()}


def schema(columns: Iterable[tuple[str, pa.DataType]]) -> pa.Schema:
    """A schema of nullable columns."""
    return pa.schema(list(columns))
