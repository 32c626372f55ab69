"""Pass rates on the written probes of tests/python/scoring/probes, which nothing is trained on."""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

import pyarrow as pa

from groundswell.scoring.pipeline import Scorer
from groundswell.scoring.scorer import Scorer as PackagedScorer
from groundswell.scoring.vocabulary import Vocabulary

ROOT = Path(__file__).parents[2]
PROBES = ROOT / "tests" / "python" / "scoring" / "probes"
VOCABULARY = ROOT / "seeds" / "domain_vocabulary.csv"

STRONG = 0.3  # the polarity beyond which an aspect counts as clearly judged
IRONY_LIMIT = 0.2  # an ironic praise above it was taken at its word
N_EXAMPLES = 5


def probe_report(scorer: Scorer) -> list[dict]:
    """One row a probe set: probe, n, passed, rate (0 to 1), target (a rate or None), examples that failed.

    Args:
        scorer: anything with `score(texts, previous_turns)`, see `groundswell.scoring.pipeline.Scorer`.
    """
    return [
        *_context(scorer),
        *_aspects(scorer),
        _intensity(scorer),
        _irony(scorer),
        technical(scorer),
        *_languages(scorer),
    ]


def print_report(scorer: Scorer) -> None:
    """Print `probe_report`, and the technical probes once more with the seed's domain vocabulary."""
    rows = probe_report(scorer)
    with_vocabulary = technical(PackagedScorer.load(vocabulary=Vocabulary.from_csv(VOCABULARY)))
    rows.append(with_vocabulary | {"probe": f"{with_vocabulary['probe']}, with the seed's vocabulary"})
    print(f"\n{'probe':64s} {'passed':>10s} {'rate':>6s} {'target':>6s}")
    for row in rows:
        target = "" if row["target"] is None else f"{row['target']:.2f}"
        print(f"{row['probe']:64s} {row['passed']:5d}/{row['n']:<4d} {row['rate']:6.2f} {target:>6s}")
    for row in rows:
        for example in row["examples"]:
            print(f"  failed: {row['probe']}: {example}")


def technical(scorer: Scorer) -> dict:
    """Neutral technical sentences that are not called negative."""
    texts = [probe["text"] for probe in read("technical_neutral")]
    labels = scorer.score(texts).column("sentiment_label").to_pylist()
    return _row(
        "technical sentences not called negative",
        [(label != "negative", text) for label, text in zip(labels, texts, strict=True)],
        0.90,
    )


def read(name: str) -> list[dict[str, str]]:
    """The rows of one probe file."""
    with (PROBES / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _context(scorer: Scorer) -> list[dict]:
    probes = read("context_pairs")
    replies = [probe["reply"] for probe in probes]
    turns = [(probe["previous_turn_1"], probe["previous_turn_2"] or None) for probe in probes]
    with_turns, alone = _polarity(scorer.score(replies, turns)), _polarity(scorer.score(replies))

    def checks(polarities: Sequence[float]) -> list[tuple[bool, str]]:
        return [
            (
                _has_sign(polarity, probe["expected"]),
                f"{probe['previous_turn_1']} / {probe['reply']} ({probe['expected']}, {polarity:+.2f})",
            )
            for polarity, probe in zip(polarities, probes, strict=True)
        ]

    return [
        _row("short replies with their context", checks(with_turns), 0.85),
        _row("short replies without it (ablation)", checks(alone), None, examples=False),
    ]


def _aspects(scorer: Scorer) -> list[dict]:
    probes = defaultdict(list)
    for probe in read("aspects"):
        probes[probe["text"]].append(probe)
    texts = list(probes)
    scored = scorer.score(texts)
    weak, strong, whole = [], [], []
    for text, clauses, polarity in zip(texts, scored.column("clauses").to_pylist(), _polarity(scored), strict=True):
        found = [(probe, aspect_polarity(text, probe["aspect"], clauses)) for probe in probes[text]]
        shown = text + " " + ", ".join(f"{probe['aspect']} {value:+.2f}" for probe, value in found)
        weak.append((all(_has_sign(value, probe["expected"]) for probe, value in found), shown))
        strong.append((all(_has_sign(value, probe["expected"], STRONG) for probe, value in found), shown))
        whole.append((all(_has_sign(polarity, probe["expected"]) for probe, _ in found), text))
    return [
        _row("aspects on the right side of zero", weak, 0.85),
        _row(f"aspects beyond ±{STRONG}", strong, None),
        _row("aspects by the whole text (ablation)", whole, None, examples=False),
    ]


def aspect_polarity(text: str, aspect: str, clauses: Sequence[dict]) -> float:
    """Mean polarity of the clauses that name the aspect, case aside; 0 if none does."""
    values = [
        clause["polarity"]
        for clause in clauses
        if aspect.lower() in text[clause["span_start"] : clause["span_end"]].lower() and clause["polarity"] is not None
    ]
    return sum(values) / len(values) if values else 0.0


def _intensity(scorer: Scorer) -> dict:
    pairs = read("intensity_pairs")
    weaker = scorer.score([pair["weaker"] for pair in pairs]).column("intensity").to_pylist()
    stronger = scorer.score([pair["stronger"] for pair in pairs]).column("intensity").to_pylist()
    return _row(
        "intensity grows from the weaker to the stronger",
        [
            ((low or 0) < (high or 0), f"{pair['weaker']} ({low}) < {pair['stronger']} ({high})")
            for pair, low, high in zip(pairs, weaker, stronger, strict=True)
        ],
        0.90,
    )


def _irony(scorer: Scorer) -> dict:
    texts = [probe["text"] for probe in read("irony")]
    polarities = _polarity(scorer.score(texts))
    return _row(
        f"ironic praise not above +{IRONY_LIMIT}",
        [(value <= IRONY_LIMIT, f"{text} ({value:+.2f})") for value, text in zip(polarities, texts, strict=True)],
        0.90,
    )


def _languages(scorer: Scorer) -> list[dict]:
    probes = read("languages")
    labels = scorer.score([probe["text"] for probe in probes]).column("sentiment_label").to_pylist()
    checks = {True: [], False: []}
    for probe, label in zip(probes, labels, strict=True):
        is_english = probe["language"] == "en"
        checks[is_english].append(((label != "unknown") == is_english, f"{probe['language']}: {probe['text']}"))
    return [
        _row("English is scored", checks[True], 0.99),
        _row("other languages are unknown", checks[False], 0.95),
    ]


def _polarity(scored: pa.Table) -> list[float]:
    return [float(value or 0) for value in scored.column("polarity").to_pylist()]


def _has_sign(polarity: float, expected: str, least: float = 0.0) -> bool:
    return polarity > least if expected == "positive" else polarity < -least


def _row(probe: str, checks: Sequence[tuple[bool, str]], target: float | None, examples: bool = True) -> dict:
    passed = sum(is_right for is_right, _ in checks)
    failed = [text for is_right, text in checks if not is_right]
    return {
        "probe": probe,
        "n": len(checks),
        "passed": passed,
        "rate": passed / len(checks),
        "target": target,
        "examples": failed[:N_EXAMPLES] if examples else [],
    }
