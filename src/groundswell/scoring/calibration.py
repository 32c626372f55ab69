"""From raw head values to calibrated numbers. The constants are fitted once, on held-back folds, by training."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass

import numpy as np

from groundswell.scoring.encoder import EMOTIONS, HEADS

COLUMNS = ("polarity", "variance", "p_negative", "p_neutral", "p_positive", "intensity", *EMOTIONS)
AT = {name: HEADS.index(name) for name in HEADS}
CLASS_SLICE = slice(AT["negative"], AT["positive"] + 1)
EMOTION_SLICE = slice(AT[EMOTIONS[0]], None)


@dataclass(frozen=True)
class Calibration:
    """Constants of the manifest's `calibration` entry.

    Class logits are divided by a temperature and shifted by a bias; technical prose has its own of both, and the
    network's `technical` head says how much of which to use. Polarity is a blend of the regression head and of
    P(positive) − P(negative), on the raters' scale. Its variance is the variance head's, scaled, plus a floor.
    """

    temperature: float = 1.0
    bias: tuple[float, float, float] = (0.0, 0.0, 0.0)
    technical_temperature: float = 1.0
    technical_bias: tuple[float, float, float] = (0.0, 0.0, 0.0)
    polarity_weight: float = 1.0
    class_weight: float = 0.0
    polarity_shift: float = 0.0
    variance_scale: float = 1.0
    variance_floor: float = 0.0

    @classmethod
    def of(cls, values: Mapping) -> Calibration:
        """From the manifest's JSON; raises TypeError on an unknown name."""
        return cls(**{name: tuple(value) if isinstance(value, list) else value for name, value in values.items()})

    def as_dict(self) -> dict:
        """As JSON stores it."""
        return {name: list(value) if isinstance(value, tuple) else value for name, value in asdict(self).items()}


def sigmoid(values: np.ndarray) -> np.ndarray:
    """Logistic function, safe for large values."""
    return 0.5 * (1 + np.tanh(0.5 * values))


def softmax(logits: np.ndarray) -> np.ndarray:
    """Row-wise softmax."""
    powers = np.exp(logits - logits.max(axis=1, keepdims=True))
    return powers / powers.sum(axis=1, keepdims=True)


def class_probabilities(heads: np.ndarray, constants: Calibration) -> np.ndarray:
    """Calibrated [rows, 3] of negative, neutral, positive."""
    share = sigmoid(heads[:, AT["technical"], None])
    scale = (1 - share) / constants.temperature + share / constants.technical_temperature
    bias = (1 - share) * np.array(constants.bias) + share * np.array(constants.technical_bias)
    return softmax(heads[:, CLASS_SLICE] * scale + bias)


def polarity_parts(heads: np.ndarray, constants: Calibration) -> np.ndarray:
    """The two ingredients of polarity, [rows, 2]: regression head and P(positive) − P(negative)."""
    classes = class_probabilities(heads, constants)
    return np.column_stack([np.tanh(heads[:, AT["polarity"]]), classes[:, 2] - classes[:, 0]])


def calibrated(heads: np.ndarray, constants: Calibration, thresholds: Mapping[str, float]) -> np.ndarray:
    """[rows, len(COLUMNS)] in fp64 from raw heads [rows, len(HEADS)]. Emotions: .5 is the fitted threshold."""
    heads = heads.astype(np.float64)
    parts = polarity_parts(heads, constants)
    polarity = constants.polarity_weight * parts[:, 0] + constants.class_weight * parts[:, 1] + constants.polarity_shift
    variance = constants.variance_scale * np.exp(heads[:, AT["log_variance"]].clip(-8, 2)) + constants.variance_floor
    limits = np.array([thresholds[name] for name in EMOTIONS]).clip(0.01, 0.99)
    emotions = sigmoid(heads[:, EMOTION_SLICE] - np.log(limits / (1 - limits)))
    return np.column_stack(
        [
            polarity.clip(-1, 1),
            variance,
            class_probabilities(heads, constants),
            sigmoid(heads[:, AT["intensity"]]),
            emotions,
        ]
    )
