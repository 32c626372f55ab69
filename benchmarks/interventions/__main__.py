"""`python -m benchmarks.interventions`: what each kind of intervention is said to do, beside what it does."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from pathlib import Path

import click
import duckdb
import numpy as np
import pandas as pd
from benchmarks import building
from benchmarks.interventions import placebo

from groundswell.demo import constants as c

TUNING_SEEDS = (101, 102, 103, 104)  # the matching was chosen on these
REPORTING_SEEDS = (901, 902, 903)
Z = 1.96
KINDS = {kind: real for kind, (_, real) in c.INTERVENTIONS.items()} | dict.fromkeys(placebo.KINDS, 0.0)
POINTS = 50  # of 0–100 in one unit of polarity


@dataclass(frozen=True)
class World:
    """One world: intervals by kind, and each intervention that was matched with the truth about it."""

    effects: pd.DataFrame
    matched: pd.DataFrame


def build(folder: Path, accounts: int, months: int, seed: int) -> World:
    """Write a world into *folder* and run the models on its landing tables; a folder built before is read again."""
    build_file = folder / "build.duckdb"
    if not building.is_built(folder):
        landing = building.write_world(folder / "world", accounts, months, seed)
        placebo.add_placebos(landing)
        building.build(landing, folder, ["+int_intervention_intervals"])
    with duckdb.connect(str(build_file), read_only=True) as session:
        effects = session.sql(
            "select * from intermediate.int_intervention_intervals where pattern = 'all' and measure = 'sentiment'"
        ).df()
        matched = session.sql(
            "select account_id, units.intervention, week_end_on, change_after * $points as change_after "
            "from intermediate.int_intervention_outcomes as outcomes "
            "inner join intermediate.int_intervention_units as units using (account_id, weeks_ago, change_after) "
            "where measure = 'sentiment' and units.intervention is not null",
            params={"points": POINTS},
        ).df()
    with duckdb.connect() as session:
        truth = session.sql(
            f"select account_id, kind as intervention, date_day, real_effect, after_decline "
            f"from '{folder}/world/truth/interventions.parquet'"
        ).df()
    return World(effects, _with_truth(matched, truth))


def _with_truth(matched: pd.DataFrame, truth: pd.DataFrame) -> pd.DataFrame:
    """The mean lift that the world gave each matched intervention over the days that were judged, in points."""
    both = matched.merge(truth, on=["account_id", "intervention"])
    fake = matched[matched["intervention"].isin(placebo.KINDS)].assign(true_lift=0.0)
    both["day"] = (pd.to_datetime(both["date_day"]) - pd.to_datetime(both["week_end_on"])).dt.days
    both = both[both["day"].between(1, 7)].copy()
    judged = np.arange(14, 71)  # var effect_days, after the end of the week
    since = judged[None, :] - both["day"].to_numpy()[:, None]
    rise = np.clip(since / c.INTERVENTION_RISE_DAYS, 0.0, 1.0)
    fade = 0.5 ** (np.maximum(0, since - c.INTERVENTION_RISE_DAYS) / c.INTERVENTION_HALF_LIFE_DAYS)
    both["true_lift"] = both["real_effect"] * (rise * fade).mean(axis=1) * POINTS
    return pd.concat([both, fake])


def pooled(effects: pd.DataFrame) -> tuple[float, float, float]:
    """Estimate and 95 % interval over worlds, each weighing what its certainty weighs."""
    # an interval is symmetric; its half width over Student's quantile is near enough to half over 1.96 for a weight
    error = (effects["effect_high"] - effects["effect_low"]) / (2 * Z)
    weight = 1 / error**2
    estimate = float((weight * effects["effect"]).sum() / weight.sum())
    half = Z * float(weight.sum() ** -0.5)
    return estimate, estimate - half, estimate + half


def naive(changes: pd.Series) -> tuple[float, float, float]:
    """What a before/after comparison without controls says: the mean change and its 95 % interval."""
    half = Z * float(changes.std(ddof=1)) / len(changes) ** 0.5
    return float(changes.mean()), float(changes.mean()) - half, float(changes.mean()) + half


def interval(values: tuple[float, float, float]) -> str:
    """An estimate with its interval."""
    return f"{values[0]:+6.1f} [{values[1]:+5.1f}, {values[2]:+5.1f}]"


def report(worlds: list[World]) -> None:
    """Print the table: a line for each kind, then how often the worlds' own intervals hold the truth."""
    effects, matched = (pd.concat([getattr(world, part) for world in worlds]) for part in ("effects", "matched"))
    print(f"{'kind':26}   n  true  matched with controls      before/after, no controls")
    for kind in KINDS:
        mine = matched[matched["intervention"] == kind]
        own = effects[(effects["intervention"] == kind) & effects["effect_low"].notna()]
        print(
            f"{kind:26}{len(mine):4}{mine['true_lift'].mean():+6.1f}  {interval(pooled(own))}    "
            f"{interval(naive(mine['change_after']))}"
        )
    inside, total, false_positive, without = 0, 0, 0, 0
    for world in worlds:
        for kind, real in KINDS.items():
            row = world.effects[world.effects["intervention"] == kind].dropna(subset=["effect_low"])
            if row.empty:
                continue
            true = world.matched.loc[world.matched["intervention"] == kind, "true_lift"].mean()
            low, high = row["effect_low"].iloc[0], row["effect_high"].iloc[0]
            total, inside = total + 1, inside + int(low <= true <= high)
            if real == 0:
                without, false_positive = without + 1, false_positive + int(low > 0 or high < 0)
    print(f"\nintervals of single worlds that hold the true effect: {inside} of {total}")
    print(f"of kinds without effect, intervals of single worlds that leave out 0: {false_positive} of {without}")


@click.command()
@click.option("--accounts", default=400, show_default=True, help="Accounts of each world.")
@click.option("--months", default=18, show_default=True)
@click.option("--tuning", is_flag=True, help="The worlds on which the matching was chosen, instead of the others.")
@click.option("--keep", type=click.Path(path_type=Path), default=None, help="Folder to build in and keep.")
def main(accounts: int, months: int, tuning: bool, keep: Path | None) -> None:
    """Simulate portfolios, run the models on them through the landing contract, and compare with the truth."""
    seeds = TUNING_SEEDS if tuning else REPORTING_SEEDS
    with tempfile.TemporaryDirectory() as temporary:
        root = keep or Path(temporary)
        worlds = [build(root / f"{accounts}x{months}_{seed}", accounts, months, seed) for seed in seeds]
        print(f"{accounts} accounts x {months} months, seeds {', '.join(map(str, seeds))} (simulated); points of 100\n")
        report(worlds)


if __name__ == "__main__":
    main()
