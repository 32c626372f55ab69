"""The page says what the marts say, to anybody, and does nothing else."""

from __future__ import annotations

import base64
import hashlib
import json
import os
import re
import stat
from datetime import date
from html.parser import HTMLParser
from pathlib import Path

import duckdb
import pytest
from page_marts import make_marts

from groundswell.dashboard import PageError, accounts, headline, outlook, write_page
from groundswell.dashboard.accounts import MAX_CHARTED
from groundswell.dashboard.marts import Snapshot
from groundswell.dashboard.page import MAX_ALERTS

MEGABYTE = 1024 * 1024
VOID = {"meta", "link", "br", "path", "circle"}


class Page(HTMLParser):
    """What a test wants to know of a page: its visible text, its elements, its scripts."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.scripts: list[str] = []
        self.texts: list[str] = []
        self._inside: list[str] = []
        self.feed(html)
        self.text = re.sub(r"\s+", " ", " ".join(self.texts))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self._inside.append(tag)
        if tag == "script":
            self.scripts.append("")

    def handle_endtag(self, tag: str) -> None:
        if tag in self._inside:
            while self._inside.pop() != tag:
                pass

    def handle_data(self, data: str) -> None:
        if self._inside and self._inside[-1] == "script":
            self.scripts[-1] += data
        elif "style" not in self._inside:
            self.texts.append(data)

    @property
    def charts(self) -> dict:
        return json.loads(self.scripts[0])


def page_of(database: Path, **options: str) -> Page:
    written = write_page(database, database.with_suffix(".html"), **options)
    return Page(written.read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_marts(tmp_path_factory.mktemp("page") / "serving.duckdb")


@pytest.fixture(scope="module")
def page(database: Path) -> Page:
    return page_of(database, notice="Invented data")


def value_of(database: Path, query: str) -> object:
    with duckdb.connect(str(database), read_only=True) as connection:
        return connection.execute(query).fetchone()[0]


@pytest.mark.parametrize(
    ("label", "query", "shown"),
    [
        (
            "Sentiment, 7 days",
            "select sentiment_score_7d from marts.fct_entity_days "
            "where entity_type = 'portfolio' and date_day = '2026-06-30'",
            "{:.1f}",
        ),
        (
            "Accounts in open decline",
            "select count(distinct entity_id) from marts.fct_alerts where is_default_policy and state = 'open' "
            "and direction = 'decline' and entity_type = 'account'",
            "{:d}",
        ),
        (
            "ARR touched",
            "select sum(arr) / 1000 from marts.dim_accounts where account_id in "
            "(select entity_id from marts.fct_alerts where is_default_policy and state = 'open')",
            "${:.0f}k",
        ),
        (
            "New alerts, 14 days",
            "select count(*) from marts.fct_alerts where is_default_policy and opened_on > date '2026-06-30' - 14",
            "{:d}",
        ),
    ],
)
def test_the_four_figures_are_those_of_the_marts(
    page: Page, database: Path, label: str, query: str, shown: str
) -> None:
    value = value_of(database, query)
    assert f"{label} {shown.format(value)} " in page.text


def test_the_sentence_names_the_change_and_the_account(page: Page) -> None:
    assert "Customer sentiment is 57.5 of 100, down 2.0 on the week." in page.text.replace(" ,", ",")
    assert "1 account ($148k ARR) has an open decline alert: Ash & Oak ." in page.text


def test_a_change_has_a_colour_only_if_chance_alone_does_not_explain_it() -> None:
    assert headline.tone({"change_low": None, "change_high": None}) == ""
    assert headline.tone({"change_low": -7.4, "change_high": 2.8}) == ""
    assert headline.tone({"change_low": -4.1, "change_high": -0.5}) == "worse"
    assert headline.tone({"change_low": 0.2, "change_high": 6.0}) == "better"


def test_a_silence_or_a_storm_is_counted_as_no_decline() -> None:
    new = [{"direction": direction, "state": "closed", "entity_type": "account", "opened_on": date(2026, 6, 30)}
           for direction in ("decline", "silence", "crisis", "improvement")]  # fmt: skip
    everything = {"sentiment_score_7d": 50.0, "change_on_week": None, "change_low": None, "change_high": None,
                  "n_scored_7d": 1, "n_interactions_7d": 1}  # fmt: skip
    notes = {}
    for alerts in (new, new[:1]):
        snapshot = Snapshot(date(2026, 6, 30), everything, "segment", [], [], alerts, [], [], [])
        notes[len(alerts)] = headline.figures(snapshot, "USD")[-1].note
    assert notes == {4: "1 decline, 1 improvement, 2 of other kinds", 1: "1 decline, 0 improvements"}


def test_without_a_decline_the_sentence_and_the_list_say_so(tmp_path: Path) -> None:
    calm = (
        "delete from fct_alerts where direction = 'decline'",
        "update fct_alerts set state = 'open'",
        "update fct_entity_days set sentiment_score_7d = baseline_score - 1",
        "update mart_account_standings set standing = 'usual'",
    )
    text = page_of(make_marts(tmp_path / "serving.duckdb", *calm)).text
    assert "No account has an open decline alert. 1 account is doing better than usual." in text
    assert "No account has an open decline alert or lies below its usual range" in text


def test_the_portfolio_series_is_the_week_ends_of_the_mart(page: Page, database: Path) -> None:
    with duckdb.connect(str(database), read_only=True) as connection:
        expected = connection.execute(
            "select sentiment_score_7d from marts.fct_entity_days where entity_type = 'portfolio' "
            "and (date '2026-06-30' - date_day) % 7 = 0 order by date_day"
        ).fetchall()
    assert page.charts["data"]["trend-0"]["series"]["score"] == [score for (score,) in expected]


def test_of_many_events_an_accounts_chart_keeps_its_own_and_the_newest() -> None:
    def event(day: int, scope: str = "account", kind: str = "incident") -> dict:
        return {"started_on": date(2026, 6, day), "scope": scope, "event_type": kind}

    own = [event(day) for day in range(1, 7)]
    others = [event(day, "global") for day in range(10, 14)] + [event(20, "product", "release")]
    assert accounts.ruled(own + others) == own + others[2:4]


def test_alerts_of_other_policies_are_not_shown(page: Page) -> None:
    assert "Not of the default policy." not in page.text
    assert "Birch: sentiment over 7 days rose to 75.0 of 100." in page.text


def test_an_alert_shows_its_nearest_event(page: Page) -> None:
    assert "Sign-in slow 4 days before the alert" in page.text


def test_open_declines_come_first_and_churned_accounts_never(page: Page) -> None:
    names = [card["id"] for tag, card in page.elements if tag == "details" and card.get("class") == "account"]
    assert names[0] == "row-account-0"
    assert page.text.index("Ash & Oak Enterprise") < page.text.index("Too little data to say")
    assert "Left us" not in page.text


def test_an_account_without_enough_history_is_named_with_the_reason(page: Page) -> None:
    assert "1 account has no judgement yet" in page.text
    assert "Cedar baseline forming, 34 of 60 days" in page.text


def test_an_account_says_how_fast_it_moves_what_its_renewal_may_find_and_when_its_mood_changed(page: Page) -> None:
    assert "−3.0 points a week (−3.3 to −2.8), from −2.7 to −3.3 within 12 weeks" in page.text
    assert "a week of 41.5 on 1 Aug 2026 (80 %: 27.0 to 56.0; 95 %: 19.5 to 63.5)" in page.text
    assert "−28.0 points on 20 Jun 2026" in page.text


def test_a_speed_that_may_be_none_is_called_no_trend_and_a_missing_one_says_why() -> None:
    steady = {"velocity": 0.2, "velocity_low": -0.4, "velocity_high": 0.9, "velocity_older_half": 0.1}
    steady |= {"velocity_newer_half": 0.3, "acceleration_p": 0.01}
    assert outlook.speed(steady) == "+0.2 points a week (−0.4 to +0.9), no clear trend"
    assert outlook.speed({**steady, "velocity": None, "velocity_weeks": 3}) == (
        "no speed yet: scores in 3 weeks of the last 12"
    )
    assert outlook.at_renewal({"projected_score": None}) == "–"
    assert outlook.latest_change({"changed_on": None}) == "–"


def test_the_trust_mart_may_say_how_many_days_are_needed(tmp_path: Path) -> None:
    said = "insert into mart_trust values ('baseline_minimum_days', 'all', 90, 'days', 'Needed.')"
    assert "an account needs 90 days of history" in page_of(make_marts(tmp_path / "serving.duckdb", said)).text


def test_trust_figures_add_up_over_sources(page: Page) -> None:
    assert "Rows delivered 1,217 " in page.text
    assert "Messages scored 841 " in page.text
    assert "Accounts judged 66.7 % " in page.text
    assert "All quality checks passed." in page.text
    assert "The source “mailbox” has brought nothing for 12 days." in page.text


def test_a_failed_check_is_said_first(tmp_path: Path) -> None:
    failed = "update mart_trust set value = 2 where metric = 'checks_failed'"
    text = page_of(make_marts(tmp_path / "serving.duckdb", failed)).text
    assert "2 quality checks failed: read with care." in text
    assert "All quality checks passed" not in text


def test_the_notice_is_a_banner_and_absent_without_one(page: Page, database: Path) -> None:
    assert page.text.strip().startswith("Customer sentiment, 30 Jun 2026 Invented data")
    assert "Invented data" not in page_of(database).text


def test_the_interval_of_the_marts_is_drawn(tmp_path: Path) -> None:
    interval = (
        "update fct_entity_days set sentiment_score_7d_low = sentiment_score_7d - 4, "
        "sentiment_score_7d_high = sentiment_score_7d + 4"
    )
    series = page_of(make_marts(tmp_path / "serving.duckdb", interval)).charts["data"]["trend-0"]["series"]
    assert [high - low for low, high in zip(series["low"], series["high"], strict=True)] == [8.0] * len(series["low"])


NAMES = [
    "<script>alert(1)</script>",
    "'; drop table marts.dim_accounts; --",
    '"><img src=x onerror=alert(1)>',
    "</script><script>alert(1)</script>",
    "<!--<script>",
    "{{ 7 * 7 }}",
]


@pytest.mark.parametrize("name", NAMES)
def test_names_are_text_wherever_they_stand(tmp_path: Path, page: Page, name: str) -> None:
    quoted = "'" + name.replace("'", "''") + "'"
    database = make_marts(
        tmp_path / "serving.duckdb",
        f"update dim_accounts set account_name = {quoted}, csm_owner = {quoted}, segment = {quoted}",
        f"update fct_alerts set entity_name = {quoted}, reason = {quoted}",
        f"update fct_events set title = {quoted}",
        f"update fct_alert_events set title = {quoted}",
        f"update fct_entity_days set entity_id = {quoted} where entity_id = 'Small'",
        f"update mart_trust set scope = {quoted}, description = {quoted}",
    )
    named = page_of(database)
    assert name in named.text
    assert name in named.charts["data"]["account-0"]["events"]["title"]
    # no element more, no script more, and the library as it was
    assert [tag for tag, _ in named.elements if tag in ("script", "img")] == ["script"] * 3
    assert named.scripts[1:] == page.scripts[1:]
    assert not [attribute for _, attributes in named.elements for attribute in attributes if attribute.startswith("on")]
    assert value_of(database, "select count(*) from marts.dim_accounts") == 4


def test_nothing_is_loaded_from_elsewhere(page: Page) -> None:
    links = [
        value
        for _, attributes in page.elements
        for name, value in attributes.items()
        if name in ("src", "href", "srcset", "action", "data", "poster")
    ]
    assert links
    assert all(link.startswith(("#", "data:")) for link in links), links


def test_styles_and_own_script_load_nothing(database: Path) -> None:
    html = write_page(database, database.with_suffix(".html")).read_text(encoding="utf-8")
    style = html[html.index("<style>") : html.index("</style>")]
    own_script = html[html.rindex("<script>") :]
    assert not re.search(r"url\(|@import|https?:", style)
    assert not re.search(r"fetch\(|XMLHttpRequest|import\(|https?:|\beval\(", own_script)


def test_the_security_policy_admits_only_the_two_scripts(page: Page) -> None:
    policy = next(
        attributes["content"] for tag, attributes in page.elements if tag == "meta" and "http-equiv" in attributes
    )
    assert "default-src 'none'" in policy
    assert "unsafe-eval" not in policy
    for script in page.scripts[1:]:
        digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
        assert f"'sha256-{digest}'" in policy


def test_empty_marts_give_a_page_that_says_so(tmp_path: Path) -> None:
    # a file of the name of the schema, which makes `marts.` ambiguous
    text = page_of(make_marts(tmp_path / "marts.duckdb", world=False)).text
    assert "There is nothing to show yet" in text


def test_no_alerts_and_no_trust_are_said_in_words(tmp_path: Path) -> None:
    text = page_of(make_marts(tmp_path / "serving.duckdb", "delete from fct_alerts", "delete from mart_trust")).text
    assert "No account has an open decline alert." in text
    assert "No alert is open" in text
    assert "The default policy has opened no alert" in text
    assert "The trust mart is empty" in text


def test_a_week_without_scores_is_said_in_words(tmp_path: Path) -> None:
    silent = "update fct_entity_days set sentiment_score_7d = null where date_day > '2026-06-20'"
    quiet = "update mart_account_standings set standing = 'quiet' where account_id = 'A2'"
    text = page_of(make_marts(tmp_path / "serving.duckdb", silent, quiet)).text
    assert "No customer message was scored in the last seven days." in text
    assert "Sentiment, 7 days – " in text
    assert "1 more account could be judged but wrote nothing" in text


def test_public_reviews_have_products_instead_of_accounts(tmp_path: Path) -> None:
    public = (
        "delete from dim_accounts",
        "delete from fct_alerts",
        "delete from fct_entity_days where entity_type = 'account'",
        "update fct_entity_days set entity_type = 'channel', entity_id = 'review' where entity_type = 'portfolio'",
        "update fct_entity_days set entity_type = 'product' where entity_type = 'segment'",
    )
    page = page_of(make_marts(tmp_path / "serving.duckdb", *public))
    assert "Products in open decline 0 of 2" in page.text
    assert "No product has an open decline alert." in page.text
    assert set(page.charts["data"]) == {"trend-0", "trend-1", "trend-2"}
    assert "Accounts to look at first" not in page.text


@pytest.mark.parametrize("make", ["missing", "not a database", "a folder", "without marts"])
def test_what_is_no_serving_file_is_one_clear_line(tmp_path: Path, make: str) -> None:
    database = tmp_path / "serving.duckdb"
    if make == "not a database":
        database.write_bytes(b"hello, this is no database at all" * 200)
    elif make == "a folder":
        database.mkdir()
    elif make == "without marts":
        duckdb.connect(str(database)).close()
    with pytest.raises(PageError, match=re.escape(str(database))) as caught:
        write_page(database, tmp_path / "page.html")
    assert "\n" not in str(caught.value)
    assert not (tmp_path / "page.html").exists()


@pytest.mark.parametrize("umask", [0o022, 0o027, 0o077])
def test_who_may_read_a_page_is_for_the_umask_to_say(database: Path, tmp_path: Path, umask: int) -> None:
    before = os.umask(umask)
    try:
        written = write_page(database, tmp_path / "page.html")
        assert stat.S_IMODE(written.stat().st_mode) == 0o666 & ~umask
    finally:
        assert os.umask(before) == umask, "the umask is as it was"


def test_a_place_that_cannot_be_written_is_one_clear_line(database: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(PageError, match="cannot be written"):
        write_page(database, tmp_path / "file" / "page.html")


def test_the_database_is_only_read(database: Path) -> None:
    before = hashlib.sha256(database.read_bytes()).hexdigest()
    write_page(database, database.with_suffix(".html"))
    assert hashlib.sha256(database.read_bytes()).hexdigest() == before
    assert not database.with_name(f"{database.name}.wal").exists()


def test_the_same_marts_give_the_same_page(database: Path, tmp_path: Path) -> None:
    first, second = (write_page(database, tmp_path / name).read_bytes() for name in ("a.html", "b.html"))
    assert first == second


def test_five_thousand_accounts_stay_under_five_megabytes(tmp_path: Path) -> None:
    many = (
        "delete from fct_alerts",
        """
        insert into dim_accounts
        select 'B' || n.range, 'Customer number ' || n.range, 'Small', 'EMEA', 'Ledger', 'Theo', 1000, '2027-01-01',
            '2026-06-30', 20, true
        from range(5000) as n
        """,
        "insert into mart_account_standings select 'B' || range, 'alert', 'judged' from range(5000)",
        """
        insert into fct_entity_days
        select 'account', 'B' || n.range, date '2026-06-30' - days.range::integer, 190 - days.range, 1, 1, 3, 3, 12,
            0.1, 60, 40 + n.range % 7, 55, 5, 32, 48
        from range(5000) as n, range(182) as days
        where days.range = 0 or n.range < 40
        """,
        """
        insert into fct_alerts
        select 'y' || n.range, 'account', 'B' || n.range, 'Customer number ' || n.range, 'decline', 'classic_20', true,
            'immediate', 'high', 'open', '2026-06-25', null, 2.0, -0.2, 3, 'Customer number ' || n.range || ' fell.'
        from range(3000) as n
        """,
    )
    database = make_marts(tmp_path / "serving.duckdb", *many)
    page = page_of(database)
    assert database.with_suffix(".html").stat().st_size < 5 * MEGABYTE
    assert sum(name.startswith("account-") for name in page.charts["data"]) == MAX_CHARTED
    assert f"{MAX_CHARTED} of 5,003 active accounts shown." in page.text
    assert "Accounts in open decline 3,000 " in page.text
    assert f"{3000 - MAX_ALERTS:,} older alerts not listed here" in page.text
