"""The recogniser: from log-mel bands (training/speaker/frontend.py) to the phones that are said, by CTC (Graves et al. 2006).

[batch, frames of 10 ms, MELS] to [batch, steps of 20 ms, PHONES]: the logarithm of the probability of each phone in each step, of which
number 0 is the blank. The phones are those of the acoustic model (training/teacher/phones.py), whose number 0 is the pause.
"""
import pathlib
import sys

import torch
import torch.nn.functional as F
from torch import nn

sys.path[1:1] = [str(pathlib.Path(__file__).resolve().parents[1]), str(pathlib.Path(__file__).resolve().parents[1] / "speaker")]
from frontend import MELS
from layers import depthwise_modulation, dropout, residual, silu

PHONES = 96
FRAMES_PER_STEP = 2
AROUND = 1  # steps before and after that the first layer sees
WIDTH, HIDDEN = 288, 864
# Kernel and dilation of each block: 63 steps before and after in all, 1.3 s.
BLOCKS = [(7, 1), (7, 1), (7, 2), (7, 1), (7, 2), (7, 3), (7, 1), (7, 2), (7, 3), (7, 1), (7, 2), (7, 2)]
DROPOUT = 0.1
DEVIATION = 3.0  # of bands, about


class Block(nn.Module):
    """x + γ W₂ silu(W₁ (norm(depthwise x) · gain)), [batch, steps, width]"""

    def __init__(self, width, hidden, kernel, dilation):
        super().__init__()
        self.dilation = dilation
        self.filter = nn.Parameter(torch.randn(kernel, width) * (1 / kernel) ** 0.5)
        self.bias = nn.Parameter(torch.zeros(width))
        self.gain = nn.Parameter(torch.ones(width))
        self.up, self.down = nn.Linear(width, hidden), nn.Linear(hidden, width)
        self.scale = nn.Parameter(torch.full((width,), 0.3))

    def forward(self, x, mask):
        gain = self.gain[None].expand(len(x), -1)
        y = depthwise_modulation(x, self.filter, self.bias, self.dilation, gain, torch.zeros_like(gain))
        y = silu(self.up(y))
        if self.training:
            y = dropout(y, DROPOUT)
        return residual(x, self.down(y), self.scale, mask)


class Recogniser(nn.Module):
    def __init__(self, width=WIDTH, hidden=HIDDEN, blocks=BLOCKS):
        super().__init__()
        self.input = nn.Linear((2 * AROUND + 1) * FRAMES_PER_STEP * MELS, width)
        self.blocks = nn.ModuleList(Block(width, hidden, *block) for block in blocks)
        self.output = nn.Linear(width, PHONES)

    @staticmethod
    def normalised(bands, mask):
        """Bands less their means over the recording: [batch, frames, MELS], mask [batch, frames, 1]."""
        mean = (bands * mask).sum(1, keepdim=True) / mask.sum(1, keepdim=True)
        return (bands - mean) / DEVIATION * mask

    def forward(self, bands, mask):
        """Bands and the mask of their frames, [batch, frames, 1], an even number of them, to log probabilities as float."""
        x = self.normalised(bands, mask).unflatten(1, (-1, FRAMES_PER_STEP)).flatten(2)
        mask = mask[:, ::FRAMES_PER_STEP]
        x = F.pad(x, (0, 0, AROUND, AROUND)).unfold(1, 2 * AROUND + 1, 1).transpose(2, 3).flatten(2)
        x = self.input(x).to(bands.dtype) * mask
        for block in self.blocks:
            x = block(x, mask)
        return self.output(x).to(bands.dtype).log_softmax(2)


def parameters(model):
    return sum(parameter.numel() for parameter in model.parameters())
