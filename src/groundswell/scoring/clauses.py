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

_JOINT = "and|so|because|since|while|yet"
_CONCESSION = "although|though|whereas"
_EXCEPTION = "despite|in spite of|apart from|aside from|other than"
_COMPARISON = "unlike|in contrast to"
_ADVERSE = "however|on the other hand|that said|nevertheless|nonetheless"  # adverbs, which may stand inside a clause
_REGRET = "unfortunately|sadly"  # adverbs too, with a mood of their own

_BOUNDARY = re.compile(
    r"(?P<stop>[.!?…]{1,20}[\"'”’)\]]{0,3}(?=\s|$)|[。！？]+)"
    r"|(?P<line>\n)"
    r"|(?P<mark>;(?=\s)|\s(?:–|—|--?|/{2})(?=\s)|—)"
    rf"|(?P<contrast>[\s,](?=(?:but|except|{_CONCESSION}|{_EXCEPTION}|{_ADVERSE}|{_REGRET})\b)"
    rf"|,(?=\s(?:{_COMPARISON})\b))"
    r"|(?P<comma>,(?=\s))"
    rf"|(?P<joint>\s(?=(?:{_JOINT})\s))",
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
    rf"\W{{0,3}}(?:(?:but|and|so)\s+)?(?:{_CONCESSION}|even (?:though|if|with)|while|whilst|as much as|{_EXCEPTION}"
    rf"|except for|besides|{_COMPARISON}|compared (?:with|to))\b",
    re.IGNORECASE,
)
_BEING = r"(?:is|are|was|were|be|been|am|feels?|looks?|seems?|sounds?)"
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
    r"|\w{2,}n['’]t|\w{2,}['’](?:s|re|ve|m|ll|d)|\w{3,}ed"
    r"|(?:(?<=\bI )|(?<=\bwe )|(?<=\byou )|(?<=\bthey ))\w+)\b",
    re.IGNORECASE,
)
_GOOD = (
    r"(?:great|good|nice|lovely|wonderful|excellent|amazing|fantastic|superb|beautiful|awesome|perfect|brilliant|solid|quick"
    r"|easy|best|happy|pleased|impressed)"
)
_BAD = (
    r"(?:terrible|awful|horrible|bad|poor|slow|ugly|worst|useless|broken|annoying|confusing|buggy|dreadful|lousy|no"
    r"|unhappy|disappointed|frustrated)"
)
_VERDICT_WORD = rf"(?:{_GOOD}|{_BAD})"
_VERDICT = re.compile(rf"(?:and\s+)?{_VERDICT_WORD}\s+\w", re.IGNORECASE)
_ITS_THING = r"\s+[\w'’-]+(?:\s+[\w'’-]+){0,2}\s*$"
_VERDICT_BEFORE = re.compile(rf"\b{_VERDICT_WORD}{_ITS_THING}", re.IGNORECASE)
# "terrible logic and wonderful themes", "happy with the uptime and very unhappy with the price"
_DEGREE = r"(?:(?:very|really|so|quite|rather|truly|extremely)\s+)?"
_OPPOSED_VERDICTS = [
    (
        re.compile(rf"\b{before}{_ITS_THING}", re.IGNORECASE),
        re.compile(rf"and\s+(?:(?:what\s+)?(?:an?|the)\s+)?{_DEGREE}{after}\s+\w", re.IGNORECASE),
    )
    for before, after in [(_GOOD, _BAD), (_BAD, _GOOD)]
]
_MIN_WORDS = 2  # a clause has at least so many on both sides of a boundary inside a sentence
_SUBJECT_WORDS = 6  # a verb further away is not of the clause that begins
_CERTAIN_END = re.compile(r"[.!?;\n]")
_JOINT_WORD = re.compile(rf"(?:{_JOINT})\b", re.IGNORECASE)
_DEPENDENT_WORD = re.compile(r"(?:which|who|whose|that|where|when|if|unless|until|as|to|or)\b", re.IGNORECASE)
_RELATIVE_WORD = re.compile(r"(?:which|who|whose|where)\b", re.IGNORECASE)
# "The search is fast, and it saves us hours": still about the search, so not a clause of its own.
_SAME_THING = re.compile(r"(?:it|they|this|these|those)\b", re.IGNORECASE)
# The verb behind one of these is not that of the subject before it: "and precise while the import takes forever".
_NEXT_CLAUSE = re.compile(rf"(?:{_JOINT}|but|that|which|who|except|however|{_CONCESSION})\b", re.IGNORECASE)
_DEGREE_BEFORE = re.compile(rf"(?:\b{_BEING}|['’](?:s|re|m))\s*$", re.IGNORECASE)  # "is so helpful"
# "The reminders, however, are late": the adverb stands inside the clause.
_INTERPOSED = re.compile(rf"\s?(?:though|{_ADVERSE}|{_REGRET})\s*,\s+{_VERB.pattern}", re.IGNORECASE)
_PLEASE = re.compile(r"please\b", re.IGNORECASE)

# What links a clause to its neighbours and says nothing of its own mood: at its start, inside it, at its end.
_LINKS = [
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"^\W{0,3}(?:(?:but|and|yet|while|whilst|because|even though|except (?:that|for)"
        rf"|{_CONCESSION}|{_EXCEPTION}|{_COMPARISON}|{_ADVERSE})\b,?\s*){{1,2}}",
        rf",\s?(?:though|by contrast|{_ADVERSE})\s?,",
        r",?\s(?:though|however)(?=\W{0,3}$)",
    )
]


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


def without_links(clause: str) -> str:
    """A clause as a sentence of its own: "but export, however, is broken" is judged as "export is broken"."""
    rest = clause
    for link in _LINKS:
        rest = link.sub("", rest, count=1)
    return rest if any(char.isalnum() for char in rest) else clause


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
            is_none = _NO_CONTRAST_BEFORE.search(before) or _NO_CONTRAST_AFTER.match(text, cut)
            return not (is_none or _INTERPOSED.match(text, cut))
        if _RELATIVE_WORD.match(text, following[0]):
            return False
        if kind == "comma" and match.start() - start < _WINDOW and _OPENING_CONCESSION.match(text, start):
            return True
        if self._lists_verdicts(start, match.start(), following):
            return True
        return self._begins_main_clause(match.start(), following) and self._count(self._verbs, start, match.start()) > 0

    def _following_words(self, cut: int) -> list[int]:
        """Starts of the first words after `cut` that stand before the next certain end of a clause."""
        first = bisect_left(self._words, cut)
        words = self._words[first : first + _SUBJECT_WORDS + 2]
        end = _CERTAIN_END.search(self._text, cut, cut + _WINDOW)
        limit = end.start() if end else cut + _WINDOW
        return [word for word in words if word < limit]

    def _lists_verdicts(self, start: int, end: int, words: list[int]) -> bool:
        """Whether both sides are verdicts: "Great reports, terrible search", "terrible logic and great themes"."""
        text, nearby = self._text, max(start, end - 60)
        if _VERDICT.match(text, words[0]) and not self._count(self._verbs, start, end):
            return bool(_VERDICT_BEFORE.search(text, nearby, end))
        return any(
            after.match(text, words[0]) and before.search(text, nearby, end) for before, after in _OPPOSED_VERDICTS
        )

    def _begins_main_clause(self, end: int, words: list[int]) -> bool:
        """Whether a new subject comes first and then its verb: "and crashes" goes on, "and chat is slow" starts anew.

        *end* is where the clause before would end, *words* are the places of the words after it.
        """
        text = self._text
        if joint := _JOINT_WORD.match(text, words[0]):
            if joint[0].lower() == "so" and _DEGREE_BEFORE.search(text, max(0, end - 8), end):
                return False
            words = words[1:]
        comma = text.find(",", words[0], words[-1] + 1) if words else -1
        words = [word for word in words if comma < 0 or word < comma]
        next_clause = (place for place, word in enumerate(words) if place and _NEXT_CLAUSE.match(text, word))
        words = words[: next(next_clause, len(words))]
        if len(words) < _MIN_WORDS or _SAME_THING.match(text, words[0]) or _DEPENDENT_WORD.match(text, words[0]):
            return False
        if _PLEASE.match(text, words[0]):
            return joint is not None
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
