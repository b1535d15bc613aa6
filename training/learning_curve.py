"""What more real lines would bring: trains the line network with parts of those there are, and draws the curve.

/usr/bin/python3 training/learning_curve.py --strips DIR --out runs/curve [--shares 0.25,0.5,1] [--picture FILE.svg]

One network is trained on composed lines alone; each share goes on from it with so many of the real lines, shown as often
in all as the whole of them would be.
"""

import argparse
import json
import shutil
import subprocess
import sys
from pathlib import Path

from curve import draw_shares

REPEATS = {"orand-car-a": 20, "register-rows": 6, "photo-strings": 8}


def arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--strips", required=True, help="folders, separated by commas")
    parser.add_argument("--out", required=True)
    parser.add_argument("--shares", default="0.125,0.25,0.5,1", help="of the real lines")
    parser.add_argument("--composed-epochs", type=int, default=8)
    parser.add_argument("--epochs", type=int, default=4, help="with real lines too")
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--picture", help="where the curve is drawn to")
    return parser.parse_args()


def train(run, options, *words):
    """One run of train_lines.py, gone on with where it was left."""
    command = [sys.executable, str(Path(__file__).with_name("train_lines.py")), "--strips", options.strips]
    subprocess.run([*command, "--out", str(run), "--workers", str(options.workers), "--resume", *words], check=True)
    return json.loads((run / "summary.json").read_text())


def with_share(share, base, options):
    run = Path(options.out) / f"share-{share:g}"
    if not (run / "checkpoint.pt").exists():
        run.mkdir(parents=True)
        shutil.copy(base / "checkpoint.pt", run)
    repeats = ",".join(f"{name}={times / share:g}" for name, times in REPEATS.items())
    epochs = options.composed_epochs + options.epochs
    return train(run, options, "--share", f"{share:g}", "--repeats", repeats, "--epochs", str(epochs))


def main():
    options = arguments()
    base = Path(options.out) / "composed"
    first = train(base, options, "--share", "0", "--epochs", str(options.composed_epochs))
    lines = {entry["name"]: entry["lines"] for entry in first["trainingSets"]}
    points = [(0, first["validation"])]
    for share in sorted(float(word) for word in options.shares.split(",")):
        points.append((share, with_share(share, base, options)["validation"]))
    sets = [name for name in REPEATS if name in points[0][1]]
    print("share".ljust(8), *(name.rjust(16) for name in sets))
    for share, report in points:
        figures = (f"{int(lines[name] * share)}: {100 * report[name]['exact']:.1f} %".rjust(16) for name in sets)
        print(f"{share:<8g}", *figures)
    if options.picture:
        curves = {
            f"{name} (of {lines[name]})": [(share, report[name]["exact"]) for share, report in points] for name in sets
        }
        draw_shares(curves, Path(options.picture))


if __name__ == "__main__":
    main()
