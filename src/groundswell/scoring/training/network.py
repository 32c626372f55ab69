"""The network that is trained: a frozen BERT with low-rank pairs beside its linear maps, and linear heads."""

from __future__ import annotations

import math

import numpy as np
import torch
from torch import nn
from torch.nn import functional as F  # noqa: N812 (torch's own convention)

from groundswell.scoring.encoder import (
    ATTENTION_HEADS,
    HEADS,
    HIDDEN,
    LAYER_NORM_EPS,
    LAYERS,
    LINEAR_MAPS,
)


class LowRankLinear(nn.Module):
    """y = x·Wᵀ + b + scale·(x·Aᵀ)·Bᵀ with W frozen; B starts at zero, so training starts from the base."""

    def __init__(self, weight: torch.Tensor, bias: torch.Tensor, rank: int, scale: float):
        super().__init__()
        outputs, inputs = weight.shape
        self.register_buffer("weight", weight.to(torch.bfloat16))  # half the memory traffic, twice the speed
        self.bias = nn.Parameter(bias.clone())
        self.A = nn.Parameter(torch.empty(rank, inputs))
        self.B = nn.Parameter(torch.zeros(outputs, rank))
        nn.init.kaiming_uniform_(self.A, a=math.sqrt(5))
        self.scale = scale

    def forward(self, hidden: torch.Tensor) -> torch.Tensor:
        """bf16 [.., outputs] of [.., inputs]."""
        hidden = hidden.to(torch.bfloat16)
        base = F.linear(hidden, self.weight, self.bias.to(torch.bfloat16))
        return base + F.linear(F.linear(hidden, self.A.to(torch.bfloat16)), (self.scale * self.B).to(torch.bfloat16))


class Norm(nn.LayerNorm):
    """LayerNorm started from the base's values."""

    def __init__(self, weight: torch.Tensor, bias: torch.Tensor):
        super().__init__(len(weight), eps=LAYER_NORM_EPS)
        self.weight.data.copy_(weight)
        self.bias.data.copy_(bias)


class Layer(nn.Module):
    """One transformer layer."""

    def __init__(self, base: dict[str, torch.Tensor], prefix: str, rank: int, scale: float):
        super().__init__()
        for short, long in LINEAR_MAPS.items():
            weight, bias = base[f"{prefix}.{long}.weight"], base[f"{prefix}.{long}.bias"]
            setattr(self, short, LowRankLinear(weight, bias, rank, scale))
        self.attention_norm = Norm(
            *(base[f"{prefix}.attention.output.LayerNorm.{part}"] for part in ("weight", "bias"))
        )
        self.output_norm = Norm(*(base[f"{prefix}.output.LayerNorm.{part}"] for part in ("weight", "bias")))

    def forward(self, hidden: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        """fp32 [batch, tokens, HIDDEN] of the same; `mask` is added to the attention's logits."""
        batch, tokens, _ = hidden.shape
        query, key, value = (
            part(hidden).view(batch, tokens, ATTENTION_HEADS, -1).transpose(1, 2) for part in (self.q, self.k, self.v)
        )
        # Written out: torch's fused attention spends a third of a CPU step in its backward pass at these lengths.
        attention = torch.softmax((query @ key.transpose(-1, -2)) * (HIDDEN // ATTENTION_HEADS) ** -0.5 + mask, dim=-1)
        attended = attention @ value
        attended = self.o(attended.transpose(1, 2).reshape(batch, tokens, HIDDEN))
        hidden = self.attention_norm(attended.float() + hidden)
        return self.output_norm(self.down(F.gelu(self.up(hidden))).float() + hidden)


class Network(nn.Module):
    """Encoder and heads. `fine` (28 emotions) helps the encoder learn and is not shipped."""

    def __init__(self, base: dict[str, np.ndarray], rank: int, scale: float, fine: int, dropout: float):
        super().__init__()
        weights = {name: torch.from_numpy(np.array(array)) for name, array in base.items()}
        for part in ("word", "position", "token_type"):
            self.register_buffer(part, weights[f"embeddings.{part}_embeddings.weight"])
        self.embedding_norm = Norm(*(weights[f"embeddings.LayerNorm.{part}"] for part in ("weight", "bias")))
        self.layers = nn.ModuleList(Layer(weights, f"encoder.layer.{index}", rank, scale) for index in range(LAYERS))
        self.dropout = nn.Dropout(dropout)
        self.heads = nn.Linear(2 * HIDDEN, len(HEADS))
        self.fine = nn.Linear(2 * HIDDEN, fine)

    def features(self, ids: torch.Tensor, types: torch.Tensor, mask: torch.Tensor, pool: torch.Tensor) -> torch.Tensor:
        """Mean over pooled tokens beside the CLS state: [batch, 2·HIDDEN] for int64 and fp32 [batch, tokens]."""
        hidden = self.word[ids] + self.token_type[types] + self.position[: ids.shape[1]]
        hidden = self.embedding_norm(hidden)
        bias = ((1 - mask) * -1e4)[:, None, None, :].to(torch.bfloat16)
        for layer in self.layers:
            hidden = layer(hidden, bias)
        pooled = torch.einsum("bt,bth->bh", pool, hidden) / pool.sum(1, keepdim=True)
        return torch.cat([pooled, hidden[:, 0]], dim=-1)

    def forward(self, *inputs: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        """Raw values of the shipped heads [batch, heads] and of the helper head [batch, 28]."""
        features = self.dropout(self.features(*inputs))
        return self.heads(features), self.fine(features)


def delta_of(state: dict[str, torch.Tensor], base: dict[str, np.ndarray]) -> dict[str, np.ndarray]:
    """What `weights/delta.safetensors` holds, fp16: low-rank pairs, changes of biases and LayerNorms, heads."""
    norms = {"attention_norm": "attention.output.LayerNorm", "output_norm": "output.LayerNorm"}
    delta = {}
    for name, tensor in state.items():
        array = tensor.detach().float().numpy()
        parts = name.split(".")
        if name.startswith("heads."):
            delta[name] = array
        elif name.startswith("embedding_norm."):
            long = f"embeddings.LayerNorm.{parts[1]}"
            delta[f"add.{long}"] = array - base[long]
        elif parts[0] == "layers" and parts[2] in LINEAR_MAPS:
            if parts[3] in ("A", "B"):
                delta[f"{parts[1]}.{parts[2]}.{parts[3]}"] = array
            elif parts[3] == "bias":
                long = f"encoder.layer.{parts[1]}.{LINEAR_MAPS[parts[2]]}.bias"
                delta[f"add.{long}"] = array - base[long]
        elif parts[0] == "layers" and parts[2] in norms:
            long = f"encoder.layer.{parts[1]}.{norms[parts[2]]}.{parts[3]}"
            delta[f"add.{long}"] = array - base[long]
    return {name: array.astype(np.float16) for name, array in delta.items()}
