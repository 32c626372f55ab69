"""Random numbers by concern, so that a new concern does not change what the others drew."""

from __future__ import annotations

import zlib

from numpy.random import PCG64, Generator, SeedSequence


def generator(seed: int, concern: str, *index: int) -> Generator:
    """The generator of one concern, of one account or day if *index* says so.

    Streams of different concerns and indexes are independent (NumPy's SeedSequence); the same arguments give the same
    numbers on any machine.
    """
    return Generator(PCG64(SeedSequence(seed, spawn_key=(zlib.crc32(concern.encode()), *index))))


def uniform_days(rng: Generator, low_high: tuple[int, int]) -> int:
    """A whole number of days from the range, both ends included."""
    return int(rng.integers(low_high[0], low_high[1] + 1))
