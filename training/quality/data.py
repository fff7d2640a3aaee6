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
        return torch.where(clean[:, None], references, sounds), references, torch.where(clean[:, None], best, scores)

    def stacked(self, rows):
        return torch.from_numpy(np.stack([self.sound(row) for row in rows])), torch.from_numpy(np.stack([row["scores"] for row in rows]))

    def in_order(self, split, size):
        """All pairs of a split: (rows, sounds, scores), batches of one length each."""
        for seconds in sorted({row["seconds"] for row in self.splits[split]}):
            rows = [row for row in self.splits[split] if row["seconds"] == seconds]
            for first in range(0, len(rows), size):
                part = rows[first : first + size]
                yield (part, *self.stacked(part))
