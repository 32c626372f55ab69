"""Texts a second beside the naive transformers pipeline and the matrix products' own floor, and peak memory."""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pandas as pd

from groundswell.scoring.encoder import HIDDEN, INNER, LAYERS, base_file, load_base, load_tokenizer
from groundswell.scoring.scorer import Scorer
from groundswell.scoring.session import batches_of

TARGET_SPEED_UP, TARGET_MEMORY_MB = 2.3, 700
MULTIPLY_ADDS_A_TOKEN = LAYERS * (4 * HIDDEN * HIDDEN + 2 * HIDDEN * INNER)

_MEMORY_PROBE = """
import resource, sys
import pandas as pd
from groundswell.scoring.scorer import Scorer
texts = pd.read_parquet(sys.argv[1])["text"].tolist()
Scorer.load().score(texts)
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
"""


def real_texts(data: Path, count: int) -> list[str]:
    """App reviews, drawn with a fixed seed: short praise to long complaints."""
    reviews = pd.read_parquet(data / "app_reviews/reviews.parquet")
    reviews = reviews[reviews.english_guess].sample(count, random_state=3)
    return [f"{title}. {content}" for title, content in zip(reviews.title, reviews.content, strict=True)]


def print_report(scorer: Scorer, data: Path, count: int = 1500) -> None:
    """Throughputs on two cores in this run, and the peak memory of a process that does nothing but score."""
    texts = real_texts(data, count)
    tokenizer = load_tokenizer()
    lengths = [len(tokenizer.encode(text).ids) for text in texts]
    print(
        f"\n{len(texts)} reviews; tokens: median {np.median(lengths):.0f}, 95 % below {np.quantile(lengths, 0.95):.0f}"
    )
    single, batched = _pipeline_rates(texts[: count // 3])
    ours = _rate(lambda: scorer.score(texts, with_clauses=False), len(texts))
    with_clauses = _rate(lambda: scorer.score(texts), len(texts))
    floor = _gemm_floor(lengths)
    print(f"{'transformers pipeline, one by one':44s} {single:8.1f} texts/s")
    print(f"{'transformers pipeline, padded batches of 32':44s} {batched:8.1f} texts/s")
    print(f"{'ours':44s} {ours:8.1f} texts/s = {ours / single:.2f}× the pipeline (target ≥ {TARGET_SPEED_UP}×)")
    print(f"{'ours, every clause scored too':44s} {with_clauses:8.1f} texts/s = {with_clauses / single:.2f}×")
    print(f"{'matrix products alone, same batches':44s} {floor:8.1f} texts/s; ours reaches {ours / floor:.0%} of it")
    print(f"{'peak memory of scoring these':44s} {_peak_memory(texts):8.0f} MB (target ≤ {TARGET_MEMORY_MB})")


def _rate(work: Callable[[], object], count: int) -> float:
    started = time.perf_counter()
    work()
    return count / (time.perf_counter() - started)


def _pipeline_rates(texts: list[str]) -> tuple[float, float]:
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
        single = _rate(lambda: [classify(text, **options) for text in texts], len(texts))
        batched = _rate(lambda: classify(texts, batch_size=32, padding=True, **options), len(texts))
    return single, batched


def _gemm_floor(lengths: list[int]) -> float:
    """Texts a second if the encoder were nothing but its linear maps on the same padded batches, on two threads."""
    import torch

    torch.set_num_threads(1)
    groups = batches_of([min(length, 128) for length in lengths])
    tokens = sum(len(group) * min(lengths[group[0]], 128) for group in groups)
    left, right = torch.randn(512, HIDDEN), torch.randn(HIDDEN, INNER)
    repeats = 400

    def multiply(_worker: int) -> None:
        with torch.inference_mode():
            for _ in range(repeats):
                torch.mm(left, right)

    multiply(0)
    with ThreadPoolExecutor(2) as workers:
        started = time.perf_counter()
        list(workers.map(multiply, range(2)))
        seconds = time.perf_counter() - started
    rate = 2 * repeats * 512 * HIDDEN * INNER / seconds
    torch.set_num_threads(2)
    return len(lengths) / (tokens * MULTIPLY_ADDS_A_TOKEN / rate)


def _peak_memory(texts: list[str]) -> float:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "texts.parquet"
        pd.DataFrame({"text": texts}).to_parquet(path)
        done = subprocess.run(
            [sys.executable, "-c", _MEMORY_PROBE, str(path)], capture_output=True, text=True, check=True
        )
    return float(done.stdout)
