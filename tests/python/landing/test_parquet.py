"""Parquet in whatever types a warehouse happens to export."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from decimal import Decimal

import pytest

from support import Workspace, succeeded, write_parquet

# Every optional column, in the least convenient type that still means the same.
ODD_TYPES = """
select
    42::bigint as interaction_id,
    'survey' as channel,
    '2025-06-01 10:00:00+02'::timestamptz as occurred_at,
    7::utinyint as source,
    1001::integer as account_key,
    'customer'::enum('customer', 'agent') as author_role,
    uuid '00000000-0000-0000-0000-000000000001' as author_id,
    9.0::double as agent_id,
    true as team,
    'Ledger' as product,
    'Wren' as brand,
    55::bigint as thread_id,
    '2025-06-02'::date as loaded_at,
    'It works.'::blob as text,
    '4.5' as rating,
    'stars_1_5' as rating_scale,
    0.25::float as polarity,
    'en' as language,
    null as source_url
"""
ACCOUNTS = """
select
    1001 as account_id, 'Acme' as account_name, null as parent_id, 'small' as segment, 'gold' as tier,
    'EMEA' as region, 'Ledger' as product, 'new' as lifecycle_stage, 'Ines' as csm_owner, 12345.678::double as arr,
    timestamp '2024-01-02 00:00:00' as started_on, '2026-01-02' as renewal_on, date '2026-02-03' as churned_on,
    'churned' as outcome, null as outcome_on, 'acme.example' as domains, 'crm:1' as external_ids,
    date '2024-01-01' as valid_from, timestamptz '2024-01-01 00:00:00+00' as loaded_at
"""


@pytest.fixture(scope="module")
def odd(workspace: Callable[[str], Workspace]) -> Workspace:
    here = workspace("odd_types")
    interactions = here.landing / "interactions"
    write_parquet(interactions / "2025-06.parquet", ODD_TYPES)
    rows = """
        ('nan polarity', 'ticket', timestamp '2025-06-01 08:00:00', 'nan'::double, 1::double),
        ('nan rating', 'ticket', timestamp '2025-06-01 08:00:00', 0::double, 'nan'::double),
        (null, 'ticket', timestamp '2025-06-01 08:00:00', 0::double, 1::double),
        ('fine', 'ticket', timestamp '2025-06-01 08:00:00', 0.5::double, null)
    """
    write_parquet(
        interactions / "2025-07.parquet",
        f"from (values {rows}) as t(interaction_id, channel, occurred_at, polarity, rating)",
    )
    write_parquet(here.landing / "accounts" / "1.parquet", ACCOUNTS)
    write_parquet(here.landing / "accounts" / "2.parquet", "from (values ('1002'), (null)) as t(account_id)")
    write_parquet(
        here.landing / "usage_days.parquet",
        "select 1001 as account_id, timestamp '2025-06-01 13:00:00' as date_day, 5.0::double as logins, '7' as seats",
    )
    succeeded(here.build_sql())
    return here


def test_odd_types_arrive_as_the_types_of_the_contract(odd):
    row = odd.query(
        "select source, interaction_id, author_id, agent_id, team, thread_id, account_id, rating, polarity, "
        "occurred_at, loaded_at, text_hash = md5('It works.') "
        "from intermediate.int_interactions__identified where interaction_id = '42'"
    )
    assert row == [
        (
            "7", "42", "00000000-0000-0000-0000-000000000001", "9.0", "true", "55", "1001", 4.5, Decimal("0.250000"),
            dt.datetime(2025, 6, 1, 8), dt.datetime(2025, 6, 2), True,
        )
    ]  # fmt: skip


def test_odd_types_of_accounts_and_usage_are_read(odd):
    assert odd.query(
        "select arr, started_on, renewal_on, churned_on from marts.dim_accounts where account_id = '1001'"
    ) == [(Decimal("12345.68"), dt.date(2024, 1, 2), dt.date(2026, 1, 2), dt.date(2026, 2, 3))]
    assert odd.query("select date_day, logins, seats from intermediate.int_usage_days__deduplicated") == [
        (dt.date(2025, 6, 1), 5, 7)
    ]


def test_files_of_one_folder_may_have_different_columns_and_types(odd):
    assert odd.values("select interaction_id from marts.fct_interactions order by 1") == ["42", "fine"]


def test_not_a_number_is_no_number(odd):
    reasons = dict(odd.query("select interaction_id, quarantine_reason from marts.quarantined_interactions"))
    assert reasons == {
        "nan polarity": "polarity is not a decimal(9,6)",
        "nan rating": "rating is not a double",
        None: "interaction_id is missing",
    }


def test_a_refused_row_is_told_by_its_number_in_its_own_file(odd):
    place = "parse_filename(landing_file), landing_row"
    assert odd.query(f"select {place} from marts.quarantined_interactions order by all") == [
        ("2025-07.parquet", row) for row in (1, 2, 3)
    ]
    assert odd.query(f"select table_name, {place} from marts.quarantined_rows") == [("accounts", "2.parquet", 2)]


def test_a_wrong_type_in_every_row_is_quarantined_and_not_a_crash(workspace):
    here = workspace("wrong_type")
    write_parquet(
        here.landing / "interactions.parquet",
        "select 'a' as interaction_id, 'ticket' as channel, [1, 2] as occurred_at, {'x': 1} as rating",
    )
    succeeded(here.build_sql(everything=True))
    assert here.values("select quarantine_reason from marts.quarantined_interactions") == [
        "occurred_at is not a timestamp; rating is not a double"
    ]
