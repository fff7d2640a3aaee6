"""Writes the estimator's averaged weights for the run time: CHECKPOINT to FILE (models/quality/estimator.bin).

"TIMBREQE", version and length of the body as 4 bytes each, body, SHA-256 of all before it; lowest byte first. Body: the sizes, 4 bytes each; the
edges of bands after their number, the quantiles (8 bytes each) after theirs; a count of tensors; of each the name (a byte of length, ASCII), the number of dimensions (a byte), the dimensions (4 bytes each) and
its numbers in half precision. At run time frames come first and channels last, so kernels are turned: [outputs, frames, bins, inputs].

With --data, what the rounding costs is printed: the figures of the development set before and after.
"""
import argparse
import json
import pathlib
import struct
import sys

import numpy as np
import torch

import model as net

sys.path.append(str(pathlib.Path(__file__).resolve().parents[1]))
import weight_file

VERSION = 1


def arguments_of():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("checkpoint", type=pathlib.Path)
    parser.add_argument("file", type=pathlib.Path)
    parser.add_argument("--data", type=pathlib.Path, help="the folder of pairs.tsv and labels.tsv")
    return parser.parse_args()


def load(checkpoint):
    """(the averaged network, its step)"""
    state = torch.load(checkpoint, map_location="cpu")
    estimator = net.Estimator()
    estimator.load_state_dict(state["average"])
    return estimator.eval(), state["step"]


def rounded(estimator):
    """The same network with the numbers that the file has."""
    with torch.no_grad():
        for weight in estimator.parameters():
            weight.copy_(weight.half().float())
    return estimator


def turned(name, weight):
    """A tensor as the run time wants it."""
    if name.startswith("stem.") and weight.dim() == 4:  # [outputs, inputs, bins, frames]
        return weight.permute(0, 3, 2, 1)
    if name.endswith("depthwise.weight"):  # [channels, 1, frames]
        return weight[:, 0].T
    if name == "enter.weight":  # channel after channel in front of the shapes; there, bin after bin
        bins = net.BINS // 2 ** len(net.STEM)
        picture = weight[:, : net.STEM[-1] * bins, 0].unflatten(1, (net.STEM[-1], bins)).transpose(1, 2).flatten(1)
        return torch.cat([picture, weight[:, net.STEM[-1] * bins :, 0]], dim=1)
    return weight[..., 0] if weight.dim() == 3 else weight


def packed(estimator, step):
    body = struct.pack("<4if3i5i", net.RATE, net.HOP, net.WINDOW, net.BINS, net.FLOOR, *net.STEM, net.WIDTH, net.HIDDEN, net.BLOCKS, net.KERNEL, net.HEADS)
    body += struct.pack("<3f3fi", *net.LOWEST, *net.HIGHEST, step) + struct.pack(f"<{1 + len(net.EDGES)}i", len(net.EDGES), *net.EDGES)
    body += struct.pack(f"<i{len(net.QUANTILES)}d", len(net.QUANTILES), *net.QUANTILES)
    parts = {name: turned(name, weight.detach()).numpy() for name, weight in estimator.named_parameters()}
    return weight_file.whole(b"TIMBREQE", VERSION, body + weight_file.tensors(parts))


def costs(estimator, step, folder):
    import data
    import evaluate

    pairs = data.Pairs(folder)
    _, before, wanted = evaluate.run(estimator, pairs, "dev")
    _, after, _ = evaluate.run(rounded(estimator), pairs, "dev")
    print(json.dumps({"step": step, "as trained": evaluate.figures(before, wanted), "rounded": evaluate.figures(after, wanted),
                      "mean difference": np.abs(after - before).mean(axis=0).round(6).tolist(), "largest": np.abs(after - before).max(axis=0).round(6).tolist()}, indent=1))


if __name__ == "__main__":
    chosen = arguments_of()
    estimator, step = load(chosen.checkpoint)
    content = packed(estimator, step)
    weight_file.write(chosen.file, content, step)
    print(f"{net.parameters(estimator)} parameters")
    if chosen.data:
        costs(estimator, step, chosen.data)
