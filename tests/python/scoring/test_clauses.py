import itertools

import pytest
from timing import assert_linear

from groundswell.scoring.clauses import split, without_links


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
        ("Great reports, terrible search.", ["Great reports,", "terrible search."]),
        ("Pros: fast\nCons: pricey", ["Pros: fast", "Cons: pricey"]),
        ("1. Export fails\n2. Login is slow", ["1. Export fails", "2. Login is slow"]),
        (
            "The search is fast and precise while the import is slow",
            ["The search is fast and precise", "while the import is slow"],
        ),
        (
            "The chat is so helpful, whereas the forum is so empty",
            ["The chat is so helpful,", "whereas the forum is so empty"],
        ),
        (
            "All is fine, except for the calendar, which freezes",
            ["All is fine,", "except for the calendar, which freezes"],
        ),
        (
            "The reminders, however, are late; the tags are useful",
            ["The reminders, however, are late;", "the tags are useful"],
        ),
        (
            "I like the tags, and it shows, however, it crashes",
            ["I like the tags, and it shows,", "however, it crashes"],
        ),
        (
            "Happy with the uptime and very unhappy with the price",
            ["Happy with the uptime", "and very unhappy with the price"],
        ),
        ("The tags are useful, so please fix the import", ["The tags are useful,", "so please fix the import"]),
        ("It is slow, unlike the app, which we love", ["It is slow,", "unlike the app, which we love"]),
        ("The tags are old and, frankly, support is slow", ["The tags are old and, frankly,", "support is slow"]),
        ("We enjoy the tags and we dread the audit", ["We enjoy the tags", "and we dread the audit"]),
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
        "It's a great, awful thing",
        "Your team was pushy and rude",
        "The search is fast, and it saves us hours",
        "It is so bad that we gave up",
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


@pytest.mark.parametrize(
    ("clause", "expected"),
    [
        ("but export is broken", "export is broken"),
        ("the calls, on the other hand, are useful", "the calls are useful"),
        ("the inbox is great, though.", "the inbox is great."),
        ("although, however", "although, however"),
        ("butter is good", "butter is good"),
    ],
)
def test_a_clause_is_judged_without_what_links_it(clause, expected):
    assert without_links(clause) == expected


@pytest.mark.parametrize(
    "piece",
    ["a ", "a, ", "it is, it is ", ", however, ", "and is so ", " but ", ". ", "; ", "\n", "although ", "— ", "?"],
)
def test_anything_long_is_cut_in_linear_time(piece):
    assert_linear(split, piece)
