"""The probes are what they claim to be: counts, no duplicates, nothing that the seeds or the training set quote."""

import csv
from collections import Counter
from pathlib import Path

import pytest

from groundswell.scoring.clauses import split
from groundswell.scoring.keys import is_short_reply
from groundswell.scoring.training import customer_talk, templates

PROBES = Path(__file__).parent / "probes"
ROOT = Path(__file__).parents[3]
ASPECTS = ("aspects", "aspects_second")


def read(name):
    with (PROBES / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize(
    ("name", "columns"),
    [
        ("context_pairs", ("reply", "previous_turn_1", "previous_turn_2")),
        ("aspects", ("text", "aspect")),
        ("aspects_second", ("text", "aspect")),
        ("closings", ("reply", "previous_turn_1")),
        ("customers", ("text",)),
        ("customers_second", ("text",)),
        ("customers_third", ("text",)),
        ("intensity_pairs", ("weaker", "stronger")),
        ("irony", ("text",)),
        ("technical_neutral", ("text",)),
        ("languages", ("text",)),
    ],
)
def test_no_probe_is_there_twice(name, columns):
    counts = Counter(tuple(row[column].lower() for column in columns) for row in read(name))
    assert counts.most_common(1)[0][1] == 1


def test_there_are_as_many_probes_as_promised():
    counts = {name: len(read(name)) for name in ("context_pairs", "intensity_pairs", "irony", "technical_neutral")}
    assert counts == {"context_pairs": 200, "intensity_pairs": 100, "irony": 200, "technical_neutral": 200}
    assert [len({row["text"] for row in read(name)}) for name in ASPECTS] == [100, 100]


def test_each_reply_follows_bad_news_once_and_good_news_once():
    twins = Counter((row["twin"], row["reply"], row["expected"]) for row in read("context_pairs"))
    assert set(twins.values()) == {1}
    assert len({twin for twin, _, _ in twins}) == 100
    assert all(is_short_reply(reply) for _, reply, _ in twins)


def test_no_probe_is_a_phrase_of_the_training():
    quoted = {
        " ".join(str(phrase if isinstance(phrase, str) else phrase[0]).lower().split()).rstrip(".!")
        for phrases in (templates.PHRASES, customer_talk.PHRASES)
        for kind in phrases.values()
        for phrase in kind
    }
    names = ("customers", "customers_second", "customers_third", *ASPECTS, "irony", "technical_neutral")
    texts = [row["text"] for name in names for row in read(name)]
    assert [text for text in texts if " ".join(text.lower().split()).rstrip(".!") in quoted] == []


@pytest.mark.parametrize("name", ASPECTS)
def test_each_aspect_probe_names_two_aspects_or_more(name):
    aspects = Counter(row["probe"] for row in read(name))
    assert min(aspects.values()) >= 2
    assert all(row["aspect"] in row["text"] for row in read(name))


@pytest.mark.parametrize("name", ASPECTS)
def test_contrasted_aspects_lie_in_different_clauses(name):
    """What the splitter can promise without a model: opposite aspects do not share a clause."""
    probes = {}
    for row in read(name):
        probes.setdefault(row["text"], []).append(row)
    apart = 0
    for text, rows in probes.items():
        pieces = [text[clause.start : clause.end].lower() for clause in split(text)]
        moods = [{row["expected"] for row in rows if row["aspect"].lower() in piece} for piece in pieces]
        apart += all(len(mood) < 2 for mood in moods)
    assert apart >= 95


def test_the_vocabulary_quotes_no_probe():
    seed = (ROOT / "seeds" / "domain_vocabulary.csv").read_text(encoding="utf-8").lower()
    assert not [row["text"] for row in read("technical_neutral") if row["text"].lower().rstrip(".") in seed]
