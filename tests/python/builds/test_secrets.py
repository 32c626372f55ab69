"""Canaries: what people wrote stays in the landing; redacted, it reaches the score cache and excerpts for people."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from small_world import REDACTED, WRITTEN
from support import Workspace, scores_in

NOWHERE = (WRITTEN, *REDACTED)
EXCERPTS = ("fct_alert_evidence", "mart_account_messages")  # column `excerpt`: the redacted beginning of a message


def tables_of(file: Path) -> Iterator[tuple[str, str]]:
    """Every table of a DuckDB file (no view: a view stores nothing) as (name, its values but excerpts as one text)."""
    with duckdb.connect(str(file), read_only=True) as connection:
        names = connection.execute("select schema_name, table_name from duckdb_tables()").fetchall()
        for schema, table in names:
            kept = f'select columns(c -> c <> \'excerpt\') from "{schema}"."{table}"'
            rows = connection.execute(kept).fetchall()
            yield f"{schema}.{table}", "\n".join(map(str, rows))


def found(text: str, secrets: tuple[str, ...] = NOWHERE) -> list[str]:
    return [secret for secret in secrets if secret in text]


def test_the_secrets_are_there_to_be_found(world):
    landed = "".join(file.read_text() for file in world.landing.rglob("*.csv"))
    assert len(found(landed)) >= 3
    assert landed.count(WRITTEN) >= 12


@pytest.mark.parametrize("kind", ["csv", "parquet"])
def test_no_mart_and_no_quality_result_holds_what_a_person_wrote(kind, request):
    here: Workspace = request.getfixturevalue("world" if kind == "csv" else "parquet_world")
    for file in (here.database, here.build_file):
        for name, text in tables_of(file):
            schema = name.partition(".")[0]
            if schema in ("marts", "quality"):
                assert not found(text), f"{file.name}: {name}"


@pytest.mark.parametrize("kind", ["csv", "parquet"])
def test_of_the_build_only_the_scores_hold_words_and_those_redacted(kind, request):
    here: Workspace = request.getfixturevalue("world" if kind == "csv" else "parquet_world")
    for name, text in tables_of(here.build_file):
        assert not found(text, REDACTED), name
        if name not in HOLD_UNCHECKED_VALUES:
            assert not found(text), name


# Before the gate: values of columns other than the text as they came, and the redacted texts with their scores.
HOLD_UNCHECKED_VALUES = (
    "intermediate.int_interactions__checked",
    "intermediate.int_events__checked",
    "intermediate.int_feedback__checked",
    "intermediate.int_text_scores",
)


@pytest.mark.parametrize("kind", ["csv", "parquet"])
def test_excerpts_are_redacted_and_of_customers_only(kind, request):
    here: Workspace = request.getfixturevalue("world" if kind == "csv" else "parquet_world")
    shown = " union all ".join(f"select excerpt, interaction_key from marts.{name}" for name in EXCERPTS)
    rows = here.query(
        f"select shown.excerpt, interactions.author_role from ({shown}) as shown "
        "left join marts.fct_interactions as interactions using (interaction_key) where shown.excerpt is not null"
    )
    assert any(WRITTEN in excerpt for excerpt, _ in rows), "the customer's own words are shown"
    assert not found("\n".join(excerpt for excerpt, _ in rows), REDACTED)
    assert {role for _, role in rows} == {"customer"}


@pytest.mark.parametrize("kind", ["csv", "parquet"])
def test_no_log_and_no_artifact_holds_what_a_person_wrote(kind, request):
    here: Workspace = request.getfixturevalue("world" if kind == "csv" else "parquet_world")
    files = [here.root / "output.txt", *(file for folder in (here.logs, here.target) for file in folder.rglob("*.*"))]
    read = [file for file in files if file.is_file()]
    assert {"dbt.log", "run_results.json", "fct_interactions.sql"} <= {file.name for file in read}
    for file in read:
        assert not found(file.read_bytes().decode("utf-8", "replace")), file


@pytest.mark.parametrize("kind", ["csv", "parquet"])
def test_no_published_byte_holds_what_a_person_wrote(kind, request):
    here: Workspace = request.getfixturevalue("world" if kind == "csv" else "parquet_world")
    parquet = list(here.database.with_suffix(".marts").glob("*.parquet"))
    assert parquet
    for file in (here.database, *parquet):
        may_hold_excerpts = file == here.database or file.stem in EXCERPTS
        secrets = REDACTED if may_hold_excerpts else NOWHERE
        assert not found(file.read_bytes().decode("latin-1"), secrets), file.name
    with duckdb.connect() as connection:
        for file in parquet:
            rows = connection.execute(f"from read_parquet('{file}')").fetchall()
            secrets = REDACTED if file.stem in EXCERPTS else NOWHERE
            assert not found("\n".join(map(str, rows)), secrets), file.name


def test_the_score_cache_holds_redacted_texts_and_nothing_that_was_not_to_be_scored(world):
    texts = [text for (text,) in scores_in(world.cache, "select redacted_text from scores")]
    assert any(WRITTEN in text for text in texts), "the customer's own words are scored"
    whole = world.cache.read_bytes().decode("utf-8", "replace")
    assert not found(whole, REDACTED)
    never_scored = ("internal", "An agent's", "quarantined", "first", "wrong column")
    assert not [words for words in never_scored if f"{words} {WRITTEN}" in whole]
    assert f"> the {WRITTEN}" not in whole, "quoted history is cut before scoring"


def test_the_search_would_find_a_secret(tmp_path):
    with duckdb.connect(str(tmp_path / "leaky.duckdb")) as connection:
        connection.execute(f"create table t as select 'the {WRITTEN} of ' || range as text from range(5000)")
    assert [found(text) for _, text in tables_of(tmp_path / "leaky.duckdb")] == [[WRITTEN]]
