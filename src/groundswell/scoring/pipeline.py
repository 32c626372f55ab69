"""Raw texts in, scores out: clean, redact, look up, score what is missing, commit, yield."""

import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

import pyarrow as pa
import pyarrow.compute as pc
from tqdm import tqdm

from groundswell.scoring.cache import ScoreCache
from groundswell.scoring.cleaning import clean
from groundswell.scoring.keys import context_of, text_key
from groundswell.scoring.language import detect
from groundswell.scoring.redaction import redact
from groundswell.scoring.schema import CACHE_SCHEMA, PREDICTION_FIELDS, SCORES_SCHEMA

__all__ = ["SCORES_SCHEMA", "Scorer", "ScoringError", "score_pending"]

NO_ENGINE = "none"  # the engine of a text in which nothing was left to score
_DECIMALS = 6  # as stored polarity; hides the last bits in which batches may differ
_INPUT_COLUMNS = ("raw_hash", "text", "previous_turn_1", "previous_turn_2")


class Scorer(Protocol):
    """What the pipeline needs of a scorer: `groundswell.scoring.scorer.Scorer`, or a small fake in tests."""

    model_version: str
    engine: str

    def score(
        self, texts: Sequence[str | None], previous_turns: Sequence[Sequence[str | None] | None] | None = None
    ) -> pa.Table:
        """One row a text, in input order, with at least the columns of `schema.PREDICTION_FIELDS`."""
        ...


class ScoringError(RuntimeError):
    """Scoring failed; the message names the step and the row's raw_hash, never its text."""


@dataclass(frozen=True)
class _Text:
    """One input row after cleaning and redaction."""

    raw_hash: str
    text_key: str
    redacted: str
    context: tuple[str, ...]


def score_pending(
    batches: Iterable[pa.RecordBatch],
    *,
    scorer_factory: Callable[[], Scorer],
    model_version: str,
    cache: ScoreCache | None = None,
    max_texts: int | None = None,
    batch_size: int = 512,
    total: int | None = None,
    progress: bool = True,
) -> pa.RecordBatchReader:
    """Stream the scores of raw texts; nothing is read before the reader is.

    Args:
        batches: record batches with raw_hash, text, previous_turn_1 (the turn just before) and previous_turn_2 (both
        NULL
            unless the text is a short reply), in the order in which to score. raw_hash should be distinct; a repeated
            one is emitted once.
        scorer_factory: called at most once, when a text is found that is not cached.
        model_version: what the scorer must say it is; part of the cache's key.
        cache: where scores are looked up and committed before they are yielded; None keeps them for this run only.
        max_texts: how many texts may be newly scored; those over it are not emitted and wait for the next run. Cached
        and
            empty texts are free. None is no cap.
        batch_size: texts cleaned, scored and committed at a time.
        total: number of input texts, for the progress bar on stderr.
        progress: whether to show the bar.

    Returns:
        A reader of `SCORES_SCHEMA`, one row per raw_hash in input order. A text that is empty after cleaning has NULL
        polarity, label "unknown" and engine "none". NaN and infinity never occur: they become NULL.

    Raises:
        ScoringError: on reading, when a step fails; ScoreCacheError: when the cache cannot be used.
    """
    if batch_size < 1:
        raise ValueError(f"batch_size must be 1 or more, got {batch_size}")
    if max_texts is not None and max_texts < 0:
        raise ValueError(f"max_texts must be 0 or more, or None for no cap, got {max_texts}")
    run = _Run(scorer_factory, model_version, cache, max_texts)
    return pa.RecordBatchReader.from_batches(SCORES_SCHEMA, run.stream(batches, batch_size, total, progress))


class _Run:
    """The state of one call: the lazily made scorer, what is left of the cap, the raw hashes already emitted."""

    def __init__(
        self, factory: Callable[[], Scorer], model_version: str, cache: ScoreCache | None, max_texts: int | None
    ):
        self._factory = factory
        self._model_version = model_version
        self._cache = cache
        self._n_left = max_texts
        self._scorer: Scorer | None = None
        self._seen: set[bytes] = set()  # about 0.1 GB a million texts

    def stream(
        self, batches: Iterable[pa.RecordBatch], batch_size: int, total: int | None, progress: bool
    ) -> Iterator[pa.RecordBatch]:
        cache = ScoreCache() if self._cache is None else self._cache
        n_cached = n_waiting = 0
        bar = tqdm(
            total=total,
            unit=" texts",
            desc="scoring",
            disable=not progress,
            file=sys.stderr,
            dynamic_ncols=True,
            mininterval=0.5 if sys.stderr.isatty() else 15.0,  # a log file gets a line now and then
        )
        try:
            for rows in _chunks(batches, batch_size):
                texts = self._prepare(rows)
                scored, n_hits, n_over = self._score(texts, cache)
                n_cached, n_waiting = n_cached + n_hits, n_waiting + n_over
                bar.set_postfix(cached=n_cached, waiting=n_waiting, refresh=False)
                bar.update(len(rows))
                if scored.num_rows:
                    yield from scored.to_batches()
        finally:
            bar.close()
            if cache is not self._cache:
                cache.close()

    def _prepare(self, rows: list[dict[str, Any]]) -> list[_Text]:
        texts = []
        for row in rows:
            fingerprint = row["raw_hash"].encode()
            if fingerprint in self._seen:
                continue
            self._seen.add(fingerprint)
            with _without_text("cleaning", row["raw_hash"]):
                redacted = redact(clean(row["text"] or ""))
                turns = [turn and redact(clean(turn)) for turn in (row["previous_turn_1"], row["previous_turn_2"])]
                texts.append(_Text(row["raw_hash"], text_key(redacted, turns), redacted, context_of(redacted, turns)))
        return texts

    def _score(self, texts: list[_Text], cache: ScoreCache) -> tuple[pa.Table, int, int]:
        """The scores of one batch, how many rows came from the cache, and how many wait."""
        wanted = {text.text_key: text for text in texts if text.redacted}
        cached = cache.lookup(list(wanted), self._model_version)
        hits = set(cached.column("text_key").to_pylist())
        missing = [text for key, text in wanted.items() if key not in hits]
        if self._n_left is not None:
            missing = missing[: self._n_left]
            self._n_left -= len(missing)
        empty_keys = {text.text_key: text for text in texts if not text.redacted}
        parts = [cached, _unscored(list(empty_keys.values()), self._model_version)]
        if missing:
            new = self._predict(missing)
            cache.commit(new)
            parts.append(new)
        known = pa.concat_tables(parts)
        row_of = {key: index for index, key in enumerate(known.column("text_key").to_pylist())}
        emitted = [text for text in texts if text.text_key in row_of]
        scores = known.take(pa.array([row_of[text.text_key] for text in emitted], pa.int64()))
        raw_hashes = pa.array([text.raw_hash for text in emitted], pa.string())
        table = scores.add_column(0, SCORES_SCHEMA.field("raw_hash"), raw_hashes).cast(SCORES_SCHEMA)
        return table, sum(text.text_key in hits for text in texts), len(texts) - len(emitted)

    def _predict(self, texts: list[_Text]) -> pa.Table:
        if self._scorer is None:
            with _without_text("loading the scorer"):
                self._scorer = self._factory()
            if self._scorer.model_version != self._model_version:
                raise ScoringError(
                    f"the scorer is model version {self._scorer.model_version}, the run asked for {self._model_version}"
                )
        with _without_text("scoring the batch that starts at", texts[0].raw_hash):
            predictions = self._scorer.score([text.redacted for text in texts], [text.context for text in texts])
            if predictions.num_rows != len(texts):
                raise ScoringError(f"the scorer returned {predictions.num_rows} rows for {len(texts)} texts")
            languages = (
                predictions.column("language").to_pylist()
                if "language" in predictions.column_names
                else detect([text.redacted for text in texts])
            )
            return _finite(
                pa.Table.from_arrays(
                    [
                        pa.array([text.text_key for text in texts], pa.string()),
                        pa.array([self._model_version] * len(texts), pa.string()),
                        pa.array([self._scorer.engine] * len(texts), pa.string()),
                        pa.array([text.redacted for text in texts], pa.string()),
                        pa.array(languages, pa.string()),
                        *[_as_field(predictions.column(field.name), field) for field in PREDICTION_FIELDS],
                    ],
                    schema=CACHE_SCHEMA,
                )
            )


class _without_text:  # noqa: N801 - reads as a statement: `with _without_text("cleaning", raw_hash):`
    """Replaces an exception, whose message or context may quote a text, by one that names step, row and place."""

    def __init__(self, step: str, raw_hash: str = ""):
        self._step = f"{step} {raw_hash}".strip()

    def __enter__(self) -> None:
        pass

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: Any) -> None:
        if error is None or not isinstance(error, Exception) or isinstance(error, ScoringError):
            return
        while trace.tb_next:
            trace = trace.tb_next
        place = f"{Path(trace.tb_frame.f_code.co_filename).name}:{trace.tb_lineno}"
        hidden = ScoringError(f"{self._step} failed: {type(error).__name__} at {place} (its message is withheld)")
        hidden.__suppress_context__ = True
        raise hidden


def _chunks(batches: Iterable[pa.RecordBatch], size: int) -> Iterator[list[dict[str, Any]]]:
    """Rows of the input in chunks of `size`, whatever the sizes of the incoming batches."""
    pending: list[dict[str, Any]] = []
    for batch in batches:
        if absent := [name for name in _INPUT_COLUMNS if name not in batch.schema.names]:
            raise ScoringError(f"texts to score lack the column(s) {', '.join(absent)}")
        batch = batch.select(_INPUT_COLUMNS)
        for start in range(0, batch.num_rows, size):
            pending += _rows(batch.slice(start, size))
            while len(pending) >= size:
                yield pending[:size]
                pending = pending[size:]
    if pending:
        yield pending


def _rows(batch: pa.RecordBatch) -> list[dict[str, Any]]:
    columns = [_strings(column) for column in batch.columns]
    return [dict(zip(_INPUT_COLUMNS, values, strict=True)) for values in zip(*columns, strict=True)]


def _strings(column: pa.Array) -> list[str | None]:
    try:
        return column.to_pylist()
    except UnicodeDecodeError:  # a file may hold bytes that are no UTF-8
        return [value and value.decode("utf-8", "replace") for value in column.cast(pa.large_binary()).to_pylist()]


def _unscored(texts: list[_Text], model_version: str) -> pa.Table:
    """Rows for texts in which nothing is left to score."""
    columns: dict[str, list[Any]] = {field.name: [None] * len(texts) for field in CACHE_SCHEMA}
    columns |= {
        "text_key": [text.text_key for text in texts],
        "model_version": [model_version] * len(texts),
        "engine": [NO_ENGINE] * len(texts),
        "redacted_text": [text.redacted for text in texts],
        "sentiment_label": ["unknown"] * len(texts),
        "n_tokens": [0] * len(texts),
        "is_truncated": [False] * len(texts),
        "clauses": [[] for _ in texts],
    }
    return pa.Table.from_pydict(columns, schema=CACHE_SCHEMA)


def _as_field(column: pa.ChunkedArray, field: pa.Field) -> pa.ChunkedArray:
    """The column in the type of `field`, floats rounded and without NaN or infinity."""
    if pa.types.is_floating(column.type):
        column = column.cast(pa.float64())
        column = pc.if_else(pc.is_finite(column), pc.round(column, _DECIMALS), pa.scalar(None, pa.float64()))
    if pa.types.is_list(field.type):
        return _as_clauses(column, field)
    return column.cast(field.type)


def _as_clauses(column: pa.ChunkedArray, field: pa.Field) -> pa.ChunkedArray:
    clauses = [
        [clause | {"polarity": _finite_number(clause["polarity"])} for clause in text or []]
        for text in column.to_pylist()
    ]
    return pa.chunked_array([pa.array(clauses, field.type)])


def _finite_number(value: float | None) -> float | None:
    return None if value is None or value - value != 0 else round(float(value), _DECIMALS)


def _finite(scores: pa.Table) -> pa.Table:
    """A text without a polarity is labelled unknown, whatever made it so."""
    index = scores.schema.get_field_index("sentiment_label")
    label = pc.if_else(pc.is_null(scores.column("polarity")), "unknown", scores.column(index))
    return scores.set_column(index, CACHE_SCHEMA.field(index), label)
