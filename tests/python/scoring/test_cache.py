import os
import signal
import sqlite3
import subprocess
import sys
import time
from decimal import Decimal
from pathlib import Path

import pyarrow as pa
import pytest

from groundswell.scoring.cache import ScoreCache, ScoreCacheError
from groundswell.scoring.schema import CACHE_SCHEMA


def scores(*keys: str, version: str = "v1", polarity: str = "0.123456") -> pa.Table:
    rows = [
        dict.fromkeys(CACHE_SCHEMA.names)
        | {
            "text_key": key,
            "model_version": version,
            "engine": "fake",
            "redacted_text": f"text of {key} 👍",
            "polarity": Decimal(polarity),
            "polarity_se": 0.1,
            "sentiment_label": "positive",
            "n_tokens": 3,
            "is_truncated": False,
            "clauses": [{"clause_number": 1, "span_start": 0, "span_end": 4, "polarity": -0.3}],
        }
        for key in keys
    ]
    return pa.Table.from_pylist(rows, schema=CACHE_SCHEMA)


def test_what_is_committed_is_found_again_exactly(tmp_path):
    with ScoreCache(tmp_path / "deep" / "cache.sqlite") as cache:
        cache.commit(scores("a", "b"))
    with ScoreCache(tmp_path / "deep" / "cache.sqlite") as cache:
        assert cache.lookup(["b", "missing", "b"], "v1").equals(scores("b"))
        assert cache.lookup([], "v1").equals(scores())
        assert cache.lookup(["a"], "v2").num_rows == 0


def test_extreme_polarities_are_exact(tmp_path):
    cache = ScoreCache(tmp_path / "cache.sqlite")
    for key, polarity in {"low": "-1.000000", "high": "1.000000", "tiny": "-0.000001"}.items():
        cache.commit(scores(key, polarity=polarity))
        assert cache.lookup([key], "v1").column("polarity").to_pylist() == [Decimal(polarity)]


def test_the_first_score_of_a_key_stays(tmp_path):
    cache = ScoreCache(tmp_path / "cache.sqlite")
    cache.commit(scores("a", polarity="0.100000"))
    cache.commit(scores("a", "b", polarity="0.200000"))
    assert sorted(cache.lookup(["a", "b"], "v1").column("polarity").to_pylist()) == [Decimal("0.1"), Decimal("0.2")]
    assert cache.count() == 2


def test_a_batch_is_there_whole_or_not_at_all(tmp_path):
    cache = ScoreCache(tmp_path / "cache.sqlite")
    half_bad = pa.concat_tables([scores("a"), scores("b")]).set_column(
        0, pa.field("text_key", pa.string()), pa.array(["a", None])
    )
    with pytest.raises(ScoreCacheError, match="nothing of this batch"):
        cache.commit(half_bad)
    assert cache.count() == 0


def test_two_processes_share_a_file(tmp_path):
    first, second = ScoreCache(tmp_path / "cache.sqlite"), ScoreCache(tmp_path / "cache.sqlite")
    first.commit(scores("a"))
    second.commit(scores("b"))
    assert first.lookup(["a", "b"], "v1").num_rows == second.lookup(["a", "b"], "v1").num_rows == 2


@pytest.mark.parametrize("content", [b"this is no database, it is a text file of some length" * 50, b"\x00" * 4096])
def test_a_damaged_file_is_named_with_what_to_do(tmp_path, content):
    path = tmp_path / "cache.sqlite"
    path.write_bytes(content)
    with pytest.raises(ScoreCacheError, match=r"cache\.sqlite.*move it away"):
        ScoreCache(path)


def test_a_file_damaged_in_the_middle_is_named(tmp_path):
    path = tmp_path / "cache.sqlite"
    with ScoreCache(path) as cache:
        cache.commit(scores(*(f"key{number}" for number in range(2000))))
    content = bytearray(path.read_bytes())
    content[4096:] = os.urandom(len(content) - 4096)
    path.write_bytes(content)
    with pytest.raises(ScoreCacheError, match=r"cache\.sqlite"), ScoreCache(path) as cache:
        cache.lookup(["key1"], "v1")


def test_a_database_of_another_program_is_refused(tmp_path):
    path = tmp_path / "other.sqlite"
    with sqlite3.connect(path) as connection:
        connection.execute("create table scores (a)")
    with pytest.raises(ScoreCacheError, match="another program"):
        ScoreCache(path)


def test_a_newer_format_is_refused(tmp_path):
    path = tmp_path / "cache.sqlite"
    ScoreCache(path).close()
    with sqlite3.connect(path) as connection:
        connection.execute("pragma user_version = 99")
    with pytest.raises(ScoreCacheError, match="format 99"):
        ScoreCache(path)


def test_a_path_that_cannot_be_written_is_named(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(ScoreCacheError, match="file"):
        ScoreCache(tmp_path / "file" / "cache.sqlite")


def test_a_private_cache_leaves_nothing_behind(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with ScoreCache() as cache:
        cache.commit(scores("a"))
        assert cache.lookup(["a"], "v1").num_rows == 1
    assert list(tmp_path.iterdir()) == []


WRITER = """
import sys
sys.path.insert(0, sys.argv[2])
from test_cache import scores
from groundswell.scoring.cache import ScoreCache
cache = ScoreCache(sys.argv[1])
for batch in range(10_000):
    cache.commit(scores(*(f"{batch}-{number}" for number in range(100))))
    print(batch, flush=True)
"""


def test_committed_batches_survive_a_kill(tmp_path):
    path = tmp_path / "cache.sqlite"
    command = [sys.executable, "-c", WRITER, str(path), str(Path(__file__).parent)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as writer:
        while int(writer.stdout.readline()) < 5:
            pass
        time.sleep(0.01)  # somewhere in the middle of a later batch
        writer.send_signal(signal.SIGKILL)
        printed = [int(line) for line in writer.stdout.read().split()]
    batches = max([5, *printed]) + 1
    with ScoreCache(path) as cache:
        count = cache.count()
        assert count % 100 == 0
        assert count >= batches * 100
        assert cache.lookup([f"{batches - 1}-{number}" for number in range(100)], "v1").num_rows == 100
        cache.commit(scores("after"))
