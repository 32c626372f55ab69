"""What becomes of an account: the draws from its hazards."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from groundswell.demo import hazards as h
from groundswell.demo.accounts import Account, anniversary
from groundswell.demo.randomness import generator, uniform_days
from groundswell.demo.settings import Settings


@dataclass(frozen=True)
class Contract:
    """A day on which something about the contract changed: renewed or expanded, with the factor on revenue."""

    outcome: str
    day: int
    factor: float


@dataclass(frozen=True)
class Outcomes:
    """What became of an account. `decided` and `churned` are days or None; `churned` may lie after the last day."""

    hazards: h.Hazards
    decided: int | None
    churned: int | None
    contracts: tuple[Contract, ...]

    def last(self, settings: Settings) -> int:
        """The day after its last day in the world."""
        return settings.n_days if self.churned is None else min(self.churned, settings.n_days)


def make_outcomes(settings: Settings, account: Account, mood: np.ndarray, adoption: np.ndarray) -> Outcomes:
    """Draw from the hazards. *mood* and *adoption* (in population sd) are by day, shape (n_days,)."""
    rng = generator(settings.seed, "outcomes", account.number)
    days = np.arange(settings.n_days)
    renewals = renewal_days(settings, account)
    to_renewal = renewals[np.searchsorted(renewals, days)] - days
    frailty = float(rng.normal(0, h.FRAILTY_SD))
    hazards = h.make_hazards(settings, account.segment, mood, adoption, to_renewal, frailty)

    leaves = (rng.random(settings.n_days) < h.daily_probability(hazards.leave)) & (
        days >= max(0, account.start + h.NO_LEAVING_BEFORE_DAYS)
    )
    decided = int(np.argmax(leaves)) if leaves.any() else None
    churned = None if decided is None else decided + uniform_days(rng, h.NOTICE_DAYS)

    open_until = settings.n_days if decided is None else decided
    expands = rng.random(settings.n_days) < h.daily_probability(hazards.expand)
    contracts = [Contract("renewed", int(day), round(float(rng.uniform(*h.RENEW_FACTOR)), 3))
                 for day in renewals if account.first < day < open_until]  # fmt: skip
    last = account.start
    for day in days[expands & (days < open_until)]:
        if day - last >= h.EXPAND_GAP_DAYS:
            contracts.append(Contract("expanded", int(day), round(float(rng.uniform(*h.EXPAND_FACTOR)), 3)))
            last = int(day)
    return Outcomes(hazards, decided, churned, tuple(sorted(contracts, key=lambda contract: contract.day)))


def renewal_days(settings: Settings, account: Account) -> np.ndarray:
    """The yearly renewals from the first one in the world to the first one after it, as day numbers."""
    first = settings.date_of(account.renewal)
    years = range(first.year, first.year + settings.months // 12 + 3)
    return np.array([(anniversary(first, year) - settings.first_day).days for year in years])
