"""Intercom: chats with their bot and notes, in history tables that repeat a message for every version."""

from __future__ import annotations

import html
import random
from datetime import datetime, timedelta
from typing import Any

import numpy as np

from groundswell.demo import constants as c
from groundswell.demo import ratings
from groundswell.demo.conversations import Conversation, Turn
from groundswell.demo.delivery import first_sync, moment
from groundswell.demo.raw.shapes import shape
from groundswell.demo.raw.told import Told
from groundswell.demo.settings import Settings
from groundswell.demo.tables import Folder
from groundswell.demo.traffic import DAY_SECONDS

SCHEMAS = {
    "conversation_history": shape(
        "id source_id source_type source_subject source_body source_author_id source_author_type assignee_id "
        "assignee_type team_assignee_id conversation_rating_value:number conversation_rating_remark "
        "conversation_rating_created_at:time created_at:time updated_at:time _fivetran_active:flag"),
    "conversation_part_history": shape("id conversation_id part_type body author_id author_type created_at:time "
                                       "updated_at:time"),
    "conversation_contact_history": shape("conversation_id contact_id"),
    "contact_history": shape("id external_id email role created_at:time updated_at:time _fivetran_deleted:flag "
                             "_fivetran_active:flag"),
    "contact_company_history": shape("contact_id company_id _fivetran_active:flag"),
    "company_history": shape("id company_id name website created_at:time updated_at:time _fivetran_deleted:flag "
                             "_fivetran_active:flag"),
    "team": shape("id name"),
}  # fmt: skip


def write_world(settings: Settings, folder: Folder) -> None:
    """Teams."""
    folder["team"].add_rows(
        [
            {"id": f"t{number}", "name": f"Support {region}", "_fivetran_synced": first_sync(settings, 0)}
            for number, region in enumerate(c.REGIONS)
        ]
    )


def write_account(told: Told, folder: Folder) -> None:
    """The company of an account, its contacts, its chats."""
    account, settings = told.life.account, told.settings
    began, synced = moment(settings, account.start * DAY_SECONDS), first_sync(settings, account.start)
    stamps = {"created_at": began, "updated_at": began, "_fivetran_deleted": False, "_fivetran_active": True,
              "_fivetran_synced": synced}  # fmt: skip
    company = f"ic-{account.number + 1}"
    folder["company_history"].add_rows([
        {"id": company, "company_id": account.account_id, "name": account.name, "website": f"https://{account.domain}",
         **stamps}
    ])  # fmt: skip
    folder["contact_history"].add_rows([
        {"id": _contact_id(told, contact.number), "external_id": f"u-{told.person_id(contact)}",
         "email": contact.email, "role": "user", **stamps} for contact in account.contacts
    ])  # fmt: skip
    folder["contact_company_history"].add_rows([
        {"contact_id": _contact_id(told, contact.number), "company_id": company, "_fivetran_active": True,
         "_fivetran_synced": synced} for contact in account.contacts
    ])  # fmt: skip
    rng = told.rng("intercom")
    for chat in told.on("chat"):
        rated = _rated(told, chat, rng) if rng.random() < c.CHATS_RATED else {}
        _write_chat(told, chat, rated, folder)


def interaction_id(told: Told, chat: Conversation, position: int) -> str:
    """Id of a turn's interaction: the first is the conversation's own, the others are parts."""
    conversation_id = told.thread_id(chat.thread)
    return f"part-{conversation_id}{position:02d}" if position else f"conversation-{conversation_id}"


def _write_chat(told: Told, chat: Conversation, rated: dict[str, Any], folder: Folder) -> None:
    settings, loads, conversation_id = told.settings, told.loads[chat.thread], str(told.thread_id(chat.thread))
    first = chat.turns[0]
    opened = moment(settings, first.second)
    row = {
        "id": conversation_id, "source_id": f"s{conversation_id}", "source_type": "conversation",
        "source_body": _markup(first.text), "source_author_id": _author_id(told, first), "source_author_type": "user",
        "assignee_id": str(8_000 + chat.agent.number), "assignee_type": "admin",
        "team_assignee_id": f"t{list(c.REGIONS).index(told.life.account.region)}", "created_at": opened,
    }  # fmt: skip
    ended, synced = moment(settings, chat.turns[-1].second), max(loads)
    last = row | rated | {"updated_at": ended, "_fivetran_active": True, "_fivetran_synced": synced}
    if rated:
        rated_at: datetime = rated["conversation_rating_created_at"]
        last |= {"updated_at": rated_at, "_fivetran_synced": max(synced, rated_at + timedelta(minutes=30))}
    versions = [last]
    if len(chat.turns) > 1 and loads[0] < last["_fivetran_synced"]:
        older = {"updated_at": opened, "_fivetran_active": False, "_fivetran_synced": loads[0]}
        versions.insert(0, row | older)
    folder["conversation_history"].add_rows(versions)
    folder["conversation_contact_history"].add_rows([
        {"conversation_id": conversation_id, "contact_id": _contact_id(told, chat.contact.number),
         "_fivetran_synced": loads[0]}
    ])  # fmt: skip
    folder["conversation_part_history"].add_rows([
        {"id": f"{conversation_id}{position:02d}", "conversation_id": conversation_id,
         "part_type": "note" if turn.role == "note" else "comment", "body": _markup(turn.text),
         "author_id": _author_id(told, turn),
         "author_type": "user" if turn.contact else "admin" if turn.agent else "bot",
         "created_at": moment(settings, turn.second), "updated_at": moment(settings, turn.second),
         "_fivetran_synced": loaded}
        for position, (turn, loaded) in enumerate(zip(chat.turns, loads, strict=True)) if position
    ])  # fmt: skip


def _rated(told: Told, chat: Conversation, rng: random.Random) -> dict[str, Any]:
    """The rating after a chat."""
    last = next(turn for turn in reversed(chat.turns) if turn.message is not None)
    sounds = told.life.messages.polarity[[last.message]]
    value = ratings.rate("csat_1_5", sounds, np.random.Generator(np.random.PCG64(rng.getrandbits(62))))
    at = moment(told.settings, chat.turns[-1].second) + timedelta(minutes=rng.uniform(2, 90))
    remark = last.text if rng.random() < c.RATING_COMMENTS else None
    return {"conversation_rating_value": float(value[0]), "conversation_rating_remark": remark,
            "conversation_rating_created_at": at}  # fmt: skip


def _contact_id(told: Told, number: int) -> str:
    return f"c{told.person_id(told.life.account.contacts[number])}"


def _author_id(told: Told, turn: Turn) -> str:
    if turn.contact:
        return _contact_id(told, turn.contact.number)
    return str(8_000 + turn.agent.number) if turn.agent else "operator"


def _markup(text: str | None) -> str | None:
    """The HTML in which Intercom keeps messages."""
    if text is None:
        return None
    return "".join(f"<p>{html.escape(line, quote=False)}</p>" for line in text.split("\n") if line)
