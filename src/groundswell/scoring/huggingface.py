"""Any Hugging Face sequence classifier as engine: pinned revision, safetensors only, never remote code."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np

from groundswell.scoring.calibration import COLUMNS
from groundswell.scoring.encoder import sha256_of
from groundswell.scoring.session import batches_of

CLASSES = ("negative", "neutral", "positive")
PIP_LINE = 'pip install -e ".[torch]" in the project\'s folder'
_COMMIT = re.compile(r"[0-9a-f]{40}")


def fingerprint(engine: str, revision: str | None, labels: Mapping[str, str]) -> str:
    """What identifies the engine's scores: its commit, or the hash of a folder's files; and the label mapping.

    Raises ValueError when the revision is not a commit, or when the label mapping is missing or names a class that is
    not negative, neutral or positive.
    """
    if not labels:
        raise ValueError(f"Engine {engine!r} needs `labels`: each of its labels → negative, neutral or positive.")
    if unknown := sorted(set(labels.values()) - set(CLASSES)):
        raise ValueError(f"`labels` of engine {engine!r} maps to {unknown}; allowed are {', '.join(CLASSES)}.")
    folder = Path(engine)
    if folder.is_dir():
        if not any(folder.glob("*.safetensors")):
            raise ValueError(f"{folder} holds no *.safetensors; other weight formats are not loaded.")
        # Its configuration numbers the labels, its tokenizer the words: both decide scores.
        files = sorted(
            path for suffix in ("safetensors", "json", "txt", "model") for path in folder.glob(f"*.{suffix}")
        )
        identity = "".join(path.name + sha256_of(path) for path in files)
    elif revision and _COMMIT.fullmatch(revision):
        identity = revision
    else:
        raise ValueError(f"Engine {engine!r} needs `revision`: the 40 hex digits of a commit, not a branch or a tag.")
    return hashlib.sha256(f"{identity}{sorted(labels.items())}".encode()).hexdigest()


class HuggingFaceEngine:
    """Class probabilities of the classifier; polarity is P(positive) − P(negative), emotions are NULL."""

    def __init__(self, engine: str, revision: str | None, labels: Mapping[str, str]):
        fingerprint(engine, revision, labels)
        try:
            import torch
            from transformers import AutoModelForSequenceClassification, AutoTokenizer
        except ImportError as error:
            raise ImportError(f"Engine {engine!r} needs torch and transformers. Run: {PIP_LINE}") from error
        pinned = {} if Path(engine).is_dir() else {"revision": revision}
        self.name = engine
        self._torch = torch
        self._tokenizer = AutoTokenizer.from_pretrained(engine, trust_remote_code=False, **pinned)
        self._model = AutoModelForSequenceClassification.from_pretrained(
            engine, use_safetensors=True, trust_remote_code=False, **pinned
        ).eval()
        names = [str(self._model.config.id2label[index]) for index in range(self._model.config.num_labels)]
        if missing := sorted(set(names) - set(labels)):
            raise ValueError(f"`labels` of engine {engine!r} lacks {missing}; its labels are {names}.")
        self._to_class = np.array([[labels[name] == wanted for wanted in CLASSES] for name in names], np.float64)
        self._limit = min(self._tokenizer.model_max_length, 512)

    def predict(self, texts: Sequence[str], contexts: Sequence[str]) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """As `scorer.Engine`. Texts beyond the model's limit are cut and say so; contexts go in as a first segment."""
        columns = np.full((len(texts), len(COLUMNS)), np.nan)
        encoded = [
            self._tokenizer(*((context, text) if context else (text,)), truncation=False)["input_ids"]
            for text, context in zip(texts, contexts, strict=True)
        ]
        counts = np.array([len(ids) for ids in encoded], np.int64)
        for rows in batches_of([min(len(ids), self._limit) for ids in encoded]):
            pairs = [(contexts[row], texts[row]) if contexts[row] else (texts[row],) for row in rows]
            batch = self._tokenizer.pad(
                [self._tokenizer(*pair, truncation=True, max_length=self._limit) for pair in pairs], return_tensors="pt"
            )
            with self._torch.inference_mode():
                logits = self._model(**batch).logits
            classes = logits.softmax(-1).double().numpy() @ self._to_class
            polarity = classes[:, 2] - classes[:, 0]
            columns[rows, 0] = polarity
            columns[rows, 1] = classes[:, 2] + classes[:, 0] - polarity**2  # variance of the class as −1, 0, +1
            columns[rows, 2:5] = classes
            columns[rows, 5] = np.abs(polarity)
        return columns, counts, counts > self._limit
