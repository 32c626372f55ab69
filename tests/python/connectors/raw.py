"""Writes the connectors' fixtures as the Parquet files that a loader would leave, and builds a project on them."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

import duckdb

PROJECT = Path(__file__).parents[3]
FIXTURES = Path(__file__).parent / "fixtures"


def write_raw(folder: Path, sources: Iterable[str], edits: Mapping[str, str] | None = None) -> Path:
    """Write `<folder>/<source>/<table>.parquet` for every fixture of *sources*.

    *edits*: SQL by `<source>.<table>`, a select from `rows` that takes the place of the fixture's rows; an empty
    string leaves the table out.
    """
    edits = edits or {}
    for source in sources:
        (folder / source).mkdir(parents=True, exist_ok=True)
        for csv in sorted((FIXTURES / source).glob("*.csv")):
            query = edits.get(f"{source}.{csv.stem}", "select * from rows")
            if query:
                _write(csv, folder / source / f"{csv.stem}.parquet", query)
    return folder


def _write(csv: Path, parquet: Path, query: str) -> None:
    with duckdb.connect() as connection:
        connection.execute("set timezone = 'UTC'")
        connection.execute(f"create view rows as select * from read_csv('{csv}', header = true, sample_size = -1)")
        connection.execute(f"copy ({query}) to '{parquet}' (format parquet)")


@dataclass(frozen=True)
class Build:
    """What one dbt build left."""

    database: Path
    returncode: int
    output: str

    def rows(self, query: str) -> list[tuple]:
        with duckdb.connect(str(self.database), read_only=True) as connection:
            connection.execute("set timezone = 'UTC'")
            return connection.execute(query).fetchall()


def build(folder: Path, raw: Path | None, connectors: list[str], *, project: Path = PROJECT, **variables) -> Build:
    """Build every SQL model and test of *project* without its Python models."""
    folder.mkdir(parents=True, exist_ok=True)
    settings = {
        "connectors": connectors,
        "raw_path": str(raw) if raw else None,
        "landing_path": None,
        "skip_python_models": True,
        **variables,
    }
    command = [
        *[sys.executable, "-m", "dbt.cli.main", "build", "--exclude", "path:python_models"],
        *["--target-path", str(folder / "target"), "--log-path", str(folder / "logs")],
        *["--vars", json.dumps(settings)],
    ]
    database = folder / "build.duckdb"
    environment = {**os.environ, "GROUNDSWELL_BUILD_FILE": str(database), "DBT_PROFILES_DIR": str(project)}
    done = subprocess.run(command, cwd=project, env=environment, capture_output=True, text=True, check=False)
    return Build(database, done.returncode, done.stdout + done.stderr)
