"""What lies between two convolutions of the decoder: a residual, normalization over time with scale and shift from the style, and an
activation.

Each is one pass over activations [time, channels], by passes.c where gcc and a processor with bfloat16 are there, else in plain torch.
"""
import ctypes
import math
import pathlib
import sys

import torch
import torch.nn.functional as F

sys.path.append(str(pathlib.Path(__file__).resolve().parents[1]))
import compiled

CODE = pathlib.Path(__file__).with_name("passes.c")


def bucket(rows):
    """A length of rows or more, one of few: oneDNN compiles a convolution for each length that it has not seen."""
    step = 1 << max(0, rows.bit_length() - 4)
    return -(-rows // step) * step


def padded(x):
    return F.pad(x, (0, 0, 0, bucket(len(x)) - len(x)))


class Plain:
    """The passes in torch, for any type of numbers. What they return is padded with zeros."""

    def __init__(self, kind):
        self.kind = kind

    def moments(self, x, added=None):
        """Sums over time of x and its square, once added is added to x."""
        if added is not None:
            x += added
        x = x.double()
        return x.sum(0), (x * x).sum(0)

    def snake(self, x, scale, shift, alpha, inverse):
        x = x.float() * scale + shift
        return padded((x + inverse * torch.sin(alpha * x) ** 2).to(self.kind))

    def leaky_relu(self, x, scale, shift, slope):
        return padded(F.leaky_relu(x.float() * scale + shift, slope).to(self.kind))


class Compiled:
    """The same passes for bfloat16, by passes.c."""

    kind = torch.bfloat16

    def __init__(self):
        self.call = compiled.Library(CODE).call

    def moments(self, x, added=None):
        sums = torch.empty(2, x.shape[1], dtype=torch.float64)
        if added is not None:
            self.call("add_moments", x, added, sums[0], sums[1], *x.shape)
        else:
            self.call("moments_bfloat" if x.dtype == self.kind else "moments_float", x, sums[0], sums[1], *x.shape)
        return sums[0], sums[1]

    def activate(self, name, x, scale, shift, *more):
        y = torch.empty(bucket(len(x)), x.shape[1], dtype=self.kind)
        y[len(x):] = 0
        self.call(name + ("_bfloat" if x.dtype == self.kind else "_float"), x, y, scale, shift, *x.shape, *more)
        return y

    def snake(self, x, scale, shift, alpha, inverse):
        return self.activate("snake", x, scale, shift, alpha / math.pi, inverse)

    def leaky_relu(self, x, scale, shift, slope):
        return self.activate("leaky", x, scale, shift, slope)


def keep_memory():
    """Has malloc keep what is freed: fresh pages for each activation cost as much as what is computed in them."""
    try:
        mallopt = ctypes.CDLL(None).mallopt
    except (OSError, AttributeError):
        return
    M_TRIM_THRESHOLD, M_MMAP_MAX = -1, -4
    mallopt(M_TRIM_THRESHOLD, 2 ** 31 - 1)
    mallopt(M_MMAP_MAX, 0)


def fastest_passes():
    if compiled.is_possible():
        return Compiled()
    return Plain(torch.bfloat16 if compiled.has_bfloat16() else torch.float32)
