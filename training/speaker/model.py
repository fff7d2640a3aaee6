"""The encoder: from log-mel bands, [batch, frames, MELS], to an embedding of length 1, [batch, EMBEDDING].

The mean of each band over the louder half of the frames is subtracted, and with it any fixed filter; that mean itself, the
long-term spectrum, is a second input, which training augments by random filters. Half, because pauses hold no information about a
voice. Convolutions over time and frequency (64 bands × 10 ms become 8 × 40 ms), then over time alone, then attentive statistics
pooling (Okabe 2018).
"""
import torch
import torch.nn.functional as F
from torch import nn

from frontend import MELS

EMBEDDING = 192
CHANNELS = (16, 32, 64)
STRIDES = (1, 2, 1, (2, 1), 1)  # of the two-dimensional blocks, (bands, frames)
WIDTH = 256
DILATIONS = (1, 2, 3)
ATTENTION = 96
SCALE = 0.3  # logs of power to numbers of about 1


def convolution(inputs, outputs, size=3, stride=1):
    return nn.Sequential(nn.Conv2d(inputs, outputs, size, stride, size // 2, bias=False), nn.BatchNorm2d(outputs))


class Block2(nn.Module):
    """relu(skip(x) + conv(relu(conv(x)))), [batch, channels, bands, frames]"""

    def __init__(self, inputs, outputs, stride=1):
        super().__init__()
        self.first, self.second = convolution(inputs, outputs, 3, stride), convolution(outputs, outputs)
        self.skip = convolution(inputs, outputs, 1, stride) if stride != 1 or inputs != outputs else nn.Identity()

    def forward(self, x):
        return F.relu(self.skip(x) + self.second(F.relu(self.first(x))))


class Block1(nn.Module):
    """relu(x + conv(x)), [batch, width, frames]"""

    def __init__(self, width, dilation):
        super().__init__()
        self.all = nn.Sequential(nn.Conv1d(width, width, 3, padding=dilation, dilation=dilation, bias=False), nn.BatchNorm1d(width))

    def forward(self, x):
        return F.relu(x + self.all(x))


def long_term(x):
    """[batch, MELS]: the mean over the frames that are no quieter than the median one (of an even number, the lower of the two)."""
    level = x.mean(dim=2)
    loud = (level >= level.median(dim=1, keepdim=True).values).float()
    return (x * loud[:, :, None]).sum(dim=1) / loud.sum(dim=1, keepdim=True)


class Encoder(nn.Module):
    def __init__(self, spectrum_dropout=0.3):
        super().__init__()
        a, b, c = CHANNELS
        self.spectrum_dropout = spectrum_dropout  # share of recordings whose long-term spectrum is set to 0, in training
        self.stem = convolution(1, a, 3, 2)
        channels = (a, a, b, b, c, c)
        self.blocks_2d = nn.Sequential(*(Block2(channels[i], channels[i + 1], stride) for i, stride in enumerate(STRIDES)))
        self.projection = nn.Sequential(nn.Conv1d(c * MELS // 8, WIDTH, 1, bias=False), nn.BatchNorm1d(WIDTH))
        self.blocks_1d = nn.ModuleList(Block1(WIDTH, dilation) for dilation in DILATIONS)
        pooled = 2 * WIDTH
        self.attention = nn.Sequential(nn.Conv1d(pooled, ATTENTION, 1), nn.Tanh(), nn.Conv1d(ATTENTION, pooled, 1))
        self.spectrum = nn.Sequential(nn.Linear(MELS, 64), nn.ReLU())
        self.statistics = nn.BatchNorm1d(2 * pooled + 64)
        self.output = nn.Linear(2 * pooled + 64, EMBEDDING)

    def forward(self, x):
        mean = long_term(x)
        spectrum = self.spectrum(SCALE * (mean - mean.mean(dim=1, keepdim=True)))
        if self.training and self.spectrum_dropout:
            spectrum = spectrum * (torch.rand(len(x), 1) >= self.spectrum_dropout)
        y = SCALE * (x - mean[:, None]).transpose(1, 2)[:, None]
        y = self.blocks_2d(F.relu(self.stem(y))).flatten(1, 2)
        y = F.relu(self.projection(y))
        outputs = [y := block(y) for block in self.blocks_1d]
        y = torch.cat([outputs[0], outputs[-1]], dim=1)
        weights = self.attention(y).softmax(dim=2)
        mean_over_time = (weights * y).sum(dim=2)
        deviation = ((weights * y.square()).sum(dim=2) - mean_over_time.square()).clamp_min(1e-5).sqrt()
        return F.normalize(self.output(self.statistics(torch.cat([mean_over_time, deviation, spectrum], dim=1))))


def parameters(model):
    return sum(parameter.numel() for parameter in model.parameters())


def multiplications(model, frames=1000):
    """Multiplications a second of speech, in convolutions and linear layers."""
    total = [0]

    def count(layer, _, result):
        weights = layer.weight.numel()
        positions = result[0].numel() / result.shape[1] if result.dim() > 2 else 1
        total[0] += weights * positions

    hooks = [layer.register_forward_hook(count) for layer in model.modules() if isinstance(layer, (nn.Conv1d, nn.Conv2d, nn.Linear))]
    training = model.training
    model.eval()
    with torch.no_grad():
        model(torch.randn(1, frames, MELS))
    model.train(training)
    for hook in hooks:
        hook.remove()
    return total[0] / (frames / 100)
