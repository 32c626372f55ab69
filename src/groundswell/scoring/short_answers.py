"""Whole messages that no encoder reads: answers that say nothing, and grades in figures."""

from __future__ import annotations

import re

# What people type into a box that must not stay empty. It says nothing of how they are.
_NO_ANSWER = re.compile(
    r"n\W{0,3}a|not applicable|idk|(?:i )?(?:do not|don't|dont) know|not sure|no idea|no answer|no opinion|"
    r"(?:i )?prefer not to (?:say|answer)|"
    r"no (?:further |other |additional |more )?(?:comments?|suggestions?|feedback|remarks?)(?: at this time| so far)?|"
    r"nothing (?:further |more |else )?(?:to (?:add|say|report)|comes to mind|in particular|specific)",
    re.IGNORECASE,
)
# The same without a question before it; as a reply in a conversation it answers.
_NO_ANSWER_ALONE = re.compile(r"no|none|nope|nil|nothing|yes|yep|x", re.IGNORECASE)

_GRADE = re.compile(
    r"(?:(?:my )?(?:score|rating|grade) ?(?:is|[:=])? ?)?(\d{1,3}(?:[.,]\d)?) ?(?:/|out of) ?(5|10|100)", re.IGNORECASE
)
_STARS = re.compile(r"([1-5]) stars?(?: (?:out )?of (?:5|five))?", re.IGNORECASE)
_DRAWN_STARS = re.compile(r"((?:[★⭐]\ufe0f?){1,5})(☆{0,4})")
_VOTE = re.compile(r"([+-])1")
# The word from that share on.
_WORDS = ((0.9, "Excellent."), (0.7, "Good."), (0.5, "Okay."), (0.3, "Not good."), (0.0, "Terrible."))
_MARKS = " \t\n.,;:!?()[]\"'*"
_DASHES = "-–—"  # before a figure one is a sign: "-1"


def says_nothing(text: str, is_reply: bool) -> bool:
    """Whether a whole message only fills a box that must not stay empty: n/a, no comment, nothing to add.

    Args:
        text: Cleaned text.
        is_reply: Whether turns before it are known, which make an answer of "no" or "nothing".
    """
    bare = text.strip(_MARKS + _DASHES)
    if _NO_ANSWER.fullmatch(bare):
        return True
    return not is_reply and bool(_NO_ANSWER_ALONE.fullmatch(bare))


def grade_in_words(text: str) -> str | None:
    """A message that is a grade in figures, as a word that the encoder knows; None for any other message.

    "10/10" is "Excellent.", "2 out of 5" is "Not good.", a star of five is "Terrible.".
    """
    share = _share(text.strip(_MARKS))
    return None if share is None else next(word for least, word in _WORDS if share >= least)


def _share(bare: str) -> float | None:
    """The part of the most that could be given, from 0 to 1; None for what is no grade."""
    if vote := _VOTE.fullmatch(bare):
        return 0.7 if vote[1] == "+" else 0.3
    if grade := _GRADE.fullmatch(bare):
        given, most = float(grade[1].replace(",", ".")), float(grade[2])
        return given / most if given <= most else None
    if stars := _STARS.fullmatch(bare):
        return int(stars[1]) / 5
    if stars := _DRAWN_STARS.fullmatch(bare):
        drawn, empty = sum(char in "★⭐" for char in stars[1]), len(stars[2])
        # one alone is a sign of joy, not a grade
        return drawn / 5 if drawn + empty == 5 or (1 < drawn < 5 and not empty) else None
    return None
