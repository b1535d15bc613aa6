"""Writes a trained glyph network into a model directory, as a TF.js layers model.

/usr/bin/python3 training/export.py --run runs/NAME --out model-layer --version 2026.11.22-1
"""

import argparse
import base64
import json
from pathlib import Path

import numpy as np
import torch

from exporter import convert, sharpen, write_network
from loop import read_checkpoint
from model_directory import GOLDEN, MODEL_LAYER, merge_sets, read_manifest, write_golden, write_manifest
from network import CLASSES, SIZE, load


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


def golden_of(model):
    crops = drawn_crops()
    with torch.no_grad():
        x = torch.from_numpy(crops).float().div_(255).unsqueeze(1)
        rows = torch.softmax(model(x), 1).double().numpy()
    return {
        "about": "Crops drawn by training/export.py and what PyTorch answers with the exported weights",
        "count": len(crops),
        "crops": base64.b64encode(crops.tobytes()).decode(),
        "probabilities": [[round(float(value), 7) for value in row] for row in rows],
    }


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--run", required=True)
    parser.add_argument("--out", default=str(MODEL_LAYER))
    parser.add_argument("--version", required=True, help="of the whole model")
    parser.add_argument("--evaluation", action="append", default=[], help="a report of npm run evaluate -- digits")
    options = parser.parse_args()
    out = Path(options.out)
    out.mkdir(parents=True, exist_ok=True)

    model = load(read_checkpoint(options.run)["average"])
    model.eval()
    summary = json.loads((Path(options.run) / "summary.json").read_text())
    sharpen(model, summary["temperature"])
    exporter = convert(model, SIZE, SIZE)

    metrics = {"validation": summary["validation"], "temperature": summary["temperature"]}
    for path in options.evaluation:
        report = json.loads(Path(path).read_text())
        metrics[f"{report['set']}-{report['split']}"] = {"n": report["n"], **report["metrics"]}
    manifest = read_manifest(out)
    manifest["glyphs"] = {
        **write_network(out, exporter, "digits", ("model.json", "weights.bin"), "training/export.py"),
        "classes": CLASSES,
        "input": {"size": SIZE, "scale": 1 / 255},
        "multiplyAdds": exporter.multiply_adds,
    }
    manifest["trainingSets"] = merge_sets(manifest["trainingSets"], summary["trainingSets"], "crops")
    lines = manifest["metrics"].get("lines")
    manifest["metrics"] = {**metrics, **({"lines": lines} if lines else {})}
    write_manifest(out, manifest, options.version)
    if out.resolve() == MODEL_LAYER:
        write_golden(GOLDEN / "golden.json", golden_of(model))
    glyphs = manifest["glyphs"]
    print(f"{glyphs['parameters']} parameters, {glyphs['multiplyAdds']} multiply-adds, {glyphs['weights']['bytes']} bytes")


if __name__ == "__main__":
    main()
