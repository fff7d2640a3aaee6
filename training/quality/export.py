"""Writes the estimator's averaged weights for the run time: CHECKPOINT to FILE (models/quality/estimator.bin).

A file of weight_file.py that begins with "TIMBREQE". Body: the sizes, 4 bytes each; the edges of bands after their number, the
quantiles (8 bytes each) after theirs; tensors, under the names that the run time reads. At run time frames come first and
channels last, so kernels are transposed: [outputs, frames, bins, inputs].

With --data, the effect of the rounding is printed: the figures of the validation set before and after.
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
LAYERS = {"input": "enter", "quantile_projection": "whole", "output_norm": "last", "attention": "attend", "ratio_output": "local",
          "hidden": "judge", "output": "leave"}  # fmt: skip


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
    """The same network with the weights that the file holds."""
    with torch.no_grad():
        for weight in estimator.parameters():
            weight.copy_(weight.half().float())
    return estimator


def transposed(name, weight):
    """A tensor in the layout of the run time."""
    if name.startswith("stem.") and weight.dim() == 4:  # [outputs, inputs, bins, frames]
        return weight.permute(0, 3, 2, 1)
    if name.endswith("depthwise.weight"):  # [channels, 1, frames]
        return weight[:, 0].T
    if name == "input.weight":  # channel after channel before the shapes; at run time bin after bin
        bins = net.BINS // 2 ** len(net.STEM)
        spectrum = weight[:, : net.STEM[-1] * bins, 0].unflatten(1, (net.STEM[-1], bins)).transpose(1, 2).flatten(1)
        return torch.cat([spectrum, weight[:, net.STEM[-1] * bins :, 0]], dim=1)
    return weight[..., 0] if weight.dim() == 3 else weight


def name_in_file(name):
    """The names in the file are older than those of the attributes."""
    layer, _, part = name.partition(".")
    return f"{LAYERS.get(layer, layer)}.{part}"


def packed(estimator, step):
    body = struct.pack("<4if", net.RATE, net.HOP, net.WINDOW, net.BINS, net.FLOOR)
    body += struct.pack("<3i5i", *net.STEM, net.WIDTH, net.HIDDEN, net.BLOCKS, net.KERNEL, net.HEADS)
    body += struct.pack("<3f3fi", *net.OUTPUT_MIN, *net.OUTPUT_MAX, step)
    body += struct.pack(f"<{1 + len(net.EDGES)}i", len(net.EDGES), *net.EDGES)
    body += struct.pack(f"<i{len(net.QUANTILES)}d", len(net.QUANTILES), *net.QUANTILES)
    parts = {name_in_file(name): transposed(name, weight.detach()).numpy() for name, weight in estimator.named_parameters()}
    return weight_file.whole(b"TIMBREQE", VERSION, body + weight_file.tensors(parts))


def print_rounding_error(estimator, step, folder):
    import data
    import evaluate

    pairs = data.Pairs(folder)
    _, before, target = evaluate.run(estimator, pairs, "dev")
    _, after, _ = evaluate.run(rounded(estimator), pairs, "dev")
    difference = np.abs(after - before)
    print(json.dumps({"step": step, "as trained": evaluate.figures(before, target), "rounded": evaluate.figures(after, target),
                      "mean difference": difference.mean(axis=0).round(6).tolist(),
                      "largest": difference.max(axis=0).round(6).tolist()}, indent=1))  # fmt: skip


if __name__ == "__main__":
    chosen = arguments_of()
    estimator, step = load(chosen.checkpoint)
    content = packed(estimator, step)
    weight_file.write(chosen.file, content, step)
    print(f"{net.parameters(estimator)} parameters")
    if chosen.data:
        print_rounding_error(estimator, step, chosen.data)
