"""Weights of a network that reads strips between those of two runs, see average.py.

/usr/bin/python3 training/average_lines.py --strips DIR --first runs/A --second runs/B --share 0.5 --out runs/C
"""

import json
from pathlib import Path

import numpy as np
import torch

from augment_strips import augment
from average import arguments, averages, between, settle, write
from line_network import LINES, NETWORKS
from strips import batch_of, epoch_batches, read_strips
from train_lines import measure

BATCHES = 100


def main():
    options = arguments(__doc__, "strips")
    torch.set_num_threads(1)
    summary = json.loads((Path(options.second) / "summary.json").read_text())
    settings = summary["settings"]
    network = NETWORKS[settings.get("network", LINES.name)]
    folders = options.strips.split(",")
    repeats = {name: float(times) for name, times in (pair.split("=") for pair in settings["repeats"].split(","))}
    sets = [strips for _, strips in read_strips(folders, "train")]
    batches = epoch_batches(
        sets, repeats, settings["splice"], settings.get("upside_down", 0), settings["columns"], np.random.default_rng(1)
    )
    generator = torch.Generator().manual_seed(5)

    model = network.build()
    model.load_state_dict(between(*averages(options), options.share))
    settle(
        model,
        (augment(torch.from_numpy(batch_of(members)), generator, network.bent) for members in batches[:BATCHES]),
    )
    report = measure(model, [strips for _, strips in read_strips(folders[:1], "validation")], network)
    print("  ".join(f"{name} {entry['exact'] * 100:.1f}" for name, entry in report.items()))
    write(options, model, {**summary, "validation": report})


if __name__ == "__main__":
    main()
