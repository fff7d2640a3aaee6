"""Packs the predictions of training/voice/predict.py: predicted.py PACKED FOLDER writes PACKED/predicted.f32, frame by frame as
features.f32.

Recordings without a prediction keep their own frames.
"""
import json
import pathlib
import sys

import numpy as np

from frames import FEATURES

packed, folder = map(pathlib.Path, sys.argv[1:])
frames = np.fromfile(packed / "features.f32", "<f4").reshape(-1, FEATURES)
count = 0
for entry in json.loads((packed / "index.json").read_text()):
    path = folder / f"{entry['name']}.npy"
    if not path.exists():
        continue
    predicted = np.load(path)
    if len(predicted) != entry["frames"]:
        sys.exit(f"{path} has {len(predicted)} frames, {entry['name']} {entry['frames']}: they were made of other recordings.")
    at = slice(entry["frame"], entry["frame"] + entry["frames"])
    predicted[:, 0] = frames[at, 0]
    frames[at] = predicted
    count += 1
frames.tofile(packed / "predicted.part")
(packed / "predicted.part").rename(packed / "predicted.f32")
print(f"{count} recordings")
