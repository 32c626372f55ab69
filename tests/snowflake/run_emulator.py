"""Builds the SQL models twice on an emulated Snowflake, once on DuckDB, from the same rows, and compares all tables.

`make test-snowflake` runs it. The emulator has its own environment (requirements.txt); dbt, dbt-snowflake and the
connector are the project's own. What this proves, and what not: docs/snowflake.md.
"""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import duckdb
import snowflake.connector
from compare import Row, compare
from landing_rows import landing
from portability import breaches_in_folder
from raw_rows import CONNECTORS, raw_tables

HERE = Path(__file__).parent
PROJECT = HERE.parents[1]
EMULATOR_PYTHON = PROJECT / ".venv-fakesnow" / "bin" / "python"
DATABASE = "GROUNDSWELL"
LANDING = "LANDING"
COMPARED_SCHEMAS = ("intermediate", "marts")
# Hashes: each engine has its own.
NOT_COMPARED_COLUMNS = {"fingerprint"}
# Nothing is proved by tables that are empty on both sides.
MUST_HAVE_ROWS = [
    "marts.fct_interactions",
    "marts.fct_entity_days",
    "marts.fct_alerts",
    "marts.fct_events",
    "marts.fct_alert_events",
    "marts.fct_alert_evidence",
    "marts.dim_accounts",
    "marts.mart_trust",
    "marts.mart_next_actions",
    "marts.mart_review_sentence",
    "marts.mart_risk_causes",
    "marts.mart_weekly_review",
    "marts.quarantined_interactions",
    "marts.quarantined_rows",
    "marts.fct_account_outcomes",
    "intermediate.int_connector_counts",
    "intermediate.int_accounts__billed",
    "intermediate.int_scoring_keys",
]
# Seconds. A build takes 40 on idle cores; the connector repeats a request that the server fails with a 500 for ever.
BUILD_LIMIT = 420
START_LIMIT = 60

Tables = dict[str, list[Row]]


def main() -> int:
    """Run the whole comparison; the exit code is 0 if every table is the same."""
    if not EMULATOR_PYTHON.exists():
        sys.exit(f"{EMULATOR_PYTHON.parents[1].name} is missing: run `make test-snowflake`, which creates it.")
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        build_file = work / "build.duckdb"
        load_duckdb(build_file)
        build("duckdb", work, {"GROUNDSWELL_BUILD_FILE": str(build_file)}, data_tests=False)
        on_duckdb = read_duckdb(build_file)
        with emulator(work / "server.log") as port:
            connection = connect(port)
            load_snowflake(connection)
            is_refused = refuses_python_models(port, work)
            build("snowflake_emulator", work, {"GROUNDSWELL_EMULATOR_PORT": str(port)})
            first = read_snowflake(connection)
            # Again, on top of what is there; the data tests have nothing new to say of it.
            build("snowflake_emulator", work, {"GROUNDSWELL_EMULATOR_PORT": str(port)}, data_tests=False)
            second = read_snowflake(connection)
        compiled = work / "snowflake_emulator" / "target" / "compiled"
        unportable = breaches_in_folder(compiled)
        is_exact = divides_doubles(compiled, build_file, work / "types.json")

    if not is_refused:
        print("FAIL a build with Python models is not refused with a word on how to leave them out")
    passed = report("DuckDB and the emulator", on_duckdb, first, {})
    passed &= report("the emulator's first and second build", first, second, {"relative": 0.0, "absolute": 0.0})
    for breach in unportable:
        print(f"not portable: {breach}")
    return 0 if passed and is_refused and is_exact and not unportable else 1


def refuses_python_models(port: int, work: Path) -> bool:
    """Whether a build of Python models, which Snowflake cannot run, ends at once and says how to leave them out."""
    command = [sys.executable, "-m", "dbt.cli.main", "build", "--target", "snowflake_emulator"]
    command += ["--select", "int_scorer", "--target-path", str(work / "refused"), "--log-path", str(work / "refused")]
    built = subprocess.run(
        command,
        cwd=PROJECT,
        env=os.environ | {"GROUNDSWELL_EMULATOR_PORT": str(port)},
        capture_output=True,
        text=True,
        timeout=BUILD_LIMIT,
    )
    return built.returncode != 0 and "--exclude path:python_models" in built.stdout


def divides_doubles(compiled: Path, build_file: Path, types_file: Path) -> bool:
    """Whether no compiled quotient loses decimals on Snowflake, going by the types that DuckDB gave the tables."""
    types: dict[str, dict[str, dict[str, str]]] = {}
    with duckdb.connect(str(build_file), read_only=True) as connection:
        columns = connection.execute(
            "select table_schema, table_name, column_name, data_type from information_schema.columns"
        ).fetchall()
    for schema, table, column, kind in columns:
        known = "ARRAY" if kind.endswith("[]") else {"HUGEINT": "DECIMAL(38, 0)"}.get(kind, kind)
        types.setdefault(schema.upper(), {}).setdefault(table.upper(), {})[column.upper()] = known
    types_file.write_text(json.dumps({DATABASE: types}))
    return subprocess.run([EMULATOR_PYTHON, HERE / "fixed_point.py", compiled, types_file]).returncode == 0


@contextmanager
def emulator(log: Path) -> Iterator[int]:
    """The emulator on a free port, stopped at the end; if anything fails in between, its last words are printed."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    with log.open("w") as output:
        server = subprocess.Popen(
            [EMULATOR_PYTHON, HERE / "emulator.py", str(port)],
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    try:
        wait_for(port, server)
        yield port
    except BaseException:
        print(f"--- the emulator's log ends with ---\n{tail(log)}", file=sys.stderr)
        raise
    finally:
        server.send_signal(signal.SIGINT)
        try:
            server.wait(10)
        except subprocess.TimeoutExpired:
            server.kill()


def wait_for(port: int, server: subprocess.Popen[bytes]) -> None:
    """Return once the server takes connections."""
    deadline = time.monotonic() + START_LIMIT
    while time.monotonic() < deadline and server.poll() is None:
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
            return
        except OSError:
            time.sleep(0.2)
    raise SystemExit(f"the emulator did not start within {START_LIMIT} s")


def build(target: str, work: Path, environment: dict[str, str], data_tests: bool = True) -> None:
    """`dbt build` of the SQL models, in a process group of its own that is killed at the time limit."""
    settings = {"landing_schema": LANDING, "connectors": CONNECTORS, "skip_python_models": True}
    folder = work / target
    folder.mkdir(exist_ok=True)
    log = folder / "build.log"
    command = [sys.executable, "-m", "dbt.cli.main", "build", "--target", target, "--vars", json.dumps(settings)]
    # Unit tests prove the logic, on DuckDB, in whose SQL some of their rows are written.
    command += ["--exclude", "path:python_models", "test_type:unit", "--no-use-colors"]
    command += [] if data_tests else ["--exclude-resource-types", "test"]
    command += ["--target-path", str(folder / "target"), "--log-path", str(folder / "logs")]
    started = time.monotonic()
    with log.open("w") as output:
        dbt = subprocess.Popen(
            command,
            cwd=PROJECT,
            env=os.environ | environment,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        try:
            code = dbt.wait(BUILD_LIMIT)
        except subprocess.TimeoutExpired:
            code = f"no end within {BUILD_LIMIT} s"
        finally:
            if dbt.poll() is None:
                os.killpg(dbt.pid, signal.SIGKILL)
                dbt.wait()
    if code != 0:
        print(tail(log), file=sys.stderr)
        raise SystemExit(f"dbt build on {target} failed: {code}")
    print(f"built on {target} in {time.monotonic() - started:.0f} s: {tail(log, lines=1)}", flush=True)


def tail(log: Path, lines: int = 40) -> str:
    """The last lines of a log."""
    return "\n".join(log.read_text(errors="replace").strip().splitlines()[-lines:])


def connect(port: int) -> snowflake.connector.SnowflakeConnection:
    """The real connector on the emulator, which checks no password."""
    return snowflake.connector.connect(
        account="emulator",
        user="emulator",
        password="emulator",
        host="localhost",
        port=port,
        protocol="http",
        login_timeout=20,
        network_timeout=60,
    )


def load_snowflake(connection: snowflake.connector.SnowflakeConnection) -> None:
    """The landing tables and the connectors' raw ones, through the connector of Snowflake."""
    with connection.cursor() as cursor:
        cursor.execute(f"create database {DATABASE}")
        cursor.execute(f"use database {DATABASE}")
        # A word that SQL keeps for itself: the loader writes it in capitals and quoted.
        _load(cursor, "%s", {"timestamptz": "timestamp_tz"}, {"group": '"GROUP"'})


def load_duckdb(build_file: Path) -> None:
    """The same tables in the build file."""
    with duckdb.connect(str(build_file)) as connection:
        connection.execute("set TimeZone = 'UTC'")
        _load(connection, "?", {}, {"group": '"group"'})


def _load(cursor: Any, placeholder: str, type_names: dict[str, str], quoted: dict[str, str]) -> None:
    for schema, tables in {LANDING: landing(), **raw_tables()}.items():
        cursor.execute(f"create schema {schema}")
        for name, table in tables.items():
            place = f"{schema}.{quoted.get(name, name)}"
            definitions = [f"{column} {type_names.get(kind, kind)}" for column, kind in table.columns.items()]
            cursor.execute(f"create table {place} ({', '.join(definitions)})")
            values = ", ".join([placeholder] * len(table.columns))
            rows = [tuple(row.get(column) for column in table.columns) for row in table.rows]
            cursor.executemany(f"insert into {place} ({', '.join(table.columns)}) values ({values})", rows)


def read_snowflake(connection: snowflake.connector.SnowflakeConnection) -> Tables:
    """Every compared table of the emulator."""
    with connection.cursor() as cursor:
        return _read(cursor)


def read_duckdb(build_file: Path) -> Tables:
    """Every compared table of the DuckDB build."""
    with duckdb.connect(str(build_file), read_only=True) as connection:
        return _read(connection)


def _read(cursor: Any) -> Tables:
    tables: Tables = {}
    for schema in COMPARED_SCHEMAS:
        cursor.execute(
            "select c.table_name, c.column_name, c.data_type from information_schema.columns as c "
            "inner join information_schema.tables as t using (table_schema, table_name) "
            f"where lower(table_schema) = '{schema}' and t.table_type like '%TABLE%' order by c.ordinal_position"
        )
        selects: dict[str, list[str]] = {}
        for table, column, kind in cursor.fetchall():
            if column.lower() in NOT_COMPARED_COLUMNS:
                continue
            # As text, because the emulator hands a NULL time to the connector as 1970.
            value = f"cast({column} as varchar) as {column}" if kind.startswith("TIMESTAMP") else column
            selects.setdefault(table, []).append(value)
        for table, columns in selects.items():
            cursor.execute(f"select {', '.join(columns)} from {schema}.{table}")
            names = [column[0].lower() for column in cursor.description]
            tables[f"{schema}.{table.lower()}"] = [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
    return tables


def report(title: str, left: Tables, right: Tables, tolerances: dict[str, float]) -> bool:
    """Print a line for each table: rows compared and the largest relative difference. True if all are the same."""
    print(f"--- {title} ---")
    passed = True
    for name in sorted(left.keys() | right.keys() | set(MUST_HAVE_ROWS)):
        if name not in left or name not in right:
            passed = False
            print(f"FAIL {name}: missing on {'the first' if name not in left else 'the second'} side")
            continue
        result = compare(left[name], right[name], **tolerances)
        problems = list(result.problems)
        if name in MUST_HAVE_ROWS and not left[name]:
            problems.append("no rows: nothing is compared")
        passed &= not problems
        verdict = "FAIL" if problems else "ok  "
        print(f"{verdict} {name}: {result.rows} rows, largest relative difference {result.largest:.1e}")
        for problem in problems:
            print(f"       {problem}")
    return passed


if __name__ == "__main__":
    sys.exit(main())
