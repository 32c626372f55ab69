"""Who is compared: our scorer, the vaderSentiment lexicon, and logistic heads on the frozen embeddings."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from benchmarks.scoring.sets import CLASSES, EMOTIONS, Judged
from sklearn.linear_model import LogisticRegression, Ridge
from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

from groundswell.scoring.encoder import HIDDEN, load_base, load_tokenizer
from groundswell.scoring.scorer import Scorer
from groundswell.scoring.session import Session
from groundswell.scoring.training.batches import window_of
from groundswell.scoring.training.calibrate import NO_CLASS, hard_classes
from groundswell.scoring.training.datasets import Example, read_all

LEXICON_BAND = 0.05  # the lexicon's own advice: |compound| < .05 is neutral


def ours(scorer: Scorer, texts: list[str]) -> Judged:
    """The packaged scorer. A text that it calls unknown counts as polarity 0 and neutral."""
    table = scorer.score(texts, with_clauses=False)
    column = {name: np.nan_to_num(table[name].to_numpy().astype(float)) for name in table.column_names[:4]}
    classes = np.column_stack([table[f"p_{name}"].to_numpy() for name in CLASSES])
    label = np.where(np.isnan(classes[:, 0]), "neutral", CLASSES[np.nan_to_num(classes).argmax(axis=1)])
    emotions = np.nan_to_num(np.column_stack([table[f"emotion_{name}"].to_numpy() for name in EMOTIONS]))
    # Raters of support turns mix impatience with anger: both emotions, and P(negative) for what is only bad news.
    frustration = (
        emotions[:, EMOTIONS.index("frustration")] + emotions[:, EMOTIONS.index("anger")] + column["p_negative"]
    )
    return Judged(column["polarity"], label, emotions, frustration)


def lexicon(texts: list[str]) -> Judged:
    """vaderSentiment."""
    analyser = SentimentIntensityAnalyzer()
    compound = np.array([analyser.polarity_scores(text)["compound"] for text in texts])
    label = CLASSES[np.where(compound <= -LEXICON_BAND, 0, np.where(compound >= LEXICON_BAND, 2, 1))]
    return Judged(compound, label)


class FrozenHead:
    """Ridge and logistic heads on the base's mean-pooled embeddings, fitted on our training sets."""

    def __init__(self, data: Path, per_source: int = 3000):
        base = {name: array for name, array in load_base().items() if not name.startswith("pooler")}
        # The session's heads become the identity on the mean pool: its output is the embedding.
        base["heads.weight"] = np.eye(HIDDEN, 2 * HIDDEN, dtype=np.float32)
        base["heads.bias"] = np.zeros(HIDDEN, np.float32)
        self._session, self._tokenizer = Session(base), load_tokenizer()
        examples = self._chosen(read_all(data), per_source)
        embedded = self._embed([example.text for example in examples])
        labels, valence = hard_classes(examples), np.array([example.valence for example in examples])
        emotions = np.array([example.emotions for example in examples])
        has_class, has_emotions = labels != NO_CLASS, ~np.isnan(emotions[:, 0])
        self._classes = LogisticRegression(max_iter=500, C=10).fit(embedded[has_class], labels[has_class])
        self._polarity = Ridge(1.0).fit(embedded, valence)
        self._emotions = [
            LogisticRegression(max_iter=500, C=10).fit(embedded[has_emotions], emotions[has_emotions, at] > 0.5)
            for at in range(len(EMOTIONS))
        ]

    @staticmethod
    def _chosen(examples: list[Example], per_source: int) -> list[Example]:
        random = np.random.default_rng(3)
        sources = np.array([example.source for example in examples])
        rows = [np.flatnonzero(sources == source) for source in np.unique(sources)]
        return [examples[at] for part in rows for at in random.permutation(part)[:per_source]]

    def _embed(self, texts: list[str]) -> np.ndarray:
        pooled = self._session.run([window_of(self._tokenizer, text) for text in texts])
        return pooled / np.linalg.norm(pooled, axis=1, keepdims=True)

    def __call__(self, texts: list[str]) -> Judged:
        embedded = self._embed(texts)
        classes = self._classes.predict_proba(embedded)
        # Emotions are rare: .3 is near each one's best F1, where .5 would find almost none.
        emotions = np.column_stack([model.predict_proba(embedded)[:, 1] for model in self._emotions]) + 0.2
        return Judged(self._polarity.predict(embedded), CLASSES[classes.argmax(axis=1)], emotions)
