"""`python -m benchmarks.detection.study`: other signals and a filter that knows the truth, at equal false alarms."""

from __future__ import annotations

import tempfile
from collections import Counter
from pathlib import Path

import click
import numpy as np
import pandas as pd
from benchmarks.detection import figures, peers
from benchmarks.detection.__main__ import TUNING_SEEDS
from benchmarks.detection.portfolios import build
from benchmarks.detection.study import ceiling, panel
from benchmarks.detection.study.signals import CANDIDATES
from sklearn.linear_model import LogisticRegression

FALSE_ALARMS = 0.25  # per stable account-year, in each world
HELD_TO = (-4.0, 6.0)  # a signal counts for no more


def alerts_at(world: panel.Panel, score: np.ndarray) -> pd.DataFrame:
    """The alerts of the lowest threshold that keeps the false alarms."""
    flat = pd.Series(np.where(world.judged, score, np.nan).ravel())
    low, high = flat.quantile(0.8), flat.max()
    for _ in range(16):
        middle = (low + high) / 2
        counts = figures.figures(world.world, peers.episodes(world.days, flat, middle))
        low, high = (
            (middle, high) if counts["false_on_stable"] > FALSE_ALARMS * counts["stable_years"] else (low, middle)
        )
    return peers.episodes(world.days, flat, high)


def show(name: str, worlds: list[panel.Panel], scores: list[np.ndarray]) -> None:
    counts: Counter = Counter()
    for world, score in zip(worlds, scores, strict=True):
        counts.update(figures.figures(world.world, alerts_at(world, score)))
    shares = {
        "false": counts["false_on_stable"] / counts["stable_years"],
        "precision": counts["right"] / counts["alerts"],
        **{kind: counts[f"{kind}_all_found"] / counts[f"{kind}_all_planted"] for kind in ("sharp", "gradual", "blip")},
    }
    print(f"{name:32}" + "  ".join(f"{label} {value:.2f}" for label, value in shares.items()), flush=True)


def learned(worlds: list[panel.Panel], signals: list[dict[str, np.ndarray]], names: list[str]) -> list[np.ndarray]:
    """Scores of each world by a ridge logistic that learned on the others."""
    inputs = [np.stack([np.clip(each[name], *HELD_TO) for name in names], axis=-1) for each in signals]
    falls = [world.truth(("crash", "recover"), 4, 30) | world.truth(("erode",), 21, 60) for world in worlds]
    calm = [world.truth(("stable",), 0, 9_999) for world in worlds]
    used = [world.judged & (fall | still) for world, fall, still in zip(worlds, falls, calm, strict=True)]
    scores = []
    for held_out in range(len(worlds)):
        others = [i for i in range(len(worlds)) if i != held_out]
        x = np.concatenate([inputs[i][used[i]] for i in others])
        y = np.concatenate([falls[i][used[i]] for i in others])
        fitted = LogisticRegression(C=0.01, class_weight="balanced").fit(x, y)
        scores.append(inputs[held_out] @ fitted.coef_[0])
    return scores


@click.command()
@click.option("--accounts", default=400, show_default=True, help="Accounts of each world.")
@click.option("--months", default=18, show_default=True)
@click.option(
    "--messages-a-week", type=float, default=None, help="Median of an account; default: the world's own, 2.2."
)
@click.option("--keep", type=click.Path(path_type=Path), default=None, help="Folder to build in and keep.")
def main(accounts: int, months: int, messages_a_week: float | None, keep: Path | None) -> None:
    """Compare, on the tuning worlds, today's score with more signals and with the best that could be."""
    with tempfile.TemporaryDirectory() as temporary:
        folders = [(keep or Path(temporary)) / f"{accounts}x{months}_{seed}" for seed in TUNING_SEEDS]
        worlds = [panel.read(build(folder, accounts, months, seed, messages_a_week), folder)
                  for folder, seed in zip(folders, TUNING_SEEDS, strict=True)]  # fmt: skip
    seeds = ", ".join(map(str, TUNING_SEEDS))
    print(f"{accounts} accounts x {months} months, seeds {seeds} (simulated), at {FALSE_ALARMS} false alarms a year")
    show("today", worlds, [world.present for world in worlds])
    signals = [{"z_fast": np.nan_to_num(world.cells["z_fast"]), "z_slow": np.nan_to_num(world.cells["z_slow"]),
                **{name: candidate(world) for name, candidate in CANDIDATES.items()}} for world in worlds]  # fmt: skip
    own = ["z_fast", "z_slow"]
    show("fitted: both lanes", worlds, learned(worlds, signals, own))
    for name in CANDIDATES:
        show(f"fitted: and {name}", worlds, learned(worlds, signals, [*own, name]))
    show("fitted: all together", worlds, learned(worlds, signals, [*own, *CANDIDATES]))
    show("filter that knows the variances", worlds, [ceiling.scores(world) for world in worlds])


if __name__ == "__main__":
    main()
