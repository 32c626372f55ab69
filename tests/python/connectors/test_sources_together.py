"""Few sources are enough, more of them change nothing that was there, and nothing vanishes on the way."""

from __future__ import annotations

import duckdb
import pytest
from raw import CONNECTORS, CRM_FIRST, FIXTURES, MESSAGE_SOURCES, TICKETS_AND_NPS

from support import Workspace

pytestmark = pytest.mark.build

TWICE = {"*": "from rows union all from rows"}
# What the scorer says is of a text alone; builds without it have none.
FROM_THE_SCORER = [
    "text_key", "language", "scoring_state", "polarity", "sentiment_score", "polarity_se", "confidence",
    "sentiment_label", "intensity", "emotion_anger", "emotion_frustration", "emotion_confusion", "emotion_joy",
    "emotion_satisfaction", "emotion_enthusiasm", "emotion_neutral", "model_version",
]  # fmt: skip
# What a message takes from its account's history, which reaches back to the account's start, and who that account is.
OF_THE_ACCOUNT = ["segment", "tier", "arr_band", "lifecycle_stage", "csm_owner", "product"]


def changes(fewer: Workspace, more: Workspace, but: list[str] | None = None) -> list[tuple]:
    """(interaction_key, column, value with fewer sources, with more) wherever an earlier row is not the same."""
    with duckdb.connect() as session:
        session.execute(f"attach '{fewer.build_file}' as fewer (read_only)")
        session.execute(f"attach '{more.build_file}' as more (read_only)")
        values = "unnest(map_entries(to_json(rows)::map(varchar, varchar)), recursive := true)"
        pairs = f"select interaction_key, {values} from {{}}.marts.fct_interactions as rows"
        found = session.execute(
            f"with fewer as ({pairs.format('fewer')}), more as ({pairs.format('more')}) "
            "select fewer.interaction_key, fewer.key, fewer.value, more.value from fewer "
            "left join more using (interaction_key, key) where fewer.value is distinct from more.value order by all"
        ).fetchall()
        assert session.execute("select count(*) from fewer.marts.fct_interactions").fetchone()[0] > 10
    return [change for change in found if change[1] not in (but or [])]


def test_every_connector_has_fixtures():
    assert sorted(CONNECTORS) == sorted(folder.name for folder in FIXTURES.iterdir() if folder.is_dir())


def test_tickets_and_nps_are_enough(tickets_and_nps):
    sources = tickets_and_nps.values("select distinct source from marts.fct_interactions order by 1")
    assert sources == sorted(TICKETS_AND_NPS)
    assert tickets_and_nps.query("from marts.fct_entity_days limit 1")


def test_switching_sources_on_later_rewrites_no_earlier_row(tickets_and_nps, messages_of_all):
    assert changes(tickets_and_nps, messages_of_all) == []
    sources = messages_of_all.values("select distinct source from marts.fct_interactions order by 1")
    assert sources == sorted(MESSAGE_SOURCES)


@pytest.fixture(scope="module")
def crm_first(built):
    return built("crm_first", CRM_FIRST, TWICE, core_only=True)


def test_nor_does_it_where_the_crm_was_first(crm_first, every_connector):
    assert changes(crm_first, every_connector, but=FROM_THE_SCORER) == []


@pytest.fixture(scope="module")
def chats_and_nps(built):
    return built("chats_and_nps", ["intercom", "delighted"], core_only=True)


@pytest.fixture(scope="module")
def crm_last(built):
    no_arr = {"salesforce.account": "select * replace (case when id <> '001A2' then arr_c end as arr_c) from rows"}
    return built("crm_last", ["intercom", "delighted", "zendesk", "salesforce", "stripe"], no_arr, core_only=True)


def test_a_help_desk_and_a_crm_that_come_last_fill_gaps_and_change_no_value(chats_and_nps, crm_last):
    """A message that led to no account may find one; what an account is like reaches back to its start."""
    changed = changes(chats_and_nps, crm_last)
    assert {was for _, _, was, _ in changed} == {None}
    assert {column for _, column, _, _ in changed} <= {"account_id", "match_kind", *OF_THE_ACCOUNT}
    found = {(key, now) for key, column, _, now in changed if column == "account_id"}
    assert found == {
        ("delighted:7002", "zendesk:502"),
        ("delighted:7003", "zendesk:503"),
        ("delighted:7004", "zendesk:503"),
    }


def test_an_account_keeps_its_first_id_and_takes_on_what_the_crm_and_billing_know(crm_last):
    accounts = crm_last.query(
        "select account_id, account_name, segment, arr from marts.dim_account_versions "
        "where is_current and account_id <> account_name order by 1"  # without the keys that stand for themselves
    )
    euro = crm_last.values(
        "select rate from intermediate.int_exchange_rates where currency = 'EUR' order by valid_from"
    )
    assert [row[:3] for row in accounts] == [
        ("intercom:ic-1", "Marlowe Foods", "Enterprise"),
        ("intercom:ic-3", "Juniper Clinics", None),  # only its name is that of zendesk:503: no proof
        ("zendesk:502", "Kestrel Freight", "Mid-market"),
        ("zendesk:503", "Juniper Clinics", "Mid-market"),
    ]
    arr = {account: float(value) for account, _, _, value in accounts if value is not None}
    # Stripe is asked where the CRM is silent: 31 seats at 160 dollars a month.
    assert arr["zendesk:502"] == 31 * 160 * 12
    assert arr["intercom:ic-1"] in {round(148000 * rate, 2) for rate in euro}


def test_loading_the_same_extract_twice_changes_no_output_row(crm_first, every_connector):
    """Messages: see above. Only one of the builds has calls to derive events from."""
    handed_in = "fct_events where derived_by is distinct from 'call_held'"
    for table in ["fct_account_outcomes", "dim_account_versions", handed_in]:
        rows = f"from marts.{table} order by all"
        assert crm_first.query(rows) == every_connector.query(rows) != [], table
    usage = "from intermediate.int_usage_days__deduplicated order by all"
    assert crm_first.query(usage) == every_connector.query(usage) != []
    delivered = "select count(*) from intermediate.int_interactions__known where source = 'zendesk'"
    assert crm_first.values(delivered) == [2 * n for n in every_connector.values(delivered)]


def test_a_run_without_a_landing_folder_is_scored_gated_and_published(every_connector):
    assert "Published" in (every_connector.root / "output.txt").read_text()
    states = dict(
        every_connector.query(
            "select scoring_state, count(*) from marts.fct_interactions group by 1", every_connector.database
        )
    )
    assert states["scored"] > 20
    gates = dict(
        every_connector.query(
            "select gate, bool_and(success or severity = 'warning') from quality.quality_results group by 1"
        )
    )
    assert gates == {"raw_in": True, "scores": True, "marts_out": True}


def test_thanks_above_a_quoted_complaint_are_positive_and_a_complaint_in_html_is_not(every_connector):
    polarity = dict(every_connector.query("select interaction_key, polarity from marts.fct_interactions"))
    assert polarity["zendesk:104"] > 0.2
    assert polarity["zendesk:101"] < -0.2


def test_a_rating_that_the_words_contradict_is_listed_with_where_to_look(every_connector):
    listed = every_connector.query(
        "select interaction_key, rating_says, text_says, source_url from marts.mart_rating_mismatches"
    )
    url = "https://wrenfield.zendesk.com/agent/tickets/4"
    assert ("zendesk:rating-202", "negative", "positive", url) in listed


def test_every_raw_message_is_accounted_for(every_connector):
    """The same as the singular tests, in figures: of 36 raw rows of Zendesk 32 are messages, and so on."""
    read = every_connector.query(
        "select source, sum(raw_rows), sum(left_out), sum(handed_on) from intermediate.int_connector_counts "
        "where kind = 'interactions' group by source order by source"
    )
    assert read == [
        ("delighted", 5, 0, 5),
        ("gong", 11, 3, 8),
        ("intercom", 18, 5, 13),
        ("reviews", 4, 0, 4),
        ("zendesk", 36, 4, 32),
    ]
    went = every_connector.query(
        "select source, delivered, quarantined, redelivered, after_as_of, kept from intermediate.int_source_counts "
        "order by source"
    )
    assert went == [
        ("delighted", 5, 0, 0, 0, 5),
        ("gong", 8, 0, 0, 0, 8),
        ("intercom", 13, 0, 2, 0, 11),
        ("reviews", 4, 1, 0, 0, 3),
        ("zendesk", 32, 1, 0, 0, 31),
    ]
    shown = every_connector.query(
        "select source, count(*) filter (is_customer_sentiment), "
        "count(*) filter (author_role = 'agent' and channel <> 'note'), "
        "count(*) filter (author_role = 'bot' and channel <> 'note'), count(*) filter (channel = 'note') "
        "from marts.fct_interactions group by source order by source"
    )
    assert shown == [
        ("delighted", 5, 0, 0, 0),
        ("gong", 3, 5, 0, 0),
        ("intercom", 6, 2, 1, 2),
        ("reviews", 3, 0, 0, 0),
        ("zendesk", 18, 4, 8, 1),
    ]


def test_accounts_events_and_usage_arrive_with_the_time_they_were_known(every_connector):
    assert every_connector.values("select account_id from marts.dim_accounts order by 1") == ["001A1", "001A2", "001A3"]
    events = every_connector.query(
        "select event_id, event_type, scope_id, known_at::text from marts.fct_events order by 1"
    )
    assert events == [
        ("call_held:gong:7782342274025937895", "csm_touchpoint", "001A1", "2026-02-11 14:00:06"),
        ("call_held:gong:7782342274025937896", "csm_touchpoint", "001A3", "2026-03-01 06:00:00"),
        ("salesforce:00T1", "csm_touchpoint", "001A1", "2026-02-04 15:00:00"),
        ("salesforce:00T2", "csm_touchpoint", "001A2", "2026-02-12 00:00:00"),
        ("stripe:in_2", "billing", "001A2", "2026-02-12 08:00:00"),  # by the domain of the invoice address
        ("stripe:in_4", "billing", "001A2", "2026-01-12 08:00:00"),  # paid in the end, at the third attempt
        # the last word was ours on 10 February, and nobody wrote for a week after it was known
        ("ticket_resolved:zendesk:3:0", "ticket_resolution", "001A2", "2026-02-18 08:00:00"),
    ]
    usage = every_connector.query(
        "select date_day::text, known_at::text from intermediate.int_usage_days__deduplicated "
        "where account_id = '001A1' order by 1"
    )
    # The first load came weeks later and counts as known after a day; the next row when it was loaded.
    assert usage[0] == ("2026-02-01", "2026-02-02 00:00:00")
    assert usage[-1] == ("2026-02-28", "2026-03-01 03:30:00")


def test_usual_lags_and_silences_are_shown_beside_the_seed(every_connector):
    figures = dict(
        every_connector.query(
            "select metric, value from marts.mart_trust where scope = 'delighted' and value is not null"
        )
    )
    assert figures["seed_lag_hours"] == 24
    assert figures["median_lag_hours"] == pytest.approx(54)
    assert figures["known_at_estimated_share"] == pytest.approx(3 / 5)
    assert figures["usual_gap_days"] > 0
    assert figures["is_stalled"] == 0
