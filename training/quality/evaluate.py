"""Figures of a split: mean absolute error (MAE) and correlation (PCC) of each score, by kind of damage, and pictures."""
import matplotlib

matplotlib.use("Agg")
import matplotlib.pyplot as plt
import numpy as np
import torch

import damages
from data import BOUNDS, TARGETS


@torch.no_grad()
def run(model, pairs, split, size=16):
    """(rows, found, wanted), scores as [pairs, 3] within their bounds."""
    model.eval()
    rows, found, wanted = [], [], []
    for part, sounds, scores in pairs.in_order(split, size):
        rows += part
        found.append(model(sounds).numpy())
        wanted.append(scores.numpy())
    bounds = np.array([BOUNDS[name] for name in TARGETS]).T
    if not rows:
        return [], np.zeros((0, 3)), np.zeros((0, 3))
    return rows, np.clip(np.concatenate(found), *bounds), np.concatenate(wanted)


def figures(found, wanted):
    """By score: MAE and, where the scores differ enough to speak of it, PCC."""
    row = {}
    for i, name in enumerate(TARGETS):
        if len(found):
            row[f"{name} MAE"] = round(float(np.mean(np.abs(found[:, i] - wanted[:, i]))), 4)
        if len(found) > 2 and np.std(wanted[:, i]) > 1e-6 and np.std(found[:, i]) > 1e-6:
            row[f"{name} PCC"] = round(float(np.corrcoef(found[:, i], wanted[:, i])[0, 1]), 4)
    return row


def groups(rows):
    """(name, which rows): all, what is new to the network in more than speaker and noise, what is not, each kind."""
    kinds = np.array([row["kind"] for row in rows])
    seconds = [row["detail"].split(" s")[0] if row["kind"] == "reverberation" else "" for row in rows]
    least, most = damages.TEST_REVERBERATION_S
    held = np.isin(kinds, damages.TEST_KINDS) | np.array([bool(s) and least <= float(s) <= most for s in seconds], bool)
    yield "all", np.ones(len(rows), bool)
    yield "kinds held out", held
    yield "kinds not held out", ~held
    chains = np.array([" > " in kind for kind in kinds])
    for kind in damages.KINDS:
        yield kind, kinds == kind
    yield "reverberation held out", held & (kinds == "reverberation")
    yield "chains", chains


def table(rows, found, wanted):
    lines = ["| damage | pairs | " + " | ".join(f"{name} MAE | PCC" for name in TARGETS) + " |", "|---" * (2 + 2 * len(TARGETS)) + "|"]
    for name, which in groups(rows):
        if which.any():
            row = figures(found[which], wanted[which])
            cells = [f"{row.get(f'{t} {m}', float('nan')):.3f}" for t in TARGETS for m in ("MAE", "PCC")]
            lines.append(f"| {name} | {which.sum()} | " + " | ".join(cells) + " |")
    return "\n".join(lines) + "\n"


def scatter(found, wanted, path):
    figure, axes = plt.subplots(1, 3, figsize=(15, 5))
    for i, (name, axis) in enumerate(zip(TARGETS, axes)):
        axis.plot(BOUNDS[name], BOUNDS[name], "k", linewidth=0.5)
        axis.scatter(wanted[:, i], found[:, i], s=4)
        axis.set(title=name, xlabel="measured with the reference", ylabel="estimated without")
    figure.tight_layout()
    figure.savefig(path, dpi=80)
    plt.close(figure)


def curves(history, path):
    """History: a list of dictionaries with a step and figures; one panel a figure."""
    keys = sorted({key for row in history for key in row if key != "step"})
    figure, axes = plt.subplots(-(-len(keys) // 3), 3, figsize=(15, 3 * -(-len(keys) // 3)), squeeze=False)
    for key, axis in zip(keys, axes.flat):
        points = [(row["step"], row[key]) for row in history if key in row]
        axis.plot(*zip(*points))
        axis.set_title(key, fontsize=9)
    figure.tight_layout()
    figure.savefig(path, dpi=70)
    plt.close(figure)
