"""The encoder: from log-mel bands, [batch, frames, MELS], to an embedding of length 1, [batch, EMBEDDING].

Of each band its mean over the louder half of the frames is taken away, and with it any fixed filter; that mean itself, the voice's long-term
spectrum, is told beside, and training blurs it by random filters. Half, because pauses say nothing of a voice. Convolutions over time and frequency
(64 bands × 10 ms become 8 × 40 ms), then over time alone, then mean and deviation with learnt weights.
"""
import torch
import torch.nn.functional as F
from torch import nn

from frontend import MELS

EMBEDDING = 192
CHANNELS = (16, 32, 64)
STRIDES = (1, 2, 1, (2, 1), 1)  # of the blocks of planes, (bands, frames)
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
    """[batch, MELS]: the mean over the frames that are no softer than the median one (of an even number, the lower of the two)."""
    level = x.mean(dim=2)
    loud = (level >= level.median(dim=1, keepdim=True).values).float()
    return (x * loud[:, :, None]).sum(dim=1) / loud.sum(dim=1, keepdim=True)


class Encoder(nn.Module):
    def __init__(self, dropped=0.3):
        super().__init__()
        a, b, c = CHANNELS
        self.dropped = dropped  # share of recordings whose long-term spectrum is not told, in training
        self.enter = convolution(1, a, 3, 2)
        channels = (a, a, b, b, c, c)
        self.planes = nn.Sequential(*(Block2(channels[i], channels[i + 1], stride) for i, stride in enumerate(STRIDES)))
        self.join = nn.Sequential(nn.Conv1d(c * MELS // 8, WIDTH, 1, bias=False), nn.BatchNorm1d(WIDTH))
        self.lines = nn.ModuleList(Block1(WIDTH, dilation) for dilation in DILATIONS)
        pooled = 2 * WIDTH
        self.attention = nn.Sequential(nn.Conv1d(pooled, ATTENTION, 1), nn.Tanh(), nn.Conv1d(ATTENTION, pooled, 1))
        self.spectrum = nn.Sequential(nn.Linear(MELS, 64), nn.ReLU())
        self.statistics = nn.BatchNorm1d(2 * pooled + 64)
        self.leave = nn.Linear(2 * pooled + 64, EMBEDDING)

    def forward(self, x):
        mean = long_term(x)
        spectrum = self.spectrum(SCALE * (mean - mean.mean(dim=1, keepdim=True)))
        if self.training and self.dropped:
            spectrum = spectrum * (torch.rand(len(x), 1) >= self.dropped)
        y = SCALE * (x - mean[:, None]).transpose(1, 2)[:, None]
        y = self.planes(F.relu(self.enter(y))).flatten(1, 2)
        y = F.relu(self.join(y))
        kept = [y := line(y) for line in self.lines]
        y = torch.cat([kept[0], kept[-1]], dim=1)
        weights = self.attention(y).softmax(dim=2)
        middle = (weights * y).sum(dim=2)
        deviation = ((weights * y.square()).sum(dim=2) - middle.square()).clamp_min(1e-5).sqrt()
        return F.normalize(self.leave(self.statistics(torch.cat([middle, deviation, spectrum], dim=1))))


def parameters(model):
    return sum(parameter.numel() for parameter in model.parameters())


def multiplications(model, frames=1000):
    """Multiplications a second of speech, counted in the layers that have any to speak of."""
    total = [0]

    def count(layer, _, result):
        weights = layer.weight.numel()
        places = result[0].numel() / result.shape[1] if result.dim() > 2 else 1
        total[0] += weights * places

    hooks = [layer.register_forward_hook(count) for layer in model.modules() if isinstance(layer, (nn.Conv1d, nn.Conv2d, nn.Linear))]
    training = model.training
    model.eval()
    with torch.no_grad():
        model(torch.randn(1, frames, MELS))
    model.train(training)
    for hook in hooks:
        hook.remove()
    return total[0] / (frames / 100)
