"""The built-in set is what its command writes, and its words name no label."""

from __future__ import annotations

import re
from pathlib import Path

import pyarrow.parquet as pq

from groundswell.demo.settings import Settings
from groundswell.demo.world import write_landing_world
from support import PROJECT

LANDING = PROJECT / "examples" / "demo" / "landing"
MAKEFILE = (PROJECT / "Makefile").read_text(encoding="utf-8")
LABELS = re.compile(r"\b(positive|negative|neutral|mixed feelings|anger|joy|enthusiasm)\b", re.IGNORECASE)


def test_the_command_writes_the_committed_rows(tmp_path: Path):
    accounts, months, seed = (int(re.search(rf"^LANDING_{name} := (\d+)", MAKEFILE, re.M)[1])
                              for name in ("ACCOUNTS", "MONTHS", "SEED"))  # fmt: skip
    out = write_landing_world(Settings(accounts, months, seed), tmp_path / "world").out
    for path in sorted(LANDING.glob("*.parquet")):
        assert pq.read_table(out / "landing" / path.name).equals(pq.read_table(path)), path.name


def test_the_set_stays_small():
    assert sum(path.stat().st_size for path in LANDING.iterdir()) < 600_000


def test_few_messages_contain_a_word_that_is_a_label():
    texts = [row["text"] for row in pq.read_table(LANDING / "interactions.parquet").to_pylist() if row["text"]]
    assert len(texts) > 3000
    assert sum(bool(LABELS.search(text)) for text in texts) < 0.01 * len(texts)
