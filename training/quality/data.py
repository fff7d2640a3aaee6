"""The labelled pairs, and batches of them; pairs that are added while training runs are read at the next evaluation."""
import csv

import numpy as np
import soundfile
import torch

TARGETS = ("stoi", "pesq_wb", "si_sdr_db")
# Scores are clipped to these ranges: SI-SDR of a copy is infinite, of reverberation anything.
BOUNDS = {"stoi": (0.0, 1.0), "pesq_wb": (1.0, 4.644), "si_sdr_db": (-20.0, 40.0)}

KIND_SHARES = {"microphone": 0.3, "pumping": 0.3}
CLEAN_STRIDE = 8

COLOUR_DB = 8.0  # the largest gain, up or down, of the random filter that a sound and its original share
SI_SDR = TARGETS.index("si_sdr_db")


def filtered(sounds, references, rng):
    """Every other pair through a random filter of linear phase, against overfitting to the spectra of the recordings. PESQ and
    STOI hardly change; SI-SDR has to be measured again. The filter removes the flat tops of clipping, so it is not always
    applied."""
    count = sounds.shape[1]
    bins = count // 2 + 1
    depth = rng.uniform(0, COLOUR_DB, (len(sounds), 1, 1)) * rng.integers(0, 2, (len(sounds), 1, 1))
    points = torch.from_numpy(rng.uniform(-1, 1, (len(sounds), 1, 9)) * depth).float()
    smooth = torch.nn.functional.interpolate(points, size=257, mode="linear", align_corners=True)
    smooth = torch.nn.functional.avg_pool1d(smooth, 33, stride=1, padding=16, count_include_pad=False)
    gain = 10 ** (torch.nn.functional.interpolate(smooth, size=bins, mode="linear", align_corners=True)[:, 0] / 20)
    return tuple(torch.fft.irfft(torch.fft.rfft(x) * gain, n=count) for x in (sounds, references))


def si_sdr_db(sounds, references):
    sounds = sounds - sounds.mean(dim=1, keepdim=True)
    references = references - references.mean(dim=1, keepdim=True)
    speech = references * (sounds * references).sum(dim=1, keepdim=True) / (references.square().sum(dim=1, keepdim=True) + 1e-12)
    return 10 * torch.log10((speech.square().sum(dim=1) + 1e-12) / ((sounds - speech).square().sum(dim=1) + 1e-12))


class Pairs:
    def __init__(self, folder):
        self.folder = folder
        self.reload()

    def reload(self):
        """Reads the lists anew."""
        labels = {}
        with open(self.folder / "labels.tsv", newline="") as file:
            for row in csv.DictReader(file, delimiter="\t"):
                if row.get("si_sdr_db"):
                    labels[row["number"]] = np.array([np.clip(float(row[name]), *BOUNDS[name]) for name in TARGETS], np.float32)
        self.splits = {"train": [], "dev": [], "test": []}
        with open(self.folder / "pairs.tsv", newline="") as file:
            for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
                if row["degraded"] and row["number"] in labels:
                    self.splits[row["split"]].append(row | {"scores": labels[row["number"]]})
        self.lengths = {}
        for row in self.splits["train"]:
            self.lengths.setdefault(row["seconds"], []).append(row)

    def sound(self, row, side="degraded"):
        return soundfile.read(self.folder / row[side], dtype="float32")[0]

    def batch(self, size, rng):
        """(sounds and originals, [size, samples], scores, [size, 3]): all of one length, which comes as often as there are pairs of it.

        The kinds in KIND_SHARES are drawn more rarely: they cannot be told from clean speech and have a low SI-SDR, so where they
        are common, the prediction for clean speech is the mean of both. One sound in CLEAN_STRIDE is an original instead."""
        names = sorted(self.lengths)
        counts = np.array([len(self.lengths[name]) for name in names], float)
        rows = self.lengths[names[rng.choice(len(names), p=counts / counts.sum())]]
        shares = np.array([KIND_SHARES.get(row["kind"], 1.0) for row in rows])
        rows = [rows[i] for i in rng.choice(len(rows), min(size, len(rows)), replace=False, p=shares / shares.sum())]
        sounds, scores = self.stacked(rows)
        references = torch.from_numpy(np.stack([self.sound(row, "reference") for row in rows]))
        clean = torch.arange(len(rows)) % CLEAN_STRIDE == 0
        best = torch.tensor([high for _, high in BOUNDS.values()])
        sounds, references = filtered(torch.where(clean[:, None], references, sounds), references, rng)
        scores = torch.where(clean[:, None], best, scores)
        scores[:, SI_SDR] = si_sdr_db(sounds, references).clamp(*BOUNDS["si_sdr_db"])
        return sounds, references, scores

    def stacked(self, rows):
        return torch.from_numpy(np.stack([self.sound(row) for row in rows])), torch.from_numpy(np.stack([row["scores"] for row in rows]))

    def in_order(self, split, size):
        """All pairs of a split: (rows, sounds, scores), batches of one length each."""
        for seconds in sorted({row["seconds"] for row in self.splits[split]}):
            rows = [row for row in self.splits[split] if row["seconds"] == seconds]
            for first in range(0, len(rows), size):
                part = rows[first : first + size]
                yield (part, *self.stacked(part))
