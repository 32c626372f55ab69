"""Simulated worlds through the real models, with their truth beside them."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from pathlib import Path

import duckdb
import numpy as np
import pandas as pd
from benchmarks import building
from benchmarks.causes.peers import Messages

from groundswell.causes.impacts import Accounts, Constants, Measure
from groundswell.causes.panel import Panel

WANTED = ("+int_entity_days__observed", "+int_event_exposures", "+int_interactions__residual", "+int_signal_weeks",
          "+int_topic_weeks")  # fmt: skip


@dataclass(frozen=True)
class World:
    """What the models made of a world, and its truth."""

    seed: int
    measure: Measure
    days: pd.DataFrame
    events: pd.DataFrame
    exposures: pd.DataFrame
    versions: pd.DataFrame
    as_of: np.datetime64
    messages: Messages
    weeks: pd.DataFrame
    truth: dict[str, pd.DataFrame]


def constants() -> Constants:
    """Seed `cause_constants`."""
    with (building.PROJECT / "seeds" / "cause_constants.csv").open(encoding="utf-8") as file:
        return Constants.of_rows(list(csv.DictReader(file)))


def make(folder: Path, accounts: int, months: int, seed: int, wanted: tuple[str, ...] = WANTED) -> World:
    """Write and build a world in *folder*; one that was built there before is read again."""
    return load(building.build_world(folder, accounts, months, seed, wanted), folder / "world" / "truth", seed)


def load(build_file: Path, truth: Path, seed: int) -> World:
    """A world that is built."""
    with duckdb.connect(str(build_file), read_only=True) as session:
        session.execute("set schema = 'intermediate'")
        days = session.sql(
            "select entity_id as account_id, date_day, sum_w_r::double as weight, sum_r::double as weighted_sum "
            "from int_entity_days__observed where entity_type = 'account' and sum_w_r > 0"
        ).df()
        events = session.sql(
            "select event_id, event_type, scope, scope_id, started_on, resolution_hours from int_events__all"
        ).df()
        exposures = session.sql("select event_id, account_id from int_event_exposures").df()
        versions = session.sql(
            "select account_id, valid_from, valid_to, segment, product from int_accounts__versions"
        ).df()
        messages = session.sql(
            "select account_id, date_day, residual::double as residual from int_interactions__residual "
            "where account_id is not null and residual is not null order by account_id, date_day, interaction_key"
        ).df()
        weeks = session.sql("select * exclude (week_start_on) from int_signal_weeks order by all").df()
        as_of = np.datetime64(session.sql("select as_of from int_as_of").fetchone()[0], "D")
    panel = Panel.from_days(days, as_of)
    told = Messages(
        np.searchsorted(panel.accounts, messages["account_id"].to_numpy().astype(str)),
        panel.position(messages["date_day"].to_numpy()), messages["residual"].to_numpy(),
    )  # fmt: skip
    measure = Measure(panel, Accounts.from_versions(panel, versions), constants())
    tables = {path.stem: pd.read_parquet(path) for path in truth.glob("*.parquet")}
    return World(seed, measure, days, events, exposures, versions, as_of, told, weeks, tables)
