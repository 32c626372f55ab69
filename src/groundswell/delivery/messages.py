"""The words of a message. Plain text throughout: Apprise turns it into each channel's own form and escapes it there."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from groundswell.dashboard import wording
from groundswell.delivery.serving import SHORT_ID, Alert

CHANGES = {
    "opened": "new",
    "escalated": "now urgent",
    "closed": "over",
    "reopened": "back",
    "withdrawn": "withdrawn: corrected data no longer supports it",
}
DIRECTIONAL = {chr(code) for code in (*range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x200E, 0x200F)}
LONGEST_NAME = 80
LONGEST_REASON = 600
SHORTEST_REASON = 100


@dataclass(frozen=True)
class Item:
    """All that one channel is to be told about one episode. Without an alert it was withdrawn."""

    episode_id: int
    alert_id: str
    entity_name: str
    direction: str
    changes: tuple[tuple[str, date], ...]
    notice_ids: tuple[int, ...]
    alert: Alert | None

    @property
    def owner(self) -> str:
        """Whose budget it counts for; what belongs to nobody has one of its own."""
        return (self.alert.owner if self.alert else None) or ""

    @property
    def is_new(self) -> bool:
        """Whether the channel hears of the episode for the first time."""
        return any(change == "opened" for change, _ in self.changes)

    @property
    def what(self) -> str:
        """What happened, in a few words."""
        names = [change for change, _ in self.changes]
        if "opened" in names and self.alert and not self.alert.is_open:
            return "new, and closed again"
        return CHANGES["opened" if "opened" in names else names[-1]]

    def rank(self) -> tuple:
        """The worst first, the new before the changed."""
        return (self.alert is None, not self.is_new, *(self.alert.rank() if self.alert else ()), self.alert_id)


def plain(text: str, longest: int | None = None) -> str:
    """Text of somebody else's on one line: no control characters, no change of direction, no link made of a name."""
    kept = "".join(
        " " if unicodedata.category(c) in ("Cc", "Zl", "Zp") else c for c in text if c not in DIRECTIONAL
    ).replace("://", ": //")
    line = " ".join(kept.split())
    return line if longest is None or len(line) <= longest else line[: longest - 1] + "…"


def single(item: Item, database: Path, longest: int) -> tuple[str, str]:
    """Title and body of a message on one episode of a serving file.

    Args:
        item: What is told.
        database: The serving file, for the commands that lead on.
        longest: Characters that the body may have: the sentence is cut first, then play and link are left out.
    """
    name = plain(item.entity_name, LONGEST_NAME)
    alert = item.alert
    if alert is None:
        said = f"The alert {item.alert_id[:SHORT_ID]} that you were told of is withdrawn. Nothing to do."
        return f"{name}: {item.what}", said
    title = f"{name}: {wording.direction(alert.direction)}, {wording.term(alert.severity)} ({item.what})"
    standing, end = _standing(alert), ["", *_commands(alert.alert_id[:SHORT_ID], database)]
    room = longest - sum(len(line) + 1 for line in (standing, *end)) - 1
    reason = plain(alert.reason, max(SHORTEST_REASON, min(LONGEST_REASON, room)))
    room -= len(reason)
    optional = []
    for line in (_next(alert), _link(alert)):
        if line and len(line) + 1 <= room:
            optional.append(line)
            room -= len(line) + 1
    return title, "\n".join([reason, "", standing, *optional, *end])


def _next(alert: Alert) -> str:
    return f"Next: {plain(alert.play, LONGEST_REASON)}" if alert.play else ""


def _link(alert: Alert) -> str:
    """The message behind the alert; nothing where its address could be anything but one."""
    link = alert.link or ""
    if not link.startswith(("https://", "http://")) or set(link) & set(' <>"|\\^`\n\r\t'):
        return ""
    return f"Message that weighs most: {link}"


def _commands(short: str, database: Path) -> list[str]:
    return [
        f"What it rests on: groundswell explain {short} --database {database}",
        f"Was it right? groundswell feedback {short} true|false|known|late --database {database}",
    ]


def _standing(alert: Alert) -> str:
    parts = [
        f"{wording.term(alert.current_tier)}, opened {wording.day(alert.opened_on)}",
        f"urgent since {wording.day(alert.escalated_on)}" if alert.escalated_on else "",
        f"over since {wording.day(alert.closed_on)}" if alert.closed_on else "",
        f"owner {plain(alert.owner, LONGEST_NAME)}" if alert.owner else "",
        f"renewal {wording.day(alert.renewal_on)}" if alert.renewal_on else "",
    ]
    standing = " · ".join(part for part in parts if part)
    return standing[0].upper() + standing[1:]


def digest(items: list[Item], database: Path, longest: int) -> tuple[str, str]:
    """Title and body of a message on several episodes: the worst by line, the rest by count.

    Args:
        items: At least one, in the order of their lines.
        database: The serving file that has them all.
        longest: Characters that the body may have.
    """
    new = sum(item.is_new for item in items)
    counts = [f"{new:,} new" if new else "", f"{len(items) - new:,} changed" if len(items) > new else ""]
    title = f"Groundswell: {' and '.join(count for count in counts if count)}"
    end = ["", *_commands("<id>", database)]
    lines: list[str] = []
    room = longest - sum(len(line) + 1 for line in end) - 120  # 120: the line on the rest
    for item in items:
        line = _line(item, min(300, longest // 6))
        if len(line) + 1 > room:
            break
        room -= len(line) + 1
        lines.append(line)
    if len(lines) < len(items):
        rest = items[len(lines) :]
        urgent = sum(item.alert is not None and item.alert.current_tier == "immediate" for item in rest)
        lines.append(f"… and {len(rest):,} more, {urgent:,} of them urgent: marts.fct_alerts has them all.")
    return title, "\n".join([*lines, *end])


def _line(item: Item, longest: int) -> str:
    short, name = item.alert_id[:SHORT_ID], plain(item.entity_name, LONGEST_NAME)
    if item.alert is None:
        return f"- {short}  {name}: {item.what}"
    owner = f", {plain(item.alert.owner, LONGEST_NAME)}" if item.alert.owner else ""
    play = f" Next: {plain(item.alert.play, LONGEST_NAME)}." if item.alert.play else ""
    severity, reason = wording.term(item.alert.severity), plain(item.alert.reason, longest)
    return f"- {short}  {severity}{owner} ({item.what}): {reason}{play}"
