"""What makes a score of two embeddings, learnt from the speakers of training alone: directions weighed, and scores measured against a cohort.

Weighed: embeddings less their mean, W such that WᵀS W = 1 for the scatter S within speakers (shrunk towards its diagonal's mean), then length 1.
Against a cohort: (s - m) / d with mean and deviation of the TOP greatest scores of each of the two against the training speakers, averaged (AS-norm).
Calibrated: a line through these scores, the logarithm of how much likelier one speaker is than two, fitted to the development sets by logistic
regression; another line for a recording against a profile, the mean of several recordings of a speaker.
"""
import json

import numpy as np
import torch

import conditions
import evaluate
from data import LONGEST

TOP = 60
CROPS, FRAMES = 8, 400
SHRINK = 0.3


@torch.no_grad()
def training_embeddings(model, bank, degraded=True):
    """[speakers, CROPS, EMBEDDING] of the natural takes, half of the crops under conditions."""
    model.eval()
    rng = np.random.default_rng(41)
    result = []
    for name in bank.names:
        takes = bank.takes[bank.speakers[name][0]]
        cuts = [bank.crop(takes[rng.integers(len(takes))], int(LONGEST * FRAMES) + 2, rng) for _ in range(CROPS)]
        x = torch.from_numpy(np.stack(cuts))[:, :FRAMES]
        if degraded:
            noise = torch.from_numpy(np.stack([bank.noise_like(FRAMES, rng) for _ in range(CROPS // 2)]))
            x = torch.cat([x[: CROPS // 2], conditions.degraded(x[CROPS // 2 :], noise, rng)])
        result.append(model(x).numpy())
    return np.stack(result)


class Weighed:
    def __init__(self, known):
        """known: [speakers, crops, numbers]"""
        self.mean = known.mean(axis=(0, 1))
        off = (known - known.mean(axis=1, keepdims=True)).reshape(-1, known.shape[-1])
        within = off.T @ off / (known.shape[0] * (known.shape[1] - 1))
        within = (1 - SHRINK) * within + SHRINK * np.trace(within) / len(within) * np.eye(len(within))
        self.matrix = np.linalg.cholesky(np.linalg.inv(within))

    def __call__(self, x):
        return evaluate.normalised((x - self.mean) @ self.matrix)


class Cohort:
    """Scores of pairs of rows of vectors, by themselves or against a cohort."""

    def __init__(self, vectors, cohort=None):
        self.vectors, self.mean, self.deviation = vectors, 0, 1
        if cohort is not None:
            top = np.sort(vectors @ cohort.T, axis=1)[:, -TOP:]
            self.mean, self.deviation = top.mean(axis=1), top.std(axis=1)

    def scores(self, pairs):
        plain = np.einsum("ij,ij->i", self.vectors[pairs[:, 0]], self.vectors[pairs[:, 1]])
        if np.isscalar(self.mean):
            return plain
        return sum(0.5 * (plain - self.mean[of]) / self.deviation[of] for of in pairs.T)


def line_of(scores, same, weights):
    """[slope, offset] such that slope · score + offset is the log-likelihood ratio; same and different weigh alike."""
    from scipy.optimize import minimize

    weights = np.where(same, weights / weights[same].sum(), weights / weights[~same].sum()) / 2
    sign = np.where(same, -1.0, 1.0)
    loss = lambda line: np.sum(weights * np.logaddexp(0, sign * (line[0] * scores + line[1]))) + 1e-6 * line[0] ** 2
    return minimize(loss, [1.0, -4.0], method="BFGS").x


def against_profiles(vectors, cohort, development, rng, sizes=(3, 20), draws=6):
    """(scores, same, group) of recordings against the mean of some others of a speaker of the same set; of one channel, as datasets are, but for the recording."""
    scores, same, group = [], [], []
    for name in sorted(set(development.set)):
        inside = np.flatnonzero(development.set == name)
        for speaker in sorted(set(development.speaker[inside])):
            own = inside[development.speaker[inside] == speaker]
            for _ in range(draws):
                channel = rng.integers(development.channel[own].max() + 1)
                of = own[development.channel[own] == channel]
                if len(of) < sizes[0] + 1:
                    continue
                told = rng.permutation(of)
                profile, left = np.split(told, [min(rng.integers(sizes[0], sizes[1] + 1), len(of) - 1)])
                others = rng.choice(inside[(development.speaker[inside] != speaker) & (development.channel[inside] == channel)], 20)
                rest = np.concatenate([left[:20], others])
                mean = evaluate.normalised(vectors[profile].mean(axis=0, keepdims=True))
                system = Cohort(np.concatenate([vectors[rest], mean]), cohort)
                scores.append(system.scores(np.stack([np.arange(len(rest)), np.full(len(rest), len(rest))], 1)))
                same.append(development.speaker[rest] == speaker)
                group.append(np.full(len(rest), name))
    return np.concatenate(scores), np.concatenate(same), np.concatenate(group)


def balanced(groups, same):
    """Every group's same pairs weigh as much as any other's, and so do its different ones."""
    weights = np.zeros(len(groups))
    for name in set(groups):
        for kind in (True, False):
            chosen = (groups == name) & (same == kind)
            weights[chosen] = 1 / max(1, chosen.sum())
    return weights


def learnt(model, bank, development):
    """(name: array, of what the run time needs; what it does to the development sets, in words)"""
    known, vectors = training_embeddings(model, bank), evaluate.embeddings(model, development.bands)
    weighed = Weighed(known)
    cohort = evaluate.normalised(weighed(known.reshape(-1, known.shape[-1])).reshape(known.shape).mean(axis=1)).astype(np.float16).astype(float)
    vectors = weighed(vectors)
    system, rows, told = Cohort(vectors, cohort), [], {}
    for name, (pairs, same) in development.trials().items():
        if name != "two languages":
            rows.append((system.scores(pairs), same, np.full(len(pairs), name)))
    pair_scores, pair_same, pair_groups = (np.concatenate(parts) for parts in zip(*rows))
    profile_scores, profile_same, profile_groups = against_profiles(vectors, cohort, development, np.random.default_rng(37))
    lines = []
    for what, scores, same, groups in (("pair", pair_scores, pair_same, pair_groups), ("profile", profile_scores, profile_same, profile_groups)):
        line = line_of(scores, same, balanced(groups, same)).astype(np.float16).astype(float)
        lines.append(line)
        ratios = line[0] * scores + line[1]
        for name in sorted(set(groups)):
            at = groups == name
            right, wrong = ratios[at & same], ratios[at & ~same]
            told[f"{what}, {name}"] = {
                "equal error %": round(100 * evaluate.equal_error(scores[at], same[at]), 2),
                "same below 0 %": round(100 * float(np.mean(right < 0)), 2),
                "different above 0 %": round(100 * float(np.mean(wrong >= 0)), 2),
                "1, 2, 5 % of same below": np.quantile(right, [0.01, 0.02, 0.05]).round(2).tolist(),
                "1, 2, 5 % of different above": np.quantile(wrong, [0.99, 0.98, 0.95]).round(2).tolist(),
            }
    behind = {"weigh.weight": weighed.matrix.T, "weigh.bias": -weighed.mean @ weighed.matrix, "cohort": cohort, "calibration": np.stack(lines)}
    return behind, "\n".join([f"calibration {np.stack(lines).round(3).tolist()}"] + [f"{name}: {json.dumps(row)}" for name, row in told.items()])


def systems(model, bank, development):
    """name: Cohort, of the development recordings."""
    known, vectors = training_embeddings(model, bank), evaluate.embeddings(model, development.bands)
    weighed = Weighed(known)
    speakers = evaluate.normalised(known.mean(axis=1))
    better = evaluate.normalised(weighed(known.reshape(-1, known.shape[-1])).reshape(known.shape).mean(axis=1))
    return {
        "encoder": Cohort(vectors),
        "encoder, cohort": Cohort(vectors, speakers),
        "weighed": Cohort(weighed(vectors)),
        "weighed, cohort": Cohort(weighed(vectors), better),
        "mean MFCC": Cohort(evaluate.mean_mfcc(development.bands)),
    }
