"""From a mood to what a writer lets on: what kind of thing is said, how strongly, and how openly."""

from __future__ import annotations

import random
from dataclasses import dataclass

KINDS = ("fault", "ask", "remark", "delight")
# How often each kind is what a message is about, at five moods. Help is asked for because something is wrong or
# unclear, so service channels speak of faults even when the writer is content; opinions are given unasked.
_MOODS = (-1.0, -0.4, 0.0, 0.4, 1.0)
_SERVICE = ((0.90, 0.09, 0.01, 0.00), (0.70, 0.22, 0.06, 0.02), (0.30, 0.42, 0.20, 0.08), (0.14, 0.32, 0.14, 0.40),
            (0.03, 0.12, 0.05, 0.80))  # fmt: skip
_OPINION = ((0.93, 0.04, 0.03, 0.00), (0.80, 0.08, 0.07, 0.05), (0.36, 0.12, 0.20, 0.32), (0.14, 0.05, 0.09, 0.72),
            (0.03, 0.02, 0.03, 0.92))  # fmt: skip
OPINION_CHANNELS = {"survey", "review", "social"}
_DAY_NOISE = 0.22  # sd between the mood and the moment in which it is written down
_CONTROL = 0.25  # sd of how strongly the same moment is put into words, as a share of it
_SLIP = 0.06  # and beside it, so that even a calm moment may come out with an edge


@dataclass(frozen=True, slots=True)
class Tone:
    """How one message is meant.

    Args:
        felt: the mood of the moment, −1 … +1.
        strength: how strong the words are, 0 … 1.
        kind: one of `KINDS`.
        is_frank: whether a feeling is put into words at all.
        is_mixed: whether one thing is praised and another one damned.
        is_sarcastic: whether praise is meant as blame.
    """

    felt: float
    strength: float
    kind: str
    is_frank: bool
    is_mixed: bool
    is_sarcastic: bool

    @property
    def is_open(self) -> bool:
        """Whether a feeling is put into words and what is told accounts for it."""
        return self.is_frank and self.kind == ("fault" if self.felt < 0 else "delight")

    @property
    def sign(self) -> str:
        """ "down" or "up"."""
        return "down" if self.felt < 0 else "up"


def tone_of(mood: float, channel: str, rng: random.Random) -> Tone:
    """The tone in which somebody in that mood writes on that channel this time."""
    felt = max(-1.0, min(1.0, rng.gauss(mood, _DAY_NOISE)))
    size = abs(felt)
    strength = max(0.0, min(1.0, size * rng.gauss(1, _CONTROL) + rng.gauss(0, _SLIP)))
    opinion = channel in OPINION_CHANNELS
    kind = rng.choices(KINDS, _weights(felt, _OPINION if opinion else _SERVICE))[0]
    is_frank = rng.random() < (0.60 if opinion else 0.35) + 0.6 * size
    is_mixed = rng.random() < (0.16 if size < 0.6 else 0.06)
    is_sarcastic = felt < -0.35 and rng.random() < (0.10 if channel in ("social", "review", "chat") else 0.05)
    return Tone(felt, strength, kind, is_frank, is_mixed, is_sarcastic)


def _weights(felt: float, table: tuple[tuple[float, ...], ...]) -> list[float]:
    """The shares of the kinds at a mood, between two rows of the table."""
    row = next(row for row in range(len(_MOODS) - 1) if felt <= _MOODS[row + 1])
    share = (felt - _MOODS[row]) / (_MOODS[row + 1] - _MOODS[row])
    return [low + share * (high - low) for low, high in zip(table[row], table[row + 1], strict=True)]
