"""Discriminators: small convolutional networks over spectra of three of the losses' resolutions, trained with the least-squares
loss, and feature matching."""
import torch
import torch.nn.functional as F
from torch import nn

import losses

RESOLUTIONS = (1536, 768, 384)
SLOPE = 0.1  # of the leaky ReLU below 0


class SpectrumDiscriminator(nn.Module):
    """From a complex spectrum, [batch, windows, bins], to a map of scores, [batch, 1, windows, bins / 16]: from the logarithm of
    its magnitude and its compressed real and imaginary part."""

    def __init__(self, width=32):
        super().__init__()
        # Inputs, outputs, size and stride along frequency, dilation along time.
        plan = [(3, width // 2, 9, 4, 1), (width // 2, width, 5, 2, 1), (width, width, 5, 2, 2), (width, width, 3, 1, 4)]
        self.layers = nn.ModuleList(nn.Conv2d(i, o, (3, k), (1, s), (d, k // 2), (d, 1)) for i, o, k, s, d in plan)
        for layer in self.layers:
            nn.init.kaiming_normal_(layer.weight, SLOPE)
            nn.init.zeros_(layer.bias)
        self.output = nn.Conv2d(width, 1, 3, padding=1)

    @staticmethod
    def inputs(spectrum):
        """[batch, 3, windows, bins], each of the three about as large as the others."""
        real, imaginary = spectrum.real, spectrum.imag
        log = 0.5 * torch.log(real.square() + imaginary.square() + losses.FLOOR**2)
        scale = 2 * torch.exp((losses.POWER - 1) * log)
        return torch.stack([(log + 5) / 2, real * scale, imaginary * scale], dim=-1).permute(0, 3, 1, 2)

    def forward(self, spectrum):
        """(scores, the activations of the layers, for feature matching)"""
        x = self.inputs(spectrum)
        activations = []
        for layer in self.layers:
            x = F.leaky_relu(layer(x), SLOPE)
            # In the order of memory, which the gradient is to have too: others are ten times as slow.
            activations.append(x.permute(0, 2, 3, 1).flatten())
        return self.output(x).float(), activations


class Discriminators(nn.Module):
    def __init__(self):
        super().__init__()
        self.networks = nn.ModuleList(SpectrumDiscriminator() for _ in RESOLUTIONS)
        # Half the time of the default order.
        self.to(memory_format=torch.channels_last)

    def forward(self, spectra):
        return [network(spectra[size]) for network, size in zip(self.networks, RESOLUTIONS)]


def discriminator_loss(of_natural, of_generated):
    """Least squares, with targets 1 for natural and 0 for generated sound."""
    return sum((1 - y[0]).square().mean() + x[0].square().mean() for y, x in zip(of_natural, of_generated)) / len(of_generated)


def generator_losses(of_natural, of_generated):
    """(least squares with target 1 for generated sound, relative distance of the discriminators' activations)"""
    adversarial = sum((1 - x[0]).square().mean() for x in of_generated) / len(of_generated)
    pairs = [(a, b.detach()) for x, y in zip(of_generated, of_natural) for a, b in zip(x[1], y[1])]
    return adversarial, torch.stack([(a - b).abs().float().mean() / b.abs().float().mean() for a, b in pairs]).mean()
