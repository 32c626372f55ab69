"""Personal data and secrets in a text, replaced by typed placeholders.

Shape, checksum and the word beside a number decide, not a list of valid numbers: numbering plans know neither fictional
numbers nor new ranges, and a missed phone number is worse than a masked order id. Names and postal addresses are not
recognised. Every pattern is bounded or starts only at the edge of a run, so that time is linear in the length.
"""

import ipaddress
import re
import unicodedata
from collections.abc import Iterable, Iterator

PLACEHOLDERS = ("[url]", "[email]", "[secret]", "[iban]", "[card]", "[ssn]", "[ip]", "[phone]", "[handle]")

Span = tuple[int, int, str]  # start, end, placeholder

# Invisible joiners hide an address from a pattern. Between ASCII characters they shape nothing.
_JOINERS = re.compile("(?<=[!-~])[\u200b-\u200d\u2060]+(?=[!-~])")

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

_KNOWN_SECRET = re.compile(
    r"-----BEGIN [A-Z ]{0,30}PRIVATE KEY-----[\w+/=:,\s]{0,8000}(?:-----END [A-Z ]{0,30}PRIVATE KEY-----)?"
    r"|\beyJ[\w-]{8,}\.[\w-]{8,}(?:\.[\w-]*)?"  # JSON web token
    r"|\b(?:sk|pk|rk)[_-](?:live|test|proj|ant|or)[_-][\w-]{8,}|\bsk-[A-Za-z0-9]{20,}|\bwhsec_\w{16,}"
    r"|\b(?:gh[pousr]_|github_pat_|glpat-|npm_|dop_v1_|hf_|pypi-|shpat_|dckr_pat_|sq0\w{3}-|xox[abeoprs]-|ya29\."
    r"|SG\.)[\w.-]{10,}"
    r"|\b(?:AKIA|ASIA|AGPA|AIDA|AROA)[0-9A-Z]{16}\b|\bAIza[\w-]{30,}"
)
_AUTHORIZATION = re.compile(
    r"\b(?:authorization\"?\s?[:=]\s?\"?(?:\w{1,12}\s{1,3})?(?=[\w.~+/-]{0,200}\d|[\w.~+/-]{16})([\w.~+/=-]{6,})"
    r"|bearer\s{1,3}(?=[\w.~+/=-]{0,200}[\d=]|[\w.~+/-]{20})([\w.~+/=-]{12,})|basic\s{1,3}([\w+/]{8,}={1,2}))",
    re.IGNORECASE,
)
_PASSWORD = "pass(?:word|wd|phrase|code|wort)|kennwort|pwd?|mot de passe|contrase[ñn]a"
_KEY = "(?:api|access|secret|private|licen[sc]e|client)[ _-]?(?:key|token|secret)"
_NAMED_SECRET = re.compile(
    rf"(?<![A-Za-z0-9])(pass|{_PASSWORD}|{_KEY}"
    r"|(?:auth|refresh|session)[ _-]?(?:token|key|id)|token|secret|otp|pin|cvv|cvc|verification code|one[- ]time code)"
    r"(\"?'?\s{0,3}(?::=|=>|[:=(]|\bis\b:?)\s{0,3}[\"'`]?)([^\s\"'`,;<>]{3,200})",
    re.IGNORECASE,
)
# "My password Summer2024 does not work": letters and a digit in one token, at most two words after the name.
_MIXED = r"(?=[^\s\d]{0,64}\d)(?=[^\sA-Za-z]{0,64}[A-Za-z])"
_NEAR_SECRET = re.compile(
    rf"(?<![A-Za-z0-9])(?:(?:{_PASSWORD})(?:[ :=>\"'(-]{{1,4}}[^\W\d_]{{1,20}}){{0,2}}(?: (?:is|was))?"
    rf"[ :=>\"'(-]{{1,4}}{_MIXED}([^\s\"'`,;<>()\[\]]{{6,64}})"
    rf"|{_KEY}[\s:=>\"'-]{{1,4}}{_MIXED}([^\s\"'`,;<>()\[\]]{{8,200}})"
    rf"|(?:login|user(?:name)?|credentials)[ :=]{{1,3}}[^\s/]{{2,64}} ?/ ?{_MIXED}([^\s\"'`,;<>()\[\]]{{5,64}}))",
    re.IGNORECASE,
)
_STATE_OF_SECRET = re.compile(  # "token: expired" tells of a secret and is none
    r"(?:expired|required|invalid|missing|failed|wrong|incorrect|unknown|optional|needed|empty|reset|changed|forgotten"
    r"|disabled|enabled|pending|rejected|denied|accepted|blocked|locked|revoked|null|none|true|false|undefined)\W*$",
    re.IGNORECASE,
)
# What stands beside such names and says what they are like: a length, a version, a technique, a product.
_KIND_OF_SECRET = re.compile(
    r"\d+-[a-z]+|\d+(?:st|nd|rd|th|x|h|hrs?|min|mins|ms|s|days?|times|chars?|characters?|digits?)|v\d[\w.-]*"
    r"|(?:oauth|sha-?|md|base|office|windows|ios|android|chrome|firefox|iphone|utf-?|ipv|level|step)\d+|1password|[2m]fa",
    re.IGNORECASE,
)
_PRICE = re.compile(r"[$€£]\d[\d.,]*|\d{1,6}(?:[.,]\d{1,2}|%)|\d{1,3}")  # a pass has one, a password has none
_CODE = re.compile(
    r"\b(?:(?:cvv2?|cvc2?|otp|pin)(?: (?:code|number))?[ :=-]{1,3}(?=\d{3})"
    r"|(?:2fa|mfa|verification|security|log-?in|sign-?in|authenticat\w{1,4}|confirmation|activation|access|one[- ]time"
    r"|sms|your)[ -]codes?(?: (?:is|was))?[ :=-]{1,3}(?=\d{4}))(\d{3,8})\b",
    re.IGNORECASE,
)
_RANDOM_TOKEN = re.compile(r"(?<![A-Za-z0-9_+/=-])(?:[0-9a-fA-F]{32,}|[A-Za-z0-9_+/=-]{40,})(?![A-Za-z0-9_+/=-])")
# A hash that names a commit or a request opens nothing.
_HASH_BEFORE = re.compile(
    r"(?:\b(?:commit|sha-?\d{0,3}|md5|checksum|digest|hash|trace|span|request|correlation|revision|build|guid|uuid)"
    r"(?:[ _-]?(?:id|hash))?|(?<!session)[ _-]id)[ :=@#]{1,3}$",
    re.IGNORECASE,
)
# A segment of a path or of a long file name; random letters and digits alternate more often.
_PATH_WORD = re.compile(r"v?\d{1,4}|[A-Z]?[a-z]+(?:[A-Z][a-z]+){0,8}\d{0,4}|[A-Z]{1,12}\d{0,4}|")

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

_IPV4 = re.compile(r"(?<![\w.])(?<![A-Za-z]-)(?:\d{1,3}\.){3}\d{1,3}(?!\w)(?!-[A-Za-z])(?!\.\d)")
_IPV6 = re.compile(r"(?<![\w:.])(?=[0-9a-fA-F:]*\d)[0-9a-fA-F]{0,4}(?::[0-9a-fA-F]{0,4}){2,7}(?![\w:])")
# Four numbers are a version after a word that says so …
_VERSION_BEFORE = re.compile(
    r"(?:\bv|\bver|version|release|build|firmware|driver|update[ds]?(?: to)?|upgrade[ds]?(?: to)?"
    r"|(?:updat|upgrad|migrat)\w{1,5} from|ios|android|sdk|chrome"
    r"|section|chapter|clause|paragraph|step|§)[ .:#=-]{0,2}(?:v\.?)?$",
    re.IGNORECASE,
)
# … and after a product, or where something runs on or changes to it, unless a word of networks is near.
_PRODUCT_BEFORE = re.compile(
    r"(?:\b(?:on|running|runs|using|app|agent|client|plugin|connector|browser|macos|windows|linux|firefox|safari|edge|java"
    r"|python|node|postgres(?:ql)?|mysql|oracle|outlook|excel|teams)"
    r"|\b(?:updat|upgrad|downgrad|migrat|roll|went|mov|switch)\w{0,8}\b[^.\n]{0,30} (?:from|to))[ :]{1,2}$"
    r"|(?:\d+\.){3}\d+ (?:to|vs\.?|and|or|->|→|-) $",
    re.IGNORECASE,
)
_NETWORK = re.compile(
    r"\b(?:ips?|ipv4|hosts?|servers?|address(?:es)?|gateway|subnet|dns|ping|proxy|firewall|router|log(?:in|ged|s)?|vpn"
    r"|ssh|(?:white|allow|block|deny)\w*|requests?|connect\w*|network|port)\b",
    re.IGNORECASE,
)
_PORT_OR_RANGE = re.compile(r":\d{2,5}\b|/\d{1,2}\b")

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
_OPENING_HOURS = re.compile(r"(?:[01]\d|2[0-4])(?:00|15|30|45)-(?:[01]\d|2[0-4])(?:00|15|30|45)(?!\d)")
_THOUSANDS = re.compile(r"\d{1,3}(?: \d{3}){2,}")
# The number of a thing, not of a person.
_THING = (
    r"\b(?:order|(?<!in )(?<!any )case|part|sku|invoice|ticket|version|model|build|ref(?:erence)?|serial|tracking"
    r"|article|item|batch|lot|po|rma|range|zip|postal|room|pages?|rows?|coordinates|limits?|error"
    r"|customer(?= ?(?:number|no\b|id\b|nr)))"
)
_THING_BEFORE = re.compile(
    rf"{_THING}(?:[ -]?(?:numbers?|no|nr|id|code))?[ .:#=]{{0,3}}(?:(?:is|was) )?$", re.IGNORECASE
)
_THING_NEAR = re.compile(rf"{_THING}\b", re.IGNORECASE)
_COUNT_AFTER = re.compile(
    r" ?(?:%|(?:rows|users|events|units|points|percent|seats|requests|records|licen[sc]es|pages|items|bytes|[kmgt]b"
    r"|ms|sent|sold|downloads|views|sessions|tokens|transactions|lines|entries|results"
    r"|(?:a|per) (?:day|week|month|year))\b)",
    re.IGNORECASE,
)
_MIN_PHONE_DIGITS = 8
_HANDLE = re.compile(
    r"(?<![\w@/.`+&=-])@(?!(?:channel|here|everyone|all|team)\b)"  # these call everyone
    r"[A-Za-z_][A-Za-z0-9_]{1,29}(?:[.-][A-Za-z0-9_]+)*(?![\w@/(])",
    re.IGNORECASE,
)

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


def has_valid_luhn(digits: str) -> bool:
    """Whether a string of decimal digits passes the Luhn check of payment cards (ISO/IEC 7812-1)."""
    values = [int(digit) for digit in reversed(digits)]
    return sum(values[0::2] + [sum(divmod(2 * value, 10)) for value in values[1::2]]) % 10 == 0


def has_valid_iban_checksum(iban: str) -> bool:
    """Whether an IBAN without spaces has remainder 1 modulo 97 (ISO 13616)."""
    return int("".join(str(int(char, 36)) for char in iban[4:] + iban[:4])) % 97 == 1


def _masked(text: str, spans: Iterable[Span]) -> str:
    kept, position = [], 0
    for start, end, placeholder in spans:
        kept += [text[position:start], placeholder]
        position = end
    return "".join(kept) + text[position:] if kept else text


def _links(text: str) -> Iterator[Span]:
    if ":" in text or "www." in text.lower():
        yield from _ends_of(_URL, text)


def _links_without_scheme(text: str) -> Iterator[Span]:
    if "/" in text or "?" in text:
        yield from _ends_of(_LINK, text)


def _ends_of(pattern: re.Pattern[str], text: str) -> Iterator[Span]:
    for match in pattern.finditer(text):
        yield match.start(), match.start() + len(match[0].rstrip(_URL_TAIL)), "[url]"


def _known_secrets(text: str) -> Iterator[Span]:
    for match in _KNOWN_SECRET.finditer(text):
        yield *match.span(), "[secret]"


def _authorizations(text: str) -> Iterator[Span]:
    for match in _AUTHORIZATION.finditer(text):
        yield *match.span(match.lastindex), "[secret]"


def _named_secrets(text: str) -> Iterator[Span]:
    for match in _NAMED_SECRET.finditer(text):
        name, link, value = match.groups()
        core = value.rstrip(".!?)]}")
        if core.startswith("[") or _STATE_OF_SECRET.match(core) or _KIND_OF_SECRET.fullmatch(core):
            continue
        if (name.lower() == "pass" and _PRICE.fullmatch(core)) or (name.lower() == "pin" and not core[:1].isdigit()):
            continue
        has_mark = any(char.isdigit() for char in core) or bool(
            re.search(r"[^\W_][^\w'’.-]+[^\W_]|[a-z][A-Z]|\w[!@#$%^&*]+$", core)
        )
        # "Password: Sunshine" alone on its line, or an assignment in code, is a value; "password is wrong" is prose.
        ends_line = match.end() == len(text) or text[match.end()] == "\n"
        is_assigned = "=" in link or (":" in link and ends_line and " " not in value and len(core) >= 6)
        if has_mark or is_assigned:
            yield match.start(3), match.start(3) + len(core), "[secret]"


def _near_secrets(text: str) -> Iterator[Span]:
    for match in _NEAR_SECRET.finditer(text):
        start, end = match.span(match.lastindex)
        core = text[start:end].rstrip(".!?}")
        if not _KIND_OF_SECRET.fullmatch(core):
            yield start, start + len(core), "[secret]"


def _codes(text: str) -> Iterator[Span]:
    for match in _CODE.finditer(text):
        yield *match.span(1), "[secret]"


def _random_tokens(text: str) -> Iterator[Span]:
    for match in _RANDOM_TOKEN.finditer(text):
        if _looks_random(match[0]) and not _HASH_BEFORE.search(text, max(0, match.start() - 30), match.start()):
            yield *match.span(), "[secret]"


def _looks_random(token: str) -> bool:
    digits = sum(char.isdigit() for char in token)
    if digits == len(token) or len(set(token)) < 8:
        return False
    if all(_PATH_WORD.fullmatch(word) for word in re.split("[/_+=-]", token)):
        return False
    # Paths, long compounds and rows of dashes have few digits or one case.
    has_both_cases = any(char.isupper() for char in token) and any(char.islower() for char in token)
    return digits >= 3 and (has_both_cases or re.fullmatch(r"[0-9a-fA-F]+", token) is not None)


def _emails(text: str) -> Iterator[Span]:
    if "@" in text or "%40" in text or "&#64;" in text:
        for match in _EMAIL.finditer(text):
            yield *match.span(), "[email]"


def _spaced_emails(text: str) -> Iterator[Span]:
    if "@ " in text:
        for match in _SPACED_EMAIL.finditer(text):
            yield *match.span(), "[email]"


def _bracketed_emails(text: str) -> Iterator[Span]:
    for match in _BRACKETED_EMAIL.finditer(text) if re.search(r"[\[({] ?at", text, re.IGNORECASE) else ():
        yield *match.span(), "[email]"


def _spelled_emails(text: str) -> Iterator[Span]:
    if " at " in (lowered := text.lower()) and "dot" in lowered:
        for match in _SPELLED_EMAIL.finditer(text):
            yield *match.span(), "[email]"


def _at_emails(text: str) -> Iterator[Span]:
    for match in _AT_EMAIL.finditer(text) if " at " in text.lower() else ():
        is_marked = match.start() == match.start("address") and re.search(r"[._+\d]\w", match["address"].split(" ")[0])
        if is_marked or match.start() < match.start("address") or match["rest"] is not None:
            yield *match.span("address"), "[email]"


def _ibans(text: str) -> Iterator[Span]:
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


def _cards(text: str) -> Iterator[Span]:
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


def _separated_cards(text: str) -> Iterator[Span]:
    for match in _SEPARATED_CARD.finditer(text):
        if _is_card(match[0]):
            yield *match.span(), "[card]"


def _is_card(run: str) -> bool:
    digits = re.sub(r"\D", "", run)
    return 13 <= len(digits) <= 19 and digits[0] in "23456" and len(set(digits)) > 1 and has_valid_luhn(digits)


def _named_ssns(text: str) -> Iterator[Span]:
    for match in _NAMED_SSN.finditer(text):
        yield *match.span(1), "[ssn]"


def _ssns(text: str) -> Iterator[Span]:
    for match in _SSN.finditer(text):
        if not _is_of_a_thing(text, *match.span()):
            yield *match.span(), "[ssn]"


def _ips(text: str) -> Iterator[Span]:
    for match in _IPV4.finditer(text) if text.count(".") >= 3 else ():
        if _is_address(match[0]) and not _is_version(text, *match.span()):
            yield *match.span(), "[ip]"


def _ips_of_six(text: str) -> Iterator[Span]:
    for match in _IPV6.finditer(text) if text.count(":") >= 2 else ():
        if _is_address(match[0]):
            yield *match.span(), "[ip]"


def _is_address(text: str) -> bool:
    try:
        ipaddress.ip_address(text)
    except ValueError:
        return False
    return True


def _is_version(text: str, start: int, end: int) -> bool:
    if _PORT_OR_RANGE.match(text, end):
        return False
    before = text[max(0, start - 60) : start]
    if _VERSION_BEFORE.search(before[-20:]):
        return True
    if text.startswith(("192.168.", "127.", "169.254."), start) or _NETWORK.search(before[-40:] + text[end : end + 20]):
        return False
    return bool(_PRODUCT_BEFORE.search(before))


def _named_phones(text: str) -> Iterator[Span]:
    for match in _NAMED_PHONE.finditer(text):
        name, number = match[1].lower(), match[2]
        start, end = match.span(2)
        if _DATE.match(text, start) or _is_round([number]):
            continue
        if name in ("number", "contact") and "+" not in number:
            # "order number 4711000815" is an order, "contact 00012345" is a record
            is_id = number.isdigit() and (number[0] != "0" or number.startswith("000"))
            if is_id or _THOUSANDS.fullmatch(number) or _is_of_a_thing(text, match.start(2), end):
                continue
        if number.isdigit() and _COUNT_AFTER.match(text, end):
            continue
        yield start, end, "[phone]"


def _lettered_phones(text: str) -> Iterator[Span]:
    for match in _LETTERED_PHONE.finditer(text):
        if not (_DATE.match(text, match.start(1)) or _is_of_a_thing(text, *match.span(1))):
            yield *match.span(1), "[phone]"


def _phones(text: str) -> Iterator[Span]:
    for match in _PHONE.finditer(text):
        n_digits = sum(char.isdigit() for char in match[0])
        if n_digits >= _MIN_PHONE_DIGITS and not (
            _DATE.match(text, match.start()) or _is_of_a_thing(text, *match.span())
        ):
            yield *match.span(), "[phone]"


def _ten_digits(text: str) -> Iterator[Span]:
    for match in _TEN_DIGITS.finditer(text):
        start, end = match.span()
        line = text[text.rfind("\n", 0, start) + 1 : start], text[end : end + 2].partition("\n")[0]
        before = text[max(0, start - 60) : start]
        is_alone = not line[0][-2:].strip() and not line[1].strip(" .")
        if _is_of_a_thing(text, start, end) or _THING_NEAR.search(before):
            continue
        if is_alone or _PHONE_NEAR.search(before):
            yield start, end, "[phone]"


def _is_of_a_thing(text: str, start: int, end: int) -> bool:
    """Whether digits count or number something that is no person: "SKU 800-555-1234", "10 000 000 rows"."""
    number = text[start:end]
    if _COUNT_AFTER.match(text, end):
        return True
    if number[0] in "+(":
        return False
    if _OPENING_HOURS.fullmatch(number) or _is_round(re.findall(r"\d+", number)):
        return True
    return bool(_THING_BEFORE.search(text, max(0, start - 40), start))


def _is_round(groups: list[str]) -> bool:
    # "limits: 300 500 1000", "2500000"; a phone number with three round groups is one in a thousand
    if len(groups) == 1:
        return groups[0].isdigit() and groups[0][0] != "0" and groups[0].endswith("0000")
    return len(groups) > 2 and all(group.endswith("0") for group in groups)


def _handles(text: str) -> Iterator[Span]:
    for match in _HANDLE.finditer(text) if "@" in text else ():
        yield *match.span(), "[handle]"


_FINDERS = (
    _links, _links_without_scheme, _known_secrets, _authorizations, _named_secrets, _near_secrets,
    _random_tokens, _emails, _spaced_emails, _bracketed_emails, _spelled_emails, _at_emails, _handles,
)  # fmt: skip
_FINDERS_OF_NUMBERS = (
    _codes, _ibans, _cards, _separated_cards, _named_ssns, _ssns, _ips, _ips_of_six, _named_phones, _lettered_phones,
    _phones, _ten_digits,
)  # fmt: skip
