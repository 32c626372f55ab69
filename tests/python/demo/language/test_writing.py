"""What texts of the demo promise: the same again, each another, and nothing in them that gives the mood away."""

from __future__ import annotations

import csv
import random
import re
import tomllib
from collections.abc import Iterator

import pytest

from groundswell.demo.language import TOPICS, Occasion, write
from groundswell.demo.language.grammar import PatternError, expand, parse
from groundswell.demo.language.occasion import CHANNELS, EVENTS, LANGUAGES
from groundswell.demo.language.phrasebook import PHRASES, patterns, raw
from groundswell.scoring.cleaning import clean
from groundswell.scoring.language import detect
from groundswell.scoring.redaction import redact
from support import PROJECT

CUSTOMERS = tuple(channel for channel in CHANNELS if channel != "note")
NAMES = ("things", "plural_things")  # of training/phrases.toml: parts of a product, not sentences
PEOPLE, FIRMS = ("Ida", "Ben", "Chloe", "Marek", "Nadia", "Sam"), ("Alderbeck Freight", "Mosswick Dental")


def occasion(rng: random.Random, **given) -> Occasion:
    channel = given.pop("channel", None) or rng.choice(CUSTOMERS)
    drawn = {
        "mood": rng.uniform(-1, 1),
        "channel": channel,
        "role": "customer",
        "turn": 0 if channel in ("survey", "review", "social") else rng.choice((0, 0, 1, 2)),
        "topic": rng.choice(TOPICS),
        "product": rng.choice(("Dispatch", "Ledger")),
        "person": rng.choice(PEOPLE),
        "company": rng.choice(FIRMS),
        "event": rng.choice((None, None, *EVENTS)),
    }
    return Occasion(**(drawn | given))


def texts(count: int, seed: int = 1, **given) -> list[str]:
    rng = random.Random(seed)
    return [write(occasion(rng, **given), rng) for _ in range(count)]


@pytest.fixture(scope="module")
def many() -> list[str]:
    return texts(10_000)


def sentences(text: str) -> set[str]:
    """The sentences of a text without case, marks and outer spaces."""
    return {plain for part in re.split(r"[.!?\n]+", text) if (plain := re.sub(r"[^\w' ]", "", part.lower()).strip())}


def test_equal_occasions_and_states_give_equal_texts():
    assert texts(300, seed=4) == texts(300, seed=4)
    assert texts(300, seed=4) != texts(300, seed=5)


def test_nine_of_ten_texts_are_like_no_other(many: list[str]):
    assert len(set(many)) >= 9_000


def test_texts_begin_in_many_ways(many: list[str]):
    assert len({" ".join(text.split()[:3]) for text in many}) > 2_500


def test_no_text_is_empty_or_shows_its_grammar(many: list[str]):
    everything = many + texts(500, role="agent") + texts(300, role="bot") + texts(300, channel="note")
    everything += [text for code in LANGUAGES for text in texts(300, language=code)]
    assert all(text.strip() for text in everything)
    assert [text for text in everything if re.search(r"[{}|\[\]]|  |None| [,.](?:\s|$)|\.\. ", text)] == []


def test_every_line_of_every_file_can_be_read_and_filled():
    rng = random.Random(3)
    for path in PHRASES.glob("*.toml"):
        for keys in lists(raw(path.stem)):
            if path.stem != "mistakes":
                for pattern in patterns(path.stem, *keys):
                    assert expand(pattern, lambda slot: slot, rng) is not None


def lists(table: dict, above: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    for key, value in table.items():
        if isinstance(value, dict):
            yield from lists(value, (*above, key))
        elif isinstance(value, list):
            yield (*above, key)


def test_the_same_mood_says_different_things_and_other_moods_use_other_words():
    low, high = texts(2_000, mood=-0.9), texts(2_000, mood=0.9)
    assert len(set(low)) > 1_800

    def share(lines: list[str], words: str) -> float:
        return sum(bool(re.search(words, line.lower())) for line in lines) / len(lines)

    assert share(high, r"\b(?:happy|great|love)\b") > 3 * share(low, r"\b(?:happy|great|love)\b")
    assert share(low, r"angry|awful|terrible|useless") > 4 * share(high, r"angry|awful|terrible|useless")


def test_no_text_names_a_mood_a_label_or_who_speaks(many: list[str]):
    labels = re.compile(
        r"\b(?:positive|negative|neutral|mixed|unknown|sentiment|polarity|churn\w*|label)\b", re.IGNORECASE
    )
    assert [text for text in many if labels.search(text)] == []
    speaker = re.compile(r"(?:customer|agent|bot|user|client)\s*\W?\s*[:>]", re.IGNORECASE)
    assert [text for text in many + texts(300, role="agent") if speaker.match(text)] == []
    mood = 0.6180339
    assert [text for text in texts(500, mood=mood) if "0.618" in text] == []


@pytest.mark.parametrize("wrong", [{"channel": "fax"}, {"role": "owner"}, {"topic": "weather"}, {"mood": 1.5}])
def test_an_occasion_that_cannot_be_is_refused(wrong: dict):
    with pytest.raises(ValueError, match=next(iter(wrong))):
        occasion(random.Random(1), **wrong)


@pytest.mark.parametrize("pattern", ["[a|b", "a]", "{", "a|b"])
def test_a_pattern_that_cannot_be_read_is_refused(pattern: str):
    with pytest.raises(PatternError):
        parse(pattern)


def test_each_channel_has_its_register():
    chats = texts(400, channel="chat")
    tickets = texts(400, channel="ticket", turn=0)
    mails = texts(400, channel="email", turn=0)
    assert sum(text[0].islower() for text in chats) > 200
    assert all("\n\n" in text for text in tickets), "a subject line, then details"
    assert sum(bool(re.search(r"^(?:Hi|Hello|Dear|Good)\b.*,\n", text)) for text in mails) > 300
    assert median_words(chats) < median_words(tickets) < median_words(mails)
    calls = " ".join(texts(300, channel="call")).lower()
    assert calls.count(" um,") + calls.count(" uh,") > 40


def median_words(lines: list[str]) -> int:
    return sorted(len(line.split()) for line in lines)[len(lines) // 2]


def test_quoted_mails_are_cleaned_to_what_is_new():
    rng = random.Random(8)
    for code in LANGUAGES:
        quoting = 0
        for _ in range(150):
            previous = write(occasion(rng, channel="email", role="agent", turn=1), rng) + "\nThe zebra sleeps."
            text = write(occasion(rng, channel="email", turn=2, previous=previous, language=code), rng)
            quoting += "zebra" in text
            cleaned = clean(text)
            assert "zebra" not in cleaned and "wrote:" not in cleaned, text
            assert cleaned, text
        assert quoting > 50


def test_details_like_personal_data_are_redacted(many: list[str]):
    risky = [text for text in many if "555" in text or ".example" in text]
    assert len(risky) > 200
    redacted = [redact(text) for text in risky]
    assert [text for text in redacted if re.search(r"\w@\w|555[ -]01\d\d", text)] == []


def test_other_languages_are_recognised_as_such():
    for code in ("de", "fr", "es"):
        found = detect([clean(text) for text in texts(200, language=code)])
        assert found.count(code) >= 180, code
    found = detect([redact(clean(text)) for text in texts(1_000)])
    assert found.count("en") + found.count(None) >= 975


def test_topics_and_competitors_are_those_of_the_seeds():
    def column(seed: str, name: str) -> list[str]:
        with (PROJECT / "seeds" / f"{seed}.csv").open(encoding="utf-8") as file:
            return [row[name] for row in csv.DictReader(file)]

    assert list(TOPICS) == [
        topic for topic in column("topics", "topic") if topic != "bugs"
    ]  # a word of every complaint
    assert raw("words")["competitor"] == column("competitors", "competitor")


def test_no_sentence_is_one_the_scorer_was_trained_or_probed_on(many: list[str]):
    known = set()
    for path in (PROJECT / "src/groundswell/scoring/training").glob("*.toml"):
        phrases = tomllib.loads(path.read_text(encoding="utf-8"))
        known |= {line for name, said in phrases.items() if name not in NAMES for line in strings(said)}
    for path in (PROJECT / "tests/python/scoring/probes").glob("*.csv"):
        with path.open(encoding="utf-8") as file:
            known |= {cell for row in csv.reader(file) for cell in row}
    # "Thank you", "very good", "can you confirm", the names of things and what phones add belong to nobody.
    known = {sentence for line in known for sentence in sentences(line) if len(sentence.split()) > 3}
    known -= {"thank you in advance", "sent from my iphone"}
    assert len(known) > 1_000
    ours = {sentence for text in many for sentence in sentences(text)}
    assert ours & known == set()


def strings(value) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for part in value:
            yield from strings(part)
