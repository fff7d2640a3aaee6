"""The encoder's features: 64 log-mel bands each 10 ms of sound at 16 kHz.

Frame t is the sound from 160·t on, 512 samples long, without padding, under a Hann window (periodic); the power of its transform,
through triangles of height 1 whose corners lie evenly in mel, 2595·log10(1 + f/700), from 40 to 7600 Hz; ln(power + FLOOR), the
sound being within ±1.
"""
import numpy as np

RATE = 16000
WINDOW = 512
HOP = 160
BINS = WINDOW // 2 + 1
MELS = 64
MIN_HZ, MAX_HZ = 40.0, 7600.0
FLOOR = 1e-6  # white noise of -104 dB full scale

_window = (0.5 - 0.5 * np.cos(2 * np.pi * np.arange(WINDOW) / WINDOW)).astype(np.float32)


def filters(bins=BINS):
    """[BINS, MELS]"""
    mel = lambda f: 2595 * np.log10(1 + f / 700)
    corners = 700 * (10 ** (np.linspace(mel(MIN_HZ), mel(MAX_HZ), MELS + 2) / 2595) - 1)
    frequencies = np.arange(bins) * RATE / 2 / (bins - 1)
    up = (frequencies[:, None] - corners[:-2]) / (corners[1:-1] - corners[:-2])
    down = (corners[2:] - frequencies[:, None]) / (corners[2:] - corners[1:-1])
    return np.maximum(0, np.minimum(up, down)).astype(np.float32)


FILTERS = filters()


def power(sound):
    """[frames, BINS] of sound, which is at least WINDOW samples long."""
    frames = np.lib.stride_tricks.sliding_window_view(np.asarray(sound, np.float32), WINDOW)[::HOP]
    return np.abs(np.fft.rfft(frames * _window)).astype(np.float32) ** 2


def mels_of_power(spectrum):
    return np.log(spectrum @ FILTERS + FLOOR)


def mels(sound):
    """[frames, MELS]"""
    return mels_of_power(power(sound))
