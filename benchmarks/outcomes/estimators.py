"""Other estimators on the same examples, days and features. Those that are not installed are left out and named."""

from __future__ import annotations

import importlib
import time
from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd
from benchmarks.outcomes.portfolios import Portfolio

from groundswell.outcomes.backtest import coming_after, origins_of
from groundswell.outcomes.design import units
from groundswell.outcomes.metrics import METRICS, Forecasts, resample_accounts, with_interval
from groundswell.outcomes.models import known_on, learn

OUTCOME = "churned"


def _of(module: str, name: str, **arguments: object) -> Callable[[], Any]:
    return lambda: getattr(importlib.import_module(module), name)(**arguments)


# All with their defaults but for what keeps a few hundred outcomes from being learned by heart.
ESTIMATORS: dict[str, Callable[[], Any]] = {
    "ridge logistic regression (sklearn)": _of("sklearn.linear_model", "LogisticRegression", C=0.05, max_iter=500),
    "random forest (sklearn)": _of(
        "sklearn.ensemble", "RandomForestClassifier", n_estimators=300, min_samples_leaf=20, random_state=0
    ),
    "gradient boosting (sklearn)": _of(
        "sklearn.ensemble", "HistGradientBoostingClassifier", max_iter=120, learning_rate=0.05, max_leaf_nodes=8,
        min_samples_leaf=40, random_state=0,
    ),
    "gradient boosting (lightgbm)": _of(
        "lightgbm", "LGBMClassifier", n_estimators=120, learning_rate=0.05, num_leaves=8, min_child_samples=40,
        random_state=0, verbose=-1,
    ),
    "explainable boosting (interpret)": _of(
        "interpret.glassbox", "ExplainableBoostingClassifier", interactions=0, random_state=0, n_jobs=1
    ),
}  # fmt: skip


def compare(world: Portfolio) -> None:
    """Print what each estimator would have foretold of churn, and the model in use beside them."""
    examples = world.examples[world.examples["outcome"] == OUTCOME]
    _, origins = origins_of(examples, world.settings, world.as_of)
    foretold = pd.concat([coming_after(examples, day, world.settings) for day in origins])
    weights = resample_accounts(foretold["account_id"].to_numpy())
    happened = foretold["has_happened"].to_numpy(dtype=bool)
    print(f"{'estimator':38}{'AUC':>22}{'PR-AUC':>9}{'Brier':>9}{'ECE':>8}{'lift':>7}{'seconds':>9}")
    for name, make in {"in use (calibrated ridge regression)": None, **ESTIMATORS}.items():
        began = time.perf_counter()
        try:
            found = [_foretell(world, examples, day, make) for day in origins]
        except ImportError as missing:
            print(f"{name:38}  not installed: {missing.name}")
            continue
        seconds = time.perf_counter() - began
        metrics = Forecasts(np.concatenate(found), happened, weights).metrics()
        auc, low, high = with_interval(metrics["auc"])
        rest = [metrics[metric][0] for metric in METRICS[1:]]
        print(f"{name:38}{auc:8.3f} [{low:.3f}, {high:.3f}]{rest[0]:9.3f}{rest[1]:9.4f}{rest[2]:8.3f}{rest[3]:7.2f}"
              f"{seconds:9.1f}")  # fmt: skip


def _foretell(world: Portfolio, examples: pd.DataFrame, day, make: Callable[[], Any] | None) -> np.ndarray:
    settings = world.settings
    design = units(coming_after(examples, day, settings), settings.features)
    if make is None:
        fitted = learn(examples, OUTCOME, settings.features, settings, day)
        return 1 / (1 + np.exp(-fitted.log_odds(design)))
    known = known_on(examples, day)
    model = make().fit(units(known, settings.features), known["has_happened"].to_numpy(dtype=bool))
    return model.predict_proba(design)[:, 1]
