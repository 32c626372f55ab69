"""Passwords, keys and codes in a text, by how they look or by the word beside them."""

import re
from collections.abc import Iterator

from groundswell.scoring.redaction.spans import Span

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


def known_secrets(text: str) -> Iterator[Span]:
    """Keys whose beginning says whose they are, private keys, web tokens."""
    for match in _KNOWN_SECRET.finditer(text):
        yield *match.span(), "[secret]"


def authorizations(text: str) -> Iterator[Span]:
    """What follows Authorization, Bearer or Basic."""
    for match in _AUTHORIZATION.finditer(text):
        yield *match.span(match.lastindex), "[secret]"


def named_secrets(text: str) -> Iterator[Span]:
    """ "password: …", "the token is …": a value that is linked to its name."""
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


def near_secrets(text: str) -> Iterator[Span]:
    """ "my password Summer2024 does not work": a value that stands beside its name."""
    for match in _NEAR_SECRET.finditer(text):
        start, end = match.span(match.lastindex)
        core = text[start:end].rstrip(".!?}")
        if not _KIND_OF_SECRET.fullmatch(core):
            yield start, start + len(core), "[secret]"


def codes(text: str) -> Iterator[Span]:
    """One-time codes and card codes after their name."""
    for match in _CODE.finditer(text):
        yield *match.span(1), "[secret]"


def random_tokens(text: str) -> Iterator[Span]:
    """Long runs of letters and digits that look drawn by lot, unless they name a commit or a trace."""
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
