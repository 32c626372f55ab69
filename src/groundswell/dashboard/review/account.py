"""What the page of one account is made of: words for its template and columns for its charts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from groundswell.dashboard import wording
from groundswell.dashboard.accounts import ALERT_COLUMNS, alert_mark, ruled
from groundswell.dashboard.charts import table, utc_milliseconds
from groundswell.dashboard.marts import SERIES_DAYS, Marts, Row, grouped
from groundswell.dashboard.panels import event_table

BATCH = 250  # accounts whose rows are in memory at once
MAX_MESSAGES = 8
MAX_DRIVERS = 6
MAX_CAUSES = 5
SMALLEST_RANGE = 40  # points of 100 that the vertical axis spans at least: a calm line stays a calm line
DAY_LISTS = ("score", "daily", "messages", "low", "baseline", "high")
EMOTIONS = ("anger", "frustration", "confusion", "joy", "satisfaction", "enthusiasm")


@dataclass(frozen=True)
class Part:
    """A known part of a health: its points, and the most that it can give."""

    name: str
    points: float
    most: float


@dataclass(frozen=True)
class AccountPage:
    """One account: its row of the review, and all that its page shows."""

    row: Row
    alerts: list[Row]
    events: list[Row]
    messages: list[Row]
    alert_is_open: bool  # the alert that the messages led to
    recent: list[Row]
    actions: list[Row]
    health: Row | None
    parts: list[Part]
    outlook: Row | None
    drivers: list[Row]
    causes: list[Row]
    charts: dict[str, object]


def pages(marts: Marts, accounts: Sequence[Row], as_of: date) -> Iterator[AccountPage]:
    """The pages of these accounts, in their order, a batch of them in memory at a time."""
    for start in range(0, len(accounts), BATCH):
        batch = accounts[start : start + BATCH]
        ids = [row["account_id"] for row in batch]
        window = {"account_ids": ids, "as_of": as_of, "days": SERIES_DAYS}
        days = {row["account_id"]: row for row in marts.rows("review_account_days", **window)}
        weeks = grouped(marts.rows("review_account_weeks", account_ids=ids), "account_id")
        alerts = grouped(marts.rows("account_alerts", **window), "entity_id")
        events = grouped(marts.rows("account_events", **window), "entity_id")
        messages = grouped(marts.rows("review_account_messages", account_ids=ids, most=MAX_MESSAGES), "account_id")
        recent = grouped(_optional(marts, "mart_account_messages", "recent", ids, most=MAX_MESSAGES), "account_id")
        actions = grouped(marts.rows("review_account_actions", account_ids=ids), "account_id")
        health = {row["account_id"]: row for row in _optional(marts, "mart_account_health", "health", ids)}
        outlooks = {row["account_id"]: row for row in _optional(marts, "mart_outcome_predictions", "outlooks", ids)}
        drivers = grouped(_optional(marts, "fct_outcome_drivers", "drivers", ids, most=MAX_DRIVERS), "account_id")
        causes = grouped(_optional(marts, "mart_risk_causes", "causes", ids, most=MAX_CAUSES), "account_id")
        for row in batch:
            key = row["account_id"]
            charts = _charts(days.get(key), weeks[key], alerts[key], events[key])
            is_open = any(message["is_open"] for message in messages[key])
            yield AccountPage(
                row,
                alerts[key][::-1],
                events[key][::-1],
                # an alert that has closed is the past: what was said lately tells more
                messages[key] if is_open or not recent[key] else [],
                is_open,
                recent[key],
                _plays(actions[key]),
                health.get(key),
                _parts(health.get(key)),
                outlooks.get(key),
                drivers[key],
                causes[key],
                charts,
            )


def _optional(marts: Marts, table: str, query: str, ids: list[str], **values: object) -> list[Row]:
    """Rows of a mart that an older file may not have."""
    return marts.rows(f"review_account_{query}", account_ids=ids, **values) if marts.has(table) else []


def _parts(health: Row | None) -> list[Part]:
    """The known parts of a health."""
    if health is None:
        return []
    suffix = "_points"
    names = [column.removesuffix(suffix) for column in health if column.endswith(suffix) and health[column] is not None]
    return [Part(name, float(health[f"{name}_points"]), float(health[f"{name}_points_max"])) for name in names]


def _plays(rows: list[Row]) -> list[Row]:
    """Rows of steps as plays with their steps, the first one first."""
    plays: dict[str, Row] = {}
    for row in rows:
        plays.setdefault(row["action_id"], {**row, "steps": []})["steps"].append(row)
    return list(plays.values())


def _charts(days: Row | None, weeks: list[Row], alerts: list[Row], events: list[Row]) -> dict[str, object]:
    # What happened before the account had a day of its own explains nothing about it.
    events = [event for event in events if days and event["started_on"] >= days["first_day"]]
    charts: dict[str, object] = {}
    if days:
        charts["mood"] = {
            "days": {"first": utc_milliseconds(days["first_day"]), **{c: days[c] for c in DAY_LISTS}},
            "alerts": table(map(alert_mark, alerts), ALERT_COLUMNS),
            "events": event_table(ruled(events)),
            "domain": _domain(days),
        }
    if weeks:
        named = [{**week, "day": week["week_end_on"]} for week in weeks]
        if any(week["n_tickets"] for week in weeks):
            charts["tickets"] = {"weeks": table(named, ("day", "n_tickets"))}
        if any(week["active_users"] is not None for week in weeks):
            charts["usage"] = {"weeks": table(named, ("day", "active_users"))}
        felt = [
            {"day": week["day"], "emotion": emotion, "level": week[f"emotion_{emotion}"]}
            for week in named
            for emotion in EMOTIONS
            if week[f"emotion_{emotion}"] is not None
        ]
        if felt:
            charts["emotions"] = {"weeks": table(felt, ("day", "emotion", "level"))}
    return charts


def _domain(days: Row) -> list[int]:
    """The vertical range that a series needs, in whole tens, never a narrow one."""
    shown = [value for column in ("score", "daily", "low", "high") for value in days[column] if value is not None]
    low, high = min(shown, default=30.0), max(shown, default=70.0)
    spare = max(0.0, SMALLEST_RANGE - (high - low)) / 2
    return [max(0, int((low - spare) // 10 * 10)), min(100, int(-(-(high + spare) // 10) * 10))]


def index_row(row: Row, money: str) -> list[object]:
    """What the lists and the search of every page know of an account."""
    return [
        row["account_id"],
        row["account_name"],
        row["csm_owner"],
        row["segment"],
        row["standing"],
        _one(row["sentiment_score_7d"]),
        _one(row["baseline_deviation"]),
        money,
        wording.day(row["renewal_on"]),
    ]


def _one(value: float | None) -> float | None:
    return None if value is None else round(value, 1)
