"""An explanation shows what an alert rests on, adds up, and answers a wrong id with a sentence."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pytest
from click.testing import CliRunner
from page_marts import make_marts

from groundswell.cli import main
from groundswell.dashboard import PageError, explanation_page
from groundswell.dashboard.explanation import explain
from groundswell.dashboard.explanation_screen import WIDTH, screen

ALERT = "3b7e89f1d59d06f90193d728d06d393e"
COLUMNS = """
alter table fct_alerts add column baseline double;
alter table fct_alerts add column deviation double;
alter table fct_alerts add column unit text default 'polarity';
alter table fct_alerts add column score double;
alter table fct_alerts add column probability double;
alter table fct_alerts add column lane text;
alter table fct_alerts add column reason_code text default 'sentiment';
alter table fct_alert_events add column scope text;
alter table fct_alert_events add column started_on date;
create table fct_alert_evidence (
    alert_id text, kind text, item text, item_rank integer, contribution double, unit text, n_interactions bigint,
    interaction_key text, channel text, said_on date, polarity decimal(9, 6), excerpt text, source_url text
);
update fct_alerts set alert_id = '3b7e89f1d59d06f90193d728d06d393e', baseline = 0.2, deviation = -0.58, score = 3.1,
    probability = 0.714, lane = 'fast'
where alert_id = 'x1';
update fct_alert_events
set alert_id = '3b7e89f1d59d06f90193d728d06d393e', scope = 'global', started_on = '2026-06-18';
"""
EVIDENCE = f"""
insert into fct_alert_evidence
select '{ALERT}', kind, item, place, contribution, 'polarity', n, null, null, null, null, null, null
from (values
    ('topic', 'export', 1, -0.4, 5), ('topic', 'none named', 2, -0.18, 3), ('channel', 'ticket', 1, -0.58, 8),
    ('day', '2026-06-22', 1, -0.48, 5), ('day', '2026-05-01', 2, -0.1, 3)
) as parts (kind, item, place, contribution, n);
insert into fct_alert_evidence values
    ('{ALERT}', 'interaction', 'crm:1', 1, -0.3, 'polarity', 1, 'crm:1', 'ticket', '2026-06-21', -0.8,
     '<b>Export</b> fails again', 'https://desk.example.com/1'),
    ('{ALERT}', 'interaction', 'crm:2', 2, -0.2, 'polarity', 1, 'crm:2', 'ticket', '2026-06-22', -0.6,
     null, 'javascript:alert(1)'),
    ('{ALERT}', 'interaction', 'all other messages', 3, -0.08, 'polarity', 6, null, null, null, null, null, null);
"""


@pytest.fixture
def served(tmp_path: Path) -> Path:
    return make_marts(tmp_path / "served.duckdb", COLUMNS, EVIDENCE)


def test_one_screen_holds_numbers_parts_messages_and_events(served: Path):
    shown = screen(explain(served, ALERT[:6]))
    for expected in (
        "Ash & Oak: ▼ decline",
        "high · immediate (71 % sure it was sudden) · open · opened 22 Jun 2026",
        "baseline 60.0 of 100   now 31.2   shift −29.0   score 3.10 (alert from 2.00)",
        "What it consists of since 1 May 2026 (points of 100; each line adds up to the shift)",
        "topics    export −20.0  none named −9.0",
        "channels  ticket −29.0",
        "−15.0  21 Jun 2026 ticket    “<b>Export</b> fails again”",
        "https://desk.example.com/1",
        "(no text)",
        "4 days before it: Sign-in slow (incident)",
        ALERT,
    ):
        assert expected in shown
    lines = shown.splitlines()
    assert len(lines) <= 40
    assert max(map(len, lines)) <= WIDTH


def test_the_page_escapes_what_customers_wrote_and_links_only_to_the_web(served: Path, tmp_path: Path):
    page = explanation_page.write_explanation(explain(served, ALERT), tmp_path / "why.html").read_text()
    assert "immediate (71 % sure it was sudden)" in page
    assert '<th scope="row">22 Jun 2026</th>' in page
    assert "Messages since 1 May 2026 count, the newer the more." in page
    assert "&lt;b&gt;Export&lt;/b&gt; fails again" in page
    assert 'href="https://desk.example.com/1"' in page
    assert "javascript:alert" not in page


def test_the_beginning_of_an_id_is_enough_if_it_is_unique(served: Path):
    assert explain(served, ALERT[:4].upper()).alert["alert_id"] == ALERT


def test_latest_is_the_newest_of_the_default_policy_with_messages_behind_it(served: Path, tmp_path: Path):
    assert explain(served, "latest").alert["alert_id"] == ALERT
    without = make_marts(tmp_path / "without.duckdb", COLUMNS)
    with pytest.raises(PageError, match="no alert of the default policy"):
        explain(without, "latest")


@pytest.mark.parametrize(
    ("alert_id", "says"),
    [("ffff0000", "has no alert ffff0000"), ("3b", "too short"), ("%%%%", "has no alert")],
)
def test_a_wrong_id_is_answered_with_a_sentence(served: Path, alert_id: str, says: str):
    with pytest.raises(PageError, match=says):
        explain(served, alert_id)


def test_an_ambiguous_id_is_refused(tmp_path: Path):
    twin = (
        f"insert into fct_alerts select * replace ('{ALERT[:8]}0' as alert_id) from fct_alerts where entity_id = 'A1'"
    )
    served = make_marts(tmp_path / "served.duckdb", COLUMNS, EVIDENCE, twin)
    with pytest.raises(PageError, match="More than one alert"):
        explain(served, ALERT[:8])


def test_a_file_without_evidence_is_named(tmp_path: Path):
    older = make_marts(tmp_path / "older.duckdb")
    outcome = CliRunner().invoke(main, ["explain", ALERT, "--database", str(older)])
    assert outcome.exit_code == 2
    assert "older.duckdb has no table marts.fct_alert_evidence" in outcome.output


@pytest.mark.parametrize(("table", "column"), [("fct_alerts", "unit"), ("fct_alert_evidence", "excerpt")])
def test_a_file_of_another_version_is_said_to_be_one(served: Path, table: str, column: str):
    with duckdb.connect(str(served)) as session:
        session.execute(f"alter table marts.{table} drop column {column}")
    outcome = CliRunner().invoke(main, ["explain", ALERT, "--database", str(served)])
    assert outcome.exit_code == 2
    assert column in outcome.output and "built by another version" in " ".join(outcome.output.split())


def test_the_command_shows_the_screen_or_writes_the_page(served: Path, tmp_path: Path):
    shown = CliRunner().invoke(main, ["explain", ALERT, "--database", str(served)])
    written = CliRunner().invoke(
        main, ["explain", ALERT, "--database", str(served), "--html", str(tmp_path / "a.html")]
    )
    assert (shown.exit_code, written.exit_code) == (0, 0)
    assert "Ash & Oak" in shown.output
    assert (tmp_path / "a.html").stat().st_size > 100_000


@pytest.mark.parametrize("unit", ["root count", "days"])
def test_counts_are_not_shown_as_points_of_sentiment(served: Path, unit: str):
    with duckdb.connect(str(served)) as session:
        session.execute("update marts.fct_alerts set unit = ? where alert_id = ?", [unit, ALERT])
    shown = screen(explain(served, ALERT))
    assert "score 3.10 (alert from 2.00)" in shown
    assert "of 100   now" not in shown and "shift" not in shown.splitlines()[5]


def test_a_movement_of_many_accounts_has_a_size_and_no_level(served: Path):
    with duckdb.connect(str(served)) as session:
        session.execute("update marts.fct_alerts set reason_code = 'cohort_movement' where alert_id = ?", [ALERT])
    shown = screen(explain(served, ALERT))
    assert "shift −29.0   score 3.10 (alert from 2.00)" in shown
    assert "of 100   now" not in shown
