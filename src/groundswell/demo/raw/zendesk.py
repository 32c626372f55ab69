"""Zendesk: tickets with their comments and internal notes, the survey after a ticket, users and organizations."""

from __future__ import annotations

import random
from datetime import timedelta
from typing import Any

from groundswell.demo import constants as c
from groundswell.demo.conversations import Conversation
from groundswell.demo.delivery import first_sync, moment
from groundswell.demo.people import VENDOR_DOMAIN, agents
from groundswell.demo.raw.shapes import shape
from groundswell.demo.raw.told import Told
from groundswell.demo.settings import Settings
from groundswell.demo.tables import Folder
from groundswell.demo.traffic import DAY_SECONDS

SCHEMAS = {
    "ticket": shape("id requester_id assignee_id organization_id group_id brand_id via_channel url updated_at:time"),
    "ticket_comment": shape("id ticket_id user_id body public:flag voice_comment:flag created:time "
                            "_fivetran_deleted:flag"),
    "user": shape("id email role organization_id external_id active:flag created_at:time updated_at:time "
                  "_fivetran_deleted:flag"),
    "organization": shape("id name external_id created_at:time updated_at:time _fivetran_deleted:flag"),
    "domain_name": shape("organization_id domain_name"),
    "satisfaction_rating": shape("id ticket_id requester_id assignee_id score comment created_at:time updated_at:time"),
    "group": shape("id name"),
    "brand": shape("id name"),
}  # fmt: skip
_ZENDESK_ITSELF = "-1"


def write_world(settings: Settings, folder: Folder) -> None:
    """Agents, groups and brands."""
    synced = first_sync(settings, 0)
    regions = list(c.REGIONS)
    folder["user"].add_rows([
        {"id": str(8_000 + agent.number), "email": agent.email, "role": "agent", "active": True,
         "created_at": synced - timedelta(days=400), "updated_at": synced, "_fivetran_synced": synced}
        for agent in agents()
    ])  # fmt: skip
    folder["group"].add_rows(
        [
            {"id": str(70 + number), "name": f"Support {region}", "_fivetran_synced": synced}
            for number, region in enumerate(regions)
        ]
    )
    folder["brand"].add_rows(
        [
            {"id": str(60 + number), "name": brand, "_fivetran_synced": synced}
            for number, (_, brand) in enumerate(c.PRODUCTS.values())
        ]
    )


def write_account(told: Told, folder: Folder) -> None:
    """The organization of an account, its users, its tickets."""
    settings, account = told.settings, told.life.account
    organization = str(500_000 + account.number)
    began, synced = moment(settings, account.start * DAY_SECONDS), first_sync(settings, account.start)
    stamps = {"created_at": began, "updated_at": began, "_fivetran_deleted": False, "_fivetran_synced": synced}
    folder["organization"].add_rows(
        [{"id": organization, "name": account.name, "external_id": account.account_id, **stamps}]
    )
    folder["domain_name"].add_rows(
        [{"organization_id": organization, "domain_name": account.domain, "_fivetran_synced": synced}]
    )
    folder["user"].add_rows([
        {"id": told.person_id(contact), "email": contact.email, "role": "end-user", "active": True,
         "organization_id": organization, "external_id": f"u-{told.person_id(contact)}", **stamps}
        for contact in account.contacts
    ])  # fmt: skip
    rng = told.rng("zendesk")
    for ticket in told.on("ticket"):
        _write_ticket(told, ticket, organization, rng, folder)
        if rng.random() < c.TICKETS_RATED:
            folder["satisfaction_rating"].add_rows([_rating(told, ticket, rng)])


def comment_id(told: Told, ticket: Conversation, position: int) -> str:
    """Id of a turn's comment, and so of the interaction."""
    return str(told.thread_id(ticket.thread) * 100 + position)


def _write_ticket(told: Told, ticket: Conversation, organization: str, rng: random.Random, folder: Folder) -> None:
    settings, account, ticket_id = told.settings, told.life.account, str(told.thread_id(ticket.thread))
    loads = told.loads[ticket.thread]
    folder["ticket"].add_rows([
        {"id": ticket_id, "requester_id": told.person_id(ticket.contact), "organization_id": organization,
         "assignee_id": str(8_000 + ticket.agent.number), "brand_id": str(60 + list(c.PRODUCTS).index(account.product)),
         "group_id": str(70 + list(c.REGIONS).index(account.region)),
         "via_channel": "email" if ticket.thread % 3 else "web",
         "url": f"https://{VENDOR_DOMAIN.replace('.', '-support.')}/api/v2/tickets/{ticket_id}.json",
         "updated_at": moment(settings, ticket.turns[-1].second), "_fivetran_synced": max(loads)}
    ])  # fmt: skip
    folder["ticket_comment"].add_rows([
        {"id": comment_id(told, ticket, position), "ticket_id": ticket_id, "body": turn.text,
         "user_id": told.person_id(turn.contact) if turn.contact else
         str(8_000 + turn.agent.number) if turn.agent else _ZENDESK_ITSELF,
         "public": turn.role != "note", "voice_comment": False,
         "created": None if rng.random() < c.COMMENTS_WITHOUT_TIME else moment(settings, turn.second),
         "_fivetran_deleted": rng.random() < c.COMMENTS_DELETED, "_fivetran_synced": loaded}
        for position, (turn, loaded) in enumerate(zip(ticket.turns, loads, strict=True))
    ])  # fmt: skip


def _rating(told: Told, ticket: Conversation, rng: random.Random) -> dict[str, Any]:
    """The answer to the survey of a ticket; most are never answered, and those stay `offered`."""
    last = next(turn for turn in reversed(ticket.turns) if turn.message is not None)
    sounds = float(told.life.messages.polarity[last.message])
    answered = rng.random() < c.TICKETS_RATED_ANSWERED
    score = ("good" if sounds + rng.gauss(0, 0.25) > c.GOOD_FROM else "bad") if answered else "offered"
    comment = last.text if answered and rng.random() < c.RATING_COMMENTS else None
    at = moment(told.settings, ticket.turns[-1].second) + timedelta(hours=rng.uniform(1, 30))
    return {
        "id": f"{told.thread_id(ticket.thread)}9", "ticket_id": str(told.thread_id(ticket.thread)),
        "requester_id": told.person_id(ticket.contact), "assignee_id": str(8_000 + ticket.agent.number),
        "score": f"{score}_with_comment" if comment else score, "comment": comment, "created_at": at,
        "updated_at": at, "_fivetran_synced": at + timedelta(minutes=40),
    }  # fmt: skip
