"""Everything that decides the trained weights, in one place; its hash goes into the manifest."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass, field


@dataclass(frozen=True)
class Recipe:
    """Constants of the training. Equal recipe, data, threads and machine type give equal weights."""

    seed: int = 20261121
    runs: int = 2  # from one first state, each with passes of its own, averaged
    threads: int = 1  # of each run: a second one would gain 1.6x on an idle machine and lose it all on a shared one
    passes: int = 2
    rank: int = 40  # of each run; multiples of eight multiply faster
    shipped_rank: int = 46  # of the average: 3.9 MB in fp16
    scale: float = 1.0
    learning_rate: float = 6e-4
    warm_up_share: float = 0.06
    weight_decay: float = 0.01
    batch: int = 64
    batch_tokens: int = 3072
    ema_decay: float = 0.998
    dropout: float = 0.1
    mask_share: float = 0.03  # tokens hidden behind [MASK], a cheap regulariser
    noise_share: float = 0.1  # texts with a typing error or lost punctuation
    label_smoothing: float = 0.03
    written: int = 10310  # texts from written.py a pass
    echoes: int = 1500  # short replies to rated sentences a pass
    joined: int = 2000  # pairs and triples of rated sentences a pass
    shares: dict[str, float] = field(
        default_factory=lambda: {"goemotions": 1.0, "stackoverflow": 1.4, "premo": 1.3, "lexicon": 0.8}
    )
    losses: dict[str, float] = field(
        default_factory=lambda: {
            "classes": 1.0,
            "valence": 20.0,
            "variance": 0.1,
            "intensity": 3.0,
            "technical": 0.1,
            "emotions": 3.0,
            "fine": 3.0,
        }
    )

    def sha256(self) -> str:
        """Hash of all constants."""
        return hashlib.sha256(json.dumps(asdict(self), sort_keys=True).encode()).hexdigest()
