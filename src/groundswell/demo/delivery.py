"""When rows reach the warehouse: hourly syncs, stragglers, and sources that were connected with all their history."""

from __future__ import annotations

import numpy as np

from groundswell.demo import constants as c
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
