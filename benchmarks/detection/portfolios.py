"""A simulated portfolio through the real models: landing folder, one dbt run, and the alerts that came out of it.

The models see the landing folder only; the truth is read here, after they have run.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

import duckdb
import pandas as pd
from benchmarks import building

DATES = ("starts_on", "full_on", "ends_on", "opened_on", "date_day")


@dataclass(frozen=True)
class Portfolio:
    """One world.

    Attributes:
        regimes: What was planted: account_id, regime, starts_on, full_on, ends_on, size, volume_band.
        shocks: What moved many: kind, scope, scope_id, starts_on, ends_on, size.
        accounts: account_id, segment, product.
        alerts: entity_type, entity_id, policy, direction, tier, opened_on.
        watched: Accounts on the watch list, on each day: entity_id, date_day.
        days: entity_id, date_day, history_days, daily_mean (NaN without messages), of accounts, in order.
    """

    regimes: pd.DataFrame
    shocks: pd.DataFrame
    accounts: pd.DataFrame
    alerts: pd.DataFrame
    watched: pd.DataFrame
    days: pd.DataFrame


def build(folder: Path, accounts: int, months: int, seed: int, messages_a_week: float | None = None) -> Portfolio:
    """Write a world into *folder*, run dbt on it and read what came out; a folder built before is read again."""
    build_file = building.build_world(folder, accounts, months, seed, ["+int_alerts"], messages_a_week=messages_a_week)
    return read(folder / "world", build_file)


def every_so_many(world: Portfolio, step: int) -> Portfolio:
    """Every *step*-th account of a world, for what is too slow for all of them. Shocks stay."""
    chosen = set(sorted(world.accounts["account_id"])[::step])
    return replace(
        world,
        regimes=world.regimes[world.regimes["account_id"].isin(chosen)],
        accounts=world.accounts[world.accounts["account_id"].isin(chosen)],
        alerts=world.alerts[world.alerts["entity_id"].isin(chosen)],
        watched=world.watched[world.watched["entity_id"].isin(chosen)],
        days=world.days[world.days["entity_id"].isin(chosen)],
    )


def read(world: Path, build_file: Path) -> Portfolio:
    """The truth in the folder *world* and what the models made of it in *build_file*."""
    with duckdb.connect(str(build_file), read_only=True) as session:
        alerts = session.sql(
            "select entity_type, entity_id, policy, direction, tier, opened_on from intermediate.int_alerts"
        ).df()
        watched = session.sql(
            "select entity_id, date_day from intermediate.int_alert_crossings__signals "
            "where policy = 'watch' and entity_type = 'account'"
        ).df()
        days = session.sql(
            "select entity_id, date_day, history_days, "
            "cast(sum_wx as double) / nullif(cast(sum_w as double), 0) as daily_mean "
            "from intermediate.int_entity_days__dense where entity_type = 'account' order by entity_id, date_day"
        ).df()
    with duckdb.connect() as session:
        regimes, shocks = (
            session.sql(f"select * from '{world}/truth/{name}.parquet'").df() for name in ("regimes", "shocks")
        )
        accounts = session.sql(
            f"select account_id, max_by(segment, valid_from) as segment, max_by(product, valid_from) as product "
            f"from '{world}/landing/accounts.parquet' group by account_id"
        ).df()
    for table in (regimes, shocks, alerts, watched, days):
        for column in set(DATES) & set(table.columns):
            table[column] = pd.to_datetime(table[column])
    return Portfolio(regimes, shocks, accounts, alerts, watched, days)
