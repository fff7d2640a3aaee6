"""Writes a small vocoder with random weights, and its outputs by PyTorch for some frames: FOLDER/small.bin and FOLDER/golden.json
(tests/Timbre.Models.Tests/Vocoders/SuperWideband).

Computed in double precision, with the weights rounded as export.py writes them; the noise is GaussianNoise's of seed 1. In
unvoiced frames the phase goes on with the last F0, from 120 Hz before any, as at run time, where later frames are unknown.
"""
import argparse
import json
import pathlib

import numpy as np
import torch

import export
import source
from frames import BANDS, FEATURES, HOP
from model import Vocoder


def last_f0(f0):
    result, last = [], 120.0
    for hz in f0:
        last = hz if hz > 0 else last
        result.append(last)
    return np.array(result)


def gaussian_noise(count, seed=1):
    """As src/Timbre.Audio/Vocoder/GaussianNoise.cs: SplitMix64, twelve parts of 16 bits to a number."""
    wrap, state, noise = (1 << 64) - 1, seed, []
    for _ in range(count):
        total = 0
        for _ in range(3):
            state = (state + 0x9E3779B97F4A7C15) & wrap
            z = ((state ^ (state >> 30)) * 0xBF58476D1CE4E5B9) & wrap
            z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) & wrap
            z ^= z >> 31
            total += sum((z >> shift) & 0xFFFF for shift in (0, 16, 32, 48))
        noise.append(total / 65536 - 6)
    return np.array(noise)


def some_frames(count, rng):
    features = np.zeros((count, FEATURES))
    time = np.arange(count)
    f0 = 160 + 60 * np.sin(time / 7) + rng.normal(0, 3, count)
    features[:, 0] = np.where(np.sin(time / 5 + 1) > -0.3, f0, 0)
    features[:, 1 : 1 + BANDS] = -np.abs(rng.normal(2, 1.5, (count, BANDS)))
    mels = FEATURES - 1 - BANDS
    features[:, 1 + BANDS :] = -9 + 3 * np.sin(np.arange(mels) / 6 + time[:, None] / 9) + rng.normal(0, 0.3, (count, mels))
    return np.round(features, 4).astype(np.float32).astype(float)  # what the run time has


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=pathlib.Path)
    folder = parser.parse_args().folder
    torch.manual_seed(1)
    vocoder = Vocoder(width=24, hidden=40, blocks=2).eval()
    for parameter in vocoder.parameters():
        parameter.data += 0.05 * torch.randn_like(parameter)
        parameter.data = parameter.data.half().float()
    (folder / "small.bin").write_bytes(export.packed(vocoder.state_dict(), 0))
    vocoder.double()
    source.continuous_f0 = last_f0

    rng = np.random.default_rng(2)
    cases = []
    for count in (2, 3, 7, 41):
        features = some_frames(count, rng)
        pulses, turns, voiced = source.excitation(features[:, 0])
        noise = gaussian_noise((count - 1) * HOP)
        rows = [torch.from_numpy(x)[None] for x in (features, pulses, noise, turns, voiced)]
        with torch.no_grad():
            outputs, sound = vocoder.filters(rows[0])[0], vocoder(*rows)[0]
        numbers = {"features": features, "pulses": pulses, "outputs": outputs.numpy(), "sound": sound.numpy()}
        cases.append({name: [float(f"{x:.8g}") for x in value.reshape(-1)] for name, value in numbers.items()})
    (folder / "golden.json").write_text(json.dumps(cases).replace("}, {", "},\n{") + "\n")


if __name__ == "__main__":
    main()
