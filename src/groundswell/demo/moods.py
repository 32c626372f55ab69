"""How an account feels on each day: the latent mood that nobody sees."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from groundswell.demo import constants as c
from groundswell.demo.accounts import Account
from groundswell.demo.episodes import Episode
from groundswell.demo.interventions import Intervention
from groundswell.demo.randomness import generator
from groundswell.demo.settings import Settings
from groundswell.demo.shocks import Shock


@dataclass(frozen=True)
class Mood:
    """The latent mood of an account on each day of the world, in [-1, +1], and what is its own in it.

    Attributes:
        total: What decides on messages and, in the first world, on leaving. Shape (n_days,).
        own: The same without what it shares with others (shared shocks, season, weekday). Shape (n_days,).
        volume: Factor on the number of messages from the shocks. Shape (n_days,).
    """

    total: np.ndarray
    own: np.ndarray
    volume: np.ndarray


def make_mood(
    settings: Settings,
    account: Account,
    episodes: list[Episode],
    interventions: list[Intervention],
    shocks: list[Shock],
) -> Mood:
    """The mood of an account from its parts. *shocks* are those that touch it, its own and the shared."""
    rng = generator(settings.seed, "moods", account.number)
    n_days = settings.n_days
    own = account.base_mood + wander(rng, n_days, c.WANDER_SD, c.WANDER_MEMORY_DAYS)
    own = own + sum((episode.effect(n_days) for episode in episodes), np.zeros(n_days))
    own = own + sum((action.lift(n_days) for action in interventions), np.zeros(n_days))
    shared, volume = everybodys_mood(settings), np.ones(n_days)
    for shock in shocks:
        share = shock.share(n_days)
        if shock.scope == "account":
            own = own + shock.size * share
        else:
            shared = shared + shock.size * rng.uniform(*c.SHOCK_SENSITIVITY) * share
        volume = volume * (1 + (shock.volume - 1) * share)
    return Mood(np.clip(own + shared, -0.95, 0.95), np.clip(own, -0.95, 0.95), volume)


def everybodys_mood(settings: Settings) -> np.ndarray:
    """Season and weekday, the same for everybody, shape (n_days,)."""
    day_of_year = (settings.days - settings.days.astype("datetime64[Y]")).astype(np.int64)
    season = c.SEASON_SIZE * np.sin(2 * np.pi * day_of_year / 365.25)
    return season + np.array(c.WEEKDAY_MOOD)[settings.weekdays]


def wander(rng: np.random.Generator, n_days: int, sd: float, memory_days: float) -> np.ndarray:
    """A stationary AR(1) around 0, shape (n_days,)."""
    keep = float(np.exp(-1 / memory_days))
    steps = rng.normal(0, sd * np.sqrt(1 - keep**2), n_days)
    steps[0] = rng.normal(0, sd)
    for day in range(1, n_days):
        steps[day] += keep * steps[day - 1]
    return steps
