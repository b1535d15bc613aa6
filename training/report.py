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
    """`sets`: {name: (images, labels)}. Per set the accuracy on digits and on the rest, and over all of them the share
    of not-a-digit crops that pass a threshold which 99 % of the digits pass with the right name."""
    report = {}
    digit_scores, other_scores = [], []
    for name, (images, labels) in sets.items():
        p = probabilities(model, images)
        right = p.argmax(1) == labels
        digits = labels != NOT_A_DIGIT
        entry = {"n": int(len(labels))}
        if digits.any():
            entry["digits"] = round(float(right[digits].mean()), 5)
            among_digits = p[digits, :NOT_A_DIGIT].argmax(1) == labels[digits]
            entry["digitsAmongTen"] = round(float(among_digits.mean()), 5)
            digit_scores.append(np.where(among_digits, p[digits, :NOT_A_DIGIT].max(1), 0))
        if (~digits).any():
            entry["notADigit"] = round(float(right[~digits].mean()), 5)
            other_scores.append(p[~digits, :NOT_A_DIGIT].max(1))
        report[name] = entry
    if digit_scores and other_scores:
        threshold = np.quantile(np.concatenate(digit_scores), 0.01)
        passed = float((np.concatenate(other_scores) >= threshold).mean())
        report["all"] = {"falseDigitsAt99Recall": round(passed, 5), "threshold": round(float(threshold), 5)}
    return report


def line(report):
    parts = []
    for name, entry in report.items():
        figures = [f"{entry[key] * 100:.2f}" for key in ("digits", "notADigit") if key in entry]
        parts.append(f"{name} {'/'.join(figures)}" if figures else f"false@99 {entry['falseDigitsAt99Recall'] * 100:.2f}")
    return "  ".join(parts)
