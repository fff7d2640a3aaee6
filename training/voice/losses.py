"""What is wrong with what the voice says, as a number to make less; and judges that see spectra."""
import torch
import torch.nn.functional as F
from torch import nn

import model as net
from data import HOP_STEPS

BANDS_WEIGHT, VOICING_WEIGHT, LENGTH_WEIGHT, PITCH_WEIGHT, SLOPE_WEIGHT = 0.3, 0.2, 0.5, 0.3, 0.5


def mean_over(values, mask):
    """Mean over what is masked with 1: values [batch, n] or [batch, n, channels], mask [batch, n]."""
    while mask.dim() < values.dim():
        mask = mask[..., None]
    return (values * mask).sum() / (mask.expand_as(values).sum() + 1e-6)


def run(model, b):
    """All outputs for true lengths and true F0, and the masks."""
    voice = model.voice(b["speaker"])
    encoded = model.encode(b["phones"], b["contexts"], voice, b["phone_mask"])
    steps = b["step_mask"].shape[1]
    spread, places = model.spread(encoded, b["lengths"], steps)
    f0 = b["log_f0"].reshape(len(spread), steps, HOP_STEPS).mean(dim=2)
    mels, bands, voicing = model.spectra(spread, places, f0, b["speaker"][:, net.EMBEDDING], voice, b["step_mask"])
    return {
        "log_lengths": model.log_lengths(encoded, voice, b["phone_mask"]), "log_f0": model.log_f0(spread, places, voice, b["step_mask"]),
        "mels": mels, "bands": bands, "voicing": voicing,
    }


def losses(said, b):
    frame_mask = b["step_mask"][:, :, 0].repeat_interleave(HOP_STEPS, dim=1)
    is_pause = (b["phones"] == net.PHONES - 1).float()
    lengths_mask = b["phone_mask"][:, :, 0] * (1 - is_pause)
    steps = b["step_mask"].shape[1]
    f0 = b["log_f0"].reshape(len(f0_mask := frame_mask), steps, HOP_STEPS).mean(dim=2)
    voiced = b["voiced"].reshape(len(f0_mask), steps, HOP_STEPS).mean(dim=2)
    slope = lambda x: x[:, 2:] - x[:, :-2]
    return {
        "mels": mean_over((said["mels"] - b["mels"]).abs(), frame_mask),
        "slopes": SLOPE_WEIGHT * mean_over((slope(said["mels"]) - slope(b["mels"])).abs(), frame_mask[:, 2:]),
        "bands": BANDS_WEIGHT * mean_over((said["bands"] - b["bands"]).abs(), frame_mask * b["voiced"]),
        "voicing": VOICING_WEIGHT * mean_over(F.binary_cross_entropy_with_logits(said["voicing"], b["voiced"], reduction="none"), frame_mask),
        "lengths": LENGTH_WEIGHT * mean_over((said["log_lengths"] - b["lengths"].clamp_min(1).log()).square(), lengths_mask),
        "pitch": PITCH_WEIGHT * mean_over((said["log_f0"] - f0).square(), voiced * b["step_mask"][:, :, 0]),
    }


class Judge(nn.Module):
    """Sees pieces of spectra as pictures, [batch, 1, frames, MELS]; many small verdicts, about 1 for natural, about 0 for made."""

    CHANNELS = (24, 48, 64, 96)

    def __init__(self, stretch):
        super().__init__()
        self.stretch = stretch  # frames that are taken together at first
        layers, inputs = [], 1
        for i, outputs in enumerate(self.CHANNELS):
            layers += [nn.Conv2d(inputs, outputs, 5 if i == 0 else 3, (2 if i else 1, 2), 2 if i == 0 else 1), nn.LeakyReLU(0.2)]
            inputs = outputs
        self.layers = nn.ModuleList(layers)
        self.leave = nn.Conv2d(inputs, 1, 3, 1, 1)

    def forward(self, x):
        x = x[:, None] / 3
        if self.stretch > 1:
            x = F.avg_pool2d(x, (self.stretch, 1))
        seen = []
        for layer in self.layers:
            x = layer(x)
            if isinstance(layer, nn.LeakyReLU):
                seen.append(x)
        return self.leave(x), seen


class Judges(nn.Module):
    def __init__(self):
        super().__init__()
        self.judges = nn.ModuleList([Judge(1), Judge(3)])

    def forward(self, x):
        return [judge(x) for judge in self.judges]


def pieces(tensors, mask, rng, frames=96, count=24):
    """The same random pieces of each of the tensors, none over the end of its phrase."""
    lengths = mask.sum(dim=1).long().numpy()
    able = [i for i in range(len(lengths)) if lengths[i] >= frames]
    if not able:
        return None
    chosen = [(i, int(rng.integers(0, lengths[i] - frames + 1))) for i in rng.choice(able, count)]
    return [torch.stack([tensor[i, at : at + frames] for i, at in chosen]) for tensor in tensors]
