"""Writes the averaged weights for the run time: CHECKPOINT to FILE.

A file of weight_file.py that begins with "TIMBRERC". Body: bands, frames per step, steps around the first layer, phones, the steps of
training; width, inner width, the number of blocks, kernel and dilation of each block; 4 bytes each; tensors, of blocks under the names
that those of the acoustic model have.
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
PARTS = {
    "filter": "filter.weight", "bias": "filter.bias", "up.weight": "into.weight", "up.bias": "into.bias",
    "down.weight": "out.weight", "down.bias": "out.bias",
}  # fmt: skip


def name_in_file(name):
    first, _, rest = name.partition(".")
    if first != "blocks":
        return name
    number, _, part = rest.partition(".")
    return f"blocks.{number}.{PARTS.get(part, part)}"


def sizes(step):
    blocks = [number for block in net.BLOCKS for number in block]
    numbers = [net.MELS, net.FRAMES_PER_STEP, net.AROUND, net.PHONES, step, net.WIDTH, net.HIDDEN, len(net.BLOCKS), *blocks]
    return struct.pack(f"<{len(numbers)}i", *numbers)


def load(model, path):
    """Exported weights into the model; returns their step."""
    header, parts = weight_file.read(path, LETTERS, VERSION, len(sizes(0)))
    (step,) = struct.unpack_from("<i", header, 16)
    if header != sizes(step):
        raise ValueError(f"{path} has other sizes than this recipe.")
    state = model.state_dict()
    model.load_state_dict({name: torch.from_numpy(parts[name_in_file(name)]).reshape(value.shape) for name, value in state.items()})
    return step


def packed(state, step):
    """The file of the model's state."""
    renamed = {name_in_file(name): part for name, part in state.items()}
    return weight_file.whole(LETTERS, VERSION, sizes(step) + weight_file.tensors(renamed))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("checkpoint", type=pathlib.Path)
    parser.add_argument("file", type=pathlib.Path)
    arguments = parser.parse_args()
    state = torch.load(arguments.checkpoint, map_location="cpu")
    weight_file.write(arguments.file, packed(state["average"], state["step"]), state["step"])


if __name__ == "__main__":
    main()
