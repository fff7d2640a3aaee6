"""The validation sets: equal error rates of all pairs of recordings, with an interval over speakers, beside a mean of MFCCs; plots.

`held-out`: segments of 4 s of speakers who are not trained on, clean or through two channels and noises each; two versions of one
segment are never compared. `others`: readers and actors of other packages, whole recordings of 3 to 8 s; one speaker reads two
languages.
"""
import json

import matplotlib

matplotlib.use("Agg")
import matplotlib.pyplot as plt
import numpy as np
import scipy.fft
import torch

DRAWS = 200


class Validation:
    def __init__(self, path):
        arrays = np.load(path)
        self.rows = json.loads(str(arrays["rows"]))
        self.bands = [arrays[f"x{i}"].astype(np.float32) for i in range(len(self.rows))]
        self.speaker = np.array([row["speaker"] for row in self.rows])
        self.set = np.array([row["set"] for row in self.rows])
        self.channel = np.array([row["channel"] for row in self.rows])
        self.recording = np.array([row["recording"] for row in self.rows])

    def trials(self):
        """name: ([n, 2] indices, same)"""
        a, b = np.triu_indices(len(self.rows), 1)
        other = (self.set[a] == self.set[b]) & ((self.recording[a] != self.recording[b]) | (self.speaker[a] != self.speaker[b]))
        a, b = a[other], b[other]
        clean = (self.channel[a] == 0) & (self.channel[b] == 0)
        held_out = self.set[a] != "others"
        unlike = self.channel[a] != self.channel[b]
        groups = {"held-out, clean": held_out & clean, "held-out, unlike channels": held_out & unlike, "others": ~held_out}
        language = np.array([r.split(" ")[0] for r in self.recording])
        # The same woman in two languages, against all other speakers.
        two = ~held_out & (language[a] != language[b]) & ((self.speaker[a] != self.speaker[b]) | (self.speaker[a] == "asterisk-allison"))
        groups["two languages"] = two
        return {
            name: (np.stack([a[chosen], b[chosen]], 1), (self.speaker[a] == self.speaker[b])[chosen])
            for name, chosen in groups.items()
            if chosen.any() and (self.speaker[a] == self.speaker[b])[chosen].any()
        }


@torch.no_grad()
def embeddings(model, bands):
    """[recordings, EMBEDDING]; recordings of one length are batched."""
    model.eval()
    result = [None] * len(bands)
    lengths = {}
    for i, x in enumerate(bands):
        lengths.setdefault(len(x), []).append(i)
    for of in lengths.values():
        for first in range(0, len(of), 32):
            part = of[first : first + 32]
            for i, row in zip(part, model(torch.from_numpy(np.stack([bands[i] for i in part]))).numpy()):
                result[i] = row
    return np.stack(result)


def mean_mfcc(bands):
    """[recordings, 20]: means of the cepstral coefficients 1 to 20, each of deviation 1 over the recordings: the baseline."""
    means = np.stack([scipy.fft.dct(x, norm="ortho", axis=1)[:, 1:21].mean(axis=0) for x in bands])
    return normalised((means - means.mean(axis=0)) / means.std(axis=0))


def normalised(x):
    return x / np.linalg.norm(x, axis=1, keepdims=True)


def rates(scores, same, weights):
    """(thresholds, false acceptance, false rejection), scores falling."""
    order = np.argsort(-scores, kind="stable")
    same, weights = same[order], weights[order]
    accepted = np.cumsum(weights * ~same) / max(1e-12, np.sum(weights * ~same))
    rejected = 1 - np.cumsum(weights * same) / max(1e-12, np.sum(weights * same))
    return scores[order], accepted, rejected


def equal_error(scores, same, weights=None):
    _, accepted, rejected = rates(scores, same, np.ones(len(scores)) if weights is None else weights)
    at = np.argmin(np.abs(accepted - rejected))
    return (accepted[at] + rejected[at]) / 2


def interval(scores, same, speakers, pairs, draws=DRAWS):
    """95 % of what the equal error rate would be with other speakers: whole speakers are drawn, with replacement."""
    names, index = np.unique(speakers, return_inverse=True)
    rng = np.random.default_rng(0)
    resampled = []
    for _ in range(draws):
        counts = np.bincount(rng.integers(0, len(names), len(names)), minlength=len(names))
        a, b = counts[index[pairs[:, 0]]], counts[index[pairs[:, 1]]]
        weights = np.where(same, a, a * b).astype(float)
        if (weights * same).any() and (weights * ~same).any():
            resampled.append(equal_error(scores, same, weights))
    return np.quantile(resampled, [0.025, 0.975])


def cosines(vectors):
    return lambda pairs: np.einsum("ij,ij->i", vectors[pairs[:, 0]], vectors[pairs[:, 1]])


def figures(validation, score, mark="", with_interval=False):
    """name: equal error rate in per cent of score([n, 2] rows), and with_interval 'name 95 %': [low, high]."""
    row = {}
    for name, (pairs, same) in validation.trials().items():
        scores = score(pairs)
        row[f"{mark}{name}"] = round(100 * equal_error(scores, same), 2)
        if with_interval:
            low, high = interval(scores, same, validation.speaker, pairs)
            row[f"{mark}{name} 95 %"] = [round(100 * low, 2), round(100 * high, 2)]
    return row


def det(validation, systems, path):
    """False rejection over false acceptance, both on the normal deviate's scale, of systems name: score."""
    from scipy.stats import norm

    trials = validation.trials()
    figure, axes = plt.subplots(1, len(trials), figsize=(5 * len(trials), 5), squeeze=False)
    ticks = np.array([0.1, 0.5, 1, 2, 5, 10, 20, 40]) / 100
    for (name, (pairs, same)), axis in zip(trials.items(), axes[0]):
        for system, score in systems.items():
            _, accepted, rejected = rates(score(pairs), same, np.ones(len(pairs)))
            axis.plot(*(norm.ppf(np.clip(x, 5e-4, 0.999)) for x in (accepted, rejected)), label=system)
        limits = norm.ppf([1e-3, 0.5])
        axis.set(title=name, xlabel="false acceptance, %", ylabel="false rejection, %", xlim=limits, ylim=limits)
        axis.set_xticks(norm.ppf(ticks), [f"{100 * t:g}" for t in ticks])
        axis.set_yticks(norm.ppf(ticks), [f"{100 * t:g}" for t in ticks])
        axis.grid(linewidth=0.3)
        axis.legend()
    figure.tight_layout()
    figure.savefig(path, dpi=70)
    plt.close(figure)
