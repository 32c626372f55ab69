"""Correlation of polarity with the stars of app reviews that nothing was trained on, by text and by month."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
from benchmarks.scoring.peers import lexicon
from scipy.stats import pearsonr
from tqdm import tqdm

from groundswell.scoring.scorer import Scorer

CHUNK = 4000
MIN_REVIEWS_A_MONTH = 20
TARGETS = {"Gmail": 0.97, "Google_Drive": 0.97, "Microsoft_Teams": 0.97, "Google_Chrome": 0.90}


def _polarity(scorer: Scorer, texts: list[str]) -> np.ndarray:
    parts = [
        scorer.score(texts[start : start + CHUNK], with_clauses=False)["polarity"].to_numpy()
        for start in tqdm(range(0, len(texts), CHUNK), desc="reviews", unit="chunk")
    ]
    return np.concatenate(parts).astype(float)


def print_report(scorer: Scorer, data: Path, sample: int | None = None) -> None:
    """Pearson r with stars, ours beside the lexicon; `sample` scores only so many reviews, drawn with a fixed seed."""
    reviews = pd.read_parquet(data / "app_reviews/reviews.parquet")
    if sample:
        reviews = reviews.sample(sample, random_state=11)
    texts = [
        f"{title}. {content}"
        for title, content in zip(reviews.title.fillna(""), reviews.content.fillna(""), strict=True)
    ]
    texts = [text.replace("\\'", "'") for text in texts]
    reviews = reviews.assign(
        month=reviews.date.dt.to_period("M"), ours=_polarity(scorer, texts), lexicon=lexicon(texts).polarity
    )
    known = reviews[reviews.ours.notna()]
    print(f"\n{len(known)} of {len(reviews)} reviews scored; the others are in other languages")
    print(f"{'correlation with stars':34s} {'ours':>7s} {'lexicon':>8s}  target")
    print(_line("by text", known, 0.82))
    for app, part in known.groupby("app"):
        months = part.groupby("month").agg(
            rating=("rating", "mean"), ours=("ours", "mean"), lexicon=("lexicon", "mean"), n=("rating", "size")
        )
        months = months[months.n >= MIN_REVIEWS_A_MONTH]
        if len(months) >= 12:
            print(_line(f"by month, {app} ({len(months)} months)", months, TARGETS.get(app)))


def _line(name: str, frame: pd.DataFrame, target: float | None) -> str:
    values = [pearsonr(frame[column], frame.rating)[0] for column in ("ours", "lexicon")]
    return f"{name:34s} {values[0]:7.3f} {values[1]:8.3f}  {'' if target is None else f'≥ {target}'}"
