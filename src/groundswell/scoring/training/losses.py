"""What the heads are asked for."""

from __future__ import annotations

import torch
from torch.nn import functional as F  # noqa: N812

from groundswell.scoring.encoder import EMOTIONS, HEADS

WIDTH = 0.15  # spread of the regression's own error, against which a target's noise is weighed
AT = {name: HEADS.index(name) for name in HEADS}


def _known_mean(values: torch.Tensor, known: torch.Tensor) -> torch.Tensor:
    return (torch.where(known, values, 0.0)).sum() / known.sum().clamp(min=1)


def losses(heads: torch.Tensor, fine: torch.Tensor, targets: dict[str, torch.Tensor]) -> dict[str, torch.Tensor]:
    """The loss of every head, averaged over the examples whose target is known.

    heads: [batch, len(HEADS)] raw values; fine: [batch, 28]; targets as in `batches.targets_of`.
    """
    classes, valence = targets["classes"], targets["valence"].nan_to_num()
    known = ~targets["valence"].isnan()
    noise = targets["valence_sd"].nan_to_num(1.0) ** 2
    polarity = torch.tanh(heads[:, AT["polarity"]])
    squared = (polarity - valence) ** 2
    # The variance head learns the error of the regression around a true mean that is itself known ± noise.
    variance = heads[:, AT["log_variance"]].clamp(-8, 2).exp() + noise
    likelihood = squared.detach() / variance + variance.log()
    emotions = heads[:, AT[EMOTIONS[0]] :]
    first, last = AT["negative"], AT["positive"] + 1
    return {
        "classes": (F.cross_entropy(heads[:, first:last], classes, reduction="none") * targets["class_weight"]).mean(),
        "valence": _known_mean(squared * WIDTH**2 / (WIDTH**2 + noise), known),
        "variance": _known_mean(likelihood, known & (targets["is_rated"] > 0)),
        "intensity": _known_mean(
            (heads[:, AT["intensity"]].sigmoid() - targets["intensity"].nan_to_num()) ** 2,
            ~targets["intensity"].isnan(),
        ),
        "technical": F.binary_cross_entropy_with_logits(heads[:, AT["technical"]], targets["technical"]),
        "emotions": _masked_bce(emotions, targets["emotions"]),
        "fine": _masked_bce(fine, targets["fine"]),
    }


def _masked_bce(logits: torch.Tensor, targets: torch.Tensor) -> torch.Tensor:
    each = F.binary_cross_entropy_with_logits(logits, targets.nan_to_num(), reduction="none")
    return _known_mean(each, ~targets.isnan())
