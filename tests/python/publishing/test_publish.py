"""What people open is whole, holds the marts and nothing else, and changes in one step."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pytest

from groundswell import publishing
from groundswell.publishing import publish


def write_build(path: Path, generation: int) -> Path:
    """A build file: two marts, and what must not be published."""
    path.unlink(missing_ok=True)
    with duckdb.connect(str(path)) as connection:
        connection.execute(
            "create schema marts; create schema staging; create schema intermediate; create schema quality"
        )
        connection.execute(f"create table marts.fct as select {generation} as generation, range as n from range(3000)")
        connection.execute("create table marts.dim as select 'a' as id, cast(0.125 as decimal(9, 6)) as polarity")
        connection.execute("create view marts.looking_through as select 'raw text' as text")
        connection.execute("create table staging.raw as select 'raw text' as text")
        connection.execute("create table intermediate.int_text_scores as select 'redacted text' as text")
        connection.execute("create table quality.quality_results as select 'gate' as gate")
    return path


@pytest.fixture
def build(tmp_path: Path) -> Path:
    return write_build(tmp_path / "acme.build.duckdb", generation=1)


@pytest.fixture
def served(tmp_path: Path) -> Path:
    return tmp_path / "acme.duckdb"


def generation(file: Path) -> int:
    with duckdb.connect(str(file), read_only=True) as connection:
        return connection.execute("select min(generation) from marts.fct").fetchone()[0]


def files_beside(served: Path) -> set[str]:
    return {path.name for path in served.parent.iterdir()}


def test_the_serving_file_holds_the_marts_and_nothing_else(build, served):
    published = publish(build, served)
    with duckdb.connect(str(served), read_only=True) as connection:
        objects = connection.execute(
            "select schema_name, table_name from duckdb_tables() union all "
            "select schema_name, view_name from duckdb_views() where not internal order by all"
        ).fetchall()
        schemas = connection.execute("select schema_name from duckdb_schemas() where not internal").fetchall()
    assert objects == [("marts", "dim"), ("marts", "fct")]
    assert schemas == [("marts",)]
    assert published.rows == {"dim": 1, "fct": 3000}
    assert b"raw text" not in served.read_bytes()


def test_older_clients_can_read_the_serving_file(build, served):
    publish(build, served)
    with duckdb.connect() as connection:
        connection.execute(f"attach '{served}' as served (read_only)")
        tags = connection.execute("select tags from duckdb_databases() where database_name = 'served'").fetchone()[0]
    assert tags["storage_version"] == "v1.0.0+"


def test_parquet_files_hold_the_rows_of_the_serving_file(build, served):
    folder = publish(build, served).parquet
    assert sorted(file.name for file in folder.iterdir()) == ["dim.parquet", "fct.parquet"]
    with duckdb.connect() as connection:
        connection.execute(f"attach '{served}' as served (read_only)")
        for mart in ("dim", "fct"):
            file = f"read_parquet('{folder / mart}.parquet')"
            table = f"served.marts.{mart}"
            both = f"(from {file} except all from {table}) union all (from {table} except all from {file})"
            assert connection.execute(f"select count(*) from ({both})").fetchone() == (0,)
            types = [connection.execute(f"describe from {source}").fetchall() for source in (file, table)]
            assert [row[:2] for row in types[0]] == [row[:2] for row in types[1]]


def test_a_reader_of_the_old_file_goes_on_reading_it(build, served):
    publish(build, served)
    with duckdb.connect(str(served), read_only=True) as reader:
        write_build(build, generation=2)
        publish(build, served)
        assert reader.execute("select count(*), max(generation) from marts.fct").fetchone() == (3000, 1)
    assert generation(served) == 2


def test_the_parquet_folder_never_shows_half_of_a_generation(build, served):
    folder = publish(build, served).parquet
    first = folder.resolve()
    write_build(build, generation=2)
    publish(build, served)
    assert folder.is_symlink()
    assert folder.resolve() != first
    assert not first.exists(), "the old generation stays behind"
    with duckdb.connect() as connection:
        assert connection.execute(f"select min(generation) from '{folder}/fct.parquet'").fetchone() == (2,)


@pytest.mark.parametrize("step", ["_copy_marts", "_sync", "_replace_folder"])
def test_an_interrupted_publish_leaves_the_old_file_and_no_rest(build, served, monkeypatch, step):
    folder = publish(build, served).parquet
    before, beside = served.read_bytes(), files_beside(served)
    write_build(build, generation=2)

    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(publishing, step, interrupted)
    with pytest.raises(KeyboardInterrupt):
        publish(build, served)
    assert served.read_bytes() == before
    assert files_beside(served) == beside
    assert (folder / "fct.parquet").is_file()


def test_the_rest_of_a_killed_publish_is_in_nobodys_way(build, served):
    served.with_name(f".{served.name}.draft").write_bytes(b"half a file")
    publish(build, served)
    assert generation(served) == 1
    assert not served.with_name(f".{served.name}.draft").exists()


def test_a_publish_that_was_killed_under_the_same_process_id_is_in_nobodys_way(build, served, monkeypatch):
    """As in a container, where every night's run is process 7."""
    monkeypatch.setattr(publishing.os, "getpid", lambda: 7)
    half = served.with_name(".acme.marts.7")
    half.mkdir()
    (half / "no_more.parquet").write_bytes(b"half a file")
    folder = publish(build, served).parquet
    assert {path.name for path in folder.iterdir()} == {"dim.parquet", "fct.parquet"}


def test_a_folder_of_the_users_own_is_not_deleted(build, served):
    own = served.with_suffix(".marts")
    own.mkdir()
    (own / "thesis.txt").write_text("mine")
    with pytest.raises(FileExistsError, match=r"acme\.marts is a folder that Groundswell did not make"):
        publish(build, served)
    assert (own / "thesis.txt").read_text() == "mine"
    assert files_beside(served) == {build.name, own.name}


def test_a_mart_that_is_no_more_is_not_published_again(build, served):
    folder = publish(build, served).parquet
    with duckdb.connect(str(build)) as connection:
        connection.execute("drop table marts.dim")
    assert publish(build, served).rows == {"fct": 3000}
    assert [file.name for file in folder.iterdir()] == ["fct.parquet"]


def test_a_schema_prefix_does_not_show_in_the_serving_file(build, served):
    with duckdb.connect(str(build)) as connection:
        connection.execute("create schema dev_marts; create table dev_marts.fct as select 7 as generation")
    assert publish(build, served, schema="dev_marts").rows == {"fct": 1}
    assert generation(served) == 7
