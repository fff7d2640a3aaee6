"""The parts of a block between its matrix products, with gradients of their own: those that autograd derives copy and clear a tensor for
each product, and take most of a step.

In bfloat16 (trainer.half_precision) they are compiled from layers.c, where there is gcc; else they are PyTorch's operations.
"""
import functools
import pathlib

import numpy as np
import torch
import torch.nn.functional as F
from torch.autograd import Function

import compiled

EPSILON = 1e-6


@functools.cache
def library():
    """layers.c, or None where it cannot be compiled."""
    return compiled.Library(pathlib.Path(__file__).with_name("layers.c")) if compiled.is_possible() else None


def is_compiled():
    return torch.is_autocast_cpu_enabled() and library() is not None


class _Depthwise(Function):
    """y[t, c] = bias[c] + Σₖ x[t + (k - K/2) dilation, c] weight[k, c], zeros outside: x [batch, time, channels]."""

    @staticmethod
    def forward(context, x, weight, bias, dilation):
        reach = len(weight) // 2 * dilation
        padded = F.pad(x, (0, 0, reach, reach))
        context.save_for_backward(padded, weight)
        context.dilation = dilation
        count = x.shape[1]
        y = torch.addcmul(bias, padded[:, :count], weight[0])
        for k in range(1, len(weight)):
            y.addcmul_(padded[:, k * dilation : k * dilation + count], weight[k])
        return y

    @staticmethod
    def backward(context, gradient):
        padded, weight = context.saved_tensors
        dilation, count, last = context.dilation, gradient.shape[1], len(weight) - 1
        product, of_weight = torch.empty_like(gradient), torch.empty_like(weight)
        for k in range(last + 1):
            torch.mul(padded[:, k * dilation : k * dilation + count], gradient, out=product)
            of_weight[k] = product.sum((0, 1))
        reach = len(weight) // 2 * dilation
        around = F.pad(gradient, (0, 0, reach, reach))
        of_x = around[:, :count] * weight[last]
        for k in range(last):
            first = (last - k) * dilation
            of_x.addcmul_(around[:, first : first + count], weight[k])
        return of_x, of_weight, gradient.sum((0, 1)), None


class _Modulation(Function):
    """y / (root of its mean square over channels) · gain + shift: y [batch, time, channels], gain and shift [batch, channels]."""

    @staticmethod
    def forward(context, y, gain, shift):
        inverse = torch.rsqrt(torch.linalg.vector_norm(y, dim=2, keepdim=True).square_().div_(y.shape[2]).add_(EPSILON))
        context.save_for_backward(y, inverse, gain)
        return torch.addcmul(shift[:, None], y * inverse, gain[:, None])

    @staticmethod
    def backward(context, gradient):
        y, inverse, gain = context.saved_tensors
        normed = y * inverse
        of_gain = gradient * normed
        of_normed = gradient * gain[:, None]
        share = (of_gain * gain[:, None]).mean(2, keepdim=True)
        of_y = of_normed.addcmul_(normed, share, value=-1).mul_(inverse)
        return of_y, of_gain.sum(1), gradient.sum(1)


class _CompiledDepthwiseModulation(Function):
    """Both, to bfloat16."""

    @staticmethod
    def forward(context, x, weight, bias, dilation, gain, shift):
        x, gain = x.contiguous(), gain.contiguous()
        y, inverse, out = torch.empty_like(x), x.new_empty(x.shape[:2]), torch.empty_like(x, dtype=torch.bfloat16)
        context.sizes = (*x.shape, len(weight), dilation)
        library().call("depthwise_modulation", x, weight, bias, gain, shift.contiguous(), y, inverse, out, *context.sizes)
        context.save_for_backward(x, weight, gain, y, inverse)
        return out

    @staticmethod
    def backward(context, gradient):
        x, weight, gain, y, inverse = context.saved_tensors
        of_weight, of_bias = torch.zeros_like(weight), torch.zeros_like(weight[0])
        of_gain, of_shift = torch.zeros_like(gain), torch.zeros_like(gain)
        of_y, of_x = torch.empty_like(x), torch.empty_like(x)
        gradient = gradient.to(torch.bfloat16).contiguous()
        given, scratch = (x, weight, gain, y, inverse, gradient), (of_y, of_x, of_weight, of_bias, of_gain, of_shift)
        library().call("depthwise_modulation_backward", *given, *scratch, *context.sizes)
        return of_x, of_weight, of_bias, None, of_gain, of_shift


class _Residual(Function):
    """(x + scale · y) · mask: x and y [batch, time, channels], mask [batch, time, 1]."""

    @staticmethod
    def forward(context, x, y, scale, mask):
        context.save_for_backward(y, scale, mask)
        return torch.addcmul(x, y.to(x.dtype), scale).mul_(mask)

    @staticmethod
    def backward(context, gradient):
        y, scale, mask = context.saved_tensors
        gradient = gradient * mask
        of_scale = (gradient * y).sum((0, 1))
        return gradient, (gradient * scale).to(y.dtype), of_scale, None


class _CompiledResidual(Function):
    """The same, of a y in bfloat16."""

    @staticmethod
    def forward(context, x, y, scale, mask):
        x, y, mask, out = x.contiguous(), y.contiguous(), mask.contiguous(), torch.empty_like(x)
        context.save_for_backward(y, scale, mask)
        library().call("residual", x, y, scale, mask, out, x.shape[0] * x.shape[1], x.shape[2])
        return out

    @staticmethod
    def backward(context, gradient):
        y, scale, mask = context.saved_tensors
        gradient, of_y, of_scale = gradient.contiguous(), torch.empty_like(y), torch.zeros_like(scale)
        of_x = torch.empty_like(gradient)
        library().call("residual_backward", y, scale, mask, gradient, of_x, of_y, of_scale, y.shape[0] * y.shape[1], y.shape[2])
        return of_x, of_y, of_scale, None


class _Silu(Function):
    """x · sigmoid(x), whose gradient is slow in bfloat16."""

    @staticmethod
    def forward(context, x):
        share = torch.sigmoid(x)
        context.save_for_backward(x, share)
        return x * share

    @staticmethod
    def backward(context, gradient):
        x, share = context.saved_tensors
        y = x * share
        return torch.addcmul(share, y, 1 - share).mul_(gradient)


class _CompiledSilu(Function):
    """The same in bfloat16."""

    @staticmethod
    def forward(context, x):
        x = x.contiguous()
        y = torch.empty_like(x)
        context.save_for_backward(x)
        library().call("silu", x, y, x.numel())
        return y

    @staticmethod
    def backward(context, gradient):
        (x,) = context.saved_tensors
        of_x = torch.empty_like(x)
        library().call("silu_backward", x, gradient.contiguous(), of_x, x.numel())
        return of_x


def depthwise_modulation(x, weight, bias, dilation, gain, shift):
    """The depthwise filter of x, [batch, time, channels], divided by the root of its mean square over channels, times gain plus shift,
    [batch, channels]."""
    if is_compiled():
        return _CompiledDepthwiseModulation.apply(x, weight, bias, dilation, gain, shift)
    return _Modulation.apply(_Depthwise.apply(x, weight, bias, dilation), gain, shift)


def silu(x):
    return (_CompiledSilu if is_compiled() and x.dtype == torch.bfloat16 else _Silu).apply(x)


def dropout(x, share):
    """x with a share of its numbers, in 256ths, at 0 and the others as much larger. PyTorch's own draws its numbers ten times as slowly."""
    generator = np.random.Generator(np.random.SFC64(int(torch.randint(1 << 62, ()))))
    dropped = round(256 * share)
    kept = torch.from_numpy(np.frombuffer(generator.bytes(x.numel()), np.uint8) >= dropped).view(x.shape)
    return x * (kept.to(x.dtype) * (256 / (256 - dropped)))


def residual(x, y, scale, mask):
    """(x + scale · y) · mask: x and y [batch, time, channels], mask [batch, time, 1]."""
    return (_CompiledResidual if is_compiled() and y.dtype == torch.bfloat16 else _Residual).apply(x, y, scale, mask)
