"""What is told, how often, and to whom."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from datetime import date, timedelta

import pytest
from serving_files import AS_OF, alert

from groundswell.delivery.config import Channel
from groundswell.delivery.errors import BusyError, DeliveryError
from groundswell.delivery.state import delivering

PLAY = """
create table mart_next_actions as
select * from (values
    ('{alert_id}', 'A1', 'Watch them', 'Wait', date '2026-07-09', 2, false),
    ('{alert_id}', 'A1', 'Call the sponsor', 'Ask what changed', date '2026-07-02', 7, true)
) as plays (alert_id, account_id, play_title, action, due_on, rank, is_first_of_account)
"""


def titles(desk) -> list[str]:
    return [message.title for message in desk.receiver.accepted]


def test_a_new_alert_is_told_once_with_its_evidence_its_play_and_how_to_answer(desk):
    row = alert()
    link = (
        f"insert into fct_alert_evidence values ('{row['alert_id']}', 'interaction', 1, 'k', 'https://desk.example/7')"
    )
    desk.publish([row], PLAY.format(alert_id=row["alert_id"]), link, owners={"A1": "Ines"})
    report = desk.run()
    assert (report.sent, report.told, report.is_complete) == (1, 1, True)
    [message] = desk.receiver.received
    assert message.title == "Firm A1: ▼ decline, medium (new)"
    assert "weighing most: topic sign-in 61 %." in message.text
    assert "Moderate, opened 30 Jun 2026 · owner Ines · renewal 1 Sep 2026" in message.text
    assert "Next: Call the sponsor: Ask what changed (until 2 Jul 2026)" in message.text
    assert "https://desk.example/7" in message.text
    assert f"groundswell feedback {row['alert_id'][:10]} true|false|known|late --database" in message.text
    assert len(message.key) == 32
    assert desk.run().sent == 0
    assert len(desk.receiver.received) == 1


def test_the_watch_list_and_the_classic_rule_are_never_pushed(desk):
    rows = [
        alert(policy="watch", is_default_policy=False),
        alert("A2", policy="classic_20", is_default_policy=False),
        alert("A3", policy="watch"),  # not even where somebody makes them the default
        alert("A4", policy="classic_15"),
    ]
    desk.publish(rows)
    report = desk.run(since=date(2020, 1, 1))
    assert (report.sent, report.skipped, report.unaddressed) == (0, 0, 0)


def test_an_alert_is_the_same_episode_under_another_id(desk):
    desk.publish([alert(opened=0)])
    desk.run()
    moved = alert(opened=2)
    assert moved["alert_id"] != alert(opened=0)["alert_id"]
    desk.publish([moved], as_of=AS_OF + timedelta(days=1))
    assert desk.run().sent == 0
    # another one of the same account, months later, is another
    over = moved | {"closed_on": AS_OF + timedelta(days=2), "state": "closed"}
    later = alert(opened=-90)
    desk.publish([over, later], as_of=AS_OF + timedelta(days=90))
    assert desk.run().sent == 2
    assert titles(desk)[1:] == ["Firm A1: ▼ decline, medium (new)", "Firm A1: ▼ decline, medium (over)"]


def test_a_first_run_does_not_push_the_past(desk):
    desk.publish([alert("A1", 0), alert("A2", 1), alert("A3", 200)])
    report = desk.run()
    assert (report.sent, report.skipped) == (1, 2)
    assert titles(desk) == ["Firm A1: ▼ decline, medium (new)"]
    # nor does their end make news of what nobody was told
    closed = {"closed_on": AS_OF + timedelta(days=1)}
    desk.publish([alert("A1", 0), alert("A2", 1, **closed), alert("A3", 200)], as_of=AS_OF + timedelta(days=1))
    assert desk.run().sent == 0


def test_since_says_from_which_day_on_a_new_channel_is_told(desk):
    desk.publish([alert("A1", 0), alert("A2", 1), alert("A3", 200)])
    assert desk.run(since=AS_OF - timedelta(days=1)).sent == 2
    desk.channels += (Channel("later", "TEAM_URL"),)
    assert desk.run().sent == 1  # its own first run: what opened on the newest day


def test_what_was_over_before_the_last_run_is_history(desk):
    desk.publish([])
    desk.run()
    desk.publish([alert("A1", 90, closed_on=AS_OF - timedelta(days=60)), alert("A2", 90)])
    assert desk.run().sent == 1
    assert titles(desk) == ["Firm A2: ▼ decline, medium (new)"]


def test_escalation_end_and_return_are_told_of_what_was_told(desk):
    desk.publish([alert()])
    desk.run()
    day = timedelta(days=1)
    desk.publish([alert(escalated_on=AS_OF + day, severity="high")], as_of=AS_OF + day)
    desk.run()
    desk.publish([alert(escalated_on=AS_OF + day, closed_on=AS_OF + 2 * day)], as_of=AS_OF + 2 * day)
    desk.run()
    desk.publish([alert(escalated_on=AS_OF + day)], as_of=AS_OF + 3 * day)
    desk.run()
    said = [title.partition("(")[2] for title in titles(desk)]
    assert said == ["new)", "now urgent)", "over)", "back)"]
    assert desk.run().sent == 0


def test_changes_can_be_left_out(desk):
    desk.channels = (Channel("team", "TEAM_URL", changes=False),)
    desk.publish([alert()])
    desk.run()
    desk.publish([alert(closed_on=AS_OF), alert("A2")])
    assert desk.run().sent == 1
    desk.publish([alert(closed_on=AS_OF)])
    assert desk.run().sent == 0  # A2 is withdrawn


def test_an_alert_that_corrected_data_no_longer_supports_is_withdrawn(desk):
    desk.publish([alert("A1"), alert("A2", 9)])
    desk.run()
    desk.publish([])
    desk.run()
    assert titles(desk)[1:] == ["Firm A1: withdrawn: corrected data no longer supports it"]


def test_all_news_of_an_episode_is_one_message(desk):
    owners = {"A0": "Ines", "A1": "Ines", "A2": "Ines"}
    desk.limits = replace(desk.limits, messages_per_owner_per_week=1)
    desk.publish([alert("A0"), alert("A1")], owners=owners)
    desk.run()  # A0 alone, A1 in the digest of the day
    desk.publish([alert("A0"), alert("A1"), alert("A2")], owners=owners)
    assert desk.run().held == 1
    day = AS_OF + timedelta(days=1)
    desk.publish([alert("A0"), alert("A1"), alert("A2", escalated_on=day, closed_on=day)], owners=owners, as_of=day)
    desk.time += timedelta(days=1)
    desk.run()
    assert titles(desk)[-1] == "Groundswell: 1 new"
    assert desk.receiver.accepted[-1].text.count("Firm A2") == 1
    assert "(new, and closed again)" in desk.receiver.accepted[-1].text


def test_an_owner_gets_no_more_single_messages_a_week_than_the_budget(desk):
    desk.limits = replace(desk.limits, messages_per_owner_per_week=3)
    owners = {f"A{n}": "Ines" for n in range(6)} | {"B1": "Theo"}
    desk.publish([alert(name, severity="high" if name == "A5" else "medium") for name in owners], owners=owners)
    report = desk.run()
    assert (report.sent, report.told, report.held) == (5, 7, 0)  # 3 of Ines, 1 of Theo, the other 3 in a digest
    assert titles(desk)[0].startswith("Firm A5")  # the worst is told first
    assert titles(desk)[-1] == "Groundswell: 3 new"
    desk.publish([alert(name) for name in (*owners, "A9")], owners=owners | {"A9": "Ines"})
    assert desk.run().held == 1  # one digest a day
    desk.time += timedelta(days=1)
    assert desk.run().sent == 1
    assert "Firm A9" in desk.receiver.accepted[-1].text
    desk.time += timedelta(days=7)
    desk.publish([alert(name) for name in (*owners, "A9", "A10")], owners=owners | {"A9": "Ines", "A10": "Ines"})
    desk.run()
    assert titles(desk)[-1] == "Firm A10: ▼ decline, medium (new)"


def test_a_digest_channel_gets_digests_only(desk):
    desk.channels = (Channel("team", "TEAM_URL", mode="digest"),)
    desk.publish([alert("A1"), alert("A2")])
    desk.run()
    assert titles(desk) == ["Groundswell: 2 new"]


def test_a_daily_digest_does_not_slip_by_the_seconds_of_a_start(desk):
    desk.channels = (Channel("team", "TEAM_URL", mode="digest"),)
    desk.publish([alert("A1")])
    desk.run()
    desk.publish([alert("A1"), alert("A2")])
    desk.time += timedelta(hours=22, minutes=59)  # and the hour that every run takes here
    assert desk.run().sent == 1


def test_ten_thousand_alerts_at_once_are_one_digest(desk):
    rows = [alert(f"A{n}", tier="immediate" if n < 400 else "moderate") for n in range(10_000)]
    desk.publish(rows)
    report = desk.run()
    assert (report.sent, report.told, report.is_complete) == (1, 10_000, True)
    [message] = desk.receiver.received
    assert message.title == "Groundswell: 10,000 new"
    listed = message.text.count("\n- ") + 1
    assert (
        f"… and {10_000 - listed:,} more, {400 - listed:,} of them urgent: marts.fct_alerts has them all."
        in message.text
    )
    assert len(message.text) < 12_000
    assert desk.run().sent == 0


def test_owners_and_tiers_go_their_ways(desk):
    desk.channels = (
        Channel("ines", "TEAM_URL", owners=("Ines",)),
        Channel("urgent", "TEAM_URL", tiers=("immediate",)),
    )
    owners = {"A1": "Ines", "A2": "Theo", "A3": "Theo"}
    desk.publish([alert("A1"), alert("A2", tier="immediate"), alert("A3")], owners=owners)
    report = desk.run()
    assert (report.sent, report.unaddressed) == (2, 1)
    assert sorted(titles(desk)) == ["Firm A1: ▼ decline, medium (new)", "Firm A2: ▼ decline, medium (new)"]


def test_messages_keep_a_pace(desk):
    desk.limits = replace(desk.limits, messages_per_minute=30)
    desk.publish([alert("A1"), alert("A2"), alert("A3")])
    desk.run()
    assert desk.slept == [2.0, 2.0]  # the clock stands still meanwhile


def test_a_dry_run_shows_and_changes_nothing(desk):
    desk.publish([alert()])
    report = desk.run(dry_run=True)
    assert [(name, title) for name, title, _ in report.drafts] == [("team", "Firm A1: ▼ decline, medium (new)")]
    assert report.lines(True)[0] == "Would send 1 message on 1 alert."
    assert desk.receiver.received == []
    assert not desk.state.exists()
    desk.run()
    assert desk.run(dry_run=True).drafts == []


def test_two_runs_at_once_do_not_double(desk):
    desk.publish([alert()])
    with delivering(desk.state), pytest.raises(BusyError, match="Another run is delivering"):
        desk.run()
    assert desk.receiver.received == []
    assert desk.run().sent == 1


def test_an_older_file_is_refused(desk):
    desk.publish([alert()])
    desk.run()
    desk.publish([alert(opened=9)], as_of=AS_OF - timedelta(days=3))
    with pytest.raises(DeliveryError, match="it is an older file"):
        desk.run()


def test_empty_marts_say_nothing(desk):
    desk.publish([])
    assert desk.run().lines() == ["Sent 0 messages on 0 alerts."]


def test_names_with_sql_are_only_names(desk):
    name = "Robert'); drop table notices; --"
    desk.publish([alert(entity_name=name, entity_id=name, reason=f"{name}: fell.")], owners={name: "'; delete from x"})
    assert desk.run().sent == 1
    assert name in desk.receiver.received[0].title
    with sqlite3.connect(desk.state) as state:
        assert state.execute("select count(*) from notices").fetchone() == (1,)
