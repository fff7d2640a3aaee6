"""Writes the averaged weights for the run time: CHECKPOINT to FILE (models/voice/average.bin).

A file of weight_file.py that begins with "TIMBREAV". Body: phones, contexts, numbers of an embedding, mels, bands, width, inner
width, width of the conditioning and the step, 4 bytes each; tensors, under the names that the run time reads.
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
STACKS = {"encoder": "encoder", "duration_predictor": "lengths", "f0_predictor": "pitches", "decoder": "decoder"}
LAYERS = {"duration_output": "length", "f0_position": "pitch_place", "f0_output": "pitch", "position": "place", "output": "leave"}
PARTS = {"filter": "filter.weight", "bias": "filter.bias"}
LINEAR = {"conditioning": "manner", "up": "into", "down": "out"}
PARTS |= {f"{name}.{part}": f"{old}.{part}" for name, old in LINEAR.items() for part in ("weight", "bias")}


def tensors(state, log_durations):
    """name: array. The names in the file are older than those of the attributes."""
    parts = {"phone": state["phone.weight"], "log_lengths": torch.as_tensor(log_durations)}
    for name, tensor in state.items():
        first, _, rest = name.partition(".")
        if first in STACKS:
            number, _, part = rest.removeprefix("blocks.").partition(".")
            parts[f"{STACKS[first]}.{number}.{PARTS.get(part, part)}"] = tensor
        elif first != "phone":
            parts[f"{LAYERS.get(first, first)}.{rest}"] = tensor
    return parts


def packed(parts, step):
    sizes = (net.PHONES, net.CONTEXTS, net.EMBEDDING, net.MELS, net.BANDS, net.WIDTH, net.HIDDEN, net.CONDITIONING, step)
    return weight_file.whole(b"TIMBREAV", VERSION, struct.pack(f"<{len(sizes)}i", *sizes) + weight_file.tensors(parts))


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
