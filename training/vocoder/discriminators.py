"""Judges to learn against: small convolutional networks over spectra of three resolutions, least squares and feature matching."""
import torch
import torch.nn.functional as F
from torch import nn
from torch.nn.utils import weight_norm

import losses

RESOLUTIONS = (1024, 512, 256)


class SpectrumJudge(nn.Module):
    """Spectrum with compressed magnitude, real and imaginary part, to a map of verdicts: [batch, 2, bins, frames] to [batch, 1, bins / 16, frames]."""

    def __init__(self, size, width=32):
        super().__init__()
        self.size = size
        plan = [(2, width // 2, 7, 1), (width // 2, width, 5, 1), (width, width, 5, 2), (width, width, 5, 4)]
        self.layers = nn.ModuleList(
            weight_norm(nn.Conv2d(i, o, (k, 3), (2, 1), (k // 2, d), (1, d))) for i, o, k, d in plan
        )
        self.verdict = weight_norm(nn.Conv2d(width, 1, 3, padding=1))

    def forward(self, sound):
        x = losses.compressed(sound, self.size).permute(0, 3, 1, 2)
        heard = []
        for layer in self.layers:
            x = F.leaky_relu(layer(x), 0.1)
            heard.append(x)
        return self.verdict(x), heard


class Judges(nn.Module):
    def __init__(self):
        super().__init__()
        self.judges = nn.ModuleList(SpectrumJudge(size) for size in RESOLUTIONS)

    def forward(self, sound):
        return [judge(sound) for judge in self.judges]


def judges_loss(of_natural, of_made):
    return sum((1 - y[0]).square().mean() + x[0].square().mean() for y, x in zip(of_natural, of_made)) / len(of_made)


def maker_losses(of_natural, of_made):
    """(how little the judges believe, how far apart what they heard is)."""
    belief = sum((1 - x[0]).square().mean() for x in of_made) / len(of_made)
    match = torch.stack([(a - b.detach()).abs().mean() / b.detach().abs().mean() for x, y in zip(of_made, of_natural) for a, b in zip(x[1], y[1])])
    return belief, match.mean()
