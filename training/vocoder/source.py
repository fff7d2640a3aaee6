"""The excitation: pulses at whole turns of the phase of F0, and noise.

φ[n] = Σ f0 / rate: F0 is interpolated linearly between frames, across unvoiced frames too. Where the phase completes a turn, a
part d of a sample before sample n, there is a pulse of height √(rate / f0): a sinc of 16 samples around n - d under a Hann
window. In voiced samples √(f0 / rate) is subtracted, so that the pulses have no mean. A sample is voiced if the frame nearest to
it is. Frame t is at sample t · HOP.
"""
import numpy as np

from frames import HOP, RATE

REACH = 8


def continuous_f0(f0):
    """F0 interpolated over its unvoiced frames; 120 Hz if no frame is voiced."""
    voiced = np.flatnonzero(f0 > 0)
    return np.interp(np.arange(len(f0)), voiced, f0[voiced]) if len(voiced) else np.full(len(f0), 120.0)


def phase_of(f0, offset=None):
    """Turns at each of (frames - 1) · HOP samples; offset in turns at each frame moves it."""
    frames = np.arange((len(f0) - 1) * HOP) / HOP
    turns = np.cumsum(np.interp(frames, np.arange(len(f0)), continuous_f0(f0)) / RATE)
    if offset is not None:
        turns = turns + np.interp(frames, np.arange(len(f0)), offset)
    return np.maximum.accumulate(turns)


def voiced_samples(f0):
    nearest = np.minimum((np.arange((len(f0) - 1) * HOP) + HOP // 2) // HOP, len(f0) - 1)
    return f0[nearest] > 0


def pulses(f0, turns):
    """The pulses at each sample."""
    voiced = voiced_samples(f0)
    frames = np.arange(len(turns)) / HOP
    f0_samples = np.interp(frames, np.arange(len(f0)), continuous_f0(f0))
    whole = np.floor(turns)
    at = np.flatnonzero((whole[1:] > whole[:-1]) & voiced[1:]) + 1
    behind = (turns[at] - whole[at]) / np.maximum(turns[at] - turns[at - 1], 1e-9)
    height = np.sqrt(RATE / f0_samples[at])
    taps = np.arange(-REACH, REACH)
    # Sample n + k lies k + d after the pulse.
    time = taps[None, :] + behind[:, None]
    shape = np.sinc(time) * (0.5 + 0.5 * np.cos(np.pi * np.clip(time / REACH, -1, 1)))
    excitation = np.zeros(len(turns) + 2 * REACH)
    np.add.at(excitation, at[:, None] + taps[None, :] + REACH, height[:, None] * shape)
    return excitation[REACH:-REACH] - voiced * np.sqrt(f0_samples / RATE)
