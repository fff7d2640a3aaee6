"""Prints mean log-spectral distance and multi-resolution STFT loss of copies: distances.py LIST.

Each line of LIST is a recording, a tab and its copy.
"""
import pathlib
import subprocess
import sys

import numpy as np
import torch

sys.path.append(str(pathlib.Path(__file__).resolve().parents[1] / "training" / "vocoder"))
import losses

RATE, SIZES, SIZE = "16000", (1024, 512, 256, 128), 512


def load(path):
    command = ["ffmpeg", "-loglevel", "error", "-i", path, "-ac", "1", "-ar", RATE, "-f", "f32le", "-"]
    raw = subprocess.run(command, check=True, capture_output=True).stdout
    return torch.from_numpy(np.frombuffer(raw, np.float32).copy())


rows = []
for line in open(sys.argv[1]):
    natural, copy = map(load, line.rstrip("\n").split("\t"))
    both = min(len(natural), len(copy))
    natural, copy = natural[None, :both], copy[None, :both]
    rows.append((float(losses.log_spectral_distance(copy, natural, SIZE)), float(losses.spectral_loss(copy, natural, SIZES))))
distance, loss = np.mean(rows, axis=0)
print(f"{distance:.2f} dB | {loss:.3f}")
