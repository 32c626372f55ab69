"""Which signals lead churn and use, and by how many weeks: lagged correlations within accounts and weeks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
import pyarrow as pa

from groundswell.causes.impacts import Constants, rounded_table
from groundswell.causes.shuffles import generator

_TEXT, _REAL, _COUNT = pa.string(), pa.float64(), pa.int64()
SCHEMA = pa.schema([
    ("signal", _TEXT), ("target", _TEXT), ("n_accounts", _COUNT), ("n_weeks", _COUNT), ("n_outcomes", _COUNT),
    ("lag_weeks", _COUNT), ("lag_low", _COUNT), ("lag_high", _COUNT), ("effect", _REAL), ("effect_low", _REAL),
    ("effect_high", _REAL), ("correlation", _REAL), ("p", _REAL), ("n_shuffles", _COUNT),
    ("placebo_rejection_rate", _REAL), ("n_placebos", _COUNT), ("reason", _TEXT),
])  # fmt: skip
CHURN, USE = "churn", "use"
TARGETS = {CHURN: "churned", USE: "use_of_product"}
# what is use itself foretells use for no reason of interest
OF_USE = ("use_of_product", "logins_per_user", "features_per_user")
_SWEEPS = 20
_PARTS = 20

Row = dict[str, object]


@dataclass(frozen=True)
class Series:
    """A signal or target by account and week, less the means of its account and of its week; 0 where not known.

    Attributes:
        values: Shape (accounts, weeks).
        known: 1 where it is known, 0 elsewhere; same shape.
        sd: Its standard deviation within accounts and weeks.
    """

    values: np.ndarray
    known: np.ndarray
    sd: float

    @classmethod
    def of(cls, values: np.ndarray) -> Series:
        """From values with NaN where nothing is known."""
        known = (~np.isnan(values)).astype(float)
        left = np.nan_to_num(values)
        for _ in range(_SWEEPS):
            for axis in (1, 0):
                n = known.sum(axis=axis, keepdims=True)
                left = (left - left.sum(axis=axis, keepdims=True) / np.where(n, n, 1)) * known
        n = known.sum()
        return cls(left, known, float(np.sqrt((left**2).sum() / n)) if n else 0.0)


@dataclass(frozen=True)
class Lagged:
    """Sums of products of every account's signal with every account's target, by lag; shape (lags, accounts, accounts).

    Row: whose signal; column: whose target. The diagonal is what happened, any other pairing what chance would do.
    """

    products: np.ndarray
    squares_of_signal: np.ndarray
    squares_of_target: np.ndarray

    @classmethod
    def of(cls, signal: Series, target: Series, lags: int) -> Lagged:
        """Of lags 0 to *lags* weeks: the target comes so much later than the signal."""
        weeks = signal.values.shape[1]
        sums: list[list[np.ndarray]] = [[], [], []]
        for lag in range(lags + 1):
            early, late = slice(0, weeks - lag), slice(lag, weeks)
            sums[0].append(signal.values[:, early] @ target.values[:, late].T)
            sums[1].append(signal.values[:, early] ** 2 @ target.known[:, late].T)
            sums[2].append(signal.known[:, early] @ (target.values[:, late] ** 2).T)
        return cls(*(np.array(each) for each in sums))

    def correlations(self, whose: np.ndarray, of: np.ndarray | None = None) -> np.ndarray:
        """Correlation by lag where account i's target meets the signal of account whose[i]; shape (..., lags).

        Args:
            whose: Accounts whose signal it is, shape (..., accounts).
            of: Accounts whose target it is; by default each once, in order.
        """
        columns = np.arange(self.products.shape[1]) if of is None else of
        top, left, right = (
            each[:, whose, columns].sum(axis=-1)
            for each in (self.products, self.squares_of_signal, self.squares_of_target)
        )
        scale = np.sqrt(left * right)
        return np.moveaxis(np.divide(top, scale, out=np.zeros_like(top), where=scale > 0), 0, -1)


def measure_leads(weeks: pd.DataFrame, topics: pd.DataFrame, constants: Constants) -> pa.Table:
    """Leads of each signal over each target.

    Args:
        weeks: account_id, week_number, a column a signal (NaN: not known), churned (0 or 1, NaN while not known).
        topics: account_id, week_number, topic, topic_share; of a known week without the topic the share is 0.
        constants: Values of seed `cause_constants`.

    Returns:
        One row per signal and target, as SCHEMA. A row that says nothing says why.
    """
    if not len(weeks):
        return rounded_table([], SCHEMA)
    grid = Grid.of(weeks, constants.days("lead_accounts"))
    signals = {name: grid.values(weeks, name) for name in weeks.columns
               if name not in ("account_id", "week_number", "churned")}  # fmt: skip
    spoke = ~np.isnan(signals["sentiment"])
    for topic, rows in sorted(topics.groupby("topic"), key=lambda item: str(item[0])):
        share = np.nan_to_num(grid.values(rows, "topic_share"))
        signals[f"topic: {topic}"] = np.where(spoke, share, np.nan)
    rows = []
    for target, column in TARGETS.items():
        values = grid.values(weeks, column)
        tests = [lead_row(name, signal, target, values, constants) for name, signal in signals.items()
                 if target != USE or name not in OF_USE]  # fmt: skip
        rate = _placebo_rate(tests, constants)
        rows += [row | rate for row, _ in tests]
    return rounded_table(rows, SCHEMA)


@dataclass(frozen=True)
class Grid:
    """The accounts and weeks of a panel."""

    accounts: np.ndarray
    first_week: int
    n_weeks: int

    @classmethod
    def of(cls, weeks: pd.DataFrame, most: int) -> Grid:
        """All accounts, or so many drawn by their ids."""
        accounts = np.unique(weeks["account_id"].to_numpy().astype(str))
        if len(accounts) > most:
            accounts = np.sort(generator("lead accounts").choice(accounts, most, replace=False))
        numbers = weeks["week_number"].to_numpy().astype(int)
        return cls(accounts, int(numbers.min()), int(np.ptp(numbers)) + 1)

    def values(self, rows: pd.DataFrame, column: str) -> np.ndarray:
        """A column by account and week, NaN where there is none."""
        ids = rows["account_id"].to_numpy().astype(str)
        week = rows["week_number"].to_numpy().astype(int) - self.first_week
        chosen = np.isin(ids, self.accounts) & (week >= 0) & (week < self.n_weeks)
        values = np.full((len(self.accounts), self.n_weeks), np.nan)
        values[np.searchsorted(self.accounts, ids[chosen]), week[chosen]] = rows[column].to_numpy(dtype=float)[chosen]
        return values


def lead_row(
    name: str, signal: np.ndarray, target_name: str, target: np.ndarray, constants: Constants
) -> tuple[Row, list[float]]:
    """The lag at which a signal leads a target most clearly, and placebo p's: of accounts paired by lot.

    Args:
        name: Name of the signal.
        signal: Shape (accounts, weeks), NaN where not known.
        target_name: CHURN or USE.
        target: Same shape.
        constants: Values of the seed.
    """
    row: Row = dict.fromkeys(SCHEMA.names) | {"signal": name, "target": target_name}
    both = ~np.isnan(signal).all(axis=1) & ~np.isnan(target).all(axis=1)
    outcomes = int(np.nansum(target[both])) if target_name == CHURN else None
    row |= {"n_accounts": int(both.sum()), "n_weeks": int(signal.shape[1]), "n_outcomes": outcomes}
    if reason := _too_little(signal[both], both.sum(), outcomes, constants):
        return row | {"reason": reason}, []
    x, y = Series.of(signal[both]), Series.of(target[both])
    if min(x.sd, y.sd) < 1e-9:
        return row | {"reason": "it hardly ever changes"}, []
    lags, shuffles = constants.days("lead_weeks"), constants.days("shuffles")
    lagged = Lagged.of(x, y, lags)
    n = int(both.sum())
    own = np.arange(n)
    found = lagged.correlations(own)
    lag = int(np.argmax(np.abs(found)))
    rng = generator(f"lead:{name}:{target_name}")
    largest = _by_chance(lagged, n, constants.days("lead_first_shuffles"), rng)
    promising = np.mean(largest >= np.abs(found[lag])) <= constants["lead_promising_p"]
    if promising and shuffles > len(largest):
        largest = np.concatenate([largest, _by_chance(lagged, n, shuffles - len(largest), rng)])
    drawn = rng.integers(0, n, (constants.days("lead_draws"), n))
    again = np.concatenate([lagged.correlations(part, part) for part in np.array_split(drawn, _PARTS)])
    lag_low, lag_high = np.quantile(np.argmax(np.abs(again), axis=1), [0.025, 0.975], method="nearest")
    scale = y.sd if target_name == USE else float(np.sqrt((y.values**2).sum() / y.known.sum()))
    low, high = np.quantile(again[:, lag], [0.025, 0.975])
    placebo = [float((1 + np.sum(largest[half] >= each)) / (1 + half.sum()))
               for half, each in _halves(largest, constants.days("lead_placebos"))]  # fmt: skip
    return row | {
        "lag_weeks": lag, "lag_low": int(lag_low), "lag_high": int(lag_high), "correlation": float(found[lag]),
        "effect": float(found[lag] * scale), "effect_low": float(low * scale), "effect_high": float(high * scale),
        "p": float((1 + np.sum(largest >= np.abs(found[lag]) - 1e-12)) / (1 + len(largest))),
        "n_shuffles": len(largest),
    }, placebo  # fmt: skip


def _by_chance(lagged: Lagged, n: int, shuffles: int, rng: np.random.Generator) -> np.ndarray:
    """Largest correlation over lags of targets paired with other accounts' signals, shape (shuffles,)."""
    paired = np.array([rng.permutation(n) for _ in range(shuffles)])
    return np.abs(np.concatenate([lagged.correlations(part) for part in np.array_split(paired, _PARTS)])).max(axis=1)


def _too_little(signal: np.ndarray, n_accounts: int, outcomes: int | None, constants: Constants) -> str | None:
    if n_accounts < constants["lead_minimum_accounts"]:
        return f"fewer than {constants['lead_minimum_accounts']:.0f} accounts have it and the target"
    if outcomes is not None and outcomes < constants["lead_minimum_churns"]:
        return f"fewer than {constants['lead_minimum_churns']:.0f} of these accounts left"
    weeks = np.sum(~np.isnan(signal).all(axis=0))
    if weeks < constants["lead_minimum_weeks"]:
        return f"fewer than {constants['lead_minimum_weeks']:.0f} weeks are known"
    return None


def _halves(largest: np.ndarray, count: int) -> Sequence[tuple[np.ndarray, float]]:
    """The first *count* shuffles as if they had happened, each beside all shuffles after them."""
    rest = np.arange(len(largest)) >= count
    return [(rest, float(each)) for each in largest[:count]]


def _placebo_rate(tests: list[tuple[Row, list[float]]], constants: Constants) -> Row:
    """Share of paired accounts that would have been called a lead."""
    ps = np.array([p for _, placebo in tests for p in placebo])
    rate = float(np.mean(ps <= constants["significant_p"])) if len(ps) else None
    return {"placebo_rejection_rate": rate, "n_placebos": len(ps)}
