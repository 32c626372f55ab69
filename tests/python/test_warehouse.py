"""The seam between a warehouse's session and the library."""

from __future__ import annotations

import duckdb
import pyarrow as pa
import pytest

from groundswell import warehouse

TEXTS = """
    select * from (values
        ('h1', 'oldest', null, null, timestamp '2025-06-01'),
        ('h2', 'scored before', null, null, timestamp '2025-06-02'),
        ('h3', 'scored by an older model', 'turn', 'turn before', timestamp '2025-06-03'),
        ('h5', 'same moment', null, null, timestamp '2025-06-04'),
        ('h4', 'newest', null, null, timestamp '2025-06-04')
    ) as texts(raw_hash, text, previous_turn_1, previous_turn_2, newest_known_at)
"""
SCORED = "select * from (values ('h2', 'v2'), ('h3', 'v1')) as scored(raw_hash, model_version)"


@pytest.fixture
def session() -> duckdb.DuckDBPyConnection:
    return duckdb.connect()


def hashes(pending: warehouse.PendingTexts) -> list[str]:
    return [value for batch in pending.batches for value in batch.column("raw_hash").to_pylist()]


def test_what_the_version_has_scored_is_not_pending_and_the_newest_comes_first(session):
    pending = warehouse.pending_texts(session.sql(TEXTS), session.sql(SCORED), "v2")
    assert pending.count == 4
    assert hashes(pending) == ["h4", "h5", "h3", "h1"]


def test_on_a_first_run_everything_is_pending(session):
    pending = warehouse.pending_texts(session.sql(TEXTS), None, "v2")
    assert pending.count == 5
    assert len(hashes(pending)) == 5


def test_pending_texts_come_in_batches_with_their_turns(session):
    pending = warehouse.pending_texts(session.sql(TEXTS), session.sql(SCORED), "v2", batch_size=2048)
    rows = pa.Table.from_batches(list(pending.batches)).to_pylist()
    assert {"raw_hash": "h3", "text": "scored by an older model", "previous_turn_1": "turn",
            "previous_turn_2": "turn before"} in rows  # fmt: skip


def test_a_frame_has_doubles_for_decimals_and_names_a_missing_column(session):
    relation = session.sql("select cast(0.25 as decimal(9, 6)) as polarity, 'a' as text")
    frame = warehouse.pandas_frame(relation, ["polarity"])
    assert frame["polarity"].tolist() == [0.25]
    assert list(frame.columns) == ["polarity"]
    with pytest.raises(KeyError, match="no column rating in polarity, text"):
        warehouse.pandas_frame(relation, ["polarity", "rating"])


def test_a_frame_without_columns_has_the_right_number_of_rows(session):
    assert len(warehouse.pandas_frame(session.sql("from range(7)"), [])) == 7


def test_appended_rows_stay_when_what_comes_after_them_fails(session):
    session.execute("create table results (gate text, n integer)")
    with pytest.raises(RuntimeError):
        warehouse.append(session, "results", pa.table({"n": [1], "gate": ["raw_in"]}))
        raise RuntimeError
    assert session.execute("from results").fetchall() == [("raw_in", 1)]


def test_another_warehouses_session_is_refused_with_the_way_out():
    with pytest.raises(warehouse.UnsupportedSessionError, match="skip_python_models: true"):
        warehouse.rows(object())
