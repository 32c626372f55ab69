"""What the domain vocabulary costs on general text, where its terms may mean what they say."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from benchmarks.scoring.peers import ours
from benchmarks.scoring.probes import VOCABULARY
from benchmarks.scoring.sets import read_sets

from groundswell.scoring.scorer import Scorer
from groundswell.scoring.vocabulary import Vocabulary

SETS = ("UCI amazon", "UCI imdb", "UCI yelp", "VADER Amazon", "Stack Overflow test")
MOST_POINTS_LOST = 1.0


def print_report(scorer: Scorer, data: Path) -> None:
    """Each set's measure without and with the terms of seed `domain_vocabulary`, and the loss in points."""
    vocabulary = Vocabulary.from_csv(VOCABULARY)
    with_terms = Scorer.load(vocabulary=vocabulary)
    print(f"\n{'domain vocabulary':22s} {'texts it changes':>16s} {'without':>8s} {'with':>8s}  points lost")
    for labelled in read_sets(data):
        if labelled.name not in SETS:
            continue
        rows = np.arange(len(labelled.texts))
        without, with_ = (
            labelled.score(ours(each, labelled.texts), labelled.truth, rows) for each in (scorer, with_terms)
        )
        changed = sum(vocabulary.apply(text) != text for text in labelled.texts)
        lost = 100 * (without - with_)
        print(f"{labelled.name:22s} {changed:16d} {without:8.3f} {with_:8.3f}  {lost:+.2f} (aim ≤ {MOST_POINTS_LOST})")
