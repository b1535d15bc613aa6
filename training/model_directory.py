"""The manifest of a model directory, which holds networks that are exported one at a time."""

import json
import subprocess
from pathlib import Path

from model_card import write_card

ROOT = Path(__file__).resolve().parent.parent
MODEL_LAYER = ROOT / "model-layer"
GOLDEN = ROOT / "test/training"
FORMAT = 5


def read_manifest(out):
    """That of the directory, or the beginning of a new one."""
    path = Path(out) / "manifest.json"
    if path.exists():
        return json.loads(path.read_text())
    return {"format": FORMAT, "trainingSets": [], "metrics": {}}


def write_manifest(out, manifest, version):
    """Writes the manifest with its members in their order, and the model card. A calibration is left out: it was made with
    other weights."""
    networks = {key: manifest[key] for key in ("glyphs", "lines", "print", "micr", "words") if key in manifest}
    sets, metrics = manifest["trainingSets"], manifest["metrics"]
    ordered = {"format": FORMAT, "version": version, **networks, "trainingSets": sets, "metrics": metrics}
    (Path(out) / "manifest.json").write_text(json.dumps(ordered, indent=2) + "\n")
    if "glyphs" in ordered:
        write_card(Path(out) / "MODEL-CARD.md", ordered)


def merge_sets(before, now, counted):
    """The training sets of all networks: `now` are those of the one that counts its pictures as `counted`."""
    merged = {entry["name"]: {key: value for key, value in entry.items() if key != counted} for entry in before}
    for entry in now:
        merged.setdefault(entry["name"], {}).update(entry)
    return [entry for entry in merged.values() if any(key in entry for key in ("crops", "lines", "printLines", "micrLines", "wordLines"))]


def write_golden(path, golden):
    path.write_text(json.dumps(golden) + "\n")
    subprocess.run(["npx", "biome", "format", "--write", path], cwd=ROOT, check=True, capture_output=True)
