"""Reads the strips that `npm run dump-strips` wrote, and makes batches of strips about as wide as each other."""

import json
from pathlib import Path

import numpy as np

from line_network import CLASSES, HEIGHT, OTHER, STEP

OTHER_SIGN = "x"
# How many strips are sorted by width at a time: enough for batches without much padding, too few to order an epoch.
SORTED = 2048


class Strips:
    """All strips of a set's split, and what is written in each."""

    def __init__(self, name, digits_only, data, widths, texts):
        self.name, self.digits_only, self.data, self.widths, self.texts = name, digits_only, data, widths, texts
        self.starts = np.concatenate([[0], np.cumsum(widths.astype(np.int64) * HEIGHT)])

    def picture(self, i):
        return self.data[self.starts[i] : self.starts[i + 1]].reshape(HEIGHT, self.widths[i])

    def labels(self, i):
        return [CLASSES.index(OTHER if sign == OTHER_SIGN else sign) for sign in self.texts[i]]


def read_strips(folders, split, leave_out=()):
    found = []
    for folder in map(Path, folders):
        for entry in json.loads((folder / "sets.json").read_text()):
            if entry["name"] in leave_out or entry["counts"][split] == 0:
                continue
            base = folder / f"{entry['name']}-{split}"
            rows = [line.split("\t") for line in base.with_suffix(".tsv").read_text().splitlines()]
            widths = np.array([int(width) for width, _ in rows])
            data = np.fromfile(base.with_suffix(".strips"), np.uint8)
            texts = [text for _, text in rows]
            found.append((entry, Strips(entry["name"], entry["digitsOnly"], data, widths, texts)))
    return found


def batch_of(members):
    """Pictures [n, 1, 32, widest] with paper to the right of narrower ones, in 0..1."""
    widest = max(strips.widths[i] for strips, i in members)
    x = np.zeros((len(members), 1, HEIGHT, widest), np.float32)
    for row, (strips, i) in enumerate(members):
        x[row, 0, :, : strips.widths[i]] = strips.picture(i)
    return x / 255


def epoch_batches(sets, repeats, columns, rng):
    """Batches of (strips, index) of up to so many columns in all; each set as often as its repeats say."""
    members = []
    for strips in sets:
        times = np.floor(repeats.get(strips.name, 1) + rng.random(len(strips.texts))).astype(int)
        members += [(strips, i) for i in np.repeat(np.arange(len(strips.texts)), times)]
    rng.shuffle(members)
    batches = []
    for start in range(0, len(members), SORTED):
        part = sorted(members[start : start + SORTED], key=lambda member: member[0].widths[member[1]])
        batch = []
        for member in part:
            width = member[0].widths[member[1]]
            if batch and (len(batch) + 1) * width > columns:
                batches.append(batch)
                batch = []
            batch.append(member)
        batches.append(batch)
    rng.shuffle(batches)
    assert all(strips.widths[i] % STEP == 0 for strips, i in members)
    return batches
