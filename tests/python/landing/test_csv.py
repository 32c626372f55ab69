"""CSV as people really hand it over: each broken row costs itself and never the file."""

from __future__ import annotations

import hashlib
from collections.abc import Callable

import pytest

from support import Outcome, Workspace, message, succeeded, write_csv

LONG_TEXT = "a very long complaint " * 50_000  # 1.1 MB
EMOJI = "😡😡 👎"
SEVERAL_LINES = 'She said: "no, never",\nand hung up; twice | thrice.'

BREACHES = {
    # row number: (what differs from a good row, the reason that must be given)
    2: ({"interaction_id": ""}, "interaction_id is missing"),
    3: ({"interaction_id": "fax", "channel": "fax"}, "channel is not one of ticket, chat,"),
    4: ({"interaction_id": "no channel", "channel": None}, "channel is missing"),
    5: ({"interaction_id": "no time", "occurred_at": ""}, "occurred_at is missing"),
    6: ({"interaction_id": "no such time", "occurred_at": "yesterday"}, "occurred_at is not a timestamp"),
    7: ({"interaction_id": "no such day", "occurred_at": "2025-02-29 08:00:00"}, "occurred_at is not a timestamp"),
    8: ({"interaction_id": "1989", "occurred_at": "1989-12-31 23:59:59"}, "occurred_at is before 1990"),
    9: ({"interaction_id": "future", "occurred_at": "2199-01-01"}, "occurred_at or loaded_at is in the future"),
    10: ({"interaction_id": "loaded in the future", "loaded_at": "2199-01-01"}, "is in the future"),
    11: ({"interaction_id": "loaded before", "loaded_at": "2025-05-01"}, "occurred_at is after loaded_at"),
    12: ({"interaction_id": "too glad", "polarity": "1.01"}, "polarity is above 1"),
    13: ({"interaction_id": "too sad", "polarity": "-7"}, "polarity is below -1"),
    14: ({"interaction_id": "nan polarity", "polarity": "NaN"}, "polarity is not a decimal(9,6)"),
    15: ({"interaction_id": "inf polarity", "polarity": "inf"}, "polarity is not a decimal(9,6)"),
    16: ({"interaction_id": "huge polarity", "polarity": "123456"}, "polarity is not a decimal(9,6)"),
    17: ({"interaction_id": "nan rating", "rating": "nan"}, "rating is not a double"),
    18: ({"interaction_id": "word rating", "rating": "five"}, "rating is not a double"),
    19: ({"interaction_id": "stars", "rating_scale": "stars"}, "rating_scale is not one of nps_0_10,"),
    20: ({"interaction_id": "robot", "author_role": "robot"}, "author_role is not one of customer, agent, bot"),
}


BROKEN = ("breaches.csv", "crlf_fields.csv", "fields.csv", "latin1.csv", "loose.csv", "quotes.csv")


def md5(text: str) -> str:
    return hashlib.md5(text.encode()).hexdigest()


@pytest.fixture(scope="module")
def delivered(workspace: Callable[[str], Workspace]) -> Workspace:
    here = workspace("csv")
    folder = here.landing / "interactions"
    good = [
        message(interaction_id="empty text", text="", account_key="a", channel="TICKET", author_role="Customer"),
        message(interaction_id="blank text", text="   "),
        message(interaction_id="1 MB", text=LONG_TEXT, rating="4.5", rating_scale="stars_1_5"),
        message(interaction_id="emoji", text=EMOJI, language="en"),
        message(interaction_id="newline", text=SEVERAL_LINES),
        message(interaction_id="offset", occurred_at="2025-06-01T08:00:00+02:00"),
        message(interaction_id="zulu", occurred_at="2025-06-01T08:00:00Z"),
        message(interaction_id="day only", occurred_at="2025-06-01"),
        message(interaction_id="same", polarity="0.25"),
        message(interaction_id="same", polarity="0.25"),
    ]
    write_csv(folder / "good.csv", good)
    breaches = [message(**BREACHES[row][0]) for row in BREACHES]
    write_csv(folder / "breaches.csv", [message(interaction_id="row 1"), *breaches])
    for name, delimiter in (("semicolon", ";"), ("tab", "\t"), ("pipe", "|")):
        rows = [message(interaction_id=name, text="a, b; c | d\te", product="P", polarity=0.5)]
        write_csv(folder / f"{name}.csv", rows, delimiter=delimiter)
    write_csv(folder / "bom.csv", [message(interaction_id="bom", text="é")], encoding="utf-8-sig")
    (folder / "crlf.csv").write_bytes(
        b'Interaction_ID, "channel" ,OCCURRED_AT,text\r\ncrlf,ticket,2025-06-01 08:00:00,first\r\n'
    )
    (folder / "fields.csv").write_text(
        "interaction_id,channel,occurred_at,text\n"
        "before,ticket,2025-06-01 08:00:00,fine\n"
        "too many,ticket,2025-06-01 08:00:00,one,two,three\n"
        "too few,ticket\n"
        "after,ticket,2025-06-01 08:00:00,fine\n"
    )
    (folder / "quotes.csv").write_text(
        "interaction_id,channel,occurred_at,text\n"
        'inch,ticket,2025-06-01 08:00:00,a 5" screen\n'
        'badly closed,ticket,2025-06-01 08:00:00,"so" they say\n'
        + "".join(f"between {n},ticket,2025-06-01 08:00:00,fine\n" for n in range(3000))
        + 'never closed,ticket,2025-06-01 08:00:00,"I said\n'
        "lost,ticket,2025-06-01 08:00:00,fine\n"
        "lost too,ticket,2025-06-01 08:00:00,fine\n"
    )
    (folder / "latin1.csv").write_bytes(
        b"interaction_id,channel,occurred_at,text,table\n"
        b"utf8 before,ticket,2025-06-01 08:00:00,caf\xc3\xa9,1\n"
        b"latin1,ticket,2025-06-01 08:00:00,caf\xe9 au lait,1\n"
        b"outside,ticket,2025-06-01 08:00:00,in a column outside the contract,caf\xe9\n"
        b"utf8 after,ticket,2025-06-01 08:00:00,caf\xc3\xa9,1\n"
    )
    (folder / "crlf_fields.csv").write_bytes(
        b"interaction_id,channel,occurred_at,text\r\n"
        b"crlf before,ticket,2025-06-01 08:00:00,fine\r\n"
        b"crlf too few,ticket\r\n"
        b"crlf after,ticket,2025-06-01 08:00:00,fine\r\n"
    )
    (folder / "loose.csv").write_text(
        "interaction_id,channel,occurred_at,account_key,source,text\n"
        "loose,ticket,2025-06-01 08:00:00,a,mail,Hello\n"
        "I am Ann Lee, my card is 4111 1111 1111 1111, it, is my own, at the bank, thanks\n"
    )
    (folder / "header_only.csv").write_text("interaction_id,channel,occurred_at,mood,shoe_size\n")
    day = {"account_id": "a", "date_day": "2025-06-01"}
    here.write("usage_days", [{**day, "logins": logins} for logins in ("-1", "1.5")])
    (here.landing / "feedback.csv").write_text("feedback_id,verdict\nf1,true\nf2,true,too much\n")
    return here


@pytest.fixture(scope="module")
def built(delivered: Workspace) -> Outcome:
    return succeeded(delivered.build_sql())


@pytest.fixture(scope="module")
def kept(delivered: Workspace, built: Outcome) -> dict[str, tuple]:
    rows = delivered.query(
        "select interaction_id, channel, author_role, occurred_at, text_hash, word_count, rating, polarity, language "
        "from intermediate.int_interactions__deduplicated"
    )
    return {row[0]: row for row in rows}


@pytest.fixture(scope="module")
def quarantined(delivered: Workspace, built: Outcome) -> list[dict]:
    rows = delivered.query(
        "select interaction_id, quarantine_reason, parse_filename(landing_file), landing_row "
        "from marts.quarantined_interactions"
    )
    return [dict(zip(("id", "reason", "file", "row"), row, strict=True)) for row in rows]


@pytest.mark.parametrize("row", BREACHES)
def test_a_row_that_breaks_the_contract_is_quarantined_with_its_reason_and_its_place(quarantined, row):
    reasons = [q["reason"] for q in quarantined if q["file"] == "breaches.csv" and q["row"] == row]
    assert len(reasons) == 1, f"row {row} of breaches.csv is quarantined {len(reasons)} times"
    assert BREACHES[row][1] in reasons[0]


def test_only_rows_that_break_the_contract_are_quarantined(quarantined):
    assert sorted(q["row"] for q in quarantined if q["file"] == "breaches.csv") == list(BREACHES)
    assert not [q for q in quarantined if q["file"] not in BROKEN]


@pytest.mark.parametrize("name", ["semicolon", "tab", "pipe"])
def test_the_header_decides_the_delimiter(kept, name):
    assert float(kept[name][7]) == 0.5


def test_a_byte_order_mark_a_capital_header_and_windows_line_ends_are_read(kept):
    assert "bom" in kept
    assert kept["crlf"][5] == 1, "the carriage return became part of the text"


def test_a_line_with_too_many_or_too_few_fields_costs_itself(kept, quarantined):
    lines = [q for q in quarantined if q["file"] == "fields.csv"]
    assert {"before", "after"} <= kept.keys()
    assert sorted(q["row"] for q in lines) == [3, 4]
    assert {q["reason"] for q in lines} == {
        "line cannot be read: too many columns",
        "line cannot be read: missing columns",
    }


def test_a_quote_left_open_loses_no_line_unseen(kept, quarantined):
    lines = {q["row"]: q["reason"] for q in quarantined if q["file"] == "quotes.csv"}
    assert {"inch", "between 0", "between 2999"} <= kept.keys(), "good lines were lost"
    assert lines == {
        3: "line cannot be read: unquoted value",
        3004: "line cannot be read: unquoted value",
        3005: "line cannot be read: it continues line 3004, where a quote may be left open",
        3006: "line cannot be read: it continues line 3004, where a quote may be left open",
    }


def test_a_line_that_is_no_utf8_costs_itself(kept, quarantined):
    lines = [q for q in quarantined if q["file"] == "latin1.csv"]
    assert {"utf8 before", "utf8 after"} <= kept.keys()
    assert not {"latin1", "outside"} & kept.keys()
    assert {q["row"]: q["reason"] for q in lines} == dict.fromkeys((3, 4), "line cannot be read: invalid encoding")


def test_what_is_asked_for_does_not_decide_which_lines_are_read(delivered, kept):
    """DuckDB reads only the columns asked for, and judged only those."""
    read = "select count(text) from staging.stg_landing__interactions where landing_file like '%latin1.csv'"
    assert delivered.values(read) == [2]


def test_a_broken_line_with_windows_line_ends_is_counted_once(kept, quarantined):
    assert {"crlf before", "crlf after"} <= kept.keys()
    assert [q["row"] for q in quarantined if q["file"] == "crlf_fields.csv"] == [3]


def test_empty_and_blank_texts_are_contacts_without_text(kept):
    assert kept["empty text"][4] is None
    assert kept["blank text"][4] is None
    assert kept["empty text"][5] == 0


def test_values_that_have_fixed_spellings_may_come_in_capitals(kept):
    assert kept["empty text"][1:3] == ("ticket", "customer")


def test_a_text_of_a_megabyte_and_one_of_emoji_are_taken_whole(kept):
    assert kept["1 MB"][4] == md5(LONG_TEXT.strip())
    assert kept["emoji"][4] == md5(EMOJI)


def test_quotes_delimiters_and_newlines_inside_a_text_stay_in_it(kept):
    assert kept["newline"][4] == md5(SEVERAL_LINES)


def test_a_time_with_an_offset_becomes_utc_and_one_without_is_utc(kept):
    assert kept["offset"][3].isoformat() == "2025-06-01T06:00:00"
    assert kept["zulu"][3].isoformat() == "2025-06-01T08:00:00"
    assert kept["day only"][3].isoformat() == "2025-06-01T00:00:00"


def test_one_id_delivered_twice_is_one_interaction(delivered, kept):
    assert delivered.values("select count(*) from marts.fct_interactions where interaction_id = 'same'") == [1]


def test_columns_outside_the_contract_are_named_in_a_warning(built):
    assert "Landing table `interactions`" in built.output
    assert "columns outside the contract are ignored: mood, shoe_size" in built.output


def test_broken_rows_of_other_tables_are_quarantined_too(delivered, built):
    rows = delivered.query("select table_name, row_id, quarantine_reason from marts.quarantined_rows order by all")
    assert rows == [
        ("feedback", None, "line cannot be read: too many columns"),
        ("usage_days", "a", "logins is below 0"),
        ("usage_days", "a", "logins is not an integer"),
    ]


def test_what_follows_a_loose_line_break_reaches_no_mart(delivered, built):
    where = "parse_filename(landing_file) = 'loose.csv'"
    rows = delivered.query(
        f"select source, interaction_id, landing_row from marts.quarantined_interactions where {where}"
    )
    assert rows == [("unreadable", md5("I am Ann Lee"), 2)]
    scopes = delivered.values("select scope from marts.mart_trust where metric = 'rows_quarantined' and value > 0")
    assert sorted(scopes) == ["landing", "unreadable"]


def test_every_delivered_row_is_accounted_for(delivered, built):
    figures = dict(delivered.query("select metric, sum(value) from marts.mart_trust group by metric"))
    assert figures["rows_quarantined"] == len(BREACHES) + 1
    assert figures["rows_redelivered"] == 1
    assert figures["lines_unreadable"] == 10  # two of fields.csv and latin1.csv, four of quotes.csv, one of two others
    assert figures["rows_delivered"] == figures["interactions"] + len(BREACHES) + 1 + 1
