"""Frames as FrameLayout.SuperWideband has them (src/Timbre.Audio/World), and the matrices from them to spectra.

A frame each 5 ms: F0 in Hz, 0 where unvoiced; ln of aperiodicity in 6 bands; ln of power at 80 points, equally spaced in mel.
"""
import numpy as np

RATE = 24000
HOP = 120
BANDS = 6
MELS = 80
FEATURES = 1 + BANDS + MELS
FFT = 1024
BINS = FFT // 2 + 1
BAND_EDGES_HZ = np.array([400, 1000, 2000, 3500, 5500, 8000, 12000.0])
MIN_LOG = -23.0


def mel(hz):
    return 1127.01048 * np.log(1 + np.asarray(hz, float) / 700)


def interpolation(points, positions):
    """[positions, points]: values on straight lines between equally spaced points."""
    left = np.clip(positions.astype(int), 0, points - 2)
    part = np.clip(positions - left, 0, 1)
    matrix = np.zeros((len(positions), points))
    matrix[np.arange(len(positions)), left] = 1 - part
    matrix[np.arange(len(positions)), left + 1] = part
    return matrix


def mel_to_bins(points=MELS):
    """[BINS, points]: a curve given at equally spaced mels from 0 Hz to half the rate, at the bins of the transform."""
    return interpolation(points, mel(np.arange(BINS) * RATE / FFT) / mel(RATE / 2) * (points - 1))


def bands_to_mels():
    """[MELS, BANDS]: the logarithm of aperiodicity at the mel points, straight in mel between the middles of the bands."""
    middles = mel((BAND_EDGES_HZ[:-1] + BAND_EDGES_HZ[1:]) / 2)
    points = np.linspace(0, mel(RATE / 2), MELS)
    return np.stack([np.interp(points, middles, row) for row in np.eye(BANDS)], axis=1)


def minimum_phase(log_magnitude):
    """Phase in radians, [..., BINS], of the minimum-phase spectrum of that natural logarithm of magnitude, [..., BINS]."""
    cepstrum = np.fft.irfft(log_magnitude, FFT, axis=-1)
    cepstrum[..., 1 : FFT // 2] *= 2
    cepstrum[..., FFT // 2 + 1 :] = 0
    return np.fft.rfft(cepstrum, axis=-1).imag
