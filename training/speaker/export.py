"""Writes the encoder's averaged weights for the run time: CHECKPOINT to FILE (models/speaker/encoder.bin), with the back end learnt from DATA.

"TIMBRESE", version and length of the body as 4 bytes each, body, SHA-256 of all before it; lowest byte first. Body: rate, hop, window, bands, planes'
channels (3), width, attention's width, numbers of an embedding and the step, 4 bytes each; a count of tensors; of each the name (a byte of length, ASCII), the number of
dimensions (a byte), the dimensions (4 bytes each) and its numbers in half precision. Normalisations are folded into the layers before them, the
last one into the layer after it. At run time frames come first and channels last, so kernels are turned: [outputs, frames, bins, inputs].
Behind the layers stands what backend.py learnt of the rounded network: "weigh" (weight [192, 192] and bias), "cohort" [speakers, 192] and
"calibration" [2, 2], slope and offset of a pair's score, and of a recording's against a profile.
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
    """name: (weight, bias), as PyTorch has them but folded."""
    result = {"enter": folded(*encoder.enter), "join": folded(*encoder.join)}
    for i, block in enumerate(encoder.planes):
        parts = {"first": block.first, "second": block.second} | ({"skip": block.skip} if isinstance(block.skip, torch.nn.Sequential) else {})
        result |= {f"planes.{i}.{name}": folded(*part) for name, part in parts.items()}
    result |= {f"lines.{i}": folded(*block.all) for i, block in enumerate(encoder.lines)}
    result |= {f"attention.{i}": (layer.weight, layer.bias) for i, layer in enumerate((encoder.attention[0], encoder.attention[2]))}
    result["spectrum"] = (encoder.spectrum[0].weight, encoder.spectrum[0].bias)
    norm = encoder.statistics
    gain = norm.weight / torch.sqrt(norm.running_var + norm.eps)
    result["leave"] = (encoder.leave.weight * gain, encoder.leave.bias + encoder.leave.weight @ (norm.bias - gain * norm.running_mean))
    return {name: tuple(x.detach() for x in pair) for name, pair in result.items()}


def run(layers, x):
    """The encoder out of what the file holds: what the run time does, and the check of it."""
    mean = net.long_term(x)
    spectrum = F.relu(F.linear(net.SCALE * (mean - mean.mean(dim=1, keepdim=True)), *layers["spectrum"]))
    y = F.relu(F.conv2d(net.SCALE * (x - mean[:, None]).transpose(1, 2)[:, None], *layers["enter"], stride=2, padding=1))
    for i, stride in enumerate(net.STRIDES):
        skip = F.conv2d(y, *layers[f"planes.{i}.skip"], stride=stride) if f"planes.{i}.skip" in layers else y
        y = F.relu(F.conv2d(y, *layers[f"planes.{i}.first"], stride=stride, padding=1))
        y = F.relu(skip + F.conv2d(y, *layers[f"planes.{i}.second"], padding=1))
    y = F.relu(F.conv1d(y.flatten(1, 2), *layers["join"]))
    kept = [y := F.relu(y + F.conv1d(y, *layers[f"lines.{i}"], padding=d, dilation=d)) for i, d in enumerate(net.DILATIONS)]
    y = torch.cat([kept[0], kept[-1]], dim=1)
    weights = F.conv1d(torch.tanh(F.conv1d(y, *layers["attention.0"])), *layers["attention.1"]).softmax(dim=2)
    middle = (weights * y).sum(dim=2)
    deviation = ((weights * y.square()).sum(dim=2) - middle.square()).clamp_min(1e-5).sqrt()
    return F.normalize(F.linear(torch.cat([middle, deviation, spectrum], dim=1), *layers["leave"]))


def turned(name, weight):
    """A weight as the run time wants it."""
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
    """The encoder as the run time has it, for those who ask a model for embeddings."""

    def __init__(self, layers):
        self.layers = layers

    def eval(self):
        return self

    def __call__(self, x):
        return run(self.layers, x)


def packed(layers, behind, step):
    """Behind: name: array, of the back end."""
    sizes = (frontend.RATE, frontend.HOP, frontend.WINDOW, frontend.MELS, *net.CHANNELS, net.WIDTH, net.ATTENTION, net.EMBEDDING, step)
    parts = {f"{name}.{part}": tensor.contiguous().numpy() for name, (weight, bias) in layers.items()
             for part, tensor in (("weight", turned(name, weight)), ("bias", bias))} | behind  # fmt: skip
    return weight_file.whole(b"TIMBRESE", VERSION, struct.pack(f"<{len(sizes)}i", *sizes) + weight_file.tensors(parts))


def unpacked(content):
    """(sizes, name: array) of what packed made."""
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
        off = [float((encoder(x) - run(of, x)).abs().max()) for of in (layers, rounded(layers))]
    assert off[0] < 1e-4, off
    behind, told = backend.learnt(Runner(rounded(layers)), Bank(arguments.data), evaluate.Development(arguments.data / "dev.npz"))
    content = packed(layers, behind, step)
    weight_file.write(arguments.file, content, step)
    print(f"folded {off[0]:.1e} off at most, rounded {off[1]:.1e}")
    print(told)


if __name__ == "__main__":
    main()
