"""Raw tables with what real ones have in them: rows that are gone, trials, odd currencies, authors nobody names."""

from __future__ import annotations

import pytest

pytestmark = pytest.mark.build

LOADED = "timestamptz '2026-03-02 03:10:00+00' as _fivetran_synced"


def plus(columns: str, *rows: str) -> str:
    """The fixture's rows and some more."""
    more = f"select *, {LOADED} from (values {', '.join(f'({row})' for row in rows)}) as more({columns})"
    return f"from rows union all by name {more}"


MESSY = {
    "salesforce.account": plus(
        "id, name, website, is_deleted, _fivetran_deleted, _fivetran_active, _fivetran_start",
        "'B1', 'Port', 'https://www.port.example:443/about?from=x', false, false, true, null::timestamptz",
        "'B2', 'Two sites', 'two.example, two-more.example', false, false, true, null",
        "'B3', 'Hard deleted', 'gone.example', false, true, true, null",
        "'B4', 'Deleted later', 'later.example', false, false, false, timestamptz '2025-01-01 00:00:00+00'",
        "'B4', 'Deleted later', 'later.example', true, false, true, timestamptz '2026-01-01 00:00:00+00'",
        "'B5', 'Ended history', 'ended.example', false, false, false, timestamptz '2025-01-01 00:00:00+00'",
        *(f"'C{i}', 'Customer {i}', 'c{i}.example', false, false, true, null" for i in range(1, 9)),
    ),
    "zendesk.ticket": plus("id, requester_id, organization_id, via_channel, status", "90, 9001, 501, 'web', 'deleted'"),
    "zendesk.user": plus(
        "id, email, role, active",
        "9101, 'a@port.example', 'end-user', true",
        "9102, 'a@two-more.example', 'end-user', true",
    ),
    "zendesk.ticket_comment": plus(
        "id, ticket_id, user_id, body, public, created",
        "901, 1, null::bigint, 'We are sorry for the awful week.', true, '2026-02-20 08:00:00+00'",
        "902, 1, 9001, 'Conversation with your agent was terrible, nobody listened.', true, '2026-02-20 08:00:00+00'",
        "903, 1, 9001, 'Why is it that my ticket was closed and merged into this?', true, '2026-02-20 08:00:00+00'",
        "904, 90, 9001, 'What was said in a deleted ticket.', true, '2026-02-20 08:00:00+00'",
        "907, 8, 9003, 'Inbound call from +1 555 0100. Time of call: 9:00. Length of phone call: 2 minutes', true, "
        "'2026-02-20 08:00:00+00'",
        "908, 1, 9001, 'Requests #7, #8 were closed and merged into this request.', true, '2026-02-20 08:00:00+00'",
        "905, 100, 9101, 'From behind a port.', true, '2026-02-20 08:00:00+00'",
        "906, 101, 9102, 'From the second site.', true, '2026-02-20 08:00:00+00'",
    ),
    "zendesk.satisfaction_rating": plus(
        "id, ticket_id, score, comment, created_at",
        "290, 1, 'bad', 'Of nobody who is named', timestamptz '2026-02-20 08:00:00+00'",
    ),
    "stripe.customer": plus(
        "id, email, metadata_account_id, livemode",
        *(f"'cus_c{i}', 'x@c{i}.example', 'C{i}', true" for i in range(1, 8)),
        "'cus_c1b', 'x@c1.example', null, true",
        "'cus_test', 'x@c8.example', 'C8', false",
    ),
    "stripe.subscription_history": plus(
        "id, customer_id, status, start_date, canceled_at, ended_at, trial_end, livemode, _fivetran_active",
        "'moved', 'cus_c1', 'canceled', timestamptz '2025-01-01', timestamptz '2026-02-01', timestamptz '2026-02-01', "
        "null::timestamptz, true, true",
        "'went on', 'cus_c1b', 'active', '2025-06-01', null, null, null, true, true",
        "'trial', 'cus_c2', 'canceled', '2026-01-01', '2026-01-31', '2026-01-31', '2026-01-31', true, true",
        "'bought', 'cus_c2', 'active', '2026-02-10', null, null, null, true, true",
        "'ended', 'cus_c3', 'canceled', '2025-01-01', '2026-02-01', '2026-02-01', null, true, true",
        "'will end', 'cus_c3', 'active', '2025-06-01', '2026-01-15', null, null, true, true",
        "'announced', 'cus_c4', 'active', '2025-01-01', '2026-01-15', null, null, true, true",
        "'added', 'cus_c4', 'active', '2026-02-01', null, null, null, true, true",
        "'really ended', 'cus_c5', 'canceled', '2025-01-01', '2026-02-01', '2026-02-03', null, true, true",
        "'dinars', 'cus_c6', 'active', '2025-01-01', null, null, null, true, true",
        "'half a cent', 'cus_c7', 'active', '2025-01-01', null, null, null, true, true",
        "'metered', 'cus_c7', 'active', '2025-01-01', null, null, null, true, true",
        "'test', 'cus_test', 'active', '2025-01-01', null, null, null, false, true",
    ),
    "stripe.subscription_item": plus(
        "id, subscription_id, price_id, quantity",
        *(
            f"'i{i}', '{subscription}', '{price}', {quantity}"
            for i, (subscription, price, quantity) in enumerate(
                [
                    ("dinars", "price_kwd", "1"),
                    ("half a cent", "price_half", "10000"),
                    ("metered", "price_m", "1"),
                    ("metered", "price_tiers", "null"),
                    ("test", "price_m", "1"),
                ]
            )
        ),
    ),
    "stripe.price": plus(
        "id, unit_amount, unit_amount_decimal, currency, recurring_interval",
        "'price_kwd', 100000, '100000', 'kwd', 'month'",
        "'price_half', null, '0.5', 'usd', 'month'",
        "'price_tiers', null, null, 'usd', 'month'",
    ),
    "stripe.invoice": plus(
        "id, customer_id, status, attempt_count, created, livemode",
        "'in_test', 'cus_test', 'open', 3, timestamptz '2026-02-20 08:00:00+00', false",
    ),
    "delighted.response": "select * replace (case id when 7001 then 1769932800000 when 7002 then 4102444800 "
    "when 7003 then 1e18::double else epoch(created_at) end as created_at, case when id = 7005 then null else score "
    "end as score, case id when 7004 then 'enps' else survey_type end as survey_type) from rows",
}


@pytest.fixture(scope="module")
def messy(built):
    return built("messy", ["salesforce", "stripe", "zendesk", "delighted"], MESSY, core_only=True)


def test_nobody_leaves_by_a_trial_or_by_what_is_announced_or_goes_on_elsewhere(messy):
    assert messy.query(
        "select account_id, outcome, outcome_on::text from marts.fct_account_outcomes where account_id like 'C%'"
    ) == [("C5", "churned", "2026-02-03")]


def test_revenue_is_in_the_unit_of_its_currency_and_none_where_a_price_is_missing(messy):
    assert messy.query(
        "select subscription_id, currency, arr::double from staging.stg_stripe__subscriptions "
        "where subscription_id in ('dinars', 'half a cent', 'metered') order by 1"
    ) == [("dinars", "KWD", 1200.0), ("half a cent", "USD", 600.0), ("metered", "USD", None)]


def test_the_test_mode_is_left_out(messy):
    found = messy.values("select event_id from marts.fct_events where event_id like 'stripe%' order by 1")
    assert found == ["stripe:in_2", "stripe:in_4"]
    assert messy.values("select max(arr) from marts.dim_account_versions where account_id = 'C8'") == [None]


def test_accounts_that_are_gone_are_no_accounts(messy):
    found = messy.values(
        "select distinct account_id from marts.dim_account_versions where account_id like 'B%' order by 1"
    )
    assert found == ["B1", "B2"]


def test_a_web_site_is_read_for_its_domains(messy):
    found = messy.query(
        "select interaction_id, account_id from marts.fct_interactions "
        "where interaction_id in ('905', '906') order by 1"
    )
    assert found == [("905", "B1"), ("906", "B2")]


def test_who_is_not_named_is_no_customer_and_who_complains_is_no_bot(messy):
    found = messy.query(
        "select interaction_id, author_role from marts.fct_interactions where source = 'zendesk' "
        "and interaction_id in ('901', '902', '903', '904', '908', 'rating-290') order by 1"
    )
    assert found == [
        ("901", "agent"),
        ("902", "customer"),
        ("903", "customer"),
        ("908", "bot"),
        ("rating-290", "customer"),
    ]


def test_what_zendesk_files_about_a_call_is_nobodys_words(messy):
    found = messy.query(
        "select author_role, text from intermediate.int_interactions__unioned where interaction_id = '907'"
    )
    assert found == [("customer", None)]


def test_an_employee_survey_is_not_the_customers(messy):
    assert messy.values("select author_role from marts.fct_interactions where interaction_id = '7004'") == ["agent"]


def test_times_in_milliseconds_are_read_and_numbers_that_are_no_time_are_quarantined(messy):
    found = dict(
        messy.query("select interaction_id, occurred_at::text from marts.fct_interactions where source = 'delighted'")
    )
    assert found["7001"] == "2026-02-01 08:00:00"
    refused = dict(
        messy.query(
            "select interaction_id, quarantine_reason from intermediate.int_interactions__checked "
            "where source = 'delighted'"
        )
    )
    assert refused["7003"] == "occurred_at is not a timestamp"
    assert "future" in refused["7002"]


def test_thumbs_without_an_answer_point_nowhere(messy):
    assert messy.values("select rating from marts.fct_interactions where interaction_id = '7005'") == [None]


@pytest.mark.parametrize("source", ["salesforce", "stripe", "zendesk"])
def test_every_raw_row_is_handed_on_or_left_out(messy, source):
    counts = messy.query(f"select table_name, raw_rows - left_out - handed_on from staging.stg_{source}__counts")
    assert {difference for _, difference in counts} == {0}
