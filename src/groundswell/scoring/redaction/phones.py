"""Phone numbers in a text, by their shape or by the word beside them."""

import re
from collections.abc import Iterator

from groundswell.scoring.redaction.spans import Span
from groundswell.scoring.redaction.things import COUNT_AFTER, THING_NEAR, is_of_a_thing, is_round

_PHONE = re.compile(
    r"(?<![\w.,/$€£#-])(?:"
    r"\+\d(?:[ ().\-/]{0,3}\d){6,14}"  # international
    r"|00[1-9]\d(?:[ ().\-/]{0,2}\d){7,12}"
    r"|(?:1[ .-])?\(\d{2,5}\)[ .-]?\d{2,5}(?:[ .-]?\d{2,5}){1,3}"  # (555) 010-0199
    r"|(?:1[ .-])?[2-9]\d{2}([.-])\d{3}\1\d{4}"  # 555-010-0199
    r"|(?:1 )?[2-9]\d{2} \d{3}[ -]\d{4}"
    r"|[2-9]\d{2}/\d{3}[.-]\d{4}"
    r"|(?:[78][ -])?[1-9]\d{1,2}([ -])\d{3}\2\d{2}\2\d{2}"  # 91 123 45 67; two digits at the end are no thousands
    r"|[6-9]\d{2} \d{2} \d{2} \d{2}"
    r"|0\d{1,5}(?:[ ./-]\d{2,8}){1,4}"  # 020 7946 0958, 0171/1234567
    r"|0[1-9]\d{8,9}"  # a national number written as one run
    r")(?: ?(?:x|ext\.?|extension) ?\d{1,6})?(?![\w-])(?![./]\d)",
    re.IGNORECASE,
)
_NAMED_PHONE = re.compile(
    r"\b((?:my|our) (?:phone |mobile |cell )?number|(?:tele)?phone|telefon|t[ée]l[ée]fono?|tel|tlf|ph|handy|mobile?|mob"
    r"|cell|fax|whats ?app|call(?: me| us)?|text me|reach me|ring me|dial|sms|contact|number)"
    r"(?:['’]s)?(?: (?:number|no\.?|is|at|on|me|under|via|back|to|ist|#)){0,4}[ .:#(=-]{1,3}"
    r"(\+?\d(?:[ ().\-/]{0,2}\d){6,14})(?![\w-])",
    re.IGNORECASE,
)
_LETTERED_PHONE = re.compile(r"(?<![\w.'’])[MTP](?:[:.] ?| )(\+?\d(?:[ ().\-/]{0,2}\d){8,14})(?![\w-])", re.IGNORECASE)
# Ten digits are a phone of North America by their first and fourth only, so they need a word for it or their own line.
_TEN_DIGITS = re.compile(r"(?<![\w.,/$€£#+-])[2-9]\d{2}[2-9]\d{6}(?![\w-])(?![.,]\d)")
_PHONE_NEAR = re.compile(r"\b(?:phone|call(?:ed)?|text|tel|mobile|cell|whatsapp|reach|ring|dial)\b", re.IGNORECASE)
_DATE = re.compile(
    r"(?:19|20)\d\d[-./ ]\d{1,2}[-./ ]\d{1,2}(?!\d)|\d{1,2}[-./ ]\d{1,2}[-./ ](?:(?:19|20)\d\d(?!\d)|\d\d(?![-./ ]?\d))"
    r"|(?:0?[1-9]|1[0-2])[-/. ](?:19|20)\d\d\W{1,3}(?:0?[1-9]|1[0-2])[-/. ](?:19|20)\d\d(?!\d)"  # 08-2023 09-2023
)
_THOUSANDS = re.compile(r"\d{1,3}(?: \d{3}){2,}")
_MIN_PHONE_DIGITS = 8


def named_phones(text: str) -> Iterator[Span]:
    """Digits after a word for a phone."""
    for match in _NAMED_PHONE.finditer(text):
        name, number = match[1].lower(), match[2]
        start, end = match.span(2)
        if _DATE.match(text, start) or is_round([number]):
            continue
        if name in ("number", "contact") and "+" not in number:
            # "order number 4711000815" is an order, "contact 00012345" is a record
            is_id = number.isdigit() and (number[0] != "0" or number.startswith("000"))
            if is_id or _THOUSANDS.fullmatch(number) or is_of_a_thing(text, match.start(2), end):
                continue
        if number.isdigit() and COUNT_AFTER.match(text, end):
            continue
        yield start, end, "[phone]"


def lettered_phones(text: str) -> Iterator[Span]:
    """ "M: 98765 43210", as in signatures."""
    for match in _LETTERED_PHONE.finditer(text):
        if not (_DATE.match(text, match.start(1)) or is_of_a_thing(text, *match.span(1))):
            yield *match.span(1), "[phone]"


def phones(text: str) -> Iterator[Span]:
    """Numbers of the shape of a phone that count and number nothing."""
    for match in _PHONE.finditer(text):
        n_digits = sum(char.isdigit() for char in match[0])
        if n_digits >= _MIN_PHONE_DIGITS and not (
            _DATE.match(text, match.start()) or is_of_a_thing(text, *match.span())
        ):
            yield *match.span(), "[phone]"


def ten_digits(text: str) -> Iterator[Span]:
    """Ten digits without spaces: on a line of their own, or near a word for a phone."""
    for match in _TEN_DIGITS.finditer(text):
        start, end = match.span()
        line = text[text.rfind("\n", 0, start) + 1 : start], text[end : end + 2].partition("\n")[0]
        before = text[max(0, start - 60) : start]
        is_alone = not line[0][-2:].strip() and not line[1].strip(" .")
        if is_of_a_thing(text, start, end) or THING_NEAR.search(before):
            continue
        if is_alone or _PHONE_NEAR.search(before):
            yield start, end, "[phone]"
