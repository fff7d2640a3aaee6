"""Writes the encoder's averaged weights for the run time: CHECKPOINT to FILE (models/speaker/encoder.bin).

"TIMBRESE", version and length of the body as 4 bytes each, body, SHA-256 of all before it; lowest byte first. Body: rate, hop, window, bands, planes'
channels (3), width, numbers of an embedding and the step, 4 bytes each; a count of tensors; of each the name (a byte of length, ASCII), the number of
dimensions (a byte), the dimensions (4 bytes each) and its numbers in half precision. Normalisations are folded into the layers before them, the
last one into the layer after it. At run time frames come first and channels last, so kernels are turned: [outputs, frames, bins, inputs].
"""
import argparse
import hashlib
import pathlib
import struct

import numpy as np
import torch
import torch.nn.functional as F

import frontend
import model as net

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


def packed(layers, step):
    sizes = (frontend.RATE, frontend.HOP, frontend.WINDOW, frontend.MELS, *net.CHANNELS, net.WIDTH, net.EMBEDDING, step)
    body = struct.pack(f"<{len(sizes)}i", *sizes) + struct.pack("<i", 2 * len(layers))
    for name, (weight, bias) in layers.items():
        for part, tensor in ((f"{name}.weight", turned(name, weight)), (f"{name}.bias", bias)):
            values = tensor.contiguous().numpy().astype("<f2")
            assert np.isfinite(values).all(), part
            body += struct.pack("<B", len(part)) + part.encode("ascii") + struct.pack(f"<B{values.ndim}i", values.ndim, *values.shape) + values.tobytes()
    whole = b"TIMBRESE" + struct.pack("<ii", VERSION, len(body)) + body
    return whole + hashlib.sha256(whole).digest()


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("checkpoint", type=pathlib.Path)
    parser.add_argument("file", type=pathlib.Path)
    arguments = parser.parse_args()
    state = torch.load(arguments.checkpoint, map_location="cpu")
    encoder = net.Encoder()
    encoder.load_state_dict(state["average"])
    encoder.eval()
    layers = tensors(encoder)
    content = packed(layers, state["step"])
    with torch.no_grad():
        x = 3 * torch.randn(4, 300, net.MELS, generator=torch.Generator().manual_seed(0))
        rounded = {name: tuple(part.half().float() for part in pair) for name, pair in layers.items()}
        off = [float((encoder(x) - run(of, x)).abs().max()) for of in (layers, rounded)]
    assert off[0] < 1e-4, off
    part = arguments.file.with_suffix(".part")
    part.write_bytes(content)
    part.rename(arguments.file)
    print(f"{arguments.file}: step {state['step']}, {len(content)} bytes, SHA-256 {hashlib.sha256(content).hexdigest()}; "
          f"folded {off[0]:.1e} off at most, rounded {off[1]:.1e}")  # fmt: skip


if __name__ == "__main__":
    main()
