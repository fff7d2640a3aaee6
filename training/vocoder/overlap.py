"""Overlapping windows of a sound, and their sum: each is the other's gradient. PyTorch's own unfold has a slow one."""
import torch
import torch.nn.functional as F


def _add(windows, hop):
    count, size = windows.shape[-2:]
    rows = -(-size // hop)
    parts = F.pad(windows, (0, rows * hop - size)).unflatten(-1, (rows, hop))
    total = windows.new_zeros(*windows.shape[:-2], count + rows - 1, hop)
    for row in range(rows):
        total[..., row : row + count, :] += parts[..., row, :]
    return total.flatten(-2)[..., : (count - 1) * hop + size]


class _Windows(torch.autograd.Function):
    @staticmethod
    def forward(context, sound, size, hop):
        context.hop, context.samples = hop, sound.shape[-1]
        return sound.unfold(-1, size, hop).contiguous()

    @staticmethod
    def backward(context, gradient):
        total = _add(gradient, context.hop)
        return F.pad(total, (0, context.samples - total.shape[-1])), None, None


class _Sum(torch.autograd.Function):
    @staticmethod
    def forward(context, windows, hop):
        context.size, context.hop = windows.shape[-1], hop
        return _add(windows, hop)

    @staticmethod
    def backward(context, gradient):
        return gradient.unfold(-1, context.size, context.hop).contiguous(), None


def windows(sound, size, hop):
    """[..., samples] to [..., windows, size]: those that lie within the sound."""
    return _Windows.apply(sound, size, hop)


def add(windows, hop):
    """[..., windows, size] to [..., (windows - 1) · hop + size]"""
    return _Sum.apply(windows, hop)
