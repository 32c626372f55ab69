"""The shape of traffic: how much, how bursty, when, how long. The same figures of simulated and of real messages."""

from __future__ import annotations

import numpy as np
import pandas as pd

QUANTILES = (0.1, 0.5, 0.9)
WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


def volumes(messages: pd.DataFrame) -> pd.Series:
    """Messages a week of each series (columns `series`, `at`), between its first and its last."""
    spans = messages.groupby("series")["at"].agg(["min", "max", "size"])
    weeks = (spans["max"] - spans["min"]).dt.total_seconds() / (7 * 86_400) + 1
    return spans["size"] / weeks


def burstiness(messages: pd.DataFrame, least: float = 3.0) -> pd.Series:
    """Variance over mean of the weekly counts, of each series of at least *least* messages a week; Poisson has 1."""
    rates = volumes(messages)
    ratios = {}
    for series, rows in messages[messages["series"].isin(rates[rates >= least].index)].groupby("series"):
        week = (rows["at"] - rows["at"].min()).dt.days // 7
        counts = np.bincount(week)[:-1]
        if len(counts) > 8:
            ratios[series] = counts.var() / counts.mean()
    return pd.Series(ratios, dtype=float)


def gaps(messages: pd.DataFrame) -> pd.Series:
    """Hours between neighbouring messages of a series."""
    ordered = messages.sort_values(["series", "at"])
    return ordered.groupby("series")["at"].diff().dropna().dt.total_seconds() / 3_600


def weekdays(messages: pd.DataFrame) -> np.ndarray:
    """Share of the messages on each weekday, from Monday, shape (7,)."""
    return np.bincount(messages["at"].dt.weekday, minlength=7) / len(messages)


def words(texts: pd.Series) -> pd.Series:
    """Words of each text that has any."""
    return texts.dropna().str.split().str.len()


def quantiles(values: pd.Series) -> str:
    """The 10 %, 50 % and 90 % quantiles in print."""
    if values.empty:
        return "none"
    return " / ".join(f"{value:,.4g}" for value in np.quantile(values, QUANTILES))


def shares(counts: pd.Series) -> str:
    """Names with their share, the largest first."""
    return ", ".join(f"{name} {share:.0%}" for name, share in (counts / counts.sum()).items())
