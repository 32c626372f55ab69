"""Texts a second beside the naive transformers pipeline and the matrix products' own floor, and peak memory."""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import numpy as np
import pandas as pd

from groundswell.scoring.encoder import HIDDEN, INNER, LAYERS, MAX_WINDOW, base_file, load_base, load_tokenizer
from groundswell.scoring.scorer import Scorer
from groundswell.scoring.session import BATCH_TOKENS, WORKERS, batches_of

TARGET_SPEED_UP, TARGET_MEMORY_MB = 2.3, 700
MULTIPLY_ADDS_A_TOKEN = LAYERS * (4 * HIDDEN * HIDDEN + 2 * HIDDEN * INNER)

# VmHWM, not ru_maxrss: the latter starts at what the parent had when it forked, and the parent holds torch.
_MEMORY_PROBE = """
import pathlib, sys
import pandas as pd
from groundswell.scoring.scorer import Scorer
texts = pd.read_parquet(sys.argv[1])["text"].tolist()
Scorer.load().score(texts)
status = pathlib.Path("/proc/self/status").read_text()
print(int(status.split("VmHWM:")[1].split()[0]) / 1024)
"""


def real_texts(data: Path, count: int) -> list[str]:
    """App reviews, drawn with a fixed seed: short praise to long complaints."""
    reviews = pd.read_parquet(data / "app_reviews/reviews.parquet")
    reviews = reviews[reviews.english_guess].sample(count, random_state=3)
    return [f"{title}. {content}" for title, content in zip(reviews.title, reviews.content, strict=True)]


def print_report(scorer: Scorer, data: Path, count: int = 600, rounds: int = 5) -> None:
    """Throughputs on two cores in this run, and the peak memory of a process that does nothing but score.

    Every round times everything once, on other texts of the same draw, so that a busy moment of the machine hits all
    alike; printed are the medians over the rounds, and the median of the rounds' own ratios to the pipeline.
    """
    texts = real_texts(data, count * rounds)
    tokenizer = load_tokenizer()
    lengths = [len(tokenizer.encode(text).ids) for text in texts]
    print(
        f"\n{rounds} rounds of {count} reviews; tokens: median {np.median(lengths):.0f}, "
        f"95 % below {np.quantile(lengths, 0.95):.0f}"
    )
    with _pipeline() as (one_by_one, batched):
        work = {
            "transformers pipeline, one by one": (one_by_one, count // 4),
            "transformers pipeline, padded batches of 32": (batched, count // 4),
            "ours": (lambda part: scorer.score(part, with_clauses=False), count),
            "ours, every clause scored too": (scorer.score, count),
            "matrix products alone, same batches": (_matrix_products, count),
        }
        rates = {name: np.zeros(rounds) for name in work}
        for number in range(-1, rounds):  # round −1 warms up and is not counted
            part = texts[max(number, 0) * count :]
            for name, (run, size) in work.items():
                rate = _rate(run, part[:size])
                if number >= 0:
                    rates[name][number] = rate
    single = rates["transformers pipeline, one by one"]
    for name, values in rates.items():
        ratio = values / single
        print(
            f"{name:44s} {np.median(values):8.1f} texts/s = {np.median(ratio):5.2f}× the pipeline "
            f"({ratio.min():.2f}–{ratio.max():.2f})"
        )
    reached = np.median(rates["ours"] / rates["matrix products alone, same batches"])
    print(f"target for ours ≥ {TARGET_SPEED_UP}×; ours reaches {reached:.0%} of the matrix products alone")
    print(f"{'peak memory of scoring these':44s} {_peak_memory(texts):8.0f} MB (target ≤ {TARGET_MEMORY_MB})")


def _rate(work: Callable[[list[str]], object], texts: list[str]) -> float:
    started = time.perf_counter()
    work(texts)
    return len(texts) / (time.perf_counter() - started)


@contextmanager
def _pipeline() -> Iterator[tuple[Callable[[list[str]], object], Callable[[list[str]], object]]]:
    """The naive way, on two threads: texts one by one, and in padded batches of 32."""
    import torch
    import transformers

    torch.set_num_threads(2)
    transformers.logging.set_verbosity_error()
    with tempfile.TemporaryDirectory() as folder:
        config = transformers.BertConfig(
            hidden_size=HIDDEN, num_hidden_layers=LAYERS, num_attention_heads=12, intermediate_size=INNER, num_labels=3
        )
        model = transformers.BertForSequenceClassification(config)
        state = {f"bert.{name}": torch.from_numpy(array) for name, array in load_base().items()}
        model.load_state_dict(state, strict=False)
        model.save_pretrained(folder)
        tokenizer = transformers.PreTrainedTokenizerFast(
            tokenizer_file=str(base_file("tokenizer.json")), pad_token="[PAD]", model_max_length=512
        )
        tokenizer.save_pretrained(folder)
        classify = transformers.pipeline("text-classification", model=folder, tokenizer=folder, device="cpu")
        options = {"truncation": True, "max_length": 512}
        yield (
            lambda texts: [classify(text, **options) for text in texts],
            lambda texts: classify(texts, batch_size=32, padding=True, **options),
        )


def _matrix_products(texts: list[str]) -> None:
    """The encoder's linear maps alone, as many multiplications as the padded batches of these texts need."""
    import torch

    tokenizer = load_tokenizer()
    lengths = [min(len(tokenizer.encode(text).ids), MAX_WINDOW) for text in texts]
    tokens = sum(len(group) * lengths[group[0]] for group in batches_of(lengths))
    left, right = torch.randn(BATCH_TOKENS, HIDDEN), torch.randn(HIDDEN, INNER)
    repeats = round(tokens * MULTIPLY_ADDS_A_TOKEN / (BATCH_TOKENS * HIDDEN * INNER) / WORKERS)

    def multiply(_worker: int) -> None:
        with torch.inference_mode():
            for _ in range(repeats):
                torch.mm(left, right)

    torch.set_num_threads(1)
    with ThreadPoolExecutor(WORKERS) as workers:
        list(workers.map(multiply, range(WORKERS)))
    torch.set_num_threads(2)


def _peak_memory(texts: list[str]) -> float:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "texts.parquet"
        pd.DataFrame({"text": texts}).to_parquet(path)
        done = subprocess.run(
            [sys.executable, "-c", _MEMORY_PROBE, str(path)], capture_output=True, text=True, check=True
        )
    return float(done.stdout)
