"""A scorer for tests of what surrounds the scorer: counts words of a mood, in microseconds."""

from collections.abc import Sequence

import pyarrow as pa

from groundswell.scoring.schema import PREDICTION_FIELDS

GOOD, BAD = {"great", "good", "love", "fixed"}, {"bad", "broken", "awful", "angry"}


class FakeScorer:
    """Polarity is good minus bad words, halved and kept within ±1; texts in `broken` come out as NaN."""

    model_version = "fake-1"
    engine = "fake"

    def __init__(self, broken: Sequence[str] = ()):
        self.scored: list[str] = []
        self.contexts: list[Sequence[str | None] | None] = []
        self._broken = set(broken)

    def score(
        self, texts: Sequence[str | None], previous_turns: Sequence[Sequence[str | None] | None] | None = None
    ) -> pa.Table:
        self.scored += [text or "" for text in texts]
        self.contexts += list(previous_turns or [None] * len(texts))
        rows = [self._row(text or "") for text in texts]
        types = {field.name: pa.float64() if field.name == "polarity" else field.type for field in PREDICTION_FIELDS}
        return pa.table({name: pa.array([row.get(name) for row in rows], kind) for name, kind in types.items()})

    def _row(self, text: str) -> dict:
        words = text.lower().split()
        mood = sum(word in GOOD for word in words) - sum(word in BAD for word in words)
        polarity = float("nan") if text in self._broken else max(-1.0, min(1.0, mood / 2))
        return {
            "polarity": polarity,
            "polarity_se": 0.2,
            "confidence": float("inf") if text in self._broken else 0.9,
            "p_negative": 0.1,
            "p_neutral": 0.2,
            "p_positive": 0.7,
            "sentiment_label": "positive" if mood > 0 else "negative" if mood < 0 else "neutral",
            "intensity": 0.5,
            "n_tokens": len(words),
            "is_truncated": False,
            "clauses": [{"clause_number": 1, "span_start": 0, "span_end": len(text), "polarity": polarity}],
        }
