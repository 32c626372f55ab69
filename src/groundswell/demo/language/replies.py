"""Later turns of a customer: often a few words, sometimes as long as an opening."""

from __future__ import annotations

from groundswell.demo.language.body import aside, sentences
from groundswell.demo.language.phrasebook import Patterns, any_of, graded, patterns, raw
from groundswell.demo.language.tone import Tone
from groundswell.demo.language.words import Words

_PLAIN = 0.22  # a mood nearer to 0 than this mostly answers with a fact


def reply(tone: Tone, words: Words, room: int) -> list[str]:
    """One short reply, and up to `room` − 1 sentences after it."""
    rng = words.rng
    is_plain = abs(tone.felt) < _PLAIN or not (tone.is_frank or rng.random() < 0.6)
    if is_plain:
        said = [words.say(any_of(_answers(words), rng))]
        if rng.random() < 0.2:
            said.append(words.say(any_of(patterns("replies", "flat"), rng)))
    else:
        said = [words.say(graded(patterns("replies", tone.sign), tone.strength, rng))]
        if rng.random() < 0.12:
            said.append(f"{aside(tone, words)}.")
    if room > 1 and rng.random() < (0.35 if tone.felt > 0.2 else 0.55):
        said += sentences(tone, words, room - 1)
    return [line[:1].upper() + line[1:] for line in said]


def _answers(words: Words) -> Patterns:
    """Lines that answer a question of the turn before, or any plain lines if none is known."""
    asked = (words.occasion.previous or "").lower()
    for question in raw("replies")["answers"]:
        if question in asked:
            return patterns("replies", "answers", question)
    return patterns("replies", "flat")
