"""Fills the slots of patterns for one message: names, numbers, details that look like personal data."""

from __future__ import annotations

import random
import re
from collections.abc import Callable

from groundswell.demo.language import phrasebook
from groundswell.demo.language.grammar import Pattern, capitalised, expand
from groundswell.demo.language.occasion import Occasion

_NUMBER_WORDS = ("two", "three", "four", "five", "six", "seven", "eight", "nine")
_CODE = "abcdefghjkmnpqrstuvwxyz23456789"
_GAPS = re.compile(r" (?=[ ,.])")  # what an empty choice leaves behind
_REMEMBERED = ("thing", "agent", "surname", "order", "phone", "email")  # the same throughout a message


class Words:
    """The words of one message. Addresses end in .example, phone numbers lie in the range reserved for fiction."""

    def __init__(self, occasion: Occasion, rng: random.Random, book: str = "words"):
        self.occasion = occasion
        self.rng = rng
        self.topic = occasion.topic
        self.event = occasion.event  # None once it has been told
        self._book = book
        self._remembered: dict[str, str] = {}

    def say(self, pattern: Pattern) -> str:
        """One text of a pattern, its first letter as it is."""
        text = expand(pattern, self.fill, self.rng)
        if " ." in text or "  " in text or " ," in text:
            text = _GAPS.sub("", text)
        return text

    def sentence(self, pattern: Pattern) -> str:
        """One text of a pattern that begins with a capital letter and ends with a mark."""
        text = capitalised(self.say(pattern).strip())
        return text if text[-1:] in ".!?…:," else text + "."

    def about(self, topic: str) -> Words:
        """Words of the same message for another topic."""
        other = Words(self.occasion, self.rng, self._book)
        other.topic, other.event = topic, None
        other._remembered = {name: words for name, words in self._remembered.items() if name != "thing"}
        return other

    def fill(self, slot: str) -> str:
        """The words of a slot.

        Raises:
            KeyError: no such slot.
        """
        if slot in self._remembered:
            return self._remembered[slot]
        words = self._words(slot)
        if slot in _REMEMBERED:
            self._remembered[slot] = words
        return words

    def _words(self, slot: str) -> str:
        if slot == "agent" and self.occasion.agent:
            return self.occasion.agent
        if slot in ("product", "person", "company"):
            return getattr(self.occasion, slot)
        if slot in _MADE:
            return _MADE[slot](self)
        lists = phrasebook.raw(self._book)
        if slot in lists:
            return self.say(phrasebook.any_of(phrasebook.patterns(self._book, slot), self.rng))
        if slot == "thing":
            return self.say(phrasebook.any_of(phrasebook.patterns("topics", self.topic, "thing"), self.rng))
        return self.say(phrasebook.any_of(phrasebook.patterns("words", slot), self.rng))

    def _big(self) -> str:
        number = int(10 ** self.rng.uniform(2.3, 4.7))
        return f"{number:,}" if self.rng.random() < 0.6 else str(number)

    def _order(self) -> str:
        digits = self.rng.randrange(10_000, 999_999)
        return f"{phrasebook.any_of(('#', '', 'SO-', 'INV-', 'C-', 'ref '), self.rng)}{digits}"

    def _money(self) -> str:
        amount = int(10 ** self.rng.uniform(1.8, 4.1))
        return phrasebook.any_of((f"€{amount:,}", f"${amount:,}", f"{amount} euros", f"£{amount}"), self.rng)

    def _phone(self) -> str:
        line = f"01{self.rng.randrange(100):02}"
        area = self.rng.choice(("202", "305", "415", "503", "617", "713"))
        return self.rng.choice((f"{area}-555-{line}", f"({area}) 555-{line}", f"+1 {area} 555 {line}"))

    def _email(self) -> str:
        return f"{plain(self.fill('person'))}{self.rng.choice(('', '.office', '.work'))}@{self._company_host()}"

    def _company_host(self) -> str:
        return f"{plain(self.occasion.company)}.example"

    def _desk_host(self) -> str:
        return f"{plain(self.occasion.product)}.example"

    def _code(self) -> str:
        return "".join(self.rng.choice(_CODE) for _ in range(6))


def plain(name: str) -> str:
    """A name as it stands in an address: "Blue & Co" becomes "blueco"."""
    return re.sub(r"[^a-z0-9]", "", name.lower()) or "mail"


_MADE: dict[str, Callable[[Words], str]] = {
    "n": lambda words: str(words.rng.randrange(2, 10)),
    "pct": lambda words: str(words.rng.randrange(11, 100)),
    "clock": lambda words: f"{words.rng.randrange(7, 20)}:{words.rng.randrange(60):02}",
    "number": lambda words: phrasebook.any_of(_NUMBER_WORDS, words.rng),
    "big": Words._big,
    "order": Words._order,
    "money": Words._money,
    "phone": Words._phone,
    "email": Words._email,
    "code": Words._code,
    "handle": lambda words: plain(words.occasion.product),
    "desk": lambda words: f"help@{words._desk_host()}",
    "desk_host": Words._desk_host,
}
