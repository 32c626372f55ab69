"""The mean of several runs' deltas, map by map, cut back to a rank that fits into the repository."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

Delta = dict[str, np.ndarray]


def average(deltas: Sequence[Delta], rank: int) -> Delta:
    """One delta in fp16: means of biases, norms and heads, and of each map B·A the nearest of at most *rank*.

    Nearest in squared distance (Eckart and Young 1936). Runs must have begun in one state, else it means nothing.
    """
    exact = [{name: array.astype(np.float64) for name, array in delta.items()} for delta in deltas]
    means: Delta = {}
    for name in exact[0]:
        if name.endswith(".A"):
            map_name = name.removesuffix(".A")
            pairs = [(delta[f"{map_name}.B"] / len(exact), delta[f"{map_name}.A"]) for delta in exact]
            means[f"{map_name}.B"], means[name] = _mean_of_maps(pairs, rank)
        elif not name.endswith(".B"):
            means[name] = np.mean([delta[name] for delta in exact], axis=0)
    return {name: array.astype(np.float16) for name, array in means.items()}


def _mean_of_maps(pairs: Sequence[tuple[np.ndarray, np.ndarray]], rank: int) -> tuple[np.ndarray, np.ndarray]:
    """B [out, rank] and A [rank, in] of the sum of the pairs' products, without writing out the product."""
    left, left_core = np.linalg.qr(np.concatenate([up for up, _ in pairs], axis=1))
    right, right_core = np.linalg.qr(np.concatenate([down for _, down in pairs], axis=0).T)
    columns, sizes, rows = np.linalg.svd(left_core @ right_core.T)
    roots = np.sqrt(sizes[:rank])
    return left @ columns[:, :rank] * roots, roots[:, None] * rows[:rank] @ right.T
