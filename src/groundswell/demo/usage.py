"""How much the product is used. Adoption itself has nothing to do with mood, but for some accounts use follows it."""

from __future__ import annotations

import numpy as np

from groundswell.demo import constants as c
from groundswell.demo.accounts import Account
from groundswell.demo.moods import wander
from groundswell.demo.randomness import generator
from groundswell.demo.settings import Settings


def make_adoption(settings: Settings, account: Account) -> np.ndarray:
    """Share of seats that would be active on a weekday, by day, shape (n_days,)."""
    rng = generator(settings.seed, "adoption", account.number)
    level = rng.normal(*c.ADOPTION)
    return np.clip(level + wander(rng, settings.n_days, c.ADOPTION_WANDER_SD, c.ADOPTION_MEMORY_DAYS), 0.05, 0.98)


def in_sd(adoption: np.ndarray) -> np.ndarray:
    """Adoption in population sd from the mean."""
    mean, sd = c.ADOPTION
    return (adoption - mean) / sd


def make_usage(
    settings: Settings, account: Account, adoption: np.ndarray, mood: np.ndarray, decided: int | None, last: int
) -> dict[str, np.ndarray]:
    """The days of use of an account from its first day to *last* (exclusive): day, active_users, logins, …

    A day on which nobody was active has no row. Use falls weeks before most decisions to leave.
    """
    rng = generator(settings.seed, "usage", account.number)
    days = np.arange(account.first, last)
    share = adoption * np.where(settings.weekdays < 5, 1.0, c.WEEKEND_USAGE)
    if rng.random() < c.USAGE_FOLLOWS_MOOD_SHARE:
        earlier = np.concatenate([np.full(c.USAGE_LAG_DAYS, mood[0]), mood])[: settings.n_days]
        share = share * (1 + c.USAGE_FOLLOWS_MOOD * (earlier - account.base_mood))
    falls, lead = rng.random() < c.USAGE_FALLS_SHARE, rng.integers(*c.USAGE_FALLS_DAYS)
    left = rng.uniform(*c.USAGE_LEFT)
    if decided is not None and falls:
        share = share * np.interp(np.arange(settings.n_days), [decided - lead, decided], [1.0, left])
    seats = max(3, round(account.arr * c.SEATS_PER_ARR))
    active = rng.binomial(seats, np.clip(share * rng.uniform(0.85, 1.15, settings.n_days), 0, 1))[days]
    logins = active + rng.poisson(active * 0.8)
    events = rng.poisson(active * 9.0)
    used = active > 0
    columns = {"day": days, "active_users": active, "logins": logins, "feature_events": events,
               "seats": np.full(len(days), seats)}  # fmt: skip
    return {name: values[used] for name, values in columns.items()}
