"""A delivery that fails is tried again, never lost, and doubled only where nobody can know, under the same key."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
from dataclasses import replace
from datetime import timedelta
from time import monotonic

import pytest
from serving_files import alert, write_serving

from groundswell.delivery.config import Channel
from groundswell.delivery.sending import AppriseAddress


def keys(desk) -> set[str]:
    return {message.key for message in desk.receiver.received}


def notify_command(tmp_path, desk, timeout_seconds: int) -> dict:
    """The command line in a process of its own."""
    config = tmp_path / "channels.toml"
    config.write_text(f'[limits]\ntimeout_seconds = {timeout_seconds}\n[channels.team]\nurl_from = "TEAM_URL"\n')
    command = [sys.executable, "-m", "groundswell.cli", "notify", "--database", str(desk.database)]
    return {"args": [*command, "--config", str(config)], "env": {**os.environ, "TEAM_URL": desk.receiver.url}}


def test_a_refused_message_is_sent_again_by_a_later_run_and_arrives_once(desk):
    desk.receiver.answers = ["500", "503"]
    desk.publish([alert()])
    report = desk.run()
    assert (report.sent, report.unsettled, report.is_complete) == (0, 1, False)
    assert report.problems == [
        "team: answer 500; “Firm A1: ▼ decline, medium (new)” did not arrive and is sent again in a later run."
    ]
    assert not desk.run().is_complete
    assert desk.run().sent == 1
    assert desk.run().is_complete
    assert len(desk.receiver.accepted) == 1
    assert "Sent again" not in desk.receiver.accepted[0].text  # it had not arrived
    assert len(keys(desk)) == 1


def test_a_refused_message_is_tried_again_at_once_as_often_as_told(desk):
    desk.limits = replace(desk.limits, retries=2)
    desk.receiver.answers = ["500", "503"]
    desk.publish([alert()])
    assert desk.run().sent == 1
    assert [pause for pause in desk.slept if pause >= 1] == [1.0, 2.0]
    assert len(desk.receiver.accepted) == 1


def test_tries_are_made_later_each_time(desk):
    desk.receiver.answers = ["500"] * 20
    desk.publish([alert()])
    tries = []
    for _ in range(72):
        before = len(desk.receiver.received)
        desk.run()
        tries.append(len(desk.receiver.received) - before)
    hours = [hour for hour, tried in enumerate(tries) if tried]
    assert hours == [0, 1, 2, 3, 5, 8, 14, 25, 47, 71]  # 10, 20, 40, 80 minutes … a day, looked at hourly
    assert desk.run(retry_now=True).unsettled == 1
    assert len(desk.receiver.received) == len(hours) + 1


def test_a_server_that_hangs_is_asked_again_with_the_same_key_and_a_word_of_warning(desk):
    desk.receiver.answers = ["hang"]
    desk.publish([alert()])
    report = desk.run()
    assert report.problems[0].startswith("team: ReadTimeout; ")
    assert "may have arrived and is sent again" in report.problems[0]
    assert desk.run().sent == 1
    first, second = desk.receiver.received
    assert (first.answer, second.answer) == ("hang", "ok")
    assert first.key == second.key
    assert second.text == "(Sent again: there was no answer the first time, so this may be a repeat.)\n\n" + first.text


def test_a_server_that_takes_a_message_and_hangs_up_gets_it_again_under_the_same_key(desk):
    desk.receiver.answers = ["lie"]
    desk.publish([alert()])
    report = desk.run()
    assert report.problems[0].startswith("team: connection lost; ")
    assert desk.run().sent == 1
    assert [message.answer for message in desk.receiver.accepted] == ["lie", "ok"]
    assert len(keys(desk)) == 1  # by which a receiver tells the repeat


def test_a_server_that_answers_byte_by_byte_is_given_up_and_holds_up_nobody(tmp_path, desk):
    desk.receiver.answers = ["drip"]
    write_serving(desk.database, [alert()])
    began = monotonic()
    done = subprocess.run(
        **notify_command(tmp_path, desk, timeout_seconds=1), capture_output=True, text=True, timeout=60
    )
    assert not desk.receiver.released.is_set()  # it is still at it
    assert monotonic() - began < 15
    assert done.returncode == 1
    assert "groundswell notify: team: no confirmation in time; " in done.stderr
    assert desk.run(retry_now=True).sent == 1
    assert len(keys(desk)) == 1


def test_nobody_listens(desk):
    desk.receiver._server.server_close()
    desk.publish([alert("A1"), alert("A2"), alert("A3")])
    report = desk.run()
    assert report.problems[0].startswith("team: no connection; ")
    assert (report.sent, report.unsettled, report.waiting) == (0, 2, 1)  # after two the rest waits


def test_one_message_that_is_refused_for_ever_holds_up_no_other(desk):
    desk.receiver.answers = ["400"]
    desk.publish([alert("A1"), alert("A2"), alert("A3")])
    assert desk.run().sent == 2
    desk.receiver.answers = ["400"]
    desk.publish([alert("A1"), alert("A2"), alert("A3"), alert("A4")])
    assert desk.run().sent == 1
    assert desk.run().sent == 1


def test_a_channel_that_is_down_does_not_hold_up_another(desk):
    desk.channels = (Channel("down", "DOWN_URL"), Channel("team", "TEAM_URL"))
    desk.publish([alert()])
    report = desk.run(environment={"DOWN_URL": "json://127.0.0.1:1/x"})
    assert (report.sent, report.unsettled) == (1, 1)


def test_a_digest_that_is_refused_is_sent_again_whole(desk):
    desk.channels = (Channel("team", "TEAM_URL", mode="digest"),)
    desk.receiver.answers = ["500"]
    desk.publish([alert("A1"), alert("A2")])
    desk.run()
    desk.publish([alert("A1"), alert("A2"), alert("A3")])
    report = desk.run()
    assert (report.sent, report.told, report.held) == (1, 2, 1)
    desk.time += timedelta(days=1)
    assert desk.run().told == 1


def test_a_run_that_is_killed_while_it_sends_loses_and_forgets_nothing(tmp_path, desk):
    """kill -9 with the message on its way: the next run may start at once and sends it again under the same key."""
    desk.receiver.answers = ["hang"]
    write_serving(desk.database, [alert("A1"), alert("A2")])
    with subprocess.Popen(**notify_command(tmp_path, desk, timeout_seconds=15)) as process:
        assert desk.receiver.arrived.wait(60)
        process.send_signal(signal.SIGKILL)
    with sqlite3.connect(desk.state) as state:
        assert state.execute("select status, count(*) from messages group by 1").fetchall() == [("sending", 1)]
    report = desk.run()
    assert (report.sent, report.told, report.is_complete) == (2, 2, True)
    on_its_way, again, other = desk.receiver.received
    assert on_its_way.key == again.key
    assert again.text.startswith("(Sent again")
    assert other.key != again.key


def test_no_state_holds_an_address(desk):
    desk.receiver.answers = ["500"]
    desk.publish([alert()])
    report = desk.run()
    secret = desk.receiver.url.partition("://")[2].encode()
    assert secret not in desk.state.read_bytes()
    assert secret.decode() not in "".join(report.problems)


@pytest.mark.parametrize("status", ["408", "502", "504"])
def test_a_gateway_that_gave_up_waiting_says_nothing_about_the_receiver(desk, status):
    desk.receiver.answers = [status]
    assert AppriseAddress("team", desk.receiver.url, 2).send("t", "b", "k").status == "unknown"
