"""Writes the outputs of PyTorch for sounds that a formula defines: CHECKPOINT to FILE
(tests/Timbre.Models.Tests/QualityEstimator/golden.json).

The weights are rounded as export.py writes them; scores are in single precision, exact in double precision. The formula: sounds.py.
"""
import argparse
import copy
import json
import pathlib

import torch

import export
import model as net
from sounds import PLAIN, made

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
    lines, max_difference = [], 0.0
    with torch.no_grad():
        for name, changes in CASES.items():
            parts = PLAIN | changes
            sound = torch.from_numpy(made(parts))[None]
            single, double = estimator(sound)[0].double(), exact(sound.double())[0]
            max_difference = max(max_difference, float((single - double).abs().max()))
            outputs = {key: [round(score, 6) for score in scores.tolist()] for key, scores in (("scores", single), ("exact", double))}
            lines.append(json.dumps({"name": name} | parts | outputs))
    chosen.file.write_text(f'{{"step": {step}, "cases": [\n  ' + ",\n  ".join(lines) + "\n]}\n", encoding="utf-8")
    print(f"{chosen.file}: step {step}; single precision is within {max_difference:.1e} of double precision")
