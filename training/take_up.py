"""Makes a run of a network that reads strips out of the model that ships, for `--start-from`: the checkpoints it was made of are not
in the repository. What ships has batch normalization folded into its convolutions; the statistics are taken anew from strips.

/usr/bin/python3 training/take_up.py [--network print|micr|words] --strips DIR --out runs/NAME
"""

import argparse
import json
from pathlib import Path

import numpy as np
import torch
from torch import nn

from augment_strips import augment
from line_network import NETWORKS
from loop import CHECKPOINT
from model_directory import MODEL_LAYER
from strips import batch_of, epoch_batches, read_strips

BATCHES = 40
COLUMNS = 12_000


def shipped_weights(folder, name):
    """Kernels (height, width, inputs, outputs) and biases in the order of the layers."""
    topology = json.loads((folder / f"{name}.json").read_text())
    data = np.fromfile(folder / f"{name}.bin", "<f4")
    arrays, at = [], 0
    for spec in topology["weightsManifest"][0]["weights"]:
        count = int(np.prod(spec["shape"]))
        arrays.append(torch.from_numpy(data[at : at + count].reshape(spec["shape"]).copy()))
        at += count
    return list(zip(arrays[::2], arrays[1::2]))


@torch.no_grad()
def take_up(model, weights, pictures):
    """Sets the weights so that the network answers what the one with folded weights answers, with the statistics of the pictures."""
    weights = iter(weights)
    for at, layer in enumerate(model):
        if isinstance(layer, nn.Conv2d):
            kernel, bias = next(weights)
            layer.weight.copy_(kernel.permute(3, 2, 0, 1))
            if layer.bias is not None:
                layer.bias.copy_(bias)
        elif isinstance(layer, nn.BatchNorm2d):
            columns = torch.cat([x.transpose(0, 1).flatten(1) for x in pictures], 1)
            layer.running_mean.copy_(columns.mean(1))
            layer.running_var.copy_(columns.var(1))
            layer.weight.copy_(torch.sqrt(layer.running_var + layer.eps))
            layer.bias.copy_(layer.running_mean + bias)
        pictures = [layer(x) for x in pictures]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--network", choices=list(NETWORKS), default="lines")
    parser.add_argument("--model", default=str(MODEL_LAYER), help="a model directory")
    parser.add_argument("--strips", required=True, help="folders, separated by commas")
    parser.add_argument("--out", required=True)
    options = parser.parse_args()
    network = NETWORKS[options.network]
    sets = [strips for _, strips in read_strips(options.strips.split(","), "train")]
    batches = epoch_batches(sets, {}, 0, 0, COLUMNS, np.random.default_rng(1))
    generator = torch.Generator().manual_seed(5)
    model = network.build().eval()
    pictures = [augment(torch.from_numpy(batch_of(members)), generator, network.bent) for members in batches[:BATCHES]]
    take_up(model, shipped_weights(Path(options.model), network.name), pictures)
    Path(options.out).mkdir(parents=True, exist_ok=True)
    torch.save({"average": model.state_dict()}, Path(options.out) / CHECKPOINT)


if __name__ == "__main__":
    main()
