"""Writes the averaged weights for the run time: CHECKPOINT to FILE (models/voice/average.bin).

"TIMBREAV", version and length of the body as 4 bytes each, body, SHA-256 of all before it; lowest byte first. Body: phones, contexts, numbers of
an embedding, mels, bands, width, inner width, numbers of a voice and the step, 4 bytes each; a count of tensors; of each the name (a byte of
length, ASCII), the number of dimensions (a byte), the dimensions (4 bytes each) and its numbers in half precision.
"""
import argparse
import hashlib
import pathlib
import struct

import numpy as np
import torch

import model as net

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
    body = struct.pack(f"<{len(sizes)}i", *sizes) + struct.pack("<i", len(parts))
    for part, tensor in parts.items():
        values = np.ascontiguousarray(tensor.numpy()).astype("<f2")
        assert np.isfinite(values).all(), part
        body += struct.pack("<B", len(part)) + part.encode("ascii") + struct.pack(f"<B{values.ndim}i", values.ndim, *values.shape) + values.tobytes()
    whole = b"TIMBREAV" + struct.pack("<ii", VERSION, len(body)) + body
    return whole + hashlib.sha256(whole).digest()


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("checkpoint", type=pathlib.Path)
    parser.add_argument("file", type=pathlib.Path)
    arguments = parser.parse_args()
    state = torch.load(arguments.checkpoint, map_location="cpu")
    content = packed(tensors(state["average"], state["log_lengths"]), state["step"])
    part = arguments.file.with_suffix(".part")
    part.write_bytes(content)
    part.rename(arguments.file)
    print(f"{arguments.file}: step {state['step']}, {len(content)} bytes, SHA-256 {hashlib.sha256(content).hexdigest()}")


if __name__ == "__main__":
    main()
