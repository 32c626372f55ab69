"""Patterns with choices and slots: "[Hi|Hello] {person}," gives "Hello Ida,"."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from dataclasses import dataclass

_TOKEN = re.compile(r"[\[\]|]|\{\w+\}|[^\[\]|{}]+")

# Words that have a capital letter only because a sentence starts with them.
_SMALL = re.compile(
    r"(?:The|Our|My|A|An|This|That|It|It's|We|We're|We've|They|You|Can|Could|Is|Are|Was|Do|Does|Did|How|What|When|Where|"
    r"Which|Who|Why|Will|Would|Has|Have|After|Since|With|During|About|Now|No|Not|Nobody|Still|Please|Some|Somebody|Half|"
    r"One|Each|For|In|On|Three|Two|Four|Five|Six|Seven|Eight|Nine|Like|Well|So|Uh|Um|Right|Yes|Basically|Let|Same|Credit|To|Apart|Honest|Quick|Just|If|At|All|Everyone|Only|That's|There|Total|Totals|Column|Half)\b"
    r"(?! \w+:)"
)


class PatternError(ValueError):
    """A pattern that cannot be read; the message shows it."""


@dataclass(frozen=True, slots=True)
class Slot:
    """A place to fill; a name that begins with a capital letter asks for a capital letter."""

    name: str
    is_capital: bool


@dataclass(frozen=True, slots=True)
class Choice:
    """Alternatives, equally likely."""

    options: tuple[Pattern, ...]


Pattern = tuple["str | Slot | Choice", ...]


def parse(text: str) -> Pattern:
    """Read a pattern.

    Raises:
        PatternError: brackets that do not match, or a brace that is no slot.
    """
    tokens = _TOKEN.findall(text)
    if "".join(tokens) != text:
        raise PatternError(f"a brace without a slot's name in {text!r}")
    pattern, rest = _sequence(tokens, 0)
    if rest != len(tokens):
        raise PatternError(f"a bracket or bar too many in {text!r}")
    return pattern


def _sequence(tokens: list[str], at: int) -> tuple[Pattern, int]:
    nodes: list[str | Slot | Choice] = []
    while at < len(tokens) and tokens[at] not in "]|":
        if tokens[at] == "[":
            options = []
            while tokens[at] != "]":
                option, at = _sequence(tokens, at + 1)
                options.append(option)
                if at == len(tokens):
                    raise PatternError(f"a bracket is not closed in {''.join(tokens)!r}")
            nodes.append(Choice(tuple(options)))
        elif tokens[at][0] == "{":
            name = tokens[at][1:-1]
            nodes.append(Slot(name.lower(), name[0].isupper()))
        else:
            nodes.append(tokens[at])
        at += 1
    return tuple(nodes), at


def expand(pattern: Pattern, fill: Callable[[str], str], rng: random.Random) -> str:
    """One text of a pattern; `fill` gives the words of a slot."""
    parts = []
    for node in pattern:
        if isinstance(node, str):
            parts.append(node)
        elif isinstance(node, Slot):
            words = fill(node.name)
            parts.append(capitalised(words) if node.is_capital else words)
        else:
            parts.append(expand(node.options[int(rng.random() * len(node.options))], fill, rng))
    return "".join(parts)


def capitalised(text: str) -> str:
    """The text with its first letter as a capital one."""
    return text[:1].upper() + text[1:]


def joined(opener: str, text: str) -> str:
    """The text after an opener; after a comma or dash it goes on in small letters, unless with a name or I."""
    return f"{opener} {going_on(text) if opener.endswith((',', ' -')) else text}".strip()


def going_on(text: str) -> str:
    """The text as it stands within a sentence."""
    return text[:1].lower() + text[1:] if _SMALL.match(text) else text
