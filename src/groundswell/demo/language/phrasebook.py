"""The phrases beside this module, read and parsed once."""

from __future__ import annotations

import functools
import random
import tomllib
from collections.abc import Sequence
from pathlib import Path

from groundswell.demo.language.grammar import Pattern, PatternError, parse

PHRASES = Path(__file__).parent / "phrases"
_SPREAD = 0.16  # sd of the position in a list that runs from faint to strong, as a share of the list

Patterns = tuple[Pattern, ...]


@functools.cache
def raw(book: str) -> dict:
    """The TOML file of a name as it is written."""
    return tomllib.loads((PHRASES / f"{book}.toml").read_text(encoding="utf-8"))


@functools.cache
def patterns(book: str, *keys: str) -> Patterns:
    """The parsed list at `keys` of a file.

    Raises:
        KeyError: no such list. PatternError: a line of it cannot be read; the message names the file.
    """
    lines = raw(book)
    for key in keys:
        lines = lines[key]
    try:
        return tuple(parse(line) for line in lines)
    except PatternError as error:
        raise PatternError(f"{PHRASES / book}.toml, {'.'.join(keys)}: {error}") from error


def any_of(lines: Sequence, rng: random.Random):
    """One of the lines, all equally likely."""
    return lines[int(rng.random() * len(lines))]


def graded(lines: Sequence, strength: float, rng: random.Random):
    """One of lines that run from faint to strong: near `strength` (0 … 1), with noise."""
    position = rng.gauss(strength, _SPREAD)
    return lines[min(len(lines) - 1, max(0, int(position * len(lines))))]
