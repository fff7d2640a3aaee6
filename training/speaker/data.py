"""Batches from the bank: pairs of crops of one class with different augmentation; a batch has several shapes of each of its speakers."""
import json

import numpy as np
import torch

import conditions
from frontend import MELS

MAX_STRETCH = 1.16  # crops are cut longer by this factor, for changes of tempo


class Bank:
    def __init__(self, folder):
        self.bands = np.memmap(folder / "bank.f16", "<f2", "r").reshape(-1, MELS)
        self.noise = np.fromfile(folder / "noise.f16", "<f2").reshape(-1, MELS)
        self.noises = json.loads((folder / "noise.json").read_text())
        self.takes, self.speakers = {}, {}
        for row in json.loads((folder / "bank.json").read_text()):
            self.takes.setdefault(row["label"], []).append(row)
            labels = self.speakers.setdefault(row["speaker"], [])
            if row["label"] not in labels:
                labels.append(row["label"])
        self.names = sorted(self.speakers)
        self.classes = len(self.takes)

    def crop(self, row, frames, rng):
        """That many frames from a random place; recordings that are too short are repeated."""
        bands = self.bands[row["frame"] : row["frame"] + row["frames"]]
        if len(bands) < frames:
            bands = np.tile(bands, (-(-frames // len(bands)), 1))
        first = rng.integers(0, len(bands) - frames + 1)
        return bands[first : first + frames].astype(np.float32)

    def noise_like(self, frames, rng):
        row = self.noises[rng.integers(len(self.noises))]
        bands = np.roll(self.noise[row["frame"] : row["frame"] + row["frames"]], rng.integers(row["frames"]), axis=0)
        return np.tile(bands, (-(-frames // len(bands)), 1))[:frames].astype(np.float32)

    def batch(self, speakers, shapes, frames, rng):
        """(bands, [2 · speakers · shapes, frames, MELS], labels): rows 2i and 2i + 1 are of one class."""
        cut = int(MAX_STRETCH * frames) + 2
        crops, labels = [], []
        for speaker in rng.choice(len(self.names), speakers, replace=False):
            of = self.speakers[self.names[speaker]]
            # A natural class comes twice as often as a synthetic one.
            weights = np.array([2.0 if label == of[0] else 1.0 for label in of])
            for label in rng.choice(of, shapes, replace=False, p=weights / weights.sum()):
                takes = self.takes[label]
                for take in rng.choice(len(takes), 2, replace=len(takes) < 2):
                    crops.append(self.crop(takes[take], cut, rng))
                    labels.append(label)
        x = conditions.pauses(conditions.tempo(torch.from_numpy(np.stack(crops)), frames, rng), rng)
        noise = torch.from_numpy(np.stack([self.noise_like(frames, rng) for _ in crops]))
        return conditions.mask_bands_and_frames(conditions.degrade(x, noise, rng), rng), torch.tensor(labels)
