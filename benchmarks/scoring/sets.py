"""The labelled sets that nothing was trained on, each with its measure."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import pandas as pd
from scipy.stats import pearsonr, spearmanr

from groundswell.scoring.training.datasets import emotion_groups, read_all

EMOTIONS = ("anger", "frustration", "confusion", "joy", "satisfaction", "enthusiasm", "neutral")
CLASSES = np.array(["negative", "neutral", "positive"])


@dataclass
class Judged:
    """What a scorer says of texts: arrays over the texts, None where it has no opinion of that kind."""

    polarity: np.ndarray
    label: np.ndarray | None = None  # of CLASSES
    emotions: np.ndarray | None = None  # [texts, 7], ≥ .5 means present
    frustration: np.ndarray | None = None


@dataclass(frozen=True)
class LabelledSet:
    """Texts, their truth, and how a judgement is measured on a selection of rows."""

    name: str
    measure: str
    target: float
    texts: list[str]
    truth: np.ndarray
    score: Callable[[Judged, np.ndarray, np.ndarray], float | None]
    groups: np.ndarray | None = None  # rows that must be drawn together by the bootstrap
    turns: list[list[str]] | None = None  # the two turns before each text, the latest first

    def without(self, keys: set[str]) -> LabelledSet:
        """The same set without the texts whose key is among `keys`."""
        keep = np.array([_key(text) not in keys for text in self.texts])
        texts = [text for text, kept in zip(self.texts, keep, strict=True) if kept]
        groups = None if self.groups is None else self.groups[keep]
        turns = None if self.turns is None else [turn for turn, kept in zip(self.turns, keep, strict=True) if kept]
        return replace(self, texts=texts, truth=self.truth[keep], groups=groups, turns=turns)


def _accuracy_of_sign(judged: Judged, truth: np.ndarray, rows: np.ndarray) -> float:
    return float(((judged.polarity[rows] > 0) == truth[rows]).mean())


def _pearson(judged: Judged, truth: np.ndarray, rows: np.ndarray) -> float:
    return float(pearsonr(judged.polarity[rows], truth[rows])[0])


def _spearman_of_frustration(judged: Judged, truth: np.ndarray, rows: np.ndarray) -> float:
    scale = -judged.polarity if judged.frustration is None else judged.frustration
    return float(spearmanr(scale[rows], truth[rows])[0])


def _accuracy_of_label(judged: Judged, truth: np.ndarray, rows: np.ndarray) -> float | None:
    return None if judged.label is None else float((judged.label[rows] == truth[rows]).mean())


def _macro_f1(judged: Judged, truth: np.ndarray, rows: np.ndarray) -> float | None:
    if judged.emotions is None:
        return None
    predicted, actual = judged.emotions[rows] >= 0.5, truth[rows]
    both = (predicted & actual).sum(axis=0)
    return float(np.mean(2 * both / np.maximum(predicted.sum(axis=0) + actual.sum(axis=0), 1)))


def _share_negative(judged: Judged, _truth: np.ndarray, rows: np.ndarray) -> float | None:
    return None if judged.label is None else float((judged.label[rows] == "negative").mean())


def _key(text: str) -> str:
    return " ".join(text.lower().split())


def read_sets(data: Path) -> list[LabelledSet]:
    """All sets of the accuracy table, without the few texts that also stand in a training set ("thanks!" does).

    Raises FileNotFoundError when the data folder lacks one.
    """
    trained_on = {_key(example.text) for example in read_all(data)}
    return [labelled.without(trained_on) for labelled in _read_whole_sets(data)]


def _read_whole_sets(data: Path) -> list[LabelledSet]:
    uci = pd.read_parquet(data / "evaluation/uci_sentences.parquet")
    sets = [
        LabelledSet(
            f"UCI {source}", "accuracy of sign", 0.935, list(part.text), part.label.to_numpy() == 1, _accuracy_of_sign
        )
        for source, part in uci.groupby("source")
    ]
    vader = pd.read_parquet(data / "training/vader_ground_truth.parquet")
    amazon = vader[vader.source == "amazon"]
    sets.append(LabelledSet("VADER Amazon", "Pearson r", 0.82, list(amazon.text), amazon.polarity.to_numpy(), _pearson))
    posts = pd.read_parquet(data / "training/stackoverflow_polarity.parquet")
    posts = posts[posts.split == "test"]
    sets.append(
        LabelledSet(
            "Stack Overflow test",
            "accuracy, 3 classes",
            0.88,
            list(posts.text),
            posts.label.to_numpy(),
            _accuracy_of_label,
        )
    )
    comments = pd.read_parquet(data / "training/goemotions.parquet")
    comments = comments[comments.split == "dev"]
    groups = [emotion_groups(row.mapped, row.labels.split("|")) for row in comments.itertuples()]
    truth = np.array([[name in present for name in EMOTIONS] for present in groups])
    sets.append(LabelledSet("GoEmotions dev", "macro-F1, 7 groups", 0.67, list(comments.text), truth, _macro_f1))
    # The data's own mapping leaves curiosity in no group.
    narrow = truth.copy()
    narrow[:, EMOTIONS.index("confusion")] = comments.mapped.str.contains("confusion", na=False)
    sets.append(replace(sets[-1], name="· without curiosity", truth=narrow))
    support = pd.read_parquet(data / "training/support_frustration.parquet").sort_values(["dialogue", "turn"])
    before = [support.groupby("dialogue").text.shift(lag) for lag in (1, 2)]
    support["turns"] = [[turn for turn in row if isinstance(turn, str)] for row in zip(*before, strict=True)]
    support = support.dropna(subset=["frustration"])
    sets.append(
        LabelledSet(
            "Support frustration", "Spearman", 0.70, list(support.text), support.frustration.to_numpy(),
            _spearman_of_frustration, support.dialogue.to_numpy(), list(support.turns),
        )
    )  # fmt: skip
    bank = pd.read_parquet(data / "evaluation/banking77.parquet")
    sets.append(
        LabelledSet("banking77", "share called negative", 0.10, list(bank.text), np.zeros(len(bank)), _share_negative)
    )
    return sets


def interval(labelled: LabelledSet, judged: Judged, draws: int = 400) -> tuple[float, float, float] | None:
    """The measure and its 95 % bootstrap interval over texts (over dialogues where turns belong together)."""
    rows = np.arange(len(labelled.texts))
    value = labelled.score(judged, labelled.truth, rows)
    if value is None:
        return None
    random = np.random.default_rng(5)
    if labelled.groups is None:
        samples = (random.integers(0, len(rows), len(rows)) for _ in range(draws))
    else:
        members = [rows[labelled.groups == group] for group in np.unique(labelled.groups)]
        samples = (
            np.concatenate([members[at] for at in random.integers(0, len(members), len(members))]) for _ in range(draws)
        )
    values = [labelled.score(judged, labelled.truth, sample) for sample in samples]
    return value, float(np.quantile(values, 0.025)), float(np.quantile(values, 0.975))
