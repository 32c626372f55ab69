"""What others do with the same daily means: z-scores, a CUSUM, and Prophet. Episodes as ours."""

from __future__ import annotations

import logging

import numpy as np
import pandas as pd

GAP_DAYS = 21  # crossings nearer than this are one alert, as with our own policies
MINIMUM_DAYS = 7  # with data in the window; elementary's own default
FIRST_JUDGED_DAY = 60  # of history
REFIT_DAYS = 28  # a model a day and account would take hours
PROPHET_MINIMUM_DAYS = 10  # with data before a fit; fewer say nothing of a trend
SEED = 7  # of the draws behind Prophet's intervals


def z_score(days: pd.DataFrame, window: int, threshold: float = 3.0) -> pd.DataFrame:
    """Elementary-style: the day's mean against mean and sd of the *window* days before it."""
    past = days.groupby("entity_id")["daily_mean"]
    before = past.shift(1)
    rolling = before.groupby(days["entity_id"]).rolling(window, min_periods=MINIMUM_DAYS)
    mean, sd = (x.reset_index(level=0, drop=True) for x in (rolling.mean(), rolling.std()))
    return episodes(days, (mean - days["daily_mean"]) / sd.where(sd > 0), threshold)


def cusum(days: pd.DataFrame, threshold: float = 5.0, slack: float = 0.5) -> pd.DataFrame:
    """Page's one-sided CUSUM of the daily means, standardised by their mean and sd of [t - 97, t - 8] days."""
    lagged = days.groupby("entity_id")["daily_mean"].shift(8)
    rolling = lagged.groupby(days["entity_id"]).rolling(90, min_periods=10)
    mean, sd = (x.reset_index(level=0, drop=True) for x in (rolling.mean(), rolling.std()))
    z = ((days["daily_mean"] - mean) / sd.where(sd > 0)).to_numpy()
    starts = (days["entity_id"] != days["entity_id"].shift()).to_numpy()
    total, sums = 0.0, np.full(len(days), np.nan)
    for i, value in enumerate(z):
        if starts[i]:
            total = 0.0
        if np.isfinite(value):
            total = max(0.0, total - value - slack)
            sums[i] = total
            if total >= threshold:
                total = 0.0
    return episodes(days, pd.Series(sums, index=days.index), threshold)


def prophet(days: pd.DataFrame, interval: float = 0.997) -> pd.DataFrame:
    """Days below the interval that Prophet foretold: fitted every `REFIT_DAYS` to all days before, trend and weekday.

    Raises:
        ImportError: Prophet is not installed (`pip install "groundswell[bench]"`).
    """
    from prophet import Prophet

    logging.getLogger("cmdstanpy").setLevel(logging.ERROR)
    logging.getLogger("prophet").setLevel(logging.ERROR)
    np.random.seed(SEED)
    below = pd.Series(np.nan, index=days.index)
    for _, account in days.groupby("entity_id"):
        known = account.loc[account["daily_mean"].notna(), ["date_day", "daily_mean"]].set_axis(["ds", "y"], axis=1)
        for start in range(FIRST_JUDGED_DAY, len(account), REFIT_DAYS):
            ahead = account.iloc[start : start + REFIT_DAYS]
            seen = known["ds"] < ahead["date_day"].iloc[0]
            asked = known["ds"].between(ahead["date_day"].iloc[0], ahead["date_day"].iloc[-1])
            if seen.sum() < PROPHET_MINIMUM_DAYS or not asked.any():
                continue
            model = Prophet(interval_width=interval, yearly_seasonality=False, daily_seasonality=False)
            foretold = model.fit(known[seen], seed=SEED).predict(known.loc[asked, ["ds"]])
            below.loc[known.index[asked]] = foretold["yhat_lower"].to_numpy() - known.loc[asked, "y"].to_numpy()
    return episodes(days, below, 0.0)


def episodes(days: pd.DataFrame, score: pd.Series, threshold: float) -> pd.DataFrame:
    """The first day of each episode: columns entity_id, opened_on."""
    crossings = days.loc[(score >= threshold) & (days["history_days"] >= FIRST_JUDGED_DAY), ["entity_id", "date_day"]]
    gap = crossings.groupby("entity_id")["date_day"].diff().dt.days
    return crossings[~(gap < GAP_DAYS)].rename(columns={"date_day": "opened_on"})
