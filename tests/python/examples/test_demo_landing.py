"""The committed demo set is what its generator writes, and it shows all that the landing contract allows."""

import csv
import re
import subprocess
import sys
from pathlib import Path

import pytest

DEMO = Path(__file__).parents[3] / "examples" / "demo"
TABLES = ("interactions", "accounts", "events", "usage_days", "feedback")
CONTRACT = {
    "interactions": {
        "interaction_id", "channel", "occurred_at", "source", "account_key", "author_role", "author_id", "agent_id",
        "team", "product", "brand", "thread_id", "loaded_at", "text", "rating", "rating_scale", "polarity", "language",
        "source_url",
    },
    "accounts": {
        "account_id", "account_name", "parent_id", "segment", "tier", "region", "product", "lifecycle_stage",
        "csm_owner", "arr", "started_on", "renewal_on", "churned_on", "outcome", "outcome_on", "domains",
        "external_ids", "valid_from", "loaded_at",
    },
    "events": {"event_id", "event_type", "started_at", "scope", "scope_id", "title", "ended_at", "loaded_at"},
    "usage_days": {"account_id", "date_day", "active_users", "logins", "feature_events", "seats", "loaded_at"},
    "feedback": {
        "feedback_id", "target_type", "target_id", "entity_type", "entity_id", "direction", "tier", "policy",
        "verdict", "author", "noted_at", "comment",
    },
}  # fmt: skip
# An alert is named by the entity and the day on which it was open; usage arrives on its day.
LEFT_EMPTY = {"feedback": {"target_id"}, "usage_days": {"loaded_at"}}
LABELS = r"\b(positive|negative|neutral|mixed|anger|angry|frustrat\w+|confus\w+|joy|satisf\w+|enthusias\w+)\b"


def generate(out: Path, *more: str) -> None:
    subprocess.run([sys.executable, DEMO / "generate.py", "--out", out, *more], check=True)


def read(table: str) -> list[dict[str, str]]:
    with (DEMO / "landing" / f"{table}.csv").open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def interactions() -> list[dict[str, str]]:
    return read("interactions")


def test_regenerating_gives_the_committed_bytes(tmp_path):
    generate(tmp_path)
    for table in TABLES:
        committed = (DEMO / "landing" / f"{table}.csv").read_bytes()
        assert (tmp_path / f"{table}.csv").read_bytes() == committed, table


def test_another_seed_gives_other_messages(tmp_path):
    generate(tmp_path, "--seed", "8")
    assert (tmp_path / "interactions.csv").read_bytes() != (DEMO / "landing" / "interactions.csv").read_bytes()


@pytest.mark.parametrize("table", TABLES)
def test_every_column_of_the_contract_is_there_and_filled_somewhere(table):
    rows = read(table)
    assert set(rows[0]) == CONTRACT[table]
    empty = {column for column in rows[0] if not any(row[column] for row in rows)}
    assert empty == LEFT_EMPTY.get(table, set())


def test_the_set_stays_small():
    assert sum((DEMO / "landing" / f"{table}.csv").stat().st_size for table in TABLES) < 2_000_000


def test_every_value_of_the_contracts_lists_occurs(interactions):
    channels = {"ticket", "chat", "email", "call", "sms", "survey", "community", "review", "social", "note"}
    assert {row["channel"] for row in interactions} == channels | {"fax", ""}
    assert {row["author_role"] for row in interactions} == {"customer", "agent", "bot"}
    assert {row["rating_scale"] for row in interactions} == {"nps_0_10", "csat_1_5", "stars_1_5", "ces_1_7", ""}
    assert {row["event_type"] for row in read("events")} == {
        "release", "incident", "billing", "price_change", "onboarding", "feature_adoption", "csm_touchpoint",
        "ticket_resolution", "campaign", "intervention",
    }  # fmt: skip
    assert {row["scope"] for row in read("events")} == {"global", "segment", "product", "brand", "account"}


def test_public_voices_belong_to_no_account(interactions):
    assert all(not row["account_key"] for row in interactions if row["channel"] in ("review", "social"))


def test_deliveries_are_untidy(interactions):
    rows = [tuple(row.items()) for row in interactions]
    assert len(rows) - len(set(rows)) == 6
    broken = [row for row in interactions if not row["interaction_id"] or row["interaction_id"].startswith("broken-")]
    assert len(broken) == 11
    ids = [row["interaction_id"] for row in interactions if row["interaction_id"]]
    assert len(ids) - len(set(ids)) == 6 + 8
    histories = [row["account_id"] for row in read("accounts")]
    assert len(histories) > len(set(histories)) == 40


def test_mails_and_phone_numbers_are_fictional(interactions):
    texts = "\n".join(row["text"] for row in interactions)
    hosts = re.findall(r"[\w.]+@([\w.]+)", texts)
    assert len(hosts) > 100
    assert all(host.endswith(".example") or host == "example.com" for host in hosts)
    phones = re.findall(r"\(\d{3}\) \d{3}-\d{4}", texts)
    assert len(phones) > 100
    assert all("555-01" in phone for phone in phones)


def test_no_message_contains_its_label(interactions):
    assert not [row["text"] for row in interactions if re.search(LABELS, row["text"], re.IGNORECASE)]


def test_messages_are_varied(interactions):
    texts = [row["text"] for row in interactions if row["author_role"] == "customer" and len(row["text"].split()) > 5]
    assert len(set(texts)) > 0.9 * len(texts) > 1500
