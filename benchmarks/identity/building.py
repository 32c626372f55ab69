"""The labelled senders through the real models: a landing folder, one dbt run, and what came out of it."""

from __future__ import annotations

import csv
import json
import os
import subprocess
import sys
from pathlib import Path

import duckdb

HERE = Path(__file__).parent
PROJECT = HERE.parents[1]


def read_csv(name: str) -> list[dict[str, str]]:
    with (HERE / f"{name}.csv").open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def match(folder: Path, truth: list[dict[str, str]]) -> dict[str, tuple[str | None, str | None, str | None]]:
    """Build the senders of *truth* in *folder*.

    Returns:
        (account_id, match_kind, unmapped_reason) of each label_id.

    Raises:
        RuntimeError: dbt failed; its output is the message.
    """
    landing = folder / "landing"
    landing.mkdir(parents=True)
    for name in ("accounts", "contacts"):
        (landing / f"{name}.csv").write_text((HERE / f"{name}.csv").read_text(encoding="utf-8"), encoding="utf-8")
    _write_messages(landing / "interactions.csv", truth)
    build_file = folder / "identity.duckdb"
    _run_dbt(landing, build_file, folder)
    with duckdb.connect(str(build_file), read_only=True) as session:
        found = session.execute(
            "select interaction_id, account_id, match_kind, unmapped_reason "
            "from intermediate.int_interactions__identified"
        ).fetchall()
    return {label: (account, kind, reason) for label, account, kind, reason in found}


def _write_messages(path: Path, truth: list[dict[str, str]]) -> None:
    """One message a label; its polarity is given, so nothing needs scoring."""
    columns = ["interaction_id", "channel", "occurred_at", "source", "account_key", "author_id", "polarity"]
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(columns)
        for row in truth:
            source = "zendesk" if row["author_id"] else "bench"
            occurred_at = f"{row['occurred_on']} 12:00:00"
            writer.writerow([row["label_id"], "ticket", occurred_at, source, row["written_as"], row["author_id"], "0"])


def _run_dbt(landing: Path, build_file: Path, folder: Path) -> None:
    variables = {"landing_path": str(landing.resolve()), "skip_python_models": True, "connectors": []}
    command = [sys.executable, "-m", "dbt.cli.main", "run"]
    seeds = [*command[:-1], "seed"]
    shared = ["--vars", json.dumps(variables), "--target-path", str(folder / "target"), "--log-path", str(folder)]
    environment = {**os.environ, "GROUNDSWELL_BUILD_FILE": str(build_file.resolve())}
    chosen = ["--select", "+int_interactions__identified", "--exclude", "path:python_models"]
    for step in ([*seeds, *shared], [*command, *shared, *chosen]):
        done = subprocess.run(step, cwd=PROJECT, env=environment, capture_output=True, text=True, check=False)
        if done.returncode != 0:
            raise RuntimeError(f"{' '.join(step)} failed:\n{done.stdout[-4000:]}{done.stderr[-2000:]}")
