"""Would the models have known? Each learns from what was known on a day and foretells what came after."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

import numpy as np
import pandas as pd
import pyarrow as pa

from groundswell.outcomes.design import Feature, units
from groundswell.outcomes.fitting import RULE, count_outcomes, is_enough
from groundswell.outcomes.metrics import METRICS, Forecasts, resample_accounts, with_interval
from groundswell.outcomes.models import known_on, learn
from groundswell.outcomes.settings import OutcomeSettings

BOTH, TEXT, BEHAVIOUR, HEALTH = "text and behaviour", "text only", "behaviour only", "health"
SENTIMENT, USAGE = "sentiment only", "usage only"
# Peers: scores that need no model. Each goes through a regression on itself, so that all are probabilities.
SCORES = {HEALTH: ["health"], SENTIMENT: ["raw_mood_recent"], USAGE: ["active_share"], "last NPS": ["last_nps"],
          "classic rule": ["classic_alerts"]}  # fmt: skip
SCORED = "churned"  # what people use those scores for
# Which of two is better, on the same resamples.
COMPARED = {BOTH: (BEHAVIOUR,), TEXT: (), BEHAVIOUR: (TEXT,), HEALTH: (SENTIMENT, USAGE), RULE: (BOTH,)}
LEAST_OUTCOMES = 10  # fewer in the foretold time say nothing of how good a forecast is
ALL = "all"
SCHEMA = pa.schema(
    [
        ("outcome", pa.string()),
        ("feature_set", pa.string()),
        ("segment", pa.string()),
        ("first_origin_on", pa.date32()),
        ("last_origin_on", pa.date32()),
        ("n_origins", pa.int64()),
        ("n_examples", pa.int64()),
        ("n_accounts", pa.int64()),
        ("n_outcomes", pa.int64()),
        ("base_rate", pa.float64()),
        *((f"{metric}{side}", pa.float64()) for metric in METRICS for side in ("", "_low", "_high")),
        ("compared_with", pa.string()),
        *((f"auc_gain{side}", pa.float64()) for side in ("", "_low", "_high")),
    ]
)


@dataclass(frozen=True)
class Foretold:
    """What one feature set foretold: examples with account_id, segment, has_happened, outcome_on, and probability."""

    examples: pd.DataFrame
    origins: list[date]


def backtest(examples: pd.DataFrame, settings: OutcomeSettings, as_of: date | None) -> pa.Table:
    """Metrics of every feature set and peer for each outcome, on accounts and days that no fit had seen.

    Args:
        examples: account_id, snapshot_on, segment, outcome, has_happened, outcome_on, label_known_on, a column per
            feature and per peer of SCORES.
        settings: What is asked.
        as_of: The day; origins lie `backtest_days` apart and end with the newest model's. None: nothing is known.

    Returns:
        As SCHEMA: one row per outcome, feature set, segment and, where it is compared, what it is compared with.
        Metrics are NULL where fewer than LEAST_OUTCOMES outcomes, or as few accounts without, were foretold.
    """
    rows: list[dict] = []
    for outcome in settings.priors if as_of else ():
        rows += _of_outcome(outcome, examples[examples["outcome"] == outcome], settings, as_of)
    return pa.Table.from_pylist(rows, schema=SCHEMA)


def feature_sets(
    settings: OutcomeSettings, examples: pd.DataFrame, with_scores: bool = True
) -> dict[str, Sequence[Feature]]:
    """Feature sets and, if wanted, peers by name; a peer's centre and scale are those of its own column."""
    sets: dict[str, Sequence[Feature]] = {
        BOTH: settings.features, TEXT: settings.of_set("text"), BEHAVIOUR: settings.of_set("behaviour"),
    }  # fmt: skip
    scores = SCORES if with_scores else {}
    return sets | {name: tuple(_score(examples, column) for column in columns) for name, columns in scores.items()}


def _of_outcome(outcome: str, examples: pd.DataFrame, settings: OutcomeSettings, as_of: date) -> list[dict]:
    origins, learned = origins_of(examples, settings, as_of)
    found = {RULE: _foretell(examples, outcome, settings.features, settings, learned or origins, rule=True)}
    if learned:
        for name, features in feature_sets(settings, examples, with_scores=outcome == SCORED).items():
            found[name] = _foretell(examples, outcome, features, settings, learned)
    rows = []
    whole = {name: _forecasts(foretold.examples) for name, foretold in found.items()}
    for name, foretold in found.items():
        for other in [peer for peer in COMPARED.get(name, ()) if peer in whole] or [None]:
            row = _row(outcome, name, ALL, foretold, whole[name])
            rows.append(row | (_compared(whole[name], other, whole[other]) if other else {}))
    main = found.get(BOTH, found[RULE])
    for segment in sorted(main.examples["segment"].dropna().unique()):
        part = Foretold(main.examples[main.examples["segment"] == segment], main.origins)
        rows.append(_row(outcome, BOTH if BOTH in found else RULE, segment, part, _forecasts(part.examples)))
    return rows


def origins_of(examples: pd.DataFrame, settings: OutcomeSettings, as_of: date) -> tuple[list[date], list[date]]:
    """Days from which an outcome's past is foretold, newest first: all, and those when enough was known to learn."""
    origins = list(_origins(examples, settings, as_of))
    return origins, [day for day in origins if is_enough(known_on(examples, day), settings.minimum_outcomes)]


def coming_after(examples: pd.DataFrame, day: date, settings: OutcomeSettings) -> pd.DataFrame:
    """The examples that are foretold from a day: those until the next origin."""
    start = pd.Timestamp(day)
    end = start + pd.Timedelta(days=settings.backtest_days)
    return examples[(examples["snapshot_on"] >= start) & (examples["snapshot_on"] < end)]


def _origins(examples: pd.DataFrame, settings: OutcomeSettings, as_of: date) -> Iterator[date]:
    if examples.empty:
        return
    first, last = examples["label_known_on"].min(), examples["snapshot_on"].max()
    origin = pd.Timestamp(settings.learned_on(as_of))
    while origin > first:
        if origin <= last:
            yield origin.date()
        origin -= pd.Timedelta(days=settings.backtest_days)


def _foretell(
    examples: pd.DataFrame, outcome: str, features: Sequence[Feature], settings: OutcomeSettings, origins: list[date],
    rule: bool = False,
) -> Foretold:  # fmt: skip
    settings = replace(settings, minimum_outcomes=len(examples) + 1) if rule else settings
    parts = [examples.iloc[:0].assign(probability=0.0)]
    for day in origins:
        coming = coming_after(examples, day, settings)
        log_odds = learn(examples, outcome, features, settings, day).log_odds(units(coming, features))
        parts.append(coming.assign(probability=1 / (1 + np.exp(-log_odds))))
    return Foretold(pd.concat(parts), sorted(origins))


def _forecasts(examples: pd.DataFrame) -> dict[str, np.ndarray] | None:
    happened = examples["has_happened"].to_numpy(dtype=bool)
    n_without = examples.loc[~happened, "account_id"].nunique()
    if min(count_outcomes(examples), n_without) < LEAST_OUTCOMES:
        return None
    weights = resample_accounts(examples["account_id"].to_numpy())
    return Forecasts(examples["probability"].to_numpy(), happened, weights).metrics()


def _row(outcome: str, name: str, segment: str, foretold: Foretold, found: dict[str, np.ndarray] | None) -> dict:
    examples, origins = foretold.examples, foretold.origins
    row = {
        "outcome": outcome, "feature_set": name, "segment": segment,
        "first_origin_on": origins[0] if origins else None, "last_origin_on": origins[-1] if origins else None,
        "n_origins": len(origins), "n_examples": len(examples), "n_accounts": examples["account_id"].nunique(),
        "n_outcomes": count_outcomes(examples),
        "base_rate": round(float(examples["has_happened"].mean()), 6) if len(examples) else None,
    }  # fmt: skip
    if found is not None:
        for metric in METRICS:
            row |= _named(metric, found[metric])
    return row


def _compared(found: dict | None, other: str, peer: dict | None) -> dict:
    if found is None or peer is None:
        return {"compared_with": other}
    return {"compared_with": other} | _named("auc_gain", found["auc"] - peer["auc"])


def _named(name: str, values: np.ndarray) -> dict:
    return dict(zip((name, f"{name}_low", f"{name}_high"), with_interval(values), strict=True))


def _score(examples: pd.DataFrame, column: str) -> Feature:
    values = examples[column].astype(float)
    mean, sd = values.mean(), values.std()
    return Feature(
        name=column, feature_set="peer", lowest=-np.inf, highest=np.inf, centre=0.0 if np.isnan(mean) else float(mean),
        scale=float(sd) if sd > 0 else 1.0, prior={}, prior_sd=1.0,
    )  # fmt: skip
