"""Trains the delta that `weights/` ships: needs the extra `torch` and the labelled sets."""

from __future__ import annotations

from pathlib import Path

from groundswell.scoring.encoder import WEIGHTS_DIR, Manifest

__all__ = ["train"]


def train(
    data: Path = Path("../shared/data"),
    output: Path = WEIGHTS_DIR,
    *,
    seed: int | None = None,
    passes: int | None = None,
    limit: int | None = None,
    calibrate_only: bool = False,
) -> Manifest:
    """Train the delta, calibrate it on the held-back folds and write `delta.safetensors` and `manifest.json`.

    Args:
        data: folder that holds `training/`, see docs/model-card.md for the sets.
        output: where the two files go; nothing is written before training and calibration are done.
        seed: another seed than the recipe's; equal seeds give equal weights on equal machines.
        passes: fewer or more passes than the recipe's.
        limit: use about so many examples only, to try the machinery out.
        calibrate_only: keep the delta that lies in `output`, fit the constants of its manifest anew.

    Returns:
        The manifest that was written.

    Raises:
        FileNotFoundError: no training data there. ImportError: torch is missing. WeightsError: the base is.
    """
    try:
        from groundswell.scoring.training.run import run
    except ImportError as error:
        raise ImportError(
            f"Training needs torch and vaderSentiment ({error}). Run: pip install -e '.[torch]' in the project's folder"
        ) from error
    return run(Path(data), Path(output), seed=seed, passes=passes, limit=limit, calibrate_only=calibrate_only)
