"""From examples to batches: what a pass consists of, how texts are roughened, how they are grouped by length."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

import numpy as np
from tokenizers import Tokenizer

from groundswell.scoring.encoder import MAX_WINDOW, Window, normalise, window
from groundswell.scoring.training.datasets import Example, soft_classes
from groundswell.scoring.training.recipe import Recipe
from groundswell.scoring.training.templates import PHRASES, echo, in_a_frame
from groundswell.scoring.training.written import compose

MASK_ID = 103
CLEAR_MOOD = 0.3  # rated sentences beyond this tell what a reply to them means
TECHNICAL_SOURCES = {"stackoverflow", "premo", "written_technical"}


@dataclass
class Batch:
    """Windows and their targets: `targets` maps a name to fp32 [batch] or [batch, k], NaN where unknown."""

    windows: list[Window]
    targets: dict[str, np.ndarray]


def examples_of_pass(examples: list[Example], recipe: Recipe, number: int) -> list[Example]:
    """The examples of pass `number`: the sets in their shares, joined sentences, and freshly written texts."""
    draw = Random(f"{recipe.seed}-{number}")
    chosen = []
    for example in examples:
        share = recipe.shares.get(example.source, 1.0)
        chosen += [example] * (int(share) + (draw.random() < share % 1))
    rated = [example for example in examples if example.is_rated and example.valence and len(example.text) < 200]
    chosen += [_join(rated, draw) for _ in range(recipe.joined)]
    clear = [example for example in rated if abs(example.valence) > CLEAR_MOOD]
    chosen += [echo(turn.text, turn.valence, draw) for turn in draw.choices(clear, k=recipe.echoes)]
    return chosen + compose(recipe.written, draw.randrange(2**31))


def _join(rated: list[Example], draw: Random) -> Example:
    """Two or three rated sentences of one mood as one longer text: reviews have several, the rated sets one."""
    first = draw.choice(rated)
    parts = [first]
    wanted = draw.choice([2, 2, 3])
    while len(parts) < wanted:
        other = draw.choice(rated)
        if other.source == first.source and other.valence * first.valence > 0:
            parts.append(other)
    valence = float(np.mean([part.valence for part in parts]))
    error = float(np.mean([part.valence_sd for part in parts]))
    return Example(
        " ".join(part.text for part in parts), "joined", soft_classes(valence, 0.08), valence=valence,
        valence_sd=error + 0.08, intensity=float(np.mean([part.intensity for part in parts])),
    )  # fmt: skip


def roughen(text: str, draw: Random) -> str:
    """One typing error, a lost full stop, or a placeholder where an address stood."""
    kind = draw.random()
    if kind < 0.4 and len(text) > 12:
        at = draw.randrange(1, len(text) - 2)
        return text[:at] + text[at + 1] + text[at] + text[at + 2 :]
    if kind < 0.7 and len(text) > 12:
        at = draw.randrange(1, len(text) - 1)
        return text[:at] + text[at + 1 :]
    if kind < 0.85:
        return text.rstrip(" .!?") or text
    return f"{draw.choice(['Hi', 'Hello', 'Hi team', 'Dear support', 'Hey'])}, {text}"


def window_of(tokenizer: Tokenizer, text: str, context: str = "") -> Window:
    """The training window of a text, cut to MAX_WINDOW tokens (the runtime windows instead of cutting)."""
    tokens = tokenizer.encode(normalise(text), add_special_tokens=False).ids[: MAX_WINDOW - 2]
    before = tokenizer.encode(normalise(context), add_special_tokens=False).ids if context else []
    return window(tokens[: MAX_WINDOW - 4] if before else tokens, before)


def targets_of(examples: list[Example], smoothing: float = 0.0) -> dict[str, np.ndarray]:
    """Stack what is known about the examples."""
    classes = np.array([example.classes for example in examples], np.float32)
    return {
        "classes": classes * (1 - smoothing) + smoothing / 3,
        "class_weight": np.array([example.class_weight for example in examples], np.float32),
        "valence": np.array([example.valence for example in examples], np.float32),
        "valence_sd": np.array([example.valence_sd for example in examples], np.float32),
        "is_rated": np.array([example.is_rated for example in examples], np.float32),
        "intensity": np.array([example.intensity for example in examples], np.float32),
        "technical": np.array([example.source in TECHNICAL_SOURCES for example in examples], np.float32),
        "emotions": np.array([example.emotions for example in examples], np.float32),
        "fine": np.array([example.fine for example in examples], np.float32),
    }


def _hide(item: Window, share: float, random: np.random.Generator) -> Window:
    ids = item.ids.copy()
    if item.pool.sum() > 7:  # a short text would lose the one word that matters
        ids[(random.random(len(ids)) < share) & (ids > 103)] = MASK_ID
    return Window(ids, item.types, item.pool)


def batches_of_pass(examples: list[Example], tokenizer: Tokenizer, recipe: Recipe, number: int) -> Iterator[Batch]:
    """Shuffled batches of similar length, at most `recipe.batch` texts and `recipe.batch_tokens` padded tokens."""
    draw = Random(f"{recipe.seed}-noise-{number}")
    random = np.random.default_rng([recipe.seed, number])
    chosen = examples_of_pass(examples, recipe, number)
    draw.shuffle(chosen)
    windows = []
    for example in chosen:
        text, context = example.text, example.context
        if example.source == "lexicon":
            text = in_a_frame(text, draw)
        if draw.random() < recipe.noise_share:
            text = roughen(text, draw)
        if not context and len(text) < 60 and abs(example.valence) > 0.3 and draw.random() < 0.1:
            context = draw.choice(PHRASES["neutral_turns"])  # a turn that says nothing must change nothing
        windows.append(_hide(window_of(tokenizer, text, context), recipe.mask_share, random))
    for group in _grouped([len(item.ids) for item in windows], recipe, draw):
        part = [chosen[index] for index in group]
        yield Batch([windows[index] for index in group], targets_of(part, recipe.label_smoothing))


def _grouped(lengths: list[int], recipe: Recipe, draw: Random) -> list[list[int]]:
    groups, stretch = [], recipe.batch * 40
    for start in range(0, len(lengths), stretch):
        order = sorted(range(start, min(start + stretch, len(lengths))), key=lengths.__getitem__)
        group: list[int] = []
        for index in order:
            if len(group) == recipe.batch or (group and (len(group) + 1) * lengths[index] > recipe.batch_tokens):
                groups.append(group)
                group = []
            group.append(index)
        groups.append(group)
    draw.shuffle(groups)
    return groups
