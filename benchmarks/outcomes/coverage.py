"""Do the intervals of probabilities hold what they say? Against what happened, and against learning again."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import pandas as pd
from benchmarks.outcomes.portfolios import Portfolio

from groundswell.causes.shuffles import generator
from groundswell.outcomes.backtest import coming_after, origins_of
from groundswell.outcomes.design import units
from groundswell.outcomes.fitting import is_enough
from groundswell.outcomes.models import known_on, learn

OUTCOME = "churned"
Z = 1.96
BANDS = 10
LONG_PAST_DAYS = 180
SPLITS = 20  # of the accounts in two halves, at each origin
TOP_SHARE = 0.1


@dataclass(frozen=True)
class Foretold:
    """One origin: who is foretold, what was learned, and what the intervals are made of.

    Attributes:
        examples: The first example of each account after the origin.
        design: In units, with a column of ones first; shape (accounts, 1 + features).
        log_odds, variance: Of each account, shape (accounts,).
        covariance: Of the coefficients.
        level_variance: Its part that all accounts share.
        days_known: From the first to the last example that was learned from.
    """

    examples: pd.DataFrame
    design: np.ndarray
    log_odds: np.ndarray
    variance: np.ndarray
    covariance: np.ndarray
    level_variance: float
    days_known: int

    @property
    def probability(self) -> np.ndarray:
        return 1 / (1 + np.exp(-self.log_odds))


def report(world: Portfolio) -> None:
    """Print how often the intervals of churn's probabilities hold."""
    churn = world.examples[world.examples["outcome"] == OUTCOME]
    _, origins = origins_of(churn, world.settings, world.as_of)
    foretold = [_foretell(world, known_on(churn, day), day, _coming(world, churn, day)) for day in origins]
    print(f"\nintervals of the probability of churn, {len(origins)} origins, each account once at each:")
    long = [each for each in foretold if each.days_known >= LONG_PAST_DAYS]
    for name, chosen, grouped in ((f"{BANDS} bands of probability", foretold, _bands),
                                  ("  of origins that knew half a year", long, _bands),
                                  ("segments", foretold, _segments)):  # fmt: skip
        print(f"  {name:31}{_observed(chosen, grouped)}")
    halves = _halves(world, churn, origins)
    if halves is None:
        print("  too few churns to learn from one half of the accounts")
        return
    agreeing, top = halves
    print(f"  two models that learned from one half of the accounts each differ by less than their intervals allow: "
          f"{agreeing:.3f} of accounts, {top:.3f} of the tenth rated highest")  # fmt: skip


def _coming(world: Portfolio, churn: pd.DataFrame, day) -> pd.DataFrame:
    coming = coming_after(churn, day, world.settings)
    return coming.sort_values("snapshot_on").drop_duplicates("account_id")


def _foretell(world: Portfolio, known: pd.DataFrame, day, coming: pd.DataFrame) -> Foretold:
    settings = world.settings
    learned = learn(known, OUTCOME, settings.features, settings, day)
    values = units(coming, settings.features)
    design = np.column_stack([np.ones(len(values)), values])
    variance = np.einsum("ai,ij,aj->a", design, learned.covariance, design)
    return Foretold(coming, design, learned.log_odds(values), variance, learned.covariance,
                    learned.level_variance, (known["snapshot_on"].max() - known["snapshot_on"].min()).days)  # fmt: skip


def _bands(foretold: Foretold) -> list[np.ndarray]:
    return np.array_split(np.argsort(foretold.log_odds, kind="stable"), BANDS)


def _segments(foretold: Foretold) -> list[np.ndarray]:
    segment = foretold.examples["segment"].to_numpy()
    return [np.flatnonzero(segment == name) for name in pd.unique(segment[~pd.isna(segment)])]


def _observed(foretold: list[Foretold], grouped: Callable[[Foretold], list[np.ndarray]]) -> str:
    """How many groups' observed rates lie in the interval of their mean probability: it alone, and with the draw."""
    alone, drawn, widths = [], [], []
    for each in foretold:
        happened = each.examples["has_happened"].to_numpy(dtype=bool)
        spread = each.probability * (1 - each.probability)
        for rows in grouped(each):
            gradient = (spread[rows, None] * each.design[rows]).mean(axis=0)
            estimate = gradient @ each.covariance @ gradient
            off = abs(happened[rows].mean() - each.probability[rows].mean())
            alone.append(off <= Z * np.sqrt(estimate))
            drawn.append(off <= Z * np.sqrt(estimate + spread[rows].sum() / len(rows) ** 2))
            widths.append(2 * Z * np.sqrt(estimate))
    if not drawn:
        return "   none"
    return (f"{len(drawn):4} groups: observed rate inside {np.mean(drawn):.3f} with the chance of the draw, "
            f"{np.mean(alone):.3f} without; mean width {np.mean(widths):.4f}")  # fmt: skip


def _halves(world: Portfolio, churn: pd.DataFrame, origins: list) -> tuple[float, float] | None:
    """Share of accounts for which two models that learned from different accounts agree within their intervals."""
    inside, top = [], []
    for day in origins:
        known, coming = known_on(churn, day), _coming(world, churn, day)
        accounts = np.unique(known["account_id"].to_numpy().astype(str))
        for number in range(SPLITS):
            first = generator(f"half:{day}:{number}").permutation(accounts)[: len(accounts) // 2]
            chosen = known["account_id"].isin(first)
            halves = [known[chosen], known[~chosen]]
            if not all(is_enough(half, world.settings.minimum_outcomes) for half in halves):
                continue
            one, other = (_foretell(world, half, day, coming) for half in halves)
            agree = np.abs(one.log_odds - other.log_odds) <= Z * np.sqrt(
                one.variance - one.level_variance + other.variance - other.level_variance
            )  # of both halves alike
            inside.append(agree.mean())
            highest = one.log_odds + other.log_odds
            top.append(agree[highest >= np.quantile(highest, 1 - TOP_SHARE)].mean())
    return (float(np.mean(inside)), float(np.mean(top))) if inside else None
