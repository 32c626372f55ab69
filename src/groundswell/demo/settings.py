"""What a world is made from, and its calendar."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

import numpy as np

from groundswell.demo import constants as c


class DemoError(ValueError):
    """The world cannot be made as asked; the message says which setting and what it allows."""


@dataclass(frozen=True)
class Settings:
    """Size, length and seed of a world.

    Args:
        accounts: How many customers.
        months: How many calendar months, the last one ending on `constants.LAST_DAY`.
        seed: Any whole number from 0; account i of a seed is the same in worlds of any size.
        churn_ignores_mood: The second world: leaving, renewing and expanding have nothing to do with mood.

    Raises:
        DemoError: a setting is out of its range.
    """

    accounts: int
    months: int
    seed: int
    churn_ignores_mood: bool = False

    def __post_init__(self) -> None:
        ranges = {"accounts": (1, c.MOST_ACCOUNTS), "months": (c.SHORTEST_MONTHS, c.LONGEST_MONTHS),
                  "seed": (0, 2**63 - 1)}  # fmt: skip
        for name, (least, most) in ranges.items():
            if not least <= getattr(self, name) <= most:
                raise DemoError(f"--{name} is {getattr(self, name)}: it can be from {least:,} to {most:,}")

    @cached_property
    def first_day(self) -> date:
        """First day of the world: the first of a month."""
        months = c.LAST_DAY.year * 12 + c.LAST_DAY.month - self.months
        return date(months // 12, months % 12 + 1, 1)

    @cached_property
    def n_days(self) -> int:
        """Days of the world."""
        return (c.LAST_DAY - self.first_day).days + 1

    @cached_property
    def days(self) -> np.ndarray:
        """The days of the world as datetime64[D], shape (n_days,)."""
        return np.arange(self.first_day, c.LAST_DAY + timedelta(days=1), dtype="datetime64[D]")

    @cached_property
    def weekdays(self) -> np.ndarray:
        """Weekday of each day, Monday 0, shape (n_days,)."""
        return (self.days.astype(np.int64) + 3) % 7

    @property
    def years(self) -> float:
        """Length in years."""
        return self.n_days / 365.25

    def date_of(self, day: int) -> date:
        """The date of a day's number; the first day is 0."""
        return self.first_day + timedelta(days=int(day))
