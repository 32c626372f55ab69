"""Links, mail addresses and handles in a text."""

import re
from collections.abc import Iterator

from groundswell.scoring.redaction.spans import Span

# Domains that end an address; the second list are words as well, so that "slow.It/they" needs a digit in its path.
_TLD = (
    "(?:com|org|net|edu|gov|info|biz|io|co|ai|app|dev|ly|gl|gg|uk|de|fr|es|eu|ca|au|ch|nl|pl|se|dk|fi|jp|ru|cn|br|tv|cc"
    "|xyz|online|site|shop|store|cloud|tech)"
)
_WORD_TLD = "(?:it|to|me|us|in|at|be|no|my|so|am|is)"
_URL = re.compile(
    r"\b(?:(?:jdbc:)?[a-z][a-z0-9+]{1,30}://(?=[\w\[/%])|www\.(?=\w)|data:[\w/+.-]{1,60};base64,)[^\s<>\"]+",
    re.IGNORECASE,
)
_LINK = re.compile(  # without a scheme it needs a path, else it is the name of a company: "booking.com"
    rf"(?<![\w@./:-])(?!asp\.net)(?://)?(?:[a-z0-9][a-z0-9-]{{0,62}}\.){{1,5}}"
    rf"(?:{_TLD}[/?](?=[\w?=#&%~@-])|{_WORD_TLD}/(?=\S{{0,200}}[\d?=]))[^\s<>\"]*",
    re.IGNORECASE,
)
_URL_TAIL = ".,;:!?…'’”`*)]}"  # punctuation of the sentence, not of the address
_EMAIL = re.compile(
    r"(?:mailto:)?(?<![\w.+%'-])[\w.+%'-]+(?:@|%40|&#64;)(?:(?:[\w-]+\.)+[^\W\d_][\w-]+|localhost\b)", re.IGNORECASE
)
_SPACED_EMAIL = re.compile(rf"(?<![\w.+%'-])[\w.+%'-]{{1,64}}@ (?:[\w-]{{1,63}}\.){{1,4}}{_TLD}\b", re.IGNORECASE)
# "ann [at] example [dot] tech": who writes brackets means an address, whatever it ends with.
_BRACKETED_EMAIL = re.compile(
    r"(?<![\w.+-])[\w.+-]{1,64} ?[\[({] ?at ?[\])}] ?[\w-]{1,63}"
    r"(?: ?(?:[\[({] ?dot ?[\])}]|(?<= )dot(?= )|\.) ?[a-z]{2,24}){1,3}\b",
    re.IGNORECASE,
)
_SPELLED_EMAIL = re.compile(
    r"(?<![\w.+-])(?:[\w.+-]{1,64} dot ){0,2}[\w.+-]{1,64} at (?!(?:the|a|an|this|that|our|your|my|one|every|each) )"
    rf"[\w-]{{1,63}}(?: ?[\[({{] ?dot ?[\])}}] ?{_TLD}| dot {_TLD})+\b",
    re.IGNORECASE,
)
# "ann at example.com" is an address, "I work at example.com" is not: the name has a mark in it, a word for mail stands
# before it, or the line holds nothing else.
_AT_EMAIL = re.compile(
    r"(?:(?<![\w.+-])(?=[\w.+-]{0,63}[._+\d]\w)(?=[\w.+-]{0,63}[a-z])"
    r"|\b(?:e-?mail|mail|write|contact|reach|address)(?: (?:to|me|is|address|address is))?:? "
    r"|^(?!(?:look|looked|meet|met|work|works|available|only|not|bought|booked)\b))"
    rf"(?P<address>[\w.+-]{{1,64}} at (?:[\w-]{{1,63}}\.){{1,4}}{_TLD})\b(?![/-])(?P<rest>\W*$)?",
    re.IGNORECASE | re.MULTILINE,
)
_HANDLE = re.compile(
    r"(?<![\w@/.`+&=-])@(?!(?:channel|here|everyone|all|team)\b)"  # these call everyone
    r"[A-Za-z_][A-Za-z0-9_]{1,29}(?:[.-][A-Za-z0-9_]+)*(?![\w@/(])",
    re.IGNORECASE,
)


def links(text: str) -> Iterator[Span]:
    """Links with a scheme, or with www."""
    if ":" in text or "www." in text.lower():
        yield from _ends_of(_URL, text)


def links_without_scheme(text: str) -> Iterator[Span]:
    """Links that begin with a domain and have a path."""
    if "/" in text or "?" in text:
        yield from _ends_of(_LINK, text)


def _ends_of(pattern: re.Pattern[str], text: str) -> Iterator[Span]:
    for match in pattern.finditer(text):
        yield match.start(), match.start() + len(match[0].rstrip(_URL_TAIL)), "[url]"


def emails(text: str) -> Iterator[Span]:
    """Addresses as mail systems write them."""
    if "@" in text or "%40" in text or "&#64;" in text:
        for match in _EMAIL.finditer(text):
            yield *match.span(), "[email]"


def spaced_emails(text: str) -> Iterator[Span]:
    """ "ann@ example.com"."""
    if "@ " in text:
        for match in _SPACED_EMAIL.finditer(text):
            yield *match.span(), "[email]"


def bracketed_emails(text: str) -> Iterator[Span]:
    """ "ann [at] example [dot] tech"."""
    for match in _BRACKETED_EMAIL.finditer(text) if re.search(r"[\[({] ?at", text, re.IGNORECASE) else ():
        yield *match.span(), "[email]"


def spelled_emails(text: str) -> Iterator[Span]:
    """ "ann at example dot com"."""
    if " at " in (lowered := text.lower()) and "dot" in lowered:
        for match in _SPELLED_EMAIL.finditer(text):
            yield *match.span(), "[email]"


def at_emails(text: str) -> Iterator[Span]:
    """ "ann.lee at example.com", where it can be no place of work."""
    for match in _AT_EMAIL.finditer(text) if " at " in text.lower() else ():
        is_marked = match.start() == match.start("address") and re.search(r"[._+\d]\w", match["address"].split(" ")[0])
        if is_marked or match.start() < match.start("address") or match["rest"] is not None:
            yield *match.span("address"), "[email]"


def handles(text: str) -> Iterator[Span]:
    """Names that begin with @; not those that call everyone."""
    for match in _HANDLE.finditer(text) if "@" in text else ():
        yield *match.span(), "[handle]"
