"""Store reviews and public posts: they belong to a product, never to an account."""

from __future__ import annotations

import random
from dataclasses import dataclass

import numpy as np

from groundswell.demo import constants as c
from groundswell.demo.language import TOPICS, Occasion, write
from groundswell.demo.moods import everybodys_mood, wander
from groundswell.demo.names import FIRST_NAMES
from groundswell.demo.randomness import generator
from groundswell.demo.settings import Settings
from groundswell.demo.shocks import Shock
from groundswell.demo.traffic import DAY_SECONDS

ACCOUNTS_OF_RATE = 200


@dataclass(frozen=True)
class Voices:
    """The public messages about one product on one channel, in order of time; arrays of shape (n,).

    `tone` and `polarity` as in `traffic.Messages`; `shocks` are those that the product's public hears of.
    """

    product: str
    channel: str
    second: np.ndarray
    author: np.ndarray
    mood: np.ndarray
    tone: np.ndarray
    polarity: np.ndarray
    shocks: list[Shock]


def heard_of(product: str, shocks: list[Shock]) -> list[Shock]:
    """The shocks that the public of a product hears of."""
    scopes = (("global", None), ("product", product), ("brand", c.PRODUCTS[product][1]))
    return [shock for shock in shocks if (shock.scope, shock.scope_id) in scopes]


def public_mood(settings: Settings, product: str, shocks: list[Shock]) -> tuple[np.ndarray, np.ndarray]:
    """Latent public mood of a product and the part of it that *shocks* made, by day, each of shape (n_days,)."""
    rng = generator(settings.seed, "public_mood", list(c.PRODUCTS).index(product))
    shaken = np.zeros(settings.n_days)
    for shock in shocks:
        shaken = shaken + shock.size * shock.share(settings.n_days)
    mood = c.PUBLIC_BASE_MOOD + wander(rng, settings.n_days, c.WANDER_SD, c.WANDER_MEMORY_DAYS)
    return np.clip(mood + everybodys_mood(settings) + shaken, -0.95, 0.95), shaken


def make_voices(settings: Settings, shocks: list[Shock]) -> list[Voices]:
    """All public messages: bad days make people write."""
    voices = []
    for number, product in enumerate(c.PRODUCTS):
        heard = heard_of(product, shocks)
        mood, shaken = public_mood(settings, product, heard)
        for channel, (rate, offset) in c.PUBLIC.items():
            rng = generator(settings.seed, f"public:{channel}", number)
            expected = rate * settings.accounts / ACCOUNTS_OF_RATE * np.exp(c.PUBLIC_SHOCK_VOLUME * np.abs(shaken))
            day = np.repeat(np.arange(settings.n_days), rng.poisson(expected))
            second = np.sort((day * DAY_SECONDS + rng.uniform(0, DAY_SECONDS, len(day))).astype(np.int64))
            own = mood[second // DAY_SECONDS]
            tone = np.clip(own + offset + rng.normal(0, c.PUBLIC_SD, len(day)), -1, 1)
            polarity = np.clip(tone + rng.normal(0, c.PUBLIC_MESSAGE_SD, len(day)), -1, 1)
            authors = rng.integers(0, max(50, 40 * settings.accounts), len(day))
            voices.append(Voices(product, channel, second, authors, own, tone, polarity, heard))
    return voices


def voice_texts(settings: Settings, voices: Voices, rng: random.Random) -> list[str]:
    """The words of the messages, in their order."""
    events = [(shock.kind, shock.share(settings.n_days)) for shock in voices.shocks if shock.kind in c.TALKED_ABOUT]
    texts = []
    for tone, second in zip(voices.tone.tolist(), voices.second.tolist(), strict=True):
        day = second // DAY_SECONDS
        kinds = [kind for kind, share in events if rng.random() < c.EVENT_TALK_SHARE * share[day]]
        person = rng.choice(FIRST_NAMES)
        texts.append(write(Occasion(tone, voices.channel, "customer", 0, rng.choice(TOPICS), voices.product, person,
                                    "a small firm", kinds[0] if kinds else None), rng))  # fmt: skip
    return texts
