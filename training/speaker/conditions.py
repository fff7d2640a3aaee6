"""Augmentation that leaves the speaker's identity as it is, applied to log-mel bands [batch, frames, MELS].

All on powers of bands, so that a batch costs a twentieth of its training step: tempo, reverberation, a filter, noise and other
voices, a narrow band, the noise floor of a codec, varying gain, pauses, masked bands and frames.
"""
import numpy as np
import torch

from frontend import MELS

_curves = torch.from_numpy(np.cos(np.pi * np.arange(1, 9)[:, None] * (np.arange(MELS) + 0.5)[None] / MELS).astype(np.float32))
DB = np.log(10) / 10  # of power
CLEAN_SHARE = 0.4


def uniform(rng, low, high, *shape):
    return torch.from_numpy(rng.uniform(low, high, shape).astype(np.float32))


def random_mask(rng, share, count):
    return torch.from_numpy(rng.random(count) < share)


def curve(rng, deviations_db):
    """[batch, MELS]: smooth random gains in dB."""
    falling = torch.arange(1, 9) ** -0.7
    return (torch.from_numpy(rng.standard_normal((len(deviations_db), 8)).astype(np.float32)) * falling * deviations_db[:, None]) @ _curves


def tempo(x, frames, rng):
    """[batch, frames, MELS] of at least 1.16 · frames + 2: played by up to 14 % faster or slower."""
    rate = torch.exp(uniform(rng, -0.14, 0.14, len(x)) * random_mask(rng, 0.7, len(x)))
    at = torch.arange(frames)[None] * rate[:, None]
    low = at.long()
    share = (at - low)[:, :, None]
    rows = torch.arange(len(x))[:, None]
    return x[rows, low] * (1 - share) + x[rows, low + 1] * share


def pauses(x, rng):
    """In a third of the batch up to half of the crop, at its ends, becomes as quiet as the quietest frames, or quieter."""
    x = x.clone()
    for row in np.flatnonzero(rng.random(len(x)) < 0.35):
        frames = x.shape[1]
        floor = x[row].quantile(0.05, dim=0) - DB * rng.uniform(0, 20)
        silent = int(rng.uniform(0, 0.5) * frames)
        first = rng.integers(0, silent + 1)
        for part in (x[row, :first], x[row, frames - silent + first :]):
            part.copy_(floor + torch.log(torch.empty_like(part).exponential_().clamp_min(0.01)))
    return x


def room(power, rng):
    """Reverberation that decays by 60 dB in 0.15 to 1 s, faster in high bands; early reflections are a random gain of each band."""
    count, frames, _ = power.shape
    seconds = uniform(rng, 0.15, 1.0, count, 1) * torch.linspace(1.15, 0.6, MELS)[None]
    fall = torch.exp(-13.8 * 0.01 / seconds)
    strength = torch.exp(DB * uniform(rng, -14, 3, count, 1)) * random_mask(rng, 0.4, count)[:, None]
    colour = torch.exp(DB * 1.5 * torch.from_numpy(rng.standard_normal((count, MELS)).astype(np.float32)) * (strength > 0))
    tail, tails = torch.zeros(count, MELS), []
    for frame in range(frames):
        tails.append(tail)
        tail = fall * tail + (1 - fall) * power[:, frame]
    return colour[:, None] * (power + strength[:, None] * torch.stack(tails, dim=1))


def degrade(x, noise, rng):
    """x: log-mel bands, noise: log-mel bands of mean power 1 as many. Strong filters for half of the batch, mild ones for the
    rest; a CLEAN_SHARE of it has a mild filter and nothing else."""
    count = len(x)
    clean = random_mask(rng, CLEAN_SHARE, count)
    as_it_is = x + DB * curve(rng, uniform(rng, 0, 2, count))[:, None]
    power = room(torch.exp(x), rng)
    strong = random_mask(rng, 0.5, count)
    power = power * torch.exp(DB * curve(rng, torch.where(strong, uniform(rng, 2, 7, count), uniform(rng, 0, 2, count))))[:, None]
    # Other voices of the batch, or noise.
    order = torch.from_numpy(rng.permutation(count))
    voices = power[order] + 0.5 * power[order.roll(1)] + 0.5 * power[order.roll(2)]
    voices = voices / voices.mean(dim=(1, 2), keepdim=True)
    has_voices = random_mask(rng, 0.15, count)[:, None, None]
    other = torch.where(has_voices, voices, torch.exp(noise + DB * curve(rng, uniform(rng, 0, 4, count))[:, None]))
    level = power.mean(dim=(1, 2), keepdim=True)
    snr_db = torch.where(random_mask(rng, 0.75, count), uniform(rng, 2, 35, count), torch.tensor(60.0))
    power = power + level * torch.exp(-DB * snr_db)[:, None, None] * other
    # A narrow band, at 48 dB and more an octave.
    band = torch.arange(MELS)[None]
    low = torch.where(random_mask(rng, 0.2, count), uniform(rng, 1, 9, count), torch.tensor(-9.0))[:, None]
    high = torch.where(random_mask(rng, 0.3, count), uniform(rng, 40, 63, count), torch.tensor(99.0))[:, None]
    slope = uniform(rng, 3, 12, count, 1)
    power = power * torch.exp(-DB * slope * ((low - band).clamp_min(0) + (band - high).clamp_min(0)).clamp_max(8))[:, None]
    # A noise floor that follows the level of the voice, as codecs have, and a constant one.
    floor_db = torch.where(random_mask(rng, 0.3, count), uniform(rng, -38, -14, count), torch.tensor(-70.0))
    codec_noise = power.mean(dim=2, keepdim=True) * torch.exp(DB * floor_db)[:, None, None]
    power = power + codec_noise + level * torch.exp(DB * uniform(rng, -75, -45, count))[:, None, None]
    # Varying gain.
    gain_db = torch.from_numpy(rng.standard_normal((count, 1, 6)).astype(np.float32)) * uniform(rng, 0, 4, count, 1, 1)
    gain_db = gain_db * random_mask(rng, 0.3, count)[:, None, None]
    gain_db = torch.nn.functional.interpolate(gain_db, x.shape[1], mode="linear", align_corners=True)
    return torch.where(clean[:, None, None], as_it_is, torch.log(power) + DB * gain_db.transpose(1, 2))


def mask_bands_and_frames(x, rng):
    """A range of bands and one of frames are replaced by the mean, in half of the batch each (SpecAugment)."""
    x = x.clone()
    for row in range(len(x)):
        if rng.random() < 0.5:
            width = rng.integers(2, 9)
            first = rng.integers(0, MELS - width)
            x[row, :, first : first + width] = x[row, :, first : first + width].mean(dim=0)
        if rng.random() < 0.5:
            width = rng.integers(5, 30)
            first = rng.integers(0, x.shape[1] - width)
            x[row, first : first + width] = x[row].mean(dim=0)
    return x
