"""Deliver what is new: look, decide what goes out, send it, and keep account of it so that nothing is lost or doubled.

Every message is written to the state file before it is sent and marked after. A run that is killed in between, or a
server that takes a message and never answers, leaves a message of unknown fate: it is sent again, the same words under
the same key, because losing an alert is worse than repeating one. A refused message is sent again too, later each time.
"""

from __future__ import annotations

import hashlib
import sqlite3
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Protocol

from tqdm import tqdm

from groundswell.dashboard import wording
from groundswell.delivery import messages
from groundswell.delivery.config import Channel, Config, Limits
from groundswell.delivery.episodes import Observed, observe
from groundswell.delivery.errors import DeliveryError
from groundswell.delivery.messages import Item
from groundswell.delivery.sending import AppriseAddress, Outcome
from groundswell.delivery.serving import Alert, read_serving
from groundswell.delivery.state import copy_in_memory, delivering, open_state, text_of, transaction

FIRST_WAIT = timedelta(minutes=5)  # between runs, doubled after each try …
LONGEST_WAIT = timedelta(days=1)  # … up to this
GRACE = timedelta(minutes=30)
STRIKES = 2  # messages in a row that fail before the rest of a channel's waits for the next run
REPEATED = "(Sent again: there was no answer the first time, so this may be a repeat.)\n\n"


class Address(Protocol):
    """Where messages of a channel go."""

    longest_body: int

    def send(self, title: str, body: str, key: str) -> Outcome:
        """Send once."""


@dataclass
class Report:
    """What a run did."""

    sent: int = 0
    held: int = 0
    waiting: int = 0
    strays: int = 0
    skipped: int = 0
    unaddressed: int = 0
    told: int = 0
    left_behind: int = 0  # requests given up that may still be listening in a thread
    unsettled: int = 0  # messages, of this run or earlier ones, without a confirmation
    drafts: list[tuple[str, str, str]] = field(default_factory=list)  # of a dry run: channel, title, body
    problems: list[str] = field(default_factory=list)

    @property
    def is_complete(self) -> bool:
        """Whether everything that was to go out did."""
        return not (self.unsettled or self.waiting)

    def lines(self, is_dry: bool = False) -> list[str]:
        """What a person wants to know, one fact a line."""
        verb = "Would send" if is_dry else "Sent"
        counted = (
            (f"{self.held:,} over an owner's weekly budget or kept for the digest: held until it is due", self.held),
            (f"{self.unsettled:,} messages not delivered or not confirmed: tried again in later runs", self.unsettled),
            (f"{self.waiting:,} not sent because their channel does not answer", self.waiting),
            (
                f"{self.skipped:,} that a channel need not hear of: opened before its first run, or long over",
                self.skipped,
            ),
            (f"{self.unaddressed:,} that no channel of the configuration asks for", self.unaddressed),
            (f"{self.strays:,} waiting for channels that the configuration no longer names", self.strays),
        )
        first = f"{verb} {wording.plural(self.sent, 'message')} on {wording.plural(self.told, 'alert')}."
        return [first, *(f"  {line}" for line, count in counted if count)]


@dataclass
class _Run:
    database: Path
    state: sqlite3.Connection
    config: Config
    addresses: Mapping[str, Address]
    now: Callable[[], datetime]
    sleep: Callable[[float], None]
    report: Report = field(default_factory=Report)
    strikes: dict[str, int] = field(default_factory=dict)
    last_sent: dict[str, datetime] = field(default_factory=dict)

    @property
    def limits(self) -> Limits:
        return self.config.limits

    def is_broken(self, channel: str) -> bool:
        """Whether to leave a channel alone for this run. One refusal may be the message's own fault."""
        return self.strikes.get(channel, 0) >= STRIKES


def notify(
    database: Path,
    state_file: Path,
    config: Config,
    environment: Mapping[str, str],
    *,
    since: date | None = None,
    dry_run: bool = False,
    retry_now: bool = False,
    now: Callable[[], datetime] = lambda: datetime.now(UTC),
    sleep: Callable[[float], None] = time.sleep,
) -> Report:
    """Send new and changed alerts of the default policy.

    Args:
        database: Serving file.
        state_file: State file, made where there is none.
        config: Channels and limits.
        environment: Where the addresses are.
        since: What a new channel is told of: alerts opened from this day on.
        dry_run: Send nothing and change nothing; `drafts` of the report are what would be sent.
        retry_now: Try waiting messages again, however lately they failed.
        now: The clock.
        sleep: Waits so many seconds.

    Raises:
        DeliveryError: The serving file, the state file or an address cannot be used; nothing was sent.
        BusyError: Another run is delivering.
    """
    serving = read_serving(database)
    if dry_run:
        addresses: dict[str, Address] = {channel.name: _Desk() for channel in config.channels}
        run = _Run(database, copy_in_memory(state_file), config, addresses, now, lambda _: None)
        _deliver(run, lambda: observe(run.state, serving, config.channels, since), retry_now)
        run.report.drafts = [draft for name, desk in addresses.items() for draft in desk.drafts(name)]
        return run.report
    addresses = {
        channel.name: AppriseAddress(channel.name, channel.url(environment), config.limits.timeout_seconds)
        for channel in config.channels
    }
    with delivering(state_file):
        run = _Run(database, open_state(state_file), config, addresses, now, sleep)
        try:
            _deliver(run, lambda: observe(run.state, serving, config.channels, since), retry_now)
        except sqlite3.Error as error:
            raise DeliveryError(f"{state_file} cannot be written: {error}. What was not noted is sent again.") from None
        finally:
            run.state.close()
    return run.report


def _deliver(run: _Run, look: Callable[[], Observed], retry_now: bool) -> None:
    with transaction(run.state):
        observed = look()
    run.report.skipped, run.report.unaddressed = observed.skipped, observed.unaddressed
    for channel in run.config.channels:
        _try_again(run, channel, retry_now)
    for channel in run.config.channels:
        _send_news(run, channel, _items(run.state, channel, observed.alerts))
    _count_rest(run)


def _try_again(run: _Run, channel: Channel, retry_now: bool) -> None:
    """Messages of earlier runs, as they were. One still marked `sending` is of a run that was killed."""
    rows = run.state.execute(
        "select * from messages where channel = ? and status <> 'sent' and (? or status = 'sending' or try_after <= ?) "
        "order by created_at, message_key",
        (channel.name, retry_now, text_of(run.now())),
    ).fetchall()
    for row in rows:
        if run.is_broken(channel.name):
            break
        may_repeat = row["status"] in ("sending", "unknown")
        _send(run, channel.name, row["message_key"], row["title"], (REPEATED if may_repeat else "") + row["body"])


def _items(state: sqlite3.Connection, channel: Channel, alerts: Mapping[int, Alert]) -> list[Item]:
    """What the channel waits to be told, one item an episode, the worst first."""
    rows = state.execute(
        "select notices.*, episodes.alert_id, episodes.entity_name, episodes.direction from notices "
        "inner join episodes using (episode_id) where channel = ? and status = 'waiting' order by notice_id",
        (channel.name,),
    ).fetchall()
    by_episode: dict[int, list[sqlite3.Row]] = {}
    for row in rows:
        by_episode.setdefault(row["episode_id"], []).append(row)
    items = [
        Item(
            episode_id=episode_id,
            alert_id=notices[0]["alert_id"],
            entity_name=notices[0]["entity_name"],
            direction=notices[0]["direction"],
            changes=tuple((row["change"], date.fromisoformat(row["changed_on"])) for row in notices),
            notice_ids=tuple(row["notice_id"] for row in notices),
            alert=alerts.get(episode_id),
        )
        for episode_id, notices in by_episode.items()
    ]
    return sorted(items, key=Item.rank)


def _send_news(run: _Run, channel: Channel, items: list[Item]) -> None:
    is_flood = len(items) > run.limits.single_messages_per_run
    if channel.mode == "digest" or is_flood:
        singles, rest = [], items
    else:
        singles, rest = _within_budget(run, channel, items)
    longest = run.addresses[channel.name].longest_body
    for item in tqdm(singles, desc=channel.name, unit="message", disable=None, leave=False):
        if run.is_broken(channel.name):
            return  # the others wait: a server that is down is not asked twenty times
        title, body = messages.single(item, run.database, longest)
        _write_and_send(run, channel.name, "single", [item], title, body)
    if not rest or run.is_broken(channel.name):
        return
    if not is_flood and not _digest_is_due(run, channel):
        run.report.held += len(rest)
        return
    title, body = messages.digest(rest, run.database, longest)
    _write_and_send(run, channel.name, "digest", rest, title, body)


def _within_budget(run: _Run, channel: Channel, items: list[Item]) -> tuple[list[Item], list[Item]]:
    """Items that may go out one by one, and those over the weekly budget of their owner."""
    week_ago = text_of(run.now() - timedelta(days=7))
    used = {
        row["owner"]: row["n"]
        for row in run.state.execute(
            "select owner, count(*) as n from messages where channel = ? and kind = 'single' and created_at > ? "
            "group by owner",
            (channel.name, week_ago),
        )
    }
    singles, over = [], []
    for item in items:
        used[item.owner] = used.get(item.owner, 0) + 1
        (singles if used[item.owner] <= run.limits.messages_per_owner_per_week else over).append(item)
    return singles, over


def _digest_is_due(run: _Run, channel: Channel) -> bool:
    last = run.state.execute(
        "select max(created_at) from messages where channel = ? and kind = 'digest'", (channel.name,)
    ).fetchone()[0]
    # A daily run does not start on the second: without some grace its digest would slip to the next day.
    return last is None or last <= text_of(run.now() - timedelta(hours=run.limits.digest_every_hours) + GRACE)


def _write_and_send(run: _Run, channel: str, kind: str, items: list[Item], title: str, body: str) -> None:
    """Write a message and what it tells in one step, then send it. Its key is made of what it tells."""
    notice_ids = [notice_id for item in items for notice_id in item.notice_ids]
    digest = hashlib.sha256("|".join([channel, *map(str, notice_ids), title, body]).encode())
    key, moment = digest.hexdigest()[:32], text_of(run.now())
    owner = items[0].owner if kind == "single" else ""
    with transaction(run.state):
        run.state.execute(
            "insert into messages values (?, ?, ?, ?, ?, ?, 'sending', 0, ?, ?, null, null)",
            (key, channel, owner, kind, title, body, moment, moment),
        )
        run.state.executemany(
            "update notices set status = 'in message', message_key = ? where notice_id = ?",
            [(key, notice_id) for notice_id in notice_ids],
        )
    _send(run, channel, key, title, body)


def _send(run: _Run, channel: str, key: str, title: str, body: str) -> None:
    """Try a message, and again after a refusal; then note what became of it."""
    for attempt in range(run.limits.retries + 1):
        _keep_pace(run, channel)
        with transaction(run.state):
            run.state.execute(
                "update messages set status = 'sending', attempts = attempts + 1 where message_key = ?", (key,)
            )
        outcome = run.addresses[channel].send(title, body, key)
        run.report.left_behind += outcome.is_left_behind
        if outcome.status != "failed" or attempt == run.limits.retries:
            break
        run.sleep(2.0**attempt)
    with transaction(run.state):
        attempts = run.state.execute("select attempts from messages where message_key = ?", (key,)).fetchone()[0]
        wait = min(LONGEST_WAIT, FIRST_WAIT * 2 ** min(attempts, 20))
        run.state.execute(
            "update messages set status = ?, detail = ?, sent_at = ?, try_after = ? where message_key = ?",
            (
                outcome.status,
                outcome.detail or None,
                text_of(run.now()) if outcome.status == "sent" else None,
                text_of(run.now() + wait),
                key,
            ),
        )
    if outcome.status == "sent":
        run.report.sent += 1
        run.strikes[channel] = 0
        told = run.state.execute("select count(distinct episode_id) from notices where message_key = ?", (key,))
        run.report.told += told.fetchone()[0]
        return
    run.strikes[channel] = run.strikes.get(channel, 0) + 1
    words = "may have arrived and is sent again" if outcome.status == "unknown" else "did not arrive and is sent again"
    run.report.problems.append(f"{channel}: {outcome.detail}; “{title}” {words} in a later run.")


def _keep_pace(run: _Run, channel: str) -> None:
    apart = timedelta(seconds=60 / run.limits.messages_per_minute)
    if channel in run.last_sent:
        wait = (run.last_sent[channel] + apart - run.now()).total_seconds()
        if wait > 0:
            run.sleep(wait)
    run.last_sent[channel] = run.now()


def _count_rest(run: _Run) -> None:
    names = [channel.name for channel in run.config.channels]
    for row in run.state.execute(
        "select channel, count(distinct episode_id) as n from notices where status = 'waiting' group by channel"
    ):
        if row["channel"] in names:
            run.report.waiting += row["n"]
        else:
            run.report.strays += row["n"]
    run.report.waiting -= run.report.held
    run.report.unsettled = run.state.execute("select count(*) from messages where status <> 'sent'").fetchone()[0]


class _Desk:
    """Where a dry run sends: nowhere."""

    longest_body = 7_000

    def __init__(self) -> None:
        self._written: list[tuple[str, str]] = []

    def send(self, title: str, body: str, key: str) -> Outcome:
        self._written.append((title, body))
        return Outcome("sent")

    def drafts(self, name: str) -> list[tuple[str, str, str]]:
        return [(name, title, body) for title, body in self._written]
