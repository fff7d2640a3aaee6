"""Checks what prepare.py packed: phrases lie within their sentences, and sound is what the phones say: vowels are voiced, unvoiced
fricatives are not, pauses are silent. Prints the figures of each language; exits 1 if one is out of its bounds."""
import argparse
import json
import pathlib
import sys

import numpy as np

import phones

sys.path.append(str(pathlib.Path(__file__).resolve().parents[1]))
from packing import FEATURES

FRAMES_PER_STEP = 2
BANDS = 6
FRICATIVES = {phones.INDEX[name] for name in "f s ʃ θ".split()}
VOWELS = {phones.INDEX[name] for name in phones.VOWELS}
BOUNDS = {"vowels voiced": (0.85, 1), "fricatives voiced": (0, 0.15), "pauses below vowels, dB": (25, 200)}


def level(frames):
    """Mean power of each frame in dB."""
    return 10 * np.log10(np.exp(frames[:, BANDS:].astype(np.float64)).mean(axis=1))


def figures(entries, frames, f0):
    voiced = {"vowels": [], "fricatives": []}
    levels = {"vowels": [], "pauses": []}
    for entry in entries:
        for phrase in entry["phrases"]:
            steps = np.asarray(phrase["steps"])
            first = entry["frame"] + FRAMES_PER_STEP * phrase["start"]
            end = first + FRAMES_PER_STEP * int(steps.sum())
            assert phrase["start"] >= 0 and end <= entry["frame"] + entry["frames"] + FRAMES_PER_STEP, entry["name"]
            assert (steps[1:-1] > 0).all(), entry["name"]
            numbers = np.repeat(phrase["phones"], FRAMES_PER_STEP * steps)[: len(f0[first:end])]
            kinds = {"vowels": np.isin(numbers, list(VOWELS)), "fricatives": np.isin(numbers, list(FRICATIVES)), "pauses": numbers == 0}
            loudness = level(frames[first:end])
            for kind, values in voiced.items():
                values.append((f0[first:end] > 0)[kinds[kind]])
            for kind, values in levels.items():
                values.append(loudness[kinds[kind]])
    mean = lambda arrays: float(np.concatenate(arrays).mean())
    return {
        "vowels voiced": mean(voiced["vowels"]), "fricatives voiced": mean(voiced["fricatives"]),
        "pauses below vowels, dB": mean(levels["vowels"]) - mean(levels["pauses"]),
    }  # fmt: skip


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--packed", type=pathlib.Path, required=True)
    folder = parser.parse_args().packed
    entries = [json.loads(line) for line in open(folder / "sentences.jsonl")]
    frames = np.memmap(folder / "frames.f16", "<f2", "r").reshape(-1, FEATURES - 1)
    f0 = np.memmap(folder / "f0.f32", "<f4", "r")
    wrong = False
    for language in sorted({entry["language"] for entry in entries}):
        chosen = [entry for entry in entries if entry["language"] == language]
        row = figures(chosen[:500], frames, f0)
        wrong |= any(not BOUNDS[name][0] <= value <= BOUNDS[name][1] for name, value in row.items())
        count = sum(len(entry["phrases"]) for entry in chosen)
        print(language, f"{len(chosen)} sentences, {count} phrases;", ", ".join(f"{name} {value:.2f}" for name, value in row.items()))
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
