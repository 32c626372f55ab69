"""What the screens of plain text share: their width, and a series as a line of blocks."""

from __future__ import annotations

from groundswell.dashboard import wording
from groundswell.dashboard.marts import Row

WIDTH = 100
BLOCKS = "▁▂▃▄▅▆▇█"
SMALLEST_RANGE = 20.0  # points of 100: a calm line stays a calm line


def blocks(days: list[Row]) -> str:
    """A block a week, the last one ends on the newest day; empty with fewer than two weeks with scores."""
    weeks = days[::-1][::7][::-1]
    scores = [row["score"] for row in weeks]
    known = [value for value in scores if value is not None]
    if len(known) < 2:
        return ""
    low, high = min(known), max(known)
    line = "".join(
        " " if value is None else BLOCKS[round((value - low) / max(high - low, SMALLEST_RANGE) * (len(BLOCKS) - 1))]
        for value in scores
    )
    first, last = wording.day(weeks[0]["date_day"]), wording.day(weeks[-1]["date_day"])
    return f"7-day means by week, {first} to {last}: {line}  ({wording.score(low)} to {wording.score(high)})"
