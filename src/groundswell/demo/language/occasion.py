"""Who is about to write what, where and in which mood."""

from __future__ import annotations

from dataclasses import dataclass

from groundswell.demo.language import phrasebook

CHANNELS = ("ticket", "chat", "email", "call", "sms", "survey", "community", "review", "social", "note")
ROLES = ("customer", "agent", "bot")
EVENTS = ("release", "incident", "price_change", "billing", "onboarding", "campaign")
LANGUAGES = ("en", "de", "fr", "es")
TOPICS: tuple[str, ...] = tuple(phrasebook.raw("topics"))
"""Product areas, the names of seeds/topics.csv."""


@dataclass(frozen=True, slots=True)
class Occasion:
    """What a writer is about to say. Never stored; nothing of it but names and `previous` gets into the text as it is.

    Args:
        mood: latent mood of the writer about the topic at that time, −1 … +1.
        channel: one of `CHANNELS`.
        role: one of `ROLES`. The mood of an agent is read as that of the customer the agent answers.
        turn: 0 opens the thread, 1 and more are later turns.
        topic: one of `TOPICS`.
        product: name of the product.
        person: first name of the customer: who writes, or for an agent, a bot or a note, who is written to or about.
        company: name of the writer's company.
        event: one of `EVENTS` around that time, or None. Other event types are not talked about.
        previous: text of the turn before, which mails quote; or None.
        language: one of `LANGUAGES`; agents and bots write English whatever it is.
        agent: first name of the agent of the conversation; None draws one.

    Raises:
        ValueError: a channel, role, topic or language that does not exist, or a mood outside −1 … +1.
    """

    mood: float
    channel: str
    role: str
    turn: int
    topic: str
    product: str
    person: str
    company: str
    event: str | None = None
    previous: str | None = None
    language: str = "en"
    agent: str | None = None

    def __post_init__(self) -> None:
        for name, allowed in (("channel", CHANNELS), ("role", ROLES), ("topic", TOPICS), ("language", LANGUAGES)):
            if getattr(self, name) not in allowed:
                raise ValueError(f"{name} {getattr(self, name)!r} is none of {', '.join(allowed)}")
        if not -1 <= self.mood <= 1:
            raise ValueError(f"mood {self.mood} is outside -1 … +1")
