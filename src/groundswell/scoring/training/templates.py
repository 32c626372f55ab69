"""Texts composed from our own phrases, for what the labelled sets do not teach.

Support mood differs from film criticism in a few ways that can be written down: alarming words are often plain
technology, a question about a problem is not a complaint, "Great." means its opposite after bad news, and a sentence
may praise one thing and damn another. Each family below covers one of them; `written.py` mixes them.
"""

from __future__ import annotations

import tomllib
from pathlib import Path
from random import Random

from groundswell.scoring.encoder import EMOTIONS
from groundswell.scoring.training.datasets import Example, soft_classes

PHRASES = tomllib.loads((Path(__file__).parent / "phrases.toml").read_text(encoding="utf-8"))
WEAK = 0.12  # the width of a written valence: wider than a rated one, which is ± .05


def example_of(text: str, family: str, valence: float, emotions: set[str] | None = None, context: str = "") -> Example:
    """A written example; without *emotions* it says nothing about them."""
    known = tuple(float(name in emotions) for name in EMOTIONS) if emotions is not None else (float("nan"),) * 7
    example = Example(
        text, f"written_{family}", soft_classes(valence, 0.05), valence=valence, valence_sd=WEAK,
        intensity=abs(valence), emotions=known, context=context,
    )  # fmt: skip
    example.is_held_back = False
    return example


def _fill(text: str, draw: Random) -> str:
    for slot in ("kill", "alarm", "drops", "drop", "severity", "number", "month", "thing"):
        while "{" + slot + "}" in text:
            text = text.replace("{" + slot + "}", draw.choice(PHRASES["things" if slot == "thing" else slot]), 1)
    return text


def sentence(text: str, draw: Random) -> str:
    """A text with a capital and a full stop, or as careless as people write."""
    text = text[0].upper() + text[1:] if draw.random() < 0.8 else text
    return text + draw.choice(["", ".", ".", "!"]) if text[-1].isalnum() else text


def clause(draw: Random, sign: int) -> tuple[str, float]:
    """One opinion about one thing, with its valence."""
    if sign and draw.random() < 0.3:
        frame = draw.choice(PHRASES["relations" if sign > 0 else "dislikes"])
        return frame.replace("{thing}", draw.choice(PHRASES["things"] + PHRASES["plural_things"])), 0.6 * sign
    if sign and draw.random() < 0.15:
        adjective, valence = draw.choice(PHRASES["good_adjectives" if sign > 0 else "bad_adjectives"])
        return f"{adjective} {draw.choice(PHRASES['things'] + PHRASES['plural_things']).removeprefix('the ')}", valence
    predicate, valence = draw.choice(PHRASES[{1: "good", -1: "bad", 0: "plain"}[sign]])
    return f"{draw.choice(PHRASES['things'])} {predicate}", valence


def opinion(draw: Random) -> Example:
    """A plain opinion about a product, or a plain statement of fact."""
    sign = draw.choice([1, -1, -1, 0])
    text, valence = clause(draw, sign)
    emotions = {1: {"satisfaction"}, -1: {"frustration"}, 0: {"neutral"}}[sign]
    return example_of(sentence(text, draw), "opinion", valence, emotions)


def contrast(draw: Random) -> Example:
    """Two opinions of opposite sign; what follows "but" weighs more."""
    sign = draw.choice([1, -1])
    (first, before), (second, after) = clause(draw, sign), clause(draw, -sign)
    joint, weight = draw.choice(PHRASES["joints"])
    valence = (1 - weight) * before + weight * after
    return example_of(sentence(f"{first}{joint}{second}", draw), "contrast", valence)


def intensity(draw: Random) -> Example:
    """The same quality in rising strength: words, boosters and exclamation marks."""
    sign = draw.choice([1, -1])
    word, valence = draw.choice(PHRASES["ladder_good" if sign > 0 else "ladder_bad"])
    if " " not in word and draw.random() < 0.35:
        booster, change = draw.choice(PHRASES["boosters"])
        word, valence = f"{booster} {word}", valence + sign * change
    ending, change = draw.choice(PHRASES["endings"])
    valence = max(-0.95, min(0.95, valence + sign * change))
    text = _fill(draw.choice(PHRASES["ladder_frames"]).replace("{word}", word), draw)
    return example_of(text[0].upper() + text[1:] + ending, "intensity", valence)


def irony(draw: Random) -> Example:
    """Praise in front of an event nobody would praise, beside the same praise in earnest."""
    ironic = draw.random() < 0.6
    frame = draw.choice(PHRASES["ironic_praise" if ironic else "genuine_praise"])
    event = draw.choice(PHRASES["bad_events" if ironic else "good_events"])
    text = frame.replace("{event}", event).replace("{Event}", event[0].upper() + event[1:])
    return example_of(text, "irony", -0.45 if ironic else 0.55, {"frustration"} if ironic else {"satisfaction", "joy"})


def technical(draw: Random) -> Example:
    """A neutral technical sentence full of alarming words."""
    return example_of(_fill(draw.choice(PHRASES["technical"]), draw), "technical", 0.0, {"neutral"})


def request(draw: Random) -> Example:
    """A support question in a neutral register."""
    text = draw.choice(PHRASES["requests"]).replace("{act}", draw.choice(PHRASES["acts"]))
    return example_of(text, "request", 0.0, {"neutral"})


def question(draw: Random) -> str:
    """A problem as a neutral question."""
    named = draw.choice(PHRASES["problems"])
    text = draw.choice(PHRASES["problem_questions"]).replace("{problem}", named)
    return _fill(text.replace("{Problem}", named[0].upper() + named[1:]), draw)


def problem(draw: Random) -> Example:
    """A problem as a neutral question, told to support, as a flat verdict, or as a complaint: the frame decides."""
    kind = draw.choices(["question", "why", "told", "complaint"], [0.31, 0.28, 0.2, 0.21])[0]
    if kind == "why":
        text = draw.choice(PHRASES["why_questions"])
    elif kind == "told":
        text = draw.choice(PHRASES["told_problems"])
    else:
        text = draw.choice(PHRASES["problem_questions" if kind == "question" else "complaints"])
    named = draw.choice(PHRASES["problems"])
    text = text.replace("{problem}", named).replace("{Problem}", named[0].upper() + named[1:])
    for slot in ("noun", "done", "open", "work"):
        text = text.replace("{" + slot + "}", draw.choice(PHRASES["nouns" if slot == "noun" else slot]))
    text = _fill(text, draw)
    if kind == "complaint":
        return example_of(text, "problem", -0.55, {"frustration"})
    return example_of(text, "problem", -0.08 if kind == "told" else -0.06, {"neutral"})


def news(draw: Random, is_bad: bool) -> str:
    """What the turn before a reply tells: written whole, put together from parts, or an event or opinion of others."""
    kind = draw.choices(["whole", "parts", "event", "opinion"], [0.4, 0.35, 0.15, 0.1])[0]
    if kind == "whole":
        return draw.choice(PHRASES["failures" if is_bad else "fixes"])
    if kind == "parts":
        verb, verbed = draw.choice(PHRASES["repairs"])
        frame = draw.choice(PHRASES["not_repaired" if is_bad else "repaired"])
        text = frame.replace("{verbed}", verbed).replace("{verb}", verb)
        return text.replace("{noun}", draw.choice(PHRASES["nouns"]))
    text = (
        clause(draw, -1 if is_bad else 1)[0]
        if kind == "opinion"
        else draw.choice(PHRASES["bad_events"] + PHRASES["problems"] if is_bad else PHRASES["good_events"])
    )
    return f"{text[0].upper()}{text[1:]}."


def _answer(draw: Random, praises: bool, is_bad: bool) -> tuple[str, float]:
    """Praise or a neutral word, with the valence that the news before it, bad or good, gives it."""
    if praises:
        return draw.choice(PHRASES["echo_praise"]), -0.4 if is_bad else 0.6
    return draw.choice(PHRASES["echo_neutral"]), -0.15 if is_bad else 0.15


def reply(draw: Random) -> Example:
    """A short reply that only the turns before it explain."""
    opener = draw.choice(PHRASES["openers"])
    kind = draw.choice(["praise", "praise", "praise", "neutral", "bad", "solved", "broken", "plain"])
    after_failure = draw.random() < 0.5
    turn = news(draw, after_failure)
    if kind in ("praise", "neutral"):
        text, valence = _answer(draw, kind == "praise", after_failure)
    elif kind == "bad":
        text, valence = draw.choice(PHRASES["echo_bad"]), -0.5 if after_failure else -0.25
    elif kind == "plain":
        turn, text, valence = draw.choice(PHRASES["neutral_turns"]), draw.choice(PHRASES["echo_neutral"]), 0.0
    else:
        turn = draw.choice(PHRASES["asks_if_solved" if kind == "solved" else "asks_if_broken"])
        affirms = draw.random() < 0.5
        text = draw.choice(
            ["Yes.", "Yes!", "Yes it is.", "Yep.", "Yes, thanks."]
            if affirms
            else ["No.", "Nope.", "No!", "Not at all."]
        )
        valence = 0.4 if affirms == (kind == "solved") else -0.45
    if draw.random() < 0.2:
        text = text.rstrip(".!").lower()
    return example_of(text, "reply", valence, context=" ".join(part for part in (opener, turn) if part))


def echo(turn: str, mood: float, draw: Random) -> Example:
    """A short reply to a sentence of others whose *mood* in [−1,+1] is known: more turns than one can write."""
    text, valence = _answer(draw, draw.random() < 0.75, mood < 0)
    return example_of(text, "reply", valence, context=turn)


def in_a_frame(word: str, draw: Random) -> str:
    """A word that was rated alone, alone or in a frame that leaves its mood as it is."""
    return draw.choice(PHRASES["word_frames"]).replace("{word}", word)
