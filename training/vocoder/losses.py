"""Distances between sounds by spectra of several resolutions.

Compared bin by bin, a distance to noise is least for noise that is too weak, or for pulses instead of noise. Two sounds X and X'
of the same filters and other noise give the energy distance, 2·d(X, Y) - d(X, X'), which is least where X and Y have the same
distribution (Gritsenko and others, "A Spectral Energy Distance for Parallel Speech Synthesis", 2020). But bins also have the same
distribution where noise takes the place of harmonics whose phase is unknown. So d(X, X') has only half its weight here:
REPULSION.
"""
import torch
import torch.nn.functional as F

import overlap

# 64, 32, 16 and 8 ms at 24 kHz: a period of a low voice, its harmonics and its pulses are told apart as at 16 kHz with 1024 to 128,
# by a quarter less work than with the next powers of two; transforms of 3 · 2^n points are as fast.
RESOLUTIONS = (1536, 768, 384, 192)
FLOOR = 1e-4
POWER = 0.3
REPULSION = 0.5


class _Spectrum(torch.autograd.Function):
    @staticmethod
    def forward(context, sound, window):
        context.samples = sound.shape[-1]
        context.save_for_backward(window)
        return torch.fft.rfft(sound.unfold(-1, len(window), len(window) // 4) * window)

    @staticmethod
    def backward(context, gradient):
        """By an inverse transform of real numbers: PyTorch's is of complex ones, twice as long."""
        (window,) = context.saved_tensors
        gradient = torch.cat([gradient[..., :1], 0.5 * gradient[..., 1:-1], gradient[..., -1:]], dim=-1)
        total = overlap.sum_of(torch.fft.irfft(gradient, len(window), norm="forward") * window, len(window) // 4)
        return F.pad(total, (0, context.samples - total.shape[-1])), None


def spectrum(sound, size):
    """[..., windows, bins], complex, a window each quarter of its size; white noise of deviation 1 has a mean square of 1."""
    window = torch.hann_window(size, dtype=sound.dtype)
    return _Spectrum.apply(sound, window / window.square().sum().sqrt())


def spectra(sound):
    return {size: spectrum(sound, size) for size in RESOLUTIONS}


class _Levels(torch.autograd.Function):
    """(ln |X|, |X| ^ POWER) of complex X, with |X|² + FLOOR² for |X|²."""

    @staticmethod
    def forward(context, x):
        power = x.real.square() + x.imag.square() + FLOOR**2
        log = 0.5 * torch.log(power)
        compressed = torch.exp(POWER * log)
        context.save_for_backward(x, power, compressed)
        return log, compressed

    @staticmethod
    def backward(context, of_log, of_compressed):
        x, power, compressed = context.saved_tensors
        return x * ((of_log + POWER * compressed * of_compressed) / power)


def levels(spectrum, size):
    """What is compared. In windows shorter than a period, bins above 1.5 kHz only."""
    return _Levels.apply(spectrum[..., 12:] if size == RESOLUTIONS[-1] else spectrum)


def between(a, b):
    return sum((x - y).abs().mean() for x, y in zip(a, b))


def energy_distance(both, natural, repulsion=REPULSION):
    """2·d(X, Y) - repulsion · d(X, X'), with d(X, Y) the mean over both X; over all resolutions. Spectra by size, those of X and X'
    stacked."""
    total = 0.0
    for size in RESOLUTIONS:
        pair, y = levels(both[size], size), levels(natural[size], size)
        x, other = zip(*pair)
        total = total + 2 * between(pair, y) - repulsion * between(x, other)
    return total / len(RESOLUTIONS)


def spectral_loss(sound, natural, sizes=RESOLUTIONS):
    """The usual multi-resolution STFT loss, for evaluation: mean |ln|X| - ln|Y|| plus spectral convergence."""
    total = 0.0
    for size in sizes:
        x, y = spectrum(sound, size).abs(), spectrum(natural, size).abs()
        total = total + (x.clamp(min=FLOOR).log() - y.clamp(min=FLOOR).log()).abs().mean() + torch.linalg.norm(x - y) / torch.linalg.norm(y)
    return total / len(sizes)


def log_spectral_distance(sound, natural, size=768):
    """Root mean square over frequency of the difference in dB, mean over windows that are within 50 dB of the loudest."""
    x, y = (20 * spectrum(s, size).abs().clamp(min=FLOOR).log10() for s in (sound, natural))
    loud = (10 ** (y / 10)).mean(-1)
    audible = loud > loud.max() * 1e-5
    return (x - y).square().mean(-1).sqrt()[audible].mean()
