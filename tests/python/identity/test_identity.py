"""Who a message is from, and what was true of that account then: what a user hands over, through to the marts."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from support import Workspace, message, succeeded

pytestmark = pytest.mark.build

ACCOUNTS = [
    {"account_id": "A", "account_name": "Alder", "segment": "small", "csm_owner": "Ines", "arr": "1000",
     "currency": "EUR", "domains": "alder.example|shared.example|gmail.com", "external_ids": "crm:1",
     "valid_from": "2026-01-01", "loaded_at": "2026-01-01"},
    {"account_id": "A", "account_name": "Alder", "segment": "large", "csm_owner": "Sola", "arr": "9000",
     "currency": "XTS", "domains": "alder.example|shared.example", "external_ids": "crm:1",
     "valid_from": "2026-03-01", "loaded_at": "2026-03-01"},
    {"account_id": "B", "account_name": "Birch", "parent_id": "A", "domains": "birch.example|shared.example",
     "external_ids": "crm:2", "csm_owner": "Ines", "valid_from": "2026-01-01", "loaded_at": "2026-01-01"},
    {"account_id": "B", "account_name": "Birch", "parent_id": "A", "domains": "birch.example|shared.example",
     "external_ids": "crm:2", "csm_owner": "Theo", "valid_from": "2026-01-01", "loaded_at": "2026-01-01"},
    {"account_id": "C", "account_name": "Cedar", "domains": "cedar.example", "valid_from": "2026-01-01",
     "loaded_at": "2026-01-01"},
    {"account_id": "D", "account_name": "Dogwood", "domains": "dogwood.example", "valid_from": "2026-01-01",
     "loaded_at": "2026-01-01"},
    {"account_id": "D", "account_name": "Dogwood", "domains": "dogwood.example", "external_ids": "C",
     "valid_from": "2026-03-01", "loaded_at": "2026-03-01", "outcome": "churned", "outcome_on": "2026-03-20",
     "churned_on": "2026-03-20"},
]  # fmt: skip
CONTACTS = [
    {"contact_id": "desk:1", "email": "Jo.Reader@gmail.com", "account_key": "crm:1", "loaded_at": "2026-01-01"},
    {"contact_id": "desk:2", "email": "two@clients.example", "account_key": "crm:1|crm:2", "loaded_at": "2026-01-01"},
    {"contact_id": "desk:3", "email": "gone@alder.example", "account_key": "crm:2", "loaded_at": "2026-01-01"},
    {"contact_id": "desk:3", "email": "", "account_key": "", "loaded_at": "2026-03-01"},
]  # fmt: skip
SENDERS = {
    "own id": ("A", "2026-02-10", "A", "account_id"),
    "external id in capitals": ("CRM:1", "2026-02-10", "A", "external_id"),
    "capitals and a tag": ("Zoe+Orders@ALDER.example", "2026-02-10", "A", "email_domain"),
    "display name": ("Zoe <zoe@alder.example>", "2026-02-10", "A", "email_domain"),
    "mailto": ("mailto:zoe@alder.example", "2026-02-10", "A", "email_domain"),
    "below the domain": ("zoe@eu.alder.example", "2026-02-10", "A", "subdomain"),
    "domain": ("birch.example", "2026-02-10", "B", "domain"),
    "known contact on free mail": ("joreader+x@googlemail.com", "2026-02-10", "A", "email"),
    "contact id": ("desk:3", "2026-02-10", "B", "contact"),
    "deleted user": ("desk:3", "2026-03-10", "B", "contact"),
    "merged, before": ("zoe@cedar.example", "2026-02-28", "C", "email_domain"),
    "merged, from the day on": ("zoe@cedar.example", "2026-03-01", "D", "email_domain"),
    "free mail that an account lists": ("stranger@gmail.com", "2026-02-10", None, "free mail"),
    "domain of two accounts": ("zoe@shared.example", "2026-02-10", None, "ambiguous"),
    "contact of two accounts": ("two@clients.example", "2026-02-10", None, "ambiguous"),
    "typing mistake": ("zoe@alder.exmaple", "2026-02-10", None, "unknown"),
    "number": ("10", "2026-02-10", None, "unknown"),
}


@pytest.fixture(scope="module")
def built(workspace: Callable[[str], Workspace]) -> Workspace:
    place = workspace("identity")
    messages = [
        message(
            interaction_id=name, account_key=key, occurred_at=f"{day} 12:00:00", loaded_at=f"{day} 13:00:00",
            polarity="0.5",
        )
        for name, (key, day, _, _) in SENDERS.items()
    ]  # fmt: skip
    # Everything is handed in twice, which must change nothing.
    place.write("accounts", ACCOUNTS * 2)
    place.write("contacts", CONTACTS * 2)
    place.write("interactions", messages * 2)
    succeeded(place.build_sql())
    return place


@pytest.mark.parametrize("sender", SENDERS)
def test_a_sender_leads_to_its_account_or_says_why_not(built: Workspace, sender: str):
    _, _, account, how = SENDERS[sender]
    found = built.query(
        "select account_id, coalesce(match_kind, unmapped_reason), match_confidence is null "
        f"from intermediate.int_interactions__identified where interaction_id = '{sender}'"
    )
    assert found == [(account, how, account is None)]


def test_what_cannot_be_mapped_is_listed_without_anybodys_name(built: Workspace):
    rows = built.query("select key_kind, key_domain, unmapped_reason, n_messages from marts.mart_unmapped_keys")
    assert sorted(rows, key=str) == sorted(
        [
            ("email", "gmail.com", "free mail", 1),
            ("email", "shared.example", "ambiguous", 1),
            ("email", "clients.example", "ambiguous", 1),
            ("email", "alder.exmaple", "unknown", 1),
            ("id", None, "unknown", 1),
        ],
        key=str,
    )
    shown = str(built.query("select * from marts.mart_unmapped_keys"))
    assert "stranger" not in shown and "two@" not in shown


def test_what_cannot_be_mapped_is_counted(built: Workspace):
    counted = dict(
        built.query("select metric, value from marts.mart_trust where metric like 'messages_unmapped%' and value > 0")
    )
    assert counted == {
        "messages_unmapped": 5,
        "messages_unmapped_free_mail": 1,
        "messages_unmapped_ambiguous": 2,
        "messages_unmapped_unknown": 2,
    }


def test_a_message_carries_what_was_true_of_its_account_then(built: Workspace):
    rows = built.query(
        "select valid_from, valid_to, segment, csm_owner, is_backdated from marts.dim_account_versions "
        "where account_id = 'A' order by valid_from"
    )
    assert [(str(a)[:10], str(b)[:10], c, d, e) for a, b, c, d, e in rows] == [
        ("1900-01-01", "2026-03-01", "small", "Ines", True),
        ("2026-03-01", "None", "large", "Sola", False),
    ]
    assert built.values("select distinct segment from marts.fct_interactions where account_id = 'A'") == ["small"]


def test_arr_is_in_the_reporting_currency_and_an_unknown_currency_is_reported(built: Workspace):
    euro = built.values(
        "select usd_per_unit from seeds.exchange_rates where currency = 'EUR' and month_start_on = '2026-01-01'"
    )[0]
    arrs = built.values("select arr from marts.dim_account_versions where account_id = 'A' order by valid_from")
    assert arrs == [round(1000 * euro, 2), None]
    reasons = built.query("select table_name, row_id, quarantine_reason from marts.quarantined_rows")
    assert reasons == [("accounts", "A", "arr left out: no exchange rate for its currency (seed exchange_rates)")] * 2
    counted = built.values("select value from marts.mart_trust where metric = 'arr_without_exchange_rate'")
    assert counted == [2]


def test_an_account_with_two_owners_has_one_and_is_flagged(built: Workspace):
    rows = built.query("select count(*), bool_and(is_owner_disputed) from marts.dim_account_versions "
                       "where account_id = 'B'")  # fmt: skip
    assert rows == [(1, True)]


def test_a_merged_account_and_a_churned_one_are_active_no_more(built: Workspace):
    rows = built.query(
        "select account_id, root_account_id, merged_into_id, is_active from marts.dim_accounts order by 1"
    )
    assert rows == [("A", "A", None, True), ("B", "A", None, True), ("C", "C", "D", False), ("D", "D", None, True)]


def test_a_family_adds_up_and_changes_no_account(built: Workspace):
    assert built.query("select root_account_id, n_accounts from marts.mart_account_families") == [("A", 2)]
    alone = built.values("select n_messages from marts.dim_accounts where account_id = 'A'")
    assert alone == [sum(1 for _, _, account, _ in SENDERS.values() if account == "A")]
