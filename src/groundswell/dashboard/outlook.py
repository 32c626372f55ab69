"""Where an account is going, in words: its velocity, its latest change, and what its renewal may find."""

from __future__ import annotations

from groundswell.dashboard import wording
from groundswell.dashboard.marts import Row

BEND_P = 0.05  # a bend less likely than this by chance is told


def speed(row: Row) -> str:
    """Points a week with the interval; whether that is no trend, and whether it bends."""
    velocity, low, high = row["velocity"], row["velocity_low"], row["velocity_high"]
    if velocity is None:
        weeks = wording.plural(int(row["velocity_weeks"] or 0), "week")
        return f"no speed yet: scores in {weeks} of the last 12"
    text = f"{wording.change(velocity)} points a week ({wording.change(low)} to {wording.change(high)})"
    if low <= 0 <= high:
        return f"{text}, no clear trend"
    older, newer, p = row["velocity_older_half"], row["velocity_newer_half"], row["acceleration_p"]
    if p is not None and p < BEND_P:
        text += f", from {wording.change(older)} to {wording.change(newer)} within 12 weeks"
    return text


def at_renewal(row: Row) -> str:
    """The projection to the renewal with its bands; a dash without one."""
    if row["projected_score"] is None:
        return wording.NOTHING
    bands = [
        f"{share} %: {wording.score(row[f'projected_score_low_{share}'])} to "
        f"{wording.score(row[f'projected_score_high_{share}'])}"
        for share in (80, 95)
    ]
    return (
        f"a week of {wording.score(row['projected_score'])} on {wording.day(row['projected_on'])} ({'; '.join(bands)})"
    )


def latest_change(row: Row) -> str:
    """The newest dated change of mood within a year; a dash without one."""
    if row["changed_on"] is None:
        return wording.NOTHING
    return f"{wording.change(row['latest_change'])} points on {wording.day(row['changed_on'])}"
