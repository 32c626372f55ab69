"""What the outcome models say where little, one-sided or nothing is known, and where enough is."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import duckdb
import numpy as np
import pandas as pd
import pytest
from sklearn.metrics import average_precision_score, roc_auc_score

from groundswell.outcomes.backtest import BEHAVIOUR, BOTH, SCORES, TEXT, backtest
from groundswell.outcomes.design import OUTCOMES, Feature, units
from groundswell.outcomes.examples import known_examples
from groundswell.outcomes.fitting import MODEL, RULE, Prior, level_variance
from groundswell.outcomes.metrics import Forecasts, resample_accounts
from groundswell.outcomes.models import INTERCEPT, learn_models
from groundswell.outcomes.settings import OutcomeSettings

AS_OF = dt.date(2026, 6, 30)
PRIOR = {"churned": -0.4, "renewed": 0.3, "expanded": 0.2}
FEATURES = tuple(
    Feature(name, feature_set, -3, 3, 0, 1, PRIOR, 0.3)
    for name, feature_set in (("mood", "text"), ("use", "behaviour"))
)
SETTINGS = OutcomeSettings(
    horizon_days=90, model_days=28, backtest_days=84, learning_weeks=4, minimum_outcomes=50, features=FEATURES,
    priors={"churned": Prior("churned", 0.10, 365, 20)},
)  # fmt: skip


def examples(accounts: int, *, base: float = -3.0, mood: float = -0.8, seed: int = 5) -> pd.DataFrame:
    """Accounts seen every four weeks for two years, who leave by their mood and use."""
    rng = np.random.default_rng(seed)
    days = pd.date_range("2024-07-07", "2026-02-22", freq="28D")
    rows = []
    for number in range(accounts):
        values = rng.normal(size=(len(days), 2))
        happened = rng.random(len(days)) < 1 / (1 + np.exp(-(base + values @ np.array([mood, -0.8]))))
        for day, (a_mood, a_use), left in zip(days, values, happened, strict=True):
            rows.append((f"a{number}", day, a_mood, a_use, bool(left), "North" if number % 2 else "South"))
            if left:
                break
    frame = pd.DataFrame(rows, columns=["account_id", "snapshot_on", "mood", "use", "has_happened", "segment"])
    over = frame["snapshot_on"] + pd.Timedelta(days=90)
    peers = {column: frame["mood"] for columns in SCORES.values() for column in columns}
    return frame.assign(
        outcome="churned", outcome_on=(frame["snapshot_on"] + pd.Timedelta(days=40)).where(frame["has_happened"]),
        label_known_on=over, **peers,
    )  # fmt: skip


def coefficients(table) -> pd.DataFrame:
    frame = table.to_pandas()
    return frame[frame["other_feature"].isna()].set_index("feature")


def test_enough_outcomes_are_learned_from_and_each_counts_once():
    known = examples(300)
    learned = coefficients(learn_models(known, SETTINGS, AS_OF))
    assert set(learned["method"]) == {MODEL}
    assert learned["learned_from"].iloc[0] == known["has_happened"].sum()
    assert learned.loc["mood", "coefficient"] == pytest.approx(-0.8, abs=0.2)
    assert learned.loc["use", "coefficient"] == pytest.approx(-0.8, abs=0.2)
    doubled = learn_models(pd.concat([known, known]), SETTINGS, AS_OF)
    assert coefficients(doubled)["learned_from"].iloc[0] == known["has_happened"].sum()


def test_below_the_minimum_the_rule_speaks_around_what_is_known_of_the_base_rate():
    few = examples(40, base=-5)
    assert 0 < few["has_happened"].sum() < 50
    rule = coefficients(learn_models(few, SETTINGS, AS_OF))
    assert set(rule["method"]) == {RULE}
    assert rule.loc["mood", "coefficient"] == PRIOR["churned"]
    before = 1 - 0.9 ** (90 / 365)
    weight, evidence = 20 * 365.25 / 90, len(few) * 28 / 90
    rate = (before * weight + few["has_happened"].mean() * evidence) / (weight + evidence)
    assert rule.loc[INTERCEPT, "coefficient"] == pytest.approx(np.log(rate / (1 - rate)))


@pytest.mark.parametrize(
    "known",
    [
        pytest.param(examples(300).iloc[:0], id="nothing"),
        pytest.param(examples(5), id="five accounts"),
        pytest.param(examples(300).assign(has_happened=False, outcome_on=pd.NaT), id="nobody left"),
        pytest.param(examples(300).assign(has_happened=True, outcome_on=pd.Timestamp("2026-01-01")), id="all left"),
    ],
)
def test_little_or_one_sided_knowledge_is_a_rule_with_a_wide_interval_and_no_verdict(known):
    table = learn_models(known, SETTINGS, AS_OF).to_pandas()
    assert set(table["method"]) == {RULE}
    assert np.isfinite(table["coefficient"].dropna()).all()
    variance = table.loc[(table["feature"] == INTERCEPT) & (table["other_feature"] == INTERCEPT), "covariance"]
    assert (variance > 0).all()
    found = backtest(known, SETTINGS, AS_OF).to_pandas()
    assert found["auc"].isna().all()
    assert (found["feature_set"] == RULE).all()


def test_levels_that_differ_from_day_to_day_widen_the_interval_and_chance_alone_does_not():
    """Two days of 1,000 accounts, half expected to leave, where 600 and 400 did: (2 · 100² − 2 · 250) / (2 · 250²)."""
    days = pd.Series(pd.to_datetime(["2025-01-05"] * 1000 + ["2025-04-05"] * 1000))
    expected = np.full(2000, 0.5)
    moved = np.concatenate([np.arange(1000) < 600, np.arange(1000) < 400])
    level = level_variance(days, moved, expected, 90)
    assert level == pytest.approx((0.3**2 + 2 * 19500 / 125000) / (1 + 2))
    usual = np.concatenate([np.arange(1000) < 510, np.arange(1000) < 490])
    assert level_variance(days, usual, expected, 90) == pytest.approx(0.3**2 / 3)


def test_features_that_are_never_known_move_nothing():
    blind = examples(300).assign(mood=np.nan, use=np.nan)
    learned = coefficients(learn_models(blind, SETTINGS, AS_OF))
    assert learned.loc[["mood", "use"], "coefficient"].tolist() == [0, 0]
    rate = blind["has_happened"].mean()
    assert learned.loc[INTERCEPT, "coefficient"] == pytest.approx(np.log(rate / (1 - rate)), abs=0.02)


def test_nothing_that_came_to_be_known_after_the_day_of_learning_counts():
    known = examples(300)
    day = SETTINGS.learned_on(AS_OF)
    assert day <= AS_OF
    assert (AS_OF - day).days < SETTINGS.model_days
    poison = known.assign(label_known_on=pd.Timestamp(day) + pd.Timedelta(days=1), has_happened=True, mood=3.0)
    assert learn_models(pd.concat([known, poison]), SETTINGS, AS_OF) == learn_models(known, SETTINGS, AS_OF)


def test_the_same_model_is_in_force_until_the_next_day_of_learning():
    known = examples(300)
    day = SETTINGS.learned_on(AS_OF)
    versions = [
        set(learn_models(known, SETTINGS, day + dt.timedelta(days=days)).to_pandas()["model_version"])
        for days in (0, SETTINGS.model_days - 1, SETTINGS.model_days)
    ]
    assert versions[0] == versions[1]
    assert versions[1] != versions[2]


def test_a_back_test_tells_a_feature_that_matters_from_one_that_does_not():
    found = backtest(examples(600, mood=0.0), SETTINGS, AS_OF).to_pandas()
    everybody = found[found["segment"] == "all"].set_index("feature_set")
    assert everybody.loc[TEXT, "auc_low"] < 0.5 < everybody.loc[TEXT, "auc_high"]
    assert everybody.loc[BEHAVIOUR, "auc_low"] > 0.6
    assert everybody.loc[BOTH, "compared_with"] == BEHAVIOUR
    assert everybody.loc[BOTH, "auc_gain_low"] < 0.01
    assert set(found["segment"]) == {"all", "North", "South"}


def test_a_back_test_learns_nothing_from_what_it_foretells():
    known = examples(400)
    last = SETTINGS.learned_on(AS_OF)
    label_free = known.assign(label_known_on=pd.Timestamp(last) + pd.Timedelta(days=400))
    assert backtest(label_free, SETTINGS, AS_OF).num_rows == backtest(label_free.iloc[:0], SETTINGS, AS_OF).num_rows


def test_metrics_agree_with_scikit_learn_and_a_resample_keeps_accounts_together():
    rng = np.random.default_rng(3)
    score = rng.integers(1, 50, 500) / 50
    happened = rng.random(500) < score / 3
    accounts = rng.integers(0, 60, 500)
    weights = resample_accounts(accounts)
    metrics = Forecasts(score, happened, weights).metrics()
    assert metrics["auc"][0] == pytest.approx(roc_auc_score(happened, score))
    assert metrics["pr_auc"][0] == pytest.approx(average_precision_score(happened, score))
    assert metrics["brier"][0] == pytest.approx(np.mean((score - happened) ** 2))
    assert metrics["auc"][7] == pytest.approx(roc_auc_score(happened, score, sample_weight=weights[7]))
    for number in (0, 11):
        assert len(np.unique(weights[5][accounts == number])) == 1


def test_lift_is_that_of_the_tenth_rated_highest_and_ties_share():
    happened = np.array([True] * 10 + [False] * 90)
    weights = np.ones((1, 100))
    best = Forecasts(np.linspace(1, 0.01, 100), happened, weights).metrics()["top_decile_lift"][0]
    none = Forecasts(np.full(100, 0.1), happened, weights).metrics()
    assert best == pytest.approx(10)
    assert (none["top_decile_lift"][0], none["auc"][0]) == (pytest.approx(1), 0.5)


def test_units_clip_and_a_missing_column_is_named():
    feature = Feature("mood", "text", -1, 1, 0.5, 0.25, dict.fromkeys(OUTCOMES, 0.0), 1)
    values = pd.DataFrame({"mood": [5, -5, np.nan, 0.75]})
    assert units(values, [feature])[:, 0].tolist() == [2, -6, 0, 1]
    with pytest.raises(KeyError, match="no column use"):
        units(values, [replace(feature, name="use")])


def test_a_feature_without_width_is_refused_by_name():
    row = {"feature": "mood", "scale": 0, "lowest": 0, "highest": 1}
    with pytest.raises(ValueError, match="seed outcome_features, mood"):
        Feature.from_row(row)


def test_a_warehouse_without_a_single_row_has_no_models_and_no_verdicts():
    with duckdb.connect() as session:
        session.execute(
            "create table features (account_id text, snapshot_on date, segment text, mood double, use double);"
            "create table labels (account_id text, snapshot_on date, outcome text, has_happened boolean,"
            " outcome_on date, label_known_on date)"
        )
        nothing = known_examples(session.table("features"), session.table("labels"))
        assert len(nothing) == 0
        assert learn_models(nothing, SETTINGS, None).num_rows == 0
        assert backtest(nothing, SETTINGS, None).num_rows == 0
        assert set(learn_models(nothing, SETTINGS, AS_OF).to_pandas()["method"]) == {RULE}
        assert backtest(nothing, SETTINGS, AS_OF).to_pandas()["n_examples"].tolist() == [0]


def test_labels_meet_the_features_of_their_own_day():
    with duckdb.connect() as session:
        session.execute(
            "create table features as from (values ('a', date '2025-01-05', 0.1), ('a', date '2025-02-02', 0.2))"
            " as rows (account_id, snapshot_on, mood);"
            "create table labels as from (values ('a', date '2025-02-02', 'churned', true, date '2025-03-01',"
            " date '2025-05-03')) as rows (account_id, snapshot_on, outcome, has_happened, outcome_on, label_known_on)"
        )
        found = known_examples(session.table("features"), session.table("labels"))
    assert found[["account_id", "snapshot_on", "mood"]].values.tolist() == [["a", pd.Timestamp("2025-02-02"), 0.2]]
