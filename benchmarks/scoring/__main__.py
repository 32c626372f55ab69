"""`python -m benchmarks.scoring [part …]`: prints every figure that the model card and the README quote."""

from __future__ import annotations

from pathlib import Path

import click
from benchmarks.scoring import accuracy, left_out, probes, reliability, runtime, stars, vocabulary_cost

from groundswell.scoring.scorer import Scorer

PARTS = ("accuracy", "calibration", "probes", "vocabulary", "runtime", "stars", "left-out")


@click.command()
@click.argument("parts", nargs=-1, type=click.Choice(PARTS))
@click.option("--data", type=click.Path(path_type=Path), default=Path("../shared/data"), show_default=True)
@click.option(
    "--peers/--no-peers", default=True, show_default=True, help="The lexicon and the frozen head beside ours."
)
@click.option("--sample", type=int, default=None, help="Reviews for `stars`; all of them when left out (15 minutes).")
def main(parts: tuple[str, ...], data: Path, peers: bool, sample: int | None) -> None:
    """Print the scorer's measured figures. Without PARTS: all but `stars` and `left-out`, which take longest."""
    wanted = parts or PARTS[:-2]
    if not data.is_dir():
        raise click.ClickException(f"No data at {data}: give the folder with --data (see docs/model-card.md).")
    scorer = Scorer.load()
    print(f"model version {scorer.model_version}")
    if "accuracy" in wanted:
        accuracy.print_table(scorer, data, peers)
    if "calibration" in wanted:
        reliability.print_report(scorer, data)
    if "probes" in wanted:
        probes.print_report(scorer)
    if "vocabulary" in wanted:
        vocabulary_cost.print_report(scorer, data)
    if "runtime" in wanted:
        runtime.print_report(scorer, data)
    if "stars" in wanted:
        stars.print_report(scorer, data, sample)
    if "left-out" in wanted:
        left_out.print_report(data)


if __name__ == "__main__":
    main()
