"""Crops of the packed recordings, and the perturbations of their features by which unseen speakers and predicted frames are covered too."""
import json
import pathlib

import numpy as np
import torch

import frames
import source
from frames import BANDS, FEATURES, HOP, MIN_LOG, MELS

PREDICTED_SHARE = 0.7  # of the perturbed crops

_dct = np.cos(np.pi * np.arange(MELS)[:, None] * (np.arange(MELS) + 0.5)[None, :] / MELS) * np.sqrt(2 / MELS)
_dct[0] /= np.sqrt(2)
_band_middles = (frames.BAND_EDGES_HZ[:-1] + frames.BAND_EDGES_HZ[1:]) / 2


class Recordings:
    def __init__(self, folder):
        folder = pathlib.Path(folder)
        index = json.loads((folder / "index.json").read_text())
        self.sound = np.memmap(folder / "sound.i16", "<i2", "r")
        self.features = np.memmap(folder / "features.f32", "<f4", "r").reshape(-1, FEATURES)
        self.offsets = np.memmap(folder / "offsets.f32", "<f4", "r")
        # The average voice's predictions of them (predicted.py), where they were made.
        predicted = folder / "predicted.f32"
        self.predicted = np.memmap(predicted, "<f4", "r").reshape(-1, FEATURES) if predicted.exists() else None
        self.train = [entry for entry in index if not entry["dev"]]
        self.dev = [entry for entry in index if entry["dev"]]

    def predicted_features(self, entry, first, count):
        at = entry["frame"] + first
        return self.predicted[at : at + count].copy()

    def cut(self, entry, first, count):
        """(features, sound, offsets) of count frames: copies."""
        at = entry["frame"] + first
        start = entry["sample"] + first * HOP
        sound = self.sound[start : start + (count - 1) * HOP].astype(np.float32) / 32767
        return self.features[at : at + count].copy(), sound, self.offsets[at : at + count].astype(float)


def smoothed(values, width):
    """Along frames, by a Gaussian of that deviation in frames."""
    radius = int(np.ceil(3 * width))
    kernel = np.exp(-0.5 * (np.arange(-radius, radius + 1) / width) ** 2)
    padded = np.pad(values, ((radius, radius), (0, 0)), mode="edge")
    return np.lib.stride_tricks.sliding_window_view(padded, 2 * radius + 1, axis=0) @ (kernel / kernel.sum())


def coded_aperiodicity(bands):
    """As decoded from its level at 3 kHz alone: straight lines in dB from -60 at 0 Hz through it to 0 at 8 kHz, as
    BandAperiodicity decodes it."""
    db = 20 / np.log(10)
    level = np.clip(bands[:, 2] * db, -60, 0)
    below, above = -60 + (level[:, None] + 60) * _band_middles / 3000, level[:, None] * (8000 - _band_middles) / 5000
    curve = np.where(_band_middles < 3000, below, above)
    return np.where(bands.max(axis=1, keepdims=True) > -1e-3, 0, curve / db)


def perturbed(features, rng):
    """Features as an acoustic model would predict them: less detail along frequency and time, less global variance; F0 as it is."""
    features = features.copy()
    mels, bands = features[:, 1 + BANDS :], features[:, 1 : 1 + BANDS]
    keep = rng.integers(18, 45)
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
        features[:, 1 : 1 + BANDS] = coded_aperiodicity(bands)
    elif rng.random() < 0.5:
        features[:, 1 : 1 + BANDS] = smoothed(bands, rng.uniform(1, 4))
    return features


def random_gain(sound, rng):
    gain = 10 ** (rng.uniform(-14, 6) / 20)
    return min(gain, 0.99 / max(1e-3, np.abs(sound).max()))


def with_gain(features, gain):
    features[:, 1 + BANDS :] = np.maximum(MIN_LOG, features[:, 1 + BANDS :] + 2 * np.log(gain))
    return features


def excitation(f0, offsets=None):
    """(pulses, turns of the phase modulo 1, voiced) at each sample, as float32."""
    turns = source.phase_of(f0.astype(float), offsets)
    pulses = source.pulses(f0.astype(float), turns)
    return pulses.astype(np.float32), (turns % 1).astype(np.float32), source.voiced_samples(f0).astype(np.float32)


def batch(recordings, size, count, rng, perturbed_share):
    """features, sound, pulses, turns, voiced as tensors: size crops of count frames; a recording comes as often as it is long."""
    entries = [entry for entry in recordings.train if entry["frames"] >= count]
    lengths = np.array([entry["frames"] for entry in entries], float)
    rows = []
    for entry in rng.choice(len(entries), size, p=lengths / lengths.sum()):
        entry = entries[entry]
        first = rng.integers(0, entry["frames"] - count + 1)
        features, sound, offsets = recordings.cut(entry, first, count)
        gain = random_gain(sound, rng)
        pulses, turns, voiced = excitation(features[:, 0], offsets)
        if rng.random() < perturbed_share:
            if recordings.predicted is not None and rng.random() < PREDICTED_SHARE:
                features = recordings.predicted_features(entry, first, count)
            else:
                features = perturbed(features, rng)
        rows.append((with_gain(features, gain).astype(np.float32), sound * np.float32(gain), pulses, turns, voiced))
    return tuple(torch.from_numpy(np.stack(column)) for column in zip(*rows))
