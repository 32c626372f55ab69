"""The models in force, as a table of coefficients: scoring is SQL, and nothing is pickled."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from datetime import date

import pandas as pd
import pyarrow as pa

from groundswell.outcomes.design import Feature
from groundswell.outcomes.fitting import Fit, fit
from groundswell.outcomes.settings import OutcomeSettings

CODE_VERSION = 2
DIGITS = 9  # beyond them results differ between processors
INTERCEPT = "intercept"
SCHEMA = pa.schema(
    [
        ("outcome", pa.string()),
        ("method", pa.string()),
        ("model_version", pa.string()),
        ("learned_on", pa.date32()),
        ("learned_from", pa.int64()),
        ("n_examples", pa.int64()),
        ("feature", pa.string()),
        ("other_feature", pa.string()),
        ("coefficient", pa.float64()),
        ("covariance", pa.float64()),
    ]
)


def learn_models(examples: pd.DataFrame, settings: OutcomeSettings, as_of: date | None) -> pa.Table:
    """The models in force on a day.

    Args:
        examples: account_id, snapshot_on, outcome, has_happened, outcome_on, label_known_on and a column per feature.
        settings: What is asked.
        as_of: The day; None where nothing at all is known: then there are no models.

    Returns:
        As SCHEMA: per outcome a row for the intercept and each feature (`other_feature` and `covariance` NULL), and one
        for each pair of them with their covariance (`coefficient` NULL).
    """
    if as_of is None:
        return SCHEMA.empty_table()
    learned_on = settings.learned_on(as_of)
    rows: list[dict] = []
    for outcome in settings.priors:
        fitted = learn(examples[examples["outcome"] == outcome], outcome, settings.features, settings, learned_on)
        rows += _rows(outcome, fitted, learned_on, settings)
    return pa.Table.from_pylist(rows, schema=SCHEMA)


def learn(
    examples: pd.DataFrame, outcome: str, features: Sequence[Feature], settings: OutcomeSettings, day: date
) -> Fit:
    """What is learned of an outcome from those of its examples whose label was known on a day."""
    return fit(known_on(examples, day), features, settings.priors[outcome], settings.horizon_days, settings.step_days,
               settings.minimum_outcomes)  # fmt: skip


def known_on(examples: pd.DataFrame, day: date) -> pd.DataFrame:
    """The examples whose label was known on a day."""
    return examples[examples["label_known_on"] <= pd.Timestamp(day)]


def _rows(outcome: str, fitted: Fit, learned_on: date, settings: OutcomeSettings) -> list[dict]:
    names = [INTERCEPT, *(feature.name for feature in settings.features)]
    values = [round(float(value), DIGITS) for value in (fitted.intercept, *fitted.coefficients)]
    written = json.dumps([CODE_VERSION, outcome, fitted.method, str(learned_on), names, values])
    shared = {
        "outcome": outcome, "method": fitted.method, "learned_on": learned_on, "learned_from": fitted.learned_from,
        "n_examples": fitted.n_examples, "model_version": hashlib.sha256(written.encode()).hexdigest()[:12],
    }  # fmt: skip
    coefficients = [shared | {"feature": n, "coefficient": v} for n, v in zip(names, values, strict=True)]
    covariances = [
        shared | {"feature": one, "other_feature": other, "covariance": round(float(value), DIGITS)}
        for one, row in zip(names, fitted.covariance, strict=True)
        for other, value in zip(names, row, strict=True)
    ]
    return coefficients + covariances
