"""Ratings that agree with how a message sounds, roughly."""

from __future__ import annotations

import numpy as np

from groundswell.demo import constants as c
from groundswell.demo.accounts import Account
from groundswell.demo.randomness import generator
from groundswell.demo.settings import Settings
from groundswell.demo.traffic import CHANNELS, Messages


def rate(scale: str, polarity: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """A whole-number rating for each polarity, shape (n,)."""
    middle, spread, noise, low, high = c.RATINGS[scale]
    return np.clip(np.round(middle + spread * polarity + rng.normal(0, noise, len(polarity))), low, high)


def stars(polarity: np.ndarray, rng: np.random.Generator) -> list[float | None]:
    """The stars of public reviews."""
    return rate("stars_1_5", polarity, rng).tolist()


def survey_ratings(
    settings: Settings, account: Account, messages: Messages
) -> tuple[list[str | None], list[float | None]]:
    """Scale and rating of each message; None for what is not an answer to a survey."""
    rng = generator(settings.seed, "ratings", account.number)
    scales: list[str | None] = [None] * len(messages)
    values: list[float | None] = [None] * len(messages)
    answers = np.flatnonzero(messages.channel == CHANNELS.index("survey"))
    drawn = rng.choice(len(c.SURVEY_SCALES), len(answers), p=list(c.SURVEY_SCALES.values()))
    for number, scale in enumerate(c.SURVEY_SCALES):
        chosen = answers[drawn == number]
        for at, value in zip(chosen, rate(scale, messages.polarity[chosen], rng), strict=True):
            scales[at], values[at] = scale, float(value)
    return scales, values
