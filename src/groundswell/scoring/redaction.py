"""Personal data and secrets in a text, replaced by typed placeholders.

Shape and checksum decide, not a list of valid numbers: numbering plans know neither fictional numbers nor new ranges,
and a missed phone number is worse than a masked order id. Names and postal addresses are not recognised. Every pattern
is bounded or starts only at the edge of a run, so that time is linear in the length.
"""

import ipaddress
import re

PLACEHOLDERS = ("[url]", "[email]", "[secret]", "[iban]", "[card]", "[ssn]", "[ip]", "[phone]", "[handle]")

_URL = re.compile(
    r"\b(?:(?:https?|ftps?|sftp|ssh|wss?|postgres(?:ql)?|mysql|mongodb(?:\+srv)?|redis|amqps?|s3|jdbc:\w{1,20})://"
    r"|www\.(?=\w))[^\s<>\"'\])}]+",
    re.IGNORECASE,
)
_URL_TAIL = ".,;:!?…"  # punctuation of the sentence, not of the address

_EMAIL = re.compile(r"(?:mailto:)?(?<![\w.+%'-])[\w.+%'-]+@(?:[\w-]+\.)+[^\W\d_][\w-]+", re.IGNORECASE)
_SPELLED_EMAIL = re.compile(
    r"(?<![\w.+-])[\w.+-]{1,64} ?(?:[\[({] ?at ?[\])}]|(?<= )at(?= )) ?[\w-]{1,63}"
    r"(?: ?(?:[\[({] ?dot ?[\])}]|(?<= )dot(?= )|\.) ?(?:com|org|net|io|co|edu|gov|info|biz|de|uk|fr|es|it|nl|eu"
    r"|us|ca|au|ch|at))+\b",
    re.IGNORECASE,
)
_SPELLED_MARK = re.compile(r"[\[({] ?(?:at|dot) ?[\])}]| dot ", re.IGNORECASE)

_KNOWN_SECRET = re.compile(
    r"-----BEGIN [A-Z ]{0,30}PRIVATE KEY-----[\w+/=:,\s]{0,8000}(?:-----END [A-Z ]{0,30}PRIVATE KEY-----)?"
    r"|\beyJ[\w-]{8,}\.[\w-]{8,}(?:\.[\w-]*)?"  # JSON web token
    r"|\b(?:sk|pk|rk)[_-](?:live|test|proj|ant|or)[_-][\w-]{8,}|\bsk-[A-Za-z0-9]{20,}|\bwhsec_\w{16,}"
    r"|\b(?:gh[pousr]_|github_pat_|glpat-|npm_|dop_v1_|hf_|pypi-|shpat_|dckr_pat_|sq0\w{3}-|xox[abeoprs]-|ya29\."
    r"|SG\.)[\w.-]{10,}"
    r"|\b(?:AKIA|ASIA|AGPA|AIDA|AROA)[0-9A-Z]{16}\b|\bAIza[\w-]{30,}"
)
_AUTHORIZATION = re.compile(r"\b(bearer|basic)(\s{1,3})(?=[\w.~+/=-]*[\d=])([\w.~+/=-]{12,})", re.IGNORECASE)
_NAMED_SECRET = re.compile(
    r"(?<![A-Za-z0-9])(pass(?:word|wd|phrase|code|wort)?|pwd?"
    r"|(?:api|access|secret|private|license|client)[ _-]?(?:key|token|secret)"
    r"|(?:auth|refresh|session)[ _-]?(?:token|key|id)|token|secret|otp|pin|cvv|cvc|verification code|one[- ]time code)"
    r"(\"?'?\s{0,3}(?::=|=>|[:=(]|\bis\b:?)\s{0,3}[\"'`]?)([^\s\"'`,;<>]{3,200})",
    re.IGNORECASE,
)
_STATE_OF_SECRET = re.compile(  # "token: expired" tells of a secret and is none
    r"(?:expired|required|invalid|missing|failed|wrong|incorrect|unknown|optional|needed|empty|reset|changed|forgotten"
    r"|disabled|enabled|pending|rejected|denied|accepted|blocked|locked|revoked|null|none|true|false|undefined)\W*$",
    re.IGNORECASE,
)
_SPOKEN_CODE = re.compile(r"\b(cvv2?|cvc2?|otp|pin)( (?:code |number )?)(\d{3,8})\b", re.IGNORECASE)
_RANDOM_TOKEN = re.compile(r"(?<![A-Za-z0-9_+/=-])(?:[0-9a-fA-F]{32,}|[A-Za-z0-9_+/=-]{40,})(?![A-Za-z0-9_+/=-])")

_IBAN_START = re.compile(r"(?<![A-Za-z0-9])([A-Za-z]{2})\d{2}(?=[ -]?[A-Za-z0-9])")
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
_SSN = re.compile(r"(?<![\d-])(?!000|666|9)\d{3}([ -])(?!00)\d{2}\1(?!0000)\d{4}(?![\d-])")
_NAMED_SSN = re.compile(r"\b(ssn|social security(?: number| no\.?)?)(\W{1,5}(?:is |number )?)(\d{9})\b", re.IGNORECASE)

_IPV4 = re.compile(r"(?<![\w.])(?<![A-Za-z]-)(?:\d{1,3}\.){3}\d{1,3}(?!\w)(?!-[A-Za-z])(?!\.\d)")
_IPV6 = re.compile(r"(?<![\w:.])(?=[0-9a-fA-F:]*\d)[0-9a-fA-F]{0,4}(?::[0-9a-fA-F]{0,4}){2,7}(?![\w:])")
_VERSION_BEFORE = re.compile(
    r"(?:\bv|\bver|version|release|build|firmware|driver|update[ds]?(?: to)?|upgrade[ds]?(?: to)?"
    r"|(?:updat|upgrad|migrat)\w{1,5} from|ios|android|sdk|chrome"
    r"|section|chapter|§)[ .:#=-]{0,2}(?:v\.?)?$",
    re.IGNORECASE,
)

_PHONE = re.compile(
    r"(?<![\w.,/$€£#-])(?:"
    r"\+\d(?:[ ().\-/]{0,3}\d){6,14}"  # international
    r"|00[1-9]\d(?:[ ().\-/]{0,2}\d){7,12}"
    r"|(?:1[ .-])?\(\d{2,5}\)[ .-]?\d{2,5}(?:[ .-]?\d{2,5}){1,3}"  # (555) 010-0199
    r"|(?:1[ .-])?[2-9]\d{2}([.-])\d{3}\1\d{4}"  # 555-010-0199
    r"|(?:1 )?[2-9]\d{2} \d{3}[ -]\d{4}"
    r"|0\d{1,5}(?:[ ./-]\d{2,8}){1,4}"  # 020 7946 0958, 0171/1234567
    r"|0[1-9]\d{8,9}"  # a national number written as one run
    r")(?: ?(?:x|ext\.?|extension) ?\d{1,6})?(?![\w-])(?!\.\d)",
    re.IGNORECASE,
)
_NAMED_PHONE = re.compile(
    r"\b((?:tele)?phone|tel|mobile|cell|fax|whats ?app|call(?: me| us)?|text me|reach me|ring me|dial|sms|contact"
    r"|number)"
    r"((?: (?:number|no\.?|is|at|on|me|under|via|back|to)){0,4}[ .:#(]{1,3})(\+?\d(?:[ ().\-/]{0,2}\d){6,14})(?![\w-])",
    re.IGNORECASE,
)
_DATE = re.compile(
    r"(?:19|20)\d\d[-./ ]\d{1,2}[-./ ]\d{1,2}(?!\d)|\d{1,2}[-./ ]\d{1,2}[-./ ](?:(?:19|20)\d\d(?!\d)|\d\d(?![-./ ]?\d))"
)
_MIN_PHONE_DIGITS = 8
_HANDLE = re.compile(r"(?<![\w@/.`+&=-])@[A-Za-z_][A-Za-z0-9_]{1,29}(?:[.-][A-Za-z0-9_]+)*(?![\w@/(])")

_HAS_DIGITS = re.compile(r"\d[^\n]{0,12}\d")


def redact(text: str) -> str:
    """The text with e-mail addresses, phone and card numbers, IBANs, IP addresses, URLs, US social security numbers,
    keys, passwords and @handles replaced by `PLACEHOLDERS`.

    Pure and idempotent. Version numbers, prices, dates, times and order ids stay. Time is linear in the length.
    """
    if ":/" in text or "www." in text.lower():
        text = _URL.sub(_redact_url, text)
    text = _redact_secrets(text)
    if "@" in text:
        text = _EMAIL.sub("[email]", text)
    if _SPELLED_MARK.search(text):
        text = _SPELLED_EMAIL.sub(_redact_spelled_email, text)
    if _HAS_DIGITS.search(text):
        text = _redact_numbers(text)
    if "@" in text:
        text = _HANDLE.sub("[handle]", text)
    return text


def has_valid_luhn(digits: str) -> bool:
    """Whether a string of decimal digits passes the Luhn check of payment cards (ISO/IEC 7812-1)."""
    values = [int(digit) for digit in reversed(digits)]
    return sum(values[0::2] + [sum(divmod(2 * value, 10)) for value in values[1::2]]) % 10 == 0


def has_valid_iban_checksum(iban: str) -> bool:
    """Whether an IBAN without spaces has remainder 1 modulo 97 (ISO 13616)."""
    return int("".join(str(int(char, 36)) for char in iban[4:] + iban[:4])) % 97 == 1


def _redact_url(match: re.Match[str]) -> str:
    url = match[0]
    return "[url]" + url[len(url.rstrip(_URL_TAIL)) :]


def _redact_secrets(text: str) -> str:
    text = _KNOWN_SECRET.sub("[secret]", text)
    text = _AUTHORIZATION.sub(r"\1\2[secret]", text)
    text = _NAMED_SECRET.sub(_redact_named_secret, text)
    text = _SPOKEN_CODE.sub(r"\1\2[secret]", text)
    return _RANDOM_TOKEN.sub(lambda match: "[secret]" if _looks_random(match[0]) else match[0], text)


def _redact_named_secret(match: re.Match[str]) -> str:
    name, link, value = match.groups()
    core = value.rstrip(".!?)]}")
    if core.startswith("[") or _STATE_OF_SECRET.match(core):
        return match[0]
    has_mark = any(char.isdigit() for char in core) or bool(
        re.search(r"[^\W_][^\w'’.-]+[^\W_]|[a-z][A-Z]|\w[!@#$%^&*]+$", core)
    )
    # "Password: Sunshine" alone on its line, or an assignment in code, is a value; "password is wrong" is a sentence.
    ends_line = match.end() == len(match.string) or match.string[match.end()] == "\n"
    is_assigned = "=" in link or (":" in link and ends_line and " " not in value and len(core) >= 6)
    return f"{name}{link}[secret]{value[len(core) :]}" if has_mark or is_assigned else match[0]


def _looks_random(token: str) -> bool:
    digits = sum(char.isdigit() for char in token)
    if digits == len(token) or len(set(token)) < 8:
        return False
    # Paths, long compounds and rows of dashes have few digits or one case.
    has_both_cases = any(char.isupper() for char in token) and any(char.islower() for char in token)
    return digits >= 3 and (has_both_cases or re.fullmatch(r"[0-9a-fA-F]+", token) is not None)


def _redact_numbers(text: str) -> str:
    text = _redact_ibans(text)
    text = _DIGIT_RUN.sub(_redact_cards, text)
    text = _NAMED_SSN.sub(r"\1\2[ssn]", text)
    text = _SSN.sub("[ssn]", text)
    text = _IPV4.sub(_redact_ip, text)
    if text.count(":") >= 2:
        text = _IPV6.sub(_redact_ip, text)
    text = _NAMED_PHONE.sub(_redact_named_phone, text)
    return _PHONE.sub(_redact_phone, text)


def _redact_ibans(text: str) -> str:
    kept, position = [], 0
    for match in _IBAN_START.finditer(text):
        length = _IBAN_LENGTH.get(match[1].upper())
        if length is None or match.start() < position:
            continue
        end, compact = match.start(), ""
        while end < len(text) and len(compact) < length:
            char = text[end]
            if char.isascii() and char.isalnum():
                compact += char
            elif char not in " -" or text[end - 1] in " -":
                break
            end += 1
        if len(compact) == length and not text[end : end + 1].isalnum() and has_valid_iban_checksum(compact):
            kept += [text[position : match.start()], "[iban]"]
            position = end
    return "".join(kept) + text[position:]


def _redact_cards(match: re.Match[str]) -> str:
    if _is_card(match[0]):
        return "[card]"
    run, kept, position = match[0], [], 0
    for group in _GROUP_START.finditer(run):
        start = group.start()
        parts = (shape.match(run, start) for shape in _CARD_SHAPES if start >= position)
        if card := next((part for part in parts if part and _is_card(part[0])), None):
            kept += [run[position:start], "[card]"]
            position = card.end()
    return "".join(kept) + run[position:]


def _is_card(run: str) -> bool:
    digits = run.replace(" ", "").replace("-", "")
    return 13 <= len(digits) <= 19 and digits[0] in "23456" and len(set(digits)) > 1 and has_valid_luhn(digits)


def _redact_ip(match: re.Match[str]) -> str:
    try:
        ipaddress.ip_address(match[0])
    except ValueError:
        return match[0]
    before = match.string[max(0, match.start() - 20) : match.start()]
    return match[0] if "." in match[0] and _VERSION_BEFORE.search(before) else "[ip]"


def _redact_named_phone(match: re.Match[str]) -> str:
    name, link, number = match.groups()
    if _DATE.match(number) or (
        name.lower() in ("number", "contact") and "+" not in number and number.isdigit() and number[0] != "0"
    ):
        return match[0]  # "order number 4711000815" is an order
    return f"{name}{link}[phone]"


def _redact_spelled_email(match: re.Match[str]) -> str:
    return "[email]" if _SPELLED_MARK.search(match[0]) else match[0]


def _redact_phone(match: re.Match[str]) -> str:
    n_digits = sum(char.isdigit() for char in match[0])
    return match[0] if n_digits < _MIN_PHONE_DIGITS or _DATE.match(match[0]) else "[phone]"
