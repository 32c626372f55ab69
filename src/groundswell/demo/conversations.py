"""Messages put into words: what the customers write, what agents and bots answer, and what is noted about it."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from groundswell.demo import constants as c
from groundswell.demo.language import TOPICS, Occasion, write
from groundswell.demo.life import Life
from groundswell.demo.names import Contact
from groundswell.demo.people import Agent, agents_of
from groundswell.demo.randomness import generator
from groundswell.demo.settings import Settings
from groundswell.demo.traffic import CHANNELS

# Topic that somebody writes about under the impression of an event; otherwise the account's own.
_TOPIC_OF_EVENT = {"billing": "billing", "price_change": "pricing", "release": "updates", "incident": "reliability",
                   "onboarding": "onboarding"}  # fmt: skip
_ANSWERED = ("ticket", "chat", "email", "sms", "community", "call")


@dataclass(frozen=True, slots=True)
class Turn:
    """One thing that was said. `message` is the number of the customer's message; None for the vendor's side.

    `role` is customer, agent, bot or note (an agent's internal note). `text` is None where nothing was written,
    `language` None where nobody would note it (English).
    """

    role: str
    second: int
    text: str | None
    contact: Contact | None
    agent: Agent | None
    message: int | None
    language: str | None


@dataclass(frozen=True, slots=True)
class Conversation:
    """One thread: its turns in order of time, and who opened it and handles it."""

    thread: int
    channel: str
    contact: Contact
    agent: Agent
    turns: list[Turn]


def make_conversations(settings: Settings, life: Life) -> Iterator[Conversation]:
    """The conversations of an account in order of their first message."""
    rng = random.Random(int(generator(settings.seed, "conversations", life.account.number).integers(2**62)))
    writer = _Writer(settings, life, rng)
    messages = life.messages
    order = np.lexsort((messages.turn, messages.thread))
    for members in np.split(order, np.flatnonzero(np.diff(messages.thread[order])) + 1):
        if len(members):
            yield writer.conversation(members)


class _Writer:
    """Writes the conversations of one account: what it writes about, who answers, what it has heard of."""

    def __init__(self, settings: Settings, life: Life, rng: random.Random):
        self.life, self.rng, self.messages = life, rng, life.messages
        self.agents = agents_of(life.account.region)
        own = rng.sample(TOPICS, c.TOPICS_OF_ACCOUNT)
        self.topics = {topic: 1 / rank for rank, topic in enumerate(own, start=1)}
        self.languages = [self._language() for _ in life.account.contacts]
        talked_about = [shock for shock in life.touching if shock.kind in c.TALKED_ABOUT]
        self.events = [(shock.kind, shock.share(settings.n_days)) for shock in talked_about]
        self.last_second = life.outcomes.last(settings) * 86_400 - 1

    def conversation(self, members: np.ndarray) -> Conversation:
        """One thread from the numbers of its customer messages, in order of turn."""
        thread, rng = _Thread(self, int(members[0])), self.rng
        seconds = self.messages.second[members].tolist()
        for position, message in enumerate(members.tolist()):
            if thread.channel == "call" and position == 0:
                thread.vendor_says("agent", message, seconds[0] - 1)
            thread.customer_says(message, is_first=position == 0)
            if thread.channel == "chat" and position == 0 and rng.random() < c.BOT_SHARE:
                thread.vendor_says("bot", message, seconds[0] + rng.uniform(1, 4))
            if thread.channel == "call" or (thread.channel in _ANSWERED and rng.random() < c.ANSWERED_SHARE):
                if message == members[-1]:
                    pause = 60 * rng.uniform(*c.ANSWER_MINUTES[thread.channel])
                else:
                    pause = (seconds[position + 1] - seconds[position]) * rng.uniform(0.3, 0.9)
                thread.vendor_says("agent", message, seconds[position] + max(5, pause))
        if thread.channel in ("ticket", "chat") and rng.random() < c.NOTE_SHARE:
            thread.vendor_says("note", int(members[-1]), thread.turns[-1].second + 60 * rng.uniform(1, 30))
        number = int(self.messages.thread[members[0]])
        return Conversation(number, thread.channel, thread.contact, thread.agent, thread.turns)

    def event_on(self, day: int) -> str | None:
        """What is going on that day, if somebody talks about it."""
        strengths = [(share[day], kind) for kind, share in self.events if share[day] > 0]
        if not strengths:
            return None
        share, kind = max(strengths)
        return kind if self.rng.random() < c.EVENT_TALK_SHARE * share else None

    def _language(self) -> str:
        """Mother tongue of a contact."""
        if self.life.account.region == "EMEA" and self.rng.random() < c.OTHER_LANGUAGES_SHARE:
            return self.rng.choice(("de", "fr", "es"))
        return "en"


class _Thread:
    """A thread while it is written."""

    def __init__(self, writer: _Writer, first: int):
        self._writer, self._rng, self._messages = writer, writer.rng, writer.messages
        self.channel = CHANNELS[self._messages.channel[first]]
        self.contact = self._author(first)
        self.agent = self._rng.choice(writer.agents)
        self._event = writer.event_on(int(self._messages.day[first]))
        drawn = self._rng.choices(list(writer.topics), list(writer.topics.values()))[0]
        self._topic = _TOPIC_OF_EVENT.get(self._event or "", drawn)
        self._previous: str | None = None
        self.turns: list[Turn] = []

    def customer_says(self, message: int, is_first: bool) -> None:
        """The next turn of the customer; many answers to a survey have no words."""
        author, rng = self._author(message), self._rng
        language = self._writer.languages[author.number] if rng.random() < c.MOTHER_TONGUE else "en"
        text = None
        if self.channel != "survey" or rng.random() < c.SURVEY_COMMENTS:
            text = self._words("customer", message, 0 if is_first else len(self.turns), language)
        second = int(self._messages.second[message])
        self._say(Turn("customer", second, text, author, None, message, None if language == "en" else language))

    def vendor_says(self, role: str, message: int, second: float) -> None:
        """A turn of an agent or a bot, or an internal note, under the impression of a customer's message."""
        text = self._words(role, message, len(self.turns), "en")
        at = min(int(second), self._writer.last_second)
        self._say(Turn(role, at, text, None, None if role == "bot" else self.agent, None, None))

    def _say(self, turn: Turn) -> None:
        self.turns.append(turn)
        if turn.text and turn.role in ("customer", "agent"):
            self._previous = turn.text

    def _author(self, message: int) -> Contact:
        return self._writer.life.account.contacts[self._messages.author[message]]

    def _words(self, role: str, message: int, turn: int, language: str) -> str:
        account = self._writer.life.account
        on, speaks = ("note", "agent") if role == "note" else (self.channel, role)
        occasion = Occasion(
            mood=float(self._messages.tone[message]), channel=on, role=speaks, turn=turn, topic=self._topic,
            product=account.product, person=self._author(message).first_name, company=account.name,
            event=self._event, previous=self._previous, language=language,
        )  # fmt: skip
        return write(occasion, self._rng)
