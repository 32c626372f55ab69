"""Puts messages together from the pieces in parts/phrases.toml."""

from __future__ import annotations

import random
import tomllib
from dataclasses import dataclass
from datetime import datetime, timedelta

from world import PARTS, Contact

PIECES = tomllib.loads((PARTS / "phrases.toml").read_text(encoding="utf-8"))
# Up to which mood of the moment each of the five registers is used.
REGISTERS = (("grim", -0.42), ("low", -0.12), ("flat", 0.20), ("good", 0.52), ("glad", 9.0))
# How often a message in that register reports a problem, asks something, or praises something.
SUBJECTS = {"grim": (95, 5, 0), "low": (75, 22, 3), "flat": (24, 62, 14), "good": (14, 34, 52), "glad": (2, 12, 86)}


@dataclass(frozen=True)
class Writer:
    """What the slots of a sentence are filled with."""

    product: str
    brand: str
    company: str
    contact: Contact
    agent: str


def register_of(moment: float) -> str:
    """The register in which somebody in that mood writes."""
    return next(name for name, upto in REGISTERS if moment < upto)


def fill(patterns: list[str], writer: Writer, rng: random.Random) -> str:
    """Choose one of the patterns, fill its slots, and start it with a capital letter."""
    thing = rng.choice(PIECES["things"][writer.product])
    text = rng.choice(patterns).format(
        thing=thing, Thing=thing[0].upper() + thing[1:], n=rng.choice((3, 4, 5, 6, 7, 9, 12, 14, 17, 20, 26, 35, 48)),
        who=rng.choice(PIECES["slots"]["who"]), when=rng.choice(PIECES["slots"]["when"]), product=writer.product,
        brand=writer.brand, company=writer.company, agent=writer.agent, contact=writer.contact.name,
        phone=writer.contact.phone, email=writer.contact.email,
    )  # fmt: skip
    return text[:1].upper() + text[1:]


def subject(kind: str, writer: Writer, rng: random.Random) -> str:
    """A sentence about the product: an issue, an ask or a praise."""
    return fill(PIECES[kind]["any"] + PIECES[kind][writer.product] * 2, writer, rng)


def sentences(moment: float, writer: Writer, rng: random.Random) -> list[str]:
    """What the message is about, usually how the writer feels about it, sometimes a last line."""
    register = register_of(moment)
    kind = rng.choices(("issue", "ask", "praise"), weights=SUBJECTS[register])[0]
    said = [subject(kind, writer, rng)]
    if kind == "issue" and rng.random() < 0.2:
        said.append(subject("issue", writer, rng))
    if rng.random() < 0.85:
        said.insert(rng.choice((0, len(said), len(said))), fill(PIECES["feel"][register], writer, rng))
    last_line = rng.choice(PIECES["close"][register])
    return [*said, last_line] if last_line else said


def chatty(text: str, moment: float, rng: random.Random) -> str:
    """The same words as they are typed on a phone: lower case, swapped letters, emoji."""
    if rng.random() < 0.5:
        text = text.lower().replace("'", "")
    if len(text) > 9 and rng.random() < 0.12:
        at = rng.randrange(len(text) - 2)
        text = text[:at] + text[at + 1] + text[at] + text[at + 2 :]
    if abs(moment) > 0.35 and rng.random() < 0.2:
        text += rng.choice(PIECES["wrap"]["emoji_low" if moment < 0 else "emoji_high"])
    return text


def email(moment: float, writer: Writer, sent_at: datetime, quoted: str, rng: random.Random) -> str:
    """A mail with greeting and signature, and below it what it answers, quoted, if it answers anything."""
    wrap, body = PIECES["wrap"], sentences(moment, writer, rng)
    if rng.random() < 0.15:
        body.insert(1, fill(wrap["reach"], writer, rng))
    lines = [fill(wrap["greeting"], writer, rng), "", " ".join(body), "", rng.choice(wrap["sign_off"])]
    lines.append(writer.contact.name)
    if rng.random() < 0.4:
        lines += ["--", f"{rng.choice(wrap['job'])}, {writer.company}"]
        lines += [f"T {writer.contact.phone} | {writer.contact.email}"]
    if quoted:
        lines += ["", f"On {sent_at:%d %b %Y} at {sent_at:%H:%M}, {writer.agent} <help@example.com> wrote:"]
        lines += [f"> {line}" for line in quoted.splitlines()]
    return "\n".join(lines)


def opening(channel: str, moment: float, writer: Writer, sent_at: datetime, rng: random.Random) -> str:
    """The first message of a conversation in the style of its channel."""
    if channel == "email":
        return email(moment, writer, sent_at - timedelta(days=1), "", rng)
    said = sentences(moment, writer, rng)
    match channel:
        case "ticket":
            return " ".join(said) + (f"\n{writer.contact.name}" if rng.random() < 0.3 else "")
        case "call":
            return " ".join([fill(PIECES["wrap"]["call"], writer, rng), *said])
        case "community":
            return fill(PIECES["wrap"]["forum_title"], writer, rng) + "\n" + " ".join(said)
        case "survey":
            return " ".join(said[:2])
        case "sms":
            return chatty(" ".join(said[: rng.choice((1, 2))]), moment, rng)
    return chatty(" ".join(said), moment, rng)


def public(channel: str, moment: float, writer: Writer, rng: random.Random) -> str:
    """A store review (title, then body) or a public post."""
    pieces = {name: subject(name, writer, rng) for name in ("issue", "praise", "ask")}
    pieces |= {f"{name}2": subject(name, writer, rng) for name in ("issue", "praise")}
    pieces["feel"] = fill(PIECES["feel"][register_of(moment)], writer, rng)
    pattern = rng.choice(PIECES[channel][register_of(moment)])
    for slot, piece in pieces.items():
        pattern = pattern.replace("{" + slot + "}", piece)
    return chatty(fill([pattern], writer, rng), moment, rng)
