"""As of a day: whatever was loaded later, a build shows what was known by then."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Callable, Iterable

import pytest

from support import Row, Workspace, differences, succeeded

START = dt.datetime(2025, 1, 1, 8)
LAG = dt.timedelta(hours=24)  # of source `landing` in seed source_lags
DAYS = 80
# Counts of what was handed in, not of what is known.
ABOUT_THE_DELIVERY = ["mart_trust"]


def deliveries() -> list[dict]:
    """A back-fill, then rows that come on time, late, in the wrong order, again, and corrected weeks later."""
    rng = random.Random(11)
    rows = []
    for number in range(400):
        occurred = START + dt.timedelta(days=rng.randrange(DAYS), hours=rng.randrange(12))
        delay = rng.choice([0, 0, 0, 1, 3, 20])
        # Everything of the first weeks was loaded at once, by the first sync.
        loaded = max(START + dt.timedelta(days=21), occurred + dt.timedelta(days=delay))
        row = {
            "interaction_id": f"m{number}",
            "channel": rng.choice(["ticket", "survey"]),
            "occurred_at": occurred,
            "loaded_at": loaded,
            "account_key": rng.choice(["acme", "bolt", "someone@acme.example", None]),
            "product": "Ledger",
            "polarity": rng.randrange(-10, 11) / 10,
        }
        rows.append(row)
        for _ in range(rng.choice([0, 0, 1, 2])):
            later = {"loaded_at": loaded + dt.timedelta(days=rng.randrange(1, 30))}
            corrected = {"polarity": rng.randrange(-10, 11) / 10, "account_key": "bolt"} if rng.random() < 0.6 else {}
            rows.append({**row, **later, **corrected})
    rng.shuffle(rows)
    return rows


def accounts() -> list[dict]:
    base = {"account_id": "acme", "domains": "acme.example", "valid_from": START - dt.timedelta(days=90)}
    day = START + dt.timedelta(days=1)
    churn = dt.date(2025, 2, 20)
    return [
        {**base, "segment": "small", "loaded_at": START - dt.timedelta(days=90)},
        {**base, "segment": "renamed", "loaded_at": day + dt.timedelta(days=30)},
        {**base, "segment": "large", "valid_from": day, "loaded_at": day + dt.timedelta(days=50)},
        {"account_id": "bolt", "segment": "small", "loaded_at": START - dt.timedelta(days=90)},
        {"account_id": "bolt", "churned_on": churn, "valid_from": churn, "loaded_at": dt.datetime(2025, 3, 1)},
    ]


def events() -> list[dict]:
    release = {"event_id": "e", "event_type": "release", "started_at": START + dt.timedelta(days=30)}
    return [
        {**release, "title": "as planned", "loaded_at": START + dt.timedelta(days=10)},
        {**release, "title": "as it went", "loaded_at": START + dt.timedelta(days=45)},
    ]


def known_on(row: dict, first_load: dt.datetime) -> dt.date:
    """DESIGN's known_at in Python: what the SQL must agree with."""
    if "occurred_at" not in row:
        return row["loaded_at"].date()
    arrived = row["loaded_at"]
    if arrived < first_load + dt.timedelta(days=1):
        arrived = min(arrived, row["occurred_at"] + LAG)
    return max(row["occurred_at"], arrived).date()


def build(here: Workspace, day: dt.date | None, keep: Callable[[dict], bool] = lambda row: True) -> Workspace:
    tables: dict[str, Iterable[Row]] = {"interactions": deliveries(), "accounts": accounts(), "events": events()}
    for table, rows in tables.items():
        here.write(table, [row for row in rows if keep(row)])
    succeeded(here.build_sql(everything=True, **({"as_of": str(day)} if day else {})))
    return here


@pytest.fixture(scope="module")
def early(workspace: Callable[[str], Workspace]) -> Workspace:
    """Everything that was ever delivered, as of a day in the middle."""
    return build(workspace("as_of"), MIDDLE)


MIDDLE = dt.date(2025, 2, 15)


def test_a_build_as_of_a_day_equals_one_of_only_the_rows_known_by_then(early, workspace):
    first_load = min(row["loaded_at"] for row in deliveries())
    only = build(workspace("only_known"), MIDDLE, keep=lambda row: known_on(row, first_load) <= MIDDLE)
    assert len(only.landing.joinpath("interactions.csv").read_text().splitlines()) < len(deliveries())
    assert differences(early.build_file, only.build_file, leave_out=ABOUT_THE_DELIVERY) == {}


def test_an_early_build_differs_from_the_newest_only_by_what_was_known_later(early, workspace):
    newest = build(workspace("newest"), None)
    assert differences(early.build_file, newest.build_file)["fct_interactions"] > 0
    latest_days = "select max(date_day) from marts.fct_entity_days"
    assert early.values(latest_days) == [MIDDLE]
    assert newest.values(latest_days)[0] > MIDDLE
    known = "select interaction_key, known_at, occurred_at from marts.fct_interactions where known_on <= '2025-02-15'"
    assert sorted(early.query(known)) == sorted(newest.query(known)), "a row moved to another day"


def test_a_correction_known_by_the_day_applies_to_the_original_day(early):
    corrected = early.query(
        "select count(*) from intermediate.int_interactions__deduplicated where known_on < cast(loaded_at as date) "
        "and not is_known_at_estimated"
    )
    assert corrected[0][0] > 10


def test_another_as_of_into_the_same_database_is_refused_and_changes_nothing(early):
    before = early.build_file.read_bytes()
    outcome = early.build_sql(as_of="2025-02-16")
    assert outcome.code != 0
    assert "This database was built with as_of '2025-02-15', and this run asks for '2025-02-16'." in outcome.output
    assert early.build_file.read_bytes() == before
