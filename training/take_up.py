"""Makes a run of a network out of the model that ships, for `--start-from`: the checkpoints it was made of are not in the
repository. What ships has batch normalization folded into its convolutions; the statistics are taken anew from strips or crops.

/usr/bin/python3 training/take_up.py [--network print|micr|words] --strips DIR --out runs/NAME
/usr/bin/python3 training/take_up.py --network glyphs --crops DIR --out runs/NAME
"""

import argparse
import json
from pathlib import Path

import numpy as np
import torch
from torch import nn

from augment import augment as augment_crops
from augment_strips import augment as augment_strips
from crops import read_sets, read_split
from line_network import NETWORKS
from loop import CHECKPOINT
from model_directory import MODEL_LAYER
from network import build as build_glyphs
from strips import batch_of, epoch_batches, read_strips

BATCHES = 40
COLUMNS = 12_000
CROPS = 256


def shipped_weights(folder, topology_file):
    """Kernels (height, width, inputs, outputs; of dense layers inputs, outputs) and biases in the order of the layers."""
    topology = json.loads((folder / topology_file).read_text())
    (weights_file,) = topology["weightsManifest"][0]["paths"]
    data = np.fromfile(folder / weights_file, "<f4")
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
    flattened_from = None
    for layer in model:
        if isinstance(layer, nn.Conv2d):
            kernel, bias = next(weights)
            layer.weight.copy_(kernel.permute(3, 2, 0, 1))
            if layer.bias is not None:
                layer.bias.copy_(bias)
        elif isinstance(layer, nn.Flatten):
            flattened_from = pictures[0].shape[1:]
        elif isinstance(layer, nn.Linear):
            kernel, bias = next(weights)
            if flattened_from is not None:
                # TF.js flattens channels last, PyTorch channels first.
                channels, *sides = flattened_from
                kernel = kernel.reshape(*sides, channels, -1).permute(2, 0, 1, 3).reshape(kernel.shape)
                flattened_from = None
            layer.weight.copy_(kernel.t())
            layer.bias.copy_(bias)
        elif isinstance(layer, nn.BatchNorm2d):
            columns = torch.cat([x.transpose(0, 1).flatten(1) for x in pictures], 1)
            layer.running_mean.copy_(columns.mean(1))
            layer.running_var.copy_(columns.var(1))
            layer.weight.copy_(torch.sqrt(layer.running_var + layer.eps))
            layer.bias.copy_(layer.running_mean + bias)
        pictures = [layer(x) for x in pictures]


def shown_strips(folders, network, rng, generator):
    """Batches of strips as in training."""
    sets = [strips for _, strips in read_strips(folders.split(","), "train")]
    batches = epoch_batches(sets, {}, 0, 0, COLUMNS, rng)
    return [augment_strips(torch.from_numpy(batch_of(members)), generator, network.bent) for members in batches[:BATCHES]]


def shown_crops(folder, rng, generator):
    """Batches of crops as in training."""
    splits = (read_split(folder, entry["name"], "train") for entry in read_sets(folder))
    images = np.concatenate([split[0] for split in splits if split])
    chosen = images[rng.choice(len(images), (BATCHES, CROPS))]
    return [augment_crops(torch.from_numpy(crops).float().div_(255).unsqueeze(1), generator) for crops in chosen]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--network", choices=["glyphs", *NETWORKS], default="lines")
    parser.add_argument("--model", default=str(MODEL_LAYER), help="a model directory")
    shown = parser.add_mutually_exclusive_group(required=True)
    shown.add_argument("--strips", help="folders, separated by commas")
    shown.add_argument("--crops", help="a folder, for the glyph network")
    parser.add_argument("--out", required=True)
    options = parser.parse_args()
    if (options.network == "glyphs") != bool(options.crops):
        parser.error("Expected --crops with --network glyphs, and --strips with any other")
    rng, generator = np.random.default_rng(1), torch.Generator().manual_seed(5)
    if options.crops:
        model, topology = build_glyphs().eval(), "model.json"
        pictures = shown_crops(options.crops, rng, generator)
    else:
        network = NETWORKS[options.network]
        model, topology = network.build().eval(), f"{network.name}.json"
        pictures = shown_strips(options.strips, network, rng, generator)
    take_up(model, shipped_weights(Path(options.model), topology), pictures)
    Path(options.out).mkdir(parents=True, exist_ok=True)
    torch.save({"average": model.state_dict()}, Path(options.out) / CHECKPOINT)


if __name__ == "__main__":
    main()
