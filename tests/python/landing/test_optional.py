"""Only three columns of one table are required; what is missing builds as typed NULLs."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from support import Workspace, message, succeeded


@pytest.fixture(scope="module")
def plainest(workspace: Callable[[str], Workspace]) -> Workspace:
    here = workspace("plainest")
    here.write("interactions", [message(interaction_id="only")])
    succeeded(here.build_sql(everything=True))
    return here


def test_three_columns_of_one_table_are_enough(plainest):
    row = plainest.query(
        "select interaction_key, scoring_state, known_at = occurred_at, account_id, rating, polarity "
        "from marts.fct_interactions"
    )
    assert row == [("landing:only", "no text", True, None, None, None)]


def test_missing_tables_and_columns_have_the_types_of_the_contract(plainest):
    types = plainest.query(
        "select table_name || '.' || column_name, data_type from duckdb_columns() where schema_name = 'staging' "
        "and column_name in "
        "('rating', 'polarity', 'loaded_at', 'arr', 'churned_on', 'seats', 'ended_at', 'noted_at', 'text')"
    )
    assert dict(types) == {
        "stg_landing__interactions.rating": "DOUBLE",
        "stg_landing__interactions.polarity": "DECIMAL(9,6)",
        "stg_landing__interactions.loaded_at": "TIMESTAMP",
        "stg_landing__interactions.text": "VARCHAR",
        "stg_landing__accounts.arr": "DECIMAL(18,2)",
        "stg_landing__accounts.churned_on": "DATE",
        "stg_landing__accounts.loaded_at": "TIMESTAMP",
        "stg_landing__contacts.loaded_at": "TIMESTAMP",
        "stg_landing__events.ended_at": "TIMESTAMP",
        "stg_landing__events.loaded_at": "TIMESTAMP",
        "stg_landing__usage_days.seats": "INTEGER",
        "stg_landing__usage_days.loaded_at": "TIMESTAMP",
        "stg_landing__feedback.noted_at": "TIMESTAMP",
        "stg_state__feedback.noted_at": "TIMESTAMP",
    }


def test_missing_optional_tables_are_empty(plainest):
    for table in ("accounts", "contacts", "events", "usage_days", "feedback"):
        assert plainest.values(f"select count(*) from staging.stg_landing__{table}") == [0], table
