"""Store reviews and public posts: they belong to a product, never to an account."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from groundswell.demo import constants as c
from groundswell.demo.moods import everybodys_mood, wander
from groundswell.demo.randomness import generator
from groundswell.demo.settings import Settings
from groundswell.demo.shocks import Shock
from groundswell.demo.traffic import DAY_SECONDS

ACCOUNTS_OF_RATE = 200


@dataclass(frozen=True)
class Voices:
    """The public messages about one product on one channel, in order of time; arrays of shape (n,)."""

    product: str
    channel: str
    second: np.ndarray
    author: np.ndarray
    mood: np.ndarray
    polarity: np.ndarray


def public_mood(settings: Settings, product: str, shocks: list[Shock]) -> tuple[np.ndarray, np.ndarray]:
    """Latent public mood of a product and the part of it that shocks made, by day, each of shape (n_days,)."""
    rng = generator(settings.seed, "public_mood", list(c.PRODUCTS).index(product))
    brand = c.PRODUCTS[product][1]
    shaken = np.zeros(settings.n_days)
    for shock in shocks:
        if (shock.scope, shock.scope_id) in (("global", None), ("product", product), ("brand", brand)):
            shaken = shaken + shock.size * shock.share(settings.n_days)
    mood = c.PUBLIC_BASE_MOOD + wander(rng, settings.n_days, c.WANDER_SD, c.WANDER_MEMORY_DAYS)
    return np.clip(mood + everybodys_mood(settings) + shaken, -0.95, 0.95), shaken


def make_voices(settings: Settings, shocks: list[Shock]) -> list[Voices]:
    """All public messages: bad days make people write."""
    voices = []
    for number, product in enumerate(c.PRODUCTS):
        mood, shaken = public_mood(settings, product, shocks)
        for channel, (rate, offset) in c.PUBLIC.items():
            rng = generator(settings.seed, f"public:{channel}", number)
            expected = rate * settings.accounts / ACCOUNTS_OF_RATE * np.exp(c.PUBLIC_SHOCK_VOLUME * np.abs(shaken))
            day = np.repeat(np.arange(settings.n_days), rng.poisson(expected))
            second = np.sort((day * DAY_SECONDS + rng.uniform(0, DAY_SECONDS, len(day))).astype(np.int64))
            own = mood[second // DAY_SECONDS]
            polarity = np.clip(own + offset + rng.normal(0, c.PUBLIC_SD, len(day)), -1, 1)
            authors = rng.integers(0, max(50, 40 * settings.accounts), len(day))
            voices.append(Voices(product, channel, second, authors, own, polarity))
    return voices
