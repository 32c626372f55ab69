"""Pass rates on the written probe sets of tests/python/scoring/probes, which nothing was trained on."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd

from groundswell.scoring.cleaning import clean
from groundswell.scoring.redaction import redact
from groundswell.scoring.scorer import Scorer
from groundswell.scoring.vocabulary import Vocabulary

FOLDER = Path("tests/python/scoring/probes")
VOCABULARY = Path("seeds/domain_vocabulary.csv")
CLEAR = 0.3  # an aspect is clear when its clause's polarity lies beyond ± this
PRAISE = 0.2  # an ironic praise is taken at its word above this


def print_report(scorer: Scorer) -> None:
    """One line a set: pass rate with its 95 % interval, target, and the ablation beside it."""
    print(f"\n{'probes':52s} {'n':>5s} {'rate':>6s} {'95 %':>16s}  target")
    _context(scorer)
    _closings(scorer)
    _customers("customers", "customers")
    _customers("customers_second", "customers, second set")
    _customers("customers_third", "customers, third set")
    _aspects(scorer, "aspects", "aspects", "≥ .85")
    _aspects(scorer, "aspects_second", "aspects, second hundred")
    _line("intensity: the stronger sentence is the higher", _intensity(scorer), "≥ .90")
    irony = _polarity(scorer, _read("irony").text.tolist())
    _line(f"irony: ironic praise above +{PRAISE}", irony > PRAISE, "≤ .10")
    _technical(scorer)
    _languages(scorer)


def _read(name: str) -> pd.DataFrame:
    return pd.read_csv(FOLDER / f"{name}.csv", keep_default_na=False)


def _line(name: str, passed: np.ndarray, target: str = "") -> None:
    rate, count = float(np.mean(passed)), len(passed)
    half = 1.96 * np.sqrt(rate * (1 - rate) / count)
    band = f"[{max(rate - half, 0):.3f}, {min(rate + half, 1):.3f}]"
    print(f"{name:52s} {count:5d} {rate:6.3f} {band:>16s}  {target}")


def _polarity(scorer: Scorer, texts: list[str], turns: list[list[str]] | None = None) -> np.ndarray:
    return scorer.score(texts, turns, with_clauses=False)["polarity"].to_numpy().astype(float)


def _context(scorer: Scorer) -> None:
    pairs = _read("context_pairs")
    turns = [[turn for turn in row if turn] for row in zip(pairs.previous_turn_1, pairs.previous_turn_2, strict=True)]
    sign = np.where(pairs.expected == "negative", -1, 1)
    right = np.sign(_polarity(scorer, pairs.reply.tolist(), turns)) == sign
    _line("context: reply after bad and good news", right, "≥ .85")
    _line("· both twins of a reply", pd.Series(right).groupby(pairs.twin).all().to_numpy())
    alone = np.sign(_polarity(scorer, pairs.reply.tolist())) == sign
    _line("· ablation: without the turns before", alone)


def _closings(scorer: Scorer) -> None:
    rows = _read("closings")
    turns = rows[["previous_turn_1", "previous_turn_2"]].to_numpy().tolist()
    above = _polarity(scorer, rows.reply.tolist(), turns) > 0
    _line("closings: thanks after complaint and fix above 0", above)


def _customers(file: str, name: str) -> None:
    """Labels of what customers write to a business, cleaned and with the vocabulary, as in a build."""
    rows = _read(file)
    scorer = Scorer.load(vocabulary=Vocabulary.from_csv(VOCABULARY))
    labels = np.array(scorer.score([redact(clean(text)) for text in rows.text])["sentiment_label"].to_pylist())
    labels[labels == "unknown"] = "neutral"  # "n/a" moves no figure either way
    _line(f"{name}: the label is right", labels == rows.expected)
    for mood in ("positive", "negative", "neutral"):
        _line(f"· {mood} ones", labels[rows.expected == mood] == mood)
    opposite = {"positive": "negative", "negative": "positive"}
    _line("· positive taken for negative or the reverse", labels == rows.expected.map(opposite))


def _aspects(scorer: Scorer, file: str, name: str, target: str = "") -> None:
    rows = _read(file)
    texts = rows.text.drop_duplicates().tolist()
    scored = dict(zip(texts, scorer.score(texts).to_pylist(), strict=True))
    sign = np.where(rows.expected == "negative", -1, 1)
    of_clause = np.array([_of_aspect(row.text, row.aspect, scored[row.text]) for row in rows.itertuples()])
    of_text = np.array([scored[text]["polarity"] for text in rows.text], float)
    for line, passed, wanted in [
        (f"{name}: all of a text beyond ±{CLEAR}", of_clause * sign > CLEAR, target),
        ("· all of a text with the right sign", of_clause * sign > 0, ""),
        ("· ablation: sign of the whole text instead", of_text * sign > 0, ""),
    ]:
        _line(line, pd.Series(passed).groupby(rows.probe).all().to_numpy(), wanted)


def _of_aspect(text: str, aspect: str, scored: dict) -> float:
    """Mean polarity of the clauses that name the aspect; NaN, which is never right, when none does."""
    named = [
        clause["polarity"]
        for clause in scored["clauses"]
        if aspect.lower() in text[clause["span_start"] : clause["span_end"]].lower()
    ]
    return float(np.mean(named)) if named else float("nan")


def _intensity(scorer: Scorer) -> np.ndarray:
    pairs = _read("intensity_pairs")
    weaker, stronger = (
        scorer.score(pairs[column].tolist(), with_clauses=False)["intensity"].to_numpy().astype(float)
        for column in ("weaker", "stronger")
    )
    return stronger > weaker


def _technical(scorer: Scorer) -> None:
    texts = _read("technical_neutral").text.tolist()
    with_terms = Scorer.load(vocabulary=Vocabulary.from_csv(VOCABULARY))
    for name, judge, target in [
        ("technical: neutral sentence not called negative", with_terms, "≥ .90"),
        ("· ablation: without the vocabulary", scorer, ""),
    ]:
        labels = judge.score(texts, with_clauses=False)["sentiment_label"].to_pylist()
        _line(name, np.array([label not in ("negative", "unknown") for label in labels]), target)


def _languages(scorer: Scorer) -> None:
    rows = _read("languages")
    labels = scorer.score(rows.text.tolist(), with_clauses=False)["sentiment_label"].to_numpy(zero_copy_only=False)
    is_english = (rows.language == "en").to_numpy()
    _line("languages: English gets a score", (labels != "unknown")[is_english])
    _line("languages: another language is unknown", (labels == "unknown")[~is_english])
