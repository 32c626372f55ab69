"""The small line in a row: twelve weeks of an account against its own band, as the paths of an inline SVG."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

WIDTH, HEIGHT, PAD = 132, 34, 3
SMALLEST_RANGE = 40.0  # points of 100: a calm line stays a calm line


@dataclass(frozen=True)
class Sparkline:
    """SVG path data in a box of WIDTH × HEIGHT."""

    line: str
    band: str
    end: tuple[float, float] | None


def _x(index: int, n: int) -> float:
    return round(PAD + index * (WIDTH - 2 * PAD) / max(1, n - 1), 1)


@dataclass(frozen=True)
class _Scale:
    """The vertical range of one line."""

    low: float
    high: float

    @classmethod
    def of(cls, values: Sequence[float]) -> _Scale:
        low, high = min(values, default=0.0), max(values, default=100.0)
        spare = max(0.0, SMALLEST_RANGE - (high - low)) / 2
        return cls(low - spare, high + spare)

    def y(self, score: float) -> float:
        return round(PAD + (self.high - score) / (self.high - self.low) * (HEIGHT - 2 * PAD), 1)


def _runs(values: Sequence[object | None]) -> list[range]:
    """Stretches without a gap: a day without data is missing, not zero."""
    runs, start = [], None
    for index, value in enumerate([*values, None]):
        if value is not None and start is None:
            start = index
        elif value is None and start is not None:
            runs.append(range(start, index))
            start = None
    return runs


def sparkline(
    scores: Sequence[float | None], baselines: Sequence[float | None], deviations: Sequence[float | None]
) -> Sparkline:
    """Draw one value a day, the oldest first.

    Args:
        scores: 7-day means, 0–100.
        baselines: The account's own baseline on each day, 0–100.
        deviations: Its standard deviation, in the same points.
    """
    n = len(scores)
    edges = [
        None if baseline is None or deviation is None else (baseline - deviation, baseline + deviation)
        for baseline, deviation in zip(baselines, deviations, strict=True)
    ]
    shown = [score for score in scores if score is not None] + [edge for pair in edges if pair for edge in pair]
    y = _Scale.of(shown).y
    line, band, end = "", "", None
    for run in _runs(scores):
        points = [f"{_x(i, n)} {y(scores[i])}" for i in run]
        # a lone day would be a path without length: the round cap makes it a dot
        line += "M" + "L".join(points if len(points) > 1 else points * 2)
        end = (_x(run[-1], n), y(scores[run[-1]]))
    for run in _runs(edges):
        lower = [f"{_x(i, n)} {y(edges[i][0])}" for i in reversed(run)]
        upper = [f"{_x(i, n)} {y(edges[i][1])}" for i in run]
        band += "M" + "L".join(upper + lower) + "Z"
    return Sparkline(line, band, end)
