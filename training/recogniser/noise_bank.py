"""Noises as log-mel bands of mean power 1: OUT/noise.f16, [frames, MELS], and OUT/noise.json, a row a noise.

Usage: noise_bank.py NOISE OUT    NOISE is a folder as ../shared/noise

Recorded ones of the training classes of ../quality, and coloured noise, hum and tones.
"""
import json
import pathlib
import sys

import numpy as np

HERE = pathlib.Path(__file__).resolve().parent
sys.path += [str(HERE.parent / "speaker"), str(HERE.parent / "quality")]
import frontend
import noises
from material import RATE, TEST_NOISES, Material

SAMPLES = 6 * RATE
COMPUTED = 150


class RecordedNoises(Material):
    """The noises of a Material, without speech."""

    def __init__(self, noise, scratch):
        self.folder = scratch
        classes = [folder for folder in sorted(noise.iterdir()) if folder.is_dir() and folder.name not in TEST_NOISES]
        self.noises = {"train": [path for folder in classes for path in sorted(folder.glob("*.ogg"))]}


def sounds(noise, scratch, rng):
    material = RecordedNoises(noise, scratch)
    for _ in material.noises["train"]:
        yield noises.recorded(material, "train", SAMPLES, rng)[1]
    for _ in range(COMPUTED // 3):
        yield noises.coloured(SAMPLES, rng.uniform(-0.3, 2), rng)
        yield noises.hum(SAMPLES, rng)
        yield noises.tones(SAMPLES, rng)


def main():
    noise, out = map(pathlib.Path, sys.argv[1:])
    rows, bands, frame = [], [], 0
    for sound in sounds(noise, out / "decoded", np.random.default_rng(17)):
        mels = frontend.mels(0.05 * sound)
        bands.append(mels - np.log(np.exp(mels).mean()))
        rows.append({"frame": frame, "frames": len(mels)})
        frame += len(mels)
    np.concatenate(bands).astype("<f2").tofile(out / "noise.f16")
    (out / "noise.json").write_text(json.dumps(rows))


if __name__ == "__main__":
    main()
