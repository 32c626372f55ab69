"""What could be found at best: a filter that knows the variances of the simulation, which no real detector knows.

An account's mood is a base and an AR(1); a Kalman filter follows both, and a bank of likelihood ratios asks of each of
the last days whether a fall (a step, or a ramp of 60 days) began on it. The score is the log of their mean.
"""

from __future__ import annotations

import numpy as np
from benchmarks.detection.study.panel import Panel

from groundswell.demo import constants as c

ONSETS = 75  # days back
FALL, FALL_SD = 0.5, 0.12
RAMP_DAYS = 60


def scores(panel: Panel) -> np.ndarray:
    """Log-likelihood ratio of a fall, shape (accounts, days)."""
    weight, level = _observations(panel)
    return np.logaddexp(_bank(weight, level, 1), _bank(weight, level, RAMP_DAYS))


def _observations(panel: Panel) -> tuple[np.ndarray, np.ndarray]:
    """Precision and mean of each day's messages, conversations weighed as the simulation makes them."""
    messages = panel.messages
    moved = np.nan_to_num(panel.cells["movement_fast"])[messages["row"], messages["column"]]
    threads = messages.assign(level=messages["residual"] - moved).groupby(["row", "column", "thread"])["level"]
    threads = threads.agg(["mean", "size"]).reset_index()
    precision = 1 / (c.THREAD_SD**2 + c.MESSAGE_SD**2 / threads["size"])
    weight, total = np.zeros(panel.judged.shape), np.zeros(panel.judged.shape)
    np.add.at(weight, (threads["row"], threads["column"]), precision)
    np.add.at(total, (threads["row"], threads["column"]), precision * threads["mean"])
    return weight, total / np.where(weight > 0, weight, 1)


def _bank(weight: np.ndarray, level: np.ndarray, rise_days: int) -> np.ndarray:
    n_accounts, n_days = weight.shape
    keep = np.exp(-1 / c.WANDER_MEMORY_DAYS)
    state = np.zeros((n_accounts, 2))  # base, wander
    state[:, 0] = c.BASE_MOOD[0]
    spread = np.zeros((n_accounts, 2, 2))
    spread[:, 0, 0], spread[:, 1, 1] = c.BASE_MOOD[1] ** 2, c.WANDER_SD**2
    answer = np.zeros((n_accounts, ONSETS, 2))  # of the state to a fall of 1 that began at each onset
    fit, power = np.zeros((n_accounts, ONSETS)), np.zeros((n_accounts, ONSETS))
    age = np.full(ONSETS, -1)
    found = np.full(weight.shape, np.nan)
    for day in range(n_days):
        state[:, 1] *= keep
        answer[:, :, 1] *= keep
        spread[:, 0, 1] *= keep
        spread[:, 1, 0] *= keep
        spread[:, 1, 1] = spread[:, 1, 1] * keep**2 + c.WANDER_SD**2 * (1 - keep**2)
        age = np.where(age >= 0, age + 1, age)
        newest = day % ONSETS
        age[newest], answer[:, newest], fit[:, newest], power[:, newest] = 0, 0, 0, 0
        said = np.flatnonzero(weight[:, day] > 0)
        if len(said):
            shape = np.where(age >= 0, np.minimum(1.0, (age + 1) / rise_days), 0.0)
            variance = spread[said].sum(axis=(1, 2)) + 1 / weight[said, day]
            surprise = level[said, day] - state[said].sum(axis=1)
            foretold = shape - answer[said].sum(axis=2)
            fit[said] += foretold * (surprise / variance)[:, None]
            power[said] += foretold**2 / variance[:, None]
            gain = spread[said].sum(axis=2) / variance[:, None]
            state[said] += gain * surprise[:, None]
            answer[said] += gain[:, None, :] * foretold[:, :, None]
            spread[said] -= gain[:, :, None] * spread[said].sum(axis=1)[:, None, :]
        prior = 1 / FALL_SD**2
        size = (fit - FALL * prior) / (prior + power)
        ratio = 0.5 * (np.log(prior / (prior + power)) + size**2 * (prior + power) - FALL**2 * prior)
        ratio = np.where(age >= 0, ratio, -50.0)
        highest = ratio.max(axis=1)
        found[:, day] = highest + np.log(np.exp(ratio - highest[:, None]).mean(axis=1))
    return found
