"""The back end: from two embeddings to a score, fitted to the training speakers alone: within-class whitening, and score
normalisation by a cohort.

Whitening: embeddings less their mean, times W such that WᵀS W = 1 for the scatter S within speakers (shrunk towards its
diagonal's mean; WCCN), then length 1. Cohort: (s - m) / d with mean and deviation of the TOP greatest scores of each of the two
against the training speakers, averaged (AS-norm). Calibration: a linear function of these scores, the log-likelihood ratio of one
speaker against two, fitted to the validation sets by logistic regression; another one for a recording against a profile, the mean
of several recordings of a speaker.
"""
import json

import numpy as np
import torch

import conditions
import evaluate
from data import MAX_STRETCH

TOP = 60
CROPS, FRAMES = 8, 400
SHRINK = 0.3


@torch.no_grad()
def training_embeddings(model, bank, degraded=True):
    """[speakers, CROPS, EMBEDDING] of the natural takes, half of the crops degraded."""
    model.eval()
    rng = np.random.default_rng(41)
    result = []
    for name in bank.names:
        takes = bank.takes[bank.speakers[name][0]]
        cuts = [bank.crop(takes[rng.integers(len(takes))], int(MAX_STRETCH * FRAMES) + 2, rng) for _ in range(CROPS)]
        x = torch.from_numpy(np.stack(cuts))[:, :FRAMES]
        if degraded:
            noise = torch.from_numpy(np.stack([bank.noise_like(FRAMES, rng) for _ in range(CROPS // 2)]))
            x = torch.cat([x[: CROPS // 2], conditions.degrade(x[CROPS // 2 :], noise, rng)])
        result.append(model(x).numpy())
    return np.stack(result)


class Whitening:
    def __init__(self, known):
        """known: [speakers, crops, numbers]"""
        self.mean = known.mean(axis=(0, 1))
        residuals = (known - known.mean(axis=1, keepdims=True)).reshape(-1, known.shape[-1])
        within = residuals.T @ residuals / (known.shape[0] * (known.shape[1] - 1))
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


def fit_line(scores, same, weights):
    """[slope, offset] such that slope · score + offset is the log-likelihood ratio; same and different pairs have equal weight."""
    from scipy.optimize import minimize

    weights = np.where(same, weights / weights[same].sum(), weights / weights[~same].sum()) / 2
    sign = np.where(same, -1.0, 1.0)
    loss = lambda line: np.sum(weights * np.logaddexp(0, sign * (line[0] * scores + line[1]))) + 1e-6 * line[0] ** 2
    return minimize(loss, [1.0, -4.0], method="BFGS").x


def against_profiles(vectors, cohort, validation, rng, sizes=(3, 20), draws=6):
    """(scores, same, group) of recordings against the mean of some others of a speaker of the same set, all through one channel,
    as datasets are."""
    scores, same, group = [], [], []
    for name in sorted(set(validation.set)):
        inside = np.flatnonzero(validation.set == name)
        for speaker in sorted(set(validation.speaker[inside])):
            own = inside[validation.speaker[inside] == speaker]
            for _ in range(draws):
                channel = rng.integers(validation.channel[own].max() + 1)
                of = own[validation.channel[own] == channel]
                if len(of) < sizes[0] + 1:
                    continue
                shuffled = rng.permutation(of)
                profile, remaining = np.split(shuffled, [min(rng.integers(sizes[0], sizes[1] + 1), len(of) - 1)])
                others = rng.choice(inside[(validation.speaker[inside] != speaker) & (validation.channel[inside] == channel)], 20)
                rest = np.concatenate([remaining[:20], others])
                mean = evaluate.normalised(vectors[profile].mean(axis=0, keepdims=True))
                system = Cohort(np.concatenate([vectors[rest], mean]), cohort)
                scores.append(system.scores(np.stack([np.arange(len(rest)), np.full(len(rest), len(rest))], 1)))
                same.append(validation.speaker[rest] == speaker)
                group.append(np.full(len(rest), name))
    return np.concatenate(scores), np.concatenate(same), np.concatenate(group)


def balanced(groups, same):
    """Weights by which the same pairs of every group count alike, and so do its different ones."""
    weights = np.zeros(len(groups))
    for name in set(groups):
        for kind in (True, False):
            chosen = (groups == name) & (same == kind)
            weights[chosen] = 1 / max(1, chosen.sum())
    return weights


def mean_embeddings(whitening, known):
    """[speakers, numbers]: of each speaker the mean of the whitened embeddings, length 1."""
    return evaluate.normalised(whitening(known.reshape(-1, known.shape[-1])).reshape(known.shape).mean(axis=1))


def fit(model, bank, validation):
    """({name: array} of what the run time needs; a report of its errors on the validation sets)"""
    known, vectors = training_embeddings(model, bank), evaluate.embeddings(model, validation.bands)
    whitening = Whitening(known)
    cohort = mean_embeddings(whitening, known).astype(np.float16).astype(float)
    vectors = whitening(vectors)
    system, rows, report = Cohort(vectors, cohort), [], {}
    for name, (pairs, same) in validation.trials().items():
        if name != "two languages":
            rows.append((system.scores(pairs), same, np.full(len(pairs), name)))
    pair_scores, pair_same, pair_groups = (np.concatenate(parts) for parts in zip(*rows))
    profile_scores, profile_same, profile_groups = against_profiles(vectors, cohort, validation, np.random.default_rng(37))
    lines = []
    kinds = (("pair", pair_scores, pair_same, pair_groups), ("profile", profile_scores, profile_same, profile_groups))
    for what, scores, same, groups in kinds:
        line = fit_line(scores, same, balanced(groups, same)).astype(np.float16).astype(float)
        lines.append(line)
        ratios = line[0] * scores + line[1]
        for name in sorted(set(groups)):
            at = groups == name
            same_ratios, different_ratios = ratios[at & same], ratios[at & ~same]
            report[f"{what}, {name}"] = {
                "equal error %": round(100 * evaluate.equal_error(scores[at], same[at]), 2),
                "same below 0 %": round(100 * float(np.mean(same_ratios < 0)), 2),
                "different above 0 %": round(100 * float(np.mean(different_ratios >= 0)), 2),
                "1, 2, 5 % of same below": np.quantile(same_ratios, [0.01, 0.02, 0.05]).round(2).tolist(),
                "1, 2, 5 % of different above": np.quantile(different_ratios, [0.99, 0.98, 0.95]).round(2).tolist(),
            }
    calibration = np.stack(lines)
    whitening_tensors = {"weigh.weight": whitening.matrix.T, "weigh.bias": -whitening.mean @ whitening.matrix}
    text = [f"calibration {calibration.round(3).tolist()}", *(f"{name}: {json.dumps(row)}" for name, row in report.items())]
    return whitening_tensors | {"cohort": cohort, "calibration": calibration}, "\n".join(text)


def systems(model, bank, validation):
    """name: Cohort, of the validation recordings."""
    known, vectors = training_embeddings(model, bank), evaluate.embeddings(model, validation.bands)
    whitening = Whitening(known)
    speakers = evaluate.normalised(known.mean(axis=1))
    whitened_speakers = mean_embeddings(whitening, known)
    return {
        "encoder": Cohort(vectors),
        "encoder, cohort": Cohort(vectors, speakers),
        "whitened": Cohort(whitening(vectors)),
        "whitened, cohort": Cohort(whitening(vectors), whitened_speakers),
        "mean MFCC": Cohort(evaluate.mean_mfcc(validation.bands)),
    }
