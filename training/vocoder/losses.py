"""How far sound is from sound, as spectra of several resolutions tell.

Compared bin by bin, the least distance to noise has noise that is too weak, or pulses in its place. Two sounds X and X' of the
same filters and other noise give the energy distance, 2·d(X, Y) - d(X, X'), which is least where both have one distribution
(Gritsenko and others, "A Spectral Energy Distance for Parallel Speech Synthesis", 2020). But bins have one distribution also where noise
takes the place of harmonics that are not exactly where they should be. So d(X, X') has only half its weight here: FAIRNESS.
"""
import torch

RESOLUTIONS = (1024, 512, 256, 128)
QUIET = 1e-4
POWER = 0.3
FAIRNESS = 0.5


def spectrum(sound, size):
    """[batch, bins, frames], complex; white noise of deviation 1 has a mean square of 1."""
    window = torch.hann_window(size, device=sound.device)
    return torch.stft(sound, size, size // 4, size, window / window.square().sum().sqrt(), return_complex=True)


def views(sound, size):
    """What is compared: the logarithm of magnitude, and magnitude raised to 0.3. Windows shorter than a period do not see below 1.5 kHz."""
    power = torch.view_as_real(spectrum(sound, size)[:, 12 if size < 256 else 0 :]).square().sum(-1) + QUIET**2
    log = 0.5 * torch.log(power)
    return log, torch.exp(POWER * log)


def between(a, b):
    return sum((x - y).abs().mean() for x, y in zip(a, b))


def energy_distance(first, second, natural, fairness=FAIRNESS):
    """2·d(X, Y) - fairness · d(X, X'), with d(X, Y) the mean over both X; over all resolutions."""
    total = 0.0
    for size in RESOLUTIONS:
        x, other, y = (views(sound, size) for sound in (first, second, natural))
        total = total + between(x, y) + between(other, y) - fairness * between(x, other)
    return total / len(RESOLUTIONS)


def spectral_loss(sound, natural):
    """The usual multi-resolution loss, to tell others by: mean |ln|X| - ln|Y|| plus spectral convergence."""
    total = 0.0
    for size in RESOLUTIONS:
        x, y = spectrum(sound, size).abs(), spectrum(natural, size).abs()
        total = total + (x.clamp(min=QUIET).log() - y.clamp(min=QUIET).log()).abs().mean() + torch.linalg.norm(x - y) / torch.linalg.norm(y)
    return total / len(RESOLUTIONS)


def log_spectral_distance(sound, natural, size=512):
    """Root mean square over frequency of the difference in dB, mean over frames that are within 50 dB of the loudest."""
    x, y = (20 * spectrum(s, size).abs().clamp(min=QUIET).log10() for s in (sound, natural))
    loud = (10 ** (y / 10)).mean(-2)
    heard = loud > loud.max() * 1e-5
    return (x - y).square().mean(-2).sqrt()[heard].mean()
