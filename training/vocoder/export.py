"""Writes the averaged weights for the run time: CHECKPOINT to FILE (models/vocoder/vocoder.bin).

A file of weight_file.py that begins with "TIMBRENV". Body: mels, bands, width, hidden width, blocks, kernel, frames before, frames ahead,
points of phase, points of modulation and the step, 4 bytes each; tensors, under the names that the run time reads.
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
LAYERS = {"input": "enter", "input_norm": "first", "output_norm": "last", "output": "leave"}


def tensors(state):
    """name: array, taps before channels. The names in the file are older than those of the attributes."""
    parts = {}
    for name, tensor in state.items():
        layer, _, part = name.partition(".")
        name = f"{LAYERS.get(layer, layer)}.{part}"
        if name == "enter.weight":
            tensor = tensor.permute(0, 2, 1).reshape(len(tensor), -1)
        elif name.endswith("depthwise.weight"):
            tensor = tensor[:, 0].T
        parts[name] = tensor
    return parts


def packed(parts, step):
    width, blocks = len(parts["enter.weight"]), sum(name.endswith("scale") for name in parts)
    layers = (width, len(parts["blocks.0.up.weight"]), blocks, net.KERNEL)
    sizes = (net.MELS, net.BANDS, *layers, BEFORE, net.LOOKAHEAD, net.PHASE_POINTS, net.MODULATION_POINTS, step)
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
