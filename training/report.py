"""What a network is worth on validation crops."""

import numpy as np
import torch

from network import NOT_A_DIGIT


@torch.no_grad()
def probabilities(model, images, batch=1024):
    model.eval()
    rows = []
    for start in range(0, len(images), batch):
        x = torch.from_numpy(images[start : start + batch].astype(np.float32)).div_(255).unsqueeze(1)
        rows.append(torch.softmax(model(x).float(), 1))
    return torch.cat(rows).numpy()


def measure(model, sets):
    """Figures for each of `sets`, {name: (images, labels)}, and the temperature that calibrates the network on them.

    Per set: `digits`, the share of digits read right; `digitsAmongTen`, the same if
    not-a-digit is no answer; `notADigit`, the share of the rest told as such; and `falseDigits`, the share of the rest
    that pass as a digit at the threshold which 99 % of the digits that are named right pass, in this set and in all."""
    report, all_scores, all_others, answers = {}, [], [], []
    for name, (images, labels) in sets.items():
        p = probabilities(model, images)
        answers.append((p, labels))
        right = p.argmax(1) == labels
        digits = labels != NOT_A_DIGIT
        entry = {"n": int(len(labels))}
        if digits.any():
            entry["digits"] = share(right[digits])
            named = p[digits, :NOT_A_DIGIT].argmax(1) == labels[digits]
            entry["digitsAmongTen"] = share(named)
            scores = p[digits, :NOT_A_DIGIT].max(1)[named]
            all_scores.append(scores)
        if (~digits).any():
            entry["notADigit"] = share(right[~digits])
            others = p[~digits, :NOT_A_DIGIT].max(1)
            all_others.append(others)
        if digits.any() and (~digits).any():
            entry["falseDigits"] = false_digits(scores, others)
        report[name] = entry
    report["all"] = {"falseDigits": false_digits(np.concatenate(all_scores), np.concatenate(all_others))}
    return report, best_temperature(answers)


def best_temperature(answers):
    """The temperature under which the right names are likeliest (Guo et al. 2017): trained with label smoothing, the
    network is less sure than it should be. Every set counts the same."""
    logs = [(np.log(np.maximum(p, 1e-12)), labels) for p, labels in answers]

    def loss(temperature):
        losses = []
        for log_p, labels in logs:
            scaled = log_p / temperature
            top = scaled.max(1, keepdims=True)
            normal = scaled - top - np.log(np.exp(scaled - top).sum(1, keepdims=True))
            losses.append(-normal[np.arange(len(labels)), labels].mean())
        return np.mean(losses)

    return round(float(min(np.arange(0.3, 2.0, 0.02), key=loss)), 2)


def share(flags):
    return round(float(flags.mean()), 5)


def false_digits(scores, others):
    return share(others >= np.quantile(scores, 0.01))


def line(report):
    """Per set: digits read right / the rest told as such / false digits, in percent."""
    parts = []
    for name, entry in report.items():
        figures = [f"{entry[key] * 100:.2f}" for key in ("digits", "notADigit", "falseDigits") if key in entry]
        parts.append(f"{name} {'/'.join(figures)}")
    return "  ".join(parts)
