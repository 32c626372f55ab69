"""The sentences of a message: what happened, how it is felt, what it led to, what is wanted."""

from __future__ import annotations

import random
import re
from dataclasses import replace

from groundswell.demo.language import phrasebook
from groundswell.demo.language.grammar import Pattern, capitalised, expand, going_on
from groundswell.demo.language.occasion import EVENTS, TOPICS
from groundswell.demo.language.phrasebook import any_of, graded, patterns
from groundswell.demo.language.tone import Tone
from groundswell.demo.language.words import Words

_EVENT_SHARE = 0.45  # of the messages around an event that speak of it
_RIVAL_SHARE = 0.03  # of the messages that name another product
_INSIDE = re.compile(r"([:,–] )([A-Z]\w*(?: \w+:)?)")
_FULL = 0.45  # a mood beyond this is told even by those who came to ask something
_SIGNED = ("fault", "delight")  # kinds whose lists run from faint to strong
_NOT_RELEASED = {"billing", "pricing", "support", "documentation", "onboarding", "security"}  # a release changes none


def situation(kind: str, strength: float, words: Words) -> str:
    """A sentence about the topic, or about what happens around it."""
    rng, event = words.rng, words.event
    if event in EVENTS and rng.random() < _EVENT_SHARE and not (event == "release" and words.topic in _NOT_RELEASED):
        clause = words.say(_one(patterns("events", event, kind), kind, strength, rng))
        opener = words.say(any_of(patterns("events", event, "opener"), rng)).strip()
        words.event = None
        return f"{opener}{' ' if clause.startswith(('and ', 'but ', 'while ')) else ', '}{clause}"
    return words.sentence(_one(patterns("topics", words.topic, kind), kind, strength, rng))


def _one(lines: phrasebook.Patterns, kind: str, strength: float, rng: random.Random):
    return graded(lines, strength, rng) if kind in _SIGNED else any_of(lines, rng)


def sentences(tone: Tone, words: Words, room: int) -> list[str]:
    """About `room` sentences (1 … 7) of a message that gives or asks for help."""
    rng = words.rng
    if tone.is_sarcastic:
        return [_sarcasm(tone, words)]
    said = [_mixed(tone, words)] if tone.is_mixed and room > 1 else [situation(tone.kind, _gravity(tone), words)]
    if room > 1 and tone.kind not in _SIGNED and tone.is_frank and abs(tone.felt) > _FULL:
        tone = replace(tone, kind="fault" if tone.felt < 0 else "delight")  # whoever is full of it talks of that, too
        said.append(situation(tone.kind, _gravity(tone), words))
    extras = _extras(tone, rng)[: room - 1]
    said += [_extra(part, tone, words) for part in ("flat", "history", "impact", "reaction", "rival") if part in extras]
    if extras and "reaction" in extras and rng.random() < 0.15:
        said.insert(0, said.pop())
    if "wish" in extras:
        said.append(_extra("wish", tone, words))
    return said


def verdict(tone: Tone, words: Words, room: int) -> list[str]:
    """About `room` sentences of somebody who gives an opinion."""
    rng = words.rng
    if tone.is_sarcastic:
        return [_sarcasm(tone, words)]
    judged = words.sentence(graded(patterns("feelings", "verdict", tone.sign), tone.strength, rng))
    told = _mixed(tone, words) if tone.is_mixed else situation(tone.kind, _gravity(tone), words)
    if room == 1:
        return [judged if tone.is_frank else told]
    said = [judged, told] if rng.random() < 0.5 else [told, judged]
    if not tone.is_frank:
        said = [told]
    if room > 2 and tone.is_open and rng.random() < 0.6:
        said.append(_extra("impact" if rng.random() < 0.5 else "reaction", tone, words))
    for _ in range(room - 3):
        other = replace(tone, kind="fault" if rng.gauss(tone.felt, 0.4) < 0 else "delight")
        topic = words.topic if rng.random() < 0.4 else any_of(TOPICS, rng)
        said.insert(1, situation(other.kind, _gravity(other), words.about(topic)))
    if rng.random() < _RIVAL_SHARE:
        said.append(_extra("rival", tone, words))
    return said


def aside(tone: Tone, words: Words) -> str:
    """A feeling in a few words."""
    return words.say(graded(patterns("feelings", "short", tone.sign), tone.strength, words.rng))


def _gravity(tone: Tone) -> float:
    """How far down its list a situation is: what is grave and what is felt to be go together, loosely."""
    return tone.strength if (tone.kind == "fault") == (tone.felt < 0) else 0.25 * (1 - tone.strength)


def _extras(tone: Tone, rng: random.Random) -> list[str]:
    """What else is said, the most likely first."""
    is_bad = tone.kind == "fault" and tone.felt < 0
    chances = {
        "reaction": tone.is_open,
        "flat": rng.random() < (0.15 if tone.kind == "delight" else 0.35) * (1 - 0.7 * abs(tone.felt)),
        "wish": rng.random() < (0.25 if tone.kind == "ask" else 0.4),
        "history": is_bad and rng.random() < 0.35,
        "impact": rng.random() < 0.3 and (is_bad or (tone.kind == "delight" and tone.felt > 0)),
        "rival": rng.random() < _RIVAL_SHARE,
    }
    wanted = [name for name, is_wanted in chances.items() if is_wanted]
    if len(wanted) > 1 and rng.random() < 0.4:
        rng.shuffle(wanted)
    return wanted


def _extra(part: str, tone: Tone, words: Words) -> str:
    rng, feelings = words.rng, phrasebook.raw("feelings")
    if part == "flat":
        return words.sentence(any_of(patterns("feelings", "reaction", "flat"), rng))
    sign = tone.sign
    if "flat" in feelings[part] and (abs(tone.felt) < 0.2 or not tone.is_frank) and rng.random() < 0.8:
        sign = "flat"
    if part == "wish" and sign == "up" and tone.kind != "delight":
        sign = "flat"
    if part == "history":
        sign = "down"
    lines = patterns("feelings", part, sign)
    return words.sentence(any_of(lines, rng) if sign == "flat" else graded(lines, tone.strength, rng))


def _mixed(tone: Tone, words: Words) -> str:
    """One thing praised, another one damned; the mood has the last word."""
    rng = words.rng
    loud, quiet = max(0.25, tone.strength), rng.uniform(0.0, 0.5)
    other = words.about(any_of(TOPICS, rng))
    up_words, down_words = (other, words) if tone.felt < 0 else (words, other)
    up, down = (quiet, loud) if tone.felt < 0 else (loud, quiet)
    parts = {
        "up": up_words.sentence(graded(patterns("topics", up_words.topic, "delight"), up, rng)),
        "down": down_words.sentence(graded(patterns("topics", down_words.topic, "fault"), down, rng)),
        "up_reaction": words.sentence(graded(patterns("feelings", "reaction", "up"), up, rng)),
    }
    pattern = any_of(patterns("feelings", "aside", tone.sign), rng)
    return _filled(pattern, parts, words)


def _sarcasm(tone: Tone, words: Words) -> str:
    fault = words.sentence(graded(patterns("topics", words.topic, "fault"), max(0.4, tone.strength), words.rng))
    return _filled(any_of(patterns("feelings", "sarcasm", "any"), words.rng), {"fault": fault}, words)


def _filled(pattern: Pattern, parts: dict[str, str], words: Words) -> str:
    text = expand(pattern, lambda slot: parts.get(slot) or words.fill(slot), words.rng)
    return capitalised(_INSIDE.sub(lambda match: match[1] + going_on(match[2]), text))
