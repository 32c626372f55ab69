"""Numbers of cards, bank accounts and social security in a text, by their checksums where they have one."""

import re
from collections.abc import Iterator

from groundswell.scoring.redaction.spans import Span
from groundswell.scoring.redaction.things import is_of_a_thing

_IBAN_START = re.compile(r"(?:(?<![A-Za-z0-9])|(?<=iban))([A-Z]{2})\d{2}(?=[ ._/\n-]?[A-Z0-9])", re.IGNORECASE)
_IBAN_SEPARATORS = " ._/\n-"
# Country and total length: SWIFT IBAN registry.
_IBAN_LENGTH = {
    country: int(length)
    for country, length in re.findall(
        r"([A-Z]{2})(\d\d)",
        "AD24 AE23 AL28 AT20 AZ28 BA20 BE16 BG22 BH22 BI27 BR29 BY28 CH21 CR22 CY28 CZ24 DE22 DJ27 DK18 DO28 EE20 EG29 "
        "ES24 FI18 FK18 FO18 FR27 GB22 GE22 GI23 GL18 GR27 GT28 HN28 HR21 HU28 IE22 IL23 IQ23 IS26 IT27 JO30 KW30 KZ20 "
        "LB28 LC32 LI21 LT20 LU20 LV21 LY25 MC27 MD24 ME22 MK19 MN20 MR27 MT31 MU30 NI28 NL18 NO15 OM23 PK24 PL28 PS29 "
        "PT25 QA29 RO24 RS22 RU33 SA24 SC31 SD18 SE24 SI19 SK24 SM27 SO23 ST25 SV28 TL23 TN24 TR26 UA29 VA22 VG24 XK20 "
        "YE30",
    )
}
_DIGIT_RUN = re.compile(r"(?<!\d)(?<!\d[.,-])\d(?:[ -]?\d){12,}(?!\d)(?![.,]\d)")
# A card within a longer run, before its expiry date or after a quantity: as cards are printed, or without spaces.
_CARD_SHAPES = [
    re.compile(shape)
    for shape in (
        r"\d{4}([ -])\d{4}\1\d{4}\1\d{4}\1\d{3}(?!\d)",
        r"\d{4}([ -])\d{4}\1\d{4}\1\d{4}(?!\d)",
        r"\d{4}([ -])\d{6}\1\d{4,5}(?!\d)",
        r"\d{13,19}(?!\d)",
    )
]
_GROUP_START = re.compile(r"(?<!\d)\d")
# Other separators than those of `_DIGIT_RUN` make a card only in the shape in which cards are printed.
_SEPARATED_CARD = re.compile(r"(?<![\d.,-])\d{4}([._/\n])\d{4}\1\d{4}\1\d{4}(?!\d)")
_SSN = re.compile(r"(?<![\d-])(?!000|666|9)\d{3}([ -])(?!00)\d{2}\1(?!0000)\d{4}(?![\d-])")
_NAMED_SSN = re.compile(r"\b(?:ssn|social security(?: number| no\.?)?)\W{1,5}(?:is |number )?(\d{9})\b", re.IGNORECASE)


def ibans(text: str) -> Iterator[Span]:
    """International bank account numbers whose checksum is right."""
    position = 0
    for match in _IBAN_START.finditer(text):
        length = _IBAN_LENGTH.get(match[1].upper())
        if length is None or match.start() < position:
            continue
        end, compact = match.start(), ""
        while end < len(text) and len(compact) < length:
            char = text[end]
            if char.isascii() and char.isalnum():
                compact += char
            elif char not in _IBAN_SEPARATORS or text[end - 1] in _IBAN_SEPARATORS:
                break
            end += 1
        if len(compact) == length and not text[end : end + 1].isalnum() and has_valid_iban_checksum(compact):
            yield match.start(), end, "[iban]"
            position = end


def cards(text: str) -> Iterator[Span]:
    """Payment cards whose checksum is right, alone or within a longer run."""
    for match in _DIGIT_RUN.finditer(text):
        if _is_card(match[0]):
            yield *match.span(), "[card]"
            continue
        run, position = match[0], 0
        for group in _GROUP_START.finditer(run):
            start = group.start()
            parts = (shape.match(run, start) for shape in _CARD_SHAPES if start >= position)
            if card := next((part for part in parts if part and _is_card(part[0])), None):
                yield match.start() + start, match.start() + card.end(), "[card]"
                position = card.end()


def separated_cards(text: str) -> Iterator[Span]:
    """Cards written with points, slashes, underscores or lines between their groups."""
    for match in _SEPARATED_CARD.finditer(text):
        if _is_card(match[0]):
            yield *match.span(), "[card]"


def named_ssns(text: str) -> Iterator[Span]:
    """Nine digits that the text calls a social security number."""
    for match in _NAMED_SSN.finditer(text):
        yield *match.span(1), "[ssn]"


def ssns(text: str) -> Iterator[Span]:
    """Social security numbers of the United States by their shape."""
    for match in _SSN.finditer(text):
        if not is_of_a_thing(text, *match.span()):
            yield *match.span(), "[ssn]"


def _is_card(run: str) -> bool:
    digits = re.sub(r"\D", "", run)
    return 13 <= len(digits) <= 19 and digits[0] in "23456" and len(set(digits)) > 1 and has_valid_luhn(digits)


def has_valid_luhn(digits: str) -> bool:
    """Whether a string of decimal digits passes the Luhn check of payment cards (ISO/IEC 7812-1)."""
    values = [int(digit) for digit in reversed(digits)]
    return sum(values[0::2] + [sum(divmod(2 * value, 10)) for value in values[1::2]]) % 10 == 0


def has_valid_iban_checksum(iban: str) -> bool:
    """Whether an IBAN without spaces has remainder 1 modulo 97 (ISO 13616)."""
    return int("".join(str(int(char, 36)) for char in iban[4:] + iban[:4])) % 97 == 1
