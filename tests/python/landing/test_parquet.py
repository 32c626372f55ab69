"""Parquet in whatever types a warehouse happens to export."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from decimal import Decimal
from hashlib import md5

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
    'churned' as outcome, null as outcome_on, ['acme.example', 'acme.test'] as domains, 'crm:1' as external_ids,
    date '2024-01-01' as valid_from, timestamptz '2024-01-01 00:00:00+00' as loaded_at
"""


@pytest.fixture(scope="module")
def odd(workspace: Callable[[str], Workspace]) -> Workspace:
    here = workspace("odd_types")
    interactions = here.landing / "interactions"
    write_parquet(interactions / "2025-06.parquet", ODD_TYPES)
    rows = """
        ('nan-polarity', 'ticket', timestamp '2025-06-01 08:00:00', 'nan'::double, 1::double),
        ('nan-rating', 'ticket', timestamp '2025-06-01 08:00:00', 0::double, 'nan'::double),
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
            "7", "42", "00000000-0000-0000-0000-000000000001", "9", "true", "55", "1001", 4.5, Decimal("0.250000"),
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


def test_a_list_is_what_the_contract_joins_by_bars(odd):
    read = "select domains from staging.stg_landing__accounts where account_id = '1001'"
    assert odd.values(read) == ["acme.example|acme.test"]


def test_files_of_one_folder_may_have_different_columns_and_types(odd):
    assert odd.values("select interaction_id from marts.fct_interactions order by 1") == ["42", "fine"]


def test_not_a_number_is_no_number(odd):
    reasons = dict(odd.query("select interaction_id, quarantine_reason from marts.quarantined_interactions"))
    assert reasons == {
        "nan-polarity": "polarity is not a decimal(9,6)",
        "nan-rating": "rating is not a double",
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


# What a database, a data frame and a person each wrote into one folder.
MIXED_FILES = {
    "interactions/1": """
        from (values
            (uuid '00000000-0000-0000-0000-000000000001', timestamp '2025-06-01 08:00:00', null, 'It works.'::blob),
            (uuid '00000000-0000-0000-0000-000000000002', timestamp '2025-06-01 09:00:00', true, 'It works.'::blob)
        ) as t(interaction_id, occurred_at, polarity, text)
        select *, 'ticket' as channel, null::integer as loaded_at, true as "order"
    """,
    "interactions/2": """
        from (values
            ('crm-1', timestamptz '2025-06-01 10:00:00+02', -7::double, 'Schön.'),
            ('crm-2', timestamptz '2025-06-01 10:00:00+02', 0.25::double, 'Schön.')
        ) as t(interaction_id, occurred_at, polarity, text)
        select *, 'ticket' as channel, timestamp '2025-06-02 10:00:00' as loaded_at, date '2025-06-01' as "order"
    """,
    "interactions/3": """
        select
            3 as interaction_id, 'ticket' as channel, timestamp_ns '2025-06-01 08:00:00.123456' as occurred_at,
            timestamptz '2025-06-02 10:00:00+02' as loaded_at, 1 as polarity, ['a', 'list'] as text
    """,
    "accounts/1": """
        from (values (1, date '2026-01-01'), (2, date '9999-12-31')) as t(account_id, renewal_on)
        select *, date '2024-01-01' as valid_from
    """,
    "accounts/2": """
        from (values (1.0::double, timestamp_ns '2027-01-01 00:00:00')) as t(account_id, renewal_on)
        select *, timestamp '2024-02-01 00:00:00' as valid_from
    """,
    "usage_days/1": """
        select 1 as account_id, date '2025-06-01' as date_day, 5 as logins, timestamp '2025-06-01 12:00:00' as loaded_at
    """,
    "usage_days/2": """
        select
            1.0::double as account_id, timestamp '2025-06-01 00:00:00' as date_day, 7::decimal(9, 2) as logins,
            timestamptz '2025-06-01 20:00:00+02' as loaded_at
    """,
}


@pytest.fixture(scope="module")
def mixed(workspace: Callable[[str], Workspace]) -> Workspace:
    here = workspace("mixed_types")
    for name, select in MIXED_FILES.items():
        write_parquet(here.landing / f"{name}.parquet", select)
    succeeded(here.build_sql())
    return here


def arrived(here: Workspace, columns: str) -> list[tuple]:
    return here.query(
        f"select interaction_id, {columns} from intermediate.int_interactions__identified order by interaction_id"
    )


def test_ids_may_be_uuids_in_one_file_and_text_or_numbers_in_others(mixed):
    assert [row[0] for row in arrived(mixed, "1")] == ["00000000-0000-0000-0000-000000000001", "3", "crm-2"]


def test_an_all_null_column_arrives_beside_timestamps(mixed):
    assert [row[1:] for row in arrived(mixed, "occurred_at, loaded_at")] == [
        (dt.datetime(2025, 6, 1, 8), dt.datetime(2025, 6, 1, 8)),
        (dt.datetime(2025, 6, 1, 8, 0, 0, 123456), dt.datetime(2025, 6, 2, 8)),
        (dt.datetime(2025, 6, 1, 8), dt.datetime(2025, 6, 2, 10)),
    ]


def test_bytes_and_lists_are_read_as_text_beside_text(mixed):
    texts = ("It works.", "[a, list]", "Schön.")
    assert [row[1] for row in arrived(mixed, "text_hash")] == [md5(text.encode()).hexdigest() for text in texts]


def test_a_truth_in_place_of_a_number_is_quarantined_by_name_and_costs_only_its_own_row(mixed):
    reasons = dict(mixed.query("select interaction_id, quarantine_reason from marts.quarantined_interactions"))
    assert reasons == {
        "00000000-0000-0000-0000-000000000002": "polarity is not a decimal(9,6)",
        "crm-1": "polarity is below -1",
    }
    assert [row[1] for row in arrived(mixed, "polarity")] == [None, Decimal(1), Decimal("0.25")]


def test_a_row_of_mixed_files_is_told_by_its_number_in_its_own_file(mixed):
    place = "interaction_id, parse_filename(landing_file), landing_row"
    assert mixed.query(f"select {place} from staging.stg_landing__interactions order by all") == [
        ("00000000-0000-0000-0000-000000000001", "1.parquet", 1),
        ("00000000-0000-0000-0000-000000000002", "1.parquet", 2),
        ("3", "3.parquet", 1),
        ("crm-1", "2.parquet", 1),
        ("crm-2", "2.parquet", 2),
    ]


def test_a_day_beyond_nanoseconds_arrives_beside_nanoseconds(mixed):
    assert mixed.query("select renewal_on from marts.dim_accounts order by account_id") == [
        (dt.date(2027, 1, 1),), (dt.date(9999, 12, 31),)
    ]  # fmt: skip


def test_whole_and_floating_ids_meet(mixed):
    assert mixed.query("select account_id, n_versions from marts.dim_accounts order by all") == [("1", 2), ("2", 1)]
    assert mixed.query("select account_id, date_day, logins from intermediate.int_usage_days__deduplicated") == [
        ("1", dt.date(2025, 6, 1), 7)
    ]


def test_files_whose_types_are_of_one_family_are_read_in_one_go(mixed):
    reads = "select view_name, len(regexp_extract_all(sql, 'read_parquet')) from duckdb_views()"
    read_from = dict(mixed.query(f"{reads} where view_name in ('stg_landing__accounts', 'stg_landing__usage_days')"))
    assert read_from == {"stg_landing__accounts": 2, "stg_landing__usage_days": 1}
