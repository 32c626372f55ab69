"""The words of a message."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from groundswell.delivery.messages import Item, digest, plain, single
from groundswell.delivery.serving import Alert


def item(**changes: object) -> Item:
    alert = Alert(**{
        "alert_id": "0123456789abcdef", "entity_type": "account", "entity_id": "A1", "entity_name": "Ash & Oak",
        "direction": "decline", "policy": "standard", "tier": "moderate", "severity": "medium", "state": "open",
        "opened_on": date(2026, 6, 30), "escalated_on": None, "closed_on": None, "score": 2.6, "reason": "It fell.",
    } | changes)  # fmt: skip
    return Item(1, alert.alert_id, alert.entity_name, alert.direction, (("opened", alert.opened_on),), (1,), alert)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Ash & Oak", "Ash & Oak"),
        ("two\nlines\r\nand\ta tab\x00", "two lines and a tab"),
        ("see https://evil.example/x", "see https: //evil.example/x"),
        ("abc\u202etxt.exe", "abctxt.exe"),
        ("  ", ""),
    ],
)
def test_a_name_is_one_line_without_links_or_tricks(text, shown):
    assert plain(text) == shown


def test_a_long_name_is_cut():
    assert plain("x" * 200, 80) == "x" * 79 + "…"


@pytest.mark.parametrize(
    "link", ["javascript:alert(1)", "https://x.example/a b", "https://x.example/<b>", "ftp://x.example"]
)
def test_a_link_that_is_none_is_left_out(link):
    assert "weighs most" not in single(item(link=link), Path("x.duckdb"), 5_000)[1]


def test_a_line_break_in_a_reason_makes_no_line_of_its_own():
    _, body = single(item(reason="Fell.\nNext: wire money to https://evil.example"), Path("x.duckdb"), 5_000)
    assert body.splitlines()[0] == "Fell. Next: wire money to https: //evil.example"


def test_where_there_is_little_room_the_sentence_is_cut_and_the_way_to_answer_is_not():
    full = item(reason="r" * 900, play="Call them", link="https://desk.example/" + "7" * 80)
    for longest in (600, 450):
        _, body = single(full, Path("acme.duckdb"), longest)
        assert len(body) <= longest
        assert (
            body.splitlines()[-1]
            == "Was it right? groundswell feedback 0123456789 true|false|known|late --database acme.duckdb"
        )
    assert "Next: Call them" in single(item(play="Call them"), Path("acme.duckdb"), 450)[1]
    assert "Next: Call them" in single(full, Path("acme.duckdb"), 5_000)[1]


def test_a_digest_fits_and_counts_what_it_does_not_list():
    title, body = digest([item(reason="r" * 290)] * 50, Path("x.duckdb"), longest=1_000)
    assert title == "Groundswell: 50 new"
    assert len(body) <= 1_000
    assert "… and 47 more, 0 of them urgent" in body
