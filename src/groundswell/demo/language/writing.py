"""One occasion in, one message out."""

from __future__ import annotations

import random

from groundswell.demo.language import staff
from groundswell.demo.language.foreign import BOOKS, foreign
from groundswell.demo.language.occasion import Occasion
from groundswell.demo.language.registers import REGISTERS
from groundswell.demo.language.tone import tone_of
from groundswell.demo.language.words import Words


def write(occasion: Occasion, rng: random.Random) -> str:
    """A message for the occasion; equal occasions and equal states of `rng` give equal texts."""
    if occasion.channel == "note":
        return staff.note(Words(occasion, rng))
    if occasion.role != "customer":
        return (staff.bot if occasion.role == "bot" else staff.agent)(Words(occasion, rng))
    tone = tone_of(occasion.mood, occasion.channel, rng)
    if occasion.language in BOOKS:
        return foreign(tone, Words(occasion, rng, BOOKS[occasion.language]))
    return REGISTERS[occasion.channel](tone, Words(occasion, rng))
