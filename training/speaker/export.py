"""Writes the encoder's averaged weights for the run time: CHECKPOINT to FILE (models/speaker/encoder.bin), with the back end
fitted to DATA.

A file of weight_file.py that begins with "TIMBRESE". Body: rate, hop, window, bands, channels of the two-dimensional blocks (3),
width, width of the attention, numbers of an embedding and the step, 4 bytes each; tensors, under the names that the run time
reads. Normalisations are folded into the layers before them, the last one into the layer after it. At run time frames come first
and channels last, so kernels are transposed: [outputs, frames, bins, inputs]. Behind the layers come the tensors that backend.py
fitted to the rounded network: "weigh" (weight [192, 192] and bias of the whitening), "cohort" [speakers, 192] and "calibration"
[2, 2], slope and offset of a pair's score, and of a recording's against a profile.
"""
import argparse
import hashlib
import pathlib
import struct
import sys

import numpy as np
import torch
import torch.nn.functional as F

import backend
import evaluate
import frontend
import model as net
from data import Bank

sys.path.append(str(pathlib.Path(__file__).resolve().parents[1]))
import weight_file

VERSION = 1


def folded(layer, norm):
    """(weight, bias) of a convolution with the normalisation behind it."""
    gain = norm.weight / torch.sqrt(norm.running_var + norm.eps)
    weight = layer.weight * gain.reshape(-1, *[1] * (layer.weight.dim() - 1))
    return weight, norm.bias - gain * norm.running_mean


def tensors(encoder):
    """name: (weight, bias), as PyTorch has them but folded. The names in the file are older than those of the attributes."""
    result = {"enter": folded(*encoder.stem), "join": folded(*encoder.projection)}
    for i, block in enumerate(encoder.blocks_2d):
        parts = {"first": block.first, "second": block.second}
        if isinstance(block.skip, torch.nn.Sequential):
            parts["skip"] = block.skip
        result |= {f"planes.{i}.{name}": folded(*part) for name, part in parts.items()}
    result |= {f"lines.{i}": folded(*block.all) for i, block in enumerate(encoder.blocks_1d)}
    result |= {f"attention.{i}": (layer.weight, layer.bias) for i, layer in enumerate((encoder.attention[0], encoder.attention[2]))}
    result["spectrum"] = (encoder.spectrum[0].weight, encoder.spectrum[0].bias)
    norm = encoder.statistics
    gain = norm.weight / torch.sqrt(norm.running_var + norm.eps)
    output = encoder.output
    result["leave"] = (output.weight * gain, output.bias + output.weight @ (norm.bias - gain * norm.running_mean))
    return {name: tuple(x.detach() for x in pair) for name, pair in result.items()}


def run(layers, x):
    """The encoder with the tensors of the file, as the run time computes it."""
    mean = net.long_term(x)
    spectrum = F.relu(F.linear(net.SCALE * (mean - mean.mean(dim=1, keepdim=True)), *layers["spectrum"]))
    y = F.relu(F.conv2d(net.SCALE * (x - mean[:, None]).transpose(1, 2)[:, None], *layers["enter"], stride=2, padding=1))
    for i, stride in enumerate(net.STRIDES):
        skip = F.conv2d(y, *layers[f"planes.{i}.skip"], stride=stride) if f"planes.{i}.skip" in layers else y
        y = F.relu(F.conv2d(y, *layers[f"planes.{i}.first"], stride=stride, padding=1))
        y = F.relu(skip + F.conv2d(y, *layers[f"planes.{i}.second"], padding=1))
    y = F.relu(F.conv1d(y.flatten(1, 2), *layers["join"]))
    outputs = [y := F.relu(y + F.conv1d(y, *layers[f"lines.{i}"], padding=d, dilation=d)) for i, d in enumerate(net.DILATIONS)]
    y = torch.cat([outputs[0], outputs[-1]], dim=1)
    weights = F.conv1d(torch.tanh(F.conv1d(y, *layers["attention.0"])), *layers["attention.1"]).softmax(dim=2)
    mean_over_time = (weights * y).sum(dim=2)
    deviation = ((weights * y.square()).sum(dim=2) - mean_over_time.square()).clamp_min(1e-5).sqrt()
    return F.normalize(F.linear(torch.cat([mean_over_time, deviation, spectrum], dim=1), *layers["leave"]))


def transposed(name, weight):
    """A weight in the layout of the run time."""
    if weight.dim() == 4:  # [outputs, inputs, bins, frames]
        return weight.permute(0, 3, 2, 1)
    if name == "join":  # channel after channel; there, bin after bin
        return weight[:, :, 0].unflatten(1, (net.CHANNELS[-1], -1)).transpose(1, 2).flatten(1)
    if weight.dim() == 3:  # [outputs, inputs, frames]
        return weight[..., 0] if weight.shape[2] == 1 else weight.transpose(1, 2)
    return weight


def rounded(layers):
    return {name: tuple(part.half().float() for part in pair) for name, pair in layers.items()}


class Runner:
    """The encoder as the run time has it, in the place of a model."""

    def __init__(self, layers):
        self.layers = layers

    def eval(self):
        return self

    def __call__(self, x):
        return run(self.layers, x)


def packed(layers, backend_tensors, step):
    """backend_tensors: {name: array}."""
    sizes = (frontend.RATE, frontend.HOP, frontend.WINDOW, frontend.MELS, *net.CHANNELS, net.WIDTH, net.ATTENTION, net.EMBEDDING, step)
    parts = {f"{name}.{part}": tensor.contiguous().numpy() for name, (weight, bias) in layers.items()
             for part, tensor in (("weight", transposed(name, weight)), ("bias", bias))} | backend_tensors  # fmt: skip
    return weight_file.whole(b"TIMBRESE", VERSION, struct.pack(f"<{len(sizes)}i", *sizes) + weight_file.tensors(parts))


def unpacked(content):
    """(sizes, {name: array}) of a file of packed()."""
    assert content[:8] == b"TIMBRESE" and hashlib.sha256(content[:-32]).digest() == content[-32:]
    sizes, at = struct.unpack_from("<11i", content, 16), 16 + 44
    (count,) = struct.unpack_from("<i", content, at)
    at, parts = at + 4, {}
    for _ in range(count):
        name = content[at + 1 : at + 1 + content[at]].decode("ascii")
        at += 1 + content[at]
        shape = struct.unpack_from(f"<{content[at]}i", content, at + 1)
        at += 1 + 4 * content[at]
        parts[name] = np.frombuffer(content, "<f2", int(np.prod(shape)), at).reshape(shape).astype(float)
        at += 2 * int(np.prod(shape))
    return sizes, parts


def load(checkpoint):
    """(the averaged network, its step)"""
    state = torch.load(checkpoint, map_location="cpu")
    encoder = net.Encoder()
    encoder.load_state_dict(state["average"])
    return encoder.eval(), state["step"]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("checkpoint", type=pathlib.Path)
    parser.add_argument("file", type=pathlib.Path)
    parser.add_argument("--data", type=pathlib.Path, required=True, help="the folder of bank.f16 and dev.npz")
    arguments = parser.parse_args()
    encoder, step = load(arguments.checkpoint)
    layers = tensors(encoder)
    with torch.no_grad():
        x = 3 * torch.randn(4, 300, net.MELS, generator=torch.Generator().manual_seed(0))
        differences = [float((encoder(x) - run(candidate, x)).abs().max()) for candidate in (layers, rounded(layers))]
    assert differences[0] < 1e-4, differences
    validation = evaluate.Validation(arguments.data / "dev.npz")
    backend_tensors, report = backend.fit(Runner(rounded(layers)), Bank(arguments.data), validation)
    content = packed(layers, backend_tensors, step)
    weight_file.write(arguments.file, content, step)
    print(f"folded weights: largest difference {differences[0]:.1e}, rounded {differences[1]:.1e}")
    print(report)


if __name__ == "__main__":
    main()
