"""Customers, agents and machines are told apart, and notes from what is said to customers."""

from __future__ import annotations

import pytest

pytestmark = pytest.mark.build

ROLES = {
    "zendesk:101": ("ticket", "customer"),
    "zendesk:102": ("ticket", "agent"),
    "zendesk:103": ("note", "agent"),  # public = false
    "zendesk:106": ("ticket", "bot"),  # notice of a merge
    "zendesk:107": ("ticket", "bot"),  # the merge repeats the customer's last words
    "zendesk:110": ("ticket", "bot"),  # written by user -1, Zendesk itself
    "zendesk:111": ("chat", "bot"),  # transcript of the chat whose messages follow
    "zendesk:chat-c-77-m1": ("chat", "customer"),
    "zendesk:chat-c-77-m2": ("chat", "agent"),
    "zendesk:112": ("ticket", "customer"),  # the requester is gone from the user table
    "zendesk:113": ("ticket", "agent"),  # a writer nobody knows any more
    "zendesk:114": ("ticket", "customer"),  # a deleted user
    "zendesk:116": ("call", "customer"),
    "zendesk:rating-202": ("survey", "customer"),
    "intercom:part-1": ("chat", "agent"),
    "intercom:part-3": ("note", "agent"),
    "intercom:part-5": ("email", "bot"),
    "intercom:part-6": ("note", "agent"),  # an assignment with words
    "intercom:part-7": ("chat", "customer"),
    "gong:7782342274025937895-1": ("call", "customer"),
    "gong:7782342274025937895-4": ("call", "agent"),
    "gong:7782342274025937895-5": ("call", "agent"),  # of unknown affiliation
    "gong:7782342274025937896-2": ("call", "agent"),  # a speaker without a participant
    "reviews:g2-G-77": ("review", "customer"),
}


@pytest.mark.parametrize("key", ROLES)
def test_author_and_channel(messages_of_all, key):
    found = messages_of_all.query(
        f"select channel, author_role from marts.fct_interactions where interaction_key = '{key}'"
    )
    assert found == [ROLES[key]]


def test_a_chat_is_one_thread_with_many_messages(messages_of_all):
    assert messages_of_all.values(
        "select count(*) from marts.fct_interactions where thread_id = '4' and channel = 'chat'"
    ) == [5]


def test_a_merged_ticket_goes_on_in_the_thread_of_the_one_that_is_left(messages_of_all):
    assert messages_of_all.values(
        "select interaction_id from marts.fct_interactions where thread_id = '1' and source = 'zendesk' order by 1"
    ) == ["101", "102", "103", "104", "105", "106", "107", "rating-201"]


def test_a_machine_under_a_customers_name_is_found_by_its_repeated_text(messages_of_all):
    found = messages_of_all.query(
        "select interaction_key, author_role_reason from marts.fct_interactions "
        "where author_role_reason is not null order by 1"
    )
    # Point in time: the first four threads were not yet many.
    assert found == [
        ("zendesk:135", "the same text in 5 threads"),
        ("zendesk:136", "the same text in 6 threads"),
        ("zendesk:137", "the same text in 7 threads"),
    ]


def test_sentences_of_one_speaker_are_one_turn(messages_of_all):
    text = messages_of_all.values(
        "select text from intermediate.int_interactions__unioned where interaction_id = '7782342274025937895-1'"
    )
    assert text == ["Hello. Honestly, the last three weeks were hard for the depot. We typed the stops by hand."]


def test_ratings_stand_apart_from_the_words(messages_of_all):
    rated = messages_of_all.query(
        "select interaction_key, rating, rating_scale, polarity from marts.fct_interactions where rating is not null"
    )
    assert ("delighted:7002", 2.0, "nps_0_10", None) in rated
    assert ("delighted:7005", 1.0, "csat_1_5", None) in rated  # thumbs down
    assert ("zendesk:rating-202", 1.0, "csat_1_5", None) in rated
    assert len(rated) == 12


def test_times_with_an_offset_are_utc_and_clock_skew_is_tolerated(messages_of_all):
    times = dict(
        messages_of_all.query(
            "select interaction_key, occurred_at::text from marts.fct_interactions where source <> 'gong'"
        )
    )
    assert times["zendesk:101"] == "2026-02-01 07:10:00"
    assert times["zendesk:108"] == "2026-02-09 22:45:00"
    assert times["reviews:app_store-5101"] == "2026-02-06 05:00:00"
    assert times["zendesk:119"] == "2026-03-02 05:30:00"  # after its load


def test_the_original_can_be_opened(messages_of_all):
    urls = dict(messages_of_all.query("select interaction_key, source_url from marts.fct_interactions"))
    assert urls["zendesk:101"] == "https://wrenfield.zendesk.com/agent/tickets/1"
    assert urls["gong:7782342274025937895-1"] == "https://app.gong.io/call?id=7782342274025937895"


def test_what_cannot_be_read_is_quarantined_with_its_table_and_reason(messages_of_all):
    found = messages_of_all.query(
        "select interaction_id, quarantine_reason, landing_file from marts.quarantined_interactions order by 1"
    )
    assert found == [
        ("118", "occurred_at is missing", "zendesk.ticket_comment"),
        ("app_store-5103", "rating is not a double", "reviews.review"),
    ]


def test_the_public_has_no_account(messages_of_all):
    assert messages_of_all.values("select count(account_id) from marts.fct_interactions where source = 'reviews'") == [
        0
    ]
