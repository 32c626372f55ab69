"""One world as arrays of accounts × days: what the models made of it, and what else is known of the accounts."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import duckdb
import numpy as np
import pandas as pd
from benchmarks.detection.portfolios import Portfolio

SCORED = """
    select days.entity_id, days.date_day, days.history_days, scored.movement_fast,
        (days.z_fast - coalesce(centres.centre_fast, 0)) / coalesce(scales.scale, 1) as z_fast,
        (days.z_slow - coalesce(centres.centre_slow, 0)) / coalesce(scales.scale, 1) as z_slow,
        cast(days.n_judged_recently as double) as n_recent
    from intermediate.int_detection_days__unskewed as days
    inner join intermediate.int_detection_days__scored as scored using (entity_type, entity_id, date_day)
    left join intermediate.int_score_centres as centres on days.judged_week = centres.week_start_on
    left join intermediate.int_score_scales as scales on days.judged_month = scales.month_start_on
    where days.entity_type = 'account'
"""
MESSAGES = """
    select account_id as entity_id, date_day, cast(residual as double) as residual, author_id,
        coalesce(source || thread_id, interaction_key) as thread
    from intermediate.int_interactions__residual where account_id is not null and residual is not null
"""
USAGE = "select account_id as entity_id, date_day + 1 as date_day, active_users from read_parquet(?)"


@dataclass(frozen=True)
class Panel:
    """A world; arrays have the shape (accounts, days), NaN where a model says nothing.

    Attributes:
        world: The truth and the alerts.
        days: Account and day of each cell, in order: entity_id, date_day, history_days, for the peers' episodes.
        cells: Arrays by name: z_fast, z_slow, n_recent, movement_fast, history_days.
        messages: One row per message: row, column, residual, author_id, thread.
        active_users: As known a day later.
    """

    world: Portfolio
    days: pd.DataFrame
    cells: dict[str, np.ndarray]
    messages: pd.DataFrame
    active_users: np.ndarray

    @property
    def judged(self) -> np.ndarray:
        """Account-days that the models judge."""
        return (self.cells["history_days"] >= 60) & (self.cells["n_recent"] >= 2)

    @property
    def present(self) -> np.ndarray:
        """The score that alerts today."""
        return np.fmax(self.cells["z_fast"], self.cells["z_slow"])

    def sums(self, values: np.ndarray) -> np.ndarray:
        """One value per message, summed by account and day."""
        table = np.zeros(self.judged.shape)
        np.add.at(table, (self.messages["row"], self.messages["column"]), values)
        return table

    def truth(self, regimes: tuple[str, ...], first: int, last: int) -> np.ndarray:
        """True on the days *first* to *last* after the start of each of these *regimes*."""
        chosen = np.zeros(self.judged.shape, dtype=bool)
        rows, first_day = {name: i for i, name in enumerate(self.names)}, self.days["date_day"].min()
        for planted in self.world.regimes[self.world.regimes["regime"].isin(regimes)].itertuples():
            if planted.account_id in rows:
                start = (planted.starts_on - first_day).days
                chosen[rows[planted.account_id], start + first : start + last + 1] = True
        return chosen

    @property
    def names(self) -> list[str]:
        """Accounts in the order of rows."""
        return list(dict.fromkeys(self.days["entity_id"]))


def read(world: Portfolio, folder: Path) -> Panel:
    """The panel of a world that `portfolios.build` made in *folder*."""
    with duckdb.connect(str(folder / "build.duckdb"), read_only=True) as session:
        scored, messages = session.sql(SCORED).df(), session.sql(MESSAGES).df()
    with duckdb.connect() as session:
        usage = session.execute(USAGE, [str(folder / "world" / "landing" / "usage_days.parquet")]).df()
    names = pd.Index(sorted(scored["entity_id"].unique()))
    calendar = pd.date_range(scored["date_day"].min(), scored["date_day"].max())

    def placed(table: pd.DataFrame) -> pd.DataFrame:
        table = table.assign(row=names.get_indexer(table["entity_id"]), column=calendar.get_indexer(table["date_day"]))
        return table[(table["row"] >= 0) & (table["column"] >= 0)]

    def array(table: pd.DataFrame, column: str, empty: float) -> np.ndarray:
        filled = np.full((len(names), len(calendar)), empty)
        filled[table["row"], table["column"]] = table[column]
        return filled

    scored = placed(scored)
    cells = {
        name: array(scored, name, np.nan) for name in ("z_fast", "z_slow", "n_recent", "movement_fast", "history_days")
    }
    days = pd.DataFrame({"entity_id": np.repeat(names, len(calendar)), "date_day": np.tile(calendar, len(names)),
                         "history_days": cells["history_days"].ravel()})  # fmt: skip
    return Panel(world, days, cells, placed(messages), array(placed(usage), "active_users", 0.0))
