"""TechCorp_2847, the written example of an account at risk, from landing rows to the page that is read aloud."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import duckdb
import pytest
from click.testing import CliRunner

from groundswell.cli import main
from groundswell.dashboard.assessment import Assessment, assess
from support import Row, Workspace, succeeded

NAME = "TechCorp_2847"
AS_OF = date(2026, 6, 30)
SLIDE = (78, 76, 72, 71, 68, 64, 62, 58, 55, 53, 48, 45)  # weekly means of 100
EARLY_WEEKS, EARLY_SCORE = 26, 82
MESSAGES_A_WEEK = 5
TICKETS = (2, 7, 12, 30, 60, 90)  # days ago: three in two weeks, one a month before
USED_LESS_DAYS = 30


def ago(days: int) -> str:
    return (AS_OF - timedelta(days=days)).isoformat()


def messages() -> list[Row]:
    scores = [EARLY_SCORE] * EARLY_WEEKS + list(SLIDE)
    said = [
        {"interaction_id": f"{week}-{number}", "channel": "email", "occurred_at": f"{ago(7 * week + number)} 09:00:00",
         "account_key": NAME, "polarity": score / 50 - 1}
        for week, score in enumerate(reversed(scores))
        for number in range(MESSAGES_A_WEEK)
    ]  # fmt: skip
    tickets = [
        {"interaction_id": f"ticket-{days}", "channel": "ticket", "occurred_at": f"{ago(days)} 10:00:00",
         "account_key": NAME, "thread_id": f"ticket-{days}"}
        for days in TICKETS
    ]  # fmt: skip
    return [*said, *tickets]


def used() -> list[Row]:
    return [
        {"account_id": NAME, "date_day": ago(days), "active_users": 13 if days <= USED_LESS_DAYS else 20}
        for days in range(1, 200)
    ]


@pytest.fixture(scope="module")
def techcorp(workspace: Callable[[str], Workspace]) -> Workspace:
    here = workspace("techcorp")
    here.write("interactions", messages())
    here.write("usage_days", used())
    here.write("accounts", [{"account_id": NAME, "account_name": NAME, "arr": 120000, "csm_owner": "Ines",
                             "started_on": ago(7 * 38), "renewal_on": ago(-60)}])  # fmt: skip
    here.write("events", [{"event_id": "t1", "event_type": "csm_touchpoint", "scope": "account", "scope_id": NAME,
                           "started_at": f"{ago(28)} 09:00:00", "title": "Check-in"}])  # fmt: skip
    succeeded(here.build_sql(everything=True))
    return here


@pytest.fixture(scope="module")
def assessed(techcorp: Workspace) -> Assessment:
    return assess(techcorp.build_file, NAME.lower())


def test_the_slide_is_measured_and_bends(assessed: Assessment):
    row = assessed.account
    assert row["early_life_deviation"] == pytest.approx(-37)
    assert row["velocity"] == pytest.approx(-3.0, abs=0.05)
    assert row["mann_kendall_z"] == pytest.approx(-4.46, abs=0.005)
    assert (row["velocity_older_half"], row["velocity_newer_half"]) == pytest.approx((-2.7, -3.3), abs=0.05)
    assert row["acceleration_p"] == pytest.approx(0.017, abs=0.0005)
    assert (row["trend"], row["acceleration"]) == ("falling", "bends down")


def test_the_default_policy_and_the_watch_list_speak_in_the_fourth_week(techcorp: Workspace):
    with duckdb.connect(str(techcorp.build_file), read_only=True) as session:
        opened = session.execute(
            "select policy, min(opened_on) from intermediate.int_alerts "
            "where direction = 'decline' and policy in ('standard', 'watch') group by policy"
        ).fetchall()
    weeks = {policy: len(SLIDE) - (AS_OF - day).days // 7 for policy, day in opened}
    assert weeks == {"standard": 4, "watch": 4}


def test_the_account_is_critical_and_each_sign_has_its_evidence(assessed: Assessment):
    row = assessed.account
    assert row["severity"] == "critical"
    assert row["ticket_ratio"] == pytest.approx(6.5)
    assert row["usage_change"] == pytest.approx(-0.35)
    assert (row["days_since_touch"], row["days_to_renewal"]) == (28, 60)
    signs = {cause["cause"]: cause["evidence"] for cause in assessed.causes}
    assert signs["More tickets"] == "3 tickets in 14 days after 3 in the 91 before, 6.5 times the usual load"
    assert signs["Less use"] == "35 % less than in the 30 days before"
    assert signs["Nobody has been in touch"] == "last touchpoint 28 days ago"
    assert sum(cause["points"] or 0 for cause in assessed.causes) == row["risk_points"]


def test_an_executive_calls_first_and_the_plan_stands_before_the_renewal(assessed: Assessment):
    wanted = ["Call the customer's sponsor", "Go through messages", "Check set-up", "Agree on goals"]
    places = [next(step["place"] for step in assessed.actions if step["action"].startswith(words)) for words in wanted]
    assert places[0] == 1
    assert places == sorted(places)
    assert assessed.actions[0]["due_words"] == "within 48 hours"
    assert assessed.actions[places[-1] - 1]["due_on"] < assessed.account["renewal_on"]


def test_nothing_is_invented_that_the_data_cannot_give(assessed: Assessment):
    row = assessed.account
    assert row["churn_probability"] is None
    assert row["churn_method"] == "not predicted"
    assert {cause["kind"] for cause in assessed.causes} == {"sign"}  # polarities without texts tell no topics


def test_the_command_shows_it_on_one_screen_and_on_a_page(techcorp: Workspace, tmp_path: Path):
    asked = ["assess", NAME, "--database", str(techcorp.build_file)]
    shown = CliRunner().invoke(main, asked)
    page = tmp_path / "risk.html"
    written = CliRunner().invoke(main, [*asked, "--html", str(page), "--notice", "Simulated"])
    assert (shown.exit_code, written.exit_code) == (0, 0)
    for expected in ("severity CRITICAL", "−37.0 points from its early life (82.0)", "−3.0 points a week: falling",
                     "z −4.46", "p 0.017", "6.5 times the usual load", "in 60 days", "within 48 hours"):  # fmt: skip
        assert expected in shown.output
    assert max(map(len, shown.output.splitlines())) <= 110
    assert "severity critical" in page.read_text(encoding="utf-8")
