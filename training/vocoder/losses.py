"""Distances between sounds by spectra of several resolutions.

Compared bin by bin, a distance to noise is least for noise that is too weak, or for pulses instead of noise. Two sounds X and X'
of the same filters and other noise give the energy distance, 2·d(X, Y) - d(X, X'), which is least where X and Y have the same
distribution (Gritsenko and others, "A Spectral Energy Distance for Parallel Speech Synthesis", 2020). But bins also have the same
distribution where noise takes the place of harmonics whose phase is unknown. So d(X, X') has only half its weight here:
REPULSION.
"""
import torch

RESOLUTIONS = (1024, 512, 256, 128)
FLOOR = 1e-4
POWER = 0.3
REPULSION = 0.5


def spectrum(sound, size):
    """[batch, bins, frames], complex; white noise of deviation 1 has a mean square of 1."""
    window = torch.hann_window(size, device=sound.device)
    return torch.stft(sound, size, size // 4, size, window / window.square().sum().sqrt(), return_complex=True)


def features(sound, size):
    """What is compared: the logarithm of magnitude, and magnitude raised to 0.3. In windows shorter than a period, bins above
    1.5 kHz only."""
    power = torch.view_as_real(spectrum(sound, size)[:, 12 if size < 256 else 0 :]).square().sum(-1) + FLOOR**2
    log = 0.5 * torch.log(power)
    return log, torch.exp(POWER * log)


def between(a, b):
    return sum((x - y).abs().mean() for x, y in zip(a, b))


def energy_distance(first, second, natural, repulsion=REPULSION):
    """2·d(X, Y) - repulsion · d(X, X'), with d(X, Y) the mean over both X; over all resolutions."""
    total = 0.0
    for size in RESOLUTIONS:
        x, other, y = (features(sound, size) for sound in (first, second, natural))
        total = total + between(x, y) + between(other, y) - repulsion * between(x, other)
    return total / len(RESOLUTIONS)


def spectral_loss(sound, natural):
    """The usual multi-resolution STFT loss, for evaluation: mean |ln|X| - ln|Y|| plus spectral convergence."""
    total = 0.0
    for size in RESOLUTIONS:
        x, y = spectrum(sound, size).abs(), spectrum(natural, size).abs()
        total = total + (x.clamp(min=FLOOR).log() - y.clamp(min=FLOOR).log()).abs().mean() + torch.linalg.norm(x - y) / torch.linalg.norm(y)
    return total / len(RESOLUTIONS)


def log_spectral_distance(sound, natural, size=512):
    """Root mean square over frequency of the difference in dB, mean over frames that are within 50 dB of the loudest."""
    x, y = (20 * spectrum(s, size).abs().clamp(min=FLOOR).log10() for s in (sound, natural))
    loud = (10 ** (y / 10)).mean(-2)
    audible = loud > loud.max() * 1e-5
    return (x - y).square().mean(-2).sqrt()[audible].mean()
