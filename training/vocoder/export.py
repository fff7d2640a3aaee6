"""Writes the averaged weights for the run time: CHECKPOINT to FILE (models/vocoder/vocoder.bin).

A file of weight_file.py that begins with "TIMBRENV". Body: mels, bands, width, hidden width, blocks, kernel, frames seen before, frames seen ahead,
points of phase, points of swelling and the step, 4 bytes each; tensors.
"""
import argparse
import pathlib
import struct
import sys

import torch

import model as net

sys.path.append(str(pathlib.Path(__file__).resolve().parents[1]))
import weight_file

VERSION = 1
BEFORE = 5


def tensors(state):
    """name: array, as the run time wants them: taps before channels."""
    parts = {}
    for name, tensor in state.items():
        if name == "enter.weight":
            tensor = tensor.permute(0, 2, 1).reshape(len(tensor), -1)
        elif name.endswith("depthwise.weight"):
            tensor = tensor[:, 0].T
        parts[name] = tensor
    return parts


def packed(parts, step):
    width, blocks = len(parts["enter.weight"]), sum(name.endswith("scale") for name in parts)
    sizes = (net.MELS, net.BANDS, width, len(parts["blocks.0.up.weight"]), blocks, net.KERNEL, BEFORE, net.LOOKAHEAD, net.PHASES, net.SWELLS, step)
    return weight_file.whole(b"TIMBRENV", VERSION, struct.pack(f"<{len(sizes)}i", *sizes) + weight_file.tensors(parts))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("checkpoint", type=pathlib.Path)
    parser.add_argument("file", type=pathlib.Path)
    arguments = parser.parse_args()
    state = torch.load(arguments.checkpoint, map_location="cpu")
    content = packed(tensors(state["average"]), state["step"])
    weight_file.write(arguments.file, content, state["step"])


if __name__ == "__main__":
    main()
