"""Accounts by days: sums of any window of days at once for all accounts."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd


@dataclass(frozen=True)
class Window:
    """Weight of the messages of some days and their mean, by account; shapes (accounts,). Mean NaN without messages."""

    n: np.ndarray
    mean: np.ndarray


@dataclass(frozen=True)
class Change:
    """What changed at a day, by account; shapes (accounts,).

    Attributes:
        delta: Mean of the newer days less that of the older.
        weight: One over its variance.
        n_before: Weight of the messages of the older days.
        usable: Whether there were messages in both.
    """

    delta: np.ndarray
    weight: np.ndarray
    n_before: np.ndarray
    usable: np.ndarray


@dataclass(frozen=True)
class Panel:
    """Weights and weighted sums of messages by account and day, added up along the days.

    Attributes:
        accounts: Ids in order, shape (accounts,).
        first_day: The day of column 0.
        n_days: How many days there are.
    """

    accounts: np.ndarray
    first_day: np.datetime64
    n_days: int
    _weight: np.ndarray
    _sum: np.ndarray

    @classmethod
    def from_days(cls, days: pd.DataFrame, last_day: np.datetime64 | None = None) -> Panel:
        """A panel of the days that have messages.

        Args:
            days: account_id, date_day, weight (of the messages of the day), weighted_sum (of their residuals).
            last_day: Last day that is known; by default the last one with a message.
        """
        dates = days["date_day"].to_numpy().astype("datetime64[D]")
        first = dates.min() if len(dates) else np.datetime64("1970-01-01", "D")
        last = dates.max() if last_day is None and len(dates) else (first if last_day is None else last_day)
        accounts, rows = np.unique(days["account_id"].to_numpy().astype(str), return_inverse=True)
        n_days = max(1, int((last.astype("datetime64[D]") - first).astype(int)) + 1)
        sums = []
        for column in ("weight", "weighted_sum"):
            grid = np.zeros((len(accounts), n_days + 1))
            np.add.at(grid, (rows, (dates - first).astype(int) + 1), days[column].to_numpy().astype(float))
            sums.append(np.cumsum(grid, axis=1))
        return cls(accounts, first, n_days, sums[0], sums[1])

    def position(self, dates: np.ndarray) -> np.ndarray:
        """Columns of dates; may lie outside the panel."""
        return (np.asarray(dates).astype("datetime64[D]") - self.first_day).astype(int)

    def date(self, day: int) -> np.datetime64:
        """The date of a column."""
        return self.first_day + np.timedelta64(int(day), "D")

    def window(self, start: int, stop: int) -> Window:
        """Days from *start* to before *stop*, both within the panel.

        Raises:
            IndexError: they are not.
        """
        if not 0 <= start <= stop <= self.n_days:
            raise IndexError(f"days {start} to {stop} of a panel of {self.n_days}")
        n = self._weight[:, stop] - self._weight[:, start]
        n = np.where(n < 1e-9, 0.0, n)  # what is left of a difference of sums
        total = self._sum[:, stop] - self._sum[:, start]
        return Window(n, np.divide(total, n, out=np.full(len(n), np.nan), where=n > 0))

    def change(self, older: tuple[int, int], newer: tuple[int, int], message_variance: float, drift: float) -> Change:
        """The change from some days to later ones, with weight 1 / (v / n_older + v / n_newer + drift)."""
        before, after = self.window(*older), self.window(*newer)
        usable = (before.n > 0) & (after.n > 0)
        with np.errstate(divide="ignore"):
            variance = message_variance / before.n + message_variance / after.n + drift
        delta = np.where(usable, after.mean - before.mean, 0.0)
        return Change(delta, np.where(usable, 1 / variance, 0.0), before.n, usable)
