"""One account as its sources will tell of it: its life, its conversations in words, and when each turn was loaded."""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import datetime

from groundswell.demo.conversations import Conversation, make_conversations
from groundswell.demo.delivery import load_turns
from groundswell.demo.life import Life
from groundswell.demo.names import Contact
from groundswell.demo.randomness import generator
from groundswell.demo.settings import Settings


@dataclass(frozen=True)
class Told:
    """What the writers of all sources share. `loads` has the load times of a thread's turns in their order."""

    settings: Settings
    life: Life
    conversations: list[Conversation]
    loads: dict[int, list[datetime]]

    def on(self, *channels: str) -> list[Conversation]:
        """The conversations on some channels."""
        return [conversation for conversation in self.conversations if conversation.channel in channels]

    def rng(self, concern: str) -> random.Random:
        """Random numbers of the account for one concern."""
        return random.Random(int(generator(self.settings.seed, concern, self.life.account.number).integers(2**62)))

    def person_id(self, contact: Contact) -> str:
        """Number of a contact in systems that number people."""
        return str(10_000_000 + self.life.account.number * 10 + contact.number)

    def thread_id(self, thread: int) -> int:
        """Number of a thread, different in all accounts."""
        return (self.life.account.number + 1) * 100_000 + thread


def tell(settings: Settings, life: Life) -> Told:
    """Put an account's messages into words and give them load times."""
    conversations = list(make_conversations(settings, life))
    return Told(settings, life, conversations, load_turns(settings, life.account.number, conversations))
