"""Writes what PyTorch says of sounds that are made by a formula: CHECKPOINT to FILE (tests/Timbre.Models.Tests/QualityEstimator/golden.json).

The weights are rounded as export.py writes them; scores is what PyTorch says in single precision, exact in double precision. Sample n, t = n / 16000, of a sound of T seconds:
clip(gain · (0.5 - 0.5·cos(2π·beat·t)) · Σₖ sin(2π·k·(from·t + (to - from)·t²/2T)) / k + noise · r + offset), k = 1 to harmonics, clip to ±ceiling, then to
whole multiples of step; r from -1 to 1: state = 1664525·state + 1013904223 mod 2³² from the seed on, r = state / 2³¹ - 1.
"""
import argparse
import copy
import json
import pathlib

import numpy as np
import torch

import export
import model as net

PLAIN = {"seconds": 3.0, "gain": 0.2, "beat": 3.0, "from": 120.0, "to": 180.0, "harmonics": 25, "noise": 0.001, "offset": 0.0, "ceiling": 1.0, "step": 1 / 32768, "seed": 1}
CASES = {
    "voice": {},
    "voice in noise": {"noise": 0.05, "seed": 2},
    "voice under noise": {"gain": 0.05, "noise": 0.3, "seconds": 4.0, "seed": 3},
    "clipped voice": {"gain": 0.9, "ceiling": 0.3, "seconds": 2.5},
    "narrow voice": {"harmonics": 12, "from": 200.0, "to": 260.0, "seconds": 5.0, "seed": 4},
    "voice with an offset": {"offset": 0.2, "seed": 5},
    "coarse steps": {"step": 1 / 64, "seed": 6},
    "half a second": {"seconds": 0.5, "beat": 4.0},
    "ten seconds": {"seconds": 10.0, "beat": 1.7, "noise": 0.01, "seed": 7},
    "odd length": {"seconds": 1.23456, "noise": 0.02, "seed": 8},
    "chirp": {"from": 50.0, "to": 7000.0, "harmonics": 1, "beat": 0.0, "gain": 0.4},
    "noise": {"gain": 0.0, "noise": 0.5, "step": 0.0, "seed": 9},
    "quiet noise": {"gain": 0.0, "noise": 0.002, "step": 1 / 32768, "seed": 10},
}


def made(p):
    count = round(p["seconds"] * net.RATE)
    t = np.arange(count) / net.RATE
    phase = 2 * np.pi * (p["from"] * t + (p["to"] - p["from"]) * t * t / (2 * p["seconds"]))
    beat = 0.5 - 0.5 * np.cos(2 * np.pi * p["beat"] * t) if p["beat"] else np.ones(count)
    voice = sum(np.sin(k * phase) / k for k in range(1, p["harmonics"] + 1))
    state, noise = p["seed"], np.empty(count)
    for n in range(count):
        state = (1664525 * state + 1013904223) % 2**32
        noise[n] = state / 2**31 - 1
    sound = np.clip(p["gain"] * beat * voice + p["noise"] * noise + p["offset"], -p["ceiling"], p["ceiling"])
    return (np.round(sound / p["step"]) * p["step"] if p["step"] else sound).astype(np.float32)


def arguments_of():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("checkpoint", type=pathlib.Path)
    parser.add_argument("file", type=pathlib.Path)
    return parser.parse_args()


if __name__ == "__main__":
    chosen = arguments_of()
    estimator, step = export.load(chosen.checkpoint)
    estimator = export.rounded(estimator)
    exact = copy.deepcopy(estimator).double()
    exact.window = torch.hann_window(net.WINDOW, dtype=torch.float64)
    lines, furthest = [], 0.0
    with torch.no_grad():
        for name, changed in CASES.items():
            parts = PLAIN | changed
            sound = torch.from_numpy(made(parts))[None]
            single, double = estimator(sound)[0].double(), exact(sound.double())[0]
            furthest = max(furthest, float((single - double).abs().max()))
            lines.append(json.dumps({"name": name} | parts | {key: [round(score, 6) for score in scores.tolist()] for key, scores in (("scores", single), ("exact", double))}))
    chosen.file.write_text(f'{{"step": {step}, "cases": [\n  ' + ",\n  ".join(lines) + "\n]}\n", encoding="utf-8")
    print(f"{chosen.file}: step {step}; single precision is {furthest:.1e} from double precision at the furthest")
