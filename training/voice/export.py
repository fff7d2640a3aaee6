"""Writes the averaged weights for the run time: CHECKPOINT to FILE (models/voice/average.bin).

A file of weight_file.py that begins with "TIMBREAV". Body: phones, contexts, numbers of an embedding, mels, bands, width, inner width, numbers of a
voice and the step, 4 bytes each; tensors.
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
STACKS = ("encoder", "lengths", "pitches", "decoder")


def tensors(state, log_lengths):
    """name: array, as the run time calls them."""
    parts = {"phone": state["phone.weight"], "log_lengths": torch.as_tensor(log_lengths)}
    for name, tensor in state.items():
        first, _, rest = name.partition(".")
        if first in STACKS:
            rest = rest.removeprefix("blocks.")
            number, _, rest = rest.partition(".")
            rest = {"filter": "filter.weight", "bias": "filter.bias"}.get(rest, rest)
            parts[f"{first}.{number}.{rest}"] = tensor
        elif first != "phone":
            parts[name] = tensor
    return parts


def packed(parts, step):
    sizes = (net.PHONES, net.CONTEXTS, net.EMBEDDING, net.MELS, net.BANDS, net.WIDTH, net.INNER, net.VOICE, step)
    return weight_file.whole(b"TIMBREAV", VERSION, struct.pack(f"<{len(sizes)}i", *sizes) + weight_file.tensors(parts))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("checkpoint", type=pathlib.Path)
    parser.add_argument("file", type=pathlib.Path)
    arguments = parser.parse_args()
    state = torch.load(arguments.checkpoint, map_location="cpu")
    content = packed(tensors(state["average"], state["log_lengths"]), state["step"])
    weight_file.write(arguments.file, content, state["step"])


if __name__ == "__main__":
    main()
