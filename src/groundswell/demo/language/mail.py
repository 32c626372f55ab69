"""E-mails: greeting, paragraphs, signature, and below it the message that is answered."""

from __future__ import annotations

from groundswell.demo.language.phrasebook import any_of, patterns
from groundswell.demo.language.words import Words

_QUOTED_LINES = 14  # of a longer message mail programs would quote all; the demo keeps its files small


def mail(said: list[str], words: Words, is_reply: bool) -> str:
    """A mail of a customer around the sentences."""
    rng = words.rng

    def piece(name: str) -> str:
        return words.say(any_of(patterns("registers", "email", name), rng))

    lead = "" if is_reply else words.sentence(any_of(patterns("registers", "email", "lead"), rng)).strip(".")
    if lead:
        said = [lead + ".", *said]
    breaks = "\n\n" if rng.random() < 0.4 and len(said) > 3 else " "
    half = len(said) // 2
    paragraphs = " ".join(said[:half]) + breaks + " ".join(said[half:]) if half else " ".join(said)
    lines = [paragraphs]
    if not (is_reply and rng.random() < 0.3):
        lines = [piece("greeting"), "", paragraphs]
    if rng.random() < 0.9:
        lines += ["", piece("sign_off"), words.occasion.person, *_signature(words)]
    if rng.random() < 0.08:
        lines += ["", piece("footer")]
    return "\n".join([*lines, *history(words)])


def _signature(words: Words) -> list[str]:
    rng, company = words.rng, words.occasion.company
    if rng.random() < 0.45:
        return []
    job = any_of(patterns("registers", "email", "job"), rng)
    lines = [words.say(job), company] if rng.random() < 0.5 else [f"{words.say(job)}, {company}"]
    if rng.random() < 0.6:
        lines.append(any_of((f"T {words.fill('phone')}", f"Phone: {words.fill('phone')}", words.fill("email")), rng))
    return ["--", *lines] if rng.random() < 0.3 else lines


def history(words: Words, header: str | None = None) -> list[str]:
    """The lines of the quoted message that is answered; none if there is no message, or the writer cut it off.

    Args:
        words: the words of the message; `previous` of its occasion is quoted.
        header: the line above the quotation in another language.
    """
    rng, previous = words.rng, words.occasion.previous
    if not previous or rng.random() < 0.3:
        return []
    quoted = previous.splitlines()[:_QUOTED_LINES]
    whose = "_of_agent" if words.occasion.role == "agent" else ""
    if header is None and rng.random() < 0.25:
        block = words.say(any_of(patterns("registers", "email", f"block{whose}"), rng))
        return ["", any_of(("________________________________", "-----Original Message-----"), rng), block, "", *quoted]
    header = header or words.say(any_of(patterns("registers", "email", f"header{whose}"), rng))
    return ["", header, *(f"> {line}" for line in quoted)]
