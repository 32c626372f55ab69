import hashlib
import math
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from decimal import Decimal
from pathlib import Path

import duckdb
import pyarrow as pa
import pytest
from fakes import FakeScorer

from groundswell.scoring.cache import ScoreCache
from groundswell.scoring.pipeline import SCORES_SCHEMA, ScoringError, score_pending

INPUT = pa.schema([(name, pa.string()) for name in ("raw_hash", "text", "previous_turn_1", "previous_turn_2")])


def raw_hash(text: str | None, turn_1: str | None = None, turn_2: str | None = None) -> str:
    return hashlib.md5("\x1f".join(part or "" for part in (text, turn_1, turn_2)).encode()).hexdigest()


def batch(texts: Sequence[str | tuple[str, str, str | None] | None]) -> pa.RecordBatch:
    rows = [text if isinstance(text, tuple) else (text, None, None) for text in texts]
    columns = [[raw_hash(*row) for row in rows], *map(list, zip(*rows, strict=True))] if rows else [[], [], [], []]
    return pa.RecordBatch.from_arrays([pa.array(column, pa.string()) for column in columns], schema=INPUT)


def score(batches, scorer=None, **options) -> list[dict]:
    scorer = scorer or FakeScorer()
    options = {"model_version": scorer.model_version, "progress": False, **options}
    return score_pending(batches, scorer_factory=lambda: scorer, **options).read_all().to_pylist()


def test_one_row_per_raw_hash_in_input_order():
    texts = [f"text {number} is broken today, sadly so" for number in range(23)]
    rows = score([batch(texts[:7]), batch([]), batch(texts[7:])], batch_size=5)
    assert [row["raw_hash"] for row in rows] == [raw_hash(text) for text in texts]
    assert rows[0] == {
        "raw_hash": raw_hash(texts[0]),
        "text_key": rows[0]["text_key"],
        "model_version": "fake-1",
        "engine": "fake",
        "redacted_text": texts[0],
        "language": "en",
        "polarity": Decimal("-0.500000"),
        "polarity_se": 0.2,
        "confidence": 0.9,
        "p_negative": 0.1,
        "p_neutral": 0.2,
        "p_positive": 0.7,
        "sentiment_label": "negative",
        "intensity": 0.5,
        **{f"emotion_{name}": None for name in ("anger", "frustration", "confusion", "joy", "satisfaction")},
        **{f"emotion_{name}": None for name in ("enthusiasm", "neutral")},
        "n_tokens": 7,
        "is_truncated": False,
        "clauses": [{"clause_number": 1, "span_start": 0, "span_end": len(texts[0]), "polarity": -0.5}],
    }


def test_the_same_text_is_scored_once_even_over_batches():
    scorer = FakeScorer()
    variants = ["It is broken.", "It is  broken.", "<p>It is broken.</p>", "It is broken.\n\nSent from my iPhone"]
    rows = score(
        [batch([variant, f"filler number {index}"]) for index, variant in enumerate(variants)], scorer, batch_size=2
    )
    assert scorer.scored.count("It is broken.") == 1
    assert len(rows) == 8
    assert len({row["text_key"] for row in rows if row["redacted_text"] == "It is broken."}) == 1


def test_a_repeated_raw_hash_is_emitted_once():
    assert len(score([batch(["broken again today"]), batch(["broken again today"])], batch_size=1)) == 1


def test_a_second_run_scores_nothing_and_never_loads_the_scorer(tmp_path):
    texts = [batch(["the export is broken", "all is good", "", "👍"])]
    with ScoreCache(tmp_path / "cache.sqlite") as cache:
        first = score(texts, cache=cache)
    with ScoreCache(tmp_path / "cache.sqlite") as cache:

        def no_scorer():
            raise AssertionError("loaded")

        again = score_pending(texts, scorer_factory=no_scorer, model_version="fake-1", cache=cache, progress=False)
        assert again.read_all().to_pylist() == first


def test_another_model_version_scores_anew(tmp_path):
    cache = ScoreCache(tmp_path / "cache.sqlite")
    score([batch(["the export is broken"])], cache=cache)
    newer = FakeScorer()
    newer.model_version = "fake-2"
    assert score([batch(["the export is broken"])], newer, cache=cache)[0]["model_version"] == "fake-2"
    assert newer.scored == ["the export is broken"]


def test_over_the_cap_texts_wait_and_cached_ones_are_free(tmp_path):
    texts = [f"text number {number} of many" for number in range(10)]
    cache = ScoreCache(tmp_path / "cache.sqlite")
    score([batch(texts[7:8])], cache=cache)
    scorer = FakeScorer()
    rows = score([batch(texts)], scorer, cache=cache, max_texts=3, batch_size=2)
    assert [row["redacted_text"] for row in rows] == [*texts[:3], texts[7]]
    assert len(scorer.scored) == 3
    rest = score([batch(texts)], cache=cache)
    assert [row["redacted_text"] for row in rest] == texts


def test_a_cap_of_nothing_emits_only_what_is_free():
    assert [row["sentiment_label"] for row in score([batch(["the export is broken", ""])], max_texts=0)] == ["unknown"]


def test_context_reaches_the_scorer_for_short_replies_only():
    scorer = FakeScorer()
    long = "This is a longer message about the export."
    turns = ("It failed again, mail ann@example.com", "Older turn")
    rows = score([batch([("Great.", *turns), ("Great.", "Fixed now.", None), (long, *turns)])], scorer)
    assert scorer.contexts == [("It failed again, mail [email]", "Older turn"), ("Fixed now.",), ()]
    assert len({row["text_key"] for row in rows}) == 3


BAD_INPUTS = {
    "empty": ("", "unknown"),
    "NULL": (None, "unknown"),
    "white space": (" \n\t\u00a0", "unknown"),
    "control characters": ("\x00\x01\x1b", "unknown"),
    "markup only": ("<p>&nbsp;</p><br>", "unknown"),
    "automatic reply": ("Automatic reply: away\nI am out of the office.", "unknown"),
    "one emoji": ("👍", "neutral"),
    "100,000 words": ("broken " * 100_000, "negative"),
    "controls within": ("all \x00is\x07 broken", "negative"),
    "HTML": ("<div>all is <b>broken</b></div>", "negative"),
    "mixed languages": ("Das ist leider broken und niemand hilft uns weiter", "negative"),
}


@pytest.mark.parametrize("case", BAD_INPUTS)
def test_bad_input_gets_a_row_and_harms_no_neighbour(case):
    text, label = BAD_INPUTS[case]
    rows = score([batch(["all is good", text, "all is broken"])])
    assert [row["sentiment_label"] for row in rows] == ["positive", label, "negative"]
    if label == "unknown":
        assert rows[1]["polarity"] is None
        assert rows[1]["engine"] == "none"
        assert rows[1]["clauses"] == []


def test_bytes_that_are_no_utf8_are_replaced():
    broken = pa.array([b"all is broken \xff\xfe"], pa.binary()).view(pa.string())
    rows = pa.RecordBatch.from_arrays([pa.array(["h"]), broken, *[pa.array([None], pa.string())] * 2], schema=INPUT)
    assert score([rows])[0]["redacted_text"].startswith("all is broken")


def test_nan_and_infinity_never_leave():
    rows = score([batch(["cursed text", "all is good"])], FakeScorer(broken=["cursed text"]))
    assert rows[0]["polarity"] is None
    assert rows[0]["sentiment_label"] == "unknown"
    assert rows[0]["confidence"] is None
    assert rows[0]["clauses"][0]["polarity"] is None
    floats = [value for row in rows for value in row.values() if isinstance(value, float)]
    assert all(math.isfinite(value) for value in floats)


CANARY = (
    "My mail is canary@example.com, call +1 555 010 0199. Broken!\n\nOn 2024-01-02 10:00, Bob wrote:\n> quoted-canary"
)


def test_raw_personal_data_reaches_neither_output_nor_cache(tmp_path):
    path = tmp_path / "cache.sqlite"
    with ScoreCache(path) as cache:
        rows = score([batch([CANARY, ("Great.", CANARY, CANARY)])], cache=cache)
    assert rows[0]["redacted_text"] == "My mail is [email], call [phone]. Broken!"
    stored = b"".join(file.read_bytes() for file in tmp_path.iterdir())
    for canary in ("canary", "555", "010 0199"):
        assert canary not in str(rows)
        assert canary.encode() not in stored


class LeakyScorer(FakeScorer):
    def score(self, texts, previous_turns=None):
        raise RuntimeError(f"cannot tokenize {texts[0]!r}")


def test_errors_name_the_row_and_withhold_the_text():
    with pytest.raises(Exception, match=r"RuntimeError at test_pipeline\.py") as caught:
        score([batch(["a secret sentence here"])], LeakyScorer())
    error: BaseException | None = caught.value
    assert raw_hash("a secret sentence here") in str(error)
    while error:
        assert "secret sentence" not in str(error) or error.__suppress_context__
        error = None if error.__suppress_context__ else error.__cause__ or error.__context__


def test_a_scorer_of_another_version_is_refused():
    with pytest.raises(ScoringError, match="fake-1"):
        score([batch(["all is good"])], model_version="other")


def test_a_missing_column_is_named():
    with pytest.raises(ScoringError, match="previous_turn_1"):
        score([pa.RecordBatch.from_pydict({"raw_hash": ["h"], "text": ["t"]})])


@pytest.mark.parametrize("options", [{"batch_size": 0}, {"max_texts": -1}])
def test_impossible_options_are_refused_at_once(options):
    with pytest.raises(ValueError, match=next(iter(options))):
        score([], **options)


def test_nothing_is_read_before_the_reader_is():
    def never() -> Iterator[pa.RecordBatch]:
        raise AssertionError("read")
        yield

    reader = score_pending(never(), scorer_factory=FakeScorer, model_version="fake-1", progress=False)
    assert reader.schema == SCORES_SCHEMA


def test_duckdb_can_read_the_stream():
    connection = duckdb.connect()
    connection.execute(
        "create table texts as select md5(i::varchar) as raw_hash, 'text ' || i || ' is broken' as text, "
        "null::varchar as previous_turn_1, null::varchar as previous_turn_2 from range(5000) r (i)"
    )
    # A cursor of its own: a connection cannot read a stream of itself while it writes.
    pending = connection.cursor().sql("from texts").to_arrow_reader(2048)
    reader = score_pending(pending, scorer_factory=FakeScorer, model_version="fake-1", progress=False)  # noqa: F841
    connection.execute("create table scores as from reader")
    found = connection.sql(
        "select count(*), count(distinct raw_hash), sum(polarity), any_value(typeof(polarity)) from scores"
    )
    assert found.fetchone() == (5000, 5000, Decimal("-2500.000000"), "DECIMAL(9,6)")


def test_the_progress_bar_goes_to_stderr_without_texts(capsys):
    score([batch(["a private sentence", "all is good"])], progress=True, total=2)
    printed = capsys.readouterr()
    assert printed.out == ""
    assert "2/2" in printed.err
    assert "cached=0" in printed.err
    assert "private" not in printed.err


RUN = """
import sys, time
sys.path.insert(0, sys.argv[2])
from test_pipeline import FakeScorer, ScoreCache, batch, score_pending
class SlowScorer(FakeScorer):
    def score(self, texts, previous_turns=None):
        time.sleep(0.05)
        return super().score(texts, previous_turns)
texts = [batch([f"text number {number} is broken" for number in range(1000)])]
cache = ScoreCache(sys.argv[1])
options = {"model_version": "fake-1", "cache": cache, "batch_size": 10, "progress": False}
for scored in score_pending(texts, scorer_factory=SlowScorer, **options):
    print(scored.num_rows, flush=True)
"""


def test_a_killed_run_is_taken_up_where_it_stopped(tmp_path):
    path = tmp_path / "cache.sqlite"
    with subprocess.Popen(
        [sys.executable, "-c", RUN, str(path), str(Path(__file__).parent)], stdout=subprocess.PIPE, text=True
    ) as run:
        for _ in range(5):
            run.stdout.readline()
        time.sleep(0.02)
        run.send_signal(signal.SIGKILL)
    texts = [batch([f"text number {number} is broken" for number in range(1000)])]
    scorer = FakeScorer()
    with ScoreCache(path) as cache:
        rows = score(texts, scorer, cache=cache)
    assert 0 < len(scorer.scored) <= 950
    assert rows == score(texts)
