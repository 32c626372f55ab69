"""How much of a simulated mood a scorer can read from the texts, and how the texts compare with real ones.

`python -m benchmarks.world.language` writes a sample of its own (moods normal with mean −.05 and sd .45, channels as
mixed below; every text is simulated) and prints both tables. `print_correlation` takes any texts whose moods are known:
the correlation by channel and by band of mood. The grammar was not tuned to raise it.
"""

from __future__ import annotations

import random
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import click
import numpy as np
import pandas as pd

from groundswell.demo.language import TOPICS, Occasion, write
from groundswell.demo.language.occasion import EVENTS
from groundswell.scoring.cleaning import clean
from groundswell.scoring.keys import context_of
from groundswell.scoring.redaction import redact
from groundswell.scoring.scorer import Scorer

CHANNELS = {"ticket": 30, "chat": 19, "email": 27, "call": 8, "sms": 3, "survey": 9, "community": 4, "review": 6,
            "social": 4}  # fmt: skip
UNTHREADED = ("survey", "review", "social")
MOOD_MEAN, MOOD_SD = -0.05, 0.45
BAND = 0.25
EMOJI = re.compile("[\U0001f300-\U0001faff\u2600-\u27bf]")
QUANTILES = (0.1, 0.25, 0.5, 0.75, 0.9, 0.99)  # of the words of a text
SHORT = 5  # words of a short reply


@dataclass(frozen=True)
class Sample:
    """Customer texts with what they were written from, of equal length.

    Args:
        texts: raw texts.
        previous: for each text the raw text of the turn before, or None.
        moods: latent moods, −1 … +1.
        channels: names of channels.
    """

    texts: list[str]
    previous: list[str | None]
    moods: np.ndarray
    channels: np.ndarray


def write_sample(count: int, seed: int = 11) -> Sample:
    """Customer texts in English: of the threaded channels half are later turns, which answer a text of an agent."""
    rng = random.Random(seed)
    occasions, texts = [], []
    for _ in range(count):
        channel = rng.choices(list(CHANNELS), list(CHANNELS.values()))[0]
        given = {
            "mood": max(-1.0, min(1.0, rng.gauss(MOOD_MEAN, MOOD_SD))),
            "channel": channel,
            "topic": rng.choice(TOPICS),
            "product": "Ledger",
            "person": rng.choice(("Aisha", "Bram", "Fenna", "Imran", "Lucia", "Oskar")),
            "company": rng.choice(("Alderbeck Freight", "Mosswick Dental", "Ravenmere Tiles")),
            "event": rng.choice((None, None, None, *EVENTS)),
        }
        later = channel not in UNTHREADED and rng.random() < 0.5
        previous = write(Occasion(role="agent", turn=1, **given), rng) if later else None
        occasions.append(Occasion(role="customer", turn=2 if later else 0, previous=previous, **given))
        texts.append(write(occasions[-1], rng))
    return Sample(
        texts,
        [occasion.previous for occasion in occasions],
        np.array([occasion.mood for occasion in occasions]),
        np.array([occasion.channel for occasion in occasions]),
    )


def polarity_of(scorer: Scorer, texts: Sequence[str], previous: Sequence[str | None]) -> np.ndarray:
    """Polarity as the build gives it: texts cleaned and redacted, short replies with the turn before them.

    NaN for a text in which nothing is left to score or whose language the model does not know.
    """
    cleaned = [redact(clean(text)) for text in texts]
    before = [(redact(clean(text)),) if text else () for text in previous]
    turns = [context_of(text, turn) for text, turn in zip(cleaned, before, strict=True)]
    return scorer.score(cleaned, turns, with_clauses=False)["polarity"].to_numpy(zero_copy_only=False).astype(float)


def print_correlation(moods: np.ndarray, channels: np.ndarray, polarity: np.ndarray) -> None:
    """Pearson r of polarity with the latent mood, and what polarity is found in each band of mood.

    Args:
        moods: latent moods [texts].
        channels: channel of each text [texts].
        polarity: the scorer's [texts]; NaN is left out.
    """
    frame = pd.DataFrame({"mood": moods, "channel": channels, "polarity": polarity}).dropna()
    print(f"\n{len(frame)} simulated texts: polarity of the scorer against the latent mood")
    print(f"{'channel':12s} {'n':>6s} {'r':>6s} {'95 % interval':>15s} {'mean polarity':>14s}")
    for name, part in [("all", frame), *frame.groupby("channel")]:
        r = part.mood.corr(part.polarity)
        low, high = np.tanh(np.arctanh(r) + np.array([-1.96, 1.96]) / np.sqrt(len(part) - 3))
        print(f"{name:12s} {len(part):6d} {r:6.2f}   [{low:5.2f}, {high:4.2f}] {part.polarity.mean():14.2f}")
    print(f"{'mood':>14s} {'n':>6s} {'mean':>6s} {'sd':>5s} {'≤ −.125':>8s} {'between':>8s} {'≥ .125':>7s}")
    for start, part in frame.groupby(np.floor(frame.mood.clip(upper=1 - 1e-9) / BAND) * BAND):
        low, high = (part.polarity <= -0.125).mean(), (part.polarity >= 0.125).mean()
        print(f"{start:6.2f} … {start + BAND:5.2f} {len(part):6d} {part.polarity.mean():6.2f} "
              f"{part.polarity.std():5.2f} {low:8.2f} {1 - low - high:8.2f} {high:7.2f}")  # fmt: skip


def print_style(named_texts: dict[str, Sequence[str]]) -> None:
    """Lengths and marks of sets of texts side by side: words at five quantiles, then shares."""
    heads = (*(f"{share:.0%}" for share in QUANTILES), "other", "short", "!", "?", "stop", "small", "caps", "emoji")
    print(f"\n{'texts':34s} {'n':>6s} " + " ".join(f"{head:>5s}" for head in heads))
    for name, texts in named_texts.items():
        texts = [text for text in map(str.strip, texts) if text]
        words = np.array([len(text.split()) for text in texts])
        quantiles = " ".join(f"{value:5.0f}" for value in np.quantile(words, QUANTILES))
        shares = (
            ("!" in text, "?" in text, text[-1] in ".!?", text[0].islower(), bool(re.search(r"\b[A-Z]{4,}\b", text)),
             bool(EMOJI.search(text)))
            for text in texts
        )  # fmt: skip
        marks = " ".join(f"{share:5.2f}" for share in np.mean(list(shares), axis=0))
        unlike, short = len(set(texts)) / len(texts), np.mean(words <= SHORT)
        print(f"{name:34s} {len(texts):6d} {quantiles} {unlike:5.3f} {short:5.2f} {marks}")
    print(f"words at six quantiles; shares of texts: unlike the others, of {SHORT} words or fewer, with ! and with ?,")
    print("ending on a stop, beginning with a small letter, with a word in capitals, with an emoji")


def real_texts(data: Path) -> dict[str, Sequence[str]]:
    """The support dialogues and the English app reviews of the data folder, by name."""
    support = pd.read_parquet(data / "training/support_frustration.parquet").sort_values(["dialogue", "turn"])
    customers = support[support.role == "USER"]
    reviews = pd.read_parquet(data / "app_reviews/reviews.parquet")
    return {
        "support dialogues, first turns": list(customers.groupby("dialogue").text.first()),
        "support dialogues, later turns": list(customers[customers.duplicated("dialogue")].text),
        "app reviews": list(reviews[reviews.english_guess].content.dropna()),
    }


def simulated_texts(sample: Sample) -> dict[str, Sequence[str]]:
    """A sample by name, as the cleaner leaves it, so that signatures and quoted mails do not count."""
    cleaned = np.array([clean(text) for text in sample.texts], dtype=object)
    later = np.array([previous is not None for previous in sample.previous])
    threaded = ~np.isin(sample.channels, UNTHREADED)
    return {
        "simulated, first turns": list(cleaned[threaded & ~later]),
        "simulated, later turns": list(cleaned[threaded & later]),
        **{f"simulated, {name}": list(cleaned[sample.channels == name]) for name in CHANNELS},
    }


@click.command()
@click.option("--data", type=click.Path(path_type=Path), default=Path("../shared/data"), show_default=True)
@click.option("--texts", "count", type=int, default=3000, show_default=True)
@click.option("--seed", type=int, default=11, show_default=True)
def main(data: Path, count: int, seed: int) -> None:
    """Print how the simulated texts read, to the scorer and beside real ones (left out without a data folder)."""
    sample = write_sample(count, seed)
    print_correlation(sample.moods, sample.channels, polarity_of(Scorer.load(), sample.texts, sample.previous))
    print_style((real_texts(data) if data.is_dir() else {}) | simulated_texts(sample))


if __name__ == "__main__":
    main()
