"""An explanation as one screen of plain text."""

from __future__ import annotations

from textwrap import shorten, wrap

from groundswell.dashboard import wording
from groundswell.dashboard.explanation import KINDS, Explanation
from groundswell.dashboard.marts import Row
from groundswell.dashboard.screens import WIDTH, blocks

MAX_ITEMS = 4
MAX_MESSAGES = 5
MAX_EVENTS = 4


def screen(explanation: Explanation) -> str:
    """The explanation in at most about 40 lines of `WIDTH` characters."""
    alert = explanation.alert
    title = f"{alert['entity_name'] or alert['entity_id']}: {wording.direction(alert['direction'])}"
    standing = " · ".join(
        str(part)
        for part in (
            wording.term(alert["severity"]),
            wording.tier(alert["tier"], alert["probability"]),
            wording.term(alert["state"]),
            f"opened {wording.day(alert['opened_on'])}",
            f"policy {alert['policy']}",
        )
    )
    parts = [
        title,
        standing,
        "",
        *wrap(alert["reason"], WIDTH),
        "",
        _numbers(explanation),
        *filter(None, [blocks(explanation.days)]),
        "",
        *_composition(explanation),
        *_messages(explanation),
        *_events(explanation),
        "",
        f"alert {alert['alert_id']}",
    ]
    return "\n".join(parts)


def _numbers(explanation: Explanation) -> str:
    alert = explanation.alert
    score = f"score {wording.deviations(alert['score'])} (alert from {wording.deviations(alert['threshold'])})"
    if not explanation.is_in_points:
        return score
    shift = f"shift {wording.change(explanation.amount(alert['deviation']))}   {score}"
    if not explanation.has_levels:
        return shift
    levels = (wording.score(alert["baseline_score"]), wording.score(alert["current_score"]))
    return f"baseline {levels[0]} of 100   now {levels[1]}   {shift}"


def _composition(explanation: Explanation) -> list[str]:
    unit = "points of 100" if explanation.is_in_points else "√messages"
    lines = []
    for kind in KINDS:
        rows = explanation.evidence.get(kind, [])
        if rows:
            named = "  ".join(f"{row['item']} {_amount(explanation, row)}" for row in rows[:MAX_ITEMS])
            rest = sum(explanation.amount(row["contribution"]) for row in rows[MAX_ITEMS:])
            more = f"  {len(rows) - MAX_ITEMS} more {wording.change(rest)}" if len(rows) > MAX_ITEMS else ""
            lines += wrap(f"  {kind + 's':<10}{named}{more}", WIDTH, subsequent_indent=" " * 12)
    since = f" since {wording.day(explanation.first_day)}" if explanation.first_day else ""
    return [f"What it consists of{since} ({unit}; each line adds up to the shift)", *lines, ""] if lines else []


def _amount(explanation: Explanation, row: Row) -> str:
    return wording.change(explanation.amount(row["contribution"]))


def _messages(explanation: Explanation) -> list[str]:
    rows = [row for row in explanation.messages if row["interaction_key"]][:MAX_MESSAGES]
    lines = []
    for row in rows:
        says = shorten(row["excerpt"] or "(no text)", WIDTH - 36, placeholder=" …")
        lines.append(f"  {_amount(explanation, row):>6}  {wording.day(row['said_on']):<12}{row['channel']:<10}“{says}”")
        if row["source_url"]:
            lines.append(f"{'':30}{row['source_url']}")
    return ["Messages that weigh most", *lines, ""] if lines else []


def _events(explanation: Explanation) -> list[str]:
    lines = [
        f"  {wording.event_distance(event['days_from_event'])} it: "
        f"{event['title'] or wording.term(event['event_type'])} ({wording.term(event['event_type'])})"
        for event in explanation.events[:MAX_EVENTS]
    ]
    return ["Events near it (near is not cause)", *lines] if lines else ["No event is known near it."]
