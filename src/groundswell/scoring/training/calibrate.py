"""Fits the manifest's constants on the held-back tenth of the training sets."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from scipy.optimize import minimize

from groundswell.scoring.calibration import (
    EMOTION_SLICE,
    Calibration,
    logit_probabilities,
    polarity_of,
    polarity_parts,
    raw_variance,
    sigmoid,
)
from groundswell.scoring.encoder import EMOTIONS
from groundswell.scoring.training.datasets import Example

NO_CLASS = -1
COVERAGE = 0.97  # of held-back means inside ± 2 se: the upper end of 90–97 %, since texts of other domains err more
BAND_SHARE = 0.25  # of the band in general prose: chosen on domains left out of training, see docs/decisions/0004
BAND_WIDENING = 2.5  # mean squared error in units of the fitted variance on the same domains
SMALLEST_SE = 0.05  # no text's mean rating is known better than this


def hard_classes(examples: list[Example]) -> np.ndarray:
    """0, 1, 2 for negative, neutral, positive; NO_CLASS where no class has more than half."""
    classes = np.array([example.classes for example in examples])
    return np.where(classes.max(axis=1) > 0.5, classes.argmax(axis=1), NO_CLASS)


def fit_calibration(heads: np.ndarray, examples: list[Example]) -> Calibration:
    """Constants that fit raw `heads` [examples, heads] to what is known about the examples."""
    constants = _fit_classes(heads, examples)
    constants = _fit_polarity(heads, examples, constants)
    constants = _fit_variance(heads, examples, constants)
    return _fit_band(heads, examples, constants)


def _fit_classes(heads: np.ndarray, examples: list[Example]) -> Calibration:
    labels = hard_classes(examples)
    known = labels != NO_CLASS
    sources = np.array([example.source for example in examples])
    # Every set counts the same, so that 4,000 Reddit comments do not decide for 300 technical posts.
    weights = np.array([1 / np.sum(known & (sources == source)) for source in sources])[known]
    weights /= weights.sum()

    def constants_of(values: np.ndarray) -> Calibration:
        return Calibration(
            temperature=float(np.exp(values[0])),
            bias=tuple(float(value) for value in values[1:4]),
            technical_temperature=float(np.exp(values[4])),
            technical_bias=tuple(float(value) for value in values[5:8]),
        )

    def loss(values: np.ndarray) -> float:
        probabilities = logit_probabilities(heads[known], constants_of(values))
        likelihood = np.log(probabilities[np.arange(len(probabilities)), labels[known]].clip(1e-9))
        return float(-(weights * likelihood).sum() + 1e-3 * np.square(values).sum())

    return constants_of(minimize(loss, np.zeros(8), method="L-BFGS-B").x)


def _rated(heads: np.ndarray, examples: list[Example]) -> tuple[np.ndarray, np.ndarray]:
    is_rated = np.array([example.is_rated for example in examples])
    return heads[is_rated], np.array([example.valence for example in examples])[is_rated]


def _fit_polarity(heads: np.ndarray, examples: list[Example], constants: Calibration) -> Calibration:
    rated, valence = _rated(heads, examples)
    design = np.column_stack([polarity_parts(rated, constants), np.ones(len(rated))])
    blend = np.linalg.lstsq(design, valence, rcond=None)[0]
    return replace(
        constants, polarity_weight=float(blend[0]), class_weight=float(blend[1]), polarity_shift=float(blend[2])
    )


def _fit_variance(heads: np.ndarray, examples: list[Example], constants: Calibration) -> Calibration:
    rated, valence = _rated(heads, examples)
    error, raw, floor = np.square(valence - polarity_of(rated, constants)), raw_variance(rated), SMALLEST_SE**2
    scale = float(np.quantile(np.maximum(error / 4 - floor, 0) / raw, COVERAGE))
    return replace(constants, variance_scale=scale, variance_floor=floor)


def _fit_band(heads: np.ndarray, examples: list[Example], constants: Calibration) -> Calibration:
    """The variance under which held-back means are likeliest, every rated set counting the same, widened for others."""
    rated, valence = _rated(heads, examples)
    sources = np.array([example.source for example in examples if example.is_rated])
    weights = np.array([1 / np.sum(sources == source) for source in sources])
    weights /= weights.sum()
    error, raw = np.square(valence - polarity_of(rated, constants)), raw_variance(rated)

    def loss(values: np.ndarray) -> float:
        variance = np.exp(values[0]) * raw + np.exp(values[1]) * SMALLEST_SE**2
        return float((weights * (error / variance + np.log(variance))).sum())

    scale, floor = BAND_WIDENING * np.exp(minimize(loss, np.zeros(2), method="L-BFGS-B").x)
    return replace(constants, band_share=BAND_SHARE, band_scale=float(scale), band_floor=float(floor * SMALLEST_SE**2))


def fit_thresholds(heads: np.ndarray, examples: list[Example]) -> dict[str, float]:
    """For every emotion the probability at which F1 is best on the held-back examples that know their emotions."""
    truth = np.array([example.emotions for example in examples])
    known = ~np.isnan(truth[:, 0]) & np.array([example.source == "goemotions" for example in examples])
    scores, truth = sigmoid(heads[known][:, EMOTION_SLICE].astype(np.float64)), truth[known] > 0.5
    grid = np.arange(0.1, 0.71, 0.02)
    return {
        name: float(round(grid[np.argmax([f1(scores[:, at] >= limit, truth[:, at]) for limit in grid])], 2))
        for at, name in enumerate(EMOTIONS)
    }


def f1(predicted: np.ndarray, truth: np.ndarray) -> float:
    """F1 of two boolean arrays, 0 when nothing is predicted and nothing true."""
    return 2 * np.sum(predicted & truth) / max(predicted.sum() + truth.sum(), 1)
