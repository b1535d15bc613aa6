"""Weights between those of a run and of the run that it was started from, which often read both what the first knew and what
the second learnt better than either does (Wortsman et al. 2022, "Robust fine-tuning of zero-shot models").

/usr/bin/python3 training/average.py --crops DIR --first runs/A --second runs/B --share 0.7 --out runs/C
"""

import argparse
import json
from pathlib import Path

import numpy as np
import torch

from augment import augment
from crops import read_sets, read_split
from loop import read_checkpoint
from network import load
from report import line, measure

CROPS = 8192


def between(first, second, share):
    """A state with `share` of the second's weights and the rest of the first's; what only the second has enters with its share."""
    state = {}
    for name, values in second.items():
        if not values.dtype.is_floating_point:
            state[name] = values
            continue
        state[name] = values.clone()
        here = tuple(slice(size) for size in first[name].shape)
        state[name][here] = (1 - share) * first[name] + share * values[here]
        if values.ndim > 1:
            state[name][:, first[name].shape[1] :] *= share
    return state


@torch.no_grad()
def settle(model, batches):
    """Statistics of batch normalization anew over pictures as in training, as they are those of neither run."""
    for module in model.modules():
        if isinstance(module, torch.nn.BatchNorm2d):
            module.reset_running_stats()
            module.momentum = None
    model.train()
    for x in batches:
        model(x)
    model.eval()


def damaged(images, damage):
    generator = torch.Generator().manual_seed(5)
    for start in range(0, len(images), 512):
        x = torch.from_numpy(images[start : start + 512]).float().div_(255).unsqueeze(1)
        yield augment(x, generator, damage)


def averages(options):
    """The averaged weights of both runs."""
    return (read_checkpoint(run)["average"] for run in (options.first, options.second))


def write(options, model, summary):
    """A run whose averaged weights are these, with the summary of the second and what it was averaged of."""
    out = Path(options.out)
    out.mkdir(parents=True, exist_ok=True)
    torch.save({"average": model.state_dict()}, out / "checkpoint.pt")
    runs = {"first": Path(options.first).name, "second": Path(options.second).name, "share": options.share}
    (out / "summary.json").write_text(json.dumps({**summary, "averaged": runs}, indent=2) + "\n")


def arguments(about, *names):
    parser = argparse.ArgumentParser(description=about, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in (*names, "first", "second", "out"):
        parser.add_argument(f"--{name}", required=True)
    parser.add_argument("--share", type=float, required=True, help="of the second run, 0 to 1")
    return parser.parse_args()


def main():
    options = arguments(__doc__, "crops")
    torch.set_num_threads(1)
    summary = json.loads((Path(options.second) / "summary.json").read_text())
    names = [entry["name"] for entry in read_sets(options.crops)]
    splits = lambda split: {name: found for name in names if (found := read_split(options.crops, name, split))}
    images = np.concatenate([found[0][::12] for found in splits("train").values()])
    images = images[np.random.default_rng(1).permutation(len(images))[:CROPS]]

    model = load(between(*averages(options), options.share))
    settle(model, damaged(images, summary["settings"]["damage"]))
    report, temperature = measure(model, splits("validation"))
    print(line(report))
    write(options, model, {**summary, "validation": report, "temperature": temperature})


if __name__ == "__main__":
    main()
