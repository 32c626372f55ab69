"""The written examples of a pass: which families of templates, and how many of each."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

from groundswell.scoring.training import customer_talk, templates
from groundswell.scoring.training.datasets import Example

# Weights: how often a family is drawn beside the others.
FAMILIES: dict[Callable[[Random], Example], int] = {
    templates.opinion: 1190, templates.contrast: 650, templates.intensity: 510, templates.irony: 410,
    templates.technical: 410, templates.request: 340, templates.problem: 1850, templates.reply: 2100,
    customer_talk.trouble: 300, customer_talk.loyalty: 250, customer_talk.benefit: 250, customer_talk.comparison: 500,
    customer_talk.impatience: 300, customer_talk.wrapped: 350, customer_talk.courtesy: 200, customer_talk.mark: 200,
    customer_talk.conversation: 500,
}  # fmt: skip


def compose(count: int, seed: int) -> list[Example]:
    """`count` written examples, the same for the same seed."""
    draw = Random(seed)
    families = draw.choices(list(FAMILIES), list(FAMILIES.values()), k=count)
    return [family(draw) for family in families]
