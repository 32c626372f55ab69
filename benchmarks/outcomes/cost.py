"""`python -m benchmarks.outcomes.cost FOLDER`: what the models of causes and outcomes cost on a world that was kept.

CPU seconds of all cores, which a busy machine changes little. SQL runs again as dbt compiled it, Python as its models
call it; nothing is written.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from pathlib import Path

import click
import duckdb
from benchmarks.causes import worlds
from benchmarks.outcomes.portfolios import Portfolio, load

from groundswell.causes.leads import measure_leads
from groundswell.causes.types import measure_impacts
from groundswell.outcomes.backtest import backtest
from groundswell.outcomes.models import learn_models

FOLDERS = ("outcomes", "causes")


def seconds(work: Callable[[], object]) -> float:
    """CPU seconds of the process, all its threads together."""
    began = time.process_time()
    work()
    return time.process_time() - began


def of_sql(folder: Path) -> dict[str, float]:
    """CPU seconds of each SQL model of the topic."""
    nodes = json.loads((folder / "target" / "manifest.json").read_text(encoding="utf-8"))["nodes"].values()
    found = {}
    with duckdb.connect(str(folder / "build.duckdb"), read_only=True) as session:
        for node in nodes:
            path = folder / "target" / "compiled" / "groundswell" / node["original_file_path"]
            if set(FOLDERS) & set(node["fqn"]) and path.suffix == ".sql" and path.exists():
                create = f"create or replace temp table cost as {path.read_text(encoding='utf-8')}"
                found[node["name"]] = seconds(lambda sql=create: session.execute(sql))
    return found


def of_python(folder: Path, portfolio: Portfolio) -> dict[str, float]:
    """CPU seconds of each Python model, without the start of Python and its imports."""
    world = worlds.load(folder / "build.duckdb", folder / "world" / "truth", seed=0)
    with duckdb.connect(str(folder / "build.duckdb"), read_only=True) as session:
        topics = session.sql(
            "select account_id, week_number, topic, topic_share from intermediate.int_topic_weeks"
        ).df()
    asked = portfolio.examples, portfolio.settings, portfolio.as_of
    constants = world.measure.constants
    impacts = world.days, world.events, world.exposures, world.versions, constants, portfolio.as_of
    return {
        "int_outcome_models": seconds(lambda: learn_models(*asked)),
        "int_outcome_backtest": seconds(lambda: backtest(*asked)),
        "int_impact_tests": seconds(lambda: measure_impacts(*impacts)),
        "int_lead_tests": seconds(lambda: measure_leads(world.weeks, topics, constants)),
    }


@click.command()
@click.argument("folder", type=click.Path(path_type=Path, exists=True))
def main(folder: Path) -> None:
    """Print the CPU seconds of the models on FOLDER, which `python -m benchmarks.outcomes --keep` left."""
    portfolio = load(folder)
    found = of_sql(folder) | of_python(folder, portfolio)
    accounts = portfolio.examples["account_id"].nunique()
    print(f"SIMULATED, {folder.name}: {accounts:,} accounts that were asked about. CPU seconds of all cores:")
    for name, cpu in sorted(found.items(), key=lambda item: -item[1]):
        print(f"  {name:32}{cpu:8.1f}")
    print(f"  {'all':32}{sum(found.values()):8.1f}")


if __name__ == "__main__":
    main()
