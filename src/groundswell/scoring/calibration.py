"""From raw head values to calibrated numbers. The constants are fitted once, on held-back folds, by training."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import asdict, dataclass

import numpy as np
from scipy.special import ndtr

from groundswell.scoring.encoder import EMOTIONS, HEADS

COLUMNS = ("polarity", "variance", "p_negative", "p_neutral", "p_positive", "intensity", *EMOTIONS)
NEUTRAL_BAND = 0.125  # |mean rating| within this, on [−1,+1], is neutral: .5 on the raters' scale of ±4
AT = {name: HEADS.index(name) for name in HEADS}
CLASS_SLICE = slice(AT["negative"], AT["positive"] + 1)
EMOTION_SLICE = slice(AT[EMOTIONS[0]], None)
_POSITIVE = {"temperature", "technical_temperature", "variance_scale", "band_scale"}


@dataclass(frozen=True)
class Calibration:
    """Constants of the manifest's `calibration` entry.

    Class logits are divided by a temperature and shifted by a bias; technical prose has its own of both, and the
    network's `technical` head says how much of which to use. Polarity is a blend of the regression head and of
    P(positive) − P(negative) by these logits, on the raters' scale. Its variance is the variance head's, scaled, plus a
    floor: widened for `polarity_se`, so that it covers, and as likely as can be (`band_…`) for what follows.
    Class probabilities average the logits' with those of a normal polarity below, within and above the neutral band;
    `band_share` is the weight of the latter in prose that is not technical.
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
    band_share: float = 0.0
    band_scale: float = 1.0
    band_floor: float = 0.0

    @classmethod
    def of(cls, values: Mapping) -> Calibration:
        """From the manifest's JSON.

        Raises TypeError on an unknown name or a value that is no number, ValueError on one that no score can come from.
        """
        for name, value in values.items():
            numbers = value if isinstance(value, list) else [value]
            if not all(isinstance(number, int | float) for number in numbers):
                raise TypeError(f"{name} is {value!r}")
            if not all(map(math.isfinite, numbers)) or (name in _POSITIVE and value <= 0):
                raise ValueError(f"{name} is {value!r}, not a {'positive' if name in _POSITIVE else 'finite'} number")
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


def _technical(heads: np.ndarray) -> np.ndarray:
    """How technical the prose is, [rows, 1] in 0 … 1."""
    return sigmoid(heads[:, AT["technical"], None])


def logit_probabilities(heads: np.ndarray, constants: Calibration) -> np.ndarray:
    """Negative, neutral, positive by the class logits alone, [rows, 3]."""
    share = _technical(heads)
    scale = (1 - share) / constants.temperature + share / constants.technical_temperature
    bias = (1 - share) * np.array(constants.bias) + share * np.array(constants.technical_bias)
    return softmax(heads[:, CLASS_SLICE] * scale + bias)


def polarity_parts(heads: np.ndarray, constants: Calibration) -> np.ndarray:
    """The two ingredients of polarity, [rows, 2]: regression head and P(positive) − P(negative) by the logits."""
    classes = logit_probabilities(heads, constants)
    return np.column_stack([np.tanh(heads[:, AT["polarity"]]), classes[:, 2] - classes[:, 0]])


def polarity_of(heads: np.ndarray, constants: Calibration) -> np.ndarray:
    """Polarity on the raters' scale, [rows], not clipped to [−1,+1]."""
    parts = polarity_parts(heads, constants)
    return constants.polarity_weight * parts[:, 0] + constants.class_weight * parts[:, 1] + constants.polarity_shift


def raw_variance(heads: np.ndarray) -> np.ndarray:
    """What the variance head says, [rows], before any scaling."""
    return np.exp(heads[:, AT["log_variance"]].clip(-8, 2))


def band_probabilities(polarity: np.ndarray, variance: np.ndarray) -> np.ndarray:
    """P(a normal mean rating lies below, within, above ±NEUTRAL_BAND), [rows, 3]."""
    width = np.sqrt(variance)
    below, above = ndtr((-NEUTRAL_BAND - polarity) / width), ndtr((polarity - NEUTRAL_BAND) / width)
    return np.column_stack([below, 1 - below - above, above])


def class_probabilities(heads: np.ndarray, constants: Calibration) -> np.ndarray:
    """Calibrated [rows, 3] of negative, neutral, positive."""
    by_logits = logit_probabilities(heads, constants)
    if not constants.band_share:
        return by_logits
    variance = constants.band_scale * raw_variance(heads) + constants.band_floor
    by_band = band_probabilities(polarity_of(heads, constants), variance)
    share = constants.band_share * (1 - _technical(heads))
    return (1 - share) * by_logits + share * by_band


def calibrated(heads: np.ndarray, constants: Calibration, thresholds: Mapping[str, float]) -> np.ndarray:
    """[rows, len(COLUMNS)] in fp64 from raw heads [rows, len(HEADS)]. Emotions: .5 is the fitted threshold."""
    heads = heads.astype(np.float64)
    variance = constants.variance_scale * raw_variance(heads) + constants.variance_floor
    limits = np.array([thresholds[name] for name in EMOTIONS]).clip(0.01, 0.99)
    emotions = sigmoid(heads[:, EMOTION_SLICE] - np.log(limits / (1 - limits)))
    return np.column_stack(
        [
            polarity_of(heads, constants).clip(-1, 1),
            variance,
            class_probabilities(heads, constants),
            sigmoid(heads[:, AT["intensity"]]),
            emotions,
        ]
    )
