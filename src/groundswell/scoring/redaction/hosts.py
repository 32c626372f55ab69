"""IP addresses in a text, told from versions, which have four numbers as well."""

import ipaddress
import re
from collections.abc import Iterator

from groundswell.scoring.redaction.spans import Span

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


def ips(text: str) -> Iterator[Span]:
    """Addresses of four numbers that are no version."""
    for match in _IPV4.finditer(text) if text.count(".") >= 3 else ():
        if _is_address(match[0]) and not _is_version(text, *match.span()):
            yield *match.span(), "[ip]"


def ips_of_six(text: str) -> Iterator[Span]:
    """Addresses of version six of the protocol."""
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
