"""How each message of the small world came by its polarity, or why it has none."""

from __future__ import annotations

import pytest

from support import Workspace

STATES = {
    "acme-1": "given",
    "late": "given",
    "plain": "scored",
    "short": "scored",
    "emoji": "scored",
    "address": "scored",
    "quoting": "scored",
    "blank lines": "unknown",
    "contact": "no text",
    "agent": "not customer sentiment",
    "note": "not customer sentiment",
}


@pytest.mark.parametrize("message", STATES)
def test_a_message_says_how_it_came_by_its_polarity(world: Workspace, message: str):
    ((state, polarity, se),) = world.query(
        f"select scoring_state, polarity, polarity_se from marts.fct_interactions where interaction_id = '{message}'"
    )
    assert state == STATES[message]
    assert (polarity is not None) == (state in ("given", "scored"))
    assert (se == 0) == (state == "given")


def test_the_score_of_a_text_is_not_the_same_for_good_and_bad_news(world: Workspace):
    means = dict(
        world.query(
            "select redacted_text like '%saved us hours%', avg(polarity) from intermediate.int_text_scores "
            "where redacted_text like '%saved us hours%' or redacted_text like '%lost our data%' group by 1"
        )
    )
    assert means[True] > means[False] + 0.3


def test_an_alert_opens_when_an_account_falls_and_finds_its_event(world: Workspace):
    alerts = world.query(
        "select tier, opened_on, state, alert_id from marts.fct_alerts where entity_type = 'account' "
        "and entity_id = 'acme' and policy = 'classic_20' and direction = 'decline' and opened_on >= '2025-04-01'"
    )
    assert len(alerts) == 1
    tier, opened_on, state, alert_id = alerts[0]
    assert (tier, state) == ("immediate", "open")
    assert "2025-04-24" <= str(opened_on) <= "2025-04-30"
    nearest = f"select event_id from marts.fct_alert_events where alert_id = '{alert_id}' and is_nearest"
    assert world.values(nearest) == ["e2"]
