"""What others do with the same daily means: a z-score against the last weeks, and a CUSUM. Episodes as ours."""

from __future__ import annotations

import numpy as np
import pandas as pd

GAP_DAYS = 21  # crossings nearer than this are one alert, as with our own policies
MINIMUM_DAYS = 7  # with data in the window; elementary's own default


def z_score(days: pd.DataFrame, window: int, threshold: float = 3.0) -> pd.DataFrame:
    """Elementary-style: the day's mean against mean and sd of the *window* days before it."""
    past = days.groupby("entity_id")["daily_mean"]
    before = past.shift(1)
    rolling = before.groupby(days["entity_id"]).rolling(window, min_periods=MINIMUM_DAYS)
    mean, sd = (x.reset_index(level=0, drop=True) for x in (rolling.mean(), rolling.std()))
    return _alerts(days, (mean - days["daily_mean"]) / sd.where(sd > 0), threshold)


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
    return _alerts(days, pd.Series(sums, index=days.index), threshold)


def _alerts(days: pd.DataFrame, score: pd.Series, threshold: float) -> pd.DataFrame:
    """The first day of each episode: columns entity_id, opened_on."""
    crossings = days.loc[(score >= threshold) & (days["history_days"] >= 60), ["entity_id", "date_day"]]
    gap = crossings.groupby("entity_id")["date_day"].diff().dt.days
    return crossings[~(gap < GAP_DAYS)].rename(columns={"date_day": "opened_on"})
