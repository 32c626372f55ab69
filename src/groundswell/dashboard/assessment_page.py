"""An assessment as a page of its own: the same as the screen, with the series."""

from __future__ import annotations

from pathlib import Path

from groundswell.dashboard import assessment_words, charts
from groundswell.dashboard.accounts import ALERT_COLUMNS, DAY_COLUMNS, alert_mark, day_with_band
from groundswell.dashboard.assessment import Assessment
from groundswell.dashboard.page import render, replace_file
from groundswell.dashboard.panels import event_table

CHART = "account"
MAX_RULES = 8


def write_assessment(assessment: Assessment, out: Path, notice: str | None = None, currency: str = "USD") -> Path:
    """Write one self-contained HTML page about one account.

    Args:
        assessment: What `assessment.assess` read.
        out: The file to write; an older page is replaced in one step.
        notice: Shown in a banner on top, such as "Simulated data".
        currency: Currency of the ARR, an ISO code.

    Raises:
        PageError: `out` cannot be written.
    """
    row, days = assessment.account, assessment.days
    last = days[-1]["date_day"] if days else row["assessed_on"]
    first = days[0]["date_day"] if days else row["assessed_on"]
    own = [event for event in assessment.events if event["scope"] == "account"][-MAX_RULES:]
    payload = {
        "specs": {"account": charts.account_spec(first, last)},
        "ranges": charts.in_milliseconds({"account": (first, last)}),
        "data": {
            CHART: {
                "series": charts.table(map(day_with_band, days), DAY_COLUMNS),
                "alerts": charts.table(map(alert_mark, assessment.alerts), ALERT_COLUMNS),
                "events": event_table(own),
            }
        },
    }
    html = render(
        "assessment.html.j2",
        payload,
        account=row,
        figures=assessment_words.figures(assessment),
        facts=assessment_words.facts(assessment, currency),
        causes=assessment.causes,
        patterns=[(pattern, assessment_words.priority(pattern, currency)) for pattern in assessment.patterns],
        actions=assessment.actions,
        how_to_read=assessment_words.HOW_TO_READ,
        chart=CHART,
        has_series=bool(days),
        notice=notice,
    )
    return replace_file(Path(out), html)
