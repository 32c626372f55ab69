"""The scorer as an ONNX graph: a BERT encoder and its linear heads, written out with the `onnx` helper.

The graph carries names and shapes only; the weights are handed to ONNX Runtime as they lie in memory, so the
90 MB exist once.
"""

from __future__ import annotations

import numpy as np
import onnx
from onnx import TensorProto, helper

from groundswell.scoring.encoder import ATTENTION_HEADS, HIDDEN, LAYER_NORM_EPS, LAYERS

OPSET = 20  # the first with Gelu as one operator
INPUTS = ("input_ids", "token_type_ids", "attention_mask", "pool_mask")


class _Graph:
    """Collects nodes and the names of the weights they use."""

    def __init__(self, weights: dict[str, np.ndarray]):
        self.weights, self.nodes, self.constants, self.used = weights, [], [], {}

    def op(self, kind: str, *inputs: str, **attributes: object) -> str:
        output = f"{kind}_{len(self.nodes)}"
        self.nodes.append(helper.make_node(kind, list(inputs), [output], **attributes))
        return output

    def constant(self, value: np.ndarray) -> str:
        name = f"constant_{len(self.constants)}"
        self.constants.append(onnx.numpy_helper.from_array(value, name))
        return name

    def weight(self, name: str, transpose: bool = False) -> str:
        array = self.weights[name].T if transpose else self.weights[name]
        self.used[name] = np.ascontiguousarray(array, dtype=np.float32)
        return name

    def linear(self, hidden: str, name: str) -> str:
        product = self.op("MatMul", hidden, self.weight(f"{name}.weight", transpose=True))
        return self.op("Add", product, self.weight(f"{name}.bias"))

    def layer_norm(self, hidden: str, name: str) -> str:
        weight, bias = self.weight(f"{name}.weight"), self.weight(f"{name}.bias")
        return self.op("LayerNormalization", hidden, weight, bias, axis=-1, epsilon=LAYER_NORM_EPS)


def build(weights: dict[str, np.ndarray]) -> tuple[bytes, dict[str, np.ndarray]]:
    """Serialise the graph for merged `weights` (names of the checkpoint plus `heads.*`).

    Returns the model's bytes, whose large initializers are declared external, and those arrays by name, to be given
    to `SessionOptions.add_external_initializers`. Inputs are `INPUTS`: int64 [batch, tokens] twice, fp32 [batch,
    tokens] twice; the output `heads` is fp32 [batch, heads].
    """
    graph = _Graph(weights)
    mask = _attention_bias(graph)
    hidden = _embed(graph)
    for layer in range(LAYERS):
        hidden = _layer(graph, hidden, mask, f"encoder.layer.{layer}")
    _heads(graph, hidden)
    inputs = [
        helper.make_tensor_value_info(name, kind, ["batch", "tokens"])
        for name, kind in zip(INPUTS, [TensorProto.INT64] * 2 + [TensorProto.FLOAT] * 2, strict=True)
    ]
    outputs = [helper.make_tensor_value_info("heads", TensorProto.FLOAT, ["batch", len(weights["heads.bias"])])]
    initializers = graph.constants + [_external(name, array) for name, array in graph.used.items()]
    model = helper.make_model(
        helper.make_graph(graph.nodes, "groundswell_scorer", inputs, outputs, initializers),
        opset_imports=[helper.make_opsetid("", OPSET)],
        ir_version=9,
    )
    return model.SerializeToString(), graph.used


def _external(name: str, array: np.ndarray) -> onnx.TensorProto:
    tensor = onnx.TensorProto(name=name, data_type=TensorProto.FLOAT, dims=array.shape)
    tensor.data_location = TensorProto.EXTERNAL
    tensor.external_data.add(key="location", value="memory")
    return tensor


def _attention_bias(graph: _Graph) -> str:
    """0 where a token may be looked at, −1e4 where it is padding; [batch, 1, 1, tokens]."""
    inverted = graph.op("Sub", graph.constant(np.float32(1)), "attention_mask")
    bias = graph.op("Mul", inverted, graph.constant(np.float32(-1e4)))
    return graph.op("Unsqueeze", bias, graph.constant(np.array([1, 2], np.int64)))


def _embed(graph: _Graph) -> str:
    words = graph.op("Gather", graph.weight("embeddings.word_embeddings.weight"), "input_ids")
    types = graph.op("Gather", graph.weight("embeddings.token_type_embeddings.weight"), "token_type_ids")
    length = graph.op("Shape", "input_ids", start=1, end=2)
    zero = graph.constant(np.array([0], np.int64))
    positions = graph.op("Slice", graph.weight("embeddings.position_embeddings.weight"), zero, length)
    total = graph.op("Add", graph.op("Add", words, types), positions)
    return graph.layer_norm(total, "embeddings.LayerNorm")


def _layer(graph: _Graph, hidden: str, mask: str, name: str) -> str:
    head_size = HIDDEN // ATTENTION_HEADS
    split = graph.constant(np.array([0, 0, ATTENTION_HEADS, head_size], np.int64))
    join = graph.constant(np.array([0, 0, HIDDEN], np.int64))
    query, key, value = (
        graph.op("Reshape", graph.linear(hidden, f"{name}.attention.self.{part}"), split)
        for part in ("query", "key", "value")
    )
    query = graph.op("Transpose", query, perm=[0, 2, 1, 3])
    key = graph.op("Transpose", key, perm=[0, 2, 3, 1])
    value = graph.op("Transpose", value, perm=[0, 2, 1, 3])
    scaled = graph.op("Mul", query, graph.constant(np.float32(head_size**-0.5)))
    attention = graph.op("Softmax", graph.op("Add", graph.op("MatMul", scaled, key), mask), axis=-1)
    context = graph.op("Transpose", graph.op("MatMul", attention, value), perm=[0, 2, 1, 3])
    attended = graph.linear(graph.op("Reshape", context, join), f"{name}.attention.output.dense")
    hidden = graph.layer_norm(graph.op("Add", attended, hidden), f"{name}.attention.output.LayerNorm")
    inner = graph.op("Gelu", graph.linear(hidden, f"{name}.intermediate.dense"))
    return graph.layer_norm(
        graph.op("Add", graph.linear(inner, f"{name}.output.dense"), hidden), f"{name}.output.LayerNorm"
    )


def _heads(graph: _Graph, hidden: str) -> None:
    """Mean over the pooled tokens beside the CLS state → linear heads."""
    first = graph.constant(np.array(0, np.int64))
    cls = graph.op("Gather", hidden, first, axis=1)
    row = graph.op("Unsqueeze", "pool_mask", graph.constant(np.array([1], np.int64)))
    sums = graph.op("Squeeze", graph.op("MatMul", row, hidden), graph.constant(np.array([1], np.int64)))
    counts = graph.op("ReduceSum", "pool_mask", graph.constant(np.array([1], np.int64)), keepdims=1)
    features = graph.op("Concat", graph.op("Div", sums, counts), cls, axis=-1)
    product = graph.op("MatMul", features, graph.weight("heads.weight", transpose=True))
    graph.nodes.append(helper.make_node("Add", [product, graph.weight("heads.bias")], ["heads"]))
