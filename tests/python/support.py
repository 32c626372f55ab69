"""What the tests share: a workspace that holds one landing folder, one build file and one score cache, and runs dbt."""

from __future__ import annotations

import csv
import fcntl
import json
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from hashlib import md5
from pathlib import Path

import duckdb

PROJECT = Path(__file__).parents[2]
# What dbt reads of the project; `expectations` are the gates'.
PARTS = ("dbt_project.yml", "profiles.yml", "macros", "models", "python_models", "seeds", "tests", "expectations")
NO_TESTS = ("--exclude-resource-types", "test", "unit_test")
NO_PYTHON = ("path:python_models",)
LAYERS = ("intermediate", "marts")
# What follows from interactions and alerts: a test of landing or identity need not wait for it.
FOLLOWING = (
    *(f"path:models/{layer}/{topic}" for layer in LAYERS for topic in ("voice", "actions", "causes")),
    "path:models/intermediate/outcomes",
    "path:models/marts/outcomes/mart_*.sql",
    "fct_outcome_drivers",
)

# Of one run of pytest, whose processes share it (conftest.py removes it).
CONTROLLER = os.getppid() if "PYTEST_XDIST_WORKER" in os.environ else os.getpid()
SHARED = Path(tempfile.gettempdir()) / f"groundswell-{CONTROLLER}"
PARSED = SHARED / "parsed"

MARK = 777_777  # tokens of a text: a number that no mart shows

Row = Mapping[str, object]


@dataclass(frozen=True)
class Outcome:
    """What a command printed and how it ended."""

    code: int
    output: str


@dataclass(frozen=True)
class Workspace:
    """A folder of its own for one landing set and what is built from it.

    dbt parses the project anew, for as long as many a build takes, wherever a path or a var differs from the last time.
    So every workspace has the project in it as links and names its paths from there, the same for all, and takes up
    what another one parsed with the same vars.
    """

    root: Path

    @property
    def project(self) -> Path:
        return self.root / "project"

    @property
    def landing(self) -> Path:
        return self.root / "landing"

    @property
    def seen_landing(self) -> str:
        """The landing folder as messages of dbt name it."""
        return self._seen(self.landing)

    @property
    def database(self) -> Path:
        """The serving file that `groundswell run` publishes."""
        return self.root / "served.duckdb"

    @property
    def build_file(self) -> Path:
        return self.root / "served.build.duckdb"

    @property
    def cache(self) -> Path:
        return self.root / "score_cache.db"

    @property
    def target(self) -> Path:
        return self.root / "target"

    @property
    def logs(self) -> Path:
        return self.root / "logs"

    def write(self, table: str, rows: Sequence[Row], **options: object) -> Path:
        return write_csv(self.landing / f"{table}.csv", rows, **options)

    def variables(self, extra: Mapping[str, object]) -> str:
        return json.dumps({"landing_path": self.seen_landing, "score_cache_path": self._seen(self.cache), **extra})

    @property
    def environment(self) -> dict[str, str]:
        return {
            **os.environ,
            "GROUNDSWELL_BUILD_FILE": self._seen(self.build_file),
            "DBT_TARGET_PATH": self._seen(self.target),
            "DBT_LOG_PATH": self._seen(self.logs),
            "DBT_EXCLUDE_RESOURCE_TYPES": "unit_test",  # they look at no data
            "DBT_USE_COLORS": "false",
            "NO_COLOR": "1",
        }

    def dbt(self, *arguments: str, **variables: object) -> Outcome:
        """Run a dbt command on the landing folder."""
        command = [sys.executable, "-m", "dbt.cli.main", *arguments, "--vars", self.variables(variables)]
        return self._run(command, self.variables(variables))

    def build_sql(self, *arguments: str, everything: bool = False, **variables: object) -> Outcome:
        """Build seeds and the SQL models up to alerts, or every one, without tests: scores come with the data."""
        without = NO_PYTHON if everything else (*NO_PYTHON, *FOLLOWING)
        options = ("--exclude", *without, *NO_TESTS, "--no-write-json")  # no test reads what dbt says of itself here
        return self.dbt("build", *options, *arguments, skip_python_models=True, **variables)

    def groundswell_run(self, *arguments: str, **variables: object) -> Outcome:
        """`groundswell run`: everything, then publish."""
        return self._run(self.groundswell_command(*arguments, **variables), f"run {self.variables(variables)}")

    def groundswell_command(self, *arguments: str, **variables: object) -> list[str]:
        places = ["--database", str(self.database), "--project", str(self.project)]
        if variables.get("landing_path", "") is not None:
            places += ["--landing", str(self.landing)]
        command = [sys.executable, "-m", "groundswell.cli", "run", *places, *arguments]
        return [*command, "--vars", self.variables(variables)]

    def link_project(self) -> None:
        self.project.mkdir(exist_ok=True)
        for part in PARTS:
            if not (self.project / part).exists():
                (self.project / part).symlink_to(PROJECT / part)

    def _seen(self, path: Path) -> str:
        """A path of this workspace from where dbt runs."""
        return str(Path("..") / path.relative_to(self.root))

    def _run(self, command: Sequence[str], parsed_with: str) -> Outcome:
        self.link_project()
        known, own = PARSED / md5(parsed_with.encode()).hexdigest(), self.target / "partial_parse.msgpack"
        if known.exists():
            self.target.mkdir(exist_ok=True)
            shutil.copy(known, own)
        done = subprocess.run(
            command, cwd=self.project, env=self.environment, capture_output=True, text=True, errors="replace",
            timeout=600,
        )  # fmt: skip
        if own.exists() and not known.exists():
            PARSED.mkdir(parents=True, exist_ok=True)
            half = known.with_name(f"{known.name}.{os.getpid()}")
            shutil.copy(own, half)
            half.replace(known)  # whole or not at all: others read it meanwhile
        return Outcome(done.returncode, done.stdout + done.stderr)

    def query(self, sql: str, file: Path | None = None) -> list[tuple]:
        with duckdb.connect(str(file or self.build_file), read_only=True) as connection:
            connection.execute(f"set file_search_path = '{self.project}'")  # of views on landing files
            return connection.execute(sql).fetchall()

    def values(self, sql: str) -> list:
        """The first column of a query."""
        return [row[0] for row in self.query(sql)]


def once(root: Path, make: Callable[[Workspace], object]) -> Workspace:
    """A workspace that several processes of a parallel run read, made by whichever needs it first."""
    here = Workspace(root)
    here.landing.mkdir(parents=True, exist_ok=True)
    with (root / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (root / "made").exists():
            make(here)
            (root / "made").touch()
    return here


def succeeded(outcome: Outcome) -> Outcome:
    assert outcome.code == 0, outcome.output[-6000:]
    return outcome


def message(**columns: object) -> dict[str, object]:
    """An interaction row that keeps the contract, with `columns` over it."""
    return {"interaction_id": "m", "channel": "ticket", "occurred_at": "2025-06-01 08:00:00", **columns}


def write_csv(path: Path, rows: Sequence[Row], delimiter: str = ",", encoding: str = "utf-8") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    columns = list(dict.fromkeys(column for row in rows for column in row))
    with path.open("w", newline="", encoding=encoding) as file:
        writer = csv.DictWriter(file, columns, delimiter=delimiter, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    return path


def write_parquet(path: Path, select: str) -> Path:
    """Write the result of a DuckDB query."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with duckdb.connect() as connection:
        connection.execute("set TimeZone = 'UTC'")
        connection.execute(f"copy ({select}) to '{path}' (format parquet)")
    return path


def scores_in(cache: Path, sql: str = "select count(*) from scores", *values: object) -> list[tuple]:
    """Run a statement on a score cache."""
    with closing(sqlite3.connect(cache)) as connection, connection:
        return connection.execute(sql, values).fetchall()


def mark_scores(cache: Path) -> None:
    """Mark every score of a cache; a score of a build that bears MARK came from there."""
    scores_in(cache, "update scores set n_tokens = ?", MARK)


def marts(file: Path) -> list[str]:
    with duckdb.connect(str(file), read_only=True) as connection:
        tables = connection.execute("select table_name from duckdb_tables() where schema_name = 'marts' order by 1")
        return [name for (name,) in tables.fetchall()]


def differences(one: Path, other: Path, leave_out: Iterable[str] = (), columns_but: str = "") -> dict[str, int]:
    """Rows of every mart that only one of two files holds, by mart: {} means row for row the same marts.

    Args:
        one: A DuckDB file with schema marts.
        other: Another one.
        leave_out: Marts not to compare.
        columns_but: Columns not to compare where a mart has them, e.g. "landing_file".
    """
    names = marts(one)
    assert names, f"{one} holds no marts"
    assert names == marts(other)
    found = {}
    with duckdb.connect() as connection:
        connection.execute(f"attach '{one}' as one (read_only)")
        connection.execute(f"attach '{other}' as other (read_only)")
        for name in set(names) - set(leave_out):
            columns = f"columns(c -> c not in ('{columns_but}'))"
            left, right = (f"select {columns} from {side}.marts.{name}" for side in ("one", "other"))
            count = connection.execute(
                f"select count(*) from (({left} except all {right}) union all ({right} except all {left}))"
            ).fetchone()[0]
            if count:
                found[name] = count
    return found
