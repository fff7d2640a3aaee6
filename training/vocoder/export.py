"""Writes the averaged weights for the run time: CHECKPOINT to FILE (models/vocoder/vocoder.bin).

A file of weight_file.py that begins with "TIMBRENV". Body: mels, bands, frames per step, width, hidden width, blocks, kernel, steps
before, steps ahead, points of phase, points of modulation and the steps of training, 4 bytes each; tensors, under the names that the
run time reads.
"""
import argparse
import pathlib
import struct
import sys

import numpy as np
import torch

import model as net

sys.path.append(str(pathlib.Path(__file__).resolve().parents[1]))
import weight_file

LETTERS, VERSION = b"TIMBRENV", 2
# The names in the file are older than those of the attributes.
LAYERS = {"input": "enter", "input_norm": "first", "output_norm": "last", "output": "leave"}


def sizes_of(width, hidden, blocks):
    layers = (width, hidden, blocks, net.KERNEL, net.BEFORE, net.LOOKAHEAD)
    return (net.MELS, net.BANDS, net.FRAMES_PER_STEP, *layers, net.PHASE_POINTS, net.MODULATION_POINTS)


def renamed(parts, names):
    split = ((name.partition("."), part) for name, part in parts.items())
    return {f"{names.get(layer, layer)}.{rest}": part for (layer, _, rest), part in split}


def packed(state, step):
    """The file of the model's state."""
    blocks = sum(name.endswith("scale") for name in state)
    header = (*sizes_of(len(state["input.weight"]), len(state["blocks.0.up.weight"]), blocks), step)
    body = struct.pack(f"<{len(header)}i", *header) + weight_file.tensors(renamed(state, LAYERS))
    return weight_file.whole(LETTERS, VERSION, body)


def read(path):
    """(the model of a file, the steps of training that it has seen)"""
    count = len(sizes_of(0, 0, 0)) + 1
    header, parts = weight_file.read(path, LETTERS, VERSION, 4 * count)
    *sizes, step = struct.unpack(f"<{count}i", header)
    width, hidden, blocks = sizes[3:6]
    if tuple(sizes) != sizes_of(width, hidden, blocks):
        raise ValueError(f"{path} is of a network of other sizes than model.py's: {sizes}, not {list(sizes_of(width, hidden, blocks))}.")
    model = net.Vocoder(width, hidden, blocks)
    names = {name: layer for layer, name in LAYERS.items()}
    model.load_state_dict({name: torch.from_numpy(np.array(part)) for name, part in renamed(parts, names).items()})
    return model, step


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("checkpoint", type=pathlib.Path)
    parser.add_argument("file", type=pathlib.Path)
    arguments = parser.parse_args()
    state = torch.load(arguments.checkpoint, map_location="cpu")
    weight_file.write(arguments.file, packed(state["average"], state["step"]), state["step"])


if __name__ == "__main__":
    main()
