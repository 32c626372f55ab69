"""When rows reach the warehouse: hourly syncs, stragglers, and sources that were connected with all their history."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime, time, timedelta

import numpy as np

from groundswell.demo import constants as c
from groundswell.demo.conversations import Conversation
from groundswell.demo.randomness import generator
from groundswell.demo.settings import Settings
from groundswell.demo.traffic import DAY_SECONDS


def loaded_seconds(settings: Settings, source: str, second: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """When rows written at *second* were loaded, both in seconds since the first midnight; shape (n,)."""
    low, high = c.LOAD_MINUTES[source]
    loaded = second + (rng.uniform(low, high, len(second)) * 60).astype(np.int64)
    late = rng.random(len(second)) < c.LATE_SHARE
    loaded = np.where(late, second + (rng.uniform(*c.LATE_DAYS, len(second)) * DAY_SECONDS).astype(np.int64), loaded)
    if source in c.BACKFILLED:
        connected = int(settings.n_days * c.BACKFILLED[source]) * DAY_SECONDS + 3 * 3_600
        loaded = np.where(second < connected - DAY_SECONDS, connected, np.maximum(loaded, connected))
    return loaded


def timestamps(settings: Settings, second: np.ndarray) -> np.ndarray:
    """UTC timestamps of seconds since the first midnight, as datetime64[s], shape (n,)."""
    return np.datetime64(settings.first_day, "s") + np.asarray(second).astype("timedelta64[s]")


def moment(settings: Settings, second: float) -> datetime:
    """UTC time of a second since the first midnight."""
    return datetime.combine(settings.first_day, time()) + timedelta(seconds=int(second))


def first_sync(settings: Settings, day: int) -> datetime:
    """When a thing that began on a day (before the world, if negative) was first loaded."""
    return moment(settings, max(day, 0) * DAY_SECONDS + 2 * 3_600)


def load_turns(settings: Settings, number: int, conversations: Iterable[Conversation]) -> dict[int, list[datetime]]:
    """When each turn of an account's conversations was loaded: by thread, in the order of its turns."""
    rng = generator(settings.seed, "delivery", number)
    by_source: dict[str, list[Conversation]] = defaultdict(list)
    for conversation in conversations:
        by_source[c.SOURCES[conversation.channel]].append(conversation)
    loads: dict[int, list[datetime]] = {}
    for source, threads in sorted(by_source.items()):
        seconds = np.array([turn.second for thread in threads for turn in thread.turns])
        loaded = iter(loaded_seconds(settings, source, seconds, rng).tolist())
        for thread in threads:
            loads[thread.thread] = [moment(settings, next(loaded)) for _ in thread.turns]
    return loads
