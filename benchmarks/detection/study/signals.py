"""Candidate signals beside sentiment, each in sd of its own, high where something may be wrong."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from benchmarks.detection.study.panel import Panel

UNHAPPY = -0.3  # of the residual
RECENT, USUAL = 14, 90


def windowed(daily: np.ndarray, oldest: int, newest: int) -> np.ndarray:
    """Sums over the days [t - oldest, t - newest]."""
    total = np.concatenate([np.zeros((len(daily), 1)), np.cumsum(daily, axis=1)], axis=1)
    t, n_days = np.arange(daily.shape[1]), daily.shape[1]
    return total[:, np.clip(t - newest + 1, 0, n_days)] - total[:, np.clip(t - oldest, 0, n_days)]


def unhappy_share(panel: Panel) -> np.ndarray:
    """More of the last messages are unhappy than of the account's earlier ones."""
    unhappy = panel.sums((panel.messages["residual"] < UNHAPPY).to_numpy(float))
    everything = panel.sums(np.ones(len(panel.messages)))
    general = unhappy.sum() / everything.sum()
    usual = (windowed(unhappy, 110, 21) + 6 * general) / (windowed(everything, 110, 21) + 6)
    n = windowed(everything, RECENT - 1, 0)
    found = windowed(unhappy, RECENT - 1, 0) - n * usual
    return np.where(n > 0, found / np.sqrt(np.maximum(1.6 * n * usual * (1 - usual), 0.2)), 0)


def volume(panel: Panel) -> np.ndarray:
    """More conversations than usual, beside what all accounts do."""
    return -_fewer(panel, panel.sums((~panel.messages.duplicated(["row", "thread"])).to_numpy(float)), 28)


def silent_champion(panel: Panel) -> np.ndarray:
    """Fewer messages than usual of the one who writes most."""
    messages = panel.messages
    counts = messages.groupby(["row", "author_id"]).size()
    champion = dict(counts.groupby(level=0).idxmax())
    theirs = messages["author_id"].eq(messages["row"].map(champion)) & ~messages.duplicated(["row", "thread"])
    return _fewer(panel, panel.sums(theirs.to_numpy(float)), 28)


def less_use(panel: Panel) -> np.ndarray:
    """Fewer active users than usual, beside what all accounts do."""
    now, usual = (windowed(panel.active_users, RECENT - 1, 0) / RECENT,
                  windowed(panel.active_users, RECENT + USUAL - 1, RECENT) / USUAL)  # fmt: skip
    known = (usual > 0.5) & (panel.cells["history_days"] >= RECENT + USUAL)
    change = np.log((now + 0.1) / (usual + 0.1))
    change = change - np.nan_to_num(np.nanmedian(np.where(known, change, np.nan), axis=0))
    return np.where(known, -change / np.sqrt(0.02 + 1 / (RECENT * np.maximum(usual, 0.05))), 0)


def long_contrast(panel: Panel) -> np.ndarray:
    """The last four weeks beside the half year that ended two months ago: for slow erosion."""
    total, n = panel.sums(panel.messages["residual"].to_numpy()), panel.sums(np.ones(len(panel.messages)))
    n_new, n_old = windowed(n, 27, 0), windowed(n, 221, 60)
    fall = windowed(total, 221, 60) / np.maximum(n_old, 1) - windowed(total, 27, 0) / np.maximum(n_new, 1)
    return np.where(
        (n_new >= 2) & (n_old >= 4),
        fall / np.sqrt(0.25 / np.maximum(n_new, 1) + 0.25 / np.maximum(n_old, 1) + 0.012),
        0,
    )


def _fewer(panel: Panel, daily: np.ndarray, recent: int) -> np.ndarray:
    """How far a count lies below that of the days before, on the scale of roots, beside what all accounts do."""
    now, usual = windowed(daily, recent - 1, 0), windowed(daily, recent + USUAL - 1, recent) * recent / USUAL
    settled = panel.cells["history_days"] >= recent + USUAL
    usual = (usual + 0.3) * ((now * settled).sum(axis=0) / np.maximum((usual * settled).sum(axis=0), 1))
    return np.where(settled, (np.sqrt(usual) - np.sqrt(now)) / (0.5 * np.sqrt(3 + 0.12 * usual)), 0)


CANDIDATES: dict[str, Callable[[Panel], np.ndarray]] = {
    "unhappy share": unhappy_share,
    "volume": volume,
    "use": less_use,
    "contact": silent_champion,
    "long contrast": long_contrast,
}
