"""Writes a trained network as a TF.js layers model, with batch normalization folded into the convolutions.

/usr/bin/python3 training/export.py --run runs/NAME --out model-layer --version 2026.11.22-1
"""

import argparse
import base64
import hashlib
import json
import subprocess
from pathlib import Path

import numpy as np
import torch
from torch import nn

from model_card import write_card
from network import CLASSES, SIZE, build

ROOT = Path(__file__).resolve().parent.parent


class Exporter:
    """Turns the layers of an nn.Sequential into Keras layers, one after the other."""

    def __init__(self):
        self.layers, self.weights = [], []
        self.shape = (1, SIZE, SIZE)
        self.multiply_adds = 0
        self.flattened_from = None

    def add(self, kind, name, settings, arrays=()):
        config = {"name": name, "trainable": False, "dtype": "float32", **settings}
        if not self.layers:
            config["batch_input_shape"] = [None, SIZE, SIZE, 1]
        self.layers.append({"class_name": kind, "config": config})
        for part, array in zip(("kernel", "bias"), arrays):
            self.weights.append((f"{name}/{part}", np.ascontiguousarray(array, dtype="<f4")))

    def convolution(self, name, conv, norm, activation):
        scale = norm.weight / torch.sqrt(norm.running_var + norm.eps)
        kernel = (conv.weight * scale[:, None, None, None]).permute(2, 3, 1, 0)
        bias = norm.bias - norm.running_mean * scale
        size, pad = conv.kernel_size[0], conv.padding[0]
        if pad not in (0, size // 2) or conv.stride != (1, 1):
            raise SystemExit(f"Expected a convolution with stride 1 and padding 'same' or 'valid' for {name}")
        side = self.shape[1] if pad else self.shape[1] - size + 1
        self.shape = (conv.out_channels, side, side)
        self.multiply_adds += kernel.numel() * side * side
        settings = {
            "filters": conv.out_channels,
            "kernel_size": [size, size],
            "strides": [1, 1],
            "padding": "same" if pad else "valid",
            "activation": activation,
            "use_bias": True,
        }
        self.add("Conv2D", name, settings, (kernel, bias))

    def pool(self, name, layer):
        size = layer.kernel_size
        self.shape = (self.shape[0], self.shape[1] // size, self.shape[2] // size)
        settings = {"pool_size": [size, size], "strides": [size, size], "padding": "valid"}
        self.add("MaxPooling2D", name, settings)

    def flatten(self):
        self.flattened_from = self.shape
        self.add("Flatten", "flatten", {})

    def dense(self, name, layer, activation):
        kernel = layer.weight.t()
        if self.flattened_from is not None:
            # PyTorch flattens channels first, TF.js channels last.
            kernel = kernel.reshape(*self.flattened_from, -1).permute(1, 2, 0, 3).reshape(kernel.shape)
            self.flattened_from = None
        self.multiply_adds += kernel.numel()
        settings = {"units": layer.out_features, "activation": activation, "use_bias": True}
        self.add("Dense", name, settings, (kernel, layer.bias))


@torch.no_grad()
def sharpen(model, temperature):
    """Divides the scores by the temperature that makes the probabilities honest on validation crops."""
    model[-1].weight /= temperature
    model[-1].bias /= temperature


@torch.no_grad()
def convert(model):
    modules = list(model)
    exporter = Exporter()
    for i, module in enumerate(modules):
        following = modules[i + 1] if i + 1 < len(modules) else None
        count = len(exporter.layers)
        if isinstance(module, nn.Conv2d):
            exporter.convolution(f"conv{count}", module, following, "relu")
        elif isinstance(module, nn.MaxPool2d):
            exporter.pool(f"pool{count}", module)
        elif isinstance(module, nn.Flatten):
            exporter.flatten()
        elif isinstance(module, nn.Linear):
            exporter.dense(f"dense{count}", module, "softmax" if following is None else "relu")
        elif not isinstance(module, (nn.BatchNorm2d, nn.ReLU)):
            raise SystemExit(f"Expected a layer that can be exported but received {module}")
    return exporter


def topology(exporter):
    config = {"name": "digits", "layers": exporter.layers}
    return {
        "format": "layers-model",
        "generatedBy": "training/export.py",
        "convertedBy": None,
        "modelTopology": {
            "keras_version": "2.15.0",
            "backend": "tensorflow",
            "model_config": {"class_name": "Sequential", "config": config},
        },
        "weightsManifest": [
            {
                "paths": ["weights.bin"],
                "weights": [
                    {"name": name, "shape": list(array.shape), "dtype": "float32"} for name, array in exporter.weights
                ],
            }
        ],
    }


def drawn_crops():
    """Strokes that no data set holds, to compare two engines on."""
    y, x = np.mgrid[0:SIZE, 0:SIZE] - (SIZE - 1) / 2
    soft = lambda distance: np.clip(2.5 - np.abs(distance), 0, 1)
    radius = np.hypot(x, y)
    inside = (np.abs(x) < 11) & (np.abs(y) < 11)
    shapes = [
        np.zeros_like(x),
        soft(x) * (np.abs(y) < 10),
        soft(np.hypot(x * 1.4, y) - 8.5),
        soft(y + 8) * (np.abs(x) < 7) + soft(x + y * 0.5) * inside * (y > -8),
        soft(x - y) * inside + soft(x + y) * inside,
        soft(radius - 5) + soft(x - 7) * (np.abs(y) < 10),
        np.clip(radius / 14, 0, 1),
        ((x + 14).astype(int) * 7 + (y + 14).astype(int) * 13) % 29 / 28,
    ]
    return np.stack([np.round(np.clip(shape, 0, 1) * 255).astype(np.uint8) for shape in shapes])


def write_golden(path, model):
    crops = drawn_crops()
    with torch.no_grad():
        x = torch.from_numpy(crops).float().div_(255).unsqueeze(1)
        rows = torch.softmax(model(x), 1).double().numpy()
    golden = {
        "about": "Crops drawn by training/export.py and what PyTorch answers with the exported weights",
        "count": len(crops),
        "crops": base64.b64encode(crops.tobytes()).decode(),
        "probabilities": [[round(float(value), 7) for value in row] for row in rows],
    }
    path.write_text(json.dumps(golden) + "\n")
    subprocess.run(["npx", "biome", "format", "--write", path], cwd=ROOT, check=True, capture_output=True)


def sha256(data):
    return hashlib.sha256(data).hexdigest()


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--run", required=True)
    parser.add_argument("--out", default=str(ROOT / "model-layer"))
    parser.add_argument("--version", required=True)
    parser.add_argument("--evaluation", action="append", default=[], help="a report of npm run evaluate -- digits")
    options = parser.parse_args()
    out = Path(options.out)
    out.mkdir(parents=True, exist_ok=True)

    model = build()
    model.load_state_dict(torch.load(Path(options.run) / "checkpoint.pt")["average"])
    model.eval()
    summary = json.loads((Path(options.run) / "summary.json").read_text())
    sharpen(model, summary["temperature"])
    exporter = convert(model)

    weights = b"".join(array.tobytes() for _, array in exporter.weights)
    model_json = (json.dumps(topology(exporter), indent=1) + "\n").encode()
    metrics = {"validation": summary["validation"], "temperature": summary["temperature"]}
    for path in options.evaluation:
        report = json.loads(Path(path).read_text())
        metrics[f"{report['set']}-{report['split']}"] = {"n": report["n"], **report["metrics"]}
    manifest = {
        "format": 1,
        "version": options.version,
        "topology": {"file": "model.json", "sha256": sha256(model_json)},
        "weights": {"file": "weights.bin", "sha256": sha256(weights), "bytes": len(weights)},
        "classes": CLASSES,
        "input": {"size": SIZE, "scale": 1 / 255},
        "parameters": len(weights) // 4,
        "multiplyAdds": exporter.multiply_adds,
        "trainingSets": summary["trainingSets"],
        "metrics": metrics,
    }
    (out / "model.json").write_bytes(model_json)
    (out / "weights.bin").write_bytes(weights)
    (out / "manifest.json").write_text(json.dumps(manifest, indent=2) + "\n")
    write_card(out / "MODEL-CARD.md", manifest)
    if out.resolve() == ROOT / "model-layer":
        write_golden(ROOT / "test/training/golden.json", model)
    print(f"{manifest['parameters']} parameters, {manifest['multiplyAdds']} multiply-adds, {len(weights)} bytes")


if __name__ == "__main__":
    main()
