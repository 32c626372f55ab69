"""The training loop."""

from __future__ import annotations

import math
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import torch
from tqdm import tqdm

from groundswell.scoring.encoder import load_base, load_tokenizer, pad
from groundswell.scoring.training.batches import Batch, batches_of_pass
from groundswell.scoring.training.datasets import GO_EMOTIONS, read_all
from groundswell.scoring.training.losses import losses
from groundswell.scoring.training.network import Network
from groundswell.scoring.training.recipe import Recipe


def tensors(batch: Batch) -> tuple[list[torch.Tensor], dict[str, torch.Tensor]]:
    """The network's four inputs and the targets of a batch."""
    inputs = [torch.from_numpy(array) for array in pad(batch.windows).values()]
    return inputs, {name: torch.from_numpy(array) for name, array in batch.targets.items()}


def _groups(network: Network, recipe: Recipe) -> list[dict]:
    """Matrices decay; biases and LayerNorms do not, and move at half the speed."""
    matrices = [parameter for parameter in network.parameters() if parameter.ndim > 1]
    vectors = [parameter for parameter in network.parameters() if parameter.ndim == 1]
    return [
        {"params": matrices, "weight_decay": recipe.weight_decay, "peak": recipe.learning_rate},
        {"params": vectors, "weight_decay": 0.0, "peak": recipe.learning_rate / 2},
    ]


def _learning_rate(progress: float, recipe: Recipe) -> float:
    """Share of the peak: linear warm-up, then cosine down to 2 %."""
    if progress < recipe.warm_up_share:
        return progress / recipe.warm_up_share
    done = (progress - recipe.warm_up_share) / (1 - recipe.warm_up_share)
    return 0.02 + 0.98 * 0.5 * (1 + math.cos(math.pi * min(done, 1.0)))


State = dict[str, torch.Tensor]


def fit(
    data: Path,
    recipe: Recipe,
    limit: int | None = None,
    after_pass: Callable[[State, dict[str, np.ndarray]], None] | None = None,
    leave_out: str = "",
    run: int = 0,
) -> tuple[State, dict[str, np.ndarray]]:
    """Train and return the averaged state of the network and the base arrays it stands on.

    `limit` keeps only so many examples of the sets: for tests. `after_pass` is called with the same two after every
    pass, to keep a long run's progress. `leave_out` names a source to train without. Each `run` starts from the same
    first state and draws passes of its own. Deterministic for equal recipe, data and machine type.
    """
    torch.set_num_threads(recipe.threads)
    torch.use_deterministic_algorithms(True)
    torch.manual_seed(recipe.seed)
    base, tokenizer = load_base(), load_tokenizer()
    examples = [item for item in read_all(data) if not item.is_held_back and item.source != leave_out]
    if limit:
        examples = examples[:: max(len(examples) // limit, 1)]
        recipe = replace(recipe, written=limit // 10, joined=limit // 20, echoes=limit // 40)
    network = Network(base, recipe.rank, recipe.scale, len(GO_EMOTIONS), recipe.dropout)
    network.train()
    optimiser = torch.optim.AdamW(_groups(network, recipe), lr=recipe.learning_rate, betas=(0.9, 0.98))
    average = {name: parameter.detach().clone() for name, parameter in network.named_parameters()}
    step = 0
    for number in range(recipe.passes):
        batches = list(batches_of_pass(examples, tokenizer, recipe, run * recipe.passes + number))
        title = f"run {run + 1}, pass {number + 1} of {recipe.passes}"
        bar = tqdm(batches, desc=title, unit="batch", mininterval=5, position=run, file=sys.stderr)
        for position, batch in enumerate(bar):
            progress = (number + position / len(batches)) / recipe.passes
            for group in optimiser.param_groups:
                group["lr"] = group["peak"] * _learning_rate(progress, recipe)
            inputs, targets = tensors(batch)
            parts = losses(*network(*inputs), targets)
            total = sum(recipe.losses[name] * value for name, value in parts.items())
            optimiser.zero_grad(set_to_none=True)
            total.backward()
            torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimiser.step()
            step += 1
            decay = min(recipe.ema_decay, step / (step + 10))
            with torch.no_grad():
                for name, parameter in network.named_parameters():
                    average[name].lerp_(parameter, 1 - decay)
            if position % 50 == 0:
                bar.set_postfix({name: f"{value.item():.3f}" for name, value in parts.items()}, refresh=False)
        if after_pass:
            after_pass(average, base)
    return average, base
