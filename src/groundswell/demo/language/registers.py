"""How a customer writes on each channel. One function a channel: tone and words in, text out."""

from __future__ import annotations

from collections.abc import Callable

from groundswell.demo.language.body import aside, sentences, verdict
from groundswell.demo.language.grammar import capitalised, joined
from groundswell.demo.language.mail import mail
from groundswell.demo.language.mistakes import careless, loud, misspelt, with_emoji
from groundswell.demo.language.phrasebook import any_of, graded, patterns
from groundswell.demo.language.replies import reply
from groundswell.demo.language.tone import Tone
from groundswell.demo.language.words import Words

_KNOCKS = 0.06  # of the chats begin with nothing but a hello


def _piece(channel: str, name: str, words: Words) -> str:
    return words.say(any_of(patterns("registers", channel, name), words.rng))


def _said(tone: Tone, words: Words, rooms: tuple[int, ...], short_share: float) -> list[str]:
    """The sentences of a message: of a later turn, `short_share` are short replies."""
    room = any_of(rooms, words.rng)
    if words.occasion.turn and words.rng.random() < short_share:
        return reply(tone, words, max(1, room - 1))
    return sentences(tone, words, room)


def ticket(tone: Tone, words: Words) -> str:
    """A subject line and details; later turns are plain answers."""
    rng, is_first = words.rng, not words.occasion.turn
    said = _said(tone, words, (1, 2, 2, 3, 3, 4, 5), 0.6)
    said[-1] = loud(said[-1], tone, rng)
    if is_first and tone.kind in ("fault", "ask"):
        details = any_of((0, 0, 1, 1, 2) if tone.strength < 0.5 else (0, 0, 0, 1), rng)  # the upset give fewer
        said += [words.sentence(any_of(patterns("registers", "ticket", "detail"), rng)) for _ in range(details)]
    opener, closing = _piece("ticket", "opener", words), _piece("ticket", "closing", words)
    if closing.startswith("Thank") and (tone.felt < -0.3 or "hank" in said[-1]) and rng.random() < 0.8:
        closing = words.occasion.person
    text = " ".join(said)
    if rng.random() < 0.25 and len(said) > 3:
        text = "\n".join([" ".join(said[:-2]), *said[-2:]])
    parts = [opener if is_first or rng.random() < 0.3 else "", misspelt(careless(text, 0.04, rng), 0.07, rng), closing]
    body = "\n".join(part for part in parts if part)
    if not is_first:
        return body
    is_upset = tone.felt < -0.5 and tone.is_frank and rng.random() < 0.5
    return f"{_piece('ticket', 'subject_upset' if is_upset else f'subject_{tone.kind}', words)}\n\n{body}"


def chat(tone: Tone, words: Words) -> str:
    """A line or two, mostly in lower case."""
    rng = words.rng
    if not words.occasion.turn and rng.random() < _KNOCKS:
        return _piece("chat", "knock", words)
    said = _said(tone, words, (1, 1, 1, 2, 2, 3), 0.7)
    text = loud(" ".join(said), tone, rng)
    if not words.occasion.turn and (opener := _piece("chat", "opener", words)):
        text = joined(f"{opener}{any_of((',', ',', ' -', '!', '.'), rng)}", text)
    if tone.is_open and rng.random() < 0.12:
        text = f"{text} {aside(tone, words)}"
    return with_emoji(misspelt(careless(text, 0.55, rng), 0.14, rng), tone, 0.09, rng)


def sms(tone: Tone, words: Words) -> str:
    """As a chat, shorter still."""
    rng = words.rng
    text = " ".join(_said(tone, words, (1, 1, 1, 2), 0.75))
    if not words.occasion.turn:
        text = joined(_piece("sms", "opener", words), text)
    return with_emoji(misspelt(careless(loud(text, tone, rng), 0.4, rng), 0.15, rng), tone, 0.12, rng)


def email(tone: Tone, words: Words) -> str:
    """A mail with greeting and signature, and what it answers below."""
    rng, is_reply = words.rng, bool(words.occasion.turn)
    said = _said(tone, words, (2, 3, 3, 4, 4, 5, 6), 0.45)
    said[-1] = loud(said[-1], tone, rng)
    return mail([misspelt(line, 0.02, rng) for line in said], words, is_reply)


def call(tone: Tone, words: Words) -> str:
    """What somebody says on the phone before the other one speaks, as a transcript has it."""
    rng = words.rng
    is_first = words.occasion.turn <= 1  # the other side picks up and speaks first
    said = sentences(tone, words, any_of((2, 3, 3, 4), rng)) if is_first else _said(tone, words, (1, 2, 3, 3, 4), 0.5)
    if is_first:
        said = [joined(_piece("call", "opener", words), _spoken(said[0], words)), *said[1:]]
    said = [said[0], *(_spoken(line, words) for line in said[1:])]
    closing = _piece("call", "closing", words)
    return " ".join([*said, closing]) if closing and rng.random() < 0.6 else " ".join(said)


def _spoken(line: str, words: Words) -> str:
    rng = words.rng
    if rng.random() < 0.35:
        line = joined(capitalised(_piece("call", "filler", words)), line)
    tokens = line.split(" ")
    if len(tokens) > 8 and rng.random() < 0.4:
        at = rng.randrange(3, len(tokens) - 2)
        tokens[at - 1] = f"{tokens[at - 1].rstrip('.,:;')}, {_piece('call', 'pause', words)},"
    if len(tokens) > 6 and rng.random() < 0.15:
        at = rng.randrange(2, len(tokens) - 2)
        tokens.insert(at, f"{tokens[at].strip('.,:;')},")
    return " ".join(tokens)


def survey(tone: Tone, words: Words) -> str:
    """The comment field below a rating."""
    rng = words.rng
    if rng.random() < 0.16:
        text = capitalised(aside(tone, words))
    else:
        text = joined(_piece("survey", "opener", words), " ".join(verdict(tone, words, any_of((1, 1, 2, 2, 3), rng))))
    return with_emoji(misspelt(careless(loud(text, tone, rng), 0.15, rng), 0.1, rng), tone, 0.03, rng)


def community(tone: Tone, words: Words) -> str:
    """A post or an answer in a forum."""
    rng = words.rng
    said = _said(tone, words, (2, 2, 3, 4, 5), 0.3)
    lines = [misspelt(loud(" ".join(said), tone, rng), 0.1, rng)]
    if not words.occasion.turn:
        lines = [_piece("community", "title", words), _piece("community", "opener", words), *lines]
    lines.append(_piece("community", "closing", words))
    return with_emoji("\n".join(line for line in lines if line), tone, 0.06, rng)


def review(tone: Tone, words: Words) -> str:
    """A review in a store or on a portal: from two words to a long story."""
    rng = words.rng
    if rng.random() < 0.2:
        text = capitalised(aside(tone, words))
    else:
        said = verdict(tone, words, any_of((1, 1, 1, 2, 2, 3, 4, 5, 6, 8), rng))
        opener = _piece("review", "opener", words) if len(said) > 1 else ""
        text = " ".join([opener, *said]).strip()
        if rng.random() < 0.2:
            text = f"{text}\n\n{capitalised(aside(tone, words))}."
        if rng.random() < 0.25:
            text = f"{_title(tone, words)}\n{text}"
    text = misspelt(careless(loud(text, tone, rng), 0.08, rng), 0.12, rng)
    return with_emoji(text, tone, 0.04, rng)


def _title(tone: Tone, words: Words) -> str:
    if abs(tone.felt) < 0.15:
        return _piece("review", "title_flat", words)
    return words.say(graded(patterns("registers", "review", f"title_{tone.sign}"), tone.strength, words.rng))


def social(tone: Tone, words: Words) -> str:
    """A public post."""
    rng = words.rng
    text = loud(" ".join(verdict(tone, words, any_of((1, 1, 1, 2), rng))), tone, rng)
    parts = [_piece("social", "opener", words), text, _piece("social", "tag", words)]
    text = misspelt(careless(" ".join(part for part in parts if part), 0.25, rng), 0.12, rng)
    return with_emoji(text, tone, 0.13, rng)


REGISTERS: dict[str, Callable[[Tone, Words], str]] = {
    "ticket": ticket,
    "chat": chat,
    "sms": sms,
    "email": email,
    "call": call,
    "survey": survey,
    "community": community,
    "review": review,
    "social": social,
}
