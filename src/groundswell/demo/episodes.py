"""What is planted in an account's life: a crash, an erosion, a blip, a silence …"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from groundswell.demo import constants as c
from groundswell.demo.accounts import Account
from groundswell.demo.randomness import generator, uniform_days
from groundswell.demo.settings import Settings


@dataclass(frozen=True)
class Episode:
    """One planted change. Days are numbers; `hold` is the last day at full size, `ends` the first day back to normal.

    `hold` and `ends` are None where the change stays. `size` is the change of the latent mood.
    """

    regime: str
    starts: int
    full: int
    hold: int | None
    ends: int | None
    size: float

    def effect(self, n_days: int) -> np.ndarray:
        """Change of the mood on each day of the world, shape (n_days,)."""
        return self.size * self.share(n_days)

    def share(self, n_days: int) -> np.ndarray:
        """Share of the full size on each day, 0 to 1: straight lines from 0 before `starts` to 1 at `full`."""
        days, shares = [self.starts - 1, self.full], [0.0, 1.0]
        if self.hold is not None and self.ends is not None:
            days, shares = [*days, max(self.hold, self.full), self.ends], [*shares, 1.0, 0.0]
        return np.interp(np.arange(n_days), days, shares)


def make_episodes(settings: Settings, account: Account) -> list[Episode]:
    """The episodes of an account in the order of planting; every account has at least one."""
    rng = generator(settings.seed, "episodes", account.number)
    if account.regime in ("stable", "new"):
        main = Episode(account.regime, account.first, account.first, None, None, 0.0)
    else:
        main = _planted(account.regime, _start(settings, account, rng), rng)
    episodes = [main]
    if rng.random() < c.SECOND_BLIP_SHARE and account.regime not in ("stable", "silent", "new"):
        at = _start(settings, account, rng)
        last_touched = max(day for day in (main.full, main.ends) if day is not None)
        if not main.starts - c.SECOND_BLIP_DISTANCE_DAYS <= at <= last_touched + c.SECOND_BLIP_DISTANCE_DAYS:
            episodes.append(_planted("blip", at, rng))
    return episodes


def _start(settings: Settings, account: Account, rng: np.random.Generator) -> int:
    """A first day that leaves room for a baseline before it and for a finding after it."""
    own_days = settings.n_days - account.first
    low = max(c.EPISODE_START_LEAST_DAYS, int(own_days * c.EPISODE_START_SHARE[0]))
    high = min(own_days - c.EPISODE_END_MARGIN_DAYS, int(own_days * c.EPISODE_START_SHARE[1]))
    return account.first + int(rng.integers(low, max(low + 1, high)))


def _planted(regime: str, starts: int, rng: np.random.Generator) -> Episode:
    """One episode of a regime that moves something."""
    size = float(rng.uniform(*c.EPISODE_SIZE[regime])) if regime in c.EPISODE_SIZE else 0.0
    full = starts + uniform_days(rng, c.EPISODE_RISE_DAYS[regime]) - 1
    hold = ends = None
    if regime == "blip":
        hold = starts + uniform_days(rng, c.BLIP_DAYS) - 1
        ends = hold + 1
    if regime == "recover":
        hold = full + uniform_days(rng, c.RECOVER_HOLD_DAYS)
        ends = hold + uniform_days(rng, c.RECOVER_BACK_DAYS)
    return Episode(regime, starts, full, hold, ends, round(size, 4))
