"""The worlds in words: in the shapes of their sources, untidy as deliveries are, and the same for the same seed."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest
import yaml
from click.testing import CliRunner

from groundswell.cli import main
from groundswell.demo import constants
from groundswell.demo.settings import Settings
from groundswell.demo.world import CONNECTORS, write_landing_world, write_world
from support import PROJECT

SETTINGS = Settings(accounts=14, months=7, seed=5)
TYPES = {"text": "string", "timestamp": "timestamp[us]", "date": "date32[day]", "boolean": "bool", "double": "double",
         "integer": "int64", "decimal(18,2)": "decimal128(18, 2)"}  # fmt: skip


@pytest.fixture(scope="module")
def connected(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_world(SETTINGS, tmp_path_factory.mktemp("connected")).out


@pytest.fixture(scope="module")
def landed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_landing_world(SETTINGS, tmp_path_factory.mktemp("landed")).out


def rows(folder: Path, table: str) -> list[dict[str, Any]]:
    return pq.read_table(folder / f"{table}.parquet").to_pylist()


def contract_of(source: str) -> dict[str, dict]:
    page = PROJECT / "models" / "staging" / source / f"_{source}__sources.yml"
    return {table["name"]: table for table in yaml.safe_load(page.read_text("utf-8"))["sources"][0]["tables"]}


def files(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*.parquet"))}


def test_the_same_seed_gives_the_same_bytes(connected: Path, landed: Path, tmp_path: Path):
    assert files(write_world(SETTINGS, tmp_path / "connected").out) == files(connected)
    assert files(write_landing_world(SETTINGS, tmp_path / "landed").out) == files(landed)


@pytest.mark.parametrize("source", CONNECTORS)
def test_raw_tables_have_the_shape_that_the_connector_reads(connected: Path, source: str):
    contract, folder = contract_of(source), connected / "raw" / source
    required = {name for name, table in contract.items() if not table["config"]["meta"].get("optional")}
    written = {path.stem for path in folder.glob("*.parquet")}
    assert required <= written <= set(contract)
    for name in written:
        table, types = pq.read_table(folder / f"{name}.parquet"), {}
        for column in contract[name]["columns"]:
            types[column["name"]] = TYPES[column["data_type"]]
        have = {field.name: str(field.type) for field in table.schema}
        assert have.items() <= types.items(), name
        assert set(contract[name]["config"]["meta"]["required"]) <= set(have), name
        assert table.num_rows > 0, name


def test_every_table_of_the_contract_and_every_value_of_its_lists_is_landed(landed: Path):
    folder = landed / "landing"
    interactions, events = rows(folder, "interactions"), rows(folder, "events")
    channels = {"ticket", "chat", "email", "call", "sms", "survey", "community", "review", "social", "note"}
    assert {row["channel"] for row in interactions} == channels | {"fax", None}
    assert {row["author_role"] for row in interactions} == {"customer", "agent", "bot", "neighbour"}
    scales = {"nps_0_10", "csat_1_5", "ces_1_7", "stars_1_5"}
    assert {row["rating_scale"] for row in interactions} == scales | {None, "smiles_1_3"}
    assert {row["event_type"] for row in events} == {
        "release", "incident", "billing", "price_change", "onboarding", "feature_adoption", "csm_touchpoint",
        "ticket_resolution", "campaign", "intervention",
    }  # fmt: skip
    assert {row["scope"] for row in events} == {"global", "segment", "product", "brand", "account"}
    for path in folder.glob("*.parquet"):
        table = pq.read_table(path)
        empty = {name for name in table.column_names if table.column(name).null_count == table.num_rows}
        assert empty <= {"feedback": {"target_id"}, "accounts": {"churned_on", "parent_id"}}.get(path.stem, set()), path


def test_deliveries_are_untidy(landed: Path):
    interactions = rows(landed / "landing", "interactions")
    ids = Counter((row["source"], row["interaction_id"]) for row in interactions if row["interaction_id"])
    twice = [key for key, count in ids.items() if count > 1]
    assert 5 < len(twice) < 0.03 * len(ids) and max(ids.values()) == 2
    again = [[row for row in interactions if (row["source"], row["interaction_id"]) == key] for key in twice]
    assert {first["text"] == second["text"] for first, second in again} == {True, False}
    lags = [row["loaded_at"] - row["occurred_at"] for row in interactions if row["loaded_at"] and row["occurred_at"]]
    assert any(lag.days in range(2, 13) for lag in lags)
    loads = Counter(row["loaded_at"] for row in interactions if row["source"] == "gong")
    assert loads.most_common(1)[0][1] > 10, "a source's history comes in one load"
    assert {row["interaction_id"] for row in interactions} >= {"broken-3", "stray-1", None}


def test_messages_of_connectors_are_untidy_too(connected: Path):
    raw = connected / "raw"
    versions = Counter(row["id"] for row in rows(raw / "intercom", "conversation_history"))
    assert max(versions.values()) == 2
    assert {row["public"] for row in rows(raw / "zendesk", "ticket_comment")} == {True, False}
    assert {row["author_type"] for row in rows(raw / "intercom", "conversation_part_history")} == {
        "user", "admin", "bot"}  # fmt: skip
    assert {row["part_type"] for row in rows(raw / "intercom", "conversation_part_history")} == {"comment", "note"}
    assert {row["status"] for row in rows(raw / "stripe", "invoice")} > {"paid"}


def test_contacts_write_from_several_systems(connected: Path):
    raw = connected / "raw"
    users = {row["id"]: row["email"] for row in rows(raw / "zendesk", "user")}
    asked = {users[row["requester_id"]] for row in rows(raw / "zendesk", "ticket")}
    people = {row["id"]: row["email"] for row in rows(raw / "intercom", "contact_history")}
    chatted = {people[row["source_author_id"]] for row in rows(raw / "intercom", "conversation_history")}
    mailed = {row["author_id"] for row in rows(connected / "landing", "interactions") if row["channel"] == "email"}
    assert len(asked & chatted & mailed) > 5
    assert any(address.endswith("@postbox.example") for address in mailed)


def test_every_message_of_the_truth_is_one_that_was_written(connected: Path, landed: Path):
    raw = connected / "raw"
    written = {
        "zendesk": {row["id"] for row in rows(raw / "zendesk", "ticket_comment")},
        "intercom": {f"conversation-{row['id']}" for row in rows(raw / "intercom", "conversation_history")}
        | {f"part-{row['id']}" for row in rows(raw / "intercom", "conversation_part_history")},
        "gong": {f"{row['call_id']}-{row['index']}" for row in rows(raw / "gong", "transcript")},
        "delighted": {row["id"] for row in rows(raw / "delighted", "response")},
        "reviews": {f"{row['site']}-{row['id']}" for row in rows(raw / "reviews", "review")},
    }  # fmt: skip
    others = {row["interaction_id"] for row in rows(connected / "landing", "interactions")}
    told = Counter()
    for row in rows(connected / "truth", "messages"):
        assert row["interaction_id"] in written.get(row["source"], others), row
        told[row["source"]] += 1
    assert set(told) == set(constants.SOURCES.values())
    own = {(row["source"], row["interaction_id"]) for row in rows(landed / "landing", "interactions")}
    assert {(row["source"], row["interaction_id"]) for row in rows(landed / "truth", "messages")} <= own


def test_one_latent_world_gives_both(connected: Path, landed: Path):
    for table in ("days", "regimes", "shocks", "outcomes", "hazards", "interventions"):
        assert rows(connected / "truth", table) == rows(landed / "truth", table), table
    assert len(rows(connected / "truth", "messages")) == len(rows(landed / "truth", "messages"))


def test_addresses_are_fictional_and_messages_varied(landed: Path):
    interactions = rows(landed / "landing", "interactions")
    texts = [row["text"] for row in interactions if row["text"] and row["author_role"] == "customer"]
    hosts = re.findall(r"[\w.+-]+@([\w-]+(?:\.[\w-]+)+)", "\n".join(texts))
    assert hosts and all(host.split(".")[-1] == "example" or host == "example.com" for host in hosts)
    long = [text for text in texts if len(text.split()) > 5]
    assert len(set(long)) > 0.9 * len(long) > 500
    assert {row["language"] for row in interactions} > {None}


def test_use_is_the_same_through_both_doors(connected: Path, landed: Path):
    through_landing = rows(landed / "landing", "usage_days")
    through_raw = rows(connected / "raw" / "product_usage", "daily_usage")
    for columns in (through_landing, through_raw):
        for row in columns:
            row["loaded_at"] = row.pop("_fivetran_synced", row.get("loaded_at"))
    assert through_landing == through_raw and len(through_raw) > 1000


def test_the_command_writes_one_kind_at_a_time(tmp_path: Path):
    both = CliRunner().invoke(main, ["demo", "--polarity-only", "--landing-only", "--out", str(tmp_path / "x")])
    assert both.exit_code == 2 and "choose one" in both.output
    few = ["demo", "--accounts", "2", "--months", "6", "--out", str(tmp_path / "y")]
    result = CliRunner().invoke(main, few)
    assert result.exit_code == 0 and "raw/zendesk/ticket_comment.parquet" in result.output
