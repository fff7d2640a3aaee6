"""The parts of a block between its matrix products, with gradients of their own: a third of the time of those that autograd derives,
which copies and clears a tensor for each product."""
import torch
import torch.nn.functional as F
from torch.autograd import Function

EPSILON = 1e-6


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
    """y / (root of its mean square over channels) · gain + shift: y [batch, time, channels], gain and shift [batch, 1, channels]."""

    @staticmethod
    def forward(context, y, gain, shift):
        inverse = torch.rsqrt(torch.linalg.vector_norm(y, dim=2, keepdim=True).square_().div_(y.shape[2]).add_(EPSILON))
        context.save_for_backward(y, inverse, gain)
        return torch.addcmul(shift, y * inverse, gain)

    @staticmethod
    def backward(context, gradient):
        y, inverse, gain = context.saved_tensors
        normed = y * inverse
        of_gain = gradient * normed
        of_shift = gradient.sum(1, keepdim=True)
        of_normed = gradient * gain
        share = (of_gain * gain).mean(2, keepdim=True)
        of_y = of_normed.addcmul_(normed, share, value=-1).mul_(inverse)
        return of_y, of_gain.sum(1, keepdim=True), of_shift


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


depthwise, modulation, residual, silu = _Depthwise.apply, _Modulation.apply, _Residual.apply, _Silu.apply
