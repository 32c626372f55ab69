"""The trend: one panel for everything and one for each group, so that no line hides another and no label collides."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta

from groundswell.dashboard import charts, wording
from groundswell.dashboard.charts import table
from groundswell.dashboard.headline import tone
from groundswell.dashboard.marts import TREND_WEEKS, Row, Snapshot

MAX_GROUPS = 12
MAX_RULES = 8  # dated rules a panel; what is left is in the list of events
# What moves a whole portfolio gets a rule before what happens every month.
RULE_ORDER = ("incident", "price_change", "billing", "campaign", "onboarding", "intervention")
COLUMNS = ("day", "score", "low", "high", "messages")


@dataclass(frozen=True)
class Panel:
    """One chart of the trend with the words beside it."""

    chart_id: str
    name: str
    latest: str
    change: str
    tone: str
    messages: str
    description: str
    data: dict[str, object]
    weeks: list[Row]


def event_label(event: Row) -> str:
    """An event in one line."""
    return f"{wording.day(event['started_on'])}: {event['title'] or wording.term(event['event_type'])}"


def event_table(events: list[Row]) -> dict[str, list]:
    """Events as a chart wants them."""
    rows = [
        {
            "day": event["started_on"],
            "title": event["title"] or wording.term(event["event_type"]),
            "label": f"{event_label(event)} ({wording.term(event['event_type'])})",
        }
        for event in events
    ]
    return table(rows, ("day", "title", "label"))


def trend_range(snapshot: Snapshot) -> tuple[date, date]:
    """First and last day of the trend's axis: the data's own start if it is shorter than the window."""
    first = min((row["date_day"] for row in snapshot.trend if row["score"] is not None), default=snapshot.as_of)
    return max(first, snapshot.as_of - timedelta(weeks=TREND_WEEKS)), snapshot.as_of


def trend_ranges(snapshot: Snapshot) -> dict[str, tuple[date, date]]:
    """That axis by kind of panel."""
    return dict.fromkeys(("trend", "group"), trend_range(snapshot))


def trend_specs(snapshot: Snapshot) -> dict[str, dict[str, object]]:
    """The specifications of the panels: everything by itself, and the groups on one scale."""
    days = trend_range(snapshot)
    main_range, all_range = charts.score_domain(snapshot.everything_weeks), charts.score_domain(snapshot.trend)
    return {
        "trend": charts.trend_spec(*days, main_range, height=200, point_size=26),
        "group": charts.trend_spec(*days, all_range, height=150, point_size=12),
    }


def _rules(events: list[Row]) -> list[Row]:
    """The events that get a rule: those of the most consequence, then the newest."""
    ranked = sorted(
        (event for event in events if event["event_type"] in RULE_ORDER),
        key=lambda event: (RULE_ORDER.index(event["event_type"]), -event["started_on"].toordinal()),
    )
    return sorted(ranked[:MAX_RULES], key=lambda event: event["started_on"])


def _panel(chart_id: str, name: str, weeks: list[Row], events: list[Row], reference: list[Row]) -> Panel:
    newest, before = weeks[-1], weeks[-2] if len(weeks) > 1 else {"score": None}
    scores = (newest["score"], before["score"])
    change = None if None in scores else scores[0] - scores[1]
    rules = _rules(events)
    marks = [event for event in events if event not in rules]
    rows = [{**row, "day": row["date_day"]} for row in weeks]
    told = f"{wording.score(scores[0])} of 100 in the week to {wording.day(newest['date_day'])}"
    return Panel(
        chart_id=chart_id,
        name=name,
        latest=wording.score(scores[0]),
        change="" if change is None else f"{wording.change(change)} on the week",
        tone=tone(newest),
        messages=wording.plural(newest["messages"] or 0, "message"),
        description=f"Weekly sentiment of {name}, {len(weeks)} weeks, {told}.",
        data={
            "series": table(rows, COLUMNS),
            "reference": table([{**row, "day": row["date_day"]} for row in reference], ("day", "score")),
            "events": event_table(rules),
            "marks": event_table(marks),
        },
        weeks=weeks[::-1],
    )


def panels(snapshot: Snapshot) -> list[Panel]:
    """The panel of everything first, then the groups, those with the most messages first."""
    weeks: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for row in snapshot.trend:
        weeks[row["entity_type"], row["entity_id"]].append(row)
    everything = snapshot.everything_weeks
    if not everything:
        return []
    first = trend_range(snapshot)[0]
    events = [event for event in snapshot.shared_events if event["started_on"] >= first]
    result = [_panel("trend-0", snapshot.everything_name, everything, events, [])]
    groups = {name: rows for (kind, name), rows in weeks.items() if kind == snapshot.group_type}
    largest = sorted(groups, key=lambda name: (-sum(row["messages"] or 0 for row in groups[name]), name))
    for number, name in enumerate(largest[:MAX_GROUPS], start=1):
        own = [event for event in events if (event["scope"], event["scope_id"]) == (snapshot.group_type, name)]
        result.append(_panel(f"trend-{number}", name, groups[name], own, everything))
    return result


def hidden_groups(snapshot: Snapshot) -> int:
    """How many groups have no panel."""
    groups = {row["entity_id"] for row in snapshot.trend if row["entity_type"] == snapshot.group_type}
    return max(0, len(groups) - MAX_GROUPS)
