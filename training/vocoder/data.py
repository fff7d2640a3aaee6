"""Crops of packed speech, and the perturbations of their features by which unseen speakers and predicted frames are covered too."""
import numpy as np
import torch

import source
from frames import BANDS, HOP, MELS, MIN_LOG
from packed import Packed

_dct = np.cos(np.pi * np.arange(MELS)[:, None] * (np.arange(MELS) + 0.5)[None, :] / MELS) * np.sqrt(2 / MELS)
_dct[0] /= np.sqrt(2)


class Crops:
    """Random crops of several folders, from each a share; a sentence comes as often as it is long."""

    def __init__(self, folders, shares, frames):
        self.folders, self.frames = [Packed(folder) for folder in folders], frames
        self._entries = [[entry for entry in folder.train if entry["frames"] >= frames] for folder in self.folders]
        lengths = [np.cumsum([entry["frames"] for entry in entries]) for entries in self._entries]
        if not all(len(each) for each in lengths):
            raise ValueError(f"{folders[[len(each) for each in lengths].index(0)]} has no sentence of {frames} frames to train on.")
        shares = np.array([each[-1] for each in lengths] if shares is None else shares, float)
        self._shares, self._places = np.cumsum(shares / shares.sum()), [each / each[-1] for each in lengths]

    def random(self, rng):
        """(folder, entry, first frame)"""
        number = min(int(np.searchsorted(self._shares, rng.random())), len(self.folders) - 1)
        entry = self._entries[number][int(np.searchsorted(self._places[number], rng.random(), side="right"))]
        return self.folders[number], entry, int(rng.integers(0, entry["frames"] - self.frames + 1))


def smoothed(values, width):
    """Along frames, by a Gaussian of that deviation in frames."""
    radius = int(np.ceil(3 * width))
    kernel = np.exp(-0.5 * (np.arange(-radius, radius + 1) / width) ** 2)
    padded = np.pad(values, ((radius, radius), (0, 0)), mode="edge")
    return np.lib.stride_tricks.sliding_window_view(padded, 2 * radius + 1, axis=0) @ (kernel / kernel.sum())


def perturbed(features, rng):
    """Features as an acoustic model would predict them: less detail along frequency and time, less global variance; F0 as it is."""
    features = features.copy()
    mels, bands = features[:, 1 + BANDS :], features[:, 1 : 1 + BANDS]
    keep = rng.integers(22, 56)
    cepstrum = mels @ _dct.T
    cepstrum[:, keep:] = 0
    if rng.random() < 0.7:
        blurred = smoothed(cepstrum, rng.uniform(0.7, 3))
        share = rng.uniform(0.3, 1) * np.minimum(1, np.arange(MELS) / 6)  # loudness and tilt are blurred least
        cepstrum += (blurred - cepstrum) * share
    if rng.random() < 0.5:
        mean = cepstrum.mean(axis=0)
        spread = 1 - rng.uniform(0, 0.3) * np.minimum(1, np.arange(MELS) / 10)
        cepstrum = mean + (cepstrum - mean) * spread
    if rng.random() < 0.3:
        cepstrum += rng.normal(0, rng.uniform(0.02, 0.15), cepstrum.shape) * np.exp(-np.arange(MELS) / 20)
    features[:, 1 + BANDS :] = cepstrum @ _dct
    if rng.random() < 0.5:
        features[:, 1 : 1 + BANDS] = smoothed(bands, rng.uniform(1, 4))
    return features


def random_gain(sound, rng):
    gain = 10 ** (rng.uniform(-14, 6) / 20)
    return min(gain, 0.99 / max(1e-3, np.abs(sound).max()))


def with_gain(features, gain):
    features[:, 1 + BANDS :] = np.maximum(MIN_LOG, features[:, 1 + BANDS :] + 2 * np.log(gain))
    return features


def crop(crops, lead, rng, predicted_share, perturbed_share):
    """(features of all frames; from frame `lead` on sound, pulses, turns of the phase modulo 1, voiced), as float32."""
    folder, entry, first = crops.random(rng)
    features = folder.features(entry, first, crops.frames)
    start, count = first + lead, crops.frames - lead
    sound = folder.cut(entry, start, count)
    pulses, turns, voiced = source.excitation(features[lead:, 0], folder.phase(entry, start, count))
    if folder.predicted is not None and rng.random() < predicted_share:
        features = folder.predicted_features(entry, first, crops.frames)
    elif rng.random() < perturbed_share:
        features = perturbed(features, rng)
    gain = random_gain(sound, rng)
    return tuple(x.astype(np.float32) for x in (with_gain(features, gain), sound * gain, pulses, turns % 1, voiced))


def batch(crops, size, lead, rng, predicted_share, perturbed_share):
    """features, sound, pulses, turns, voiced of `size` crops as tensors."""
    rows = [crop(crops, lead, rng, predicted_share, perturbed_share) for _ in range(size)]
    return tuple(torch.from_numpy(np.stack(column)) for column in zip(*rows))
