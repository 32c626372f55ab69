"""Gong: calls, who was in them, and what was said, sentence by sentence."""

from __future__ import annotations

import re

from groundswell.demo.conversations import Conversation
from groundswell.demo.delivery import moment
from groundswell.demo.raw.shapes import shape
from groundswell.demo.raw.told import Told
from groundswell.demo.tables import Folder

SCHEMAS = {
    "call": shape("id started:time primary_user_id language url"),
    "call_participant": shape("call_id speaker_id user_id email_address affiliation"),
    "transcript": shape("call_id index:count speaker_id sentence _fivetran_deleted:flag"),
}
_SENTENCE_END = re.compile(r"(?<=[.!?…])\s+")


def write_account(told: Told, folder: Folder) -> None:
    """The calls with an account."""
    for call in told.on("call"):
        _write_call(told, call, folder)


def interaction_id(told: Told, call: Conversation, position: int) -> str:
    """Id of a turn's interaction: it ends in the number of the turn's first sentence."""
    return f"{_call_id(told, call)}-{sum(len(_sentences(turn.text)) for turn in call.turns[:position])}"


def _call_id(told: Told, call: Conversation) -> str:
    return f"77{told.thread_id(call.thread)}"


def _write_call(told: Told, call: Conversation, folder: Folder) -> None:
    own_id, synced = _call_id(told, call), max(told.loads[call.thread])
    folder["call"].add_rows([
        {"id": own_id, "started": moment(told.settings, call.turns[0].second), "language": "eng",
         "primary_user_id": f"g-{call.agent.number}", "url": f"https://calls.wrenfield.example/{own_id}",
         "_fivetran_synced": synced}
    ])  # fmt: skip
    outsiders = {turn.contact for turn in call.turns if turn.contact}
    folder["call_participant"].add_rows([
        {"call_id": own_id, "speaker_id": "1", "user_id": f"g-{call.agent.number}", "affiliation": "Internal",
         "email_address": call.agent.email, "_fivetran_synced": synced},
        *({"call_id": own_id, "speaker_id": str(2 + contact.number), "email_address": contact.email,
           "affiliation": "External", "_fivetran_synced": synced}
          for contact in sorted(outsiders, key=lambda contact: contact.number)),
    ])  # fmt: skip
    spoken = [(turn, sentence) for turn in call.turns for sentence in _sentences(turn.text)]
    folder["transcript"].add_rows([
        {"call_id": own_id, "index": number, "speaker_id": str(2 + turn.contact.number) if turn.contact else "1",
         "sentence": sentence, "_fivetran_deleted": False, "_fivetran_synced": synced}
        for number, (turn, sentence) in enumerate(spoken)
    ])  # fmt: skip


def _sentences(text: str | None) -> list[str]:
    return [part for part in _SENTENCE_END.split((text or "").replace("\n", " ")) if part]
