"""The labelled senders through the real models: a landing folder, one dbt run, and what came out of it."""

from __future__ import annotations

import csv
from pathlib import Path

import duckdb
from benchmarks.building import build

HERE = Path(__file__).parent


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
    build_file = build(landing, folder, ["+int_interactions__identified"])
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
