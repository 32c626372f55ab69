"""An explanation as a page: the series with its band, the alert and the events, and what the shift consists of."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from groundswell.dashboard import charts, wording
from groundswell.dashboard.accounts import ALERT_COLUMNS, DAY_COLUMNS, alert_mark, day_with_band
from groundswell.dashboard.explanation import DAYS_BEFORE, KINDS, Explanation
from groundswell.dashboard.marts import Row
from groundswell.dashboard.page import render, replace_file
from groundswell.dashboard.panels import event_table

CHART = "alert"
MAX_ROWS = 8  # of a kind; the others are added up
MAX_RULES = 8


def write_explanation(explanation: Explanation, out: Path, notice: str | None = None) -> Path:
    """Write one self-contained HTML page about one alert.

    Args:
        explanation: What `explanation.explain` read.
        out: The file to write; an older page is replaced in one step.
        notice: Shown in a banner on top, such as "Simulated data".

    Raises:
        PageError: `out` cannot be written.
    """
    alert = explanation.alert
    first = explanation.days[0]["date_day"] if explanation.days else alert["opened_on"] - timedelta(days=DAYS_BEFORE)
    last = max(explanation.days[-1]["date_day"] if explanation.days else alert["opened_on"], alert["opened_on"])
    payload = {
        "specs": {"account": charts.account_spec(first, last)},
        "ranges": charts.in_milliseconds({"account": (first, last)}),
        "data": {CHART: _datasets(explanation)},
    }
    html = render(
        "explanation.html.j2",
        payload,
        alert=alert,
        tier=wording.tier(alert["tier"], alert["probability"]),
        explanation=explanation,
        kinds=[(kind, _folded(explanation, kind)) for kind in KINDS if explanation.evidence.get(kind)],
        messages=[row for row in explanation.messages if row["interaction_key"]],
        events=explanation.events,
        chart=CHART,
        amount=lambda value: wording.change(explanation.amount(value)),
        notice=notice,
    )
    return replace_file(Path(out), html)


def _datasets(explanation: Explanation) -> dict[str, object]:
    alert = explanation.alert
    mark = alert_mark(alert | {"score": alert["current_score"] if explanation.has_levels else None})
    days = {row["date_day"] for row in explanation.days}
    events = [event for event in explanation.events if event["started_on"] in days][:MAX_RULES]
    return {
        "series": charts.table(map(day_with_band, explanation.days), DAY_COLUMNS),
        "alerts": charts.table([mark], ALERT_COLUMNS),
        "events": event_table(sorted(events, key=lambda event: event["started_on"])),
    }


def _folded(explanation: Explanation, kind: str) -> list[Row]:
    """The heaviest items of a kind, and one row for all others, so that the column still adds up."""
    rows = explanation.evidence[kind]
    shown, others = rows[:MAX_ROWS], rows[MAX_ROWS:]
    if others:
        rest = {"item": f"{len(others)} more", "contribution": sum(row["contribution"] for row in others)}
        shown = [*shown, {**rest, "n_interactions": None}]
    return shown
