"""A text cut into sentences and contrasted clauses, so that each topic gets the mood of its own clause.

Rules, not a parser: a boundary that is missed costs one clause its own score, never the text's. Each decision looks at
a bounded number of characters, so that time is linear in the length.
"""

import re
from bisect import bisect_left
from typing import NamedTuple


class Clause(NamedTuple):
    """Characters [start, end) of the text, without white space at either end; clauses are numbered by their place."""

    start: int
    end: int


_WINDOW = 240  # characters from a boundary that a decision may read

_BOUNDARY = re.compile(
    r"(?P<stop>[.!?…]{1,20}[\"'”’)\]]{0,3}(?=\s|$)|[。！？]+)"
    r"|(?P<line>\n)"
    r"|(?P<mark>;(?=\s)|\s(?:–|—|--?|/{2})(?=\s)|—)"
    r"|(?P<contrast>[\s,](?=(?:but|however|although|though|whereas|except|despite|in spite of|apart from|aside from"
    r"|other than|unfortunately|on the other hand|that said|nevertheless|nonetheless|sadly)\b))"
    r"|(?P<comma>,(?=\s))"
    r"|(?P<joint>\s(?=(?:and|so|because|since|while|yet)\s))",
    re.IGNORECASE,
)
_ABBREVIATION = re.compile(
    r"(?:^|[\s(])(?:e\.?g|i\.?e|etc|vs|approx|mr|mrs|ms|dr|prof|st|inc|ltd|no|nr|fig|a\.m|p\.m|u\.s|u\.k|ca|cf"
    r"|resp|min|max|ext"
    r"|[a-z])\.$",
    re.IGNORECASE,
)
_LIST_NUMBER = re.compile(r"(?:^|\n)\s*\d{1,3}\.$")
_NEW_ITEM = re.compile(r"\s*(?:[-*•·–]\s|\d{1,3}[.)]\s|\"?[A-Z\[])")
_WRAPPED_LINE = 60  # a line this long may have been broken by a mail program in the middle of a sentence

_WORD = re.compile(r"[\w'’-]+")
# "nothing but praise", "can't help but", "last but not least", "not only … but also" do not contrast.
_NO_CONTRAST_BEFORE = re.compile(
    r"\b(?:nothing|anything|everything|everyone|nobody|none|all|help|last|no (?:one|choice|option)|only\b.{0,60})\s*$",
    re.IGNORECASE,
)
_NO_CONTRAST_AFTER = re.compile(r"\s?but (?:also|not least)\b", re.IGNORECASE)
_OPENING_CONCESSION = re.compile(
    r"\W{0,3}(?:(?:but|and|so)\s+)?(?:although|though|even (?:though|if|with)|while|whilst|whereas|despite"
    r"|in spite of|as much as|apart from"
    r"|aside from|other than|except for|besides|unlike)\b",
    re.IGNORECASE,
)
_VERB = re.compile(
    r"\b(?:is|are|was|were|be|been|am|has|have|had|does|do|did|can|could|will|would|should|must|may|might|cannot"
    r"|seems?|feels?"
    r"|looks?|works?|breaks?|broke|fails?|crash(?:es)?|freez(?:e|es)|froze|takes?|took|gets?|got|makes?|made"
    r"|keeps?|kept|needs?|wants?"
    r"|loves?|likes?|hates?|enjoys?|saves?|saved|runs?|ran|goes|went|comes?|came|gives?|gave|lets?|helps?|stops?"
    r"|loads?|costs?|lacks?"
    r"|means?|meant|thinks?|thought|finds?|found|left|lost|drops?|hangs?|sucks?|rocks?|beats?|remains?|stays?"
    r"|appears?|becomes?|became|answers?"
    r"|responds?|replies|replied|times? out|opens?|shows?|sends?|sent|exports?|imports?|syncs?|says?|said|tells?"
    r"|told|wish"
    r"|\w{2,}n['’]t|\w{2,}['’](?:s|re|ve|m|ll|d)|\w{3,}ed)\b",
    re.IGNORECASE,
)
_MIN_WORDS = 2  # a clause has at least so many on both sides of a boundary inside a sentence
_SUBJECT_WORDS = 6  # a verb further away is not of the clause that begins
_CERTAIN_END = re.compile(r"[.!?;\n]")
_JOINT_WORD = re.compile(r"(?:and|so|because|since|while|yet)\b", re.IGNORECASE)
_DEPENDENT_WORD = re.compile(r"(?:which|who|whose|that|where|when|if|unless|until|as|to|or|please)\b", re.IGNORECASE)


def split(text: str) -> list[Clause]:
    """Clauses of a cleaned text in order; together they cover all of it but the white space between them.

    Cuts at ends of sentences, lines, ";", spaced dashes, contrasts ("but", "although", "except" …), and between joined
    main clauses ("the UI is great and support is slow"). A text without letters or digits is one clause; "" has none.
    """
    words = [match.span() for match in _WORD.finditer(text)]
    starts = [0]
    if len(words) > 1:
        verbs = [match.start() for match in _VERB.finditer(text)]
        splitter = _Splitter(text, [start for start, _ in words], verbs)
        for match in _BOUNDARY.finditer(text):
            if match.end() < len(text) and splitter.is_boundary(starts[-1], match):
                starts.append(match.end())
    return _trimmed(text, starts)


class _Splitter:
    """Decides on boundaries by the places of words and verbs, which are looked up once for the whole text."""

    def __init__(self, text: str, words: list[int], verbs: list[int]):
        self._text = text
        self._words = words
        self._verbs = verbs

    def is_boundary(self, start: int, match: re.Match[str]) -> bool:
        """Whether the clause that begins at `start` ends at `match`."""
        text, kind, cut = self._text, match.lastgroup, match.end()
        if kind == "stop":
            before = text[max(start, match.start() - 12) : match.start() + 1]
            return match[0] != "." or not (_ABBREVIATION.search(before) or _LIST_NUMBER.search(before))
        if kind == "line":
            line_start = text.rfind("\n", max(0, match.start() - _WRAPPED_LINE), match.start())
            is_long = line_start < 0 and match.start() - start >= _WRAPPED_LINE
            return not is_long or bool(_NEW_ITEM.match(text, cut))
        following = self._following_words(cut)
        if len(following) < _MIN_WORDS or self._count(self._words, start, match.start()) < _MIN_WORDS:
            return False
        if kind == "mark":
            return True
        if kind == "contrast":
            before = text[max(start, match.start() - 80) : match.start()]
            return not (_NO_CONTRAST_BEFORE.search(before) or _NO_CONTRAST_AFTER.match(text, cut))
        if kind == "comma" and match.start() - start < _WINDOW and _OPENING_CONCESSION.match(text, start):
            return True
        return self._begins_main_clause(following) and self._count(self._verbs, start, match.start()) > 0

    def _following_words(self, cut: int) -> list[int]:
        """Starts of the first words after `cut` that stand before the next certain end of a clause."""
        first = bisect_left(self._words, cut)
        words = self._words[first : first + _SUBJECT_WORDS + 2]
        end = _CERTAIN_END.search(self._text, cut, cut + _WINDOW)
        limit = end.start() if end else cut + _WINDOW
        return [word for word in words if word < limit]

    def _begins_main_clause(self, words: list[int]) -> bool:
        """Whether a subject comes first and then a verb: "and crashes" goes on, "and it crashes" starts anew."""
        if _JOINT_WORD.match(self._text, words[0]):
            words = words[1:]
        if len(words) < _MIN_WORDS or _DEPENDENT_WORD.match(self._text, words[0]):
            return False
        verb = bisect_left(self._verbs, words[0])
        return verb < len(self._verbs) and words[0] < self._verbs[verb] <= words[:_SUBJECT_WORDS][-1]

    @staticmethod
    def _count(places: list[int], start: int, end: int) -> int:
        return bisect_left(places, end) - bisect_left(places, start)


def _trimmed(text: str, starts: list[int]) -> list[Clause]:
    clauses: list[Clause] = []
    for start, end in zip(starts, [*starts[1:], len(text)], strict=True):
        piece = text[start:end]
        core = piece.strip()
        if not core:
            continue
        begin = start + len(piece) - len(piece.lstrip())
        if clauses and not any(char.isalnum() for char in core):
            clauses[-1] = Clause(clauses[-1].start, begin + len(core))  # an emoji belongs to what it follows
        else:
            clauses.append(Clause(begin, begin + len(core)))
    return clauses
