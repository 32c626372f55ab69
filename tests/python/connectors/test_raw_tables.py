"""Raw tables as they come: without a column, without a row, with ids of another type, in another loader's words."""

from __future__ import annotations

import pytest
from raw import write_raw

pytestmark = pytest.mark.build

OPTIONAL = ["ticket_chat", "ticket_chat_event", "satisfaction_rating", "organization", "domain_name", "group", "brand"]
OTHER_TABLES = {
    "zendesk.ticket": "select * replace (id::double as id, requester_id::varchar as requester_id, "
    "organization_id::double as organization_id, group_id::decimal(38, 0) as group_id) from rows",
    "zendesk.ticket_comment": "select * replace (id::varchar as id, ticket_id::hugeint as ticket_id, "
    "user_id::double as user_id, public::varchar as public, created::varchar as created) from rows",
    "zendesk.user": "select * replace (id::decimal(38, 0) as id, organization_id::double as organization_id) from rows",
    **{f"zendesk.{table}": "" for table in OPTIONAL},
    "delighted.*": "from rows limit 0",
    "reviews.*": "select * exclude (_fivetran_synced, created_at), epoch(created_at)::bigint as created_at, "
    "_fivetran_synced as _airbyte_extracted_at from rows",
}


@pytest.fixture(scope="module")
def other_tables(built):
    return built("other_tables", ["zendesk", "delighted", "reviews"], OTHER_TABLES, core_only=True)


@pytest.fixture(scope="module")
def refused(workspace):
    here = workspace("refused_raw_tables")
    raw = write_raw(
        here.root / "raw",
        ["zendesk", "delighted"],
        {"zendesk.ticket_comment": "select * exclude (public, body) from rows", "delighted.person": ""},
    )
    settings = {"connectors": ["zendesk", "delighted"], "raw_path": str(raw), "landing_path": None}
    return raw, here.dbt("run", "--select", "path:models/staging", skip_python_models=True, **settings)


def test_a_missing_column_is_named_with_its_source_table_and_var(refused):
    raw, outcome = refused
    assert outcome.code == 1
    assert (
        f"Source `zendesk`: table `ticket_comment` lacks the required column body, public. Read from "
        f"{raw}/zendesk/ticket_comment.parquet (var `raw_path` is '{raw}')"
    ) in outcome.output
    assert "take `zendesk` out of var `connectors`" in outcome.output


def test_a_missing_table_is_named_with_where_it_was_looked_for(refused):
    raw, outcome = refused
    assert (
        f"Source `delighted`: there is no table `person`, looked for in {raw}/delighted/person.parquet"
        in outcome.output
    )


def rows(here, condition):
    return here.query(
        "select interaction_key, author_role, channel, thread_id, author_id, agent_id, occurred_at, known_at "
        f"from marts.fct_interactions where {condition} order by interaction_key"
    )


def test_ids_of_another_type_and_missing_optional_tables_lead_to_the_same_messages(other_tables, messages_of_all):
    comments = "source = 'zendesk' and interaction_id not like '%-%'"
    assert rows(other_tables, comments) == rows(messages_of_all, comments) != []


def test_an_empty_source_builds(other_tables):
    assert rows(other_tables, "source = 'delighted'") == []


def test_another_loaders_load_time_and_times_in_seconds_are_read(other_tables, messages_of_all):
    assert rows(other_tables, "source = 'reviews'") == rows(messages_of_all, "source = 'reviews'") != []


def test_a_connector_that_is_no_folder_is_named(workspace):
    here = workspace("misspelt")
    outcome = here.dbt("parse", connectors=["zendeks"], landing_path=None)
    assert outcome.code != 0
    assert "stg_zendeks__counts" in outcome.output
