"""Trains the digit network on the crops of `npm run dump-crops`.

/usr/bin/python3 training/train.py --crops DIR --out runs/NAME [--minutes 15 | --epochs 20] [--resume]
"""

import argparse
import copy
import json
import math
import os
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

# One thread an operation: on shared cores, many threads that wait for each other in every operation take three times
# as long. Cores are used by whole parts of a batch instead, see Workers.
os.environ.setdefault("OMP_NUM_THREADS", "1")

import numpy as np
import torch
import torch.nn.functional as F

from augment import augment
from crops import read_sets, read_split
from curve import draw_curve
from network import CLASSES, NOT_A_DIGIT, WIDTHS, build, grow
from report import line, measure

EMA_STEPS = 1000
# So few crops at a time that what the first layers compute stays in a core's cache; a fifth faster than a whole batch.
PART = 64


def arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--crops", required=True)
    parser.add_argument("--out", required=True)
    parser.add_argument("--leave-out", default="", help="sets not to train on, separated by commas")
    parser.add_argument("--weights", default="", help="how often a set is seen in an epoch, such as mnist=1,fonts=2.5")
    parser.add_argument("--epochs", type=int, default=20)
    parser.add_argument("--batch", type=int, default=256)
    parser.add_argument("--rate", type=float, default=2e-3)
    parser.add_argument("--decay", type=float, default=0.02)
    parser.add_argument("--smoothing", type=float, default=0.05)
    parser.add_argument("--reject-weight", type=float, default=0.7, help="weight of not-a-digit in the loss")
    parser.add_argument("--damage", type=float, default=1, help="how much of damage.py, as a multiple of its shares")
    parser.add_argument("--widths", default=",".join(map(str, WIDTHS)), help="outputs of the last two convolutions")
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--minutes", type=float, help="instead of --epochs: anneal over this much time")
    parser.add_argument("--workers", type=int, default=2, help="parts of a batch computed side by side, a core each")
    parser.add_argument("--float32", action="store_true", help="train without bfloat16 (slower where the CPU has AMX)")
    parser.add_argument("--resume", action="store_true")
    parser.add_argument("--start-from", help="the folder of another run, whose averaged weights to begin with")
    return parser.parse_args()


def load(options):
    weights = dict(pair.split("=") for pair in options.weights.split(",") if pair)
    leave_out = [name for name in options.leave_out.split(",") if name]
    images, labels, repeats, validation, used = [], [], [], {}, []
    for entry in read_sets(options.crops, leave_out):
        name = entry["name"]
        held_out = read_split(options.crops, name, "validation")
        if held_out:
            validation[name] = held_out
        crops = read_split(options.crops, name, "train")
        if crops:
            images.append(crops[0])
            labels.append(crops[1])
            repeats.append(np.full(len(crops[1]), float(weights.get(name, 1)), np.float32))
            used.append({"name": name, "licence": entry["licence"], "crops": len(crops[1])})
    return np.concatenate(images), np.concatenate(labels), np.concatenate(repeats), validation, used


def epoch_order(repeats, rng):
    """Each crop as often as its set's weight says; the fraction by chance."""
    times = np.floor(repeats + rng.random(len(repeats))).astype(int)
    order = np.repeat(np.arange(len(repeats)), times)
    rng.shuffle(order)
    return order


def learning_rate(progress, peak):
    if progress < 0.05:
        return peak * progress / 0.05
    return peak * (0.01 + 0.99 * 0.5 * (1 + math.cos(math.pi * (progress - 0.05) / 0.95)))


def update_average(average, model, step):
    keep = min(1 - 1 / EMA_STEPS, (1 + step) / (10 + step))
    for slow, fast in zip(average.state_dict().values(), model.state_dict().values()):
        if slow.dtype.is_floating_point:
            slow.mul_(keep).add_(fast, alpha=1 - keep)
        else:
            slow.copy_(fast)


class Workers:
    """Computes the gradient of a batch in parts, each in a thread with statistics of its own, always in the same way."""

    def __init__(self, model, options, images, labels):
        self.options, self.images, self.labels = options, images, labels
        self.parameters = list(model.parameters())
        self.replicas = [model] + [self.replica(model) for _ in range(options.workers - 1)]
        # Some of what is called not-a-digit could be read as one; a digit never is anything else.
        self.class_weights = torch.ones(len(CLASSES))
        self.class_weights[NOT_A_DIGIT] = options.reject_weight
        self.pool = ThreadPoolExecutor(options.workers)

    @staticmethod
    def replica(model):
        """Shares the weights, not the running statistics of batch normalization."""
        other = copy.deepcopy(model)
        for mine, theirs in zip(other.modules(), model.modules()):
            for name, parameter in theirs.named_parameters(recurse=False):
                setattr(mine, name, parameter)
        return other

    def part(self, replica, chosen, seed):
        generator = torch.Generator().manual_seed(seed)
        x = torch.from_numpy(self.images[chosen]).float().div_(255).unsqueeze(1)
        x = augment(x, generator, self.options.damage)
        y = torch.from_numpy(self.labels[chosen].astype(np.int64))
        replica.train()
        total, gradients = 0.0, None
        for inputs, wanted in zip(x.split(PART), y.split(PART)):
            with torch.autocast("cpu", torch.bfloat16, enabled=not self.options.float32):
                scores = replica(inputs.contiguous(memory_format=torch.channels_last))
            loss = F.cross_entropy(
                scores.float(), wanted, weight=self.class_weights, label_smoothing=self.options.smoothing
            )
            loss = loss * (len(wanted) / len(y))
            total += loss.item()
            found = torch.autograd.grad(loss, self.parameters)
            gradients = found if gradients is None else [a.add_(b) for a, b in zip(gradients, found)]
        return total, gradients

    def gradient(self, chosen, seed):
        """Sets the gradient of the mean loss and returns that loss."""
        count = len(self.replicas)
        jobs = zip(self.replicas, np.array_split(chosen, count), range(seed * count, seed * count + count))
        results = list(self.pool.map(lambda job: self.part(*job), jobs))
        for parameter, *parts in zip(self.parameters, *(gradients for _, gradients in results)):
            parameter.grad = sum(parts) / count
        return sum(loss for loss, _ in results) / count


def main():
    options = arguments()
    out = Path(options.out)
    out.mkdir(parents=True, exist_ok=True)
    torch.set_num_threads(1)
    torch.manual_seed(options.seed)
    images, labels, repeats, validation, used = load(options)
    print(f"{len(labels)} crops from {', '.join(entry['name'] for entry in used)}", flush=True)

    model = build(tuple(int(width) for width in options.widths.split(",")))
    if options.start_from:
        model = grow(model, torch.load(Path(options.start_from) / "checkpoint.pt")["average"])
    model = model.to(memory_format=torch.channels_last)
    average = copy.deepcopy(model)
    decayed = [p for p in model.parameters() if p.ndim > 1]
    plain = [p for p in model.parameters() if p.ndim <= 1]
    optimizer = torch.optim.AdamW(
        [{"params": decayed, "weight_decay": options.decay}, {"params": plain, "weight_decay": 0}], lr=options.rate
    )
    history, first_epoch, step = [], 0, 0
    checkpoint = out / "checkpoint.pt"
    if options.resume and checkpoint.exists():
        state = torch.load(checkpoint)
        model.load_state_dict(state["model"])
        average.load_state_dict(state["average"])
        optimizer.load_state_dict(state["optimizer"])
        history, first_epoch, step = state["history"], state["epoch"], state["step"]
        print(f"resuming after epoch {first_epoch}", flush=True)

    workers = Workers(model, options, images, labels)
    spent = sum(entry["seconds"] for entry in history)
    epoch, done = first_epoch, False
    while not done:
        order = epoch_order(repeats, np.random.default_rng([options.seed, epoch]))
        steps = len(order) // options.batch
        started, shown, total, i = time.time(), time.time(), 0.0, 0
        for i in range(steps):
            progress = (epoch + i / steps) / options.epochs
            if options.minutes:
                progress = (spent + time.time() - started) / (options.minutes * 60)
            if progress >= 1:
                break
            for group in optimizer.param_groups:
                group["lr"] = learning_rate(progress, options.rate)
            chosen = order[i * options.batch : (i + 1) * options.batch]
            total += workers.gradient(chosen, options.seed * 1_000_000 + step)
            optimizer.step()
            step += 1
            with torch.no_grad():
                update_average(average, model, step)
            if time.time() - shown > 30:
                shown = time.time()
                print(f"  epoch {epoch + 1} step {i + 1}/{steps} loss {total / (i + 1):.4f}", flush=True)
        seconds = time.time() - started
        spent += seconds
        epoch += 1
        done = spent >= options.minutes * 60 if options.minutes else epoch >= options.epochs
        report, temperature = measure(average, validation)
        history.append({"epoch": epoch, "loss": total / (i + 1), "seconds": seconds, "report": report})
        print(
            f"epoch {epoch} loss {total / (i + 1):.4f} "
            f"{(i + 1) * options.batch / seconds:.0f} crops/s  {line(report)}",
            flush=True,
        )
        torch.save(
            {
                "model": model.state_dict(),
                "average": average.state_dict(),
                "optimizer": optimizer.state_dict(),
                "history": history,
                "epoch": epoch,
                "step": step,
            },
            checkpoint.with_suffix(".part"),
        )
        checkpoint.with_suffix(".part").replace(checkpoint)
        draw_curve(history, out / "curve.svg")
        settings = {key: value for key, value in vars(options).items() if key not in ("crops", "out", "resume")}
        settings["start_from"] = options.start_from and Path(options.start_from).name
        summary = {"classes": CLASSES, "settings": settings, "trainingSets": used, "validation": report}
        summary["temperature"] = temperature
        (out / "summary.json").write_text(json.dumps(summary, indent=2) + "\n")


if __name__ == "__main__":
    main()
