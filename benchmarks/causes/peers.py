"""What is usually done about an event: compare before with after."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy import stats

LEAST = 3


@dataclass(frozen=True)
class Messages:
    """Single messages: account (its place in the panel), day (its column) and residual."""

    account: np.ndarray
    day: np.ndarray
    residual: np.ndarray

    def windows(self, exposed: np.ndarray, day: int, pre: int, post: int) -> tuple[np.ndarray, np.ndarray]:
        """Which messages of the exposed lie before and after a day."""
        mine = exposed[self.account]
        return (mine & (self.day >= day - pre) & (self.day < day), mine & (self.day >= day) & (self.day < day + post))


def pooled(messages: Messages, exposed: np.ndarray, day: int, pre: int, post: int) -> float | None:
    """p of Welch's t-test of all messages after against all before."""
    before, after = messages.windows(exposed, day, pre, post)
    if min(before.sum(), after.sum()) < LEAST:
        return None
    return float(stats.ttest_ind(messages.residual[after], messages.residual[before], equal_var=False).pvalue)


def by_account(messages: Messages, exposed: np.ndarray, day: int, pre: int, post: int) -> float | None:
    """p of a paired t-test of the accounts' means after against before."""
    means = []
    for chosen in messages.windows(exposed, day, pre, post):
        n = np.bincount(messages.account[chosen], minlength=len(exposed))
        total = np.bincount(messages.account[chosen], messages.residual[chosen], minlength=len(exposed))
        means.append(np.divide(total, n, out=np.full(len(exposed), np.nan), where=n > 0))
    change = means[1] - means[0]
    change = change[~np.isnan(change)]
    return float(stats.ttest_1samp(change, 0.0).pvalue) if len(change) >= LEAST else None
