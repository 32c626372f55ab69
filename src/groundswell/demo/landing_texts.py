"""Messages with words as landing tables: those without a connector, or all of them; contacts and people's verdicts."""

from __future__ import annotations

import random
from datetime import timedelta
from typing import Any

from groundswell.demo import constants as c
from groundswell.demo import landing, mess, ratings
from groundswell.demo.conversations import Conversation, Turn
from groundswell.demo.delivery import first_sync, loaded_seconds, moment
from groundswell.demo.names import Contact
from groundswell.demo.public import Voices, voice_texts
from groundswell.demo.randomness import generator
from groundswell.demo.raw.told import Told
from groundswell.demo.settings import Settings
from groundswell.demo.tables import Folder
from groundswell.demo.traffic import DAY_SECONDS

WITHOUT_CONNECTOR = ("email", "sms", "community")
_DECLINES = {"crash": "immediate", "recover": "immediate", "erode": "moderate"}
_COMMENTS = ("Owner confirmed on the phone.", "Sponsor is on it already.", "They had told us the week before.",
             "Checked with the team, it is real.", "We knew, see the notes of the last review.")  # fmt: skip


def write_account(told: Told, folder: Folder, channels: tuple[str, ...] = WITHOUT_CONNECTOR) -> None:
    """The messages of an account on some channels, untidy as they are delivered."""
    conversations = told.on(*channels)
    rows = [row for conversation in conversations for row in _rows(told, conversation)]
    _add_ratings(told, rows)
    folder["interactions"].add_rows(mess.redelivered(told.rng("mess"), rows))
    folder["contacts"].add_rows(_contacts(told))
    folder["feedback"].add_rows(_feedback(told))


def interaction_id(told: Told, conversation: Conversation, position: int) -> str:
    """Id of a turn's interaction."""
    return f"{conversation.channel}-{told.thread_id(conversation.thread)}-{position}"


def address(told: Told, contact: Contact) -> str:
    """The address that a contact writes mail from; some use a private one."""
    if has_private_address(contact):
        return f"{contact.first_name}.{contact.last_name}{told.life.account.number}@postbox.example".lower()
    return contact.email


def has_private_address(contact: Contact) -> bool:
    """Whether a contact writes mail from a private address."""
    return contact.number == c.PRIVATE_CONTACT


def _rows(told: Told, conversation: Conversation) -> list[dict[str, Any]]:
    return [
        _row(told, conversation, position, turn) | {"loaded_at": loaded}
        for position, (turn, loaded) in enumerate(
            zip(conversation.turns, told.loads[conversation.thread], strict=True))
    ]  # fmt: skip


def _row(told: Told, conversation: Conversation, position: int, turn: Turn) -> dict[str, Any]:
    account, channel, is_note = told.life.account, conversation.channel, turn.role == "note"
    own_thread = channel != "survey"
    return {
        "interaction_id": interaction_id(told, conversation, position), "channel": "note" if is_note else channel,
        "occurred_at": moment(told.settings, turn.second), "source": c.SOURCES[channel],
        "account_key": _key(told, conversation), "author_role": "agent" if is_note else turn.role,
        "author_id": _author(told, turn), "agent_id": conversation.agent.name.lower() if own_thread else None,
        "team": conversation.agent.team if own_thread else None, "product": account.product, "brand": account.brand,
        "thread_id": f"{channel}-{told.thread_id(conversation.thread)}" if own_thread else None, "text": turn.text,
        "language": turn.language, "source_url": f"https://help.wrenfield.example/{told.thread_id(conversation.thread)}"
        if channel == "ticket" else None, "message": turn.message,
    }  # fmt: skip


def _key(told: Told, conversation: Conversation) -> str:
    """What a system knows the customer by: every one has its own key."""
    account, contact = told.life.account, conversation.contact
    keys = {"email": address(told, contact), "chat": contact.email, "survey": contact.email, "call": contact.email,
            "community": account.domain, "sms": f"salesforce:{account.account_id}"}  # fmt: skip
    return keys.get(conversation.channel, account.account_id)


def _add_ratings(told: Told, rows: list[dict[str, Any]]) -> None:
    """Ratings of the surveys, in place; some calls come with a score of the phone system and without a transcript."""
    scales, values = ratings.survey_ratings(told.settings, told.life.account, told.life.messages)
    rng = told.rng("scored calls")
    for row in rows:
        message = row.pop("message")
        if message is not None and row["channel"] == "survey":
            row |= {"rating": values[message], "rating_scale": scales[message]}
        if message is not None and row["channel"] == "call" and rng.random() < c.CALLS_SCORED_ELSEWHERE:
            row |= {"text": None, "polarity": landing.score(told.life.messages.polarity[message])}


def _author(told: Told, turn: Turn) -> str | None:
    if turn.contact:
        return address(told, turn.contact)
    return turn.agent.name.lower() if turn.agent else "auto-reply"


def _contacts(told: Told) -> list[dict[str, Any]]:
    """Every second private address is in a list that somebody keeps by hand."""
    account = told.life.account
    return [
        {"contact_id": f"hand-{told.person_id(contact)}", "email": address(told, contact),
         "account_key": account.account_id, "loaded_at": first_sync(told.settings, account.start)}
        for contact in account.contacts if has_private_address(contact) and account.number % 2 == 0
    ]  # fmt: skip


def _feedback(told: Told) -> list[dict[str, Any]]:
    """What managers noted about declines that had happened: one in four gets a verdict, most of them right."""
    rng, life, rows = told.rng("feedback"), told.life, []
    for episode in life.episodes:
        at = episode.full + rng.randint(6, 16)
        if episode.regime not in _DECLINES or rng.random() > c.VERDICT_SHARE or at >= life.outcomes.last(told.settings):
            continue
        rows.append({
            "feedback_id": f"F-{life.account.account_id}", "target_type": "alert", "entity_type": "account",
            "entity_id": life.account.account_id, "direction": "decline", "tier": _DECLINES[episode.regime],
            "policy": "standard", "verdict": rng.choices(("true", "known", "late", "false"), (6, 2, 1, 1))[0],
            "author": life.account.csm_owner, "noted_at": moment(told.settings, at * DAY_SECONDS + 9 * 3_600),
            "comment": rng.choice(_COMMENTS),
        })  # fmt: skip
    return rows


def write_voices(settings: Settings, voices: Voices, folder: Folder) -> None:
    """The public messages about one product on one channel."""
    index, source = list(c.PRODUCTS).index(voices.product), c.SOURCES[voices.channel]
    rng = generator(settings.seed, f"delivery:{voices.channel}", index)
    loaded = loaded_seconds(settings, source, voices.second, rng)
    stars = ratings.stars(voices.polarity, rng) if voices.channel == "review" else None
    texts = voice_texts(settings, voices, random.Random(int(rng.integers(2**62))))
    folder["interactions"].add_rows([
        {"interaction_id": voice_id(voices, number), "channel": voices.channel, "source": source,
         "occurred_at": moment(settings, voices.second[number]), "author_role": "customer",
         "author_id": f"poster{voices.author[number]}", "product": voices.product,
         "brand": c.PRODUCTS[voices.product][1], "loaded_at": moment(settings, loaded[number]), "text": text,
         **({"rating": stars[number], "rating_scale": "stars_1_5"} if stars else {})}
        for number, text in enumerate(texts)
    ])  # fmt: skip


def voice_id(voices: Voices, number: int) -> str:
    """Id of a public message's interaction."""
    return f"{voices.channel}-{list(c.PRODUCTS).index(voices.product) + 1}{number:06d}"


def write_strays(settings: Settings, folder: Folder) -> None:
    """Rows that break the contract, and senders who belong to nobody."""
    middle = moment(settings, settings.n_days // 2 * DAY_SECONDS + 9 * 3_600)
    folder["interactions"].add_rows(mess.broken_rows(middle, timedelta(days=1)))
