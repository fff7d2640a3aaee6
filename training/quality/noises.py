"""Synthetic noises of power 1 and any length: coloured noise, hum, music-like tones, random sound textures, and babble of many voices."""
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


def texture(samples, rng):
    """A random sound texture: one to three sounds at once, each a series of similar events (ticks, whirs, calls, rattles,
    hisses). The seven classes of recorded noise are overfitted; of textures no two are alike."""
    return of_power_one(sum(of_power_one(events(samples, rng)) * 10 ** (-rng.uniform(0, 12) / 20) for _ in range(rng.integers(1, 4))))


def events(samples, rng):
    """An event repeated 0.4 to 40 times a second, regularly or not, with a little variation."""
    rate = 10 ** rng.uniform(-0.4, 1.6)
    spread, jitter, swell = rng.uniform(0, 1) * rng.integers(0, 2), rng.uniform(0, 0.1), rng.uniform(0, 10)
    event = rng.choice([call, rattle, hiss])(int(RATE * min(2.0, rng.uniform(0.2, 3) / rate)) + 64, rng)
    sound, time = np.zeros(samples + len(event)), rng.uniform(0, 1 / rate)
    while time < samples / RATE:
        played = scipy.signal.resample(event, max(32, int(len(event) * (1 + rng.normal(0, jitter)))))[: len(event)]
        first = int(time * RATE)
        sound[first : first + len(played)] += played * 10 ** (rng.normal(0, swell) / 20)
        time += (1 + spread * (rng.exponential() - 1)) / rate + 1e-3
    return sound[:samples] + 1e-4 * np.abs(sound).max() * rng.standard_normal(samples)


def faded(sound, rng):
    """With a random attack and release."""
    place = np.linspace(0, 1, len(sound))
    return sound * np.minimum(1, place / rng.uniform(0.005, 0.4)) * np.minimum(1, (1 - place) / rng.uniform(0.01, 0.7))


def call(samples, rng):
    """Harmonics of varying F0 and random levels."""
    turns = rng.integers(2, 6)
    pitch = 60 * 2 ** (rng.uniform(0, 5) + np.cumsum(rng.normal(0, rng.uniform(0, 0.4), turns)))
    pitch = np.interp(np.linspace(0, turns - 1, samples), np.arange(turns), np.clip(pitch, 30, 4000))
    phase = 2 * np.pi * np.cumsum(pitch) / RATE
    fall, count = rng.uniform(0, 1.5), min(30, max(1, int(7600 / pitch.max())))
    sound = sum(n**-fall * rng.uniform(0.1, 1) * np.sin(n * phase + rng.uniform(0, 7)) for n in range(1, count + 1))
    return faded(sound, rng)


def rattle(samples, rng):
    """An impact that excites one to six resonances."""
    time = np.arange(samples) / RATE

    def resonance():
        decay = np.exp(-time / 10 ** rng.uniform(-3, -0.7))
        return decay * np.sin(2 * np.pi * 10 ** rng.uniform(2, 3.88) * time + rng.uniform(0, 7))

    sound = sum(resonance() for _ in range(rng.integers(1, 7)))
    return sound + rng.uniform(0, 1) * np.exp(-time / 10 ** rng.uniform(-3.3, -2)) * rng.standard_normal(samples)


def hiss(samples, rng):
    """Noise of a random spectral slope, or of one band."""
    sound = coloured(samples, rng.uniform(-1, 2), rng)
    if rng.random() < 0.6:
        low = 10 ** rng.uniform(1.9, 3.5)
        band = (low, min(7800, low * 10 ** rng.uniform(0.1, 1)))
        sound = scipy.signal.sosfilt(scipy.signal.butter(2, band, "bandpass", fs=RATE, output="sos"), sound)
    return faded(sound, rng)


def long_enough(sound, samples, rng):
    """A segment of that many samples, repeated from its start where the sound ends."""
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
    """(class, noise) without its silent parts: a cut might miss a bark that comes once in 5 s."""
    while True:
        name, sound = material.noise(split, rng)
        blocks = sound[: len(sound) // 800 * 800].reshape(-1, 800)
        power = np.mean(blocks**2, axis=1)
        audible = blocks[power > power.max() / 1000].ravel()
        if power.max() > 1e-7 and len(audible) >= 4000:
            return name, of_power_one(long_enough(audible, samples, rng))


def filtered(sound, rng):
    """The same through a random filter of first order, as rooms and microphones differ."""
    corner = rng.uniform(200, 4000)
    kind = rng.choice(["lowpass", "highpass"])
    return of_power_one(scipy.signal.sosfilt(scipy.signal.butter(1, corner, kind, fs=RATE, output="sos"), sound))
