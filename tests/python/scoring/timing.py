"""A test that tells linear from quadratic on a busy machine."""

import time
from collections.abc import Callable


def assert_linear(function: Callable[[str], object], piece: str) -> None:
    """Four times as much of `piece` may take four times the processor time, not sixteen times."""
    short, long = (_seconds(function, (piece * size)[:size]) for size in (50_000, 200_000))
    assert long < 8 * short + 0.2, f"{short:.2f} s for 50,000 characters, {long:.2f} s for 200,000"


def _seconds(function: Callable[[str], object], text: str) -> float:
    started = time.process_time()
    function(text)
    return time.process_time() - started
