"""The landing tables (the contract of docs/connect-your-sources.md) of a world whose messages carry a polarity."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from decimal import Decimal
from typing import Any

import numpy as np
import pyarrow as pa

from groundswell.demo import constants as c
from groundswell.demo import ratings
from groundswell.demo.accounts import Account
from groundswell.demo.delivery import loaded_seconds, timestamps
from groundswell.demo.interventions import Intervention
from groundswell.demo.life import Life
from groundswell.demo.public import Voices
from groundswell.demo.randomness import generator
from groundswell.demo.settings import Settings
from groundswell.demo.shocks import Shock
from groundswell.demo.tables import MONEY, POLARITY, TIMESTAMP, Folder, schema
from groundswell.demo.traffic import CHANNELS

_TEXT = pa.string()
_INTERACTIONS = [
    *((name, _TEXT) for name in ("interaction_id", "channel")), ("occurred_at", TIMESTAMP),
    *((name, _TEXT) for name in ("source", "account_key", "author_role", "author_id", "agent_id", "team", "product",
                                 "brand", "thread_id")),
    ("loaded_at", TIMESTAMP), ("text", _TEXT), ("rating", pa.float64()), ("rating_scale", _TEXT),
    ("polarity", POLARITY), ("language", _TEXT), ("source_url", _TEXT),
]  # fmt: skip
ACCOUNTS = schema([
    *((name, _TEXT) for name in ("account_id", "account_name", "parent_id", "segment", "tier", "region", "product",
                                 "lifecycle_stage", "csm_owner")),
    ("arr", MONEY), ("currency", _TEXT), ("started_on", pa.date32()), ("renewal_on", pa.date32()),
    ("churned_on", pa.date32()), ("outcome", _TEXT), ("outcome_on", pa.date32()), ("domains", _TEXT),
    ("external_ids", _TEXT), ("valid_from", TIMESTAMP), ("loaded_at", TIMESTAMP),
])  # fmt: skip
EVENTS = schema([
    ("event_id", _TEXT), ("event_type", _TEXT), ("started_at", TIMESTAMP), ("scope", _TEXT), ("scope_id", _TEXT),
    ("title", _TEXT), ("ended_at", TIMESTAMP), ("loaded_at", TIMESTAMP),
])  # fmt: skip
USAGE_DAYS = schema([
    ("account_id", _TEXT), ("date_day", pa.date32()), *((name, pa.int32()) for name in (
        "active_users", "logins", "feature_events", "seats")), ("loaded_at", TIMESTAMP),
])  # fmt: skip
INTERACTIONS = schema(_INTERACTIONS)
CONTACTS = schema([("contact_id", _TEXT), ("email", _TEXT), ("account_key", _TEXT), ("loaded_at", TIMESTAMP)])
FEEDBACK = schema([
    *((name, _TEXT) for name in ("feedback_id", "target_type", "target_id", "entity_type", "entity_id", "direction",
                                 "tier", "policy", "verdict", "author")),
    ("noted_at", TIMESTAMP), ("comment", _TEXT),
])  # fmt: skip
_NOT_WITHOUT_TEXT = ("text", "language", "agent_id", "team", "source_url")
POLARITY_INTERACTIONS = schema(column for column in _INTERACTIONS if column[0] not in _NOT_WITHOUT_TEXT)


def write_messages(settings: Settings, life: Life, folder: Folder) -> None:
    """The customer messages of an account with their polarity."""
    messages, account = life.messages, life.account
    rng = generator(settings.seed, "delivery", account.number)
    channels = [CHANNELS[number] for number in messages.channel]
    source = np.array([c.SOURCES[channel] for channel in channels], dtype=object)
    loaded = messages.second.copy()
    for name in sorted(set(source)):
        mask = source == name
        loaded[mask] = loaded_seconds(settings, name, messages.second[mask], rng)
    scales, values = ratings.survey_ratings(settings, account, messages)
    size = len(messages)
    folder["interactions"].add({
        "interaction_id": [f"{account.account_id}-{number:06d}" for number in range(1, size + 1)],
        "channel": channels,
        "occurred_at": timestamps(settings, messages.second),
        "source": source.tolist(),
        "account_key": [account.account_id] * size,
        "author_role": ["customer"] * size,
        "author_id": [account.contacts[number].email for number in messages.author],
        "product": [account.product] * size,
        "brand": [account.brand] * size,
        "thread_id": [f"{account.account_id}-t{number:06d}" for number in messages.thread],
        "loaded_at": timestamps(settings, loaded),
        "rating": values,
        "rating_scale": scales,
        "polarity": messages.polarity,
    })  # fmt: skip


def write_voices(settings: Settings, voices: Voices, folder: Folder) -> None:
    """The public messages about one product on one channel."""
    source = c.SOURCES[voices.channel]
    rng = generator(settings.seed, f"delivery:{voices.channel}", list(c.PRODUCTS).index(voices.product))
    loaded = loaded_seconds(settings, source, voices.second, rng)
    size = len(voices.second)
    stars = ratings.stars(voices.polarity, rng) if voices.channel == "review" else [None] * size
    folder["interactions"].add({
        "interaction_id": [f"{voices.channel}-{voices.product}-{number:06d}" for number in range(1, size + 1)],
        "channel": [voices.channel] * size,
        "occurred_at": timestamps(settings, voices.second),
        "source": [source] * size,
        "author_role": ["customer"] * size,
        "author_id": [f"{voices.channel}{number}" for number in voices.author],
        "product": [voices.product] * size,
        "brand": [c.PRODUCTS[voices.product][1]] * size,
        "loaded_at": timestamps(settings, loaded),
        "rating": stars,
        "rating_scale": ["stars_1_5" if star is not None else None for star in stars],
        "polarity": voices.polarity,
    })  # fmt: skip


def write_usage(settings: Settings, life: Life, folder: Folder) -> None:
    """The days of use of an account; each is loaded in the night after it."""
    columns = life.usage_days(settings)
    days = settings.days[columns.pop("day")]
    loaded_at = (days + np.timedelta64(1, "D")).astype("datetime64[s]") + np.timedelta64(3, "h")
    folder["usage_days"].add(
        {"account_id": [life.account.account_id] * len(days), "date_day": days, **columns, "loaded_at": loaded_at}
    )


def write_account(settings: Settings, life: Life, folder: Folder) -> None:
    """An account's rows: its first, and a further one for each day on which something about it changed."""
    folder["accounts"].add_rows(account_rows(settings, life))


def account_rows(settings: Settings, life: Life) -> list[dict[str, Any]]:
    """The versions of an account in order of time, each complete."""
    account = life.account
    row: dict[str, Any] = _first_version(settings, account)
    rows = []
    for day, changes in _changes(settings, life):
        row = row | changes
        valid_from = datetime.combine(settings.date_of(day), time())
        wait = timedelta(hours=2) if day == account.first else timedelta(hours=30)
        rows.append(row | {"valid_from": valid_from, "loaded_at": valid_from + wait})
    return rows


def _first_version(settings: Settings, account: Account) -> dict[str, Any]:
    return {
        "account_id": account.account_id, "account_name": account.name, "parent_id": account.parent_id,
        "segment": account.segment, "tier": account.tier, "region": account.region, "product": account.product,
        "csm_owner": account.csm_owner, "arr": money(account.arr), "currency": "USD",
        "lifecycle_stage": "onboarding" if account.start > -c.ONBOARDING_DAYS else "established",
        "started_on": settings.date_of(account.start), "renewal_on": settings.date_of(account.renewal),
        "domains": account.domain, "external_ids": f"salesforce:{account.account_id}|crm:{account.number + 1}",
    }  # fmt: skip


def _changes(settings: Settings, life: Life) -> list[tuple[int, dict[str, Any]]]:
    """What changes about an account on which day; what changes on one day is one entry."""
    account, outcomes = life.account, life.outcomes
    changes: dict[int, dict[str, Any]] = {account.first: {}}
    onboarded = account.start + c.ONBOARDING_DAYS
    if account.first < onboarded < outcomes.last(settings):
        changes.setdefault(onboarded, {})["lifecycle_stage"] = "established"
    arr, renewal = account.arr, settings.date_of(account.renewal)
    for contract in outcomes.contracts:
        arr = round(arr * contract.factor, 2)
        change = {"arr": money(arr), "outcome": contract.outcome, "outcome_on": settings.date_of(contract.day)}
        if contract.outcome == "renewed":
            renewal = renewal.replace(year=renewal.year + 1)
            change["renewal_on"] = renewal
        changes.setdefault(contract.day, {}).update(change)
    if outcomes.churned is not None and outcomes.churned < settings.n_days:
        left_on = settings.date_of(outcomes.churned)
        changes.setdefault(outcomes.churned, {}).update(churned_on=left_on, outcome="churned", outcome_on=left_on)
    return sorted(changes.items())


def score(polarity: float) -> Decimal:
    """A polarity as the contract has it."""
    return Decimal(f"{polarity:.6f}")


def money(amount: float) -> Decimal:
    """An amount with two decimals."""
    return Decimal(f"{amount:.2f}")


def write_events(settings: Settings, shocks: list[Shock], folder: Folder) -> None:
    """The events that a company's calendar shows; of hidden shocks nothing."""
    folder["events"].add_rows([_event(settings, shock) for shock in shocks if shock.is_event])


def write_interventions(settings: Settings, account: Account, actions: list[Intervention], folder: Folder) -> None:
    """What was done about an account, as events."""
    rows = []
    for number, action in enumerate(actions, start=1):
        started_at = datetime.combine(settings.date_of(action.day), time(10))
        rows.append({"event_id": f"I-{account.account_id}-{number:02d}", "event_type": "intervention",
                     "started_at": started_at, "scope": "account", "scope_id": account.account_id,
                     "title": action.kind, "loaded_at": started_at + timedelta(hours=7)})  # fmt: skip
    folder["events"].add_rows(rows)


def _event(settings: Settings, shock: Shock) -> dict[str, Any]:
    started_at = datetime.combine(settings.date_of(shock.starts), time(7, 30))
    lasts = shock.kind in ("incident", "campaign", "onboarding")
    return {
        "event_id": f"E-{shock.shock_id}", "event_type": shock.kind, "started_at": started_at, "scope": shock.scope,
        "scope_id": shock.scope_id, "title": shock.title,
        "ended_at": datetime.combine(settings.date_of(shock.ends), time(18)) if lasts else None,
        "loaded_at": started_at + timedelta(hours=3),
    }  # fmt: skip
