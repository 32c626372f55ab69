"""What the vendor does about an account, with and without a real effect on it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from groundswell.demo import constants as c
from groundswell.demo.accounts import Account, pick
from groundswell.demo.episodes import Episode
from groundswell.demo.randomness import generator, uniform_days
from groundswell.demo.settings import Settings

_DECLINES = ("crash", "erode", "recover")


@dataclass(frozen=True)
class Intervention:
    """One action. `effect` is the true lift of the mood at its height; for some kinds it is 0."""

    kind: str
    day: int
    effect: float
    after_decline: bool

    def lift(self, n_days: int) -> np.ndarray:
        """Change of the mood on each day, shape (n_days,): a rise of some days, then a slow fade."""
        since = np.arange(n_days) - self.day
        rise = np.clip(since / c.INTERVENTION_RISE_DAYS, 0.0, 1.0)
        fade = 0.5 ** (np.maximum(0, since - c.INTERVENTION_RISE_DAYS) / c.INTERVENTION_HALF_LIFE_DAYS)
        return self.effect * rise * fade


def make_interventions(settings: Settings, account: Account, episodes: list[Episode]) -> list[Intervention]:
    """The actions on an account, in order of time: half of the declines are answered, some accounts get one anyway.

    Which kind is drawn does not depend on anything, so a fair comparison can tell the kinds that work.
    """
    rng = generator(settings.seed, "interventions", account.number)
    kinds = {kind: frequency for kind, (frequency, _) in c.INTERVENTIONS.items()}
    days = [
        (episode.full + uniform_days(rng, c.INTERVENTION_DELAY_DAYS), True)
        for episode in episodes
        if episode.regime in _DECLINES and rng.random() < c.INTERVENTION_AFTER_DECLINE
    ]
    expected = c.INTERVENTION_WITHOUT_DECLINE * (settings.n_days - account.first) / 365.25
    days += [(int(day), False) for day in rng.integers(account.first, settings.n_days, rng.poisson(expected))]
    made = [(day, after, pick(rng, kinds)) for day, after in sorted(days)]
    return [
        Intervention(kind, day, c.INTERVENTIONS[kind][1], after) for day, after, kind in made if day < settings.n_days
    ]
