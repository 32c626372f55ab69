"""Leads on written panels: a planted one is found at its lag, and where nothing can be said a row says why."""

from __future__ import annotations

import csv

import numpy as np
import pandas as pd
import pytest

from groundswell.causes.impacts import Constants
from groundswell.causes.leads import CHURN, USE, Lagged, Series, lead_row, measure_leads
from support import PROJECT

LAG = 4
NO_TOPICS = pd.DataFrame({"account_id": [], "week_number": [], "topic": [], "topic_share": []})


@pytest.fixture(scope="module")
def constants() -> Constants:
    with (PROJECT / "seeds" / "cause_constants.csv").open(encoding="utf-8") as file:
        return Constants.of_rows(list(csv.DictReader(file)))


def wander(rng: np.random.Generator, n_accounts: int, n_weeks: int) -> np.ndarray:
    """Moods that keep most of themselves from week to week."""
    steps = rng.normal(0, 1, (n_accounts, n_weeks))
    for week in range(1, n_weeks):
        steps[:, week] = 0.6 * steps[:, week - 1] + 0.8 * steps[:, week]
    return steps


def panel(n_accounts: int = 40, n_weeks: int = 60, share: float = 1.0) -> pd.DataFrame:
    """Use that follows the mood of LAG weeks before, in a share of the accounts; everybody has good and bad weeks."""
    rng = np.random.default_rng(3)
    mood = wander(rng, n_accounts, n_weeks + LAG)
    follows = (np.arange(n_accounts) < share * n_accounts)[:, None]
    use = 0.5 * mood[:, :n_weeks] * follows + rng.normal(0, 1, (n_accounts, n_weeks)) + rng.normal(0, 2, n_weeks)
    return pd.DataFrame({
        "account_id": np.repeat([f"A{number:03d}" for number in range(n_accounts)], n_weeks),
        "week_number": np.tile(np.arange(1800, 1800 + n_weeks), n_accounts),
        "sentiment": mood[:, LAG:].ravel(),
        "silent": np.nan,
        "constant": 1.0,
        "use_of_product": use.ravel(),
        "churned": 0,
    })  # fmt: skip


def rows_of(weeks: pd.DataFrame, constants: Constants, topics: pd.DataFrame = NO_TOPICS) -> dict[tuple, dict]:
    return {(row["signal"], row["target"]): row for row in measure_leads(weeks, topics, constants).to_pylist()}


def test_a_planted_lead_is_found_at_its_lag(constants):
    row = rows_of(panel(share=0.5), constants)[("sentiment", USE)]
    assert row["lag_weeks"] == LAG
    assert row["lag_low"] >= LAG - 1
    assert row["lag_high"] <= LAG + 1
    assert row["p"] == 0.001
    assert 0 < row["effect_low"] < row["effect"] < row["effect_high"]


def test_where_nothing_can_be_said_a_row_says_why(constants):
    rows = rows_of(panel(), constants)
    assert rows[("silent", USE)]["reason"] == "fewer than 20 accounts have it and the target"
    assert rows[("constant", USE)]["reason"] == "it hardly ever changes"
    assert rows[("sentiment", CHURN)]["reason"] == "fewer than 10 of these accounts left"
    assert rows_of(panel(n_accounts=5), constants)[("sentiment", USE)]["reason"].startswith("fewer than 20 accounts")
    assert rows_of(panel(n_weeks=20), constants)[("sentiment", USE)]["reason"] == "fewer than 26 weeks are known"
    silent = rows[("silent", USE)]
    assert [silent[name] for name in ("lag_weeks", "effect", "p")] == [None] * 3
    assert rows_of(panel().head(0), constants) == {}


def test_an_account_that_left_and_came_back_counts_in_the_weeks_in_which_it_was_here(constants):
    """Twelve accounts leave in week 30, are away for ten weeks and leave again in week 59: 24 ends of 40 accounts."""
    weeks = panel()
    week, leaves = weeks["week_number"] - 1800, weeks["account_id"] < "A012"
    weeks["churned"] = (leaves & week.isin([29, 59])).astype(int)
    here = weeks[~(leaves & week.between(30, 39))]
    row = rows_of(here, constants)[("sentiment", CHURN)]
    assert (row["n_accounts"], row["n_outcomes"], row["reason"]) == (40, 24, None)
    assert row["effect_low"] <= row["effect"] <= row["effect_high"]


def test_use_is_no_signal_of_use(constants):
    rows = rows_of(panel(), constants)
    assert ("use_of_product", USE) not in rows
    assert ("use_of_product", CHURN) in rows


def test_weeks_that_were_good_for_everybody_are_no_lead(constants):
    rng = np.random.default_rng(8)
    everybody = rng.normal(0, 5, 60 + LAG)
    x = rng.normal(0, 1, (40, 60)) + everybody[LAG:]
    y = rng.normal(0, 1, (40, 60)) + everybody[:60]
    row, _ = lead_row("shared", x, USE, y, constants)
    assert row["p"] > 0.05


def test_unrelated_signals_are_called_leads_about_one_time_in_twenty(constants):
    rng = np.random.default_rng(11)
    few = Constants(constants | {"lead_draws": 10.0, "shuffles": 399.0})
    ps = [lead_row(f"noise {number}", wander(rng, 30, 52), USE, wander(rng, 30, 52), few)[0]["p"]
          for number in range(60)]  # fmt: skip
    assert np.mean(np.array(ps) <= 0.05) <= 0.12  # 60 draws at .05: more than 7 in one of a hundred cases


def test_a_topic_that_was_not_named_counts_as_zero_in_weeks_with_messages(constants):
    weeks = panel()
    named = weeks.loc[weeks["sentiment"] > 1, ["account_id", "week_number"]].assign(topic="export", topic_share=0.5)
    row = rows_of(weeks, constants, named)[("topic: export", USE)]
    assert row["n_accounts"] == 40
    assert row["lag_weeks"] == LAG


def test_series_are_less_the_means_of_account_and_week():
    left = Series.of(np.array([[1.0, 2.0, np.nan], [3.0, 4.0, 9.0]]))
    assert left.values == pytest.approx(np.zeros((2, 3)), abs=1e-6)
    assert left.known.tolist() == [[1, 1, 0], [1, 1, 1]]


def test_a_lag_pairs_a_signal_with_what_came_later():
    """Account 0: signal 1, -1, 0 and target 0, 2, -2: at lag 1 it is the target's half, one week ahead."""
    x = Series(np.array([[1.0, -1.0, 0.0]]), np.ones((1, 3)), 1.0)
    y = Series(np.array([[0.0, 2.0, -2.0]]), np.ones((1, 3)), 1.0)
    lagged = Lagged.of(x, y, 1)
    assert lagged.products[:, 0, 0].tolist() == [-2.0, 4.0]
    assert lagged.correlations(np.array([0])) == pytest.approx([-2 / 4, 4 / 4])
