"""Input that cannot be built on stops the build, and the message names the table, the file and the column."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from support import Outcome, Workspace, message, write_parquet


@pytest.fixture(scope="module")
def refused(workspace: Callable[[str], Workspace]) -> tuple[Workspace, Outcome]:
    """Every table is broken in another way; each fails by itself."""
    here = workspace("refused")
    here.write("interactions", [message()])
    write_parquet(here.landing / "interactions.parquet", "select 'm' as interaction_id")
    here.write("accounts", [{"account_name": "Acme", "segment": "small"}])
    (here.landing / "events.csv").write_text("event_id,event_type,started_at,title,Title\n")
    (here.landing / "usage_days.csv").write_bytes(b"")
    (here.landing / "feedback.csv").write_text("f1,we are leaving you because of the walrus\n")
    return here, here.dbt("run", "--select", "path:models/staging", skip_python_models=True)


REFUSALS = {
    "two forms": "Landing table `interactions` is there in two forms: {landing}/interactions.parquet and "
    "{landing}/interactions.csv. Keep one",
    "missing column": "Landing table `accounts` ({landing}/accounts.csv) lacks the required column account_id. "
    "Found: account_name, segment.",
    "column twice": "Landing file {landing}/events.csv: its header names a column twice; its column 5 has the name "
    "of an earlier one.",
    "no header": "Landing file {landing}/usage_days.csv is empty: its first line must name the columns.",
}


@pytest.mark.parametrize("case", REFUSALS)
def test_a_table_that_cannot_be_read_is_named_with_its_file_and_column(refused, case):
    here, outcome = refused
    assert outcome.code == 1
    assert REFUSALS[case].format(landing=here.seen_landing) in outcome.output


def test_a_first_line_that_is_no_header_is_not_repeated_in_the_log(refused):
    here, outcome = refused
    assert f"{here.seen_landing}/feedback.csv" in outcome.output
    assert "walrus" not in outcome.output


def test_a_folder_without_the_one_required_table_says_what_it_found(workspace):
    here = workspace("no_interactions")
    here.write("events", [{"event_id": "e", "event_type": "release", "started_at": "2025-06-01"}])
    outcome = here.dbt("run", "--select", "stg_landing__interactions", skip_python_models=True)
    assert outcome.code == 1
    assert (
        f"No landing table `interactions` under '{here.seen_landing}' (var `landing_path`). Expected "
        "interactions.parquet, interactions.csv or a folder interactions/ of either; found events.csv."
    ) in outcome.output


def test_an_empty_or_missing_folder_is_said_to_be_so(workspace):
    here = workspace("nothing")
    here.landing.rmdir()
    outcome = here.dbt("run", "--select", "stg_landing__interactions", skip_python_models=True)
    assert outcome.code == 1
    assert f"under '{here.seen_landing}'" in outcome.output
    assert "the folder is empty or does not exist" in outcome.output
