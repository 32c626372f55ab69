"""Whatever goes wrong and whenever: every alert is told, in one message, repeated only where nobody could know."""

from __future__ import annotations

import random
from collections import Counter
from dataclasses import replace
from datetime import timedelta

import pytest
from serving_files import AS_OF, alert

from groundswell.delivery import notify
from groundswell.delivery.sending import Outcome

DAYS = 10
FATES = ("sent", "refused", "lost", "swallowed", "killed before", "killed after")


class Killed(BaseException):
    """The end of a run at any moment."""


class Post:
    """Where messages go, and all that can happen on the way."""

    longest_body = 100_000

    def __init__(self, rng: random.Random) -> None:
        self.rng, self.is_sound = rng, False
        self.arrived: list[tuple[str, str]] = []
        self.doubtful: set[str] = set()

    def send(self, title: str, body: str, key: str) -> Outcome:
        fate = "sent" if self.is_sound else self.rng.choice(FATES)
        if fate in ("sent", "lost", "killed after"):
            self.arrived.append((key, body))
        if fate in ("lost", "killed after"):
            self.doubtful.add(key)
        if fate.startswith("killed"):
            raise Killed
        return Outcome({"sent": "sent", "refused": "failed"}.get(fate, "unknown"), fate)


@pytest.mark.parametrize("seed", range(3))
def test_every_alert_is_told_in_one_message(desk, monkeypatch, seed):
    rng = random.Random(seed)
    post = Post(rng)
    monkeypatch.setattr(notify, "AppriseAddress", lambda *_: post)
    desk.limits = replace(desk.limits, single_messages_per_run=4, messages_per_owner_per_week=6, retries=1)
    desk.channels = (replace(desk.channels[0], changes=False),)
    alerts: list[dict] = []
    for day in range(DAYS):
        alerts += [alert(f"D{day}N{number}", -day) for number in range(rng.randrange(7))]
        desk.publish(alerts, as_of=AS_OF + timedelta(days=day))
        desk.time += timedelta(hours=rng.choice((0, 5, 23)))
        try:
            desk.run()
        except Killed:
            continue
    post.is_sound = True
    for _ in range(3):
        desk.time += timedelta(days=1)
        report = desk.run()
    assert report.is_complete
    assert report.held == 0
    assert alerts

    told = {row["alert_id"][:10]: {key for key, body in post.arrived if row["alert_id"][:10] in body} for row in alerts}
    assert {short: keys for short, keys in told.items() if len(keys) != 1} == {}, "not told, or in two messages"
    repeated = {key for key, times in Counter(key for key, _ in post.arrived).items() if times > 1}
    assert repeated <= post.doubtful, "sent again although its arrival was known"
    assert desk.run().sent == 0
