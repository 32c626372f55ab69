"""The configuration: what it may say, and that it holds no secret."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner
from serving_files import alert, write_serving

from groundswell.cli import main
from groundswell.delivery.config import read_config
from groundswell.delivery.errors import DeliveryError

CHANNEL = '[channels.team]\nurl_from = "TEAM_URL"\n'


def read(tmp_path: Path, text: str):
    path = tmp_path / "channels.toml"
    path.write_text(text)
    return read_config(path)


def test_a_channel_and_the_limits(tmp_path):
    config = read(tmp_path, CHANNEL + 'owners = ["Ines"]\ntiers = ["immediate"]\n[limits]\nretries = 0\n')
    [channel] = config.channels
    assert (channel.owners, channel.tiers, channel.mode, channel.changes) == (("Ines",), ("immediate",), "each", True)
    assert (config.limits.retries, config.limits.messages_per_owner_per_week) == (0, 5)
    assert channel.wants("Ines", "immediate")
    assert not channel.wants("Ines", "moderate")
    assert not channel.wants(None, "immediate")


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("", "names no channel"),
        ("[channels.team]\n", "needs `url_from`"),
        ('[channels.team]\nurl_from = "slack://hidden"\n', "the name of an environment variable"),
        ('[channels.team]\nurl = "slack://hidden"\n', "Addresses are secrets"),
        (CHANNEL + 'colour = "red"\n', "has no key 'colour'"),
        (CHANNEL + 'mode = "sometimes"\n', "is not one of each, digest"),
        (CHANNEL + 'tiers = ["urgent"]\n', "'urgent' is not one of immediate"),
        (CHANNEL + 'owners = "Ines"\n', "owners is not a list of texts"),
        (CHANNEL + 'changes = "no"\n', "changes is not true or false"),
        (CHANNEL + "[limits]\nretries = -1\n", "retries is not a whole number from 0 on"),
        (CHANNEL + "[limits]\nmessages_per_minute = 0\n", "messages_per_minute is not a whole number from 1 on"),
        (CHANNEL + "[limits]\nper_day = 3\n", "has no key 'per_day'"),
        ("[channels\n", "cannot be read as TOML"),
    ],
)
def test_what_cannot_be_is_refused_by_name(tmp_path, text, complaint):
    with pytest.raises(DeliveryError, match=complaint) as refused:
        read(tmp_path, text)
    assert "hidden" not in str(refused.value)


@pytest.mark.parametrize(
    ("database", "complaint"),
    [
        (None, "There is no database"),
        (b"no database", "cannot be read as a DuckDB file"),
    ],
)
def test_a_file_that_is_no_serving_file_is_refused_before_anything_is_sent(tmp_path, database, complaint):
    path = tmp_path / "acme.duckdb"
    if database:
        path.write_bytes(database)
    outcome = run(tmp_path, path)
    assert outcome.exit_code == 2
    assert complaint in outcome.output
    assert not (tmp_path / "acme.state.sqlite").exists()


def test_an_address_that_is_not_set_is_refused_before_anything_is_sent(tmp_path):
    outcome = run(tmp_path, write_serving(tmp_path / "acme.duckdb", [alert()]))
    assert outcome.exit_code == 2
    assert outcome.output == "groundswell notify: Channel team: environment variable TEAM_URL is not set.\n"
    assert not (tmp_path / "acme.state.sqlite").exists()


def test_a_state_file_in_no_folder_is_refused(tmp_path):
    database = write_serving(tmp_path / "acme.duckdb", [alert()])
    outcome = run(tmp_path, database, "--state", str(tmp_path / "x.txt" / "s.sqlite"), TEAM_URL="json://127.0.0.1:1")
    assert outcome.exit_code == 2
    assert "cannot be used as a state file" in outcome.output


@pytest.mark.parametrize("options", [(), ("--dry-run",)])
def test_another_file_than_a_state_file_is_refused(tmp_path, options):
    (tmp_path / "acme.state.sqlite").write_text("notes of mine, which nobody may overwrite")
    database = write_serving(tmp_path / "acme.duckdb", [alert()])
    outcome = run(tmp_path, database, *options, TEAM_URL="json://127.0.0.1:1")
    assert outcome.exit_code == 2
    assert "cannot be used as a state file" in outcome.output


def test_a_dry_run_needs_no_address(tmp_path):
    outcome = run(tmp_path, write_serving(tmp_path / "acme.duckdb", [alert()]), "--dry-run")
    assert outcome.exit_code == 0
    assert "--- team\nFirm A1: ▼ decline, medium (new)\n" in outcome.output
    assert "Would send 1 message on 1 alert." in outcome.output


def run(tmp_path: Path, database: Path, *options: str, **environment: str):
    (tmp_path / "x.txt").touch()
    config = tmp_path / "channels.toml"
    config.write_text(CHANNEL)
    arguments = ["notify", "--database", str(database), "--config", str(config), *options]
    return CliRunner().invoke(main, arguments, env={"TEAM_URL": None, **environment})
