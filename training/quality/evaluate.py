"""Figures of a split: mean absolute error (MAE) and correlation (PCC) of each score, by kind of degradation, and a scatter plot."""
import matplotlib

matplotlib.use("Agg")
import matplotlib.pyplot as plt
import numpy as np
import torch

import degradations
from data import BOUNDS, TARGETS


@torch.no_grad()
def run(model, pairs, split, size=16):
    """(rows, predicted, target), scores as [pairs, 3] within their bounds."""
    model.eval()
    rows, predicted, target = [], [], []
    for part, sounds, scores in pairs.in_order(split, size):
        rows += part
        predicted.append(model(sounds).numpy())
        target.append(scores.numpy())
    bounds = np.array([BOUNDS[name] for name in TARGETS]).T
    if not rows:
        return [], np.zeros((0, 3)), np.zeros((0, 3))
    return rows, np.clip(np.concatenate(predicted), *bounds), np.concatenate(target)


def figures(predicted, target):
    """By score: MAE and, where the scores are not constant, PCC."""
    row = {}
    for i, name in enumerate(TARGETS):
        if len(predicted):
            row[f"{name} MAE"] = round(float(np.mean(np.abs(predicted[:, i] - target[:, i]))), 4)
        if len(predicted) > 2 and np.std(target[:, i]) > 1e-6 and np.std(predicted[:, i]) > 1e-6:
            row[f"{name} PCC"] = round(float(np.corrcoef(predicted[:, i], target[:, i])[0, 1]), 4)
    return row


def groups(rows):
    """(name, which rows): all, kinds that are not in the training data, kinds that are, each kind."""
    kinds = np.array([row["kind"] for row in rows])
    seconds = [row["detail"].split(" s")[0] if row["kind"] == "reverberation" else "" for row in rows]
    min_s, max_s = degradations.TEST_REVERBERATION_S
    held_out = np.isin(kinds, degradations.TEST_KINDS) | np.array([bool(s) and min_s <= float(s) <= max_s for s in seconds], bool)
    yield "all", np.ones(len(rows), bool)
    yield "kinds held out", held_out
    yield "kinds not held out", ~held_out
    chains = np.array([" > " in kind for kind in kinds])
    for kind in degradations.KINDS:
        yield kind, kinds == kind
    yield "reverberation held out", held_out & (kinds == "reverberation")
    yield "chains", chains


def table(rows, predicted, target):
    lines = ["| degradation | pairs | " + " | ".join(f"{name} MAE | PCC" for name in TARGETS) + " |", "|---" * (2 + 2 * len(TARGETS)) + "|"]
    for name, which in groups(rows):
        if which.any():
            row = figures(predicted[which], target[which])
            cells = [f"{row.get(f'{t} {m}', float('nan')):.3f}" for t in TARGETS for m in ("MAE", "PCC")]
            lines.append(f"| {name} | {which.sum()} | " + " | ".join(cells) + " |")
    return "\n".join(lines) + "\n"


def scatter(predicted, target, path):
    figure, axes = plt.subplots(1, 3, figsize=(15, 5))
    for i, (name, axis) in enumerate(zip(TARGETS, axes)):
        axis.plot(BOUNDS[name], BOUNDS[name], "k", linewidth=0.5)
        axis.scatter(target[:, i], predicted[:, i], s=4)
        axis.set(title=name, xlabel="measured with the reference", ylabel="estimated without")
    figure.tight_layout()
    figure.savefig(path, dpi=80)
    plt.close(figure)
