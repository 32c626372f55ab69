"""Class probabilities: by the logits, by the band that defines neutral, and their average."""

import numpy as np
import pytest

from groundswell.scoring.calibration import (
    AT,
    Calibration,
    band_probabilities,
    class_probabilities,
    logit_probabilities,
)
from groundswell.scoring.encoder import HEADS

HALF = Calibration(band_share=0.5, band_scale=1.0)


def heads(polarity=0.0, deviation=0.125, technical=-20.0, positive=0.0) -> np.ndarray:
    """One text's raw head values; `deviation` is the standard deviation that the variance head states."""
    row = np.zeros((1, len(HEADS)))
    row[0, AT["polarity"]] = np.arctanh(polarity)
    row[0, AT["log_variance"]] = np.log(deviation**2)
    row[0, AT["technical"]] = technical
    row[0, AT["positive"]] = positive
    return row


def test_a_mean_in_the_middle_of_the_band_is_neutral_by_one_standard_deviation():
    found = band_probabilities(np.array([0.0]), np.array([0.125**2]))
    assert found[0] == pytest.approx([0.15866, 0.68269, 0.15866], abs=1e-5)


def test_a_mean_on_the_edge_of_the_band_is_positive_by_half():
    found = band_probabilities(np.array([0.125]), np.array([0.01]))
    assert found[0] == pytest.approx([0.00621, 0.49379, 0.5], abs=1e-5)


def test_general_prose_averages_logits_and_band():
    # Equal logits say a third each; the band says .15866, .68269, .15866.
    found = class_probabilities(heads(), HALF)
    assert found[0] == pytest.approx([0.24600, 0.50801, 0.24600], abs=1e-5)


def test_technical_prose_keeps_its_logits():
    row = heads(technical=20.0, positive=2.0)
    assert class_probabilities(row, HALF)[0] == pytest.approx(logit_probabilities(row, HALF)[0], abs=1e-8)


def test_the_less_sure_of_its_polarity_the_less_sure_of_its_class():
    sure, unsure = (class_probabilities(heads(0.4, deviation), HALF)[0] for deviation in (0.1, 0.5))
    assert sure[2] > unsure[2]
    assert sure.sum() == pytest.approx(1) and unsure.sum() == pytest.approx(1)
