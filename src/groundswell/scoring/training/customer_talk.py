"""What customers of a business say and neither critics nor Reddit do: leaving, waiting, escalating, thanking.

Most of it has no word of mood in it ("We have signed with a competitor"), or one of the wrong sign ("The outage is
over", "Support used to be good"), and much of it is wrapped in courtesy. The phrases are in `customer_talk.toml`.
"""

from __future__ import annotations

import tomllib
from pathlib import Path
from random import Random

from groundswell.scoring.training import templates
from groundswell.scoring.training.datasets import Example
from groundswell.scoring.training.templates import clause, example_of, news, sentence

PHRASES = tomllib.loads((Path(__file__).parent / "customer_talk.toml").read_text(encoding="utf-8"))
THINGS = templates.PHRASES["things"]
SLOTS = {
    "trouble": "troubles", "rival": "rivals", "ground": "grounds", "awaited": "awaited", "span": "spans",
    "cost": "costs", "chore": "chores", "value": "values", "share": "shares", "plain_thing": "plain_things",
}  # fmt: skip


def _say(kind: str, draw: Random) -> str:
    """One phrase of *kind*, its slots filled; a slot with a capital begins the sentence."""
    text = draw.choice(PHRASES[kind])
    fillers = {slot: draw.choice(PHRASES[name]) for slot, name in SLOTS.items()} | {"thing": draw.choice(THINGS)}
    for slot, filler in fillers.items():
        text = text.replace("{" + slot + "}", filler)
        text = text.replace("{" + slot.capitalize() + "}", filler[:1].upper() + filler[1:])
    return text


def _either(family: str, good: tuple[str, float], bad: tuple[str, float], draw: Random, share_good: float) -> Example:
    is_good = draw.random() < share_good
    kind, valence = good if is_good else bad
    return example_of(_say(kind, draw), family, valence, {"satisfaction"} if is_good else {"frustration"})


def trouble(draw: Random) -> Example:
    """A trouble that is gone, or still there: the same words of alarm with opposite moods."""
    return _either("trouble", ("gone", 0.5), ("back", -0.5), draw, 0.55)


def loyalty(draw: Random) -> Example:
    """Leaving or staying, said in the sober words of a contract."""
    return _either("loyalty", ("staying", 0.6), ("leaving", -0.45), draw, 0.35)


def benefit(draw: Random) -> Example:
    """What it saved or cost in hours, money and people."""
    return _either("benefit", ("gains", 0.6), ("losses", -0.5), draw, 0.6)


def comparison(draw: Random) -> Example:
    """Better or worse than it was, should be, or was said to be; praise and blame by negation."""
    return _either("comparison", ("risen", 0.6), draw.choice([("fallen", -0.4), ("denied", -0.55)]), draw, 0.4)


def impatience(draw: Random) -> Example:
    """Waiting and asking again, escalating, or plain anger."""
    kind = draw.choices(["waiting", "escalation", "rage", "both"], [0.45, 0.3, 0.1, 0.15])[0]
    if kind == "both":
        parts = [_say(draw.choice(["waiting", "escalation"]), draw), _say("rage", draw)]
        draw.shuffle(parts)
        return example_of(" ".join(parts), "impatience", -0.75, {"anger", "frustration"})
    emotions = {"anger", "frustration"} if kind == "rage" else {"frustration"}
    return example_of(
        _say(kind, draw), "impatience", {"waiting": -0.5, "escalation": -0.6, "rage": -0.8}[kind], emotions
    )


def _grievance(draw: Random, with_problems: bool = True) -> str:
    """A complaint of the customer's own."""
    kind = draw.choice(["opinion", "waiting", "back", "problem"][: None if with_problems else -1])
    if kind in PHRASES:
        return _say(kind, draw)
    return sentence(draw.choice(templates.PHRASES["problems"]) if kind == "problem" else clause(draw, -1)[0], draw)


def wrapped(draw: Random) -> Example:
    """Something good, bad or neutral between two courtesies, which do not decide."""
    kinds = {"grievance": 4, "escalation": 1, "leaving": 2, "praise": 2, "gone": 2, "request": 3, "question": 3}
    kind = draw.choices(list(kinds), list(kinds.values()))[0]
    if kind == "grievance":
        core, valence = _grievance(draw, with_problems=False), -0.4  # a problem told politely stays a question
    elif kind == "praise":
        core, valence = clause(draw, 1)
        core = sentence(core, draw)
    elif kind == "request":
        core, valence = templates.request(draw).text, 0.03
    elif kind == "question":
        core, valence = templates.question(draw), -0.05
    else:
        core, valence = _say(kind, draw), {"escalation": -0.55, "leaving": -0.4, "gone": 0.5}[kind]
    opener = draw.choice(PHRASES["openers"]) if draw.random() < 0.75 else ""
    closer = draw.choice(PHRASES["closers"]) if draw.random() < 0.6 or not opener else ""
    core += "." if core[-1].isalnum() else ""
    return example_of(" ".join(part for part in (opener, core, closer) if part), "wrapped", valence)


def courtesy(draw: Random) -> Example:
    """Apologies, refusals and mishaps of everyday mail, which are about nobody's product."""
    return example_of(_say("courtesies", draw), "courtesy", 0.0, {"neutral"})


def mark(draw: Random) -> Example:
    """An emoji or a rating, alone, after a neutral sentence, or after an opinion that it shares."""
    symbol, valence = draw.choice(PHRASES["marks"])
    kind = draw.choices(["alone", "neutral", "shared"], [0.4, 0.25, 0.35])[0]
    if kind == "alone" or (kind == "shared" and abs(valence) < 0.2):
        return example_of(symbol * (draw.choice([1, 1, 2, 3]) if not symbol.isascii() else 1), "mark", valence)
    if kind == "neutral":
        return example_of(f"{sentence(clause(draw, 0)[0], draw)} {symbol}", "mark", 0.8 * valence)
    text, of_text = clause(draw, 1 if valence > 0 else -1)
    return example_of(f"{sentence(text, draw)} {symbol}", "mark", max(-0.95, min(0.95, 0.8 * of_text + 0.4 * valence)))


def conversation(draw: Random) -> Example:
    """A short reply after two turns: what the nearer one tells counts, whatever the customer said before it."""
    before = _grievance(draw) if draw.random() < 0.75 else _say("earlier_praise", draw)
    kind = draw.choices(["solved", "failed", "explicit", "answer", "ahead"], [0.29, 0.29, 0.18, 0.16, 0.08])[0]
    if kind == "solved":
        turn, text, valence = news(draw, False), _say("closing_thanks", draw), 0.55
    elif kind == "failed":
        turn, text, valence = news(draw, True), draw.choice(templates.PHRASES["echo_praise"]), -0.4
    elif kind == "explicit":
        is_good = draw.random() < 0.5
        turn = news(draw, draw.random() < 0.5) if draw.random() < 0.6 else _say("questions", draw)
        text, valence = (_say("explicit_good", draw), 0.45) if is_good else (_say("explicit_bad", draw), -0.5)
    elif kind == "answer":
        turn, text, valence = _say("questions", draw), _say("to_questions", draw), 0.0
    else:
        before, turn, text, valence = "", _grievance(draw), _say("thanks_ahead", draw), 0.05
    if draw.random() < 0.2:
        text = text.rstrip(".!").lower()
    return example_of(text, "conversation", valence, context=f"{before} {turn}".strip())
