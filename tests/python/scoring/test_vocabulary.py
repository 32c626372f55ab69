import time
from pathlib import Path

import pytest

from groundswell.scoring.vocabulary import Vocabulary, VocabularyError

SEED = Path(__file__).parents[3] / "seeds" / "domain_vocabulary.csv"


def row(term, kind="neutral_technical", replacement="neutral words"):
    return {"term": term, "kind": kind, "replacement": replacement, "note": None}


@pytest.mark.parametrize(
    ("term", "text", "expected"),
    [
        ("error budget", "Our Error-Budgets are used up", "Our neutral words are used up"),
        ("kill the * process", "kill the old worker process now", "neutral words now"),
        ("kill the * process", "kill the process", "neutral words"),
        ("kill the * process", "kill the one two three process", "kill the one two three process"),
        ("slave|master/slave", "a master/slave pair", "a neutral words pair"),
        ("c++ panic", "the C++ panic", "the neutral words"),
        ("abort", "abortive aborting", "abortive aborting"),
        ("dead letter|dead letter queue", "the dead letter queue", "the neutral words"),
    ],
)
def test_terms_are_replaced(term, text, expected):
    assert Vocabulary.from_rows([row(term)]).apply(text) == expected


def test_kinds_without_a_replacement_have_their_own():
    vocabulary = Vocabulary.from_rows([row("Panic Button", "product", ""), row("fury mode", "own_term", None)])
    assert vocabulary.apply("Panic Button has a fury mode") == "the product has a the feature"


def test_text_without_terms_is_as_it_was():
    text = "The export is broken and I hate it."
    assert Vocabulary.from_csv(SEED).apply(text) == text
    assert Vocabulary.from_rows([]).apply(text) == text


def test_the_fingerprint_changes_with_content_and_not_with_order():
    one, two = row("error budget"), row("dead letter")
    assert Vocabulary.from_rows([one, two]).fingerprint == Vocabulary.from_rows([two, one]).fingerprint
    assert Vocabulary.from_rows([one]).fingerprint != Vocabulary.from_rows([one, two]).fingerprint
    assert Vocabulary.from_rows([one]).fingerprint != Vocabulary.from_rows([one | {"replacement": "x"}]).fingerprint


@pytest.mark.parametrize(
    ("bad", "message"),
    [
        (row("x y", kind="bad"), "row 2, column kind: 'bad'"),
        (row(""), "row 2, column term: '' is empty"),
        (row("a||b"), "row 2, column term: '' is empty"),
        (row("first"), "row 2, column term: 'first' is there twice"),
        (row("*x"), "row 2, column term"),
        (row("x *"), "only between words"),
        (row("!!"), "row 2, column term"),
        (row("123"), "hold a letter"),
        (row("x" * 81), "longer than 80"),
        ({"term": "x"}, "row 2: column kind is missing"),
    ],
)
def test_a_bad_row_is_named(bad, message):
    with pytest.raises(VocabularyError) as caught:
        Vocabulary.from_rows([row("first"), bad], source="my.csv")
    assert message in str(caught.value)
    assert "my.csv" in str(caught.value)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"word,kind\nx,product\n", "column term is missing"),
        (b"", "column term is missing"),
        (b"term,kind\n\xff\xfe,product\n", "UTF-8"),
        (b'term,kind\n"unclosed,product\n', "cannot be read as CSV"),
        (b"term,kind\nx\n", "column kind"),
    ],
)
def test_a_bad_file_is_named(tmp_path, content, message):
    path = tmp_path / "vocabulary.csv"
    path.write_bytes(content)
    with pytest.raises(VocabularyError, match=message) as caught:
        Vocabulary.from_csv(path)
    assert str(path) in str(caught.value)


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(VocabularyError, match="there is no such file"):
        Vocabulary.from_csv(tmp_path / "none.csv")


@pytest.mark.parametrize("piece", ["kill the ", "kill ", "a ", "dead letter "])
def test_anything_long_is_rewritten_in_linear_time(piece):
    vocabulary, text = Vocabulary.from_csv(SEED), (piece * 300_000)[:300_000]
    started = time.perf_counter()
    vocabulary.apply(text)
    assert time.perf_counter() - started < 3  # quadratic would be minutes
