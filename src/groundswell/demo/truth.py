"""The truth about a world, in a folder of its own that no model reads (tests/python/demo/ proves it)."""

from __future__ import annotations

import numpy as np
import pyarrow as pa

from groundswell.demo import constants as c
from groundswell.demo import landing_texts
from groundswell.demo.life import Life
from groundswell.demo.public import Voices
from groundswell.demo.raw import delighted, gong, intercom, reviews, zendesk
from groundswell.demo.raw.told import Told
from groundswell.demo.settings import Settings
from groundswell.demo.shocks import Shock
from groundswell.demo.tables import Folder, schema

_TEXT, _DATE, _REAL = pa.string(), pa.date32(), pa.float64()
SCHEMAS = {
    "regimes": schema([
        ("account_id", _TEXT), ("regime", _TEXT), ("starts_on", _DATE), ("full_on", _DATE), ("ends_on", _DATE),
        ("size", _REAL), ("volume_band", _TEXT), ("segment", _TEXT), ("messages_a_week", _REAL),
    ]),
    "shocks": schema([
        ("shock_id", _TEXT), ("kind", _TEXT), ("scope", _TEXT), ("scope_id", _TEXT), ("starts_on", _DATE),
        ("ends_on", _DATE), ("fade_days", pa.int32()), ("size", _REAL), ("volume", _REAL),
    ]),
    "days": schema([("account_id", _TEXT), ("date_day", _DATE), ("mood", _REAL), ("own_mood", _REAL)]),
    "interventions": schema([
        ("account_id", _TEXT), ("kind", _TEXT), ("date_day", _DATE), ("real_effect", _REAL),
        ("after_decline", pa.bool_()),
    ]),
    "outcomes": schema([
        ("account_id", _TEXT), ("outcome", _TEXT), ("true_decision_on", _DATE), ("outcome_on", _DATE),
    ]),
    # which message was written from what: the interaction's source and id as the connectors make them
    "messages": schema([
        ("source", _TEXT), ("interaction_id", _TEXT), ("account_id", _TEXT), ("channel", _TEXT), ("mood", _REAL),
        ("tone", _REAL),
    ]),
    "hazards": schema([
        ("account_id", _TEXT), ("date_day", _DATE), ("leave_log_odds", _REAL), ("log_odds_by_mood", _REAL),
        ("expand_log_odds", _REAL),
    ]),
}  # fmt: skip
HAZARD_EVERY_DAYS = 7


def write_shocks(settings: Settings, shocks: list[Shock], folder: Folder) -> None:
    """Shocks with their true size."""
    folder["shocks"].add_rows([
        {"shock_id": shock.shock_id, "kind": shock.kind, "scope": shock.scope, "scope_id": shock.scope_id,
         "starts_on": settings.date_of(shock.starts), "ends_on": settings.date_of(shock.ends),
         "fade_days": shock.fade_days, "size": shock.size, "volume": shock.volume}
        for shock in shocks
    ])  # fmt: skip


def write_life(settings: Settings, life: Life, folder: Folder) -> None:
    """All that is true about one account."""
    account, outcomes = life.account, life.outcomes
    folder["regimes"].add_rows([
        {"account_id": account.account_id, "regime": episode.regime, "starts_on": settings.date_of(episode.starts),
         "full_on": settings.date_of(episode.full),
         "ends_on": None if episode.ends is None else settings.date_of(episode.ends), "size": episode.size,
         "volume_band": account.volume_band, "segment": account.segment, "messages_a_week": account.rate}
        for episode in life.episodes
    ])  # fmt: skip
    write_shocks(settings, life.shocks, folder)
    days = np.arange(account.first, outcomes.last(settings))
    folder["days"].add({
        "account_id": [account.account_id] * len(days), "date_day": settings.days[days],
        "mood": np.round(life.mood.total[days], 6), "own_mood": np.round(life.mood.own[days], 6),
    })  # fmt: skip
    folder["interventions"].add_rows([
        {"account_id": account.account_id, "kind": action.kind, "date_day": settings.date_of(action.day),
         "real_effect": action.effect, "after_decline": action.after_decline}
        for action in life.interventions if action.day < outcomes.last(settings)
    ])  # fmt: skip
    rows = [{"account_id": account.account_id, "outcome": contract.outcome,
             "outcome_on": settings.date_of(contract.day)} for contract in outcomes.contracts]  # fmt: skip
    if outcomes.decided is not None and outcomes.churned is not None:
        rows.append({"account_id": account.account_id, "outcome": "churned",
                     "true_decision_on": settings.date_of(outcomes.decided),
                     "outcome_on": settings.date_of(outcomes.churned)})  # fmt: skip
    folder["outcomes"].add_rows(rows)
    weeks = days[::HAZARD_EVERY_DAYS]
    folder["hazards"].add({
        "account_id": [account.account_id] * len(weeks), "date_day": settings.days[weeks],
        "leave_log_odds": np.round(outcomes.hazards.leave[weeks], 6),
        "log_odds_by_mood": np.round(outcomes.hazards.unhappiness[weeks], 6),
        "expand_log_odds": np.round(outcomes.hazards.expand[weeks], 6),
    })  # fmt: skip


def write_told(told: Told, folder: Folder, has_connectors: bool) -> None:
    """From which mood each of an account's messages was written."""
    messages, rows = told.life.messages, []
    for conversation in told.conversations:
        source = c.SOURCES[conversation.channel]
        name = _IDS.get(source, landing_texts.interaction_id) if has_connectors else landing_texts.interaction_id
        for position, turn in enumerate(conversation.turns):
            if turn.message is not None:
                rows.append({
                    "source": source, "interaction_id": name(told, conversation, position),
                    "account_id": told.life.account.account_id, "channel": conversation.channel,
                    "mood": round(float(messages.mood[turn.message]), 6),
                    "tone": round(float(messages.tone[turn.message]), 6),
                })  # fmt: skip
    folder["messages"].add_rows(rows)


def write_voices(voices: Voices, folder: Folder, has_connectors: bool) -> None:
    """The same of public messages."""
    name = reviews.interaction_id if has_connectors and voices.channel == "review" else landing_texts.voice_id
    folder["messages"].add_rows([
        {"source": c.SOURCES[voices.channel], "channel": voices.channel, "mood": round(float(mood), 6),
         "interaction_id": name(voices, number), "tone": round(float(tone), 6)}
        for number, (mood, tone) in enumerate(zip(voices.mood, voices.tone, strict=True))
    ])  # fmt: skip


_IDS = {"zendesk": zendesk.comment_id, "intercom": intercom.interaction_id, "gong": gong.interaction_id,
        "delighted": delighted.interaction_id}  # fmt: skip
