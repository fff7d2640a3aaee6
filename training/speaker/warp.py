"""Synthetic speakers from real ones, by changes to the magnitude spectrum: the encoder's features hold no phase, so no vocoder is needed.

ln|X| = E + H: E the envelope, the first 2 ms of the cepstrum, H the harmonics, the rest. A Shape warps the frequency axis of the
envelope (vocal tract length, and a curve besides, since vocal tracts differ in more than length), scales the frequency of the
harmonics by a factor of their own (F0) and their strength (a pressed or breathy voice). Tempo stays.
"""
import dataclasses

import numpy as np

from frontend import BINS, RATE, WINDOW, mels_of_power

LIFTER = int(0.002 * RATE)  # 500 Hz and lower are pitch, not envelope
TAPER = 8
KNOTS_HZ = np.array([0, 500, 1000, 1700, 2600, 3800, 5500, 8000.0])
_frequencies = np.arange(BINS) * RATE / WINDOW


@dataclasses.dataclass(frozen=True)
class Shape:
    """alpha: formants times that; curve: ln of further factors at KNOTS_HZ; beta: pitch times that; gamma: harmonics stronger by that."""

    alpha: float = 1.0
    curve: tuple = (0.0,) * len(KNOTS_HZ)
    beta: float = 1.0
    gamma: float = 1.0

    def varied(self, rng):
        """The same speaker in another session: F0 varies much, the vocal tract hardly."""
        return Shape(
            self.alpha * np.exp(rng.normal(0, 0.008)),
            tuple(np.array(self.curve) + rng.normal(0, 0.006, len(KNOTS_HZ))),
            self.beta * np.exp(np.clip(rng.normal(0, 0.07), -0.2, 0.2)),
            self.gamma * np.exp(rng.normal(0, 0.05)),
        )


SAME = Shape()


def random_shape(rng):
    """A speaker unlike SAME: formants by up to 18 %, F0 correlated with them, as in people."""
    while True:
        alpha = np.exp(rng.uniform(-0.18, 0.18))
        beta = np.exp(np.clip(1.0 * np.log(alpha) + rng.normal(0, 0.18), -0.5, 0.5))
        curve = tuple(np.clip(rng.normal(0, 0.03, len(KNOTS_HZ)), -0.07, 0.07))
        shape = Shape(alpha, curve, beta, np.exp(rng.normal(0, 0.15)))
        if abs(np.log(alpha)) + 0.5 * abs(np.log(beta)) + np.std(curve) > 0.07:
            return shape


def split(spectrum):
    """(cepstrum of the envelope, [frames, LIFTER + TAPER], harmonics, [frames, BINS]) of a power spectrum."""
    log = 0.5 * np.log(spectrum + 1e-9 * spectrum.max() + 1e-12)
    cepstrum = np.fft.irfft(log)[:, : LIFTER + TAPER].astype(np.float32)
    weights = np.clip((LIFTER + TAPER - np.arange(LIFTER + TAPER)) / TAPER, 0, 1)
    weights[1:] *= 2
    cepstrum *= weights.astype(np.float32)
    return cepstrum, log - cepstrum @ _cosines(_frequencies)


def _cosines(frequencies):
    turns = np.arange(LIFTER + TAPER)[:, None] * frequencies[None] / RATE
    return np.cos(2 * np.pi * turns).astype(np.float32)


def warped(parts, shape, rng=None):
    """Log-mel bands of what split gave, in another shape; with rng, F0 also drifts by a few per cent."""
    cepstrum, harmonics = parts
    if shape is SAME:
        return mels_of_power(np.exp(2 * (cepstrum @ _cosines(_frequencies) + harmonics)))
    source = _frequencies / shape.alpha * np.exp(-np.interp(_frequencies, KNOTS_HZ, shape.curve))
    envelope = cepstrum @ _cosines(np.minimum(source, RATE / 2))
    frames = len(cepstrum)
    drift = np.zeros(frames)
    if rng is not None:
        points = rng.normal(0, 0.04, frames // 30 + 3)
        drift = np.interp(np.arange(frames) / 30, np.arange(len(points)), points)
    at = np.arange(BINS)[None] / (shape.beta * np.exp(drift))[:, None]
    at = np.where(at > BINS - 1, 2 * (BINS - 1) - at, at).astype(np.float32)  # mirrored above half the rate
    at = np.clip(at, 0, BINS - 1.001)
    low = at.astype(np.int32)
    share = at - low
    fine = np.take_along_axis(harmonics, low, 1) * (1 - share) + np.take_along_axis(harmonics, low + 1, 1) * share
    return mels_of_power(np.exp(2 * (envelope + shape.gamma * fine)))
