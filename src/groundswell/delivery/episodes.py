"""What is new since the last run: alerts are matched with the episodes already known, and changes become notices.

An alert's id holds its opening day, and a rebuild may move that day; so an alert belongs to a known episode of the same
entity, direction and policy that overlaps it in time, whatever its id.
"""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass, field
from datetime import date

from tqdm import tqdm

from groundswell.delivery.config import Channel
from groundswell.delivery.errors import DeliveryError
from groundswell.delivery.serving import Alert, Serving


@dataclass
class Observed:
    """What a look at the serving file brought: the alert of each episode, and how many notices of which kind."""

    alerts: dict[int, Alert] = field(default_factory=dict)
    noticed: int = 0
    skipped: int = 0
    unaddressed: int = 0


@dataclass(frozen=True)
class _Listener:
    """A channel with what it has been told about."""

    channel: Channel
    since_on: date
    seen_until: date
    is_new: bool

    def was_before(self, alert: Alert) -> bool:
        """Whether an alert that the channel never heard of is history: not news, and not to be pushed."""
        if self.is_new:
            return alert.opened_on < self.since_on
        return not alert.is_open and alert.closed_on <= self.seen_until


def observe(state: sqlite3.Connection, serving: Serving, channels: tuple[Channel, ...], since: date | None) -> Observed:
    """Note what the channels have to be told. Call inside a transaction; a second call on the same file notes nothing.

    Args:
        state: The state file.
        serving: The alerts as of a day.
        channels: Where they may go.
        since: A channel that is new is told of alerts opened from this day on; by default the day of the data, so that
            a first run does not push the past.

    Raises:
        DeliveryError: The serving file is older than what has been told.
    """
    listeners = [_listener(state, channel, serving.as_of, since) for channel in channels]
    observed = Observed()
    known = _known(state)
    matched: set[int] = set()
    for alert in tqdm(serving.alerts, desc="alerts", unit="alert", disable=None, leave=False):
        episode = _match(known.get(alert.key, []), alert, serving.as_of, matched)
        episode_id = _store(state, episode, alert, serving.as_of)
        matched.add(episode_id)
        observed.alerts[episode_id] = alert
        heard = [listener for listener in listeners if listener.channel.wants(alert.owner, alert.current_tier)]
        observed.unaddressed += not heard and alert.is_open and episode is None
        for listener in heard:
            _note(state, observed, listener, episode_id, alert, episode, serving.as_of)
    gone = [row for rows in known.values() for row in rows if row["episode_id"] not in matched]
    quiet = {channel.name for channel in channels if not channel.changes}
    for episode in gone:
        _withdraw(state, observed, episode, serving.as_of, quiet)
    for listener in listeners:
        state.execute(
            "insert into channels values (?, ?, ?) "
            "on conflict (channel) do update set seen_until = excluded.seen_until",
            (listener.channel.name, listener.since_on.isoformat(), serving.as_of.isoformat()),
        )
    return observed


def _listener(state: sqlite3.Connection, channel: Channel, as_of: date, since: date | None) -> _Listener:
    row = state.execute("select * from channels where channel = ?", (channel.name,)).fetchone()
    if row is None:
        return _Listener(channel, since or as_of, as_of, is_new=True)
    seen_until = date.fromisoformat(row["seen_until"])
    if as_of < seen_until:
        raise DeliveryError(
            f"The serving file ends on {as_of}, and channel {channel.name} has been told all until {seen_until}: "
            "it is an older file. Name another state file (--state) for it."
        )
    return _Listener(channel, date.fromisoformat(row["since_on"]), seen_until, is_new=False)


def _known(state: sqlite3.Connection) -> dict[tuple[str, str, str, str], list[sqlite3.Row]]:
    known: dict[tuple[str, str, str, str], list[sqlite3.Row]] = {}
    for row in state.execute("select * from episodes where state <> 'withdrawn' order by opened_on, episode_id"):
        known.setdefault((row["entity_type"], row["entity_id"], row["direction"], row["policy"]), []).append(row)
    return known


def _match(candidates: list[sqlite3.Row], alert: Alert, as_of: date, matched: set[int]) -> sqlite3.Row | None:
    """The known episode that this alert is: the one of its id, else the first that overlaps it."""
    free = [row for row in candidates if row["episode_id"] not in matched]
    same = [row for row in free if row["alert_id"] == alert.alert_id]
    first, last = alert.opened_on.isoformat(), (alert.closed_on or as_of).isoformat()
    overlapping = [row for row in free if first <= row["last_on"] and row["opened_on"] <= last]
    return next(iter(same or overlapping), None)


def _store(state: sqlite3.Connection, episode: sqlite3.Row | None, alert: Alert, as_of: date) -> int:
    values = (
        alert.opened_on.isoformat(),
        (alert.closed_on or as_of).isoformat(),
        alert.alert_id,
        alert.entity_name,
        alert.current_tier,
        "open" if alert.is_open else "over",
    )
    if episode is None:
        return state.execute(
            "insert into episodes (entity_type, entity_id, direction, policy, opened_on, last_on, alert_id, "
            "entity_name, tier, state) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (*alert.key, *values),
        ).lastrowid
    state.execute(
        "update episodes set opened_on = ?, last_on = ?, alert_id = ?, entity_name = ?, tier = ?, state = ? "
        "where episode_id = ?",
        (*values, episode["episode_id"]),
    )
    return episode["episode_id"]


def _note(
    state: sqlite3.Connection,
    observed: Observed,
    listener: _Listener,
    episode_id: int,
    alert: Alert,
    before: sqlite3.Row | None,
    as_of: date,
) -> None:
    name = listener.channel.name
    opening = state.execute(
        "select status from notices where channel = ? and episode_id = ? and change = 'opened'", (name, episode_id)
    ).fetchone()
    if opening is None:
        is_news = not listener.was_before(alert)
        _add(state, observed, name, episode_id, "opened", alert.opened_on, "waiting" if is_news else "skipped")
        return
    if before is None or not listener.channel.changes:
        return
    if alert.current_tier == "immediate" and before["tier"] == "moderate":
        _add(state, observed, name, episode_id, "escalated", alert.escalated_on or as_of)
    if opening["status"] == "skipped":
        return  # the end of what nobody was told is no news
    if not alert.is_open and before["state"] == "open":
        _add(state, observed, name, episode_id, "closed", alert.closed_on)
    if alert.is_open and before["state"] == "over":
        _add(state, observed, name, episode_id, "reopened", as_of)


def _add(
    state: sqlite3.Connection,
    observed: Observed,
    channel: str,
    episode_id: int,
    change: str,
    changed_on: date,
    status: str = "waiting",
) -> None:
    added = state.execute(
        "insert into notices (channel, episode_id, change, changed_on, status) values (?, ?, ?, ?, ?) "
        "on conflict do nothing",
        (channel, episode_id, change, changed_on.isoformat(), status),
    ).rowcount
    observed.noticed += added if status == "waiting" else 0
    observed.skipped += added if status == "skipped" else 0


def _withdraw(
    state: sqlite3.Connection, observed: Observed, episode: sqlite3.Row, as_of: date, quiet: set[str]
) -> None:
    """An open alert that corrected data no longer supports: said to those who were told, dropped where nobody was.

    Channels in *quiet* hear of new alerts only.
    """
    if episode["state"] != "open":
        return
    episode_id = episode["episode_id"]
    state.execute("update episodes set state = 'withdrawn' where episode_id = ?", (episode_id,))
    told = state.execute(
        "select distinct channel from notices where episode_id = ? and status = 'in message'", (episode_id,)
    ).fetchall()
    state.execute("update notices set status = 'skipped' where episode_id = ? and status = 'waiting'", (episode_id,))
    for row in told:
        if row["channel"] not in quiet:
            _add(state, observed, row["channel"], episode_id, "withdrawn", as_of)
