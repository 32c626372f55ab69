"""The first page's sections, as rows of `mart_weekly_review`; nothing is worked out here but where a mark stands."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from groundswell.dashboard.accounts import RENEWAL_SOON_DAYS
from groundswell.dashboard.marts import Marts, Row, grouped
from groundswell.dashboard.sparkline import Sparkline, sparkline

SPARKLINE_DAYS = 84
FIRST_FIGURES = 4  # as cards; the others follow in a strip
SHOWN_AT_ONCE = 20  # rows of a list before an owner or a segment is chosen
SHOWN_EVENTS = 6
SHOWN_OF_AN_OWNER = 10  # rows of a list that an owner finds, however long it is
SMALLEST_REACH = 10.0  # points on either side of zero that the marks of a table span at least
REACH_STEP = 5  # the axis ends at a round number


@dataclass(frozen=True)
class Agenda:
    """The review of one week."""

    week_end_on: date
    headline: Row | None
    sections: dict[str, list[Row]]
    sparklines: dict[str, Sparkline] = field(default_factory=dict)

    def section(self, name: str) -> list[Row]:
        """The rows of one section, the first one first."""
        return self.sections.get(name, [])

    @staticmethod
    def renews_soon(row: Row) -> bool:
        """Whether a renewal is near enough to stand out."""
        return row["days_to_renewal"] is not None and 0 <= row["days_to_renewal"] <= RENEWAL_SOON_DAYS

    @property
    def figures(self) -> dict[str, Row]:
        """The figures by name."""
        return {row["entity_id"]: row for row in self.section("figure")}


def read(marts: Marts) -> Agenda | None:
    """The agenda of a serving file; None if it is empty."""
    rows = marts.rows("review")
    if not rows:
        return None
    sections = grouped(rows, "section")
    for name in ("discuss", "improving"):
        sections[name] = _kept(sections[name])
    week_end_on = rows[0]["week_end_on"]
    ids = [row["entity_id"] for name in ("discuss", "improving") for row in sections[name]]
    headlines = sections.pop("headline", [])
    return Agenda(week_end_on, next(iter(headlines), None), sections, _sparklines(marts, ids, week_end_on))


def _kept(rows: list[Row]) -> list[Row]:
    """The first rows of all, and the first of every owner: a page must not grow with the number of accounts."""
    of_owner: dict[object, int] = defaultdict(int)
    kept = []
    for number, row in enumerate(rows):
        of_owner[row["csm_owner"]] += 1
        if number < SHOWN_AT_ONCE or of_owner[row["csm_owner"]] <= SHOWN_OF_AN_OWNER:
            kept.append(row)
    return kept


def _sparklines(marts: Marts, account_ids: Sequence[str], as_of: date) -> dict[str, Sparkline]:
    days = marts.rows("account_days", account_ids=list(account_ids), as_of=as_of, days=SPARKLINE_DAYS)
    first = as_of - timedelta(days=SPARKLINE_DAYS)
    by_account = grouped((day for day in days if day["date_day"] > first), "entity_id")
    columns = ("score", "baseline", "sd")
    return {key: sparkline(*([day[c] for day in rows] for c in columns)) for key, rows in by_account.items()}


@dataclass(frozen=True)
class Scale:
    """Where changes stand on the horizontal axis of a table's marks, in per cent of its width."""

    reach: int

    @classmethod
    def of(cls, rows: Sequence[Row]) -> Scale:
        """A scale with zero in the middle that holds every change; intervals that are wider are cut at its edges."""
        # a little more, so that no dot hides the mark of a cut
        changes = [abs(row["change"]) * 1.1 for row in rows if row["change"] is not None]
        return cls(math.ceil(max([SMALLEST_REACH, *changes]) / REACH_STEP) * REACH_STEP)

    def place(self, points: float) -> float:
        """Per cent from the left edge."""
        return round(50 + 50 * max(-1.0, min(1.0, points / self.reach)), 2)

    def cuts(self, points: float) -> bool:
        """Whether the axis ends before that point."""
        return abs(points) > self.reach
