"""`groundswell run`: one command for a scheduler, whose exit code says what happened."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import duckdb
import pytest
import yaml
from click.testing import CliRunner, Result

from groundswell.cli import main
from support import PROJECT, Workspace, marts


def run(landing: Path, database: Path, *more: str, project: Path = PROJECT) -> Result:
    places = ["--landing", str(landing), "--database", str(database), "--project", str(project)]
    return CliRunner().invoke(main, ["run", *places, *more])


@pytest.fixture
def landing(tmp_path: Path) -> Path:
    folder = tmp_path / "landing"
    folder.mkdir()
    return folder


def test_a_green_build_publishes_every_mart_and_says_where(world: Workspace):
    output = (world.root / "output.txt").read_text()
    assert f"Published {len(marts(world.database))} marts" in output
    assert str(world.database) in output
    assert marts(world.database) == marts(world.build_file)
    assert {"fct_interactions", "fct_entity_days", "fct_alerts", "mart_trust"} <= set(marts(world.database))


def test_a_missing_landing_folder_exits_with_2(tmp_path):
    result = run(tmp_path / "nowhere", tmp_path / "acme.duckdb")
    assert result.exit_code == 2
    assert f"No landing folder {tmp_path / 'nowhere'}." in result.output
    assert list(tmp_path.iterdir()) == [], "a refused run made files"


def test_a_folder_that_is_no_project_exits_with_2(tmp_path, landing):
    result = run(landing, tmp_path / "acme.duckdb", project=tmp_path)
    assert result.exit_code == 2
    assert f"No dbt_project.yml in {tmp_path}" in result.output


def test_a_target_that_is_not_duckdb_exits_with_2_and_says_what_to_call(tmp_path, landing, monkeypatch):
    monkeypatch.setattr("groundswell.runner._dbt_build", lambda settings: 1)
    monkeypatch.setenv("GROUNDSWELL_TARGET", "snowflake")
    result = run(landing, tmp_path / "acme.duckdb")
    assert result.exit_code == 2
    assert "On Snowflake call dbt itself (docs/snowflake.md)." in result.output
    monkeypatch.setenv("GROUNDSWELL_TARGET", "duckdb")
    assert run(landing, tmp_path / "acme.duckdb").exit_code == 1, "dbt was started"


@pytest.mark.parametrize("name", ["acme.db", "acme.build.duckdb", "acme"])
def test_a_serving_file_of_another_name_exits_with_2(tmp_path, landing, name):
    result = run(landing, tmp_path / name)
    assert result.exit_code == 2
    assert "the serving file must end in .duckdb" in result.output


@pytest.mark.parametrize("limit", ["much", "", "50%"])
def test_a_limit_that_is_no_amount_of_memory_exits_with_2(tmp_path, landing, monkeypatch, limit):
    monkeypatch.setenv("GROUNDSWELL_MEMORY_LIMIT", limit)
    result = run(landing, tmp_path / "acme.duckdb")
    assert result.exit_code == 2
    assert f"GROUNDSWELL_MEMORY_LIMIT={limit} is no amount of memory" in result.output


def test_a_build_file_that_is_no_database_exits_with_2_and_is_not_overwritten(tmp_path, landing):
    (tmp_path / "acme.build.duckdb").write_text("my notes")
    result = run(landing, tmp_path / "acme.duckdb")
    assert result.exit_code == 2
    assert "acme.build.duckdb is not a DuckDB file of this version" in result.output
    assert (tmp_path / "acme.build.duckdb").read_text() == "my notes"


@pytest.mark.parametrize("written", ["{", "[1]", '"as_of"'])
def test_vars_that_are_no_json_object_exit_with_2(tmp_path, landing, written):
    result = run(landing, tmp_path / "acme.duckdb", "--vars", written)
    assert result.exit_code == 2
    assert "--vars" in result.output


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("excerpt_character", "Did you mean `excerpt_characters`?"),
        ("zendesk_shema", "Did you mean `zendesk_schema`?"),
        ("mood", "dbt_project.yml lists them all"),
    ],
)
def test_a_var_that_does_not_exist_exits_with_2_and_names_the_nearest(tmp_path, landing, name, hint):
    result = run(landing, tmp_path / "acme.duckdb", "--vars", json.dumps({name: 0}))
    assert result.exit_code == 2
    assert f"There is no var `{name}`. {hint}" in result.output


def test_every_var_of_the_project_and_the_schema_of_a_connector_are_taken(tmp_path, landing, monkeypatch):
    monkeypatch.setattr("groundswell.runner._dbt_build", lambda settings: 1)
    known = dict.fromkeys(yaml.safe_load((PROJECT / "dbt_project.yml").read_text())["vars"])
    written = json.dumps({**known, "zendesk_schema": "zendesk_eu"})
    assert run(landing, tmp_path / "acme.duckdb", "--vars", written).exit_code == 1, "dbt was started"


@pytest.mark.parametrize(("built", "asked"), [("newest", ("--as-of", "2026-03-31")), ("2026-03-31", ())])
def test_a_database_of_another_day_exits_with_2_and_is_left_as_it_is(tmp_path, landing, monkeypatch, built, asked):
    monkeypatch.setattr("groundswell.runner._dbt_build", lambda settings: 1)
    with duckdb.connect(str(tmp_path / "acme.build.duckdb")) as build:
        build.execute(
            f"create schema intermediate; create table intermediate.int_as_of as select '{built}' as as_of_setting"
        )
    result = run(landing, tmp_path / "acme.duckdb", *asked)
    assert result.exit_code == 2
    assert f"was built with as_of '{built}'" in result.output
    same = ("--as-of", built) if built != "newest" else ()
    assert run(landing, tmp_path / "acme.duckdb", *same).exit_code == 1, "dbt was started"


def test_a_build_file_in_use_exits_with_3_and_starts_nothing(tmp_path, landing):
    build_file = tmp_path / "acme.build.duckdb"
    duckdb.connect(str(build_file)).close()
    hold = f"import duckdb, sys; c = duckdb.connect({str(build_file)!r}); print('held', flush=True); sys.stdin.read()"
    with subprocess.Popen([sys.executable, "-c", hold], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as holder:
        assert holder.stdout.readline() == b"held\n"
        result = run(landing, tmp_path / "acme.duckdb")
        holder.stdin.close()
    assert result.exit_code == 3
    assert f"{build_file} is in use by another run or client; nothing was started." in result.output
    assert not (tmp_path / "acme.duckdb").exists()


def test_a_failed_build_exits_with_1_and_an_interrupted_one_with_130(tmp_path, landing, monkeypatch):
    served = tmp_path / "acme.duckdb"
    served.write_bytes(b"what people opened before")
    monkeypatch.setattr("groundswell.runner._dbt_build", lambda settings: 1)
    failed = run(landing, served)
    assert failed.exit_code == 1
    assert f"dbt build failed (exit code 1); {served} is as it was." in failed.output

    def interrupted(settings: object) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr("groundswell.runner._dbt_build", interrupted)
    assert run(landing, served).exit_code == 130
    assert served.read_bytes() == b"what people opened before"


@pytest.mark.parametrize("error", [OSError(28, "No space left on device"), duckdb.IOException("Could not write file")])
def test_marts_that_cannot_be_copied_exit_with_1_and_say_why(tmp_path, landing, monkeypatch, error):
    served = tmp_path / "acme.duckdb"
    served.write_bytes(b"what people opened before")
    monkeypatch.setattr("groundswell.runner._dbt_build", lambda settings: 0)

    def failing(*_: object, **__: object) -> None:
        raise error

    monkeypatch.setattr("groundswell.runner.publish", failing)
    result = run(landing, served)
    assert result.exit_code == 1
    assert isinstance(result.exception, SystemExit), "a traceback"
    assert f"could not be published; {served} is as it was. {error}" in result.output


@pytest.mark.parametrize("sigint", [signal.default_int_handler, signal.SIG_IGN])  # ignored: a shell's background job
def test_a_scheduler_that_ends_a_run_interrupts_it_and_its_dbt(tmp_path, landing, monkeypatch, sigint):
    child, overslept = tmp_path / "child.txt", tmp_path / "overslept.txt"
    script = (
        f"import os, time; open({str(child)!r}, 'w').write(str(os.getpid())); "
        f"time.sleep(60); open({str(overslept)!r}, 'w')"
    )
    monkeypatch.setattr("groundswell.runner.DBT", script)

    def end_once_it_runs() -> None:
        while not child.exists() or not child.read_text():
            time.sleep(0.05)
        os.kill(os.getpid(), signal.SIGTERM)

    threading.Thread(target=end_once_it_runs, daemon=True).start()
    before = signal.signal(signal.SIGINT, sigint)
    try:
        assert run(landing, tmp_path / "acme.duckdb").exit_code == 130
    finally:
        signal.signal(signal.SIGINT, before)
    assert not overslept.exists(), "dbt was waited for and not interrupted"
    with pytest.raises(ProcessLookupError):
        os.kill(int(child.read_text()), 0)
    assert signal.getsignal(signal.SIGTERM) is signal.SIG_DFL


@pytest.mark.parametrize("day", ["2026-02-30", "tomorrow", "9999-12-31"])
def test_a_day_that_is_none_or_has_not_come_exits_with_2(tmp_path, landing, day):
    result = run(landing, tmp_path / "acme.duckdb", "--as-of", day)
    assert result.exit_code == 2
    assert "--as-of" in result.output and day in result.output


def test_a_serving_file_that_is_a_folder_exits_with_2_before_anything_is_built(tmp_path, landing):
    (tmp_path / "acme.duckdb").mkdir()
    result = run(landing, tmp_path / "acme.duckdb")
    assert result.exit_code == 2
    assert "is a folder" in result.output


def test_a_landing_file_that_leads_nowhere_or_is_a_folder_exits_with_2(tmp_path, landing):
    (landing / "accounts.csv").symlink_to(tmp_path / "not mounted" / "accounts.csv")
    gone = run(landing, tmp_path / "acme.duckdb")
    (landing / "accounts.csv").unlink()
    (landing / "accounts.csv").mkdir()
    folder = run(landing, tmp_path / "acme.duckdb")
    assert (gone.exit_code, folder.exit_code) == (2, 2)
    assert "accounts.csv leads nowhere" in gone.output
    assert "accounts.csv is a folder" in folder.output


@pytest.mark.parametrize(
    ("name", "remedy"),
    [("target", "DBT_TARGET_PATH"), ("logs", "DBT_LOG_PATH"), ("warehouse", "score_cache_path")],
)
def test_a_project_that_cannot_be_written_to_exits_with_2_and_says_what_lies_elsewhere(
    tmp_path, landing, monkeypatch, name, remedy
):
    """dbt says nothing at all where it cannot write its log."""
    monkeypatch.delenv("DBT_TARGET_PATH", raising=False)
    monkeypatch.delenv("DBT_LOG_PATH", raising=False)
    project = tmp_path / "project"
    project.mkdir()
    shutil.copy(PROJECT / "dbt_project.yml", project)
    (project / name).write_text("a file where a folder must be: who runs as root may write everywhere")
    result = run(landing, tmp_path / "acme.duckdb", project=project)
    assert result.exit_code == 2
    assert f"The folder {project / name} cannot be written to; " in result.output
    assert remedy in result.output


def test_help_lists_the_exit_codes(tmp_path):
    shown = CliRunner().invoke(main, ["run", "--help"]).output
    assert "Exit codes: 0 published; 1 the build failed" in " ".join(shown.split())
