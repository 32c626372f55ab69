"""The risk assessment of one account, read from the marts: how it stands, why, and what to do by when."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

from groundswell.dashboard.errors import PageError
from groundswell.dashboard.marts import Marts, Row

NEEDS = ("mart_risk_assessments", "mart_risk_causes", "mart_risk_actions", "mart_next_actions")
DAYS = 365  # of the series
MOST_NAMED = 5  # near matches, or accounts of one name


@dataclass(frozen=True)
class Assessment:
    """One row of mart_risk_assessments, and the rows that belong to it."""

    account: Row
    causes: list[Row]  # signs first, then topics and events
    patterns: list[Row]  # what asks for action, the highest priority first
    actions: list[Row]  # in the order in which they are due
    days: list[Row]
    alerts: list[Row]
    events: list[Row]


def assess(database: Path, wanted: str) -> Assessment:
    """Read the assessment of one account.

    Args:
        database: Serving file that `groundswell run` published.
        wanted: The account's id, or its name in any case.

    Raises:
        PageError: The database cannot be read or knows no account, none or more than one is called so, or it has left.
    """
    with Marts(Path(database), needs=NEEDS) as marts:
        account = _one(marts.rows("assessed_names"), wanted.strip(), database)
        found = marts.rows("assessed_account", account_id=account["account_id"])
        if not found:
            raise PageError(
                f"{account['account_name']} ({account['account_id']}) is no active account: only those are assessed."
            )
        row = found[0]
        series = marts.account_series([row["account_id"]], row["assessed_on"])
        return Assessment(
            account=row,
            causes=marts.rows("assessed_causes", account_id=row["account_id"]),
            patterns=marts.rows("assessed_patterns", account_id=row["account_id"]),
            actions=marts.rows("assessed_actions", account_id=row["account_id"]),
            days=series.days,
            alerts=series.alerts,
            events=series.events,
        )


def _one(names: list[Row], wanted: str, database: Path) -> Row:
    """The account with that id, else the only one with that name."""
    if not names:
        raise PageError(f"{database} holds no account yet: hand in accounts first (docs/connect-your-sources.md).")
    if not wanted:
        raise PageError("Give the id or the name of an account.")
    found = [row for row in names if row["account_id"] == wanted]
    found = found or [row for row in names if row["account_name"].casefold() == wanted.casefold()]
    if len(found) == 1:
        return found[0]
    if found:
        ids = ", ".join(row["account_id"] for row in found[:MOST_NAMED])
        raise PageError(f"{len(found)} accounts are called {wanted}: give the id ({ids}).")
    near = _near(names, wanted)
    hint = f" Did you mean {' or '.join(near)}?" if near else " Ids and names are in marts.dim_accounts."
    raise PageError(f"{database} has no account {wanted}.{hint}")


def _near(names: list[Row], wanted: str) -> list[str]:
    """Names and ids that are nearly what was wanted, or hold it."""
    spelled = {row[column].casefold(): row for row in names for column in ("account_name", "account_id")}
    key = wanted.casefold()
    holding = [name for name in spelled if key in name]
    close = get_close_matches(key, spelled, n=MOST_NAMED)
    rows = {spelled[name]["account_id"]: spelled[name] for name in [*close, *holding]}
    return [f"{row['account_name']} ({account_id})" for account_id, row in list(rows.items())[:MOST_NAMED]]
