"""Calibration: expected calibration error by domain, coverage of polarity_se, the model card's reliability plot."""

from __future__ import annotations

from pathlib import Path

import altair as alt
import numpy as np
import pandas as pd

from groundswell.scoring.scorer import Scorer
from groundswell.scoring.training.calibrate import NO_CLASS, hard_classes
from groundswell.scoring.training.datasets import CLASSES, Example, read_all

BINS = 15
PLOT = Path("docs/images/scorer-reliability.svg")


def ece(confidence: np.ndarray, correct: np.ndarray, bins: int = BINS) -> float:
    """Expected calibration error over equally wide bins of confidence."""
    at = np.minimum((confidence * bins).astype(int), bins - 1)
    gaps = np.bincount(at, confidence - correct, bins)
    return float(np.abs(gaps).sum() / len(confidence))


def ece_by_chance(confidence: np.ndarray, draws: int = 100) -> float:
    """The mean ECE that perfectly calibrated confidences would show on so few texts."""
    random = np.random.default_rng(7)
    return float(np.mean([ece(confidence, random.random(len(confidence)) < confidence) for _ in range(draws)]))


def _classes(scorer: Scorer, texts: list[str]) -> tuple[np.ndarray, pd.DataFrame]:
    table = scorer.score(texts, with_clauses=False)
    frame = table.drop_columns(["clauses"]).to_pandas()
    return frame[[f"p_{name}" for name in CLASSES]].to_numpy(float), frame


def _three_classes(scorer: Scorer, texts: list[str], labels: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    classes, _ = _classes(scorer, texts)
    known = ~np.isnan(classes[:, 0]) & (labels != NO_CLASS)
    return classes[known].max(axis=1), classes[known].argmax(axis=1) == labels[known]


def _two_classes(scorer: Scorer, texts: list[str], is_positive: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Where the truth knows no neutral: P(positive) among the two, and the larger of it and its complement."""
    classes, _ = _classes(scorer, texts)
    known = ~np.isnan(classes[:, 0])
    positive = classes[known, 2] / (classes[known, 0] + classes[known, 2])
    return np.maximum(positive, 1 - positive), (positive > 0.5) == is_positive[known]


def _held_back(data: Path) -> dict[str, list[Example]]:
    groups: dict[str, list[Example]] = {}
    for example in read_all(data):
        if example.is_held_back:
            groups.setdefault(example.source, []).append(example)
    return groups


def print_report(scorer: Scorer, data: Path, plot: bool = True) -> None:
    """ECE in domain (held-back folds) and on other domains, coverage of ± 2 se, and the plot."""
    curves = {}
    for name, examples in _held_back(data).items():
        curves[f"{name} (held back)"] = _three_classes(
            scorer, [example.text for example in examples], hard_classes(examples)
        )
    vader = pd.read_parquet(data / "training/vader_ground_truth.parquet")
    amazon = vader[vader.source == "amazon"]
    band = np.where(amazon.polarity < -0.125, 0, np.where(amazon.polarity > 0.125, 2, 1))
    curves["VADER Amazon (never seen)"] = _three_classes(scorer, list(amazon.text), band)
    posts = pd.read_parquet(data / "training/stackoverflow_polarity.parquet")
    posts = posts[posts.split == "test"]
    labels = np.array([CLASSES.index(label) for label in posts.label])
    curves["Stack Overflow test"] = _three_classes(scorer, list(posts.text), labels)
    for source, part in pd.read_parquet(data / "evaluation/uci_sentences.parquet").groupby("source"):
        curves[f"UCI {source} (never seen)"] = _two_classes(scorer, list(part.text), part.label.to_numpy() == 1)
    names = f"{'n':>6s} {'ECE':>6s} {'by chance':>9s} {'accuracy':>9s} {'confidence':>11s}"
    print(f"\n{'expected calibration error':34s} {names}")
    for name, (confidence, correct) in curves.items():
        errors = f"{ece(confidence, correct):6.3f} {ece_by_chance(confidence):9.3f}"
        figures = f"{errors} {correct.mean():9.3f} {confidence.mean():11.3f}"
        print(f"{name:34s} {len(correct):6d} {figures}")
    _print_coverage(scorer, data)
    if plot:
        _draw(curves)


def _print_coverage(scorer: Scorer, data: Path) -> None:
    vader = pd.read_parquet(data / "training/vader_ground_truth.parquet")
    held_back = {name: part for name, part in _held_back(data).items() if name.startswith("vader")}
    sets = {
        name: ([item.text for item in part], np.array([item.valence for item in part]))
        for name, part in held_back.items()
    }
    amazon = vader[vader.source == "amazon"]
    sets["vader_amazon (never seen)"] = (list(amazon.text), amazon.polarity.to_numpy())
    print(
        f"\n{'human means within ± 2 se':34s} {'n':>6s} {'share':>6s} {'median se':>10s} {'rmse':>6s}   target .90–.97"
    )
    for name, (texts, valence) in sets.items():
        frame = _classes(scorer, texts)[1]
        error = (frame.polarity.to_numpy(float) - valence)[frame.polarity.notna()]
        width = frame.polarity_se.to_numpy(float)[frame.polarity.notna()]
        inside = np.abs(error) <= 2 * width
        figures = f"{inside.mean():6.3f} {np.median(width):10.3f} {np.sqrt((error**2).mean()):6.3f}"
        print(f"{name:34s} {len(error):6d} {figures}")


def _draw(curves: dict[str, tuple[np.ndarray, np.ndarray]]) -> None:
    rows = []
    groups: dict[str, list[tuple[np.ndarray, np.ndarray]]] = {}
    for name, curve in curves.items():
        kind = "technical" if any(word in name for word in ("stackoverflow", "Stack", "premo")) else "other domains"
        groups.setdefault("held-back folds" if "held back" in name and kind != "technical" else kind, []).append(curve)
    for name, parts in groups.items():
        confidence, correct = (np.concatenate([part[at] for part in parts]) for at in (0, 1))
        at = np.minimum((confidence * 10).astype(int), 9)
        for number in np.unique(at):
            chosen = at == number
            if chosen.sum() >= 30:
                rows.append(
                    {"domain": name, "confidence": confidence[chosen].mean(), "accuracy": correct[chosen].mean()}
                )
    axis = alt.Scale(domain=[0.3, 1.0])
    lines = alt.Chart(pd.DataFrame(rows)).mark_line(point=True).encode(
        x=alt.X("confidence", scale=axis, title="stated confidence"),
        y=alt.Y("accuracy", scale=axis, title="share that was right"),
        color=alt.Color("domain", title=None),
    )  # fmt: skip
    diagonal = pd.DataFrame({"confidence": [0.3, 1.0], "accuracy": [0.3, 1.0]})
    ideal = alt.Chart(diagonal).mark_line(strokeDash=[4, 4], color="grey").encode(x="confidence", y="accuracy")
    PLOT.parent.mkdir(parents=True, exist_ok=True)
    (ideal + lines).properties(width=320, height=320).save(PLOT)
    print(f"\nreliability plot: {PLOT}")
