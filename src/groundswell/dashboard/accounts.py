"""The accounts: which to show first, what their rows and charts hold, and which cannot be judged and why."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from groundswell.dashboard import outlook, wording
from groundswell.dashboard.charts import table
from groundswell.dashboard.marts import SERIES_DAYS, AccountSeries, Row, grouped
from groundswell.dashboard.panels import event_table
from groundswell.dashboard.sparkline import Sparkline, sparkline

MAX_CHARTED = 20
MAX_NAMED = 60  # accounts without a judgement that are named; the rest is counted
SPARKLINE_DAYS = 84
RENEWAL_SOON_DAYS = 30  # a renewal this near is bold
MAX_EVENT_RULES = 8
# Used only where the trust mart does not say: the project's default of var `baseline_minimum_days`.
BASELINE_MINIMUM_DAYS = 60
DAY_COLUMNS = ("day", "score", "daily", "messages", "low", "baseline", "high")
ALERT_COLUMNS = ("day", "score", "direction", "label", "reason")


@dataclass(frozen=True)
class AccountCard:
    """One account with a chart."""

    chart_id: str
    row: Row
    standing: str
    tone: str
    renews: str
    renews_soon: bool
    speed: str
    at_renewal: str
    latest_change: str
    line: Sparkline
    description: str
    data: dict[str, object]
    alerts: list[Row]
    events: list[Row]


@dataclass(frozen=True)
class Unjudged:
    """An account without a judgement, and why, in words."""

    name: str
    why: str


def _closeness(row: Row) -> tuple[int, int, float, float, str]:
    """Sort key: open decline alerts by severity, then ARR; who falls; then what lies furthest under its baseline."""
    if row["alert_opened_on"]:
        return (0, wording.severity_rank(row["alert_severity"]), -float(row["arr"] or 0), 0.0, row["account_id"])
    return (1 if row["standing"] == "falling" else 2, 0, row["deviation"], 0.0, row["account_id"])


def worst(accounts: list[Row]) -> list[Row]:
    """At most `MAX_CHARTED` accounts to look at first: open declines, who falls, who is furthest below its baseline."""
    candidates = [
        row
        for row in accounts
        if row["alert_opened_on"]
        or (row["deviation"] is not None and row["deviation"] < 0 and row["standing"] != "not judged")
    ]
    return sorted(candidates, key=_closeness)[:MAX_CHARTED]


def unjudged(accounts: list[Row]) -> list[Unjudged]:
    """All active accounts without a judgement, and why."""
    return [
        Unjudged(row["account_name"], row["judgement"] or "no message yet")
        for row in accounts
        if row["standing"] == "not judged"
    ]


def silent_this_week(accounts: list[Row]) -> int:
    """Accounts that can be judged but had no scored message in the last seven days."""
    return sum(row["standing"] == "quiet" for row in accounts)


def minimum_days(trust: list[Row]) -> int:
    """Days of history after which an account is judged."""
    said = [row["value"] for row in trust if row["metric"] == "baseline_minimum_days" and row["value"] is not None]
    return int(said[0]) if said else BASELINE_MINIMUM_DAYS


def _standing(row: Row) -> tuple[str, str]:
    if row["alert_opened_on"]:
        return f"Alert open · {wording.term(row['alert_severity'] or row['alert_tier'])}", "worse"
    return wording.standing(row["standing"])


def day_with_band(row: Row) -> Row:
    """A day of the series with the edges of its band."""
    baseline, spread = row["baseline"], row["sd"]
    known = baseline is not None and spread is not None
    edges = (max(0.0, baseline - spread), min(100.0, baseline + spread)) if known else (None, None)
    return {**row, "day": row["date_day"], "low": edges[0], "high": edges[1]}


def alert_mark(row: Row) -> Row:
    """An alert as a chart wants it."""
    label = f"{wording.direction(row['direction'])}, {wording.day(row['opened_on'])}, {wording.term(row['state'])}"
    return {**row, "day": row["opened_on"], "label": label}


def ruled(events: list[Row]) -> list[Row]:
    """The events that get a rule on an account's chart: those that matter most to it, then the newest."""

    def order(event: Row) -> tuple[bool, bool, int]:
        # its own matter most; releases of its product come every month
        return event["scope"] != "account", event["event_type"] == "release", -event["started_on"].toordinal()

    return sorted(sorted(events, key=order)[:MAX_EVENT_RULES], key=lambda event: event["started_on"])


def cards(chosen: list[Row], series: AccountSeries, as_of: date) -> list[AccountCard]:
    """The charted accounts in the order chosen."""
    days, alerts, events = (grouped(rows, "entity_id") for rows in (series.days, series.alerts, series.events))
    return [
        _card(number, row, days[row["account_id"]], alerts[row["account_id"]], events[row["account_id"]], as_of)
        for number, row in enumerate(chosen)
    ]


def _card(number: int, row: Row, days: list[Row], alerts: list[Row], events: list[Row], as_of: date) -> AccountCard:
    standing, tone = _standing(row)
    recent = [day for day in days if day["date_day"] > as_of - timedelta(days=SPARKLINE_DAYS)]
    renewal = row["renewal_on"]
    # What happened before the account had a day of its own explains nothing about it.
    events = [event for event in events if days and event["started_on"] >= days[0]["date_day"]]
    return AccountCard(
        chart_id=f"account-{number}",
        row=row,
        standing=standing,
        tone=tone,
        renews=wording.from_now(renewal, as_of),
        renews_soon=renewal is not None and 0 <= (renewal - as_of).days <= RENEWAL_SOON_DAYS,
        speed=outlook.speed(row),
        at_renewal=outlook.at_renewal(row),
        latest_change=outlook.latest_change(row),
        line=sparkline(*([day[column] for day in recent] for column in ("score", "baseline", "sd"))),
        description=f"Sentiment of {row['account_name']} over {SERIES_DAYS} days against its own baseline: "
        f"{wording.score(row['sentiment_score_7d'])} of 100 over the last seven days, "
        f"baseline {wording.score(row['baseline_score'])}.",
        data={
            "series": table(map(day_with_band, days), DAY_COLUMNS),
            "alerts": table(map(alert_mark, alerts), ALERT_COLUMNS),
            "events": event_table(ruled(events)),
        },
        alerts=alerts[::-1],
        events=events[::-1],
    )
