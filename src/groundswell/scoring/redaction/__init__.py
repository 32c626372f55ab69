"""Personal data and secrets in a text, replaced by typed placeholders.

Shape, checksum and the word beside a number decide, not a list of valid numbers: numbering plans know neither fictional
numbers nor new ranges, and a missed phone number is worse than a masked order id. Names and postal addresses are not
recognised. Every pattern is bounded or starts only at the edge of a run, so that time is linear in the length.
"""

import re
import unicodedata
from collections.abc import Iterable

from groundswell.scoring.redaction import hosts, links, numbers, passwords, phones
from groundswell.scoring.redaction.spans import Span

PLACEHOLDERS = ("[url]", "[email]", "[secret]", "[iban]", "[card]", "[ssn]", "[ip]", "[phone]", "[handle]")
# Invisible joiners hide an address from a pattern. Between ASCII characters they shape nothing.
_JOINERS = re.compile("(?<=[!-~])[\u200b-\u200d\u2060]+(?=[!-~])")
# Without three digits near each other, or colons around some, there is nothing for `_FINDERS_OF_NUMBERS`.
_HAS_DIGITS = re.compile(r"\d(?:[^\n\d]{0,3}\d){2}|:[0-9a-fA-F]{0,4}:")


class _Plain(dict):
    """Characters as the patterns know them, one for one: digits and full-width letters as ASCII, hyphens as "-"."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        folded = unicodedata.normalize("NFKC", char)
        if char in "\u2010\u2011":
            folded = "-"
        elif char == "\u3002":  # the full stop of Chinese and Japanese
            folded = "."
        elif char.isdecimal():
            folded = str(unicodedata.decimal(char))
        self[code] = folded if len(folded) == 1 and folded.isascii() else char
        return self[code]


_PLAIN = _Plain()
_DASH = re.compile("[\u2012-\u2015\u2212](?=[ (\\d])")  # between words it is punctuation: "@acme—please"


def redact(text: str) -> str:
    """The text with e-mail addresses, phone and card numbers, IBANs, IP addresses, URLs, US social security numbers,
    keys, passwords and @handles replaced by `PLACEHOLDERS`.

    Pure and idempotent. Version numbers, prices, dates, times, counts and order ids stay, as does every character that
    is not masked. Time is linear in the length.
    """
    if not text.isascii():
        text = _JOINERS.sub("", text)
    seen = text if text.isascii() else _DASH.sub("-", text.translate(_PLAIN))
    finders = _FINDERS + _FINDERS_OF_NUMBERS if _HAS_DIGITS.search(seen) else _FINDERS
    for find in finders:
        if spans := list(find(seen)):
            text, seen = _masked(text, spans), _masked(seen, spans)
    return text


def _masked(text: str, spans: Iterable[Span]) -> str:
    kept, position = [], 0
    for start, end, placeholder in spans:
        kept += [text[position:start], placeholder]
        position = end
    return "".join(kept) + text[position:] if kept else text


_FINDERS = (
    links.links, links.links_without_scheme,
    passwords.known_secrets, passwords.authorizations, passwords.named_secrets, passwords.near_secrets,
    passwords.random_tokens,
    links.emails, links.spaced_emails, links.bracketed_emails, links.spelled_emails, links.at_emails, links.handles,
)  # fmt: skip
_FINDERS_OF_NUMBERS = (
    passwords.codes,
    numbers.ibans, numbers.cards, numbers.separated_cards, numbers.named_ssns, numbers.ssns,
    hosts.ips, hosts.ips_of_six,
    phones.named_phones, phones.lettered_phones, phones.phones, phones.ten_digits,
)  # fmt: skip
