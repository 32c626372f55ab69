"""A simulated world through the real models: what they foretold, and what somebody who saw the truth could have."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

import duckdb
import numpy as np
import pandas as pd
import yaml
from benchmarks import building

from groundswell import warehouse
from groundswell.outcomes.examples import known_examples
from groundswell.outcomes.settings import OutcomeSettings

WANTED = ("+mart_outcome_predictions", "+mart_outcome_backtest", "+mart_alert_backtest", "+mart_account_health",
          "+int_impact_tests", "+int_lead_tests")  # fmt: skip
DAYS = ("horizon_days", "model_days", "backtest_days", "learning_weeks")
SURE = 50.0  # log-odds of an account that has already decided to leave: its notice ends within the horizon


@dataclass(frozen=True)
class Portfolio:
    """One world: marts as frames, and the examples that the models learned from, with the oracle's log-odds.

    Attributes:
        backtest: mart_outcome_backtest.
        alerts: mart_alert_backtest.
        examples: As groundswell.outcomes.examples gives them, with `hazard` (the true log-odds of deciding to leave),
            `mood_part` (the mood's part of them) and `informed` (the same, certain once it has decided).
        settings: What the models were asked.
        as_of: Last day.
    """

    backtest: pd.DataFrame
    alerts: pd.DataFrame
    examples: pd.DataFrame
    settings: OutcomeSettings
    as_of: date


def build(folder: Path, accounts: int, months: int, seed: int, *options: str) -> Portfolio:
    """Write a world into *folder*, run dbt on it and read what came out; a folder built before is read again."""
    building.build_world(folder, accounts, months, seed, WANTED, *options, python_models=True)
    return load(folder)


def load(folder: Path) -> Portfolio:
    """A world that was built in *folder*."""
    build_file = folder / "build.duckdb"
    variables = yaml.safe_load((building.PROJECT / "dbt_project.yml").read_text(encoding="utf-8"))["vars"]
    with duckdb.connect(str(build_file), read_only=True) as session:
        seeds = [warehouse.rows(session.table(f"seeds.outcome_{name}")) for name in ("constants", "features", "priors")]
        settings = OutcomeSettings.from_rows({name: variables[f"outcome_{name}"] for name in DAYS}, *seeds)
        examples = known_examples(
            session.table("intermediate.int_outcome_features"), session.table("intermediate.int_outcome_labels")
        )
        return Portfolio(
            session.table("marts.mart_outcome_backtest").df(), session.table("marts.mart_alert_backtest").df(),
            _with_truth(examples, folder / "world" / "truth"), settings,
            warehouse.only_row(session.table("intermediate.int_as_of"))["as_of"],
        )  # fmt: skip


def _with_truth(examples: pd.DataFrame, truth: Path) -> pd.DataFrame:
    hazards = pd.read_parquet(truth / "hazards.parquet")
    hazards["date_day"] = pd.to_datetime(hazards["date_day"]).astype(examples["snapshot_on"].dtype)
    joined = pd.merge_asof(
        examples.sort_values("snapshot_on"), hazards.sort_values("date_day"), left_on="snapshot_on",
        right_on="date_day", by="account_id", tolerance=pd.Timedelta(days=7),
    ).rename(columns={"leave_log_odds": "hazard", "log_odds_by_mood": "mood_part"})  # fmt: skip
    ends = pd.read_parquet(truth / "outcomes.parquet")
    decisions = ends.loc[ends["outcome"] == "churned"].set_index("account_id")["true_decision_on"]
    decided_on = pd.to_datetime(joined["account_id"].map(decisions))
    return joined.assign(informed=np.where(decided_on <= joined["snapshot_on"], SURE, joined["hazard"]))
