"""Reads the marts of a serving file. The queries lie in `sql/`, one a question; they pick and join, nothing more."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from importlib.resources import files
from pathlib import Path
from typing import Any

import duckdb

from groundswell.dashboard.errors import PageError
from groundswell.serving_file import ANOTHER_VERSION, ServingFileError, has_mart, open_serving_file

Row = dict[str, object]

TABLES = (
    "dim_accounts",
    "fct_alert_events",
    "fct_alerts",
    "fct_entity_comparisons",
    "fct_entity_days",
    "fct_events",
    "mart_account_standings",
    "mart_entity_status",
    "mart_trust",
)
TREND_WEEKS = 52
RECENT_DAYS = 28  # alerts opened this lately are listed although they have closed
SERIES_DAYS = 182  # what an account's chart shows


@dataclass(frozen=True)
class Snapshot:
    """What the marts say on one as-of day, as rows."""

    as_of: date
    everything: Row  # the portfolio, or the main channel where there are no accounts
    group_type: str  # what the portfolio is split by: segment, or product or brand where there are no accounts
    trend: list[Row]
    shared_events: list[Row]
    alerts: list[Row]
    policy: list[Row]
    accounts: list[Row]
    trust: list[Row]

    @property
    def everything_name(self) -> str:
        """What the main series is called."""
        if self.everything["entity_type"] == "portfolio":
            return "All customers"
        return f"All of channel {self.everything['entity_id']}"

    @property
    def everything_weeks(self) -> list[Row]:
        """The main series, one row a week."""
        key = self.everything["entity_type"], self.everything["entity_id"]
        return [row for row in self.trend if (row["entity_type"], row["entity_id"]) == key]


def grouped(rows: Iterable[Row], column: str) -> dict[Any, list[Row]]:
    """Rows by the value of a column, in their order; an empty list for any other value."""
    groups: dict[Any, list[Row]] = defaultdict(list)
    for row in rows:
        groups[row[column]].append(row)
    return groups


@dataclass(frozen=True)
class AccountSeries:
    """The chart material of the accounts that get a chart."""

    days: list[Row]
    alerts: list[Row]
    events: list[Row]


class _FoundRow(dict[str, object]):
    """A row of a query; a mart that lacks a column, as one of an older version may, says which."""

    def __missing__(self, column: str) -> object:
        raise PageError(f"The marts have no column `{column}`: {ANOTHER_VERSION}.")


class Marts:
    """A serving file, open for reading only. Use as a context manager."""

    def __init__(self, database: Path, needs: Sequence[str] = ()) -> None:
        """Open the file.

        Args:
            database: A serving file.
            needs: Marts that must be there beside `TABLES`.

        Raises:
            PageError: It is missing, is no DuckDB file, is being written, or holds no marts.
        """
        if not database.is_file():
            raise PageError(f"There is no database {database}: build one first (`make build`).")
        try:
            self._connection = open_serving_file(database, (*TABLES, *needs))
        except ServingFileError as error:
            raise PageError(str(error)) from error

    def __enter__(self) -> Marts:
        return self

    def __exit__(self, *_: object) -> None:
        self._connection.close()

    def rows(self, query: str, **values: object) -> list[Row]:
        """The rows of a file of `sql/`, with its parameters filled in."""
        sql = files(__package__).joinpath("sql", f"{query}.sql").read_text(encoding="utf-8")
        try:
            cursor = self._connection.execute(sql, values or None)
        except duckdb.Error as error:
            said = str(error).splitlines()[0]
            raise PageError(f"The marts do not answer `{query}`, {said}: {ANOTHER_VERSION}.") from error
        names = [column[0] for column in cursor.description]
        return [_FoundRow(zip(names, row, strict=True)) for row in cursor.fetchall()]

    def has(self, table: str) -> bool:
        """Whether the file has a mart of that name."""
        return has_mart(self._connection, table)

    def _group_type(self) -> str:
        """What to split the portfolio by: the first of segment, product and brand that has more than one member."""
        counts = dict(
            self._connection.execute(
                "select entity_type, count(distinct entity_id) from fct_entity_days group by entity_type"
            ).fetchall()
        )
        candidates = ("segment", "product", "brand")
        several = [kind for kind in candidates if counts.get(kind, 0) > 1]
        present = [kind for kind in candidates if counts.get(kind, 0)]
        return (several or present or ["segment"])[0]

    def snapshot(self) -> Snapshot | None:
        """Everything but the accounts' series; None if the marts hold no day at all."""
        found = self.rows("everything")
        if not found:
            return None
        everything, group_type = found[0], self._group_type()
        as_of = everything["as_of"]
        return Snapshot(
            as_of=as_of,
            everything=everything,
            group_type=group_type,
            trend=self.rows(
                "trend",
                group_type=group_type,
                main_type=everything["entity_type"],
                main_id=everything["entity_id"],
                as_of=as_of,
                weeks=TREND_WEEKS,
            ),
            shared_events=self.rows("shared_events", as_of=as_of, weeks=TREND_WEEKS),
            alerts=self.rows("alerts", as_of=as_of, recent_days=RECENT_DAYS),
            policy=self.rows("policy"),
            accounts=self.rows("accounts", as_of=as_of),
            trust=self.rows("trust"),
        )

    def account_series(self, account_ids: Sequence[str], as_of: date) -> AccountSeries:
        """Days, alerts and events of these accounts over the last `SERIES_DAYS` days."""
        values = {"account_ids": list(account_ids), "as_of": as_of, "days": SERIES_DAYS}
        return AccountSeries(
            days=self.rows("account_days", **values),
            alerts=self.rows("account_alerts", **values),
            events=self.rows("account_events", **values),
        )
