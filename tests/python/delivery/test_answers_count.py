"""A verdict given on the command line reaches the marts of the next build."""

from __future__ import annotations

import shutil
from datetime import UTC, datetime, timedelta

import pytest

from groundswell.delivery.feedback import note
from groundswell.delivery.state import feedback_path
from groundswell.runner import RunSettings, _feedback
from support import Workspace, succeeded

ANSWERS = "stg_state__feedback int_feedback__unioned int_feedback__checked int_feedback__known int_alert_thresholds " \
          "int_alert_verdicts int_alert_precision int_trust__feedback mart_trust"  # fmt: skip


@pytest.mark.build
def test_a_verdict_counts_in_the_next_build_and_not_before_its_day(world: Workspace, tmp_path):
    here = Workspace(tmp_path)
    shutil.copy(world.build_file, here.build_file)
    shutil.copy(world.database, here.database)
    here.landing.symlink_to(world.landing)  # which the build file's views read
    [(alert_id, policy, entity_type, entity_id, direction)] = here.query(
        "select alert_id, policy, entity_type, entity_id, direction from marts.fct_alerts order by alert_id limit 1"
    )
    [as_of] = here.values("select as_of from intermediate.int_as_of")
    noon = datetime(as_of.year, as_of.month, as_of.day, 12, tzinfo=UTC)
    state = here.database.with_suffix(".state.sqlite")
    for days_ago, verdict in ((5, "true"), (3, "false"), (-1, "true")):  # the last one comes after the data
        note(here.database, state, alert_id, verdict, now=noon - timedelta(days=days_ago))
    path = _feedback(RunSettings(None, here.database))
    assert path == str(feedback_path(state))
    arguments = ("run", "--select", *ANSWERS.split())
    succeeded(here.dbt(*arguments, feedback_path=path))
    trust = {
        (metric, scope): value
        for metric, scope, value in here.query("select metric, scope, value from marts.mart_trust")
    }
    assert trust["alerts_answered", f"policy {policy}"] == 1
    assert trust["alert_precision", f"policy {policy}"] == 0  # the latest verdict of those known
    assert trust["verdicts_after_as_of", "all"] == 1
    verdicts = here.query("select entity_type, entity_id, direction, is_news from intermediate.int_feedback__known "
                          "where target_id is not null order by noted_at")  # fmt: skip
    assert verdicts == [(entity_type, entity_id, direction, True), (entity_type, entity_id, direction, False)]
