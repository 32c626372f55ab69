"""The accuracy table: each set, each scorer, with 95 % intervals."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
from benchmarks.scoring.peers import FrozenHead, lexicon, ours
from benchmarks.scoring.sets import EMOTIONS, Judged, LabelledSet, interval, read_sets
from sklearn.linear_model import Ridge
from sklearn.model_selection import GroupKFold, cross_val_predict
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

from groundswell.scoring.scorer import Scorer


def print_table(scorer: Scorer, data: Path, peers: bool = True) -> None:
    """Print one line a set; UCI's three also as their mean, frustration also cross-validated by dialogue."""
    sets = read_sets(data)
    scorers = {"ours": lambda texts: ours(scorer, texts)}
    if peers:
        scorers |= {"lexicon": lexicon, "frozen head": FrozenHead(data)}
    print(f"{'set':22s} {'measure':22s} {'n':>6s} {'target':>6s}  " + "".join(f"{name:24s}" for name in scorers))
    uci: dict[str, list[float]] = {name: [] for name in scorers}
    for labelled in sets:
        cells = []
        for name, judge in scorers.items():
            found = interval(labelled, judge(labelled.texts))
            cells.append("–" if found is None else f"{found[0]:.3f} [{found[1]:.3f}, {found[2]:.3f}]")
            if found and labelled.name.startswith("UCI"):
                uci[name].append(found[0])
        _print_line(labelled, cells)
        if labelled.name == "Support frustration":
            found = interval(labelled, cross_validated_frustration(scorer, labelled))
            named = replace(labelled, name="· by dialogue")
            _print_line(named, [f"{found[0]:.3f} [{found[1]:.3f}, {found[2]:.3f}]"])
        if labelled.name == "UCI yelp":
            means = [f"{np.mean(values):.3f} ± {_binomial(values):.3f}" for values in uci.values()]
            _print_line(
                LabelledSet("UCI mean of three", labelled.measure, 0.935, [""] * 3000, labelled.truth, labelled.score),
                means,
            )


def cross_validated_frustration(scorer: Scorer, labelled: LabelledSet) -> Judged:
    """Frustration as a ridge on the scorer's outputs for a turn, alone and after the two before it.

    Each dialogue is predicted from the others. What the outputs know, not what a single column of them says.
    """
    alone, after = (_features(scorer, labelled.texts, turns) for turns in (None, labelled.turns))
    model = make_pipeline(StandardScaler(), Ridge(30.0))
    predicted = cross_val_predict(
        model, np.hstack([alone, after]), labelled.truth, groups=labelled.groups, cv=GroupKFold(10)
    )
    return Judged(polarity=-predicted, frustration=predicted)


def _features(scorer: Scorer, texts: list[str], turns: list[list[str]] | None) -> np.ndarray:
    table = scorer.score(texts, turns, with_clauses=False)
    plain = [np.nan_to_num(table[name].to_numpy().astype(float)) for name in ("polarity", "intensity")]
    names = ["p_negative", "p_positive", *[f"emotion_{name}" for name in EMOTIONS]]
    shares = [np.nan_to_num(table[name].to_numpy().astype(float), nan=0.5).clip(1e-4, 1 - 1e-4) for name in names]
    logits = [np.log(share / (1 - share)) for share in shares]
    return np.column_stack([*plain, *logits, np.log1p(table["n_tokens"].to_numpy())])


def _binomial(values: list[float], rows: int = 1000) -> float:
    """Half width of the 95 % interval of a mean of accuracies over `rows` texts each."""
    return 1.96 * float(np.sqrt(sum(value * (1 - value) / rows for value in values))) / len(values)


def _print_line(labelled: LabelledSet, cells: list[str]) -> None:
    limit = "<" if labelled.name == "banking77" else "≥"
    head = f"{labelled.name:22s} {labelled.measure:22s} {len(labelled.texts):6d} {limit}{labelled.target:.3f}  "
    print(head + "".join(f"{cell:24s}" for cell in cells), flush=True)
