"""Impacts on small written portfolios: what is planted is found, and where nothing can be said a row says why."""

from __future__ import annotations

import csv
from datetime import date, timedelta

import numpy as np
import pandas as pd
import pytest

from groundswell.causes.impacts import Constants
from groundswell.causes.panel import Panel
from groundswell.causes.shuffles import compare, half_width, p_value
from groundswell.causes.types import measure_impacts
from support import PROJECT

FIRST = date(2025, 1, 1)
N_DAYS = 280
EVENT_DAY = 140


@pytest.fixture(scope="module")
def constants() -> Constants:
    with (PROJECT / "seeds" / "cause_constants.csv").open(encoding="utf-8") as file:
        return Constants.of_rows(list(csv.DictReader(file)))


def portfolio(n_accounts: int, effect: float = 0.0, before: float = 0.0) -> dict[str, pd.DataFrame]:
    """Accounts by turns with product P and Q, three messages a day and account; P moves at the event, or before."""
    rng = np.random.default_rng(5)
    rows = []
    for number in range(n_accounts):
        residual = rng.normal(0, 0.4 / np.sqrt(3), N_DAYS)
        if number % 2 == 0:
            residual[EVENT_DAY : EVENT_DAY + 14] += effect
            residual[EVENT_DAY - 14 : EVENT_DAY] += before
        rows += [(f"A{number:03d}", FIRST + timedelta(days=day), 3.0, 3 * residual[day]) for day in range(N_DAYS)]
    accounts = [f"A{number:03d}" for number in range(n_accounts)]
    return {
        "days": pd.DataFrame(rows, columns=["account_id", "date_day", "weight", "weighted_sum"]),
        "versions": pd.DataFrame({
            "account_id": accounts, "valid_from": pd.Timestamp("1900-01-01"), "valid_to": pd.NaT, "segment": None,
            "product": ["PQ"[number % 2] for number in range(n_accounts)],
        }),
        "exposures": pd.DataFrame({"event_id": "e", "account_id": accounts[::2]}),
    }  # fmt: skip


def events(*rows: dict[str, object]) -> pd.DataFrame:
    usual = {"event_id": "e", "event_type": "release", "scope": "product", "scope_id": "P", "resolution_hours": np.nan,
             "started_on": FIRST + timedelta(days=EVENT_DAY)}  # fmt: skip
    return pd.DataFrame([usual | row for row in rows] or [usual])


def measured(constants: Constants, *rows: dict[str, object], n_accounts: int = 40, **moves: float) -> dict[str, dict]:
    found = measure_impacts(
        **portfolio(n_accounts, **moves), events=events(*rows), constants=constants,
        as_of=FIRST + timedelta(days=N_DAYS - 1),
    )  # fmt: skip
    return {row["subject_id"]: row for row in found.to_pylist() if not row["is_placebo"]}


def test_a_planted_effect_is_inside_its_interval_and_clear(constants):
    row = measured(constants, effect=-0.3)["e"]
    assert row["effect_low"] < -0.3 < row["effect_high"] < 0
    assert row["p"] < 0.01
    assert row["pretrend_p"] > 0.05
    assert (row["n_exposed"], row["n_controls"], row["method"]) == (20, 20, "matched accounts")


def test_a_movement_that_began_before_the_event_is_told(constants):
    assert measured(constants, effect=-0.3, before=-0.3)["e"]["pretrend_p"] < 0.01


def test_an_event_for_everybody_is_compared_with_other_dates(constants):
    portfolio_of_all = {"scope": "global", "scope_id": None}
    row = measured(constants, portfolio_of_all, effect=-0.3)["e"]
    assert (row["method"], row["n_controls"], row["pretrend_p"]) == ("placebo dates", 0, None)
    assert row["effect_low"] < -0.3 < row["effect_high"]


@pytest.mark.parametrize(
    ("row", "n_accounts", "reason"),
    [
        ({"event_id": "nobody"}, 40, "it touched no account"),
        ({"started_on": FIRST + timedelta(days=N_DAYS - 13)}, 40, "too early: the days after it are not over"),
        ({"started_on": FIRST + timedelta(days=N_DAYS + 50)}, 40, "too early: the days after it are not over"),
        ({"started_on": FIRST + timedelta(days=27)}, 40, "too little is known before it"),
        ({"started_on": FIRST - timedelta(days=900)}, 40, "too little is known before it"),
        ({}, 5, "fewer than 5 touched accounts wrote before and after it"),
        ({}, 9, "fewer than 5 accounts like those touched were spared"),
    ],
)
def test_where_nothing_can_be_said_a_row_says_why(constants, row, n_accounts, reason):
    found = measured(constants, row, n_accounts=n_accounts, effect=-0.5)[str(row.get("event_id", "e"))]
    assert found["reason"] == reason
    assert [found[name] for name in ("effect", "effect_low", "effect_high", "p")] == [None] * 4


def test_overlapping_events_are_counted(constants):
    second = {"event_id": "e", "started_on": FIRST + timedelta(days=EVENT_DAY)}
    found = measured(constants, second, second | {"event_id": "f", "scope": "global", "scope_id": None})
    assert found["e"]["n_overlapping"] == 0  # f touched none of its accounts: it has no exposures
    tables = portfolio(40)
    both = pd.concat([tables["exposures"], tables["exposures"].assign(event_id="f")])
    rows = measure_impacts(
        **tables | {"exposures": both}, events=events(second, second | {"event_id": "f"}), constants=constants,
        as_of=FIRST + timedelta(days=N_DAYS - 1),
    ).to_pylist()  # fmt: skip
    assert [row["n_overlapping"] for row in rows if row["subject_kind"] == "event"] == [1, 1]


def test_a_single_event_is_no_kind_of_event(constants):
    assert measured(constants, effect=-0.3)["release|product|P"]["reason"] == "fewer than 6 of them could be measured"


def test_without_messages_there_is_nothing_and_no_failure(constants):
    tables = portfolio(4)
    found = measure_impacts(
        **tables | {"days": tables["days"].head(0)}, events=events(), constants=constants, as_of=FIRST
    )
    assert found.num_rows == 0


def test_equal_rows_give_equal_figures_in_any_order(constants):
    tables = portfolio(40, effect=-0.2)
    tables["versions"]["segment"] = ["large"] * 12 + ["small"] * 28  # shuffled within segments
    arguments = {"events": events(), "constants": constants, "as_of": FIRST + timedelta(days=N_DAYS - 1)}
    turned = {name: table.iloc[::-1] for name, table in tables.items()}
    assert measure_impacts(**tables, **arguments) == measure_impacts(**turned, **arguments)


def test_events_of_single_accounts_are_read_together(constants):
    """Each of twenty accounts has a bad ticket on a day of its own, after which it is .5 less content for two weeks."""
    tables = portfolio(40)
    days = tables["days"]
    rows = []
    for number in range(20):
        day = FIRST + timedelta(days=60 + 6 * number)
        account = f"A{number:03d}"
        after = (days["account_id"] == account) & (days["date_day"] >= day)
        days.loc[after & (days["date_day"] < day + timedelta(days=14)), "weighted_sum"] -= 1.5
        rows.append({"event_id": f"t{number}", "event_type": "ticket_resolution", "scope": "account",
                     "scope_id": account, "started_on": day, "resolution_hours": 30.0})  # fmt: skip
    found = measure_impacts(
        **tables, events=events(*rows), constants=constants, as_of=FIRST + timedelta(days=N_DAYS - 1)
    ).to_pylist()
    row = next(row for row in found if row["subject_kind"] == "type")
    assert (row["subject_id"], row["n_events"]) == ("ticket_resolution: slow|account|", 20)
    assert row["effect_low"] < -0.5 < row["effect_high"] < 0
    assert row["p"] < 0.01


@pytest.mark.parametrize(("days_apart", "n_events"), [(41, 20), (42, 40)])
def test_two_events_of_an_account_near_each_other_count_once(constants, days_apart, n_events):
    """A second ticket within the six weeks that the first is judged by would count the same days twice."""
    tables = portfolio(40)
    rows = [{"event_id": f"t{number}-{day}", "event_type": "ticket_resolution", "scope": "account",
             "scope_id": f"A{number:03d}", "started_on": FIRST + timedelta(days=60 + 6 * number + day),
             "resolution_hours": 30.0} for number in range(20) for day in (0, days_apart)]  # fmt: skip
    found = measure_impacts(
        **tables, events=events(*rows), constants=constants, as_of=FIRST + timedelta(days=N_DAYS - 1)
    ).to_pylist()
    assert [row["n_events"] for row in found if row["subject_kind"] == "type"] == [n_events]


def test_an_effect_is_the_weighted_difference_within_strata():
    """Stratum 0: 1 against 0, weights 1 and 1, contrast weight 1/2. Stratum 1: 4 against 1, weights 2 and 2, so 1."""
    found = compare(
        np.array([1.0, 0.0, 4.0, 1.0, 9.0]), np.array([1.0, 1.0, 2.0, 2.0, 5.0]),
        np.array([True, False, True, False, True]), np.array([0, 0, 1, 1, 2]), 400, "any",
    )  # fmt: skip
    assert found is not None
    assert found.effect == pytest.approx((0.5 * 1 + 1 * 3) / 1.5)
    assert (found.n_exposed, found.n_controls) == (2, 2)  # stratum 2 has nobody to compare with
    # four ways to deal the labels: (±1, ±3)
    assert {round(float(each), 6) for each in found.shuffled} == {
        round(value / 1.5, 6) for value in (3.5, 2.5, -2.5, -3.5)
    }
    assert p_value(found.effect, found.shuffled) == pytest.approx(0.5, abs=0.1)


def test_nobody_to_compare_with_is_no_effect():
    everybody = np.ones(4, dtype=bool)
    assert compare(np.arange(4.0), np.ones(4), everybody, np.zeros(4, dtype=int), 10, "any") is None


def test_half_of_an_interval_is_what_chance_stays_within():
    assert half_width(np.linspace(-1, 1, 2001)) == pytest.approx(0.95, abs=0.01)


def test_windows_are_differences_of_sums_and_missing_days_are_missing():
    days = pd.DataFrame({"account_id": ["b", "a", "a"], "date_day": [FIRST, FIRST, FIRST + timedelta(days=2)],
                         "weight": [1.0, 2.0, 1.0], "weighted_sum": [0.5, 1.0, -0.4]})  # fmt: skip
    panel = Panel.from_days(days, np.datetime64("2025-01-05"))
    assert panel.accounts.tolist() == ["a", "b"]
    assert panel.n_days == 5
    window = panel.window(0, 3)
    assert window.n.tolist() == [3.0, 1.0]
    assert window.mean == pytest.approx([0.2, 0.5])
    assert np.isnan(panel.window(1, 2).mean).all()
    with pytest.raises(IndexError, match="days 3 to 6 of a panel of 5"):
        panel.window(3, 6)
