"""Is what happened to the exposed more than chance would do? Labels are shuffled within strata of accounts alike."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

import numpy as np

_AT_ONCE = 1000


@dataclass(frozen=True)
class Compared:
    """Exposed accounts beside others of their strata.

    Attributes:
        effect: Weighted mean over strata of the change of the exposed less that of the others.
        shuffled: The same for shuffled labels, shape (shuffles,).
        around: The same where the effect was taken off the exposed first: how far it scatters around its value.
        n_exposed, n_controls: Accounts in strata that hold both.
    """

    effect: float
    shuffled: np.ndarray
    around: np.ndarray
    n_exposed: int
    n_controls: int

    @property
    def spread(self) -> float:
        """Standard error of the effect by the spread of the accounts alone."""
        return float(np.sqrt(np.mean(self.around**2)))


def generator(key: str) -> np.random.Generator:
    """Random numbers that depend on a name alone: the same rows give the same shuffles."""
    return np.random.default_rng(int.from_bytes(hashlib.sha256(key.encode()).digest()[:8], "big"))


def compare(
    delta: np.ndarray, weight: np.ndarray, exposed: np.ndarray, stratum: np.ndarray, shuffles: int, key: str
) -> Compared | None:
    """Compare the exposed with the others of their strata.

    Args:
        delta: Change of each account, shape (accounts,).
        weight: One over its variance, positive.
        exposed: Whether it was exposed.
        stratum: Code of its stratum.
        shuffles: How many shuffles.
        key: Name that the shuffles depend on.

    Returns:
        None if no stratum holds both exposed and others.
    """
    parts = [np.flatnonzero(stratum == code) for code in np.unique(stratum)]
    parts = [part for part in parts if 0 < exposed[part].sum() < len(part)]
    if not parts:
        return None
    strata = [(delta[part], weight[part], exposed[part].astype(float)) for part in parts]
    effect = _effects([(d, w, z[None, :]) for d, w, z in strata])[0]
    rng = generator(key)
    shuffled, under_effect = [], []
    for start in range(0, shuffles, _AT_ONCE):
        count = min(_AT_ONCE, shuffles - start)
        labels = [rng.permuted(np.tile(z, (count, 1)), axis=1) for _, _, z in strata]
        shuffled.append(_effects([(d, w, each) for (d, w, _), each in zip(strata, labels, strict=True)]))
        under_effect.append(
            _effects([(d - effect * z, w, each) for (d, w, z), each in zip(strata, labels, strict=True)])
        )
    return Compared(
        float(effect), np.concatenate(shuffled), np.concatenate(under_effect),
        int(sum(z.sum() for _, _, z in strata)), int(sum((1 - z).sum() for _, _, z in strata)),
    )  # fmt: skip


def _effects(strata: list[tuple[np.ndarray, np.ndarray, np.ndarray]]) -> np.ndarray:
    """The effect under each row of labels; strata weigh by what their contrast is known to."""
    total, weights = np.zeros(strata[0][2].shape[0]), np.zeros(strata[0][2].shape[0])
    for delta, weight, labels in strata:
        exposed_weight, exposed_sum = labels @ weight, labels @ (weight * delta)
        other_weight, other_sum = weight.sum() - exposed_weight, (weight * delta).sum() - exposed_sum
        contrast = exposed_weight * other_weight / weight.sum()
        total += contrast * (exposed_sum / exposed_weight - other_sum / other_weight)
        weights += contrast
    return total / weights


@dataclass(frozen=True)
class SharedNoise:
    """What moves all exposed together without any event: no shuffle of labels shows it, placebo dates do.

    Attributes:
        sd: Its standard deviation.
        degrees_of_freedom: How well that is known: Student's, not normal, draws.
    """

    sd: float
    degrees_of_freedom: int

    def draws(self, count: int, key: str) -> np.ndarray:
        """Random values of it, shape (count,)."""
        rng = generator(key + ":shared")
        return self.sd * rng.standard_t(max(1, self.degrees_of_freedom), count)


def p_value(effect: float, shuffled: np.ndarray, noise: np.ndarray | float = 0.0) -> float:
    """Two-sided p of an effect against shuffled ones, each with a draw of the noise that all exposed share."""
    reached = np.sum(np.abs(shuffled + noise) >= abs(effect) - 1e-12)
    return float((1 + reached) / (1 + len(shuffled)))


def half_width(shuffled: np.ndarray, noise: np.ndarray | float = 0.0, level: float = 0.95) -> float:
    """Half of the interval of an effect: what chance and shared noise together stay within so often."""
    return float(np.quantile(np.abs(shuffled + noise), level))
