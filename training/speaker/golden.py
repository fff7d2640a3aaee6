"""Writes what PyTorch says of sounds that are made by a formula: CHECKPOINT and ENCODER (what export.py made of it) to FILE (tests/Timbre.Models.Tests/SpeakerEncoder/golden.json).

The weights are rounded as export.py writes them. scores is the network's embedding in single precision, exact in double precision; pairs has the cosine
and the log-likelihood ratio of two of the sounds, by the back end that ENCODER holds.
"""
import argparse
import json
import pathlib
import sys

import numpy as np
import torch

import backend
import evaluate
import export
import frontend

sys.path.append(str(pathlib.Path(__file__).resolve().parents[1] / "quality"))
from sounds import PLAIN, made

CASES = {
    "voice": {},
    "voice in noise": {"noise": 0.05, "seed": 2},
    "high voice": {"from": 210.0, "to": 260.0, "harmonics": 28, "seed": 3, "seconds": 4.0},
    "narrow voice": {"harmonics": 12, "from": 200.0, "to": 260.0, "seconds": 5.0, "seed": 4},
    "eight seconds": {"seconds": 8.0, "beat": 1.7, "noise": 0.01, "seed": 7},
    "odd length": {"seconds": 2.23456, "noise": 0.02, "seed": 8},
    "noise": {"gain": 0.0, "noise": 0.5, "step": 0.0, "seed": 9},
}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("checkpoint", "encoder", "file"):
        parser.add_argument(name, type=pathlib.Path)
    chosen = parser.parse_args()
    encoder, step = export.load(chosen.checkpoint)
    sizes, parts = export.unpacked(chosen.encoder.read_bytes())
    assert sizes[-1] == step, f"{chosen.encoder} is of step {sizes[-1]}, the checkpoint of {step}"
    layers = export.rounded(export.tensors(encoder))
    exact = {name: tuple(part.double() for part in pair) for name, pair in layers.items()}
    lines, vectors, furthest = [], [], 0.0
    with torch.no_grad():
        for name, changed in CASES.items():
            bands = torch.from_numpy(frontend.mels(made(PLAIN | changed)))[None]
            single, double = export.run(layers, bands)[0].double().numpy(), export.run(exact, bands.double())[0].numpy()
            furthest = max(furthest, float(np.abs(single - double).max()))
            vectors.append(double)
            lines.append(json.dumps({"name": name} | PLAIN | changed | {key: [round(float(x), 6) for x in values] for key, values in (("scores", single), ("exact", double))}))
    weighed = evaluate.normalised(np.stack(vectors) @ parts["weigh.weight"].T + parts["weigh.bias"])
    system = backend.Cohort(weighed, parts["cohort"])
    pairs = []
    for a in range(len(CASES)):
        for b in range(a + 1, len(CASES)):
            slope, offset = parts["calibration"][0]
            score = float(system.scores(np.array([[a, b]]))[0])
            pairs.append(json.dumps({"a": a, "b": b, "cosine": round(float(weighed[a] @ weighed[b]), 6), "ratio": round(slope * score + offset, 5)}))
    chosen.file.parent.mkdir(exist_ok=True)
    chosen.file.write_text(f'{{"step": {step}, "cases": [\n  ' + ",\n  ".join(lines) + '\n], "pairs": [\n  ' + ",\n  ".join(pairs) + "\n]}\n", encoding="utf-8")
    print(f"{chosen.file}: step {step}; single precision is {furthest:.1e} from double precision at the furthest")


if __name__ == "__main__":
    main()
