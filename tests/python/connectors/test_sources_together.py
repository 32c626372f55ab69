"""Few sources are enough, more of them change nothing that was there, and nothing vanishes on the way."""

from __future__ import annotations

import pytest
from raw import MESSAGE_SOURCES, TICKETS_AND_NPS

from support import differences

pytestmark = pytest.mark.build

# Figures on what was handed in, not on what it says.
COUNTS_OF_ROWS = ["mart_trust", "quarantined_interactions", "quarantined_rows"]


def test_tickets_and_nps_are_enough(tickets_and_nps):
    sources = tickets_and_nps.values("select distinct source from marts.fct_interactions order by 1")
    assert sources == sorted(TICKETS_AND_NPS)
    assert tickets_and_nps.query("from marts.fct_entity_days limit 1")


EARLIER = "from marts.fct_interactions where source in ('zendesk', 'delighted') order by interaction_key"


def test_switching_a_source_on_later_rewrites_no_earlier_row(built, every_connector):
    crm_first = built("crm_first", ["salesforce", *TICKETS_AND_NPS], select=["--select", "+fct_interactions"])
    assert every_connector.query(EARLIER) == crm_first.query(EARLIER) != []


def test_without_a_table_of_accounts_it_rewrites_at_most_whose_a_message_is(tickets_and_nps, messages_of_all):
    """An account is then what a source calls it, and a second name for a company can make a contact ambiguous."""
    whose = "account_id, match_kind"
    messages = f"select * exclude ({whose}) {EARLIER}"
    assert messages_of_all.query(messages) == tickets_and_nps.query(messages)
    sources = messages_of_all.values("select distinct source from marts.fct_interactions order by 1")
    assert sources == sorted(MESSAGE_SOURCES)


def test_the_same_extract_twice_changes_no_output_row(built, messages_of_all):
    twice = built("twice", MESSAGE_SOURCES, {"*": "from rows union all from rows"})
    assert differences(messages_of_all.build_file, twice.build_file, leave_out=COUNTS_OF_ROWS) == {}
    redelivered = "select value from marts.mart_trust where metric = 'rows_redelivered' and scope = 'zendesk'"
    assert twice.values(redelivered) > messages_of_all.values(redelivered)


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
    events = every_connector.query("select event_id, event_type, known_at::text from marts.fct_events order by 1")
    assert events == [
        ("salesforce:00T1", "csm_touchpoint", "2026-02-04 15:00:00"),
        ("salesforce:00T2", "csm_touchpoint", "2026-02-12 00:00:00"),
        ("stripe:in_2", "billing", "2026-02-12 08:00:00"),
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
