"""Degradations of speech: each takes (sound, context) and returns (sound, a description with its parameters).

The output is as long as the input and aligned with it, so that SI-SDR measures the degradation and not a delay. Held out for the test:
TEST_KINDS, and reverberation of TEST_REVERBERATION_S, which training skips.
"""
import dataclasses

import numpy as np
import scipy.signal

import coders
import noises
import rooms
from material import RATE, Material

TEST_REVERBERATION_S = (0.7, 0.9)
REVERBERATION_S = (0.15, 1.4)
SNR_DB = (-5.0, 40.0)


@dataclasses.dataclass
class Context:
    """Where noises come from, the split of the pair, and its random numbers."""

    material: Material
    split: str
    rng: np.random.Generator


def added(sound, noise, rng, min_snr=SNR_DB[0]):
    snr = rng.uniform(min_snr, SNR_DB[1])
    return sound + noise * np.sqrt(np.mean(sound**2)) * 10 ** (-snr / 20), f"{snr:.1f} dB"


def recorded(sound, context):
    name, noise = noises.recorded(context.material, context.split, len(sound), context.rng)
    if context.rng.random() < 0.3:
        noise = noises.filtered(noise, context.rng)
    sound, detail = added(sound, noise, context.rng)
    return sound, f"{name} {detail}"


def babble(sound, context):
    return added(sound, noises.babble(context.material, context.split, len(sound), context.rng), context.rng)


def coloured(sound, context):
    slope = context.rng.choice([0.0, 1.0, 2.0, context.rng.uniform(-0.5, 2)])
    noise = noises.coloured(len(sound), slope, context.rng)
    if context.rng.random() < 0.2:
        noise = noises.filtered(noise, context.rng)
    sound, detail = added(sound, noise, context.rng)
    return sound, f"slope {slope:.1f} {detail}"


def hum(sound, context):
    return added(sound, noises.hum(len(sound), context.rng), context.rng)


def tones(sound, context):
    return added(sound, noises.tones(len(sound), context.rng), context.rng)


def texture(sound, context):
    return added(sound, noises.texture(len(sound), context.rng), context.rng)


def changing(sound, context):
    """Coloured noise of varying level, or in a part of the sound only."""
    rng = context.rng
    points = rng.uniform(-25, 0, rng.integers(2, 9))
    level = 10 ** (np.interp(np.linspace(0, len(points) - 1, len(sound)), np.arange(len(points)), points) / 20)
    if rng.random() < 0.4:
        first, last = sorted(rng.integers(0, len(sound), 2))
        level[:first] = level[last:] = 1e-3
    noise = noises.of_power_one(noises.coloured(len(sound), rng.uniform(0, 2), rng) * level)
    return added(sound, noise, rng)


def reverberation(sound, context):
    rng, (min_s, max_s) = context.rng, TEST_REVERBERATION_S
    if context.split == "test" and rng.random() < 0.5:
        seconds = rng.uniform(min_s, max_s)
    else:
        seconds = min_s
        while min_s <= seconds <= max_s:
            seconds = REVERBERATION_S[0] + (REVERBERATION_S[1] - REVERBERATION_S[0]) * rng.random() ** 1.4
    return rooms.reverberate(sound, seconds, rng), f"{seconds:.2f} s"


def band(sound, context):
    """Low-pass, high-pass or telephone band, half of the time with the phase of a causal filter."""
    rng = context.rng
    kind = rng.choice(["lowpass", "lowpass", "highpass", "bandpass"])
    low, high, band_low, band_high = (rng.uniform(*ends) for ends in ((900, 6500), (80, 900), (150, 500), (2000, 4500)))
    edges = {"lowpass": low, "highpass": high, "bandpass": (band_low, band_high)}[kind]
    order = int(rng.integers(1, 9))
    sections = scipy.signal.butter(order, edges, kind, fs=RATE, output="sos")
    if rng.random() < 0.5:
        return scipy.signal.sosfiltfilt(sections, sound), f"{kind} {np.round(edges)} order {order} twice"
    return coders.aligned(scipy.signal.sosfilt(sections, sound), sound, 0.02), f"{kind} {np.round(edges)} order {order}"


def microphone(sound, context):
    """A smooth random curve of gain over frequency: of linear or of minimum phase."""
    rng = context.rng
    depth = rng.uniform(2, 14)
    points = np.concatenate([[0], np.geomspace(60, 8000, 10)])
    frequencies = np.linspace(0, 8000, 513)
    gain_db = np.interp(np.sqrt(frequencies), np.sqrt(points), rng.uniform(-depth, depth, len(points)))
    gain_db = scipy.signal.savgol_filter(gain_db, 31, 2)
    log = gain_db / 20 * np.log(10)
    if rng.random() < 0.5:
        taps = np.fft.fftshift(np.fft.irfft(np.exp(log))) * np.hanning(1024)
        return scipy.signal.fftconvolve(sound, taps)[512 : 512 + len(sound)], f"{depth:.1f} dB linear"
    cepstrum = np.fft.irfft(log)
    cepstrum[1:512] *= 2
    cepstrum[513:] = 0
    taps = np.fft.irfft(np.exp(np.fft.rfft(cepstrum)))
    return scipy.signal.fftconvolve(sound, taps)[: len(sound)], f"{depth:.1f} dB minimum"


def clipping(sound, context):
    rng = context.rng
    share = 10 ** rng.uniform(-3.3, -0.5)  # of the samples
    top = np.quantile(np.abs(sound), 1 - share)
    if rng.random() < 0.7:
        return np.clip(sound, -top, top * rng.choice([1, rng.uniform(0.6, 1.2)])), f"hard {share:.4f}"
    return np.tanh(sound / top) * top, f"soft {share:.4f}"


def quantisation(sound, context):
    """Few bits, linear or mu-law."""
    rng = context.rng
    bits = int(rng.integers(4, 11))
    peak = np.abs(sound).max() * rng.uniform(1, 3)
    steps = 2 ** (bits - 1)
    if rng.random() < 0.6:
        return np.round(sound / peak * steps) / steps * peak, f"{bits} bits"
    folded = np.sign(sound) * np.log1p(255 * np.abs(sound) / peak) / np.log(256)
    folded = np.round(folded * steps) / steps
    return np.sign(folded) * np.expm1(np.abs(folded) * np.log(256)) / 255 * peak, f"mu-law {bits} bits"


def coding(coder):
    def degradation(sound, context):
        kbits = context.rng.choice(coders.CODERS[coder][3])
        kbits = float(kbits) if coder == "amr" else int(kbits)
        return coders.coded(sound, coder, kbits), f"{kbits} kbit/s"

    return degradation


def lost_packets(samples, rng):
    """[(first, last)] of the samples that are lost: single packets or bursts (Gilbert model)."""
    packet = int(rng.choice([10, 20, 30, 40, 60]) * RATE / 1000)
    rate, stay = 10 ** rng.uniform(-2, -0.6), rng.uniform(0, 0.6)
    lost, places = False, []
    for first in range(packet, samples - packet, packet):
        lost = rng.random() < (stay if lost else rate * (1 - stay) + 0.002)
        if lost:
            places.append((first, first + packet))
    return places, f"{packet * 1000 // RATE} ms {len(places) * packet / samples:.3f}"


def loss(sound, context):
    """Lost packets are silence, or the packet before repeated at a lower level."""
    sound, rng = sound.copy(), context.rng
    places, detail = lost_packets(len(sound), rng)
    keep = rng.choice([0.0, 0.0, 0.5, 0.9])
    for first, last in places:
        sound[first:last] = keep * sound[2 * first - last : first]
    return sound, f"{detail} keep {keep}"


def interpolated_loss(sound, context):
    """Lost packets are cross-faded from the packet before to the packet after. Held out."""
    sound, rng = sound.copy(), context.rng
    places, detail = lost_packets(len(sound) - 1000, rng)
    for first, last in places:
        over = np.linspace(0, 1, last - first)
        after = sound[last : 2 * last - first]
        sound[first:last] = (1 - over) * sound[2 * first - last : first]
        sound[first : first + len(after)] += over[: len(after)] * after
    return sound, detail


def gaps(sound, context):
    sound, rng = sound.copy(), context.rng
    total, count = 0, rng.integers(1, 6)
    depth = rng.choice([0.0, 10 ** (-rng.uniform(10, 40) / 20)])
    for _ in range(count):
        length = int(rng.uniform(0.04, 0.5) * RATE)
        first = rng.integers(0, len(sound) - length)
        sound[first : first + length] *= depth
        total += length
    return sound, f"{count} of {total / RATE:.2f} s to {depth:.2f}"


def resampling(sound, context):
    """To a lower rate and back without an anti-aliasing filter, by the nearest sample or linear interpolation."""
    rng = context.rng
    rate = rng.uniform(4000, 14000)
    there = np.arange(0, len(sound) - 1, RATE / rate)
    kind = rng.choice(["nearest", "line"])
    low = np.interp(there, np.arange(len(sound)), sound) if rng.random() < 0.5 else sound[np.round(there).astype(int)]
    back = np.arange(len(sound)) * rate / RATE
    sound = np.interp(back, np.arange(len(low)), low) if kind == "line" else low[np.clip(np.round(back).astype(int), 0, len(low) - 1)]
    return sound, f"{rate:.0f} Hz {kind}"


def pumping(sound, context):
    """Periodic gain, or gain that follows the loudness as a bad automatic gain control does."""
    rng = context.rng
    time = np.arange(len(sound)) / RATE
    depth = rng.uniform(3, 20)
    if rng.random() < 0.5:
        gain_db = depth / 2 * np.sin(2 * np.pi * rng.uniform(0.2, 6) * time + rng.uniform(0, 7))
        return sound * 10 ** (gain_db / 20), f"swing {depth:.1f} dB"
    release = rng.uniform(0.05, 0.8)
    smooth = scipy.signal.lfilter([1 - np.exp(-1 / (release * RATE))], [1, -np.exp(-1 / (release * RATE))], sound**2)
    ratio = rng.uniform(0.3, 1)
    level = np.sqrt(np.maximum(smooth, 0)) + np.sqrt(np.mean(sound**2)) * 10 ** (-depth / 20)
    return sound / level**ratio, f"control {ratio:.2f} {release:.2f} s {depth:.1f} dB"


def suppression(sound, context):
    """Noise, then spectral subtraction with the musical noise that it leaves."""
    rng = context.rng
    noisy, detail = recorded(sound, context) if rng.random() < 0.5 else coloured(sound, context)
    _, _, spectrum = scipy.signal.stft(noisy, RATE, nperseg=512, noverlap=384)
    power = np.abs(spectrum) ** 2
    floor = np.quantile(power, rng.uniform(0.1, 0.4), axis=1, keepdims=True) * rng.uniform(1.5, 5)
    gain = np.sqrt(np.maximum(1 - floor / np.maximum(power, 1e-12), rng.uniform(0.001, 0.1)))
    _, cleaned = scipy.signal.istft(spectrum * gain, RATE, nperseg=512, noverlap=384)
    return np.pad(cleaned, (0, len(sound)))[: len(sound)], detail


def nothing(sound, context):
    return sound, ""


KINDS = {
    "clean": nothing, "noise": recorded, "babble": babble, "colour": coloured, "hum": hum, "tones": tones, "texture": texture,
    "changing": changing,
    "reverberation": reverberation, "band": band, "microphone": microphone, "clipping": clipping, "quantisation": quantisation,
    "mp3": coding("mp3"), "opus": coding("opus"), "aac": coding("aac"), "amr": coding("amr"), "gsm": coding("gsm"),
    "loss": loss, "gaps": gaps, "resampling": resampling, "pumping": pumping, "suppression": suppression,
    "g726": coding("g726"), "interpolated loss": interpolated_loss,
}  # fmt: skip
TEST_KINDS = ("g726", "interpolated loss")

# The stages of a chain, in order: the room, noise in it, the microphone, the channel.
CHAIN = (
    ("reverberation",),
    ("noise", "noise", "texture", "texture", "babble", "colour", "hum", "tones", "changing"),
    ("band", "microphone", "clipping", "pumping"),
    ("mp3", "opus", "aac", "amr", "gsm", "loss", "gaps", "resampling", "quantisation"),
)
WEIGHTS = {"clean": 1.2, "noise": 3, "texture": 3, "colour": 2, "babble": 2, "reverberation": 2, "chain": 6, "gsm": 0.5, "hum": 0.7}


def draw(context):
    """The names of one or more degradations."""
    rng = context.rng
    names = [name for name in [*KINDS, "chain"] if context.split == "test" or name not in TEST_KINDS]
    weights = np.array([WEIGHTS.get(name, 1.0) for name in names])
    name = names[rng.choice(len(names), p=weights / weights.sum())]
    if name != "chain":
        return [name]
    places = sorted(rng.choice(len(CHAIN), rng.choice([2, 2, 3]), replace=False))
    return [str(rng.choice(CHAIN[place])) for place in places]


def degrade(sound, context):
    """(sound, names, details) after one or more degradations."""
    names, details = draw(context), []
    for name in names:
        peak = max(1e-6, np.abs(sound).max())
        sound, detail = KINDS[name](sound * (0.9 / peak), context)  # near full scale of the codecs' 16 bits
        details.append(detail)
    return sound, names, details
