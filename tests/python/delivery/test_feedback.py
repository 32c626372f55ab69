"""Answers to alerts."""

from __future__ import annotations

import sqlite3
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime

import duckdb
import pyarrow.parquet as pq
import pytest
from click.testing import CliRunner
from serving_files import alert, write_serving

from groundswell.cli import main
from groundswell.delivery.errors import DeliveryError
from groundswell.delivery.feedback import note
from groundswell.delivery.state import FEEDBACK_COLUMNS, export_feedback, feedback_path

NOON = datetime(2026, 6, 30, 12, tzinfo=UTC)


@pytest.fixture
def database(tmp_path):
    rows = [alert(), alert("A2", alert_id="abcd" + "0" * 28), alert("A3", alert_id="abcd" + "1" * 28)]
    return write_serving(tmp_path / "acme.duckdb", rows)


@pytest.fixture
def state(tmp_path):
    return tmp_path / "acme.state.sqlite"


def test_a_verdict_is_kept_with_what_it_is_on_and_handed_to_the_next_build(database, state):
    noted = note(database, state, alert()["alert_id"][:10].upper(), "false", "A holiday\nonly.", "Ines", NOON)
    assert not noted.waits
    kept = pq.read_table(feedback_path(state))
    assert kept.column_names == list(FEEDBACK_COLUMNS)
    assert kept.to_pylist() == [{
        "feedback_id": noted.feedback_id, "target_type": "alert", "target_id": alert()["alert_id"],
        "entity_type": "account", "entity_id": "A1", "direction": "decline", "tier": "moderate", "policy": "standard",
        "verdict": "false", "author": "Ines", "noted_at": datetime(2026, 6, 30, 12), "comment": "A holiday\nonly.",
    }]  # fmt: skip


def test_latest_is_the_newest_alert_with_messages_behind_it_as_for_explain(database, state):
    with pytest.raises(DeliveryError, match="no alert of the default policy with messages behind it"):
        note(database, state, "latest", "true")
    with duckdb.connect(str(database)) as marts:
        marts.execute(
            "insert into marts.fct_alert_evidence (alert_id, kind) values (?, 'interaction')", ["abcd" + "1" * 28]
        )
    assert note(database, state, "Latest", "true").alert_id == "abcd" + "1" * 28


def test_a_verdict_on_old_data_waits_for_newer_data(database, state):
    assert note(database, state, alert()["alert_id"], "true", now=datetime(2026, 11, 22, tzinfo=UTC)).waits


def test_who_changes_their_mind_answers_again(database, state):
    for verdict in ("false", "true"):
        note(database, state, alert()["alert_id"], verdict, now=NOON)
    assert pq.read_table(feedback_path(state))["verdict"].to_pylist().count("true") == 1
    assert pq.read_table(feedback_path(state)).num_rows == 2


@pytest.mark.parametrize(
    ("alert_id", "complaint"),
    [
        ("abc", "too short for an alert"),
        ("abcd", "More than one alert"),
        ("ffffffffff", "has no alert ffffffffff. The newest are:\n  "),
        ("abce000000", "Near to it:\n  abcd000000  Firm A2: recent"),
        ("'; drop table feedback; --", "has no alert"),
    ],
)
def test_an_alert_that_is_not_there_is_named_with_its_neighbours(database, state, alert_id, complaint):
    with pytest.raises(DeliveryError) as refused:
        note(database, state, alert_id, "true")
    assert complaint in str(refused.value)
    assert not state.exists()


def test_a_file_without_alerts_says_so(tmp_path, state):
    database = write_serving(tmp_path / "empty.duckdb", [])
    with pytest.raises(DeliveryError, match="It holds no alert at all"):
        note(database, state, "ffffffffff", "true")


def test_a_file_of_another_version_is_said_to_be_one(database, state):
    with duckdb.connect(str(database)) as session:
        session.execute("alter table marts.fct_alerts drop column is_default_policy")
    with pytest.raises(DeliveryError, match=r"is_default_policy.*built by another version"):
        note(database, state, "ffffffffff", "true")


def test_what_is_no_verdict_or_too_long_is_refused(database, state):
    with pytest.raises(DeliveryError, match="A verdict is one of true, false, known, late"):
        note(database, state, alert()["alert_id"], "maybe")
    with pytest.raises(DeliveryError, match="at most 2,000 are kept"):
        note(database, state, alert()["alert_id"], "true", "x" * 2001)


def test_people_may_answer_at_the_same_time(database, state):
    with ThreadPoolExecutor(8) as pool:
        list(
            pool.map(
                lambda n: note(database, state, alert()["alert_id"], "true", f"'{n}'); drop table feedback"), range(24)
            )
        )
    with sqlite3.connect(state) as connection:
        assert connection.execute("select count(*), count(distinct comment) from feedback").fetchone() == (24, 24)
    export_feedback(state)
    assert pq.read_table(feedback_path(state)).num_rows == 24


def test_a_copy_that_cannot_be_written_loses_no_verdict(database, state):
    feedback_path(state).mkdir()
    with pytest.raises(DeliveryError, match="The verdicts are kept in"):
        note(database, state, alert()["alert_id"], "true")
    feedback_path(state).rmdir()
    assert pq.read_table(export_feedback(state)).num_rows == 1


def test_no_state_file_is_no_feedback(state):
    assert export_feedback(state) is None
    assert not feedback_path(state).exists()


def test_the_command_says_what_it_noted_and_what_it_cannot(database, state):
    arguments = ["feedback", alert()["alert_id"][:8], "known", "--database", str(database), "--author", "Ines"]
    outcome = CliRunner().invoke(main, arguments)
    assert outcome.exit_code == 0
    assert outcome.output.startswith(f"Noted: known, on alert {alert()['alert_id'][:10]}. Firm A1: recent")
    assert state.exists()
    assert CliRunner().invoke(main, ["feedback", "ffff", "true", "--database", str(database)]).exit_code == 2
    assert CliRunner().invoke(main, ["feedback", "ffff", "perhaps", "--database", str(database)]).exit_code == 2
