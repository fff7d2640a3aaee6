"""Rooms: the image method (Allen and Berkley 1979) for the first 100 ms, decaying noise of the right level after it."""
import numpy as np
import scipy.signal

from material import RATE

SOUND_METRES_PER_S = 343.0
EARLY_S = 0.1


def response(reverberation_s, rng):
    """Impulse response of a random box that falls by 60 dB in that time; its first sample is the direct sound of height 1."""
    size = np.array([rng.uniform(3, 10), rng.uniform(2.5, 8), rng.uniform(2.3, 4.5)])
    volume, surface = size.prod(), 2 * (size[0] * size[1] + size[0] * size[2] + size[1] * size[2])
    # Eyring: T = 0.161 V / (-S ln(1 - a)), reflection = sqrt(1 - a)
    reflection = np.exp(-0.5 * 0.161 * volume / (surface * reverberation_s))
    microphone = rng.uniform(0.5, size - 0.5)
    away = rng.standard_normal(3)
    source = np.clip(microphone + away / np.linalg.norm(away) * rng.uniform(0.3, 3), 0.3, size - 0.3)

    reach = EARLY_S * SOUND_METRES_PER_S
    counts = np.ceil(reach / (2 * size)).astype(int) + 1
    axes = []
    for axis in range(3):
        n = np.arange(-counts[axis], counts[axis] + 1)
        # Images at 2nL + s after |2n| reflections and at 2nL - s after |2n - 1|.
        places = np.concatenate([2 * n * size[axis] + source[axis], 2 * n * size[axis] - source[axis]]) - microphone[axis]
        axes.append((places, np.concatenate([np.abs(2 * n), np.abs(2 * n - 1)])))
    distance = np.sqrt(axes[0][0][:, None, None] ** 2 + axes[1][0][None, :, None] ** 2 + axes[2][0][None, None, :] ** 2)
    bounces = axes[0][1][:, None, None] + axes[1][1][None, :, None] + axes[2][1][None, None, :]
    direct = np.linalg.norm(source - microphone)
    near = distance < direct + reach
    distance, bounces = distance[near], bounces[near]
    at = np.round((distance - direct) / SOUND_METRES_PER_S * RATE).astype(int)

    samples = int((reverberation_s + EARLY_S) * RATE)
    early = int(EARLY_S * RATE)
    sound = np.zeros(max(samples, early + 1))
    keep = at < len(sound)
    np.add.at(sound, at[keep], (reflection ** bounces * direct / distance)[keep])
    # Walls absorb high frequencies more; the direct sound is left as it is.
    first, sound[0] = sound[0], 0.0
    sound = scipy.signal.sosfilt(scipy.signal.butter(1, rng.uniform(3000, 7000), fs=RATE, output="sos"), sound)
    time = np.arange(len(sound)) / RATE
    tail = rng.standard_normal(len(sound)) * 10 ** (-3 * time / reverberation_s)
    last = slice(early * 6 // 10, early * 9 // 10)
    level = np.sqrt(np.sum(sound[last] ** 2) / np.sum(tail[last] ** 2))
    join = np.clip((time - EARLY_S * 0.8) / (EARLY_S * 0.2), 0, 1)
    sound = np.where(time < EARLY_S, sound, 0) * np.sqrt(1 - join) + level * tail * np.sqrt(join)
    sound[0] += first
    return sound


def reverberate(sound, reverberation_s, rng):
    return scipy.signal.fftconvolve(sound, response(reverberation_s, rng))[: len(sound)]
