"""A cap on texts per run: the newest are scored first, the rest waits in sight and is scored by the next runs."""

from __future__ import annotations

from small_world import texts
from support import FOLLOWING, NO_TESTS, Workspace, message, succeeded

N = 30


def state(here: Workspace) -> dict[str, int]:
    rows = here.query("select metric, value from marts.mart_trust where metric like 'messages_%'")
    return {metric.removeprefix("messages_"): int(value) for metric, value in rows}


def build(here: Workspace, cap: int) -> None:
    without = (*(f"path:python_models/{topic}" for topic in ("quality", "causes", "outcomes")), *FOLLOWING)
    succeeded(here.dbt("build", "--exclude", *without, *NO_TESTS, max_texts_per_run=cap))


def test_the_newest_texts_are_scored_first_and_the_rest_waits_for_the_next_run(workspace):
    here = workspace("waiting")
    rows = [
        message(interaction_id=f"{day:02d}", occurred_at=f"2025-06-{day + 1:02d} 08:00:00", text=text)
        for day, text in enumerate(texts()[:N])
    ]
    here.write("interactions", rows)
    build(here, cap=10)
    assert state(here)["scored"] == 10
    assert state(here)["waiting"] == N - 10
    scored = here.values("select interaction_id from marts.fct_interactions where scoring_state = 'scored' order by 1")
    assert scored == [f"{day:02d}" for day in range(N - 10, N)]
    assert here.values("select sum(n_scored) from marts.fct_entity_days where entity_type = 'channel'") == [10]
    build(here, cap=15)
    assert state(here)["scored"] == 25
    assert state(here)["waiting"] == 5
