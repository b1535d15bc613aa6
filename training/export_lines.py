"""Writes a trained network that reads strips into a model directory, beside the others that may lie there.

/usr/bin/python3 training/export_lines.py [--network print|micr|words] --run runs/NAME --out model-layer --version 2026.11.22-1
"""

import argparse
import base64
import json
import math
from pathlib import Path

import numpy as np
import torch

from exporter import convert, sharpen, write_network
from line_network import HEIGHT, NETWORKS
from loop import read_checkpoint
from model_directory import GOLDEN, MODEL_LAYER, merge_sets, read_manifest, write_golden, write_manifest

GOLDEN_WIDTHS = (40, 96)


def drawn_strip(width):
    """Strokes that no data set holds, to compare two engines on: rings, bars, a slanted stroke, dots, a ramp."""
    y, x = np.mgrid[0:HEIGHT, 0:width].astype(float)
    soft = lambda distance: np.clip(1.8 - np.abs(distance), 0, 1)
    tall = np.abs(y - 16) < 10
    picture = soft(np.hypot((x - 14) * 1.5, y - 16) - 9)
    picture += soft(x - 28) * tall
    picture += soft(x - 44 + (y - 16) * 0.4) * tall + soft(y - 7) * (np.abs(x - 44) < 7)
    picture += np.clip(2.5 - np.hypot(x - 56, y - 25), 0, 1)
    picture += soft(np.hypot(x - 70, y - 11) - 5) + soft(np.hypot(x - 70, y - 21) - 5)
    picture += (x > 84) * y / HEIGHT
    return np.round(np.clip(picture, 0, 1) * 255).astype(np.uint8)


def golden_of(model):
    strips = [drawn_strip(width) for width in GOLDEN_WIDTHS]
    frames = []
    for strip in strips:
        with torch.no_grad():
            x = torch.from_numpy(strip).float().div_(255)[None, None]
            frames.append(torch.softmax(model(x), 1)[0, :, 0].t().double().numpy())
    return {
        "about": "Strips drawn by training/export_lines.py and what PyTorch answers with the exported weights",
        "widths": GOLDEN_WIDTHS,
        "strips": base64.b64encode(b"".join(strip.tobytes() for strip in strips)).decode(),
        "frames": [[[round(float(value), 7) for value in row] for row in rows] for rows in frames],
    }


# What the manifest calls a training set's strips, by network.
COUNTED = {"lines": "lines", "print": "printLines", "micr": "micrLines", "words": "wordLines"}


def counted_as(entry, key):
    return {key if name == "lines" else name: value for name, value in entry.items()}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--network", choices=list(NETWORKS), default="lines")
    parser.add_argument("--run", required=True)
    parser.add_argument("--out", default=str(MODEL_LAYER))
    parser.add_argument("--version", required=True, help="of the whole model")
    options = parser.parse_args()
    out = Path(options.out)
    out.mkdir(parents=True, exist_ok=True)

    network = NETWORKS[options.network]
    name = network.name
    model = network.build()
    model.load_state_dict(read_checkpoint(options.run)["average"])
    model.eval()
    summary = json.loads((Path(options.run) / "summary.json").read_text())
    temperature = summary.get("temperature", 1)
    sharpen(model, temperature)
    exporter = convert(model, HEIGHT, None)

    manifest = read_manifest(out)
    manifest[name] = {
        **write_network(out, exporter, name, (f"{name}.json", f"{name}.bin"), "training/export_lines.py"),
        "classes": network.classes,
        "input": {"height": HEIGHT, "scale": 1 / 255},
        "multiplyAddsPerColumn": math.ceil(exporter.multiply_adds),
    }
    manifest["trainingSets"] = merge_sets(manifest["trainingSets"], [counted_as(entry, COUNTED[name]) for entry in summary["trainingSets"]], COUNTED[name])
    manifest["metrics"][name] = {"validation": summary["validation"], "temperature": temperature}
    write_manifest(out, manifest, options.version)
    golden = GOLDEN if out.resolve() == MODEL_LAYER else out
    write_golden(golden / f"golden-{name}.json", golden_of(model))
    entry = manifest[name]
    print(
        f"{entry['parameters']} parameters, {entry['multiplyAddsPerColumn']} multiply-adds a column, "
        f"{entry['weights']['bytes']} bytes"
    )


if __name__ == "__main__":
    main()
