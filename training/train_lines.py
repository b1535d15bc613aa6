"""Trains a network that reads strips on those of `npm run dump-strips`.

/usr/bin/python3 training/train_lines.py [--network micr] --strips DIR --out runs/NAME [--minutes 60 | --epochs 20] [--resume]
"""

import argparse
import copy
import json
import os
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

os.environ.setdefault("OMP_NUM_THREADS", "1")

import numpy as np
import torch
import torch.nn.functional as F

from augment_strips import augment
from line_network import DIGITS, FRAME, LINES, NETWORKS
from strips import Member, batch_of, batches_of, epoch_batches, read_strips
from train import Workers as GlyphWorkers
from train import learning_rate, update_average

# Layers counted from the end: the convolution along the line, and the scores.
DROPPED_BEFORE = tuple(len(LINES.build()) - back for back in (4, 1))


def arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--network", choices=list(NETWORKS), default="lines")
    parser.add_argument("--strips", required=True, help="folders, separated by commas")
    parser.add_argument("--out", required=True)
    parser.add_argument("--leave-out", default="", help="sets not to train on, separated by commas")
    parser.add_argument("--repeats", default="orand-car-a=20,register-rows=6,photo-strings=8")
    parser.add_argument("--splice", type=float, default=0.6, help="share of the lines with known cuts that are put together anew")
    parser.add_argument("--upside-down", type=float, default=0, help="share of the lines shown so, in which nothing is to be read")
    parser.add_argument("--share", type=float, default=1, help="of the real lines, for a learning curve")
    parser.add_argument("--epochs", type=int, default=20)
    parser.add_argument("--columns", type=int, default=12_000, help="in a batch, over all its strips")
    parser.add_argument("--rate", type=float, default=2e-3)
    parser.add_argument("--decay", type=float, default=0.02)
    parser.add_argument("--dropout", type=float, default=0.2, help="share of the last features left out in each step")
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--minutes", type=float, help="instead of --epochs: anneal over this much time")
    parser.add_argument("--workers", type=int, default=2, help="parts of a batch computed side by side, a core each")
    parser.add_argument("--float32", action="store_true", help="train without bfloat16 (slower where the CPU has AMX)")
    parser.add_argument("--resume", action="store_true")
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


class Workers:
    """Computes the gradient of a batch in parts, each in a thread with statistics of its own, always in the same way."""

    def __init__(self, model, options):
        self.options = options
        self.network = NETWORKS[options.network]
        self.parameters = list(model.parameters())
        self.replicas = [model] + [GlyphWorkers.replica(model) for _ in range(options.workers - 1)]
        self.pool = ThreadPoolExecutor(options.workers)

    def part(self, replica, members, seed):
        generator = torch.Generator().manual_seed(seed)
        share = self.options.dropout
        drop = lambda features: features * (torch.rand(features.shape, generator=generator) >= share) / (1 - share)
        x = augment(torch.from_numpy(batch_of(members)), generator, self.network is not LINES)
        replica.train()
        x = x.contiguous(memory_format=torch.channels_last)
        scores = frames_of(replica, x, not self.options.float32, drop)
        loss = ctc(scores, members, self.network)
        return loss.item(), torch.autograd.grad(loss, self.parameters)

    def gradient(self, members, seed):
        count = len(self.replicas)
        parts = [members[k::count] for k in range(count) if members[k::count]]
        jobs = zip(self.replicas, parts, range(seed * count, seed * count + count))
        results = list(self.pool.map(lambda job: self.part(*job), jobs))
        for parameter, *gradients in zip(self.parameters, *(gradients for _, gradients in results)):
            parameter.grad = sum(gradients) / len(results)
        return sum(loss for loss, _ in results) / len(results)


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


def main():
    options = arguments()
    out = Path(options.out)
    out.mkdir(parents=True, exist_ok=True)
    torch.set_num_threads(1)
    torch.manual_seed(options.seed)
    network = NETWORKS[options.network]
    folders = options.strips.split(",")
    leave_out = [name for name in options.leave_out.split(",") if name]
    repeats = {name: float(times) for name, times in (pair.split("=") for pair in options.repeats.split(","))}
    training = read_strips(folders, "train", leave_out)
    used = [
        {"name": entry["name"], "licence": entry["licence"], "lines": len(strips.texts)} for entry, strips in training
    ]
    sets = [strips.first(options.share) if strips.digits_only else strips for _, strips in training]
    validation = [strips for _, strips in read_strips(folders[:1], "validation")]
    print(", ".join(f"{strips.name} {len(strips.texts)}" for strips in sets), flush=True)

    model = network.build().to(memory_format=torch.channels_last)
    average = copy.deepcopy(model)
    decayed = [p for p in model.parameters() if p.ndim > 1]
    plain = [p for p in model.parameters() if p.ndim <= 1]
    optimizer = torch.optim.AdamW(
        [{"params": decayed, "weight_decay": options.decay}, {"params": plain, "weight_decay": 0}], lr=options.rate
    )
    history, epoch, step = [], 0, 0
    checkpoint = out / "checkpoint.pt"
    if options.resume and checkpoint.exists():
        state = torch.load(checkpoint)
        model.load_state_dict(state["model"])
        average.load_state_dict(state["average"])
        optimizer.load_state_dict(state["optimizer"])
        history, epoch, step = state["history"], state["epoch"], state["step"]
        print(f"resuming after epoch {epoch}", flush=True)

    workers = Workers(model, options)
    spent = sum(entry["seconds"] for entry in history)
    done = False
    while not done:
        batches = epoch_batches(sets, repeats, options.splice, options.upside_down, options.columns, np.random.default_rng([options.seed, epoch]))
        started, shown, total, lines, i = time.time(), time.time(), 0.0, 0, 0
        for i, members in enumerate(batches):
            progress = (epoch + i / len(batches)) / options.epochs
            if options.minutes:
                progress = (spent + time.time() - started) / (options.minutes * 60)
            if progress >= 1:
                break
            for group in optimizer.param_groups:
                group["lr"] = learning_rate(progress, options.rate)
            total += workers.gradient(members, options.seed * 1_000_000 + step)
            torch.nn.utils.clip_grad_norm_(workers.parameters, 5.0)
            optimizer.step()
            step += 1
            lines += len(members)
            with torch.no_grad():
                update_average(average, model, step)
            if time.time() - shown > 30:
                shown = time.time()
                rate = lines / (time.time() - started)
                print(f"  epoch {epoch + 1} step {i + 1}/{len(batches)} loss {total / (i + 1):.4f} {rate:.0f} lines/s", flush=True)
        seconds = time.time() - started
        spent += seconds
        epoch += 1
        done = spent >= options.minutes * 60 if options.minutes else epoch >= options.epochs
        report = measure(average, validation, network)
        history.append({"epoch": epoch, "loss": total / (i + 1), "seconds": seconds, "report": report})
        figures = "  ".join(f"{name} {entry['exact'] * 100:.1f}" for name, entry in report.items())
        print(f"epoch {epoch} loss {total / (i + 1):.4f} {lines / seconds:.0f} lines/s  {figures}", flush=True)
        state = {"model": model.state_dict(), "average": average.state_dict(), "optimizer": optimizer.state_dict()}
        torch.save({**state, "history": history, "epoch": epoch, "step": step}, checkpoint.with_suffix(".part"))
        checkpoint.with_suffix(".part").replace(checkpoint)
        settings = {key: value for key, value in vars(options).items() if key not in ("strips", "out", "resume")}
        summary = {"classes": network.classes, "settings": settings, "trainingSets": used, "validation": report}
        (out / "summary.json").write_text(json.dumps(summary, indent=2) + "\n")


if __name__ == "__main__":
    main()
