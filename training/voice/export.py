"""Writes the averaged weights for the run time: CHECKPOINT to FILE (models/voice/average.bin).

A file of weight_file.py that begins with "TIMBREAV". Body: phones, contexts, numbers of a code, mels, bands, width of the
conditioning and the step, 4 bytes each; the stacks of STACKS below, each with its width, inner width, number of blocks, and kernel
and dilation of each block, 4 bytes each; tensors, under the names that the run time reads.
"""
import argparse
import pathlib
import struct
import sys

import torch

import model as net

sys.path.append(str(pathlib.Path(__file__).resolve().parents[1]))
import weight_file

LETTERS, VERSION = b"TIMBREAV", 2
STACKS = {"encoder": "encoder", "duration_predictor": "lengths", "f0_predictor": "pitches", "decoder": "decoder", "reference": "reference"}
LAYERS = {
    "duration_input": "length_input", "duration_output": "length", "f0_input": "pitch_input", "f0_position": "pitch_place",
    "f0_output": "pitch", "position": "place", "output": "leave",
}  # fmt: skip
PARTS = {"filter": "filter.weight", "bias": "filter.bias"}
LINEAR = {"conditioning": "manner", "up": "into", "down": "out"}
PARTS |= {f"{name}.{part}": f"{old}.{part}" for name, old in LINEAR.items() for part in ("weight", "bias")}


def name_in_file(name):
    """The names in the file are older than those of the attributes."""
    if name == "phone.weight":
        return "phone"
    first, _, rest = name.partition(".")
    if first == "reference" and not rest.startswith("stack."):
        return f"reference_{rest}"
    if first in STACKS:
        number, _, part = rest.removeprefix("stack.").removeprefix("blocks.").partition(".")
        return f"{STACKS[first]}.{number}.{PARTS.get(part, part)}"
    return f"{LAYERS.get(first, first)}.{rest}"


def tensors(state, log_durations):
    """name: array."""
    return {name_in_file(name): tensor for name, tensor in state.items()} | {"log_lengths": torch.as_tensor(log_durations)}


def sizes(step):
    numbers = [net.PHONES, net.CONTEXTS, net.CODE, net.MELS, net.BANDS, net.CONDITIONING, step]
    for name in STACKS:
        width, hidden, blocks = net.STACKS[name]
        numbers += [width, hidden, len(blocks), *(number for block in blocks for number in block)]
    return struct.pack(f"<{len(numbers)}i", *numbers)


def packed(parts, step):
    return weight_file.whole(LETTERS, VERSION, sizes(step) + weight_file.tensors(parts))


def load(model, path):
    """Exported weights into the model; returns their step."""
    header_length = len(sizes(0))
    header, parts = weight_file.read(path, LETTERS, VERSION, header_length)
    step = struct.unpack("<7i", header[: 7 * 4])[6]
    if header != sizes(step):
        raise ValueError(f"{path} has other sizes than this recipe.")
    state = model.state_dict()
    model.load_state_dict({name: torch.from_numpy(parts[name_in_file(name)]).reshape(value.shape) for name, value in state.items()})
    return step


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("checkpoint", type=pathlib.Path)
    parser.add_argument("file", type=pathlib.Path)
    arguments = parser.parse_args()
    state = torch.load(arguments.checkpoint, map_location="cpu")
    content = packed(tensors(state["average"], state["log_durations"]), state["step"])
    weight_file.write(arguments.file, content, state["step"])


if __name__ == "__main__":
    main()
