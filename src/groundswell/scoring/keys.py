"""What identifies a text in the score cache."""

import hashlib
from collections.abc import Sequence

MAX_REPLY_WORDS = 5  # replies this short mean what the turns before them make them mean
_TURN_SEPARATOR = "\x1f"  # cleaned text holds no control characters, so joined turns cannot be confused


def is_short_reply(text: str) -> bool:
    """Whether a text, split on white space, has one to five words, so that its context counts."""
    return 0 < len(text.split(None, MAX_REPLY_WORDS)) <= MAX_REPLY_WORDS


def context_of(text: str, previous_turns: Sequence[str | None]) -> tuple[str, ...]:
    """The previous turns that a text is scored with, the one just before it first: () unless it is a short reply.

    `text` and `previous_turns` are cleaned and redacted. Missing turns at the end do not count.
    """
    if not is_short_reply(text):
        return ()
    turns = [turn or "" for turn in previous_turns]
    while turns and not turns[-1]:
        turns.pop()
    return tuple(turns)


def text_key(redacted_text: str, previous_turns: Sequence[str | None] = ()) -> str:
    """md5 (hex) of a cleaned and redacted text, joined to its context if it is a short reply.

    Texts with equal key have equal scores under one model version. md5 because SQL engines have it too; nothing here is
    a secret.
    """
    joined = _TURN_SEPARATOR.join((redacted_text, *context_of(redacted_text, previous_turns)))
    return hashlib.md5(joined.encode(), usedforsecurity=False).hexdigest()
