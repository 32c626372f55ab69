"""An assessment of whoever is asked for: wrong names are answered with a sentence, and no name injects anything."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pytest
from click.testing import CliRunner
from page_marts import make_marts

from groundswell.cli import main
from groundswell.dashboard import PageError
from groundswell.dashboard.assessment import assess
from groundswell.dashboard.assessment_page import write_assessment
from groundswell.dashboard.assessment_screen import screen

HOSTILE = "<script>alert(1)</script>'; drop table dim_accounts; --"
TABLES = """
create table mart_risk_assessments (
    account_id text, account_name text, owner text, assessed_on date, severity text, risk_points integer,
    last_week_score double, early_life_score double, early_life_deviation double, trend text, velocity_weeks integer,
    velocity double, velocity_low double, velocity_high double, mann_kendall_z double, acceleration text,
    velocity_older_half double, velocity_newer_half double, acceleration_p double, tickets_14d integer,
    ticket_ratio double, usage_change double, days_since_touch bigint, arr decimal(18, 2), renewal_on date,
    days_to_renewal bigint, churn_probability double, churn_probability_low double, churn_probability_high double,
    churn_horizon_days integer, churn_method text, churn_note text
);
create table mart_risk_causes (
    account_id text, cause_rank integer, kind text, cause text, evidence text, points integer
);
create table mart_risk_actions (
    account_id text, place integer, play_title text, owner_role text, due_on date, due_words text, action text,
    success_metric text
);
create table mart_next_actions (
    account_id text, pattern text, pattern_title text, evidence text, play_title text, ranked_by text,
    ranking_note text, probability_of text, probability double, probability_method text, arr decimal(18, 2),
    arr_share double, arr_method text, urgency double, urgency_method text, priority double
);
"""
# A3 has nothing but its existence: no velocity, no ARR, no renewal, no prediction
ROWS = f"""
update dim_accounts set account_name = '{HOSTILE.replace("'", "''")}' where account_id = 'A1';
insert into mart_risk_assessments (account_id, account_name, owner, assessed_on, severity, risk_points, last_week_score,
    early_life_score, early_life_deviation, trend, velocity_weeks, acceleration, churn_method, velocity, velocity_low,
    velocity_high, mann_kendall_z, arr, churn_probability, churn_probability_low, churn_probability_high,
    churn_horizon_days)
values
    ('A1', '{HOSTILE.replace("'", "''")}', 'Ines', '2026-06-30', 'critical', 8, 31.25, 60, -28.75, 'falling', 12,
     'not known yet', 'model', -3, -3.3, -2.8, -4.46, 148000, 0.41, 0.28, 0.55, 90),
    ('A3', 'Cedar', 'unassigned', '2026-06-30', 'calm', 0, null, null, null, 'not known yet', 3, 'not known yet',
     'not predicted', null, null, null, null, null, null, null, null, null);
insert into mart_risk_causes values ('A1', 1, 'sign', 'Less use', '<img src=x onerror=alert(2)> 35 % less', 2);
insert into mart_risk_actions values
    ('A1', 1, 'Executive contact', 'Executive sponsor', '2026-07-02', 'within 48 hours', 'Call <b>them</b>', 'Spoken');
insert into mart_next_actions values
    ('A1', 'sudden_crash', 'Sudden crash', 'a <i>fall</i>', 'Executive contact', 'rule', 'no measure', 'churned', 0.41,
     'model, within 90 days', 148000, 1, 'ARR of the account', 0.5, 'how', 30340);
"""


@pytest.fixture
def served(tmp_path: Path) -> Path:
    return make_marts(tmp_path / "served.duckdb", TABLES, ROWS)


def test_names_with_html_or_sql_in_them_inject_nothing(served: Path, tmp_path: Path):
    page = write_assessment(assess(served, HOSTILE.upper()), tmp_path / "risk.html").read_text(encoding="utf-8")
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    for injected in ("<script>alert(1)", "<img src=x", "<b>them", "<i>fall"):
        assert injected not in page
    with duckdb.connect(str(served), read_only=True) as connection:
        assert connection.execute("select count(*) from marts.dim_accounts").fetchone()[0] > 0


def test_the_screen_shows_the_parts_of_the_priority(served: Path):
    shown = screen(assess(served, "A1"))
    assert "41 % (28 % to 55 %)" in shown
    assert "$30.3k = P(churned) 0.410 × $148k × urgency 0.50" in shown
    assert "1. within 48 hours (2 Jul 2026), Executive sponsor" in shown


def test_what_is_not_known_is_said_and_no_number_takes_its_place(served: Path, tmp_path: Path):
    assessed = assess(served, "cedar")
    shown = screen(assessed)
    for expected in ("severity CALM", "no score last week", "scores in 3 weeks of the last 12", "not predicted",
                     "renewal date unknown", "none is known", "no pattern of the playbook"):  # fmt: skip
        assert expected in shown
    assert "None" not in shown
    assert ">None<" not in write_assessment(assessed, tmp_path / "calm.html").read_text(encoding="utf-8")


def test_weeks_that_lie_on_one_line_bend_by_nothing_and_without_a_p_value(served: Path):
    with duckdb.connect(str(served)) as connection:
        connection.execute("update marts.mart_risk_assessments set velocity_older_half = 0, velocity_newer_half = 0")
    assert "from 0.0 to 0.0 points a week\n" in screen(assess(served, "A1"))


@pytest.mark.parametrize(
    ("wanted", "says"),
    [
        ("Ceder", r"has no account Ceder\. Did you mean Cedar \(A3\)\?"),
        ("a33", r"Did you mean .*\(A3\)"),
        ("zzzzzz", r"has no account zzzzzz\. Ids and names are in"),
        ("", "Give the id or the name"),
        ("Left us", r"Left us \(A4\) is no active account"),
    ],
)
def test_an_account_that_cannot_be_assessed_is_answered_with_a_sentence(served: Path, wanted: str, says: str):
    with pytest.raises(PageError, match=says):
        assess(served, wanted)


def test_two_accounts_of_one_name_are_told_apart_by_their_ids(served: Path):
    with duckdb.connect(str(served)) as connection:
        connection.execute("update marts.dim_accounts set account_name = 'Twin' where account_id in ('A2', 'A3')")
    with pytest.raises(PageError, match=r"2 accounts are called twin: give the id \(A2, A3\)"):
        assess(served, "twin")


def test_a_file_without_accounts_or_without_assessments_is_named(tmp_path: Path):
    empty = make_marts(tmp_path / "empty.duckdb", TABLES, world=False)
    older = make_marts(tmp_path / "older.duckdb")
    answers = [CliRunner().invoke(main, ["assess", "A1", "--database", str(file)]) for file in (empty, older)]
    assert [answer.exit_code for answer in answers] == [2, 2]
    assert "holds no account yet" in answers[0].output
    assert "has no table marts.mart_risk_assessments" in answers[1].output
