"""Discriminators: small convolutional networks over spectra of three resolutions, trained with the least-squares loss, and
feature matching."""
import torch
import torch.nn.functional as F
from torch import nn

import losses

RESOLUTIONS = (1024, 512, 256)
SLOPE = 0.1  # of the leaky ReLU below 0


class SpectrumDiscriminator(nn.Module):
    """From the logarithm of magnitude and the compressed spectrum to a map of scores: [batch, samples] to [batch, 1, bins / 16, frames]."""

    def __init__(self, size, width=32):
        super().__init__()
        self.size = size
        plan = [(3, width // 2, 7, 1), (width // 2, width, 5, 1), (width, width, 5, 2), (width, width, 5, 4)]
        self.layers = nn.ModuleList(nn.Conv2d(i, o, (k, 3), (2, 1), (k // 2, d), (1, d)) for i, o, k, d in plan)
        for layer in self.layers:
            nn.init.kaiming_normal_(layer.weight, SLOPE)
            nn.init.zeros_(layer.bias)
        self.output = nn.Conv2d(width, 1, 3, padding=1)

    def inputs(self, sound):
        """[batch, 3, bins, frames], each of the three about as large as the others."""
        bins = torch.view_as_real(losses.spectrum(sound, self.size))
        log = 0.5 * torch.log(bins.square().sum(-1, keepdim=True) + losses.FLOOR**2)
        return torch.cat([(log + 5) / 2, 2 * bins * torch.exp((losses.POWER - 1) * log)], dim=-1).permute(0, 3, 1, 2)

    def forward(self, sound):
        """(scores, the activations of the layers, for feature matching)"""
        x = self.inputs(sound)
        features = []
        for layer in self.layers:
            x = F.leaky_relu(layer(x), SLOPE)
            features.append(x)
        return self.output(x), features


class Discriminators(nn.Module):
    def __init__(self):
        super().__init__()
        self.networks = nn.ModuleList(SpectrumDiscriminator(size) for size in RESOLUTIONS)

    def forward(self, sound):
        return [network(sound) for network in self.networks]


def discriminator_loss(of_natural, of_generated):
    """Least squares, with targets 1 for natural and 0 for generated sound."""
    return sum((1 - y[0]).square().mean() + x[0].square().mean() for y, x in zip(of_natural, of_generated)) / len(of_generated)


def generator_losses(of_natural, of_generated):
    """(least squares with target 1 for generated sound, relative distance of the discriminators' activations)"""
    adversarial = sum((1 - x[0]).square().mean() for x in of_generated) / len(of_generated)
    pairs = [(a, b.detach()) for x, y in zip(of_generated, of_natural) for a, b in zip(x[1], y[1])]
    return adversarial, torch.stack([(a - b).abs().mean() / b.abs().mean() for a, b in pairs]).mean()
