"""A small landing set that both engines build from: scored already, repeatable, and with every case that engines
could treat differently: NULLs, ties, re-deliveries, broken rows, mixed types, times with and without an offset."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta, timezone
from decimal import Decimal
from random import Random
from typing import Any, NamedTuple

FIRST_DAY = date(2025, 1, 6)
DAYS = 150
# From when and by how much an account's mood moves: one decline, one improvement, the others steady.
MOOD = {"A1": (115, -0.9), "A2": (999, 0.0), "A3": (120, 0.7), "A4": (999, 0.0)}
# How an account's people sign, one after the other: id, e-mail, external id, another case.
KEYS = {
    "A1": ["A1", "jo@north.example", "crm:1", "a1"],
    "A2": ["A2", "li@SOUTH.example", "south.example", "crm:2"],
    "A3": ["A3", "crm:3", "billing:33", "A3"],
    "A4": ["A4", "A4", "crm:4", "A4"],
}


class Table(NamedTuple):
    """A landing table: its columns with their SQL types, spelled as both engines take them, and its rows."""

    columns: dict[str, str]
    rows: list[dict[str, Any]]


def landing() -> dict[str, Table]:
    """Every landing table by name."""
    return {
        "interactions": Table(
            _columns(
                "interaction_id channel source account_key author_role author_id agent_id team product brand thread_id "
                "text rating_scale language source_url",
                "varchar",
            )
            | {"occurred_at": "timestamp", "loaded_at": "timestamp", "rating": "double", "polarity": "decimal(9,6)"},
            [*_messages(), *_redeliveries(), *_replies(), *_broken_interactions()],
        ),
        "accounts": Table(
            _columns(
                "account_id account_name parent_id segment tier region product lifecycle_stage csm_owner outcome "
                "domains external_ids",
                "varchar",
            )
            | {"arr": "decimal(18,2)"}
            | _columns("started_on renewal_on churned_on outcome_on", "date")
            | _columns("valid_from loaded_at", "timestamp"),
            _accounts(),
        ),
        # Times with an offset, as many loaders leave them.
        "events": Table(
            _columns("event_id event_type scope scope_id title", "varchar")
            | _columns("started_at ended_at loaded_at", "timestamptz"),
            _events(),
        ),
        # A CSV that somebody loaded as text: every value may fail to be read.
        "usage_days": Table(
            _columns("account_id date_day active_users logins feature_events loaded_at", "varchar"),
            _usage_days(),
        ),
        # Optional columns left out. Two verdicts against the falls of one account raise its threshold.
        "feedback": Table(
            _columns("feedback_id target_type entity_type entity_id direction policy verdict", "varchar")
            | {"noted_at": "timestamp"},
            [
                {"feedback_id": "F1", "target_type": "alert", "verdict": "true", "noted_at": _at(130, 9)},
                {"feedback_id": None, "target_type": "alert", "verdict": "false", "noted_at": _at(131, 9)},
                *(
                    {
                        "feedback_id": f"F{day}",
                        "entity_type": "account",
                        "entity_id": "A1",
                        "direction": "decline",
                        "policy": "standard",
                        "verdict": verdict,
                        "noted_at": _at(day, 9),
                    }
                    for day, verdict in ((122, "false"), (124, "known"), (140, "late"))
                ),
            ],
        ),
    }


def _columns(names: str, kind: str) -> dict[str, str]:
    return dict.fromkeys(names.split(), kind)


def _at(day: int, hour: int = 0, minute: int = 0, microsecond: int = 0) -> datetime:
    start = datetime.combine(FIRST_DAY + timedelta(days=day), time(hour, minute))
    return start.replace(microsecond=microsecond)


def _messages() -> Iterator[dict[str, Any]]:
    """Daily traffic of four accounts and of the public, with quiet days. Two sources: `crm` arrives in one first load
    on day 60 (its known_at is estimated), the other as it happens."""
    random = Random(7)
    number = 0
    for day in range(DAYS):
        for account, (moved_on, shift) in MOOD.items():
            for _ in range(random.choice([0, 1, 1, 2, 3])):
                number += 1
                mood = 0.1 + (shift if day >= moved_on else 0) + random.uniform(-0.4, 0.4)
                source = "crm" if number % 7 == 0 else "landing"
                occurred_at = _at(day, number % 24, number % 60, number * 37 % 1_000_000)
                yield {
                    "interaction_id": f"M{number}",
                    "channel": ["ticket", "Chat", "email", "call", "survey"][number % 5],
                    "source": None if source == "landing" and number % 2 else source,
                    "account_key": KEYS[account][number % 4],
                    "author_role": [None, "customer", "CUSTOMER"][number % 3],
                    "team": "support" if number % 4 else None,
                    "product": "ledger" if number % 3 == 0 else None,
                    "occurred_at": occurred_at,
                    "loaded_at": _loaded_at(source, day, number, occurred_at),
                    "rating": float(number % 5 + 1) if number % 6 == 0 else None,
                    "rating_scale": "csat_1_5" if number % 6 == 0 else None,
                    "polarity": None if number % 11 == 0 else Decimal(round(mood * 1_000_000)).scaleb(-6),
                    "language": "en",
                }
        if day % 3 == 0:
            number += 1
            yield {
                "interaction_id": f"M{number}",
                "channel": "review",
                "product": "ledger",
                "brand": "Acme",
                "occurred_at": _at(day, 12),
                "rating": float(day % 5 + 1),
                "rating_scale": "stars_1_5",
                "polarity": Decimal(day % 5 - 2) / 2,
            }


def _loaded_at(source: str, day: int, number: int, occurred_at: datetime) -> datetime | None:
    if source == "crm":
        return _at(60, 4) if day < 60 else occurred_at + timedelta(hours=3)
    return None if number % 3 else occurred_at + timedelta(hours=number % 40)


def _redeliveries() -> list[dict[str, Any]]:
    """The same message again: exactly, corrected, twice at the same time with other values, and known later only."""
    message = {
        "channel": "ticket",
        "account_key": "A1",
        "occurred_at": _at(40, 8),
        "loaded_at": _at(40, 9),
        "polarity": Decimal("0.1"),
        "rating": 4.0,
        "rating_scale": "csat_1_5",
    }
    return [
        message | {"interaction_id": "R1"},
        message | {"interaction_id": "R1"},
        message | {"interaction_id": "R2"},
        message | {"interaction_id": "R2", "loaded_at": _at(44, 9), "polarity": Decimal("-0.7"), "team": "billing"},
        message | {"interaction_id": "R3", "rating": 1.0},
        message | {"interaction_id": "R3", "rating": 2.5},
        message | {"interaction_id": "R3", "rating": None, "occurred_at": _at(39, 8, 1, 1)},
        message | {"interaction_id": "R4", "account_key": "nobody@nowhere.example"},
        message | {"interaction_id": "R5", "account_key": "shared.example"},
    ]


def _replies() -> list[dict[str, Any]]:
    """Texts without a score: short replies that depend on their thread, one long text, blanks, emoji, other scripts."""
    turn = {"channel": "chat", "account_key": "A4", "thread_id": "T1", "source": "landing"}
    texts = [
        ("agent", "Have you tried the new export?"),
        ("customer", "Great."),
        ("bot", "Is there anything else that I can help with today?"),
        ("customer", "  no thanks\t"),
        ("customer", "Great."),
        ("customer", " "),
        ("customer", ""),
        ("customer", "👍👍"),
        ("customer", "Größer ist’s nicht – für mich.\nWirklich nicht, das ist alles."),
        ("customer", "\u00a0padded by a no-break space\u00a0"),
        (None, 'It is a 100 % mess | no; \\ isn\'t it "bad"?'),
    ]
    replies = [
        turn | {"interaction_id": f"T{i}", "author_role": role, "text": text, "occurred_at": _at(70, 10, i // 2)}
        for i, (role, text) in enumerate(texts)
    ]
    note = turn | {"interaction_id": "N1", "channel": "note", "text": "Internal.", "occurred_at": _at(70, 11)}
    return [*replies, note]


def _broken_interactions() -> list[dict[str, Any]]:
    sound = {"channel": "ticket", "account_key": "A2", "occurred_at": _at(50, 8), "loaded_at": _at(50, 9)}
    later = datetime(2099, 1, 1)
    return [
        sound | {"interaction_id": None},
        sound | {"interaction_id": " "},
        sound | {"interaction_id": "B1", "channel": None},
        sound | {"interaction_id": "B2", "channel": "fax"},
        sound | {"interaction_id": "B3", "occurred_at": None},
        sound | {"interaction_id": "B4", "occurred_at": None, "loaded_at": None},
        sound | {"interaction_id": "B5", "occurred_at": None, "loaded_at": later},
        sound | {"interaction_id": "B6", "occurred_at": datetime(1985, 6, 1)},
        sound | {"interaction_id": "B7", "occurred_at": _at(53)},
        sound | {"interaction_id": "B8", "occurred_at": later, "loaded_at": later},
        sound | {"interaction_id": "B9", "polarity": Decimal("1.5")},
        sound | {"interaction_id": "B10", "polarity": Decimal("-1.000001"), "author_role": "manager"},
        sound | {"interaction_id": "B11", "rating": 3.0, "rating_scale": "out_of_ten"},
        sound | {"interaction_id": "B12", "rating": "NaN"},
        sound | {"interaction_id": "B13", "rating": 1e30},  # sound by the contract, and too much for a decimal
        {"interaction_id": None, "channel": None, "occurred_at": None},
    ]


def _accounts() -> list[dict[str, Any]]:
    first = {"loaded_at": _at(0, 2), "started_on": date(2024, 3, 1), "lifecycle_stage": "established"}
    north = first | {
        "account_id": "A1",
        "account_name": "North Ltd",
        "segment": "Enterprise",
        "tier": "gold",
        "product": "ledger",
        "csm_owner": "Ada",
        "arr": Decimal("120000.50"),
        "renewal_on": date(2025, 9, 1),
        "domains": "north.example| eu.north.example ||",
        "external_ids": "crm:1",
    }
    south = first | {"account_id": "A2", "domains": "south.example", "external_ids": "crm:2"}
    shared = {"segment": "SMB", "domains": "shared.example"}
    return [
        north,
        north,
        north | {"valid_from": _at(80), "loaded_at": _at(80, 1), "segment": "Mid-market", "csm_owner": None},
        # two deliveries of one version at one time: a hash decides
        north | {"valid_from": _at(100), "loaded_at": _at(100, 1), "region": "EMEA"},
        north | {"valid_from": _at(100), "loaded_at": _at(100, 1), "region": "AMER", "arr": Decimal("90000")},
        # one version with and without a load time
        south | {"loaded_at": None},
        south | {"churned_on": date(2025, 5, 1)},
        first | shared | {"account_id": "A3", "external_ids": "crm:3|billing:33", "arr": Decimal("10000")},
        first | shared | {"account_id": "A4", "external_ids": "crm:4", "arr": Decimal("0"), "outcome": "renewed"},
        first | {"account_id": None},
        first | {"account_id": "A6", "outcome": "lost"},
    ]


def _events() -> list[dict[str, Any]]:
    release = {"event_type": "release", "started_at": _at(114, 6).replace(tzinfo=UTC), "title": "Ledger 25.5"}
    in_tokyo = release | {"started_at": _at(119, 5).replace(tzinfo=timezone(timedelta(hours=9)))}
    return [
        release | {"event_id": "E1", "scope": "product", "scope_id": "ledger"},
        release | {"event_id": "E2", "event_type": "incident", "ended_at": _at(115).replace(tzinfo=UTC)},
        in_tokyo | {"event_id": "E3", "scope": "account", "scope_id": "A3"},
        release | {"event_id": "E4", "scope": "segment", "scope_id": "Enterprise"},
        # told twice at one time: a hash decides; the scope that is missing counts as global
        release | {"event_id": "E5", "scope": None, "loaded_at": _at(116).replace(tzinfo=UTC)},
        release | {"event_id": "E5", "scope": "global", "loaded_at": _at(116).replace(tzinfo=UTC)},
        release | {"event_id": "E6", "loaded_at": _at(DAYS + 30).replace(tzinfo=UTC)},
        release | {"event_id": "E7", "event_type": "party"},
        release | {"event_id": None},
        release | {"event_id": "E8", "started_at": None},
    ]


def _usage_days() -> list[dict[str, Any]]:
    days = [
        {
            "account_id": account,
            "date_day": (FIRST_DAY + timedelta(days=day)).isoformat(),
            "active_users": str(day % 9),
            "logins": str(day % 13),
        }
        for account in MOOD
        for day in range(0, DAYS, 10)
    ]
    sound = {"account_id": "A1", "date_day": "2025-03-03", "active_users": "3"}
    return [
        *days,
        sound | {"loaded_at": "2025-03-04 01:00:00"},
        sound | {"loaded_at": "2025-03-04T03:00:00+02:00", "active_users": "4"},
        sound | {"loaded_at": "2025-03-04T01:00:00Z", "active_users": "5"},
        sound | {"date_day": "2025-03-05", "active_users": "many"},
        sound | {"date_day": "2025-03-06", "active_users": "-1"},
        sound | {"date_day": "2025-03-07", "active_users": "NaN"},
        sound | {"date_day": "2025-03-08", "active_users": " 7 ", "logins": "", "feature_events": "  "},
        sound | {"date_day": "1741300000"},
        sound | {"date_day": "soon"},
        sound | {"date_day": None},
        sound | {"account_id": None},
        sound | {"date_day": "2025-03-09", "loaded_at": "yesterday"},
    ]
