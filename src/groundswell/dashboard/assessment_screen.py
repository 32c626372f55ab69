"""An assessment as one screen of plain text."""

from __future__ import annotations

from textwrap import wrap

from groundswell.dashboard import assessment_words, wording
from groundswell.dashboard.assessment import Assessment
from groundswell.dashboard.screens import WIDTH, blocks

MAX_CAUSES = 10
MAX_ACTIONS = 8


def screen(assessment: Assessment, currency: str = "USD") -> str:
    """The assessment in about 50 lines of `WIDTH` characters."""
    row = assessment.account
    lines = [
        f"{row['account_name']} ({row['account_id']}): severity {row['severity'].upper()}, "
        f"{wording.plural(int(row['risk_points']), 'point')}",
        f"as of {wording.day(row['assessed_on'])}",
        "",
    ]
    for name, value, note in assessment_words.figures(assessment):
        lines += wrap(f"{name:<17}{value}: {note}", WIDTH, subsequent_indent=" " * 17)
    lines += [blocks(assessment.days), ""] if blocks(assessment.days) else [""]
    lines += [f"{name:<20}{value}" for name, value in assessment_words.facts(assessment, currency)]
    lines += ["", "Likely causes (near is not cause)"]
    for cause in assessment.causes[:MAX_CAUSES]:
        points = "" if cause["points"] is None else f" +{cause['points']}"
        lines += wrap(f"  {cause['cause']}{points}: {cause['evidence']}", WIDTH, subsequent_indent=" " * 4)
    lines += [] if assessment.causes else ["  none is shown by the data"]
    lines += ["", "What asks for action"]
    for pattern in assessment.patterns:
        lines += wrap(f"  {pattern['pattern_title']} → {pattern['play_title']} ({pattern['ranked_by']})", WIDTH)
        lines += [f"    {assessment_words.priority(pattern, currency)}"]
    lines += [] if assessment.patterns else ["  no pattern of the playbook"]
    if assessment.actions:
        lines += ["", "What to do"]
    for action in assessment.actions[:MAX_ACTIONS]:
        due = wording.day(action["due_on"]) if action["due_on"] else "no date"
        text = f"  {action['place']}. {action['due_words']} ({due}), {action['owner_role']}: {action['action']}."
        lines += wrap(text, WIDTH, subsequent_indent=" " * 5)
        lines += wrap(f"     ✓ {action['success_metric']}", WIDTH, subsequent_indent=" " * 7)
    return "\n".join([*lines, "", *wrap(assessment_words.HOW_TO_READ, WIDTH)])
