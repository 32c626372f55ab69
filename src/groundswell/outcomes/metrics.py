"""How good probabilities were: discrimination, calibration and lift, each with an interval over accounts."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

BINS = 10
TOP_SHARE = 0.1
RESAMPLES = 200
SEED = 20260630
_AT_ONCE = 10  # resamples: what fits a cache is faster, and memory does not grow with their number
METRICS = ("auc", "pr_auc", "brier", "ece", "top_decile_lift")


@dataclass(frozen=True)
class Forecasts:
    """Probabilities beside what happened, each of shape (n,), and the resamples of their accounts.

    Attributes:
        probability: In (0, 1).
        happened: Booleans.
        weights: How often each example is in each resample, shape (1 + RESAMPLES, n); the first row is ones.
    """

    probability: np.ndarray
    happened: np.ndarray
    weights: np.ndarray

    def metrics(self) -> dict[str, np.ndarray]:
        """Every metric of METRICS by resample, shape (1 + RESAMPLES,); NaN where only one class was drawn."""
        order = np.argsort(-self.probability, kind="stable")
        score, happened = self.probability[order], self.happened[order]
        first = np.flatnonzero(np.concatenate([[True], score[1:] != score[:-1]]))
        parts = [_metrics(score, happened, first, weights[:, order])
                 for weights in np.array_split(self.weights, range(_AT_ONCE, len(self.weights), _AT_ONCE))]  # fmt: skip
        return {metric: np.concatenate([part[metric] for part in parts]) for metric in METRICS}


def _metrics(score: np.ndarray, happened: np.ndarray, first: np.ndarray, weights: np.ndarray) -> dict[str, np.ndarray]:
    """Metrics of some resamples. *score* falls; *first* is where each of its values begins."""
    cases = np.add.reduceat(weights * happened, first, axis=1)
    others = np.add.reduceat(weights * ~happened, first, axis=1)
    all_cases, all_others = cases.sum(axis=1), others.sum(axis=1)
    with np.errstate(divide="ignore", invalid="ignore"):
        above = np.cumsum(cases, axis=1) - cases / 2
        auc = (above * others).sum(axis=1) / (all_cases * all_others)
        taken = np.cumsum(cases + others, axis=1)
        precision = np.cumsum(cases, axis=1) / np.where(taken > 0, taken, 1)
        pr_auc = np.where(all_others > 0, (precision * cases).sum(axis=1) / all_cases, np.nan)
        top = TOP_SHARE * taken[:, -1:]
        in_top = np.clip((top - (taken - cases - others)) / np.where(cases + others > 0, cases + others, 1), 0, 1)
        rate = all_cases / taken[:, -1]
        lift = (in_top * cases).sum(axis=1) / top[:, 0] / rate
        brier = (weights * (score - happened) ** 2).sum(axis=1) / weights.sum(axis=1)
        ece = sum(
            np.abs((weights[:, part] * (score[part] - happened[part])).sum(axis=1))
            for part in np.array_split(np.arange(len(score)), BINS)
        ) / weights.sum(axis=1)
    lift = np.where(all_others > 0, lift, np.nan)
    return dict(zip(METRICS, (auc, pr_auc, brier, ece, lift), strict=True))


def resample_accounts(accounts: np.ndarray) -> np.ndarray:
    """Weights of a bootstrap over accounts: all examples of an account are drawn together, or not at all.

    Args:
        accounts: Account of each example, shape (n,).

    Returns:
        Shape (1 + RESAMPLES, n); the first row is ones. The same accounts give the same weights.
    """
    _, number = np.unique(accounts, return_inverse=True)
    n_accounts = number.max() + 1
    drawn = np.random.default_rng(SEED).multinomial(n_accounts, np.full(n_accounts, 1 / n_accounts), RESAMPLES)
    return np.vstack([np.ones(len(accounts)), drawn[:, number].astype(float)])


def with_interval(values: np.ndarray) -> tuple[float | None, float | None, float | None]:
    """Value of the sample and its 95 % percentile interval over the resamples; None where there is none."""
    if not np.isfinite(values[0]):
        return None, None, None
    low, high = np.nanpercentile(values[1:], [2.5, 97.5])
    return tuple(round(float(value), 6) for value in (values[0], low, high))  # type: ignore[return-value]
