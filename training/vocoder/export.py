"""Writes the averaged weights for the run time: CHECKPOINT to FILE (models/vocoder/vocoder.bin).

"TIMBRENV", version and length of the body as 4 bytes each, body, SHA-256 of all before it; lowest byte first. Body: mels, bands, width, hidden width,
blocks, kernel, frames seen before, frames seen ahead, points of phase, points of swelling and the step, 4 bytes each; a count of tensors; of each the
name (a byte of length, ASCII), the number of dimensions (a byte), the dimensions (4 bytes each) and its numbers in half precision.
"""
import argparse
import hashlib
import pathlib
import struct

import numpy as np
import torch

import model as net

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
    body = struct.pack(f"<{len(sizes)}i", *sizes) + struct.pack("<i", len(parts))
    for part, tensor in parts.items():
        values = np.ascontiguousarray(tensor.numpy()).astype("<f2")
        assert np.isfinite(values).all(), part
        body += struct.pack("<B", len(part)) + part.encode("ascii") + struct.pack(f"<B{values.ndim}i", values.ndim, *values.shape) + values.tobytes()
    whole = b"TIMBRENV" + struct.pack("<ii", VERSION, len(body)) + body
    return whole + hashlib.sha256(whole).digest()


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("checkpoint", type=pathlib.Path)
    parser.add_argument("file", type=pathlib.Path)
    arguments = parser.parse_args()
    state = torch.load(arguments.checkpoint, map_location="cpu")
    content = packed(tensors(state["average"]), state["step"])
    part = arguments.file.with_suffix(".part")
    part.write_bytes(content)
    part.rename(arguments.file)
    print(f"{arguments.file}: step {state['step']}, {len(content)} bytes, SHA-256 {hashlib.sha256(content).hexdigest()}")


if __name__ == "__main__":
    main()
