"""Texts in, an Arrow table of sentiment out."""

from __future__ import annotations

import hashlib
import json
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Protocol

import numpy as np
import pyarrow as pa

from groundswell.scoring import language
from groundswell.scoring.calibration import COLUMNS, Calibration, calibrated
from groundswell.scoring.clauses import split, without_links
from groundswell.scoring.cleaning import CLEANER_VERSION
from groundswell.scoring.encoder import (
    BASE_SHA256,
    EMOTIONS,
    MAX_WINDOW,
    WEIGHTS_DIR,
    Manifest,
    WeightsError,
    Window,
    load_base,
    load_tokenizer,
    merge,
    normalise,
    read_delta,
    window,
)
from groundswell.scoring.inputs import strings_of, turns_of
from groundswell.scoring.schema import CLAUSE
from groundswell.scoring.session import Session
from groundswell.scoring.short_answers import grade_in_words, says_nothing
from groundswell.scoring.vocabulary import Vocabulary

CODE_VERSION = "4"  # raise when the same weights would score the same text differently
LOCAL_ENGINE = "local"
KNOWN_LANGUAGES = {"en"}
SHORT_REPLY = 40  # characters; the language of a shorter one is that of the conversation
MAX_CHARACTERS = 2_000_000  # beyond it a text is cut and is_truncated says so
MAX_CLAUSES = 100  # of one text; what follows is still part of the text's own score
MIXED_CLAUSE = 0.3  # a text is mixed when clauses reach beyond ± this …
MIXED_TEXT = 0.2  # … and the whole stays within ± this
EMOTICONS = (":)", ":(", ":-)", ":-(", ":D", ":/", ":'(", "<3", ";)", ":P")


class Engine(Protocol):
    """Gives calibrated columns (`calibration.COLUMNS`) for texts with their contexts."""

    name: str

    def predict(self, texts: Sequence[str], contexts: Sequence[str]) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """Columns [texts, len(COLUMNS)], token counts [texts], and whether a text was cut [texts]."""
        ...


class LocalEngine:
    """The packaged encoder with the trained delta."""

    name = LOCAL_ENGINE

    def __init__(self, weights_dir: Path | str = WEIGHTS_DIR):
        weights_dir = Path(weights_dir)
        delta, manifest = read_delta(weights_dir)
        self._session = Session(merge(load_base(), delta, manifest.scale))
        self._tokenizer = load_tokenizer()
        try:
            self._calibration = Calibration.of(manifest.calibration)
            self._thresholds = {name: float(manifest.emotion_thresholds[name]) for name in EMOTIONS}
            if outside := {name: value for name, value in self._thresholds.items() if not 0 < value < 1}:
                raise ValueError(f"emotion_thresholds outside 0 … 1: {outside}")
        except (TypeError, ValueError, KeyError) as error:
            raise WeightsError(f"{weights_dir / 'manifest.json'}: its constants cannot be used ({error}).") from error

    def raw(self, texts: Sequence[str], contexts: Sequence[str]) -> np.ndarray:
        """Raw head values of texts, first window only: what calibration is fitted on."""
        encoded = self._encode(texts, contexts)
        return self._session.run([windows[0] for windows in encoded[0]])

    def predict(self, texts: Sequence[str], contexts: Sequence[str]) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """Long texts are split into equal windows, whose columns are averaged by their tokens."""
        windows_of, counts, cut = self._encode(texts, contexts)
        owners = np.repeat(np.arange(len(texts)), [len(windows) for windows in windows_of])
        windows = [item for windows in windows_of for item in windows]
        if not windows:
            return np.zeros((0, len(COLUMNS))), counts, cut
        columns = calibrated(self._session.run(windows), self._calibration, self._thresholds)
        weights = np.array([item.pool.sum() for item in windows])
        sums = np.zeros((len(texts), len(COLUMNS)))
        np.add.at(sums, owners, columns * weights[:, None])
        return sums / np.bincount(owners, weights, len(texts))[:, None], counts, cut

    def _encode(
        self, texts: Sequence[str], contexts: Sequence[str]
    ) -> tuple[list[list[Window]], np.ndarray, np.ndarray]:
        cut = np.array([len(text) > MAX_CHARACTERS for text in texts], bool)
        tokens = self._ids([text[:MAX_CHARACTERS] for text in texts])
        before = self._ids(contexts)
        windows = [_windows(own, context) for own, context in zip(tokens, before, strict=True)]
        return windows, np.array([len(own) for own in tokens], np.int64), cut

    def _ids(self, texts: Sequence[str]) -> list[list[int]]:
        encoded = self._tokenizer.encode_batch_fast([normalise(text) for text in texts], add_special_tokens=False)
        return [item.ids for item in encoded]


def _windows(tokens: list[int], context: list[int]) -> list[Window]:
    if context and len(tokens) <= MAX_WINDOW // 2:  # what is longer explains itself
        return [window(tokens, context)]
    room = MAX_WINDOW - 2
    count = max(1, -(-len(tokens) // room))
    edges = [len(tokens) * part // count for part in range(count + 1)]
    return [window(tokens[start:end]) for start, end in pairwise(edges)]


class Scorer:
    """Scores texts with one engine. Make it with `Scorer.load`."""

    def __init__(self, engine: Engine, version: str, vocabulary: Vocabulary | None = None):
        self.model_version = version
        self.engine = engine.name
        self._engine = engine
        self._vocabulary = vocabulary

    @classmethod
    def load(
        cls,
        engine: str = LOCAL_ENGINE,
        *,
        vocabulary: Vocabulary | None = None,
        revision: str | None = None,
        labels: Mapping[str, str] | None = None,
        weights_dir: Path | str = WEIGHTS_DIR,
    ) -> Scorer:
        """Load an engine.

        Args:
            engine: "local" for the packaged encoder with the trained delta; else a Hugging Face id or a folder with a
                sequence classifier (needs the extra `torch`).
            vocabulary: domain terms that must not colour a score.
            revision: the commit of a Hugging Face id; required for an id, not for a folder.
            labels: label of that classifier → negative, neutral or positive; required for it.
            weights_dir: where the delta lies.

        Raises:
            WeightsError: base or delta missing or corrupt. ValueError: an argument that the engine needs is missing.
            ImportError: the extra is not installed.
        """
        version = model_version(
            engine, vocabulary=vocabulary, revision=revision, labels=labels, weights_dir=weights_dir
        )
        if engine == LOCAL_ENGINE:
            return cls(LocalEngine(weights_dir), version, vocabulary)
        from groundswell.scoring.huggingface import HuggingFaceEngine  # torch takes seconds to import

        return cls(HuggingFaceEngine(engine, revision, labels or {}), version, vocabulary)

    def score(
        self,
        texts: Iterable[str | None],
        previous_turns: Iterable[Iterable[str | None] | None] | None = None,
        with_clauses: bool = True,
    ) -> pa.Table:
        """Score texts that are already cleaned and redacted.

        Args:
            texts: any strings in a list, array, series or generator; None, NaN, NA and Arrow's null are no text.
            previous_turns: for each text the turns before it, the latest first; empty unless it is a short reply.
            with_clauses: also score each clause of texts that have several (about doubles the work on such texts).

        Returns:
            One row per text in input order; the columns are in docs/model-card.md. A text that is empty, says nothing
            ("n/a") or is in a language that the model does not know has NULL numbers and the label "unknown". A grade
            in figures ("10/10") is scored as the word for it.

        Raises:
            TypeError: a text or turn is no string, or a bare string was passed. ValueError: not as many turns as texts.
        """
        cleaned = [_survivable(text) for text in strings_of(texts, "texts")]
        turns = turns_of(previous_turns, "previous_turns") if previous_turns is not None else [[]] * len(cleaned)
        if len(turns) != len(cleaned):
            raise ValueError(f"previous_turns has {len(turns)} entries for {len(cleaned)} texts")
        languages = _languages(cleaned, turns)
        grades = [grade_in_words(text) for text in cleaned]
        known = [
            row
            for row, text in enumerate(cleaned)
            if grades[row] or (_is_scorable(text, languages[row]) and not says_nothing(text, any(turns[row])))
        ]
        contexts = ["" if grades[row] else self._prepared(_context(turns[row])) for row in known]
        spans = [_clause_spans(cleaned[row]) if with_clauses else [] for row in known]
        pieces = [
            (row, span)
            for row, text_spans in zip(known, spans, strict=True)
            for span in text_spans
            if len(text_spans) > 1
        ]
        wanted = [grades[row] or self._prepared(cleaned[row]) for row in known]
        wanted += [self._prepared(without_links(cleaned[row][start:end])) for row, (start, end) in pieces]
        columns, counts, cut = self._engine.predict(wanted, contexts + [""] * len(pieces))
        clause_polarity = iter(columns[len(known) :, 0])
        clauses = [
            [next(clause_polarity) for _ in text_spans]
            if len(text_spans) > 1
            else [columns[position, 0]] * len(text_spans)
            for position, text_spans in enumerate(spans)
        ]
        return _table(len(cleaned), known, columns, counts, cut, languages, spans, clauses)

    def _prepared(self, text: str) -> str:
        return self._vocabulary.apply(text) if self._vocabulary else text


def _clause_spans(text: str) -> list[tuple[int, int]]:
    """Character spans of at most MAX_CLAUSES clauses."""
    return [(clause.start, clause.end) for clause in split(text)[:MAX_CLAUSES]]


def model_version(
    engine: str = LOCAL_ENGINE,
    *,
    vocabulary: Vocabulary | None = None,
    revision: str | None = None,
    labels: Mapping[str, str] | None = None,
    weights_dir: Path | str = WEIGHTS_DIR,
) -> str:
    """Twelve hex digits that change whenever a score could: engine, weights, vocabulary, code. Loads no weights."""
    parts = [engine, CODE_VERSION, CLEANER_VERSION, vocabulary.fingerprint if vocabulary else ""]
    if engine == LOCAL_ENGINE:
        manifest = Manifest.read(Path(weights_dir))
        parts += [BASE_SHA256["model.safetensors"], json.dumps(manifest.raw, sort_keys=True)]
    else:
        from groundswell.scoring.huggingface import fingerprint

        parts.append(fingerprint(engine, revision, labels or {}))
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:12]


def _survivable(text: str | None) -> str:
    """The text as valid Unicode of the same length; "" for None. Spans stay those of the input."""
    if not text:
        return ""
    return "".join(" " if "\ud800" <= char <= "\udfff" else char for char in text) if not text.isascii() else text


def _languages(texts: list[str], turns: list[list[str | None]]) -> list[str | None]:
    """Codes of the texts; of one with turns before it, that of the conversation: "Perfekt" alone could be English."""
    codes = language.detect(texts)
    replies = [row for row, code in enumerate(codes) if code and turns[row] and len(texts[row]) <= SHORT_REPLY]
    together = language.detect([f"{_context(turns[row])} {texts[row]}" for row in replies])
    for row, code in zip(replies, together, strict=True):
        codes[row] = code
    return codes


def _is_scorable(text: str, code: str | None) -> bool:
    if code is not None:
        return code in KNOWN_LANGUAGES
    if any(char.isalpha() for char in text):
        return False  # letters of no language that could be told
    return any(sign in text for sign in EMOTICONS) or any(unicodedata.category(char) == "So" for char in text[:1000])


def _context(turns: list[str | None]) -> str:
    return " ".join(_survivable(turn) for turn in reversed(turns) if turn)


def _table(
    count: int,
    known: list[int],
    columns: np.ndarray,
    counts: np.ndarray,
    cut: np.ndarray,
    languages: list[str | None],
    spans: list[list[tuple[int, int]]],
    clauses: list[list[float]],
) -> pa.Table:
    values = np.full((count, len(COLUMNS)), np.nan)
    values[known] = columns[: len(known)]
    named = dict(zip(COLUMNS, values.T, strict=True))
    n_tokens, is_truncated = np.zeros(count, np.int32), np.zeros(count, bool)
    n_tokens[known], is_truncated[known] = counts[: len(known)], cut[: len(known)]
    labels, structs = ["unknown"] * count, [[] for _ in range(count)]
    for position, row in enumerate(known):
        labels[row] = _label(columns[position], clauses[position])
        structs[row] = [
            {"clause_number": number, "span_start": start, "span_end": end, "polarity": float(polarity)}
            for number, ((start, end), polarity) in enumerate(zip(spans[position], clauses[position], strict=True), 1)
        ]
    classes = values[:, COLUMNS.index("p_negative") : COLUMNS.index("p_positive") + 1]

    def number(array: np.ndarray) -> pa.Array:
        return pa.array(array, pa.float64(), from_pandas=True)  # NaN becomes NULL

    return pa.table(
        {
            "polarity": number(named["polarity"]),
            "polarity_se": number(np.sqrt(named["variance"])),
            "confidence": number(classes.max(axis=1)),
            **{name: number(named[name]) for name in ("p_negative", "p_neutral", "p_positive")},
            "sentiment_label": pa.array(labels, pa.string()),
            "intensity": number(named["intensity"]),
            **{f"emotion_{name}": number(named[name]) for name in EMOTIONS},
            "language": pa.array(languages, pa.string()),
            "n_tokens": pa.array(n_tokens),
            "is_truncated": pa.array(is_truncated),
            "clauses": pa.array(structs, pa.list_(CLAUSE)),
        }
    )


def _label(columns: np.ndarray, clauses: list[float]) -> str:
    polarity = columns[0]
    if (
        len(clauses) > 1
        and abs(polarity) <= MIXED_TEXT
        and max(clauses) >= MIXED_CLAUSE
        and min(clauses) <= -MIXED_CLAUSE
    ):
        return "mixed"
    first = COLUMNS.index("p_negative")
    return ("negative", "neutral", "positive")[int(np.argmax(columns[first : first + 3]))]
