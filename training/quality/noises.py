"""Noises that are computed: power 1, any length. Colours, hum, tones that change like music, and many voices at once."""
import numpy as np
import scipy.signal

from material import RATE


def of_power_one(sound):
    return sound / np.sqrt(np.mean(sound**2) + 1e-12)


def coloured(samples, slope, rng):
    """Noise whose power falls with frequency to the power of slope: 0 white, 1 pink, 2 brown."""
    spectrum = np.fft.rfft(rng.standard_normal(samples))
    bins = np.maximum(1, np.arange(len(spectrum)) * RATE / samples / 20)
    return of_power_one(np.fft.irfft(spectrum * bins ** (-slope / 2), samples))


def hum(samples, rng):
    time = np.arange(samples) / RATE
    base = rng.choice([50, 60]) * (1 + rng.normal(0, 0.002))
    fall = rng.uniform(0.3, 2)
    count = rng.integers(2, 30)
    sound = sum(np.sin(2 * np.pi * base * n * time + rng.uniform(0, 7)) * n**-fall * rng.uniform(0.2, 1) for n in range(1, count + 1))
    return of_power_one(sound)


def tones(samples, rng):
    """Chords of decaying harmonics that begin at random times on a scale."""
    sound = np.zeros(samples)
    beat = rng.uniform(0.12, 0.6)
    attack, decay, brightness = rng.uniform(0.002, 0.05), rng.uniform(0.1, 1.5), rng.uniform(0.5, 2)
    root = 110 * 2 ** (rng.uniform(0, 2))
    for start in np.arange(-0.5, samples / RATE, beat):
        for _ in range(rng.integers(1, 5)):
            time = np.arange(int(min(3 * decay + attack, 2) * RATE)) / RATE
            pitch = root * 2 ** ([0, 2, 4, 5, 7, 9, 11][rng.integers(7)] / 12 + rng.integers(-1, 3))
            note = sum(n**-brightness * np.sin(2 * np.pi * pitch * n * time) for n in range(1, max(2, min(12, int(7500 / pitch)))))
            note = note * np.minimum(1, time / attack) * np.exp(-time / decay) * rng.uniform(0.3, 1)
            at = int((start + rng.uniform(0, 0.02)) * RATE)
            first, last = max(0, at), min(samples, at + len(note))
            if first < last:
                sound[first:last] += note[first - at : last - at]
    return of_power_one(sound + 1e-6 * rng.standard_normal(samples))


def long_enough(sound, samples, rng):
    """A piece of that many samples, repeated from its start where the sound ends."""
    sound = np.tile(sound, -(-samples // len(sound)) + 1)
    first = rng.integers(0, len(sound) - samples + 1)
    return sound[first : first + samples]


def babble(material, split, samples, rng):
    """3 to 10 other voices, far and near."""
    voices, count = [], rng.integers(3, 11)
    while len(voices) < count:
        _, sound = material.utterance(split, rng)
        if np.mean(sound**2) > 1e-7:
            voices.append(of_power_one(long_enough(sound, samples, rng)) * 10 ** (-rng.uniform(0, 6) / 20))
    return of_power_one(sum(voices))


def recorded(material, split, samples, rng):
    """(class, noise): its silent parts are left out, or a bark once in 5 s would not be heard in a cut."""
    while True:
        name, sound = material.noise(split, rng)
        blocks = sound[: len(sound) // 800 * 800].reshape(-1, 800)
        power = np.mean(blocks**2, axis=1)
        heard = blocks[power > power.max() / 1000].ravel()
        if power.max() > 1e-7 and len(heard) >= 4000:
            return name, of_power_one(long_enough(heard, samples, rng))


def shaped(sound, rng):
    """The same behind a random slope, as no two rooms or microphones hear a noise alike."""
    corner = rng.uniform(200, 4000)
    kind = rng.choice(["lowpass", "highpass"])
    return of_power_one(scipy.signal.sosfilt(scipy.signal.butter(1, corner, kind, fs=RATE, output="sos"), sound))
