"""What every training here shares: the rate's course, weights averaged over steps, progress, and checkpoints that resume."""

import copy
import json
import math
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import torch

from curve import draw_curve

CHECKPOINT = "checkpoint.pt"
EMA_STEPS = 1000
# So many batches of an epoch may have a gradient that is no number.
MOST_LEFT_OUT = 20
# Of the settings, what says where files lie on one machine.
PLACES = ("crops", "strips", "out", "resume")


def add_options(parser):
    """The options that every training has."""
    parser.add_argument("--out", required=True)
    parser.add_argument("--leave-out", default="", help="sets not to train on, separated by commas")
    parser.add_argument("--epochs", type=int, default=20)
    parser.add_argument("--minutes", type=float, help="instead of --epochs: anneal over this much time")
    parser.add_argument("--rate", type=float, default=2e-3)
    parser.add_argument("--decay", type=float, default=0.02)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--workers", type=int, default=2, help="parts of a batch computed side by side, a core each")
    parser.add_argument("--float32", action="store_true", help="train without bfloat16 (slower where the CPU has AMX)")
    parser.add_argument("--resume", action="store_true")


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


def replica(model):
    """Shares the weights, not the running statistics of batch normalization."""
    other = copy.deepcopy(model)
    for mine, theirs in zip(other.modules(), model.modules()):
        for name, parameter in theirs.named_parameters(recurse=False):
            setattr(mine, name, parameter)
    return other


class Workers:
    """Computes the gradient of a batch in parts, each in a thread with statistics of its own, always in the same way."""

    # Gradients are scaled down to this norm.
    longest = math.inf

    def __init__(self, model, options):
        self.options = options
        self.parameters = list(model.parameters())
        self.replicas = [model] + [replica(model) for _ in range(options.workers - 1)]
        self.pool = ThreadPoolExecutor(options.workers)

    def parts_of(self, batch, count):
        """The batch as up to so many parts, none of them empty."""
        raise NotImplementedError

    def part(self, replica, members, seed):
        """The mean loss of a part, and its gradient by parameter."""
        raise NotImplementedError

    def gradient(self, batch, seed):
        """Sets the gradient of the mean loss; answers that loss, or nothing where the gradient is no number."""
        count = len(self.replicas)
        jobs = zip(self.replicas, self.parts_of(batch, count), range(seed * count, seed * count + count))
        results = list(self.pool.map(lambda job: self.part(*job), jobs))
        for parameter, *parts in zip(self.parameters, *(gradients for _, gradients in results)):
            parameter.grad = sum(parts) / len(results)
        length = torch.nn.utils.clip_grad_norm_(self.parameters, self.longest)
        return sum(loss for loss, _ in results) / len(results) if torch.isfinite(length) else None


def read_checkpoint(run):
    """What a run, by its folder, wrote last; its weights averaged over steps are `average`."""
    # More than weights lies in it: newer versions of PyTorch ask whether that is known.
    return torch.load(Path(run) / CHECKPOINT, map_location="cpu", weights_only=False)


class Run:
    """A training and how far it has come; with --resume it goes on from its checkpoint."""

    def __init__(self, options, model):
        self.options, self.model = options, model
        self.out = Path(options.out)
        self.out.mkdir(parents=True, exist_ok=True)
        self.checkpoint = self.out / CHECKPOINT
        self.average = copy.deepcopy(model)
        decayed = [p for p in model.parameters() if p.ndim > 1]
        plain = [p for p in model.parameters() if p.ndim <= 1]
        groups = [{"params": decayed, "weight_decay": options.decay}, {"params": plain, "weight_decay": 0}]
        self.optimizer = torch.optim.AdamW(groups, lr=options.rate)
        self.history, self.epoch, self.step = [], 0, 0
        if options.resume and self.checkpoint.exists():
            self.load()
        self.spent = sum(entry["seconds"] for entry in self.history)

    def load(self):
        state = read_checkpoint(self.out)
        self.model.load_state_dict(state["model"])
        self.average.load_state_dict(state["average"])
        self.optimizer.load_state_dict(state["optimizer"])
        self.history, self.epoch, self.step = state["history"], state["epoch"], state["step"]
        print(f"resuming after epoch {self.epoch}", flush=True)

    def save(self):
        """Whole or not at all: a run can be stopped at any time."""
        state = {"model": self.model.state_dict(), "average": self.average.state_dict()}
        state |= {"optimizer": self.optimizer.state_dict()}
        state |= {"history": self.history, "epoch": self.epoch, "step": self.step}
        part = self.checkpoint.with_suffix(".part")
        torch.save(state, part)
        part.replace(self.checkpoint)

    def progress(self, share, seconds):
        """How much of the training is done, with so much of this epoch in so many seconds."""
        if self.options.minutes:
            return (self.spent + seconds) / (self.options.minutes * 60)
        return (self.epoch + share) / self.options.epochs

    def train(self, workers, batches_of, validate, about, unit):
        """To the end of --epochs or --minutes. `batches_of(rng)` are an epoch's batches; `validate(average)` answers a report
        by set, a line about it and what else the summary says; `about` is what the summary says besides."""
        while self.progress(0, 0) < 1:
            batches = batches_of(np.random.default_rng([self.options.seed, self.epoch]))
            seconds, loss, rate = self.train_epoch(workers, batches, unit)
            self.spent += seconds
            self.epoch += 1
            report, text, more = validate(self.average)
            self.history.append({"epoch": self.epoch, "loss": loss, "seconds": seconds, "report": report})
            print(f"epoch {self.epoch} loss {loss:.4f} {rate:.0f} {unit}/s  {text}", flush=True)
            self.save()
            draw_curve(self.history, self.out / "curve.svg")
            settings = {key: value for key, value in vars(self.options).items() if key not in PLACES}
            summary = {**about, "settings": settings, "validation": report, **more}
            (self.out / "summary.json").write_text(json.dumps(summary, indent=2) + "\n")

    def train_epoch(self, workers, batches, unit):
        """Seconds, mean loss, and members a second."""
        started = shown = time.time()
        total, members, done, left_out = 0.0, 0, 0, 0
        for batch in batches:
            progress = self.progress(done / len(batches), time.time() - started)
            if progress >= 1:
                break
            for group in self.optimizer.param_groups:
                group["lr"] = learning_rate(progress, self.options.rate)
            loss = workers.gradient(batch, self.options.seed * 1_000_000 + self.step + left_out)
            if loss is None:
                # Of one batch in many thousands bfloat16 makes no number; one step with it spoils all weights.
                left_out += 1
                if left_out > MOST_LEFT_OUT:
                    raise ArithmeticError(f"{left_out} gradients of this epoch were no numbers: train with --float32 or a lower --rate")
                continue
            total += loss
            self.optimizer.step()
            self.step += 1
            done += 1
            members += len(batch)
            with torch.no_grad():
                update_average(self.average, self.model, self.step)
            if time.time() - shown > 30:
                shown = time.time()
                rate = members / (shown - started)
                print(f"  epoch {self.epoch + 1} step {done}/{len(batches)} loss {total / done:.4f} {rate:.0f} {unit}/s", flush=True)
        seconds = time.time() - started
        return seconds, total / max(1, done), members / seconds
