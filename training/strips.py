"""Reads the strips that `npm run dump-strips` wrote, and makes batches of strips about as wide as each other."""

import json
from pathlib import Path

import numpy as np

from line_network import HEIGHT, STEP

# How many strips are sorted by width at a time: enough for batches without much padding, too few to order an epoch.
SORTED = 2048


class Strips:
    """All strips of a set's split, and what is written in each."""

    def __init__(self, name, digits_only, data, rows):
        self.name, self.digits_only, self.data = name, digits_only, data
        self.widths = np.array([int(width) for width, *_ in rows])
        self.texts = [text for _, text, *_ in rows]
        self.cuts = [[int(cut) for cut in row[2].split(",") if cut] if len(row) > 2 else [] for row in rows]
        self.starts = np.concatenate([[0], np.cumsum(self.widths.astype(np.int64) * HEIGHT)])
        # Strips that can be parted, and where.
        self.partings = [(i, k) for i, cuts in enumerate(self.cuts) for k, cut in enumerate(cuts) if cut > 0]

    def picture(self, i):
        return self.data[self.starts[i] : self.starts[i + 1]].reshape(HEIGHT, self.widths[i])

    def first(self, share):
        """The first so many of the strips."""
        count = int(len(self.texts) * share)
        rows = [
            (width, text, ",".join(map(str, cuts)))
            for width, text, cuts in zip(self.widths[:count], self.texts, self.cuts)
        ]
        return Strips(self.name, self.digits_only, self.data, rows)


class Member:
    """One strip of a batch; `picture` has 32 rows of bytes."""

    def __init__(self, strips, i):
        self.name, self.digits_only = strips.name, strips.digits_only
        self.text, self.width = strips.texts[i], strips.widths[i]
        self.picture = strips.picture(i)


class Spliced(Member):
    """The beginning of one strip and the end of another: what is scarce is lines, and each digit stays as it was written."""

    def __init__(self, strips, left, right):
        (i, k), (j, l) = left, right
        super().__init__(strips, i)
        self.text = strips.texts[i][: k + 1] + strips.texts[j][l + 1 :]
        parts = [strips.picture(i)[:, : strips.cuts[i][k]], strips.picture(j)[:, strips.cuts[j][l] :]]
        width = sum(part.shape[1] for part in parts)
        self.width = -(-width // STEP) * STEP
        self.picture = np.concatenate([*parts, np.zeros((HEIGHT, self.width - width), np.uint8)], axis=1)


class UpsideDown(Member):
    """A strip turned by half: nothing is to be read in it."""

    def __init__(self, strips, i):
        super().__init__(strips, i)
        self.text, self.picture = "", self.picture[::-1, ::-1]


def read_strips(folders, split, leave_out=()):
    found = []
    for folder in map(Path, folders):
        for entry in json.loads((folder / "sets.json").read_text()):
            if entry["name"] in leave_out or entry["counts"][split] == 0:
                continue
            base = folder / f"{entry['name']}-{split}"
            rows = [line.split("\t") for line in base.with_suffix(".tsv").read_text().split("\n")[:-1]]
            data = np.fromfile(base.with_suffix(".strips"), np.uint8)
            found.append((entry, Strips(entry["name"], entry["digitsOnly"], data, rows)))
    return found


def batch_of(members):
    """Pictures [n, 1, 32, widest] with paper to the right of narrower ones, in 0..1."""
    x = np.zeros((len(members), 1, HEIGHT, max(member.width for member in members)), np.float32)
    for row, member in enumerate(members):
        x[row, 0, :, : member.width] = member.picture
    return x / 255


def members_of(strips, times, splice, upside_down, rng):
    """Every strip so many times, by chance for the fraction; where strips can be parted, such a share is spliced, and such a
    share of all is turned upside down."""
    for i, count in enumerate(np.floor(times + rng.random(len(strips.texts))).astype(int)):
        for _ in range(count):
            if upside_down and rng.random() < upside_down:
                yield UpsideDown(strips, i)
            elif strips.partings and rng.random() < splice:
                left, right = rng.integers(len(strips.partings), size=2)
                yield Spliced(strips, strips.partings[left], strips.partings[right])
            else:
                yield Member(strips, i)


def batches_of(members, columns):
    """Members in order of width as batches of up to so many columns in all."""
    batches, batch = [], []
    for member in sorted(members, key=lambda member: member.width):
        if batch and (len(batch) + 1) * member.width > columns:
            batches.append(batch)
            batch = []
        batch.append(member)
    return [*batches, batch]


def epoch_batches(sets, repeats, splice, upside_down, columns, rng):
    """The batches of an epoch, each set as often as its repeats say."""
    members = [
        member for strips in sets for member in members_of(strips, repeats.get(strips.name, 1), splice, upside_down, rng)
    ]
    rng.shuffle(members)
    batches = []
    for start in range(0, len(members), SORTED):
        batches += batches_of(members[start : start + SORTED], columns)
    rng.shuffle(batches)
    return batches
