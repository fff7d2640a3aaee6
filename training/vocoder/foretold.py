"""Packs what training/voice/foretell.py wrote beside the features: foretold.py PACKED FOLDER, frame by frame as features.f32; others' frames are theirs."""
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
    found = np.load(path)
    if len(found) != entry["frames"]:
        sys.exit(f"{path} has {len(found)} frames, {entry['name']} {entry['frames']}: they were made of other recordings.")
    at = slice(entry["frame"], entry["frame"] + entry["frames"])
    found[:, 0] = frames[at, 0]
    frames[at] = found
    count += 1
frames.tofile(packed / "foretold.part")
(packed / "foretold.part").rename(packed / "foretold.f32")
print(f"{count} recordings")
