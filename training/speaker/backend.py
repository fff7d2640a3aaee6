"""What makes a score of two embeddings, learnt from the speakers of training alone: directions weighed, and scores measured against a cohort.

Weighed: embeddings less their mean, W such that WᵀS W = 1 for the scatter S within speakers (shrunk towards its diagonal's mean), then length 1.
Against a cohort: (s - m) / d with mean and deviation of the TOP greatest scores of each of the two against the training speakers, averaged (AS-norm).
"""
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
