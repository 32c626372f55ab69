"""`python -m benchmarks.detection.study.tiers`: where to cut sudden falls from slow ones, and how sure that is.

On tuning worlds only: right alerts of the default policy, told apart by the best shape or by the evidence of all.
"""

from __future__ import annotations

import tempfile
from pathlib import Path

import click
import duckdb
import numpy as np
import pandas as pd
from benchmarks.detection import figures
from benchmarks.detection.portfolios import build
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score

# accounts, months, seed, messages a week (None: the world's own)
WORLDS = (*((400, 18, seed, None) for seed in range(101, 107)), *((200, 18, seed, 8.0) for seed in (111, 112)))
MARGINS = (0.0, -0.2, -0.3, -0.4, -0.5, -0.6)
HELD_TO = 3.0  # log odds beyond which no evidence makes surer, when the slope is fitted

RULES = """
    select
        entity_id, opened_on, step_evidence - ramp_evidence as all_shapes,
        max(z) filter (contrast = 'step') - max(z) filter (contrast = 'ramp') as best_shape
    from intermediate.int_alert_tiers
    inner join intermediate.int_alert_contrasts using (entity_type, entity_id, policy, opened_on)
    where policy = 'standard' and entity_type = 'account'
    group by all
"""


def told_falls(folder: Path, *size: float | None) -> pd.DataFrame:
    """The falls that alerts opened on: is_sudden, and what each rule says of them."""
    world = build(folder, *size)
    with duckdb.connect(str(folder / "build.duckdb"), read_only=True) as session:
        rules = session.sql(RULES).df()
    rules["opened_on"] = pd.to_datetime(rules["opened_on"])
    found = figures.with_truth(world, rules)
    return found[found["is_right"]].assign(is_sudden=lambda falls: falls["regime"].isin(figures.SHARP))


@click.command()
@click.option("--keep", type=click.Path(path_type=Path), default=None, help="Folder to build in and keep.")
def main(keep: Path | None) -> None:
    """Build the tuning worlds and print how well each rule tells sudden falls from slow ones."""
    with tempfile.TemporaryDirectory() as temporary:
        told = pd.concat(
            told_falls((keep or Path(temporary)) / "x".join(map(str, size)), *size) for size in WORLDS
        ).dropna(subset=["all_shapes", "best_shape"])
    sudden = told["is_sudden"].to_numpy()
    print(f"{sudden.sum()} sudden and {(~sudden).sum()} slow falls of {len(WORLDS)} tuning worlds (simulated)")
    for rule in ("best_shape", "all_shapes"):
        print(f"{rule}: AUC {roc_auc_score(sudden, told[rule]):.3f}")
    evidence = told["all_shapes"].to_numpy()
    for margin in MARGINS:
        print(f"margin {margin:4.1f}: sudden told right {(evidence[sudden] > margin).mean():.2f}, "
              f"slow {(evidence[~sudden] <= margin).mean():.2f}")  # fmt: skip
    for margin in MARGINS:
        held = np.clip(evidence, -HELD_TO, HELD_TO)[:, None] - margin
        fitted = LogisticRegression(C=np.inf, fit_intercept=False, class_weight="balanced").fit(held, sudden)
        print(f"margin {margin:4.1f}: slope of a logistic {fitted.coef_[0, 0]:.2f}")


if __name__ == "__main__":
    main()
