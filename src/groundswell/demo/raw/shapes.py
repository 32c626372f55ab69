"""Schemas of raw tables, written short: `text` columns unless another type is said."""

from __future__ import annotations

import pyarrow as pa

from groundswell.demo.tables import MONEY, TIMESTAMP, schema

_TYPES = {"text": pa.string(), "time": TIMESTAMP, "date": pa.date32(), "flag": pa.bool_(), "number": pa.float64(),
          "count": pa.int64(), "money": MONEY}  # fmt: skip


def shape(columns: str) -> pa.Schema:
    """A schema from words such as `"id body public:flag created:time"`; `_fivetran_synced` is added at the end."""
    words = [*columns.split(), "_fivetran_synced:time"]
    return schema((word.partition(":")[0], _TYPES[word.partition(":")[2] or "text"]) for word in words)
