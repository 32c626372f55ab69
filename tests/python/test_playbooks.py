"""The playbook hangs together: whoever edits a seed hears of a gap here, before a build does."""

from __future__ import annotations

import csv
import re

import pytest

from support import PROJECT

WANTED = {"falling_with_tickets": "technical_intervention", "falling_with_falling_use": "success_planning",
          "ready_to_expand": "expansion", "sudden_crash": "executive_contact", "silence": None,
          "negative_after_release": None, "billing_trouble": None, "renewal_at_risk": None, "recovering": None,
          "competitor_mentioned": None}  # fmt: skip


def rows(seed: str) -> list[dict[str, str]]:
    with (PROJECT / "seeds" / f"{seed}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize(("pattern", "play"), WANTED.items())
def test_every_pattern_has_conditions_plays_and_steps(pattern: str, play: str | None):
    assert pattern in {row["pattern"] for row in rows("patterns")}
    assert pattern in {row["pattern"] for row in rows("pattern_conditions")}
    first = [row["play"] for row in rows("playbooks") if row["pattern"] == pattern and row["rule_rank"] == "1"]
    assert len(first) == 1
    assert play in (None, first[0])


def test_every_play_has_steps_that_say_who_when_what_and_how_one_sees_it():
    steps = rows("playbook_steps")
    numbers: dict[str, list[int]] = {}
    for step in steps:
        numbers.setdefault(step["play"], []).append(int(step["step_number"]))
        assert all(step[column] for column in ("owner_role", "due_days", "due_from", "action", "success_metric")), step
    assert set(numbers) == {row["play"] for row in rows("playbooks")}
    assert all(order == list(range(1, len(order) + 1)) for order in numbers.values())


def test_after_a_sudden_crash_an_executive_calls_within_two_days():
    first = next(s for s in rows("playbook_steps") if s["play"] == "executive_contact" and s["step_number"] == "1")
    assert (first["owner_role"], first["due_from"]) == ("Executive sponsor", "today")
    assert int(first["due_days"]) <= 2


@pytest.mark.parametrize(
    ("seed", "macro", "model"),
    [
        ("pattern_conditions", "pattern_signals", "int_pattern_signals"),
        ("risk_factors", "risk_signals", "int_account_risks__signals"),
    ],
)
def test_a_condition_names_a_signal_that_is_computed_and_has_a_threshold_with_a_reason(seed, macro, model):
    listed = set(re.findall(r"'(\w+)'", (PROJECT / "macros" / "project" / f"{macro}.sql").read_text()))
    computed = (PROJECT / "models" / "intermediate" / "actions" / f"{model}.sql").read_text()
    for row in rows(seed):
        assert row["signal"] in listed, row
        assert row["minimum"] or row["maximum"], row
        assert row["unit"], row
        assert row["why"], row
    assert [signal for signal in listed if not re.search(rf"\b{signal}\b", computed)] == []
