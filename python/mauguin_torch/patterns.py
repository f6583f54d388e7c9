"""Patterns of a data set by row number, out of memory-mapped .npy shards."""

import os
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import torch

from .errors import RunError


class Patterns:
    """Reads rows for one rank; a thread of its own reads ahead while the device computes."""

    def __init__(self, dataset, device):
        self._shards = [_open(dataset, shard) for shard in dataset["shards"]]
        ends = np.cumsum([len(shard) for shard in self._shards])
        self._starts = ends - [len(shard) for shard in self._shards]
        self._device = device
        self._reader = ThreadPoolExecutor(1)

    def prefetch(self, rows):
        """Begins to read; the result's `result()` goes into `to_device`."""
        return self._reader.submit(self._read, np.array(rows, np.int64))

    def to_device(self, patterns):
        """float32 [rows, points] on the device of the rank."""
        return patterns.to(self._device, non_blocking=True).float()

    def _read(self, rows):
        out = np.empty((len(rows), self._shards[0].shape[1]), self._shards[0].dtype)
        shards = np.searchsorted(self._starts, rows, side="right") - 1
        for i, (row, shard) in enumerate(zip(rows, shards)):
            out[i] = self._shards[shard][row - self._starts[shard]]
        patterns = torch.from_numpy(out)
        return patterns.pin_memory() if self._device.type == "cuda" else patterns


def _open(dataset, shard):
    path = os.path.join(dataset["folder"], shard["file"])
    try:
        array = np.load(path, mmap_mode="r")
    except (OSError, ValueError) as error:
        raise RunError(f"{path}: cannot be read: {error}") from error
    if array.shape != (shard["rows"], dataset["points"]) or array.dtype != dataset["dtype"]:
        raise RunError(f"{path}: is not the array that the manifest tells of")
    return array
