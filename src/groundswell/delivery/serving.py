"""Reads what is to be told from a serving file: alerts of the default policy, their owners, plays and best links."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from importlib.resources import files
from pathlib import Path

import duckdb

from groundswell.dashboard import wording
from groundswell.delivery.errors import DeliveryError
from groundswell.serving_file import ANOTHER_VERSION, ServingFileError, has_mart, open_serving_file

TABLES = ("fct_alerts", "dim_accounts", "dim_dates", "fct_alert_evidence")
SHORT_ID = 10  # characters of an id that people are shown
SEVERITIES = ("critical", "high", "medium", "low", "info")


@dataclass(frozen=True)
class Alert:
    """One alert as the marts have it."""

    alert_id: str
    entity_type: str
    entity_id: str
    entity_name: str
    direction: str
    policy: str
    tier: str
    severity: str | None
    state: str
    opened_on: date
    escalated_on: date | None
    closed_on: date | None
    score: float
    reason: str
    owner: str | None = None
    arr: float | None = None
    renewal_on: date | None = None
    play: str | None = None
    link: str | None = None

    @property
    def key(self) -> tuple[str, str, str, str]:
        """What two alerts share that may be the same episode."""
        return self.entity_type, self.entity_id, self.direction, self.policy

    @property
    def current_tier(self) -> str:
        """The tier, an escalation counted in."""
        return "immediate" if self.escalated_on else self.tier

    @property
    def is_open(self) -> bool:
        """Whether the episode still lasts."""
        return self.closed_on is None

    def rank(self) -> tuple:
        """What lasts before what is over, the worst first; ties by revenue, score and id."""
        severity = SEVERITIES.index(self.severity) if self.severity in SEVERITIES else len(SEVERITIES)
        return (
            not self.is_open,
            severity,
            self.current_tier != "immediate",
            -(self.arr or 0.0),
            -self.score,
            self.alert_id,
        )


@dataclass(frozen=True)
class Serving:
    """The serving file as of its day."""

    as_of: date
    alerts: list[Alert]


@contextmanager
def open_marts(database: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """A serving file, open for reading only.

    Raises:
        DeliveryError: It is missing, is no DuckDB file, is being written, or lacks a mart or a column.
    """
    if not database.is_file():
        raise DeliveryError(f"There is no database {database}: build one first (`groundswell run`).")
    try:
        connection = open_serving_file(database, TABLES)
    except ServingFileError as error:
        raise DeliveryError(str(error)) from None
    with connection:
        try:
            yield connection
        except duckdb.BinderException as error:
            raise DeliveryError(f"{database}: {str(error).splitlines()[0]}: {ANOTHER_VERSION}.") from None


def read_serving(database: Path) -> Serving:
    """The alerts of the default policy and the day of the data.

    Raises:
        DeliveryError: The file cannot be used.
    """
    with open_marts(database) as connection:
        as_of = connection.execute("select max(date_day) from dim_dates").fetchone()[0]
        if as_of is None:
            raise DeliveryError(f"{database} holds no day of data yet.")
        plays = _plays(connection) if has_mart(connection, "mart_next_actions") else {}
        cursor = connection.execute(files(__package__).joinpath("sql", "alerts.sql").read_text(encoding="utf-8"))
        names = [column[0] for column in cursor.description]
        rows = [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
    return Serving(as_of, [Alert(**row, play=_play(plays, row)) for row in rows])


def _plays(connection: duckdb.DuckDBPyConnection) -> dict[str, str]:
    """What to do next by alert id and by account id, in words; of several plays the account's first one."""
    rows = connection.execute(files(__package__).joinpath("sql", "plays.sql").read_text(encoding="utf-8")).fetchall()
    plays: dict[str, str] = {}
    for alert_id, account_id, title, action, due_on in rows:
        words = f"{title}: {action or 'see the play'} (until {wording.day(due_on)})" if due_on else title
        for key in (alert_id, account_id):
            if key:
                plays.setdefault(key, words)
    return plays


def _play(plays: dict[str, str], row: dict) -> str | None:
    if row["direction"] == "improvement":
        return plays.get(row["alert_id"])
    return plays.get(row["alert_id"]) or (plays.get(row["entity_id"]) if row["entity_type"] == "account" else None)
