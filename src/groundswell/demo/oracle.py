"""The ceiling of every churn figure: how well somebody who saw the latent state could rank the accounts."""

from __future__ import annotations

import numpy as np

from groundswell.demo.life import Life
from groundswell.demo.settings import Settings

SNAPSHOT_EVERY_DAYS = 28
HORIZON_DAYS = 90


class Oracle:
    """Snapshots of all accounts each four weeks: did the account leave within 90 days, and what did its hazard say?

    A snapshot counts if its account is a customer on that day and the 90 days lie inside the world.
    """

    def __init__(self) -> None:
        self._hazard: list[np.ndarray] = []
        self._unhappiness: list[np.ndarray] = []
        self._left: list[np.ndarray] = []

    def see(self, settings: Settings, life: Life) -> None:
        """Add the snapshots of one account."""
        outcomes = life.outcomes
        days = np.arange(0, settings.n_days - HORIZON_DAYS, SNAPSHOT_EVERY_DAYS)
        days = days[(days >= life.account.first) & (days < outcomes.last(settings))]
        churned = settings.n_days * 10 if outcomes.churned is None else outcomes.churned
        self._hazard.append(outcomes.hazards.leave[days])
        self._unhappiness.append(outcomes.hazards.unhappiness[days])
        self._left.append(churned <= days + HORIZON_DAYS)

    @property
    def snapshots(self) -> int:
        """How many snapshots were seen."""
        return sum(map(len, self._left))

    @property
    def left(self) -> int:
        """In how many of them the account left within the horizon."""
        return int(sum(part.sum() for part in self._left))

    def sentence(self) -> str:
        """What the oracle found, in words."""

        def shown(area: float | None) -> str:
            return "none (nobody left)" if area is None else f"{area:.3f}"

        return (
            f"Simulated. In {self.left:,} of {self.snapshots:,} four-weekly snapshots the account left within 90 days. "
            f"AUC of the true hazard: {shown(self.auc())}; of the mood alone: {shown(self.auc_of_mood())}."
        )

    def auc(self) -> float | None:
        """AUC of the true log-odds; None where nobody, or everybody, left."""
        return auc(np.concatenate(self._hazard), np.concatenate(self._left))

    def auc_of_mood(self) -> float | None:
        """AUC of the mood's part of them alone: the ceiling of what reads messages; about 0.5 if churn ignores it."""
        return auc(np.concatenate(self._unhappiness), np.concatenate(self._left))


def auc(scores: np.ndarray, happened: np.ndarray) -> float | None:
    """Area under the ROC curve: the chance that a case outranks a non-case, ties counting half.

    Args:
        scores: Shape (n,), higher means likelier.
        happened: Booleans of shape (n,).

    Returns:
        The area, or None if all of *happened* are the same.
    """
    cases = int(happened.sum())
    others = len(happened) - cases
    if not cases or not others:
        return None
    _, place, counts = np.unique(scores, return_inverse=True, return_counts=True)
    middle_rank = np.cumsum(counts) - (counts - 1) / 2
    return float((middle_rank[place][happened].sum() - cases * (cases + 1) / 2) / (cases * others))
