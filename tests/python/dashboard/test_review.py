"""The review says what its mart says, to anybody, from a folder that needs no server."""

from __future__ import annotations

import json
import re
from html import unescape
from pathlib import Path

import duckdb
import pytest
from review_marts import make_review
from test_page import Page

from groundswell.dashboard import PageError, wording
from groundswell.dashboard.review import write_review
from groundswell.dashboard.review.agenda import Scale
from groundswell.dashboard.review.guide import GLOSSARY
from support import PROJECT

# How a column of the mart is written; all others stand as they are.
WRITTEN = {
    **dict.fromkeys(("score", "score_before", "n_tickets_usual"), wording.score),
    **dict.fromkeys(("change", "change_low", "change_high", "change_within_channels", "change_by_mix"), wording.change),
    **dict.fromkeys(("velocity", "velocity_low", "velocity_high"), wording.change),
    **dict.fromkeys(("n", "n_tickets", "days_to_renewal"), wording.count),
    **dict.fromkeys(("renewal_on", "due_on", "happened_on"), wording.day),
    "arr": lambda value: wording.money(value, "USD"),
    "loop_state": lambda value: {"closed": "acted and told the customer"}[value],
}
UNITS = {"score": wording.score, "share": wording.share, "currency": lambda value: wording.money(value, "USD")}
HOSTILE = "</script><script>alert(1)</script><img src=x onerror=alert(2)>'; drop table accounts; --\"{{ 7 * 7 }}"


def review_of(database: Path, **options: str) -> Path:
    return write_review(database, database.with_suffix(".review"), **options).parent


def account_data(folder: Path, number: int) -> dict:
    text = (folder / "accounts" / f"{number:05}.js").read_text(encoding="utf-8")
    return json.loads(text.removeprefix("groundswellAccount(").removesuffix(");\n"))


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_review(tmp_path_factory.mktemp("review") / "serving.duckdb")


@pytest.fixture(scope="module")
def folder(database: Path) -> Path:
    return review_of(database)


def test_every_kpi_on_the_page_is_the_marts(database: Path, folder: Path) -> None:
    html = (folder / "index.html").read_text(encoding="utf-8")
    shown = re.findall(r'<span data-kpi="(\w+)/(\d+)/(\w+)">(.*?)</span>', html, flags=re.DOTALL)
    with duckdb.connect(str(database), read_only=True) as connection:
        cursor = connection.execute("select * from marts.mart_weekly_review")
        names = [column[0] for column in cursor.description]
        rows = {
            (row["section"], row["item_rank"]): row
            for row in (dict(zip(names, r, strict=True)) for r in cursor.fetchall())
        }
    for section, rank, column, text in shown:
        row = rows[section, int(rank)]
        write = UNITS.get(row["unit"], wording.count) if column.startswith("amount") else WRITTEN.get(column, str)
        assert unescape(text) == write(row[column]), (section, rank, column)
    assert {section for section, *_ in shown} == {
        *("headline", "figure", "discuss", "change", "event", "action", "play", "alert", "executive"),
    }
    assert len(shown) > 60


def test_a_cell_says_what_it_is_where_rows_become_cards(folder: Path) -> None:
    html = (folder / "index.html").read_text(encoding="utf-8")
    tables = re.findall(r'<table class="plain-table">.*?</table>', html, flags=re.DOTALL)
    cells = [cell for table in tables for cell in re.findall(r"<td[^>]*>", table)]
    assert len(tables) == 5 and len(cells) > 15
    assert [cell for cell in cells if "data-label" not in cell and 'class="why"' not in cell] == []


def test_the_axis_of_changes_ends_at_a_round_number_and_marks_what_it_cuts(tmp_path: Path, folder: Path) -> None:
    scale = Scale.of([{"change": -16.2}, {"change": 2.4}, {"change": None}])
    assert (scale.reach, scale.place(-34.1), scale.place(5)) == (20, 0.0, 62.5)
    assert scale.cuts(-34.1) and scale.cuts(26.3) and not scale.cuts(1.8)
    wide = "update mart_weekly_review set change_low = -30 where section = 'headline'"
    cut, whole = (
        (place / "index.html").read_text(encoding="utf-8").count('class="line cut-low"')
        for place in (review_of(make_review(tmp_path / "serving.duckdb", wide)), folder)
    )
    assert (cut, whole) == (1, 0)


def test_a_renewal_within_a_month_stands_out_and_one_is_no_plural(tmp_path: Path, folder: Path) -> None:
    near = (
        "update mart_weekly_review set days_to_renewal = 30 where section = 'discuss'",
        "update mart_weekly_review set n = 1 where section = 'executive'",
    )
    page, later = (
        (place / "index.html").read_text(encoding="utf-8")
        for place in (review_of(make_review(tmp_path / "serving.duckdb", *near)), folder)
    )
    assert 'class="number soon"' in page and 'class="number soon"' not in later
    assert "</span> account.</dd>" in page and "</span> accounts.</dd>" in later


def test_the_share_of_right_alerts_says_of_how_many_and_what_was_done_says_what(tmp_path: Path) -> None:
    few = (
        "update mart_weekly_review set n = 4 where entity_id = 'alert_precision'",
        "update mart_weekly_review set loop_state = 'closed' where section = 'alert'",
    )
    text = Page((review_of(make_review(tmp_path / "serving.duckdb", *few)) / "index.html").read_text("utf-8")).text
    assert "2 of 4 that can be judged were right: 50 % ( 15 % to 85 % )" in text
    assert "too early acted and told the customer" in text


def test_nothing_is_fetched(folder: Path) -> None:
    for name in ("index.html", "account.html"):
        page = Page((folder / name).read_text(encoding="utf-8"))
        sources = [
            attrs.get("src") or attrs.get("href") for tag, attrs in page.elements if tag in ("script", "link", "img")
        ]
        assert [source for source in sources if source and not source.startswith(("assets/", "data:"))] == []
        assert all((folder / source).is_file() for source in sources if source and source.startswith("assets/"))
        policy = next(attrs["content"] for tag, attrs in page.elements if tag == "meta" and attrs.get("http-equiv"))
        assert "default-src 'none'" in policy and "script-src 'self' file:" in policy


def test_names_and_texts_stay_text(tmp_path: Path) -> None:
    quoted = HOSTILE.replace("'", "''")
    folder = review_of(
        make_review(
            tmp_path / "serving.duckdb",
            f"update mart_account_standings set account_name = '{quoted}', csm_owner = '{quoted}'",
            f"update mart_account_standings set segment = '{quoted}'",
            f"update mart_weekly_review set entity_name = '{quoted}', csm_owner = '{quoted}', detail = '{quoted}', "
            f"next_step = '{quoted}', play_title = '{quoted}'",
            f"update mart_next_action_steps set action = '{quoted}'",
            f"update fct_alert_evidence set excerpt = '{quoted}', source_url = 'javascript:alert(3)'",
            f"update fct_events set title = '{quoted}'",
        )
    )
    written = [path for path in folder.rglob("*") if path.suffix in (".html", ".js") and path.name != "charts.js"]
    for path in written:
        assert "<script>alert" not in path.read_text(encoding="utf-8"), path.name
    # what the index and an account's file hold is data, and in the markup the name is text
    assert all("<" not in (folder / name).read_text("utf-8").partition("(")[2] for name in ("accounts/00000.js",))
    data = account_data(folder, 0)
    assert data["name"] == HOSTILE
    body = Page(data["html"])
    assert HOSTILE in body.text
    assert not {tag for tag, _ in body.elements} & {"script", "img"}
    assert [attrs["href"] for tag, attrs in body.elements if tag == "a"] == []


def test_an_account_has_its_series_its_messages_and_its_next_step(folder: Path) -> None:
    data = account_data(folder, 0)
    assert data["id"] == "A1"
    assert set(data["data"]) == {"mood", "tickets", "usage", "emotions"}
    days = data["data"]["mood"]["days"]
    assert len({len(days[column]) for column in ("score", "daily", "messages", "low", "baseline", "high")}) == 1
    assert days["high"][0] - days["baseline"][0] == 6.0
    body = Page(data["html"])
    for words in ("The export fails again", "Look at the logs", "Worked if", "20.0 % to 60.0 %"):
        assert words in body.text or words.replace(".0", "") in body.text
    links = [attrs["href"] for tag, attrs in body.elements if tag == "a"]
    assert links == [f"https://helpdesk.example/m{number}" for number in range(3)]


def test_an_account_shows_its_health_and_what_its_risk_is_made_of(folder: Path) -> None:
    text = Page(account_data(folder, 0)["html"]).text
    for words in (
        "May leave, 90 days 40 % 20 % to 60 %",
        "add up to 51.5 of 100, scaled to what is known",
        "▲ 0.48",
        "▼ 0.27",
    ):
        assert words in text
    assert "a typical account -" not in text and "expansion only" not in text


def test_a_bar_of_health_is_a_part_of_the_most_that_it_can_give(folder: Path) -> None:
    said = account_data(folder, 0)["html"]
    assert re.findall(r'<i style="width:([\d.]+)%">', said) == ["46.0", "80.0"]
    assert "11.5 of 25" in said and "40.0 of 50" in said


def test_what_a_file_does_not_have_is_said(tmp_path: Path) -> None:
    drops = [
        f"drop table {table}" for table in ("mart_account_health", "mart_outcome_predictions", "fct_outcome_drivers")
    ]
    folder = review_of(make_review(tmp_path / "older.duckdb", *drops))
    assert Page(account_data(folder, 0)["html"]).text.count("not available") == 2


def test_recent_messages_come_before_those_of_an_alert_that_has_closed(tmp_path: Path) -> None:
    recent = (
        "insert into mart_account_messages by name select 'A1' as account_id, 1 as message_rank, 'email' as channel, "
        "date '2026-06-29' as said_on, -0.2 as distance, 'Thanks for the call' as excerpt"
    )
    closed = (
        "update mart_account_standings set alert_id = null, standing = 'usual'",
        "update fct_alerts set state = 'closed', closed_on = '2026-06-26' where alert_id = 'x1'",
    )
    worlds = {"open": [recent], "closed": [recent, *closed], "alone": closed}
    said = {
        name: Page(account_data(review_of(make_review(tmp_path / f"{name}.duckdb", *statements)), 0)["html"]).text
        for name, statements in worlds.items()
    }
    assert "The export fails again" in said["open"] and "Thanks for the call" not in said["open"]
    assert "No alert is open" in said["closed"] and "Thanks for the call" in said["closed"]
    assert "The export fails again" not in said["closed"]
    # better the old ones than none, and said to be old
    assert "(▼ decline, closed since)" in said["alone"] and "The export fails again" in said["alone"]


def test_causes_are_signs_of_risk_where_there_is_nothing_to_explain(tmp_path: Path) -> None:
    signs = (
        "insert into mart_risk_causes by name select account_id, 'sign' as kind, 'Renewal near' as cause, "
        "'in 31 days' as evidence, 1 as cause_rank from mart_account_standings where account_id <> 'A3'",
        "insert into mart_risk_assessments by name select account_id, 'low' as severity from mart_account_standings",
    )
    folder = review_of(make_review(tmp_path / "serving.duckdb", *signs))
    alerting, usual, without = (Page(account_data(folder, number)["html"]).text for number in range(3))
    assert "What may be behind it risk low" in alerting
    assert "Signs of risk risk low" in usual and "What may be behind it" not in usual
    assert "risk low" not in without


def test_a_new_account_says_that_it_cannot_be_judged(folder: Path) -> None:
    assert "baseline forming, 34 of 60 days" in Page(account_data(folder, 2)["html"]).text


def test_empty_marts_make_a_page_that_says_so(tmp_path: Path) -> None:
    folder = review_of(make_review(tmp_path / "empty.duckdb", world=False), notice="Simulated data")
    text = Page((folder / "index.html").read_text(encoding="utf-8")).text
    assert "nothing to show yet" in text and "Simulated data" in text
    assert sorted(path.name for path in folder.iterdir()) == [".groundswell-review", "index.html"]


def test_a_week_without_anybody_to_discuss(tmp_path: Path) -> None:
    folder = review_of(
        make_review(
            tmp_path / "calm.duckdb", "delete from mart_weekly_review where section in ('discuss', 'action', 'alert')"
        )
    )
    text = Page((folder / "index.html").read_text(encoding="utf-8")).text
    for words in (
        "no play is due and nobody falls for sure",
        "No touchpoint or intervention is known",
        "opened no alert",
    ):
        assert words in text


def test_a_file_without_a_review_is_named(tmp_path: Path) -> None:
    with pytest.raises(PageError, match=r"no table marts\.mart_weekly_review"):
        review_of(make_review(tmp_path / "old.duckdb", "drop table mart_weekly_review"))


def test_a_folder_of_somebodys_own_is_left_alone(database: Path, tmp_path: Path) -> None:
    own = tmp_path / "own"
    own.mkdir()
    (own / "letter.txt").write_text("mine")
    with pytest.raises(PageError, match="move it away"):
        write_review(database, own)
    assert (own / "letter.txt").read_text() == "mine"


def test_a_review_is_replaced_as_a_whole(database: Path, folder: Path) -> None:
    (folder / "accounts" / "99999.js").write_text("left over")
    assert review_of(database) == folder
    assert not (folder / "accounts" / "99999.js").exists()
    assert [path for path in folder.parent.iterdir() if path.name.startswith(f".{folder.name}")] == []


def test_the_words_are_those_of_the_docs() -> None:
    page = " ".join((PROJECT / "docs" / "reading-the-pages.md").read_text(encoding="utf-8").split())
    for term in GLOSSARY:
        assert f"**{term['name']}.** {term['meaning']}" in page
