"""The exposures say what people open: each reads just the marts that it names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb
import pytest
import yaml
from click.testing import CliRunner

from groundswell.cli import main
from support import PROJECT, Workspace

PAGE = PROJECT / "models" / "marts" / "_exposures.yml"
PARAMETER = re.compile(r"\$\w+|\?")
WRITTEN = {entry["name"]: entry for entry in yaml.safe_load(PAGE.read_text(encoding="utf-8"))["exposures"]}


class Listener:
    """A connection that writes down which tables its queries name."""

    def __init__(self, connection: duckdb.DuckDBPyConnection, heard: set[str]) -> None:
        self._connection = connection
        self._heard = heard

    def __getattr__(self, name: str) -> object:
        return getattr(self._connection, name)

    def __enter__(self) -> Listener:
        return self

    def __exit__(self, *_: object) -> None:
        self._connection.close()

    def execute(self, query: str, *values: object) -> duckdb.DuckDBPyConnection:
        if query.lstrip().lower().startswith(("select", "with", "--")):
            self._heard |= self._connection.get_table_names(PARAMETER.sub("null", query))
        return self._connection.execute(query, *values)


@contextmanager
def listening() -> Iterator[set[str]]:
    heard: set[str] = set()
    connect = duckdb.connect
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(duckdb, "connect", lambda *places, **options: Listener(connect(*places, **options), heard))
        yield heard


def commands(world: Workspace, tmp_path: Path) -> dict[str, list[list[str]]]:
    """What each exposure is opened with."""
    database = ["--database", str(world.database)]
    channels = tmp_path / "channels.toml"
    channels.write_text('[channels.team]\nurl_from = "TEAM_URL"\n')
    state = ["--state", str(tmp_path / "state.sqlite")]
    account = world.query("select account_id from marts.mart_risk_assessments limit 1")[0][0]
    return {
        "weekly_review": [["review", *database, "--out", str(tmp_path / "review")]],
        "portfolio_page": [["page", *database, "--out", str(tmp_path / "page.html")]],
        "alert_explanation": [["explain", "latest", *database]],
        "risk_assessment": [["assess", account, *database]],
        "alert_delivery": [
            ["notify", *database, *state, "--config", str(channels), "--dry-run"],
            ["feedback", "latest", "true", *database, *state],
        ],
    }


@pytest.mark.parametrize("name", WRITTEN)
def test_an_exposure_names_the_marts_that_it_reads(name: str, world: Workspace, tmp_path: Path):
    opened_with = commands(world, tmp_path)[name]
    with listening() as heard:
        for command in opened_with:
            outcome = CliRunner().invoke(main, command, env={"TEAM_URL": "https://hooks.example/team"})
            assert outcome.exit_code == 0, outcome.output
    marts = {path.stem for path in (PROJECT / "models" / "marts").rglob("*.sql")}
    named = [place.removeprefix("ref('").removesuffix("')") for place in WRITTEN[name]["depends_on"]]
    assert named == sorted(heard & marts)
