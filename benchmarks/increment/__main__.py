"""`python -m benchmarks.increment`: one more day beside a full refresh, and what an account's day costs."""

from __future__ import annotations

import json
import resource
import statistics
import tempfile
from dataclasses import dataclass
from pathlib import Path

import click
from benchmarks import building
from benchmarks.increment import portfolio

WANTED = ("+fct_alerts", "+fct_alert_evidence", "+mart_entity_status")
PARTS = ("days of trends", "trends and alerts", "everything")


@dataclass(frozen=True)
class Cost:
    """What a run cost.

    Attributes:
        seconds: Of its models, by part.
        cpu: CPU seconds of the whole run, dbt's start included.
        peak: The most memory, in GB, that any run so far held.
    """

    seconds: dict[str, float]
    cpu: float
    peak: float


def build(landing: Path, folder: Path, *options: str) -> Cost:
    """Build, and read from dbt's own results how long each model took."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    building.build(landing, folder, WANTED, options=options)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    target = folder / "target"
    nodes = json.loads((target / "manifest.json").read_text())["nodes"]
    seconds = dict.fromkeys(PARTS, 0.0)
    for result in json.loads((target / "run_results.json").read_text())["results"]:
        node = nodes[result["unique_id"]]
        for part in PARTS:
            seconds[part] += result["execution_time"] if belongs(node, part) else 0
    return Cost(seconds, cpu, after.ru_maxrss / 1024**2)


def belongs(node: dict, part: str) -> bool:
    """Whether a model is of a part; each part holds those before it."""
    is_incremental = node["config"]["materialized"] == "incremental" and node["name"] != "int_text_scores"
    in_topic = bool({"trends", "alerts"} & set(node["fqn"]))
    return {"days of trends": is_incremental, "trends and alerts": in_topic, "everything": True}[part]


def measure(folder: Path, accounts: int, months: int, last_days: int) -> None:
    """Print what one size costs; of the increments, one for each of the *last_days*, the median."""
    world = portfolio.write(folder, accounts, months, last_days)
    first = build(world.landing, folder)
    days = []
    for number in range(last_days):
        world.deliver(number)
        days.append(build(world.landing, folder))
    refresh = build(world.landing, folder, "--full-refresh")
    account_days = accounts * months * portfolio.DAYS_A_MONTH
    millions = account_days * portfolio.MESSAGES_A_DAY / 1e6
    print(f"\n{accounts:,} accounts x {months} months, {millions:.2f} million messages:")
    print(f"  {'':20}{'first build':>12}{'full refresh':>14}{'one day':>10}{'ratio':>8}{'us an account-day':>20}")
    for part in PARTS:
        full, day = refresh.seconds[part], statistics.median(cost.seconds[part] for cost in days)
        print(f"  {part:20}{first.seconds[part]:11.1f}s{full:13.1f}s{day:9.1f}s{day / full:8.3f}"
              f"{full / account_days * 1e6:20.1f}")  # fmt: skip
    day = statistics.median(cost.cpu for cost in days)
    print(f"  {'CPU, dbt included':20}{first.cpu:11.1f}s{refresh.cpu:13.1f}s{day:9.1f}s{day / refresh.cpu:8.3f}")
    print(f"  {'peak memory':20}{first.peak:10.1f}GB{refresh.peak:12.1f}GB")


@click.command()
@click.option("--accounts", multiple=True, type=int, default=(500, 2000), show_default=True)
@click.option("--months", multiple=True, type=int, default=(12, 24), show_default=True)
@click.option("--days", type=click.IntRange(1), default=3, show_default=True, help="Days added one by one.")
def main(accounts: tuple[int, ...], months: tuple[int, ...], days: int) -> None:
    """Build simulated portfolios of several sizes, add days one by one, and build everything again."""
    for n_accounts in accounts:
        for n_months in months:
            with tempfile.TemporaryDirectory() as folder:
                measure(Path(folder), n_accounts, n_months, days)


if __name__ == "__main__":
    main()
