"""`python -m benchmarks.outcomes`: churn, health and alerts in two simulated worlds, beside an oracle and estimators.

In the first world moods decide who leaves; in the second the same moods decide on nothing.
"""

from __future__ import annotations

import tempfile
from pathlib import Path

import click
import numpy as np
import pandas as pd
from benchmarks.outcomes import coverage, estimators
from benchmarks.outcomes.portfolios import Portfolio, build

from groundswell.outcomes.backtest import ALL, BOTH, TEXT, coming_after, origins_of
from groundswell.outcomes.metrics import Forecasts, resample_accounts, with_interval

ORACLES = {
    "the true hazard": "hazard",
    "the same, and who has decided": "informed",
    "the mood's part alone": "mood_part",
}
AIMS = {"AUC less the oracle's": (-0.03, 0.95), "ECE": (0.0, 0.05), "top-decile lift": (3.0, np.inf),
        "AUC (a leak above)": (0.0, 0.95)}  # fmt: skip


def interval(row: pd.Series, metric: str) -> str:
    return f"{row[metric]:.3f} [{row[f'{metric}_low']:.3f}, {row[f'{metric}_high']:.3f}]"


def print_backtest(world: Portfolio) -> None:
    rows = world.backtest[world.backtest["auc"].notna()]
    print(f"{'outcome':10}{'forecast':20}{'segment':16}{'outcomes':>9}  {'AUC':22}{'PR-AUC':>7}{'Brier':>8}{'ECE':>7}"
          f"{'lift':>6}")  # fmt: skip
    for _, row in rows.drop_duplicates(["outcome", "feature_set", "segment"]).iterrows():
        print(f"{row['outcome']:10}{row['feature_set']:20}{row['segment']:16}{row['n_outcomes']:9,}  "
              f"{interval(row, 'auc'):22}{row['pr_auc']:7.3f}{row['brier']:8.4f}{row['ece']:7.3f}"
              f"{row['top_decile_lift']:6.2f}")  # fmt: skip
    print("\nin words (mart_outcome_backtest):")
    for _, row in rows[rows["segment"] == ALL].iterrows():
        print(f"  {row['verdict']}")


def require_learned(world: Portfolio) -> Portfolio:
    """The world itself, if its churns are enough to learn from at some origin."""
    churn = world.examples[world.examples["outcome"] == "churned"]
    if not origins_of(churn, world.settings, world.as_of)[1]:
        raise click.ClickException("too few churns to learn from and to foretell: more --accounts or --months")
    return world


def oracles(world: Portfolio) -> dict[str, tuple]:
    """AUC with its interval of what the truth would have foretold, on the examples that the models were judged on."""
    churn = world.examples[world.examples["outcome"] == "churned"]
    _, origins = origins_of(churn, world.settings, world.as_of)
    foretold = pd.concat([coming_after(churn, day, world.settings) for day in origins]).dropna(subset=["hazard"])
    weights = resample_accounts(foretold["account_id"].to_numpy())
    happened = foretold["has_happened"].to_numpy(dtype=bool)
    return {
        name: with_interval(Forecasts(foretold[column].to_numpy(), happened, weights).metrics()["auc"])
        for name, column in ORACLES.items()
    }


def print_oracles(found: dict[str, tuple]) -> None:
    print("\nAUC of an oracle, on the same accounts and days:")
    for name, (auc, low, high) in found.items():
        print(f"  {name:32}{auc:.3f} [{low:.3f}, {high:.3f}]")


def print_alerts(world: Portfolio) -> None:
    print("\nwhat alerts are worth (mart_alert_backtest):")
    for _, row in world.alerts.iterrows():
        share = f"{row['warned_share']:.2f} [{row['warned_share_low']:.2f}, {row['warned_share_high']:.2f}]"
        lead = f"{row['median_days']:.0f} [{row['median_days_low']:.0f}, {row['median_days_high']:.0f}] days"
        print(f"  {row['policy'] + ', ' + row['direction']:32}{share:20}{lead:20}"
              f"{row['false_per_account_year']:6.2f} false a year. {row['verdict']}")  # fmt: skip


def print_aims(world: Portfolio, oracle: float) -> None:
    main = world.backtest[
        (world.backtest["feature_set"] == BOTH)
        & (world.backtest["outcome"] == "churned")
        & (world.backtest["segment"] == ALL)
    ].iloc[0]
    figures = (main["auc"] - oracle, main["ece"], main["top_decile_lift"], main["auc"])
    print("\naims:")
    for (name, (least, most)), figure in zip(AIMS.items(), figures, strict=True):
        print(f"  {name:24}{figure:7.3f}  {'reached' if least <= figure <= most else 'MISSED'}")
    print(f"  text and behaviour against behaviour: AUC gain {interval(main, 'auc_gain')}  "
          f"{'reached' if main['auc_gain_low'] > 0 else 'MISSED'}")  # fmt: skip


def print_null(world: Portfolio) -> None:
    text = world.backtest[
        (world.backtest["feature_set"] == TEXT)
        & (world.backtest["outcome"] == "churned")
        & (world.backtest["segment"] == ALL)
    ].iloc[0]
    covers = text["auc_low"] <= 0.5 <= text["auc_high"]
    print(f"\naim: the interval of text alone covers .50: {'reached' if covers else 'MISSED'}\n  {text['verdict']}")


@click.command()
@click.option("--accounts", default=2000, show_default=True, help="Accounts of each world.")
@click.option("--months", default=24, show_default=True)
@click.option("--seed", default=7, show_default=True)
@click.option("--keep", type=click.Path(path_type=Path), default=None, help="Folder to build in and keep.")
def main(accounts: int, months: int, seed: int, keep: Path | None) -> None:
    """Simulate two worlds, run the models on them through the landing contract, and compare with the truth."""
    with tempfile.TemporaryDirectory() as temporary:
        folder = keep or Path(temporary)
        print(
            f"{accounts} accounts x {months} months, seed {seed}. SIMULATED: no figure says anything of real customers."
        )
        world = require_learned(build(folder / f"mood_{accounts}x{months}_{seed}", accounts, months, seed))
        print("\nMoods decide who leaves\n")
        print_backtest(world)
        truth = oracles(world)
        print_oracles(truth)
        print_aims(world, truth["the true hazard"][0])
        coverage.report(world)
        print_alerts(world)
        print("\nestimators, churn, all features, same days:")
        estimators.compare(world)
        null = build(folder / f"null_{accounts}x{months}_{seed}", accounts, months, seed, "--churn-ignores-mood")
        require_learned(null)
        print("\nMoods decide on nothing\n")
        print_backtest(null)
        print_oracles(oracles(null))
        coverage.report(null)
        print_null(null)


if __name__ == "__main__":
    main()
