import itertools
import time

import pytest

from groundswell.scoring.clauses import split


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Love the dashboards, but export is broken", ["Love the dashboards,", "but export is broken"]),
        ("Great UI; awful docs though", ["Great UI;", "awful docs though"]),
        ("Fast support – slow product team", ["Fast support –", "slow product team"]),
        ("It crashed. Again! Why?", ["It crashed.", "Again!", "Why?"]),
        ("The UI is great and support is slow.", ["The UI is great", "and support is slow."]),
        ("Although I love the editor, billing is a mess", ["Although I love the editor,", "billing is a mess"]),
        ("Everything is fine except the search", ["Everything is fine", "except the search"]),
        ("Nice app however it drains battery", ["Nice app", "however it drains battery"]),
        ("Pros: fast\nCons: pricey", ["Pros: fast", "Cons: pricey"]),
        ("1. Export fails\n2. Login is slow", ["1. Export fails", "2. Login is slow"]),
        ("素晴らしい。でも遅い。", ["素晴らしい。", "でも遅い。"]),
        ("Great!!! 👍", ["Great!!! 👍"]),
        ("👍", ["👍"]),
        ("  padded  ", ["padded"]),
        ("", []),
    ],
)
def test_clauses_are_cut_at_contrasts_and_ends(text, expected):
    assert [text[clause.start : clause.end] for clause in split(text)] == expected


@pytest.mark.parametrize(
    "text",
    [
        "Nothing but praise for the team",
        "The API, the dashboards and the docs are great",
        "It is fast and crashes often",
        "Works e.g. on version 2.5 vs. 2.4",
        "I can't help but love it",
        "not only fast but also cheap",
        "A line that a mail program wrapped somewhere in the middle of\nits only sentence stays whole",
    ],
)
def test_what_is_one_clause_stays_one(text):
    assert len(split(text)) == 1


def test_clauses_cover_the_text_in_order():
    text = "Hi team,\n\nlove it; really – but the API (v2.1) fails, and nobody answers!! 👍 \n- slow\n- old. ok"
    clauses = split(text)
    assert all(clause.start < clause.end for clause in clauses)
    assert all(left.end <= right.start for left, right in itertools.pairwise(clauses))
    covered = set().union(*(range(clause.start, clause.end) for clause in clauses))
    assert all(text[place].isspace() for place in set(range(len(text))) - covered)


@pytest.mark.parametrize("piece", ["a ", "a, ", "it is, it is ", " but ", ". ", "; ", "\n", "although ", "— ", "?"])
def test_anything_long_is_cut_in_linear_time(piece):
    text = (piece * 300_000)[:300_000]
    started = time.perf_counter()
    split(text)
    assert time.perf_counter() - started < 3  # quadratic would be minutes
