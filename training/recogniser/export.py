"""Writes the averaged weights for the run time: CHECKPOINT to FILE.

A file of weight_file.py that begins with "TIMBRERC". Body: bands, frames per step, steps around the first layer, phones, width, inner
width, the number of blocks, kernel and dilation of each block, and the steps of training, 4 bytes each; tensors, under the names of the
attributes.
"""
import argparse
import pathlib
import struct
import sys

import torch

import model as net

sys.path.append(str(pathlib.Path(__file__).resolve().parents[1]))
import weight_file

LETTERS, VERSION = b"TIMBRERC", 1


def sizes(step):
    blocks = [number for block in net.BLOCKS for number in block]
    numbers = [net.MELS, net.FRAMES_PER_STEP, net.AROUND, net.PHONES, net.WIDTH, net.HIDDEN, len(net.BLOCKS), *blocks, step]
    return struct.pack(f"<{len(numbers)}i", *numbers)


def load(model, path):
    """Exported weights into the model; returns their step."""
    header, parts = weight_file.read(path, LETTERS, VERSION, len(sizes(0)))
    (step,) = struct.unpack("<i", header[-4:])
    if header != sizes(step):
        raise ValueError(f"{path} has other sizes than this recipe.")
    model.load_state_dict({name: torch.from_numpy(parts[name]).reshape(value.shape) for name, value in model.state_dict().items()})
    return step


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("checkpoint", type=pathlib.Path)
    parser.add_argument("file", type=pathlib.Path)
    arguments = parser.parse_args()
    state = torch.load(arguments.checkpoint, map_location="cpu")
    content = weight_file.whole(LETTERS, VERSION, sizes(state["step"]) + weight_file.tensors(state["average"]))
    weight_file.write(arguments.file, content, state["step"])


if __name__ == "__main__":
    main()
