"""What stands behind one alert, read from the marts: its numbers, its evidence, the events near it, its series."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from groundswell.dashboard.errors import PageError
from groundswell.dashboard.marts import Marts, Row, grouped

DAYS_BEFORE, DAYS_AFTER = 150, 60  # of the series around the day on which the alert opened
KINDS = ("topic", "channel", "emotion", "account", "day")  # shown in this order; messages are shown one by one
SHORTEST_ID = 4
LATEST = "latest"


@dataclass(frozen=True)
class Explanation:
    """One alert and what it rests on, as rows of the marts."""

    alert: Row
    evidence: dict[str, list[Row]]  # by kind, the heaviest first
    events: list[Row]
    days: list[Row]

    @property
    def messages(self) -> list[Row]:
        """The messages that weigh most; what all others add up to is the row without a key."""
        return self.evidence.get("interaction", [])

    @property
    def is_in_points(self) -> bool:
        """Whether its numbers are polarity, shown as points of 100; else they are √counts, or days."""
        return self.alert["unit"] == "polarity"

    @property
    def has_levels(self) -> bool:
        """Whether baseline and current value are sentiment; a movement of many accounts has none, only its size."""
        return self.alert["reason_code"] == "sentiment"

    @property
    def first_day(self) -> date | None:
        """The earliest day behind an alert on the forgetting average, in which older messages count ever less."""
        if self.alert["lane"] is None:
            return None
        return min((date.fromisoformat(row["item"]) for row in self.evidence.get("day", [])), default=None)

    def amount(self, contribution: float) -> float:
        """A contribution in the unit that people see."""
        return contribution * 50 if self.is_in_points else contribution


def explain(database: Path, alert_id: str) -> Explanation:
    """Read one alert and its evidence.

    Args:
        database: Serving file that `groundswell run` published.
        alert_id: The id of an alert, or as much of its beginning as is unique; or LATEST, the newest one of the default
            policy that has messages behind it.

    Raises:
        PageError: The database cannot be read, or no alert or more than one begins with that id.
    """
    if len(alert_id) < SHORTEST_ID:
        raise PageError(f"`{alert_id}` is too short for an alert: give at least {SHORTEST_ID} characters of its id.")
    with Marts(Path(database), needs=("fct_alert_evidence",)) as marts:
        if alert_id == LATEST:
            newest = marts.rows("latest_alert")
            if not newest:
                raise PageError(f"{database} has no alert of the default policy with messages behind it.")
            alert_id = newest[0]["alert_id"]
        found = marts.rows("explained_alert", alert_id=alert_id.lower())
        if not found:
            raise PageError(f"{database} has no alert {alert_id}: ids are in marts.fct_alerts, column alert_id.")
        if len(found) > 1:
            raise PageError(f"More than one alert of {database} begins with {alert_id}: give more of its id.")
        alert = found[0]
        return Explanation(
            alert=alert,
            evidence=grouped(marts.rows("explained_evidence", alert_id=alert["alert_id"]), "kind"),
            events=marts.rows("explained_events", alert_id=alert["alert_id"]),
            days=marts.rows(
                "explained_days",
                entity_type=alert["entity_type"],
                entity_id=alert["entity_id"],
                opened_on=alert["opened_on"],
                days_before=DAYS_BEFORE,
                days_after=DAYS_AFTER,
            ),
        )
