"""What happens to words between head and screen: typing errors, missing capitals and stops, emoji, shouting."""

from __future__ import annotations

import random
import re

from groundswell.demo.language import phrasebook
from groundswell.demo.language.phrasebook import any_of, graded
from groundswell.demo.language.tone import Tone

_WORD = re.compile(r"[A-Za-z']{2,}")
_SHOUTED = re.compile(r"\b(?:not|still|again|nobody|never|every|three|nothing|all|now|is|so|very|love|best|thank)\b")


def misspelt(text: str, errors_per_text: float, rng: random.Random) -> str:
    """The text with about that many words mistyped: swapped, doubled or missing letters, common misspellings."""
    if rng.random() > errors_per_text:
        return text
    spots = [match for match in _WORD.finditer(text) if "@" not in text[max(0, match.start() - 1) : match.end() + 1]]
    if not spots:
        return text
    known = phrasebook.raw("mistakes")["misspelt"]
    usual = [spot for spot in spots if spot[0].lower() in known]
    spot = any_of(usual if usual and rng.random() < 0.7 else spots, rng)
    word = spot[0]
    wrong = known.get(word.lower())
    wrong = _slipped(word, rng) if wrong is None else wrong.capitalize() if word[0].isupper() else wrong
    return text[: spot.start()] + wrong + text[spot.end() :]


def _slipped(word: str, rng: random.Random) -> str:
    if "'" in word:
        return word.replace("'", "")
    if len(word) < 4:
        return word
    at = rng.randrange(1, len(word) - 2)
    slip = rng.randrange(3)
    if slip == 0:
        return word[:at] + word[at + 1] + word[at] + word[at + 2 :]
    return word[:at] + word[at] + word[at:] if slip == 1 else word[:at] + word[at + 1 :]


def careless(text: str, share: float, rng: random.Random) -> str:
    """With that probability without capitals, apostrophes or the last stop, each on its own."""
    if rng.random() < share:
        text = "".join(part if part.startswith(("@", "http", "#")) else part.lower() for part in _split(text))
    if rng.random() < share * 0.5:
        text = text.replace("'", "")
    if rng.random() < share and text.endswith("."):
        text = text[:-1]
    return text


def _split(text: str) -> list[str]:
    return re.split(r"(\S*[@#/]\S+)", text)


def loud(text: str, tone: Tone, rng: random.Random) -> str:
    """A word in capitals or more exclamation marks, more often the stronger the feeling."""
    force = tone.strength if tone.is_open else 0.0
    if rng.random() < 0.12 * force:
        text = _SHOUTED.sub(lambda match: match[0].upper(), text, count=1)
    if rng.random() < (0.50 if tone.felt > 0 else 0.30) * force and text.endswith("."):
        text = text[:-1] + any_of(("!", "!", "!!", "!!!"), rng)
    return text


def with_emoji(text: str, tone: Tone, share: float, rng: random.Random) -> str:
    """With that probability an emoji or emoticon at the end; it seldom contradicts the mood."""
    if rng.random() >= share:
        return text
    signs = phrasebook.raw("mistakes")["emoji"]
    if abs(tone.felt) < 0.2 or rng.random() < 0.12:
        return f"{text} {any_of(signs['flat'], rng)}"
    return f"{text} {graded(signs[tone.sign], tone.strength, rng)}"
