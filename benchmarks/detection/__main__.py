"""`python -m benchmarks.detection`: every policy and peer on portfolios that nothing was tuned on, in one table."""

from __future__ import annotations

import statistics
import tempfile
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import click
import pandas as pd
from benchmarks.detection import figures, peers
from benchmarks.detection.portfolios import Portfolio, build, every_so_many

# Thresholds and constants were looked at on these and on no others; tiers on those of study/tiers.py.
TUNING_SEEDS = (101, 102)
REPORTING_SEEDS = (901, 902)
GOALS = {"false alarms": "<= .25", "sharp": ">= .68", "gradual": ">= .52", "precision": ">= .55", "blips": "<= .05"}


def of_policy(policy: str) -> Callable[[Portfolio], pd.DataFrame]:
    def chosen(world: Portfolio) -> pd.DataFrame:
        alerts = world.alerts
        mine = (alerts["policy"] == policy) & (alerts["direction"] == "decline") & (alerts["entity_type"] == "account")
        return alerts.loc[mine, ["entity_id", "opened_on", "tier"]]

    return chosen


DETECTORS: dict[str, Callable[[Portfolio], pd.DataFrame]] = {
    "standard": of_policy("standard"),
    "watch (never pushed)": of_policy("watch"),
    "classic, 1.5 sd": of_policy("classic_15"),
    "classic, 2 sd": of_policy("classic_20"),
    "z of 14 days, 3 sd": lambda world: peers.z_score(world.days, 14),
    "z of 30 days, 3 sd": lambda world: peers.z_score(world.days, 30),
    "CUSUM, k .5, h 5": lambda world: peers.cusum(world.days),
}
# A model of its own for every account and month is too slow for all of them.
SLOW_DETECTORS: dict[str, Callable[[Portfolio], pd.DataFrame]] = {
    "standard": of_policy("standard"),
    "Prophet, 99.7 %": lambda world: peers.prophet(world.days),
}
SLOW_STEP = 10


def share(part: float, whole: float) -> str:
    return f"{part / whole:6.2f}" if whole else "     -"


def median(values: list[int]) -> str:
    return f"{statistics.median(values):g}" if values else "-"


def line(name: str, c: Counter) -> str:
    recalls = [share(c[f"{kind}_all_found"], c[f"{kind}_all_planted"])
               for kind in ("sharp", "gradual", "gradual_21", "blip", "mix_shift")]  # fmt: skip
    tiers = [share(c[f"{kind}_tier_right"], c[f"{kind}_tiered"]) for kind in ("sharp", "gradual")]
    rate = share(c["false_on_stable"], c["stable_years"])
    return f"{name:22}{rate}{share(c['right'], c['alerts'])}{''.join(recalls)}{''.join(tiers)}{c['alerts']:8.0f}"


def by_band(c: Counter) -> str:
    cells = []
    for kind in ("sharp", "gradual"):
        for band in figures.BANDS:
            found = share(c[f"{kind}_{band}_found"], c[f"{kind}_{band}_planted"])
            cells.append(f"{kind} {band}{found} of {c[f'{kind}_{band}_planted']:.0f}")
    return "; ".join(cells)


def report(worlds: list[Portfolio]) -> None:
    """Print the table and what stands beside it."""
    print(f"{'':22} false  prec sharp  grad  grad  blip   mix  tier  tier  alerts")
    print(f"{'':22}   a/y        14 d  35 d  21 d             sh.   gr.")
    totals: dict[str, Counter] = {}
    waits: dict[tuple[str, str], list[int]] = {}
    for name, detector in DETECTORS.items():
        totals[name] = Counter()
        for world in worlds:
            alerts = detector(world)
            totals[name].update(figures.figures(world, alerts))
            if name == "standard":
                for group, found in figures.delays(world, alerts).items():
                    waits.setdefault(group, []).extend(found)
        print(line(name, totals[name]))
    print(f"on every {SLOW_STEP}th account:")
    fewer = [every_so_many(world, SLOW_STEP) for world in worlds]
    for name, detector in SLOW_DETECTORS.items():
        counted = Counter()
        try:
            for world in fewer:
                counted.update(figures.figures(world, detector(world)))
        except ImportError as missing:
            print(f"{name:22}{missing}: pip install -c constraints.txt -e '.[bench]'")
        else:
            print(line(name, counted))
    print(
        f"\nstandard by volume band (messages a week: low < 1 <= medium < 6 <= high)\n  {by_band(totals['standard'])}"
    )
    for kind in ("sharp", "gradual"):
        everybody = [delay for band in figures.BANDS for delay in waits[kind, band]]
        by_volume = ", ".join(f"{band} {median(waits[kind, band])}" for band in figures.BANDS)
        print(f"  median delay of those found, {kind}: {median(everybody)} days ({by_volume})")
    found_incidents = [figures.incidents(world) for world in worlds]
    caught = [delay for each in found_incidents for delay in each["delays"]]
    planted, crises, unexplained = (
        sum(each[k] for each in found_incidents) for k in ("planted", "crises", "unexplained")
    )
    print(f"incidents of {figures.SMALLEST_INCIDENT} or worse caught as a crisis within {figures.INCIDENT_DAYS} days:")
    print(f"  {len(caught)} of {planted}, median delay {median(caught)} days")
    print(f"  {crises} crisis alerts, {unexplained} of them explained by no incident")
    better, silent, listed = Counter(), Counter(), Counter()
    for world in worlds:
        better.update(figures.improvements(world))
        silent.update(figures.silences(world))
        listed.update(figures.watched(world))
    rate = share(better["false_on_stable"], better["stable_years"]).strip()
    print(f"improvement: {rate} alerts per stable account-year, beside those above")
    rate = share(silent["false_on_stable"], silent["stable_years"]).strip()
    print(f"silence: {rate} alerts per stable account-year, beside those above;")
    print(f"  {silent['found']} of {silent['planted']} that fell silent found in {figures.SILENT_DAYS} days")
    print(f"watch list: {listed['days'] / listed['judged_days']:.1%} of accounts on an average day;")
    print(f"  {listed['listed']} of {listed['planted']} erosions on it within {figures.WATCH_DAYS} days")
    print("goals: " + ", ".join(f"{name} {goal}" for name, goal in GOALS.items()))


@click.command()
@click.option("--accounts", default=400, show_default=True, help="Accounts of each world.")
@click.option("--months", default=18, show_default=True)
@click.option("--tuning", is_flag=True, help="The worlds that thresholds were looked at on, instead of the others.")
@click.option(
    "--messages-a-week", type=float, default=None, help="Median of an account; default: the world's own, 2.2."
)
@click.option("--keep", type=click.Path(path_type=Path), default=None, help="Folder to build in and keep.")
def main(accounts: int, months: int, tuning: bool, messages_a_week: float | None, keep: Path | None) -> None:
    """Simulate portfolios, run the models on them through the landing contract, and compare with the truth."""
    seeds = TUNING_SEEDS if tuning else REPORTING_SEEDS
    with tempfile.TemporaryDirectory() as temporary:
        worlds = [
            build((keep or Path(temporary)) / f"{accounts}x{months}_{seed}", accounts, months, seed, messages_a_week)
            for seed in seeds
        ]
        print(f"{accounts} accounts x {months} months, seeds {', '.join(map(str, seeds))} (simulated)\n")
        report(worlds)


if __name__ == "__main__":
    main()
