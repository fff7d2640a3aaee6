"""The labelled pairs, and batches of them; what is added to the files while training runs is seen at the next look."""
import csv

import numpy as np
import soundfile
import torch

TARGETS = ("stoi", "pesq_wb", "si_sdr_db")
# What a score is held to be; SI-SDR of a copy is infinite, of a room's echo anything.
BOUNDS = {"stoi": (0.0, 1.0), "pesq_wb": (1.0, 4.644), "si_sdr_db": (-20.0, 40.0)}

SELDOM = {"microphone": 0.3, "pumping": 0.3}
CLEAN_EVERY = 8

COLOUR_DB = 8.0  # a curve of gain over frequency that a sound and its original share goes up and down by as much, at most
SI_SDR = TARGETS.index("si_sdr_db")


def coloured(sounds, references, rng):
    """Every other pair through one more microphone, of linear phase: nobody can learn by heart how a recording sounds. PESQ and STOI stay as they are
    but for a little; SI-SDR is to be measured again. Where it is done there are no flat tops left of clipping, so not always."""
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
        self.look()

    def look(self):
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

        Of SELDOM kinds the scores say less than a listener: they look like clean speech and have a low SI-SDR. Where they are common, clean
        speech is given the middle of both. One sound in CLEAN_EVERY is an original instead."""
        names = sorted(self.lengths)
        counts = np.array([len(self.lengths[name]) for name in names], float)
        rows = self.lengths[names[rng.choice(len(names), p=counts / counts.sum())]]
        shares = np.array([SELDOM.get(row["kind"], 1.0) for row in rows])
        rows = [rows[i] for i in rng.choice(len(rows), min(size, len(rows)), replace=False, p=shares / shares.sum())]
        sounds, scores = self.stacked(rows)
        references = torch.from_numpy(np.stack([self.sound(row, "reference") for row in rows]))
        clean = torch.arange(len(rows)) % CLEAN_EVERY == 0
        best = torch.tensor([high for _, high in BOUNDS.values()])
        sounds, references = coloured(torch.where(clean[:, None], references, sounds), references, rng)
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
