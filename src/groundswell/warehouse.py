"""The seam between dbt's Python models and the library: what differs between one warehouse's session and another's.

A dbt Python model receives a session: a DuckDB connection here, a Snowpark session on Snowflake. Only DuckDB is
implemented; on Snowflake the Python models are skipped (docs/snowflake.md) and scores come with the data.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import duckdb
import pandas as pd
import pyarrow as pa


class UnsupportedSessionError(TypeError):
    """The session is not of a warehouse whose Python models are implemented."""


@dataclass(frozen=True)
class PendingTexts:
    """Texts that have no score of the wanted model version, newest first."""

    count: int
    batches: Iterable[pa.RecordBatch]


def _require_duckdb(relation: object) -> duckdb.DuckDBPyRelation:
    if not isinstance(relation, duckdb.DuckDBPyRelation):
        raise UnsupportedSessionError(
            f"Groundswell's Python models run on DuckDB; got {type(relation).__module__}.{type(relation).__name__}."
            " On other warehouses set var skip_python_models: true and bring `polarity` with the data."
        )
    return relation


def only_row(relation: object) -> dict:
    """The one row of a one-row relation, as a dictionary."""
    return rows(relation)[0]


def rows(relation: object) -> list[dict]:
    """The rows of a small relation, as dictionaries."""
    return _require_duckdb(relation).to_arrow_table().to_pylist()


def pending_texts(texts: object, scored: object | None, model_version: str, batch_size: int = 2048) -> PendingTexts:
    """Texts that have no score of `model_version` yet, newest first.

    Args:
        texts: Relation with raw_hash, text, previous_turn_1, previous_turn_2, newest_known_at.
        scored: Relation of earlier scores (raw_hash, model_version), or None on a first run or full refresh.
        model_version: The version that a score must have to count.
        batch_size: Rows a batch.

    Returns:
        The number of such texts and their batches (raw_hash, text, previous_turn_1, previous_turn_2).
    """
    missing = _require_duckdb(texts).set_alias("texts")
    if scored is not None:
        current = _require_duckdb(scored).filter(
            duckdb.ColumnExpression("model_version") == duckdb.ConstantExpression(model_version)
        )
        missing = missing.join(current.set_alias("scored"), "texts.raw_hash = scored.raw_hash", how="anti")
    count = missing.count("*").fetchone()[0]
    newest_first = missing.order("newest_known_at desc, raw_hash").select(
        "raw_hash", "text", "previous_turn_1", "previous_turn_2"
    )

    def batches() -> Iterator[pa.RecordBatch]:
        yield from newest_first.to_arrow_reader(batch_size)

    return PendingTexts(count=count, batches=batches())


def pandas_frame(relation: object, columns: Sequence[str]) -> pd.DataFrame:
    """Columns of a relation as a pandas frame.

    Args:
        relation: A relation of the session.
        columns: Columns to read; those of type DECIMAL become float64. None: a frame with the right number of rows.

    Raises:
        KeyError: A column does not exist.
    """
    relation = _require_duckdb(relation)
    types = {name: str(kind) for name, kind in zip(relation.columns, relation.types, strict=True)}
    missing = [column for column in columns if column not in types]
    if missing:
        raise KeyError(f"no column {', '.join(missing)} in {', '.join(types)}")
    selected = [f"{c}::double as {c}" if types[c].startswith("DECIMAL") else c for c in columns]
    return relation.project(", ".join(selected) or "1 as any_column").df()


def append(session: object, table_name: str, rows: pa.Table) -> None:
    """Append rows to a table and commit, whatever becomes of the model that does it."""
    session.register("appended_rows", rows)
    session.execute(f"insert into {table_name} by name select * from appended_rows")
    session.unregister("appended_rows")
