"""A serving file, a state file, a receiver and a clock."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from receivers import Receiver
from serving_files import write_serving

from groundswell.delivery.config import Channel, Config, Limits
from groundswell.delivery.notify import Report, notify


@dataclass
class Desk:
    """All that a run needs, with time under control."""

    root: Path
    receiver: Receiver
    limits: Limits = field(default_factory=lambda: Limits(timeout_seconds=1, retries=0, messages_per_minute=100_000))
    channels: tuple[Channel, ...] = (Channel("team", "TEAM_URL"),)
    time: datetime = datetime(2026, 7, 1, 6, tzinfo=UTC)
    slept: list[float] = field(default_factory=list)

    @property
    def database(self) -> Path:
        return self.root / "acme.duckdb"

    @property
    def state(self) -> Path:
        return self.root / "acme.state.sqlite"

    def publish(self, alerts: list[dict], *statements: str, **options: object) -> None:
        write_serving(self.database, alerts, *statements, **options)

    def start(self) -> None:
        """A first run on nothing: what comes later is news, whenever it opened."""
        self.publish([], as_of=date(2026, 1, 1))
        assert self.run().sent == 0

    def run(self, environment: dict[str, str] | None = None, **options: object) -> Report:
        self.time += timedelta(hours=1)
        return notify(
            self.database,
            self.state,
            Config(self.channels, self.limits),
            {"TEAM_URL": self.receiver.url, **(environment or {})},
            now=lambda: self.time,
            sleep=self.slept.append,
            **options,
        )


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with Receiver() as receiver:
        yield Desk(tmp_path, receiver)
