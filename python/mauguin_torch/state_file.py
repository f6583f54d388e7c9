"""The saved state of a run: mauguin's `state.safetensors`.

Vectors are float32 tensors; all else is JSON under `progress` in the file's metadata.
Source of the format: https://github.com/huggingface/safetensors.
"""

import json
import os
import struct

import numpy as np

from .errors import RunError, unwritable


def load_state(path):
    """(vectors by name, progress)."""
    try:
        with open(path, "rb") as file:
            (length,) = struct.unpack("<Q", file.read(8))
            header = json.loads(file.read(length))
            values = file.read()
        metadata = header.pop("__metadata__")
        vectors = {}
        for name, entry in header.items():
            start, end = entry["data_offsets"]
            vectors[name] = np.frombuffer(values[start:end], "<f4").reshape(entry["shape"])
        return vectors, json.loads(metadata["progress"])
    except (OSError, ValueError, KeyError, struct.error) as error:
        raise RunError(f"{path}: the saved state cannot be read ({error})") from error


def save_state(path, vectors, progress):
    """Writes the file whole or not at all: under a temporary name, flushed, then renamed."""
    header = {"__metadata__": {"progress": json.dumps(progress, allow_nan=False)}}
    offset = 0
    for name, vector in vectors.items():
        end = offset + 4 * vector.size
        header[name] = {"dtype": "F32", "shape": [vector.size], "data_offsets": [offset, end]}
        offset = end
    text = json.dumps(header).encode()
    text += b" " * (-len(text) % 8)
    temporary = f"{path}.{os.getpid()}.tmp"
    try:
        with open(temporary, "wb") as file:
            file.write(struct.pack("<Q", len(text)) + text)
            for vector in vectors.values():
                file.write(np.ascontiguousarray(vector, "<f4").data)
            file.flush()
            os.fsync(file.fileno())
        os.replace(temporary, path)
    except OSError as error:
        try:
            os.remove(temporary)
        except OSError:
            pass
        raise unwritable(path, error) from error
