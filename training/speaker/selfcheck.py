"""Properties that the recipe must have: python3 training/speaker/selfcheck.py [RECORDING ...]; half a minute, nothing is written."""
import sys

import numpy as np
import scipy.signal
import scipy.stats
import soundfile
import torch

import conditions
import evaluate
import frontend
import losses
import warp
from model import Encoder


def check(holds, what):
    print(("holds: " if holds else "FAILS: ") + what)
    return holds


def voice(seconds=4, rng=np.random.default_rng(4)):
    """Pulses of varying F0 through four varying resonances, and some noise."""
    count = seconds * frontend.RATE
    time = np.arange(count) / frontend.RATE
    pitch = 120 * np.exp(0.2 * np.sin(2 * np.pi * 0.7 * time))
    sound = np.diff(np.floor(np.cumsum(pitch) / frontend.RATE), prepend=0) + 0.01 * rng.standard_normal(count)
    for middle, width in ((500, 80), (1500, 120), (2500, 150), (3500, 250)):
        filtered, state = np.zeros(count), np.zeros(2)
        for first in range(0, count, 160):
            f = middle * (1 + 0.25 * np.sin(2 * np.pi * (1 + middle / 3000) * first / frontend.RATE))
            radius = np.exp(-np.pi * width / frontend.RATE)
            filter_ = [1, -2 * radius * np.cos(2 * np.pi * f / frontend.RATE), radius**2]
            filtered[first : first + 160], state = scipy.signal.lfilter([1 - radius], filter_, sound[first : first + 160], zi=state)
        sound = filtered
    return 0.5 * sound / np.abs(sound).max()


def front_end():
    time = np.arange(16000) / frontend.RATE
    tops = [int(frontend.mels(np.sin(2 * np.pi * f * time)).mean(axis=0).argmax()) for f in (200, 1000, 4000)]
    mel = lambda f: 2595 * np.log10(1 + f / 700)
    step = (mel(frontend.MAX_HZ) - mel(frontend.MIN_HZ)) / (frontend.MELS + 1)
    targets = [(mel(f) - mel(frontend.MIN_HZ)) / step - 1 for f in (200, 1000, 4000)]
    return check(max(abs(a - b) for a, b in zip(tops, targets)) <= 1, "a tone has its power in its own band")


def shapes(sound):
    plain = frontend.mels(sound)
    parts = warp.split(frontend.power(sound))
    difference = np.abs(np.exp(warp.warped(parts, warp.SAME)) - np.exp(plain)).max()
    holds = check(difference < 1e-3 * np.exp(plain).max(), "the natural shape changes nothing")
    for factor in (1.15, 0.87):
        played = frontend.mels(scipy.signal.resample_poly(sound, 100, round(100 * factor)))
        at = np.arange(len(played)) * factor

        def distance(bands):
            bands = np.stack([np.interp(at, np.arange(len(bands)), band) for band in bands.T], axis=1)[:, :56]
            level = played.mean(axis=1)
            off = (bands - played[:, :56])[level > np.median(level)]
            return 4.34 * np.std(off)

        warped_distance, before = distance(warp.warped(parts, warp.Shape(alpha=factor, beta=factor))), distance(plain)
        distances = f"{warped_distance:.1f} dB from the same warping of the spectrum, {before:.1f} without"
        holds &= check(warped_distance < 0.4 * before, f"played {factor} times as fast: {distances}")
    return holds


def network():
    torch.manual_seed(1)
    encoder = Encoder().eval()
    x = torch.randn(2, 200, frontend.MELS) * 3
    with torch.no_grad():
        holds = check(torch.allclose(encoder(x), encoder(x + 5), atol=1e-5), "the embedding does not depend on loudness")
        encoder.spectrum[0].weight.zero_()
        filtered = x + 4 * torch.randn(frontend.MELS)
        is_invariant = torch.allclose(encoder(x), encoder(filtered), atol=1e-4)
        return holds & check(is_invariant, "without the long-term spectrum, it does not depend on a fixed filter")


def loss():
    torch.manual_seed(2)
    margin = losses.Margin(8, 5)
    x, labels = torch.nn.functional.normalize(torch.randn(6, 8)), torch.arange(6) % 5
    plain = torch.nn.functional.cross_entropy(30 * x @ torch.nn.functional.normalize(margin.weight).T, labels)
    holds = check(torch.allclose(margin(x, labels, 0.0)[0], plain, atol=1e-4), "without margin it is cross entropy")
    return holds & check(margin(x, labels, 0.2)[0] > plain, "a margin is harder")


def errors():
    rng = np.random.default_rng(5)
    same = np.arange(200_000) % 2 == 0
    rate = evaluate.equal_error(rng.standard_normal(len(same)) + 2 * same, same)
    return check(abs(rate - scipy.stats.norm.cdf(-1)) < 0.003, f"two normal distributions, 2 apart: {100 * rate:.2f} % (15.87)")


def learns():
    """The loss falls on synthetic spectra with all augmentation."""
    torch.manual_seed(3)
    torch.set_num_threads(1)
    encoder, pairs, rng = Encoder(), losses.Pairs(), np.random.default_rng(6)
    optimizer = torch.optim.Adam([*encoder.parameters(), *pairs.parameters()], 1e-3)
    sounds = torch.from_numpy(rng.standard_normal((8, 1, frontend.MELS)).astype(np.float32))
    values = []
    for _ in range(25):
        x = 2 * sounds.repeat_interleave(2, 0) * torch.sin(torch.arange(120) * 0.4)[None, :, None] + torch.randn(16, 120, frontend.MELS)
        noise = torch.randn_like(x)
        value = pairs(encoder(conditions.mask_bands_and_frames(conditions.degrade(x, noise, rng), rng)))
        optimizer.zero_grad()
        value.backward()
        optimizer.step()
        values.append(float(value))
    return check(np.mean(values[-5:]) < 0.7 * np.mean(values[:5]), f"it learns: {np.mean(values[:5]):.2f} to {np.mean(values[-5:]):.2f}")


if __name__ == "__main__":
    recordings = [soundfile.read(path)[0] for path in sys.argv[1:]]
    results = [front_end(), *(shapes(sound) for sound in [voice(), *recordings]), network(), loss(), errors(), learns()]
    sys.exit(0 if all(results) else 1)
