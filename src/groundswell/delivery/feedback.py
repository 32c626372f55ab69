"""What people answer to an alert, kept in the state file for the next build."""

from __future__ import annotations

import getpass
from dataclasses import dataclass
from datetime import UTC, date, datetime
from difflib import get_close_matches
from importlib.resources import files
from pathlib import Path
from uuid import uuid4

import duckdb

from groundswell.dashboard.explanation import LATEST, SHORTEST_ID
from groundswell.delivery.errors import DeliveryError
from groundswell.delivery.serving import SHORT_ID, open_marts
from groundswell.delivery.state import export_feedback, open_state, text_of, transaction

VERDICTS = ("true", "false", "known", "late")
LONGEST_COMMENT = 2000


@dataclass(frozen=True)
class Noted:
    """A verdict as kept, and what a person wants to see confirmed."""

    feedback_id: str
    alert_id: str
    reason: str
    as_of: date
    counts_from: date  # the first as-of day of a build that knows it

    @property
    def waits(self) -> bool:
        """Whether the data ends before the day of the verdict, so that only later data makes it count."""
        return self.counts_from > self.as_of


def note(
    database: Path,
    state: Path,
    alert_id: str,
    verdict: str,
    comment: str | None = None,
    author: str | None = None,
    now: datetime | None = None,
) -> Noted:
    """Append one verdict on one alert.

    Args:
        database: Serving file that holds the alert.
        state: State file, made where there is none.
        alert_id: The id of an alert, or as much of its beginning as is unique; or `latest`, which `explain` knows too.
        verdict: One of VERDICTS.
        comment: In their words, at most LONGEST_COMMENT characters.
        author: Who says so; the system's user by default.
        now: When; the clock by default.

    Raises:
        DeliveryError: No such verdict or alert, more than one alert, or a file that cannot be used.
    """
    if verdict not in VERDICTS:
        raise DeliveryError(f"A verdict is one of {', '.join(VERDICTS)}; not {verdict!r}.")
    if comment is not None and len(comment) > LONGEST_COMMENT:
        raise DeliveryError(f"The comment has {len(comment):,} characters; at most {LONGEST_COMMENT:,} are kept.")
    alert, as_of = _find(database, alert_id.strip().lower())
    now = now or datetime.now(UTC)
    row = (uuid4().hex, "alert", *alert[:6], verdict, author or getpass.getuser(), text_of(now), comment or None)
    connection = open_state(state)
    try:
        with transaction(connection):
            connection.execute(f"insert into feedback values ({', '.join('?' * len(row))})", row)
    finally:
        connection.close()
    export_feedback(state)
    return Noted(row[0], alert[0], alert[6], as_of, now.astimezone(UTC).date())


def _latest(database: Path, marts: duckdb.DuckDBPyConnection) -> str:
    query = files("groundswell.dashboard").joinpath("sql", "latest_alert.sql").read_text(encoding="utf-8")
    newest = marts.execute(query).fetchone()
    if newest is None:
        raise DeliveryError(f"{database} has no alert of the default policy with messages behind it.")
    return newest[0]


def _find(database: Path, alert_id: str) -> tuple[tuple, date]:
    """(alert_id, entity_type, entity_id, direction, tier, policy, reason) and the as-of day."""
    if len(alert_id) < SHORTEST_ID:
        raise DeliveryError(
            f"`{alert_id}` is too short for an alert: give at least {SHORTEST_ID} characters of its id."
        )
    columns = "alert_id, entity_type, entity_id, direction, tier, policy, reason"
    with open_marts(database) as marts:
        if alert_id == LATEST:
            alert_id = _latest(database, marts)
        found = marts.execute(
            f"select {columns} from fct_alerts where starts_with(alert_id, ?) order by alert_id limit 2", [alert_id]
        ).fetchall()
        if len(found) == 1:
            return found[0], marts.execute("select max(date_day) from dim_dates").fetchone()[0]
        if found:
            raise DeliveryError(f"More than one alert of {database} begins with {alert_id}: give more of its id.")
        known = dict(
            marts.execute(
                "select alert_id, reason from fct_alerts order by is_default_policy desc, opened_on desc, alert_id"
            ).fetchall()
        )
    near = get_close_matches(alert_id[:SHORT_ID], {key[:SHORT_ID]: None for key in known}, n=3, cutoff=0.5)
    matches = [
        f"  {key[:SHORT_ID]}  {reason}" for short in near for key, reason in known.items() if key[:SHORT_ID] == short
    ]
    if matches:
        hint = "Near to it:\n" + "\n".join(matches[:3])
    elif known:
        newest = "\n".join(f"  {key[:SHORT_ID]}  {reason}" for key, reason in list(known.items())[:3])
        hint = f"The newest are:\n{newest}"
    else:
        hint = "It holds no alert at all."
    raise DeliveryError(f"{database} has no alert {alert_id}. {hint}")
