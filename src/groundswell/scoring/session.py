"""Runs windows through ONNX Runtime: batches of similar length, two workers, results in input order.

One session, one thread a run, two runs at a time: ONNX Runtime lets go of the interpreter lock while it computes, so
two Python threads do what two processes would, with one copy of the weights. No number depends on which worker ran a
batch or on what else was in it, beyond the last bits of fp32.
"""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import onnxruntime as ort

from groundswell.scoring import graph
from groundswell.scoring.encoder import Window, pad

BATCH_TOKENS = 512  # padded tokens a batch: more gains nothing on two cores and costs memory
WORKERS = 2
MIN_BATCHES_FOR_WORKERS = 4


class Session:
    """The assembled graph, ready to run."""

    def __init__(self, weights: dict[str, np.ndarray]):
        model, arrays = graph.build(weights)
        options = ort.SessionOptions()
        options.intra_op_num_threads = 1
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        options.enable_cpu_mem_arena = False  # the arena keeps the largest batch for ever, in every worker
        options.graph_optimization_level = ort.GraphOptimizationLevel.ORT_ENABLE_BASIC
        # The arrays are used where they lie, so they must live as long as the session does.
        self._arrays = arrays
        self._values = [ort.OrtValue.ortvalue_from_numpy(array) for array in arrays.values()]
        options.add_external_initializers(list(arrays), self._values)
        self._session = ort.InferenceSession(model, options, providers=["CPUExecutionProvider"])

    def run(self, windows: Sequence[Window]) -> np.ndarray:
        """Raw head values, fp32 [windows, heads], in the order of `windows`."""
        if not windows:
            return np.zeros((0, 0), np.float32)
        batches = batches_of([len(window.ids) for window in windows])

        def run_batch(rows: list[int]) -> np.ndarray:
            return self._session.run(["heads"], pad([windows[row] for row in rows]))[0]

        if len(batches) < MIN_BATCHES_FOR_WORKERS:
            results = [run_batch(rows) for rows in batches]
        else:
            with ThreadPoolExecutor(WORKERS) as workers:
                results = list(workers.map(run_batch, batches))
        heads = np.empty((len(windows), results[0].shape[1]), np.float32)
        for rows, result in zip(batches, results, strict=True):
            heads[rows] = result
        return heads


def batches_of(lengths: Sequence[int], budget: int = BATCH_TOKENS) -> list[list[int]]:
    """Row numbers grouped by length, longest first, so that rows × longest ≤ `budget` (one row always fits)."""
    order = sorted(range(len(lengths)), key=lambda row: (-lengths[row], row))
    batches: list[list[int]] = []
    for row in order:
        if not batches or (len(batches[-1]) + 1) * lengths[batches[-1][0]] > budget:
            batches.append([])
        batches[-1].append(row)
    return batches
