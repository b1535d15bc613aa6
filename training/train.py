"""Trains the digit network on the crops of `npm run dump-crops`.

/usr/bin/python3 training/train.py --crops DIR --out runs/NAME [--minutes 15 | --epochs 20] [--resume]
"""

import argparse
import os
from pathlib import Path

# One thread an operation: on shared cores, many threads that wait for each other in every operation take three times
# as long. Cores are used by whole parts of a batch instead, see Workers.
os.environ.setdefault("OMP_NUM_THREADS", "1")

import numpy as np
import torch
import torch.nn.functional as F

from augment import augment
from crops import read_sets, read_split
from loop import Run, Workers, add_options, read_checkpoint
from network import CLASSES, NOT_A_DIGIT, WIDTHS, build, grow
from report import line, measure

# So few crops at a time that what the first layers compute stays in a core's cache; a fifth faster than a whole batch.
PART = 64


def arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    add_options(parser)
    parser.add_argument("--crops", required=True)
    parser.add_argument("--weights", default="", help="how often a set is seen in an epoch, such as mnist=1,fonts=2.5")
    parser.add_argument("--batch", type=int, default=256)
    parser.add_argument("--smoothing", type=float, default=0.05)
    parser.add_argument("--reject-weight", type=float, default=0.7, help="weight of not-a-digit in the loss")
    parser.add_argument("--damage", type=float, default=1, help="how much of damage.py, as a multiple of its shares")
    parser.add_argument("--widths", default=",".join(map(str, WIDTHS)), help="outputs of the last two convolutions")
    parser.add_argument("--start-from", help="the folder of another run, whose averaged weights to begin with")
    return parser.parse_args()


def load(options):
    weights = dict(pair.split("=") for pair in options.weights.split(",") if pair)
    leave_out = [name for name in options.leave_out.split(",") if name]
    images, labels, repeats, validation, used = [], [], [], {}, []
    for entry in read_sets(options.crops, leave_out):
        name = entry["name"]
        held_out = read_split(options.crops, name, "validation")
        if held_out:
            validation[name] = held_out
        crops = read_split(options.crops, name, "train")
        if crops:
            images.append(crops[0])
            labels.append(crops[1])
            repeats.append(np.full(len(crops[1]), float(weights.get(name, 1)), np.float32))
            used.append({"name": name, "licence": entry["licence"], "crops": len(crops[1])})
    return np.concatenate(images), np.concatenate(labels), np.concatenate(repeats), validation, used


def epoch_order(repeats, rng):
    """Each crop as often as its set's weight says; the fraction by chance."""
    times = np.floor(repeats + rng.random(len(repeats))).astype(int)
    order = np.repeat(np.arange(len(repeats)), times)
    rng.shuffle(order)
    return order


class CropWorkers(Workers):
    """A batch is the indices of its crops."""

    def __init__(self, model, options, images, labels):
        super().__init__(model, options)
        self.images, self.labels = images, labels
        # Some of what is called not-a-digit could be read as one; a digit never is anything else.
        self.class_weights = torch.ones(len(CLASSES))
        self.class_weights[NOT_A_DIGIT] = options.reject_weight

    def parts_of(self, batch, count):
        return np.array_split(batch, count)

    def part(self, replica, chosen, seed):
        generator = torch.Generator().manual_seed(seed)
        x = torch.from_numpy(self.images[chosen]).float().div_(255).unsqueeze(1)
        x = augment(x, generator, self.options.damage)
        y = torch.from_numpy(self.labels[chosen].astype(np.int64))
        replica.train()
        total, gradients = 0.0, None
        for inputs, wanted in zip(x.split(PART), y.split(PART)):
            with torch.autocast("cpu", torch.bfloat16, enabled=not self.options.float32):
                scores = replica(inputs.contiguous(memory_format=torch.channels_last))
            loss = F.cross_entropy(
                scores.float(), wanted, weight=self.class_weights, label_smoothing=self.options.smoothing
            )
            loss = loss * (len(wanted) / len(y))
            total += loss.item()
            found = torch.autograd.grad(loss, self.parameters)
            gradients = found if gradients is None else [a.add_(b) for a, b in zip(gradients, found)]
        return total, gradients


def main():
    options = arguments()
    torch.set_num_threads(1)
    torch.manual_seed(options.seed)
    images, labels, repeats, validation, used = load(options)
    print(f"{len(labels)} crops from {', '.join(entry['name'] for entry in used)}", flush=True)

    model = build(tuple(int(width) for width in options.widths.split(",")))
    if options.start_from:
        model = grow(model, read_checkpoint(options.start_from)["average"])
        options.start_from = Path(options.start_from).name
    model = model.to(memory_format=torch.channels_last)

    def batches_of(rng):
        order = epoch_order(repeats, rng)
        count = len(order) // options.batch
        return order[: count * options.batch].reshape(count, options.batch)

    def validate(average):
        report, temperature = measure(average, validation)
        return report, line(report), {"temperature": temperature}

    workers = CropWorkers(model, options, images, labels)
    about = {"classes": CLASSES, "trainingSets": used}
    Run(options, model).train(workers, batches_of, validate, about, "crops")


if __name__ == "__main__":
    main()
