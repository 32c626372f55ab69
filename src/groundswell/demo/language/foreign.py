"""The same in German, French and Spanish, with fewer words: a share of a portfolio does not write English."""

from __future__ import annotations

from groundswell.demo.language.grammar import capitalised
from groundswell.demo.language.mail import history
from groundswell.demo.language.phrasebook import any_of, graded, patterns
from groundswell.demo.language.tone import OPINION_CHANNELS, Tone
from groundswell.demo.language.words import Words

BOOKS = {"de": "german", "fr": "french", "es": "spanish"}


def foreign(tone: Tone, words: Words) -> str:
    """A message in the language of the occasion; the topic is whatever it has words for."""
    rng, book = words.rng, BOOKS[words.occasion.language]
    if words.occasion.turn and abs(tone.felt) > 0.15 and rng.random() < 0.5:
        said = [words.say(graded(patterns(book, f"reply_{tone.sign}"), tone.strength, rng))]
    else:
        said = [_situation(tone, words, book)]
    if tone.is_open:
        said.append(words.say(graded(patterns(book, tone.sign), tone.strength, rng)))
    if tone.kind != "remark" and rng.random() < 0.25:
        said.append(words.say(any_of(patterns(book, "remark"), rng)))
    if words.occasion.channel not in OPINION_CHANNELS and rng.random() < 0.35:
        said.append(words.say(any_of(patterns(book, "detail"), rng)))
    text = " ".join(capitalised(line) for line in said)
    if words.occasion.channel == "email":
        greeting, sign_off = (words.say(any_of(patterns(book, name), rng)) for name in ("greeting", "sign_off"))
        header = words.say(any_of(patterns(book, "header"), rng))
        lines = [greeting, "", text, "", sign_off, words.occasion.person, *history(words, header)]
        return "\n".join(lines)
    if words.occasion.channel in ("ticket", "chat") and not words.occasion.turn and rng.random() < 0.5:
        return f"{words.say(any_of(patterns(book, 'greeting'), rng))}\n{text}"
    return text


def _situation(tone: Tone, words: Words, book: str) -> str:
    if tone.kind in ("fault", "delight"):
        is_expected = (tone.kind == "fault") == (tone.felt < 0)
        return words.say(graded(patterns(book, tone.kind), tone.strength if is_expected else 0.1, words.rng))
    return words.say(any_of(patterns(book, tone.kind), words.rng))
