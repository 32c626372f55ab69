"""Messages that are no prose: answers that say nothing, and grades in figures."""

from __future__ import annotations

import pytest

from groundswell.scoring import Scorer
from groundswell.scoring.short_answers import grade_in_words, says_nothing


@pytest.fixture(scope="module")
def scorer() -> Scorer:
    return Scorer.load()


@pytest.mark.parametrize(
    "text",
    ["n/a", "N/A.", "N.A.", "na", "not applicable", "No comment", "no further comments.", "No suggestions!", "idk",
     "not sure", "Nothing to add.", "Nothing comes to mind", "nothing in particular", "I don't know", "(no feedback)",
     "I prefer not to say"],
)  # fmt: skip
@pytest.mark.parametrize("is_reply", [True, False])
def test_an_answer_that_fills_the_box_says_nothing(text: str, is_reply: bool):
    assert says_nothing(text, is_reply)


@pytest.mark.parametrize("text", ["No", "none.", "Nothing", "nope", "Yes!", "x"])
def test_no_and_nothing_say_something_only_after_a_question(text: str):
    assert says_nothing(text, is_reply=False)
    assert not says_nothing(text, is_reply=True)


@pytest.mark.parametrize(
    "text",
    ["Nothing works", "Nothing to add to the cart works", "No complaints", "Not applicable taxes were charged",
     "no support", "Nothing but praise", "I don't know why it fails", "Not sure this is worth the money",
     "No comment field on the form"],
)  # fmt: skip
def test_what_says_something_is_not_taken_for_nothing(text: str):
    assert not says_nothing(text, is_reply=False)


@pytest.mark.parametrize(
    ("text", "word"),
    [("10/10", "Excellent."), ("9 / 10!", "Excellent."), ("4/5", "Good."), ("7 out of 10", "Good."), ("3/5", "Okay."),
     ("2,5/5", "Okay."), ("Score: 3/10", "Not good."), ("my rating is 2/5", "Not good."), ("0/10", "Terrible."),
     ("1 star", "Terrible."), ("5 stars!!", "Excellent."), ("3 stars out of 5", "Okay."), ("★☆☆☆☆", "Terrible."),
     ("⭐⭐⭐⭐⭐", "Excellent."), ("⭐️⭐️⭐️⭐️", "Good."), ("+1", "Good."), ("-1", "Not good."), ("85/100", "Good.")],
)  # fmt: skip
def test_a_grade_in_figures_has_a_word(text: str, word: str):
    assert grade_in_words(text) == word


@pytest.mark.parametrize(
    "text", ["", "12/10", "12/10/2024", "4711", "⭐", "10/10 would buy again", "1/5 of them fail", "24/7", "★☆"]
)
def test_what_is_no_grade_has_none(text: str):
    assert grade_in_words(text) is None


def test_the_scorer_leaves_out_what_says_nothing_and_reads_grades(scorer):
    texts = ["n/a", "Nothing", "10/10", "0/10", "★☆☆☆☆", "The export fails again."]
    scored = scorer.score(texts)
    assert scored["sentiment_label"].to_pylist() == [
        "unknown",
        "unknown",
        "positive",
        "negative",
        "negative",
        "negative",
    ]
    polarities = scored["polarity"].to_pylist()
    assert polarities[:2] == [None, None]
    assert polarities[2] > 0.4 and max(polarities[3:5]) < -0.4


def test_nothing_as_a_reply_is_scored_with_its_question(scorer):
    scored = scorer.score(["Nothing"], [["What did you like about it?"]])
    assert scored["sentiment_label"].to_pylist() != ["unknown"]
