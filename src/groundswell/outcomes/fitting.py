"""One outcome's model: logistic regression where enough is known, else a rule, as the same kind of coefficients."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from groundswell.outcomes.design import DAYS_A_YEAR, Feature, units

PENALTY = 0.05  # C of the ridge penalty; what it was compared with is in docs/decisions/0023
FOLDS = 5  # of accounts, for the calibration
# Before anything is known of how far the level of one horizon lies from the next (log-odds, one standard deviation); it
# counts as much as so many horizons of the past.
LEVEL_SD, LEVEL_HORIZONS = 0.3, 1
MODEL, RULE = "model", "rule prior"


@dataclass(frozen=True)
class Prior:
    """A row of seed `outcome_priors`: what is believed of an outcome before anything is learned.

    Attributes:
        probability: Of the outcome within `per_days`, or of a renewal that is due where those are None.
        weight: How much evidence that is: account-years, or renewals due.
    """

    outcome: str
    probability: float
    per_days: float | None
    weight: float


@dataclass(frozen=True)
class Fit:
    """Coefficients of one outcome: the log-odds of an account are intercept + units · coefficients.

    Attributes:
        method: `model`, or `rule prior` where too few outcomes are known.
        learned_from: Outcomes that were known: each counts once, however many examples show it coming.
        n_examples: Examples with a label.
        intercept: Log-odds of a typical account.
        coefficients: Shape (n_features,), per unit of each feature.
        covariance: Of intercept and coefficients, shape (1 + n_features, 1 + n_features).
        level_variance: The part of the intercept's variance by which the level of the coming horizon may differ.
    """

    method: str
    learned_from: int
    n_examples: int
    intercept: float
    coefficients: np.ndarray
    covariance: np.ndarray
    level_variance: float = 0.0

    def log_odds(self, design: np.ndarray) -> np.ndarray:
        """Log-odds of examples in units, shape (n_examples, n_features) → (n_examples,)."""
        return self.intercept + design @ self.coefficients


def fit(
    examples: pd.DataFrame, features: Sequence[Feature], prior: Prior, horizon_days: int, step_days: int, minimum: int
) -> Fit:
    """Learn one outcome, or state the rule where there is too little to learn from.

    Args:
        examples: Known examples of this outcome: account_id, snapshot_on, has_happened, outcome_on and a column per
            feature.
        features: What it may be learned from.
        prior: What is believed before.
        horizon_days: Days within which the outcome is asked about.
        step_days: Days between the examples of an account.
        minimum: Outcomes, and accounts without one, from which on something is learned.
    """
    happened = examples["has_happened"].to_numpy(dtype=bool)
    learned_from = count_outcomes(examples)
    if not is_enough(examples, minimum):
        return _rule(happened, learned_from, features, prior, horizon_days, step_days)
    return _learn(examples, happened, learned_from, features, horizon_days)


def is_enough(examples: pd.DataFrame, minimum: int) -> bool:
    """True if at least *minimum* outcomes, and as many accounts without one, are among the examples."""
    without = examples.loc[~examples["has_happened"].to_numpy(dtype=bool), "account_id"].nunique()
    return min(count_outcomes(examples), without) >= minimum


def count_outcomes(examples: pd.DataFrame) -> int:
    """Outcomes among the examples: each counts once, however many examples it follows."""
    happened = examples["has_happened"].to_numpy(dtype=bool)
    return len(examples.loc[happened, ["account_id", "outcome_on"]].drop_duplicates())


def _rule(
    happened: np.ndarray, learned_from: int, features: Sequence[Feature], prior: Prior, horizon: int, step: int
) -> Fit:
    """The prior's coefficients around the base rate, to which the known outcomes add what they can."""
    if prior.per_days is None:
        before, weight = prior.probability, prior.weight
    else:
        before, weight = 1 - (1 - prior.probability) ** (horizon / prior.per_days), prior.weight * DAYS_A_YEAR / horizon
    # Examples of an account overlap: so many horizons' worth of evidence are in them.
    evidence = len(happened) * min(1.0, step / horizon)
    rate = (before * weight + (happened.mean() if len(happened) else 0.0) * evidence) / (weight + evidence)
    intercept_variance = 1 / ((weight + evidence) * rate * (1 - rate))
    variances = [intercept_variance, *(feature.prior_sd**2 for feature in features)]
    coefficients = np.array([feature.prior[prior.outcome] for feature in features])
    return Fit(RULE, learned_from, len(happened), float(_logit(rate)), coefficients, np.diag(variances))


def _learn(
    examples: pd.DataFrame, happened: np.ndarray, learned_from: int, features: Sequence[Feature], horizon_days: int
) -> Fit:
    # Only here: a build without enough outcomes need not wait for the import.
    from sklearn.model_selection import GroupKFold, cross_val_predict

    design, accounts = units(examples, features), examples["account_id"].to_numpy()
    regression = _regression()
    beside = cross_val_predict(
        regression, design, happened, groups=accounts, cv=GroupKFold(FOLDS), method="decision_function"
    )
    # Calibration on accounts that a fit has not seen; two numbers, so that the result stays a sum of contributions.
    calibration = _regression(penalty=np.inf).fit(beside[:, None], happened)
    slope, shift = float(calibration.coef_[0, 0]), float(calibration.intercept_[0])
    regression.fit(design, happened)
    covariance = slope**2 * _clustered_covariance(design, happened, accounts, regression)
    intercept, coefficients = shift + slope * float(regression.intercept_[0]), slope * regression.coef_[0]
    probability = 1 / (1 + np.exp(-(intercept + design @ coefficients)))
    level = level_variance(examples["snapshot_on"], happened, probability, horizon_days)
    covariance[0, 0] += level
    return Fit(MODEL, learned_from, len(happened), intercept, coefficients, covariance, level)


def level_variance(days: pd.Series, happened: np.ndarray, probability: np.ndarray, horizon_days: int) -> float:
    """How far the level of a horizon lies from what was learned over all of them, as a variance of log-odds.

    All accounts share it, so that nothing that compares accounts shows it: it is what the outcomes of the single days
    differ from their probabilities beyond the chance of the draw, together with what is believed before.

    Args:
        days: Day of each example, datetime64; an account has one example a day.
        happened: Booleans.
        probability: What was learned of each.
        horizon_days: Days within which the outcome is asked about.
    """
    _, day = np.unique(days.to_numpy(), return_inverse=True)
    off = np.bincount(day, happened - probability)
    spread = np.bincount(day, probability * (1 - probability))
    found = max(0.0, float((off**2 - spread).sum() / (spread**2).sum()))
    horizons = 1 + (days.max() - days.min()).days / horizon_days
    return (LEVEL_HORIZONS * LEVEL_SD**2 + horizons * found) / (LEVEL_HORIZONS + horizons)


def _regression(penalty: float = PENALTY):
    from sklearn.linear_model import LogisticRegression

    return LogisticRegression(C=penalty, solver="newton-cholesky", max_iter=200, tol=1e-8)


def _clustered_covariance(design: np.ndarray, happened: np.ndarray, accounts: np.ndarray, regression) -> np.ndarray:
    """Sandwich covariance of a ridge-penalised logistic regression; the examples of an account are one cluster."""
    with_one = np.column_stack([np.ones(len(design)), design])
    probability = regression.predict_proba(design)[:, 1]
    penalty = np.diag([0.0, *np.full(design.shape[1], 1 / regression.C)])
    bread = np.linalg.inv(with_one.T @ (with_one * (probability * (1 - probability))[:, None]) + penalty)
    scores = with_one * (happened - probability)[:, None]
    _, cluster = np.unique(accounts, return_inverse=True)
    sums = np.zeros((cluster.max() + 1, scores.shape[1]))
    np.add.at(sums, cluster, scores)
    return bread @ (sums.T @ sums) @ bread


def _logit(probability: float) -> float:
    return float(np.log(probability / (1 - probability)))
