"""Reads the crops that `npm run dump-crops` wrote."""

import json
import struct
from pathlib import Path

import numpy as np


def read_idx(path):
    data = Path(path).read_bytes()
    axes = data[3]
    shape = struct.unpack(">" + "I" * axes, data[4 : 4 + 4 * axes])
    return np.frombuffer(data, np.uint8, offset=4 + 4 * axes).reshape(shape)


def read_sets(folder, leave_out=()):
    """The summary of sets.json without the sets named in `leave_out`."""
    path = Path(folder) / "sets.json"
    if not path.exists():
        raise SystemExit(f"No crops: looked for {path}. Make them with npm run dump-crops -- --out {folder}")
    sets = json.loads(path.read_text())
    unknown = set(leave_out) - {entry["name"] for entry in sets}
    if unknown:
        raise SystemExit(f"Unknown sets to leave out: {', '.join(sorted(unknown))}")
    return [entry for entry in sets if entry["name"] not in leave_out]


def read_split(folder, name, split):
    """Images [n, 28, 28] and labels [n] of a set's split, or None when it has no such split."""
    base = Path(folder) / f"{name}-{split}"
    images = base.with_name(base.name + "-images-idx3-ubyte")
    if not images.exists():
        return None
    return read_idx(images), read_idx(base.with_name(base.name + "-labels-idx1-ubyte"))
