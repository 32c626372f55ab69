"""A planted fault in each layer is caught by its gate: nothing behind the gate is built, and nothing is published."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable

import duckdb
import pytest

from small_world import write_world
from support import PROJECT, Outcome, Workspace, message, scores_in

SERVED = b"what people opened before"


def statuses(here: Workspace) -> dict[str, str]:
    """How each model, seed and test of the last run ended, by its name."""
    results = json.loads((here.target / "run_results.json").read_text())["results"]
    ids = [(result["unique_id"].split("."), result["status"]) for result in results]
    return {parts[2]: status for parts, status in ids if parts[0] not in ("operation", "exposure")}


def failed_checks(here: Workspace, gate: str) -> list[tuple]:
    """What the gate wrote about its newest run."""
    return here.query(
        "select table_name, expectation, column_name, severity, n_checked, n_unexpected from quality.quality_results "
        f"where gate = '{gate}' and not success qualify dense_rank() over (order by checked_at desc) = 1 order by all"
    )


# --- Raw in ---------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def broken_extract(workspace: Callable[[str], Workspace]) -> tuple[Workspace, Outcome]:
    """A fifth of the rows and one more break the contract."""
    here = workspace("broken_extract")
    good = [message(interaction_id=f"good {n}", account_key="a") for n in range(76)]
    broken = [message(interaction_id=f"bad {n}", account_key="a", channel="fax") for n in range(20)]
    here.write("interactions", good + broken)
    here.database.write_bytes(SERVED)
    return here, here.groundswell_run()


def test_an_extract_of_which_a_fifth_is_broken_stops_at_the_first_gate(broken_extract):
    _, outcome = broken_extract
    assert outcome.code == 1
    assert "Gate raw_in: 1 critical check(s) failed" in outcome.output
    assert "int_interactions__checked.quarantine_reason" in outcome.output
    assert "20 of 96 rows" in outcome.output


def test_behind_the_first_gate_nothing_is_built(broken_extract):
    here, _ = broken_extract
    ended = statuses(here)
    assert ended["gate_raw_in"] == "error"
    for model in ("int_interactions__deduplicated", "int_text_scores", "fct_interactions", "fct_alerts", "mart_trust"):
        assert ended[model] == "skipped", model
    assert ended["quarantined_interactions"] == "success", "what is wrong with the rows can be read"


def test_the_results_of_a_failed_gate_are_kept(broken_extract):
    here, _ = broken_extract
    table, expectation, column = "int_interactions__checked", "expect_column_values_to_be_null", "quarantine_reason"
    assert failed_checks(here, "raw_in") == [
        (table, expectation, column, "critical", 96, 20),
        (table, expectation, column, "warning", 96, 20),
    ]


def test_a_failed_gate_leaves_the_serving_file_as_it_was(broken_extract):
    here, outcome = broken_extract
    assert here.database.read_bytes() == SERVED
    assert f"{here.database} is as it was" in outcome.output
    assert not here.database.with_suffix(".marts").exists()


def test_an_empty_table_is_no_input(workspace):
    here = workspace("empty")
    with duckdb.connect() as connection:
        connection.execute(
            "copy (select '' as interaction_id, '' as channel, now() as occurred_at where false) "
            f"to '{here.landing / 'interactions.parquet'}'"
        )
    outcome = here.dbt("build", "--select", "+gate_raw_in", "--exclude-resource-types", "test", "unit_test")
    assert outcome.code == 1
    assert "No interaction was handed in: is the landing folder the right one?" in outcome.output


# --- Scores ---------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def poisoned(world: Workspace, workspace: Callable[[str], Workspace]) -> tuple[Workspace, Outcome]:
    """The small world's cache with a polarity of 3 in it and an address that redaction let through."""
    here = workspace("poisoned")
    write_world(here.landing)
    shutil.copy(world.cache, here.cache)
    shutil.copy(world.database, here.database)
    keys = [key for (key,) in scores_in(here.cache, "select text_key from scores order by 1 limit 2")]
    scores_in(here.cache, "update scores set polarity = 3000000 where text_key = ?", keys[0])
    scores_in(here.cache, "update scores set redacted_text = 'ask jo@acme.example' where text_key = ?", keys[1])
    return here, here.groundswell_run()


def test_scores_that_are_none_and_unredacted_text_stop_at_the_second_gate(poisoned):
    here, outcome = poisoned
    assert outcome.code == 1
    assert "Gate scores: 2 critical check(s) failed" in outcome.output
    assert [check[1:3] + check[5:] for check in failed_checks(here, "scores")] == [
        ("expect_column_values_to_be_between", "polarity", 1),
        ("expect_column_values_to_not_match_regex", "redacted_text", 1),
    ]


def test_no_message_of_a_gate_quotes_what_it_found(poisoned):
    here, outcome = poisoned
    assert "jo@acme" not in outcome.output
    assert "jo@acme" not in (here.logs / "dbt.log").read_text()
    assert "jo@acme" not in str(here.query("from quality.quality_results"))


def test_behind_the_second_gate_nothing_is_built_and_nothing_published(world, poisoned):
    here, _ = poisoned
    ended = statuses(here)
    assert (ended["gate_raw_in"], ended["gate_scores"]) == ("success", "error")
    for model in ("int_interactions__scored", "fct_interactions", "fct_entity_days", "gate_marts_out", "mart_trust"):
        assert ended[model] == "skipped", model
    assert here.database.read_bytes() == world.database.read_bytes()


# --- Marts out ------------------------------------------------------------------------------------------------------

FAULTS = {
    "a mean beyond the scale": (
        "update marts.fct_entity_days set sentiment_7d = 1.5 where entity_type = 'portfolio'",
        ("fct_entity_days", "expect_column_values_to_be_between", "sentiment_7d"),
    ),
    "more scores than messages": (
        "update marts.fct_entity_days set n_scored = n_interactions + 1 where entity_type = 'portfolio'",
        ("fct_entity_days", "expect_column_pair_values_a_to_be_greater_than_b", "n_interactions, n_scored"),
    ),
    "known before it happened": (
        "update marts.fct_interactions set known_at = occurred_at - interval 1 day where interaction_id = 'plain'",
        ("fct_interactions", "expect_column_pair_values_a_to_be_greater_than_b", "known_at, occurred_at"),
    ),
    "an alert under its threshold": (
        "update marts.fct_alerts set score = threshold - 1",
        ("fct_alerts", "expect_column_pair_values_a_to_be_greater_than_b", "score, threshold"),
    ),
    "an alert without a reason": (
        "update marts.fct_alerts set reason = null",
        ("fct_alerts", "expect_column_values_to_not_be_null", "reason"),
    ),
}


@pytest.fixture(scope="module")
def corrupted(world: Workspace, tmp_path_factory: pytest.TempPathFactory) -> tuple[Workspace, Outcome]:
    """The built world with every fault at once in its marts, and the last gate run over it."""
    here = Workspace(tmp_path_factory.mktemp("corrupted") / "copy")
    shutil.copytree(world.root, here.root, symlinks=True)
    with duckdb.connect(str(here.build_file)) as connection:
        for table in ("fct_entity_days", "fct_interactions", "fct_alerts"):  # without constraints, to be updated
            connection.execute(f"create or replace table marts.{table} as from marts.{table}")
        for statement, _ in FAULTS.values():
            connection.execute(statement)
    return here, here.dbt("build", "--select", "gate_marts_out+", "--exclude-resource-types", "test", "unit_test")


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_in_the_marts_is_caught_by_the_last_gate(corrupted, fault):
    here, outcome = corrupted
    assert outcome.code == 1
    assert FAULTS[fault][1] in [check[:3] for check in failed_checks(here, "marts_out")]


def test_behind_the_last_gate_trust_is_not_rebuilt(corrupted):
    here, _ = corrupted
    assert statuses(here) == {"gate_marts_out": "error", "mart_trust": "skipped"}


def test_sound_marts_pass_every_gate(world):
    gates = "select gate, count(*), bool_and(success) from quality.quality_results group by gate order by gate"
    rows = world.query(gates)
    assert [row[0] for row in rows] == ["marts_out", "raw_in", "scores"]
    assert all(row[2] for row in rows)


def test_every_expectation_of_a_suite_is_evaluated(world):
    for gate, count in world.query("select gate, count(*) from quality.quality_results group by gate"):
        suite = json.loads((PROJECT / "expectations" / f"{gate}.json").read_text())
        assert count == len(suite["expectations"]), gate


def test_a_gate_whose_suite_is_missing_says_where_it_looked(tmp_path):
    from groundswell.quality import run_gate

    with pytest.raises(FileNotFoundError, match=r"nowhere/raw_in\.json"):
        run_gate(None, gate="raw_in", tables={}, results_table="t", suites="nowhere")


def test_a_table_that_the_gate_does_not_read_is_named(tmp_path):
    from groundswell.quality import run_gate

    entry = {"type": "expect_table_row_count_to_be_between", "kwargs": {"min_value": 1}, "meta": {"table": "other"}}
    (tmp_path / "raw_in.json").write_text(json.dumps({"name": "raw_in", "expectations": [entry]}))
    with pytest.raises(ValueError, match="names table 'other'; the gate reads fct"):
        run_gate(None, gate="raw_in", tables={"fct": None}, results_table="t", suites=str(tmp_path))
