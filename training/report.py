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
    """`sets`: {name: (images, labels)}. Per set: `digits`, the share of digits read right; `digitsAmongTen`, the same if
    not-a-digit is no answer; `notADigit`, the share of the rest told as such; and `falseDigits`, the share of the rest
    that pass as a digit at the threshold which 99 % of the digits that are named right pass, in this set and in all."""
    report, all_scores, all_others = {}, [], []
    for name, (images, labels) in sets.items():
        p = probabilities(model, images)
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
    return report


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
