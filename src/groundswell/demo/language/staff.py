"""Voices that are not customers: people at the help desk, the automatic assistant, internal notes."""

from __future__ import annotations

from groundswell.demo.language.grammar import capitalised
from groundswell.demo.language.mail import history
from groundswell.demo.language.phrasebook import Patterns, any_of, graded, patterns
from groundswell.demo.language.words import Words

_HEARD = 0.25  # an agent who answers a mood beyond this says so


def agent(words: Words) -> str:
    """A polite answer; what it takes up of the customer's mood is little."""
    rng, mood = words.rng, words.occasion.mood

    def piece(name: str) -> str:
        return words.say(any_of(patterns("staff", "agent", name), rng))

    if words.occasion.channel == "call" and not words.occasion.turn:
        return piece("phone")
    heard = "sorry" if mood < -_HEARD else "glad" if mood > _HEARD else "calm"
    core = [piece(name) for name in any_of(_ANSWERS, rng)]
    if words.occasion.channel in ("chat", "sms", "call"):
        said = [piece(heard), *core[:1]] if rng.random() < 0.5 else core[:1]
        return " ".join(capitalised(line) for line in said)
    greeting = piece("greeting")
    first = piece(heard if rng.random() < 0.7 else "calm")
    text = (
        f"{greeting} {capitalised(first) if greeting.endswith('.') else first}"
        if rng.random() < 0.5
        else f"{greeting}\n\n{capitalised(first)}"
    )
    lines = [" ".join([text, *(capitalised(line) for line in core)])]
    if closing := piece("closing"):
        lines.append(closing)
    if words.occasion.channel == "email":
        lines += history(words)
    return "\n".join(lines)


_ANSWERS = (
    ("question",),
    ("answer",),
    ("status",),
    ("answer", "question"),
    ("status", "question"),
    ("answer", "answer"),
)


def bot(words: Words) -> str:
    """A message of the automatic assistant."""
    return capitalised(words.say(any_of(patterns("staff", "bot", "text"), words.rng)))


def note(words: Words) -> str:
    """An internal note in shorthand."""
    rng, mood = words.rng, words.occasion.mood
    said = [words.say(any_of(patterns("staff", "note", "text"), rng)) for _ in range(any_of((1, 1, 2), rng))]
    moods: Patterns | None = None
    if abs(mood) > _HEARD and rng.random() < 0.7:
        moods = patterns("staff", "note", "down" if mood < 0 else "up")
    if moods:
        said.append(words.say(graded(moods, abs(mood), rng)))
    return " ".join(said)
