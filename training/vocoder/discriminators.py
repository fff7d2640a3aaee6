"""Judges to learn against: small convolutional networks over spectra of three resolutions, least squares and feature matching."""
import torch
import torch.nn.functional as F
from torch import nn

import losses

RESOLUTIONS = (1024, 512, 256)
SLOPE = 0.1


class SpectrumJudge(nn.Module):
    """From the logarithm of magnitude and the compressed spectrum to a map of verdicts: [batch, samples] to [batch, 1, bins / 16, frames]."""

    def __init__(self, size, width=32):
        super().__init__()
        self.size = size
        plan = [(3, width // 2, 7, 1), (width // 2, width, 5, 1), (width, width, 5, 2), (width, width, 5, 4)]
        self.layers = nn.ModuleList(nn.Conv2d(i, o, (k, 3), (2, 1), (k // 2, d), (1, d)) for i, o, k, d in plan)
        for layer in self.layers:
            nn.init.kaiming_normal_(layer.weight, SLOPE)
            nn.init.zeros_(layer.bias)
        self.verdict = nn.Conv2d(width, 1, 3, padding=1)

    def seen(self, sound):
        """[batch, 3, bins, frames], each of the three about as large as the others."""
        bins = torch.view_as_real(losses.spectrum(sound, self.size))
        log = 0.5 * torch.log(bins.square().sum(-1, keepdim=True) + losses.QUIET**2)
        return torch.cat([(log + 5) / 2, 2 * bins * torch.exp((losses.POWER - 1) * log)], dim=-1).permute(0, 3, 1, 2)

    def forward(self, sound):
        x = self.seen(sound)
        heard = []
        for layer in self.layers:
            x = F.leaky_relu(layer(x), SLOPE)
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
