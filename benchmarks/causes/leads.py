"""Leading indicators: is the planted lead found, and is one found between worlds that know nothing of each other?"""

from __future__ import annotations

from itertools import permutations

import numpy as np
import pandas as pd
from benchmarks.causes.worlds import World
from scipy import stats

from groundswell.causes.leads import CHURN, OF_USE, USE, Grid, lead_row, measure_leads
from groundswell.causes.shuffles import generator

PLANTED_WEEKS = 3  # half of the accounts use the product by their mood of 21 days before
SIGNALS = ("sentiment", "velocity", "volume", "silence", "touchpoint_gap", "billing", "use_of_product")
SHOWN = (("sentiment", USE), ("sentiment", CHURN), ("velocity", CHURN), ("use_of_product", CHURN))
PAIRINGS = 20
ALIKE_WEEKS = 4  # accounts that came within so many weeks of one another are as old as one another
AFTERWARDS_WEEKS = 20  # the signal's account stays so much longer: what comes before its own end is not in it
NO_TOPICS = pd.DataFrame({"account_id": [], "week_number": [], "topic": [], "topic_share": []})

Pair = tuple[np.ndarray, np.ndarray]


def report(worlds: list[World]) -> None:
    """Print the leads of each world and the placebo rejections."""
    print(
        "\nLeads over use and churn, one line a world (planted: sentiment leads use by 3 weeks in half of the accounts)"
    )
    found = 0
    for world in worlds:
        table = (
            measure_leads(world.weeks, NO_TOPICS, world.measure.constants).to_pandas().set_index(["signal", "target"])
        )
        row = table.loc[("sentiment", USE)]
        found += abs(row.lag_weeks - PLANTED_WEEKS) <= 1 and row.p <= 0.05
        for signal, target in SHOWN:
            row = table.loc[(signal, target)]
            print(f"  {signal:15} > {target:6} {row.lag_weeks:2.0f} weeks [{row.lag_low:.0f}, {row.lag_high:.0f}], "
                  f"effect {row.effect:+.4f} [{row.effect_low:+.4f}, {row.effect_high:+.4f}], "
                  f"p {row.p:.3f}")  # fmt: skip
    print(f"  the planted lead is found within a week, p <= .05, in {found} of {len(worlds)} worlds")
    _print_placebos(worlds)


def _print_placebos(worlds: list[World]) -> None:
    """Signals of one world beside targets of another, accounts paired in two ways; weeks are the same."""
    print("\nPlacebo leads: signals of another world, called significant at .05 (Wilson's interval)")
    for name, pair in (("paired by lot", _by_lot), ("with one that came when it did", _alike)):
        rejected: dict[str, list[bool]] = {"leads": [], "pooled correlation": []}
        for here, there in permutations(worlds, 2):
            for number in range(PAIRINGS):
                whose, of = pair(there, here, f"{name}:{there.seed}:{here.seed}:{number}")
                for target, column in ((USE, "use_of_product"), (CHURN, "churned")):
                    y = _values(here, column)[of]
                    for signal in SIGNALS:
                        if target == USE and signal in OF_USE:
                            continue
                        x = _during(_values(there, signal)[whose], _values(here, "churned")[of])
                        row, _ = lead_row(f"{signal}:{number}", x, target, y, here.measure.constants)
                        if row["p"] is not None:
                            rejected["leads"].append(float(str(row["p"])) <= 0.05)
                            rejected["pooled correlation"].append(_naive(x, y) <= 0.05)
        cells = ", ".join(f"{test} {_rate(each)}" for test, each in rejected.items())
        print(f"  {name:31}{cells}; n {len(rejected['leads'])}")


def _by_lot(there: World, here: World, key: str) -> Pair:
    """Accounts of both worlds that have nothing to do with each other."""
    sizes = [len(_values(world, "churned")) for world in (there, here)]
    return generator(key).permutation(sizes[0])[: min(sizes)], np.arange(min(sizes))


def _alike(there: World, here: World, key: str) -> Pair:
    """Each account beside one of the other world that is as old and stays longer: what age alone does is in both."""
    rng = generator(key)
    spans = [_span(_values(world, "churned")) for world in (there, here)]
    (first_there, last_there), (first_here, last_here) = spans
    free = np.ones(len(first_there), dtype=bool)
    whose, of = [], []
    for account in rng.permutation(len(first_here)):
        stays = np.minimum(last_here[account] + AFTERWARDS_WEEKS, last_there.max())
        fits = np.flatnonzero(free & (np.abs(first_there - first_here[account]) <= ALIKE_WEEKS) & (last_there >= stays))
        if len(fits):
            whose.append(rng.choice(fits))
            of.append(account)
            free[whose[-1]] = False
    return np.array(whose), np.array(of)


def _values(world: World, column: str) -> np.ndarray:
    """A column by account and week; all worlds begin and end on the same days."""
    return Grid.of(world.weeks, len(world.measure.panel.accounts)).values(world.weeks, column)


def _span(values: np.ndarray) -> Pair:
    """First and last known week of each account."""
    known = ~np.isnan(values)
    return known.argmax(axis=1), known.shape[1] - 1 - known[:, ::-1].argmax(axis=1)


def _during(signal: np.ndarray, target: np.ndarray) -> np.ndarray:
    """A signal in the weeks in which the account of the target was a customer."""
    first, last = (side[:, None] for side in _span(target))
    week = np.arange(signal.shape[1])
    return np.where((week >= first) & (week <= last), signal, np.nan)


def _rate(rejected: list[bool]) -> str:
    interval = stats.binomtest(sum(rejected), len(rejected)).proportion_ci(method="wilson")
    return f"{np.mean(rejected):.3f} [{interval.low:.3f}, {interval.high:.3f}]"


def _naive(x: np.ndarray, y: np.ndarray, lags: int = 12) -> float:
    """p of the clearest of the lagged correlations of all pairs of weeks, allowing for their number."""
    ps = []
    for lag in range(lags + 1):
        early, late = x[:, : x.shape[1] - lag], y[:, lag:]
        both = ~np.isnan(early) & ~np.isnan(late)
        ps.append(stats.pearsonr(early[both], late[both]).pvalue)
    return float(min(1.0, min(ps) * (lags + 1)))
