"""The excitation: pulses at whole turns of the phase of F0, and noise.

φ[n] = Σ f0 / rate: F0 is interpolated linearly between frames, across unvoiced frames too. Where the phase completes a turn, a
part d of a sample before sample n, there is a pulse of height √(rate / f0): a sinc of 16 samples around n - d under a Hann
window. In voiced samples √(f0 / rate) is subtracted, so that the pulses have no mean. A sample is voiced if the frame nearest to
it is. Frame t is at sample t · HOP; `count` frames have (count - 1) · HOP samples.
"""
import numpy as np

from frames import HOP, RATE

REACH = 8
_TAPS = np.arange(-REACH, REACH)
_FRACTIONS = np.arange(HOP) / HOP


def continuous_f0(f0):
    """F0 interpolated over its unvoiced frames; 120 Hz if no frame is voiced."""
    voiced = np.flatnonzero(f0 > 0)
    return np.interp(np.arange(len(f0)), voiced, f0[voiced]) if len(voiced) else np.full(len(f0), 120.0)


def between_frames(values):
    """A number a frame, at each sample on straight lines."""
    return (values[:-1, None] + np.diff(values)[:, None] * _FRACTIONS).ravel()


def turns_of(f0, phase=None):
    """(F0, turns of the phase) at each sample. `phase`, in turns at each frame, is what the phase is led to; only its fraction counts."""
    f0_samples = between_frames(continuous_f0(f0))
    turns = np.cumsum(f0_samples / RATE)
    if phase is not None:
        at_frames = np.append(turns[::HOP], turns[-1] + f0_samples[-1] / RATE)
        drift = np.unwrap(2 * np.pi * (phase - at_frames)) / (2 * np.pi)
        turns = np.maximum.accumulate(turns + between_frames(drift))
    return f0_samples, turns


def voiced_samples(f0):
    voiced = f0 > 0
    return np.concatenate([np.repeat(voiced[:-1, None], HOP // 2, 1), np.repeat(voiced[1:, None], HOP // 2, 1)], axis=1).ravel()


def pulses(f0_samples, turns, voiced):
    """The pulses at each sample."""
    whole = np.floor(turns)
    at = np.flatnonzero((whole[1:] > whole[:-1]) & voiced[1:]) + 1
    behind = (turns[at] - whole[at]) / np.maximum(turns[at] - turns[at - 1], 1e-9)
    height = np.sqrt(RATE / f0_samples[at])
    # Sample n + k lies k + d after the pulse.
    time = _TAPS + behind[:, None]
    shape = height[:, None] * np.sinc(time) * (0.5 + 0.5 * np.cos(np.pi * np.clip(time / REACH, -1, 1)))
    excitation = np.bincount((at[:, None] + _TAPS + REACH).ravel(), shape.ravel(), len(turns) + 2 * REACH)
    return excitation[REACH:-REACH] - voiced * np.sqrt(f0_samples / RATE)


def excitation(f0, phase=None):
    """(pulses, turns of the phase, voiced) at each sample."""
    f0 = f0.astype(float)
    f0_samples, turns = turns_of(f0, phase)
    voiced = voiced_samples(f0)
    return pulses(f0_samples, turns, voiced), turns, voiced.astype(float)
