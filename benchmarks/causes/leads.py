"""Leading indicators: is the planted lead found, and is one found between worlds that know nothing of each other?"""

from __future__ import annotations

from itertools import permutations

import numpy as np
import pandas as pd
from benchmarks.causes.worlds import World
from scipy import stats

from groundswell.causes.leads import CHURN, USE, Grid, lead_row, measure_leads
from groundswell.causes.shuffles import generator

PLANTED_WEEKS = 3  # half of the accounts use the product by their mood of 21 days before
SIGNALS = ("sentiment", "velocity", "volume", "touchpoint_gap")
SHOWN = (("sentiment", USE), ("sentiment", CHURN), ("velocity", CHURN), ("use_of_product", CHURN))
PAIRINGS = 8
NO_TOPICS = pd.DataFrame({"account_id": [], "week_number": [], "topic": [], "topic_share": []})


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
        for signal, target in (
            ("sentiment", USE),
            ("sentiment", CHURN),
            ("velocity", CHURN),
            ("use_of_product", CHURN),
        ):
            row = table.loc[(signal, target)]
            print(f"  {signal:15} > {target:6} {row.lag_weeks:2.0f} weeks [{row.lag_low:.0f}, {row.lag_high:.0f}], "
                  f"effect {row.effect:+.4f} [{row.effect_low:+.4f}, {row.effect_high:+.4f}], "
                  f"p {row.p:.3f}")  # fmt: skip
    print(f"  the planted lead is found within a week, p <= .05, in {found} of {len(worlds)} worlds")
    _print_placebos(worlds)


def _print_placebos(worlds: list[World]) -> None:
    """Signals of one world beside targets of another: accounts are paired by lot, weeks are the same."""
    rejected: dict[str, list[bool]] = {"leads": [], "pooled correlation": []}
    for here, there in permutations(worlds, 2):
        for target, column in ((USE, "use_of_product"), (CHURN, "churned")):
            for signal in SIGNALS:
                for number in range(PAIRINGS):
                    x, y = _paired(there, here, signal, column, f"{there.seed}:{here.seed}:{signal}:{number}")
                    row, _ = lead_row(f"{signal}:{number}", x, target, y, here.measure.constants)
                    if row["p"] is not None:
                        rejected["leads"].append(float(str(row["p"])) <= 0.05)
                        rejected["pooled correlation"].append(_naive(x, y) <= 0.05)
    cells = ", ".join(f"{name} {np.mean(each):.3f}" for name, each in rejected.items())
    print(f"  placebo leads (signals of another world) called significant at .05: {cells}; n {len(rejected['leads'])}")


def _paired(there: World, here: World, signal: str, column: str, key: str) -> tuple[np.ndarray, np.ndarray]:
    """A signal and a target by account and week, of accounts that have nothing to do with each other."""
    grids = [Grid.of(world.weeks, len(world.measure.panel.accounts)) for world in (there, here)]
    x, y = grids[0].values(there.weeks, signal), grids[1].values(here.weeks, column)
    size = min(len(x), len(y)), min(x.shape[1], y.shape[1])
    order = generator(key).permutation(len(x))[: size[0]]
    return x[order, : size[1]], y[: size[0], : size[1]]


def _naive(x: np.ndarray, y: np.ndarray, lags: int = 12) -> float:
    """p of the clearest of the lagged correlations of all pairs of weeks, allowing for their number."""
    ps = []
    for lag in range(lags + 1):
        early, late = x[:, : x.shape[1] - lag], y[:, lag:]
        both = ~np.isnan(early) & ~np.isnan(late)
        ps.append(stats.pearsonr(early[both], late[both]).pvalue)
    return float(min(1.0, min(ps) * (lags + 1)))
