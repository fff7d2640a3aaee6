"""Writes the outputs of PyTorch for sounds that a formula defines: CHECKPOINT and ENCODER (made from it by export.py) to FILE
(tests/Timbre.Models.Tests/SpeakerEncoder/golden.json).

The weights are rounded as export.py writes them. scores is the network's embedding in single precision, exact in double
precision; pairs has the cosine and the log-likelihood ratio of two of the sounds, by the back end that ENCODER holds.
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
    lines, vectors, max_difference = [], [], 0.0
    with torch.no_grad():
        for name, changes in CASES.items():
            bands = torch.from_numpy(frontend.mels(made(PLAIN | changes)))[None]
            single, double = export.run(layers, bands)[0].double().numpy(), export.run(exact, bands.double())[0].numpy()
            max_difference = max(max_difference, float(np.abs(single - double).max()))
            vectors.append(double)
            outputs = {key: [round(float(x), 6) for x in values] for key, values in (("scores", single), ("exact", double))}
            lines.append(json.dumps({"name": name} | PLAIN | changes | outputs))
    whitened = evaluate.normalised(np.stack(vectors) @ parts["weigh.weight"].T + parts["weigh.bias"])
    system = backend.Cohort(whitened, parts["cohort"])
    pairs = []
    for a in range(len(CASES)):
        for b in range(a + 1, len(CASES)):
            slope, offset = parts["calibration"][0]
            score = float(system.scores(np.array([[a, b]]))[0])
            cosine = round(float(whitened[a] @ whitened[b]), 6)
            pairs.append(json.dumps({"a": a, "b": b, "cosine": cosine, "ratio": round(slope * score + offset, 5)}))
    chosen.file.parent.mkdir(exist_ok=True)
    cases, of_pairs = ",\n  ".join(lines), ",\n  ".join(pairs)
    chosen.file.write_text(f'{{"step": {step}, "cases": [\n  {cases}\n], "pairs": [\n  {of_pairs}\n]}}\n', encoding="utf-8")
    print(f"{chosen.file}: step {step}; single precision is within {max_difference:.1e} of double precision")


if __name__ == "__main__":
    main()
