"""The labelled sets as one table of training examples.

Only sets under MIT or CC BY 4.0 are read: from `<data>/training` and, for the rated words, from the package
vaderSentiment. The Amazon snippets of the VADER ground truth, the support dialogues, the Stack Overflow test split
and GoEmotions dev stay out: they are what the scorer is judged on. A tenth of every set, chosen by a hash of the
text, is held back for calibration.
"""

from __future__ import annotations

import ast
import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from importlib import resources
from pathlib import Path

import numpy as np
import pandas as pd
import vaderSentiment
from scipy.stats import norm

from groundswell.scoring.calibration import NEUTRAL_BAND
from groundswell.scoring.encoder import EMOTIONS

NAN = float("nan")
HELD_BACK_SHARE = 0.1
GO_EMOTIONS = (
    "admiration", "amusement", "anger", "annoyance", "approval", "caring", "confusion", "curiosity", "desire",
    "disappointment", "disapproval", "disgust", "embarrassment", "excitement", "fear", "gratitude", "grief", "joy",
    "love", "nervousness", "optimism", "pride", "realization", "relief", "remorse", "sadness", "surprise", "neutral",
)  # fmt: skip

# Where a labelled emotion lies in [−1,+1] and how strong it is. Our own reading, used as a weak target only
# (see `Example.valence_sd`): the graded scale itself is learnt from the raters of the VADER ground truth.
EMOTION_VALENCE = {
    "admiration": 0.55, "amusement": 0.4, "anger": -0.6, "annoyance": -0.4, "approval": 0.25, "caring": 0.3,
    "confusion": -0.1, "curiosity": 0.0, "desire": 0.2, "disappointment": -0.45, "disapproval": -0.35, "disgust": -0.55,
    "embarrassment": -0.35, "excitement": 0.6, "fear": -0.45, "gratitude": 0.5, "grief": -0.6, "joy": 0.6, "love": 0.65,
    "nervousness": -0.3, "optimism": 0.35, "pride": 0.5, "realization": 0.0, "relief": 0.35, "remorse": -0.4,
    "sadness": -0.5, "surprise": 0.0, "neutral": 0.0,
}  # fmt: skip
# Weak on purpose: 39,000 readings of labels must not outvote the raters of 18,000 sentences.
EMOTION_VALENCE_SD = 0.45
EMOTION_CLASS_WEIGHT = 0.5
CLASSES = ("negative", "neutral", "positive")


@dataclass
class Example:
    """One text and whatever is known about it; NaN where nothing is known."""

    text: str
    source: str
    classes: tuple[float, float, float] = (NAN, NAN, NAN)
    class_weight: float = 1.0
    valence: float = NAN
    valence_sd: float = NAN  # standard error of the human mean, or the width of a weak target
    is_rated: bool = False  # valence is a mean of human ratings, so it may train the variance head
    intensity: float = NAN
    emotions: tuple[float, ...] = (NAN,) * len(EMOTIONS)
    fine: tuple[float, ...] = (NAN,) * len(GO_EMOTIONS)
    context: str = ""
    is_held_back: bool = field(init=False)

    def __post_init__(self) -> None:
        digest = hashlib.md5(" ".join(self.text.lower().split()).encode("utf-8", "ignore")).digest()
        self.is_held_back = digest[0] < 256 * HELD_BACK_SHARE


def soft_classes(valence: float, error: float) -> tuple[float, float, float]:
    """P(negative), P(neutral), P(positive) of a true mean known as `valence` ± `error`, all in units of [−1,+1]."""
    below, above = norm.cdf((-NEUTRAL_BAND - valence) / error), norm.sf((NEUTRAL_BAND - valence) / error)
    return float(below), float(1 - below - above), float(above)


def read_vader(folder: Path) -> list[Example]:
    """Sentences with the mean valence of about 20 raters, Amazon left out."""
    rows = pd.read_parquet(folder / "vader_ground_truth.parquet")
    examples = []
    for row in rows[rows.source != "amazon"].itertuples():
        ratings = np.array(json.loads(row.raw_ratings), float) / 4
        error = max(float(ratings.std()) / np.sqrt(max(len(ratings), 1)), 0.02)
        examples.append(
            Example(
                row.text, f"vader_{row.source}", soft_classes(row.polarity, np.hypot(error, 0.03)),
                valence=row.polarity, valence_sd=error, is_rated=True, intensity=float(np.abs(ratings).mean()),
            )
        )  # fmt: skip
    return examples


def read_lexicon() -> list[Example]:
    """Single words and emoticons with the mean valence of ten raters, from the installed package vaderSentiment.

    None is held back: calibration is about sentences. They are not `is_rated` either, for the same reason.
    """
    lines = (resources.files(vaderSentiment) / "vader_lexicon.txt").read_text("utf-8").splitlines()
    examples = []
    for line in lines:
        word, _, _, raw = line.split("\t")[:4]
        ratings = np.array(ast.literal_eval(raw), float) / 4
        error = max(float(ratings.std()) / np.sqrt(len(ratings)), 0.02)
        valence = float(ratings.mean())
        example = Example(
            word, "lexicon", soft_classes(valence, np.hypot(error, 0.03)), valence=valence, valence_sd=error,
            intensity=float(np.abs(ratings).mean()),
        )  # fmt: skip
        example.is_held_back = False
        examples.append(example)
    return examples


def emotion_groups(mapped: object, fine: Sequence[str]) -> set[str]:
    """Which of the scorer's emotions a comment with the labels *fine* has; *mapped* is NULL or joined by `|`.

    Whoever asks in order to understand is counted as confused, as in the mapping that the aim was set on.
    """
    groups = set(mapped.split("|")) if isinstance(mapped, str) else set()
    return groups | {"confusion"} if "curiosity" in fine else groups


def read_goemotions(folder: Path, split: str = "train") -> list[Example]:
    """Comments with 28 emotions, their seven groups, and a weak valence from the emotions' own."""
    rows = pd.read_parquet(folder / "goemotions.parquet")
    examples = []
    for row in rows[rows.split == split].itertuples():
        fine = row.labels.split("|")
        valences = np.array([EMOTION_VALENCE[name] for name in fine])
        signs = np.array([-1 if value < -0.2 else 1 if value > 0.2 else 0 for value in valences])
        groups = emotion_groups(row.mapped, fine)
        shares = [float((signs == sign).mean()) for sign in (-1, 0, 1)]
        examples.append(
            Example(
                row.text, "goemotions", tuple(shares), EMOTION_CLASS_WEIGHT, valence=float(valences.mean()),
                valence_sd=EMOTION_VALENCE_SD,
                emotions=tuple(float(name in groups) for name in EMOTIONS),
                fine=tuple(float(name in fine) for name in GO_EMOTIONS),
            )
        )  # fmt: skip
    return examples


def _of_class(text: str, source: str, label: str) -> Example:
    index = CLASSES.index(label)
    classes = tuple(float(index == position) for position in range(3))
    return Example(text, source, classes, valence=(-0.4, 0.0, 0.4)[index], valence_sd=0.25)


def read_stackoverflow(folder: Path, split: str = "train") -> list[Example]:
    """Technical posts in three classes."""
    rows = pd.read_parquet(folder / "stackoverflow_polarity.parquet")
    return [_of_class(row.text, "stackoverflow", row.label) for row in rows[rows.split == split].itertuples()]


def read_premo(folder: Path) -> list[Example]:
    """Code-review messages in three classes."""
    rows = pd.read_parquet(folder / "premo_pull_requests.parquet")
    return [_of_class(row.text, "premo", row.polarity) for row in rows.itertuples()]


def read_all(data: Path) -> list[Example]:
    """Every example that may be trained on or calibrated with, in a fixed order.

    Raises FileNotFoundError naming the folder when the data are not there.
    """
    folder = Path(data) / "training"
    if not folder.is_dir():
        raise FileNotFoundError(f"No training data at {folder}: see docs/model-card.md for the sets and their sources.")
    sets = (read_vader(folder), read_goemotions(folder), read_stackoverflow(folder), read_premo(folder))
    return [example for examples in sets for example in examples] + read_lexicon()
