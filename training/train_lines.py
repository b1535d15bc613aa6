"""Trains a network that reads strips on those of `npm run dump-strips`.

/usr/bin/python3 training/train_lines.py [--network print|micr|words] --strips DIR --out runs/NAME [--minutes 60 | --epochs 20] [--resume]
"""

import argparse
import math
import os
from pathlib import Path

os.environ.setdefault("OMP_NUM_THREADS", "1")

import numpy as np
import torch
import torch.nn.functional as F

from augment_strips import augment
from line_network import DIGITS, FRAME, LINES, NETWORKS
from loop import Run, Workers, add_options, read_checkpoint
from network import grow
from strips import Member, batch_of, batches_of, epoch_batches, read_strips

# Of wider batches the bfloat16 convolutions of PyTorch 1.13 answer gradients a thousand times too long, or none; 2.15 has them right.
WIDEST_BFLOAT16 = 704 if torch.__version__.startswith("1.") else math.inf

# Layers counted from the end: the convolution along the line, and the scores.
DROPPED_BEFORE = tuple(len(LINES.build()) - back for back in (4, 1))


def arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    add_options(parser)
    parser.add_argument("--network", choices=list(NETWORKS), default="lines")
    parser.add_argument("--strips", required=True, help="folders, separated by commas")
    parser.add_argument("--repeats", default="orand-car-a=20,register-rows=6,photo-strings=8")
    parser.add_argument("--splice", type=float, default=0.6, help="share of the lines with known cuts that are put together anew")
    parser.add_argument("--upside-down", type=float, default=0, help="share of the lines shown so, in which nothing is to be read")
    parser.add_argument("--share", type=float, default=1, help="of the real lines, for a learning curve")
    parser.add_argument("--columns", type=int, default=12_000, help="in a batch, over all its strips")
    parser.add_argument("--dropout", type=float, default=0.2, help="share of the last features left out in each step")
    parser.add_argument("--start-from", help="the folder of another run, whose averaged weights to begin with")
    return parser.parse_args()


def digits_alone(scores):
    """Whatever is no digit counts as blank: where separators stand was not written down."""
    return torch.cat([scores[..., : len(DIGITS)], scores[..., len(DIGITS) :].logsumexp(-1, keepdim=True)], -1)


def ctc(scores, members, network):
    """Mean loss a line (Graves et al. 2006). scores [n, frames, classes], unnormalized."""
    total = 0
    for digits_only in (True, False):
        rows = [row for row, member in enumerate(members) if member.digits_only == digits_only]
        if not rows:
            continue
        own = F.log_softmax(scores[rows], -1)
        if digits_only:
            own = digits_alone(own)
        labels = [network.labels(members[row].text) for row in rows]
        loss = F.ctc_loss(
            own.transpose(0, 1),
            torch.tensor([label for text in labels for label in text], dtype=torch.long),
            torch.full((len(rows),), scores.shape[1]),
            torch.tensor([len(text) for text in labels]),
            blank=own.shape[-1] - 1,
            reduction="none",
            zero_infinity=True,
        )
        total = total + loss.sum()
    return total / len(members)


def frames_of(model, x, bfloat16, drop=None):
    """Scores [n, frames, classes]; while training, `drop` leaves out some of the last two blocks' features."""
    with torch.autocast("cpu", torch.bfloat16, enabled=bfloat16):
        for at, layer in enumerate(model):
            x = layer(drop(x) if drop and at in DROPPED_BEFORE else x)
        return x.squeeze(2).transpose(1, 2).float()


class StripWorkers(Workers):
    """A batch is its members."""

    longest = 5.0

    def parts_of(self, batch, count):
        return [batch[k::count] for k in range(count) if batch[k::count]]

    def part(self, replica, members, seed):
        network = NETWORKS[self.options.network]
        generator = torch.Generator().manual_seed(seed)
        share = self.options.dropout
        drop = lambda features: features * (torch.rand(features.shape, generator=generator) >= share) / (1 - share)
        x = augment(torch.from_numpy(batch_of(members)), generator, network.bent)
        replica.train()
        x = x.contiguous(memory_format=torch.channels_last)
        bfloat16 = not self.options.float32 and x.shape[-1] <= WIDEST_BFLOAT16
        scores = frames_of(replica, x, bfloat16, drop)
        loss = ctc(scores, members, network)
        return loss.item(), torch.autograd.grad(loss, self.parameters)


@torch.no_grad()
def measure(model, validation, network):
    """Whole strings read right by the best class of each frame, by set; of the line network's, the digits alone count."""
    model.eval()
    read_at = {index: sign for index, sign in enumerate(network.classes) if sign in network.read}
    report = {}
    for strips in validation:
        right = 0
        for members in batches_of([Member(strips, i) for i in range(len(strips.texts))], 12_000):
            best = frames_of(model, torch.from_numpy(batch_of(members)), False).argmax(-1).numpy()
            for row, member in enumerate(members):
                frames = best[row, : member.width // FRAME]
                kept = frames[np.concatenate([[True], frames[1:] != frames[:-1]])]
                read = "".join(read_at.get(k, "") for k in kept)
                right += read == "".join(sign for sign in member.text if sign in network.read)
        report.setdefault(strips.name, {"n": len(strips.texts), "exact": round(right / len(strips.texts), 5)})
    return report


def features_of(state, model):
    """The weights of another run; where it tells other signs apart, without those of its scores, of which nothing is to be kept."""
    own = model.state_dict()
    scores = f"{len(model) - 1}."
    if state[f"{scores}bias"].shape == own[f"{scores}bias"].shape:
        return state
    return {name: own[name] if name.startswith(scores) else values for name, values in state.items()}


def used_sets(training):
    """Name, licence and number of lines of each set, from however many folders."""
    used = {}
    for entry, strips in training:
        own = used.setdefault(entry["name"], {"name": entry["name"], "licence": entry["licence"], "lines": 0})
        own["lines"] += len(strips.texts)
    return list(used.values())


def main():
    options = arguments()
    torch.set_num_threads(1)
    torch.manual_seed(options.seed)
    network = NETWORKS[options.network]
    folders = options.strips.split(",")
    leave_out = [name for name in options.leave_out.split(",") if name]
    repeats = {name: float(times) for name, times in (pair.split("=") for pair in options.repeats.split(","))}
    training = read_strips(folders, "train", leave_out)
    used = used_sets(training)
    sets = [strips.first(options.share) if strips.digits_only else strips for _, strips in training]
    validation = [strips for _, strips in read_strips(folders[:1], "validation")]
    print(", ".join(f"{strips.name} {len(strips.texts)}" for strips in sets), flush=True)

    def batches_of_epoch(rng):
        return epoch_batches(sets, repeats, options.splice, options.upside_down, options.columns, rng)

    def validate(average):
        report = measure(average, validation, network)
        return report, "  ".join(f"{name} {entry['exact'] * 100:.1f}" for name, entry in report.items()), {}

    model = network.build()
    if options.start_from:
        model = grow(model, features_of(read_checkpoint(options.start_from)["average"], model))
        options.start_from = Path(options.start_from).name
    model = model.to(memory_format=torch.channels_last)
    about = {"classes": network.classes, "trainingSets": used}
    Run(options, model).train(StripWorkers(model, options), batches_of_epoch, validate, about, "lines")


if __name__ == "__main__":
    main()
