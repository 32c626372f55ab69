"""How much of a class should come from the polarity: judged on domains that a small encoder was not trained on."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
from benchmarks.scoring.reliability import ece

from groundswell.scoring.calibration import class_probabilities, polarity_of, raw_variance
from groundswell.scoring.encoder import load_base, load_tokenizer, merge
from groundswell.scoring.session import Session
from groundswell.scoring.training.batches import window_of
from groundswell.scoring.training.calibrate import BAND_WIDENING, NO_CLASS, fit_calibration, hard_classes
from groundswell.scoring.training.datasets import Example, read_all
from groundswell.scoring.training.loop import fit
from groundswell.scoring.training.network import delta_of
from groundswell.scoring.training.recipe import Recipe

TRAINED_ON = {"vader_tweets": 9000, "vader_movie": 5000}  # domain left out → texts of the others, one short pass
JUDGED, CALIBRATED_ON = 1500, 600  # sentences of the domain; held-back texts of each other set
SHARES, WIDENINGS = (0.0, 0.25, 0.5, 1.0), (1.0, BAND_WIDENING, 4.0)


def print_report(data: Path) -> None:
    """Per domain left out: the polarity's error in units of its variance, and each share's log loss, ECE, accuracy."""
    for domain, size in TRAINED_ON.items():
        known, unknown = _chosen(read_all(data), domain)
        heads = _trained_without(data, domain, size, known + unknown)
        _print_domain(domain, heads, known, unknown)


def _chosen(examples: list[Example], domain: str) -> tuple[list[Example], list[Example]]:
    random = np.random.default_rng(1)
    sources = np.array([example.source for example in examples])
    held_back = np.array([example.is_held_back for example in examples])
    unknown = random.permutation(np.flatnonzero(sources == domain))[:JUDGED]
    others = sorted(set(sources[held_back]) - {domain})
    known = [random.permutation(np.flatnonzero(held_back & (sources == name)))[:CALIBRATED_ON] for name in others]
    return [examples[at] for at in np.concatenate(known)], [examples[at] for at in unknown]


def _trained_without(data: Path, domain: str, size: int, judged: list[Example]) -> np.ndarray:
    """Raw heads of `judged` by an encoder that never saw `domain`, [examples, heads]."""
    recipe = replace(Recipe(), passes=1)
    state, base = fit(data, recipe, size, leave_out=domain)
    delta = {name: array.astype(np.float32) for name, array in delta_of(state, base).items()}
    session, tokenizer = Session(merge(load_base(), delta, recipe.scale)), load_tokenizer()
    return session.run([window_of(tokenizer, example.text) for example in judged]).astype(np.float64)


def _print_domain(domain: str, heads: np.ndarray, known: list[Example], unknown: list[Example]) -> None:
    constants = fit_calibration(heads[: len(known)], known)
    heads, labels = heads[len(known) :], hard_classes(unknown)
    one = replace(
        constants, band_scale=constants.band_scale / BAND_WIDENING, band_floor=constants.band_floor / BAND_WIDENING
    )
    error = np.array([example.valence for example in unknown]) - polarity_of(heads, one)
    in_variances = np.var(error / np.sqrt(one.band_scale * raw_variance(heads) + one.band_floor))
    print(f"\nwithout {domain}: error of the polarity there {in_variances:.2f} of the fitted variance")
    print(f"{'share of the band':>18s} {'widening':>9s} {'log loss':>9s} {'ECE':>6s} {'accuracy':>9s} {'neutral':>8s}")
    heads, labels = heads[labels != NO_CLASS], labels[labels != NO_CLASS]
    for share in SHARES:
        for widening in WIDENINGS if share else (1.0,):
            tried = replace(
                one, band_share=share, band_scale=one.band_scale * widening, band_floor=one.band_floor * widening
            )
            classes = class_probabilities(heads, tried)
            right = classes.argmax(axis=1) == labels
            loss = -np.log(classes[np.arange(len(labels)), labels].clip(1e-6)).mean()
            print(
                f"{share:18.2f} {widening:9.1f} {loss:9.3f} {ece(classes.max(axis=1), right):6.3f} "
                f"{right.mean():9.3f} {classes[:, 1].mean():8.3f}"
            )
    print(f"neutral in truth: {(labels == 1).mean():.3f}")
