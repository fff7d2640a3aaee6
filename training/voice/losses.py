"""The losses of the acoustic model, and discriminators over its spectra."""
import torch
import torch.nn.functional as F
from torch import nn

from data import FRAMES_PER_STEP

BANDS_WEIGHT, VOICING_WEIGHT, DURATION_WEIGHT, F0_WEIGHT, DELTA_WEIGHT, SLOPE_WEIGHT = 0.3, 0.2, 0.5, 0.3, 0.5, 1.0
PAUSE_WEIGHT = 0.2


def mean_over(values, mask):
    """Mean over what is masked with 1: values [batch, n] or [batch, n, channels], mask [batch, n] or a shape that fits."""
    while mask.dim() < values.dim():
        mask = mask[..., None]
    return (values * mask).sum() / (mask.expand_as(values).sum() + 1e-6)


def run(model, b):
    """All outputs, given true durations and true F0."""
    conditioning = model.condition(model.reference(b["reference"], b["reference_mask"]).float(), b["statistics"])
    encoded = model.encode(b["phones"], b["contexts"], conditioning, b["phone_mask"])
    steps = b["step_mask"].shape[1]
    phone, positions = model.regulate_length(encoded, b["durations"], steps)
    f0 = b["log_f0"].reshape(len(phone), steps, FRAMES_PER_STEP).mean(dim=2)
    mels, bands, voicing = model.spectra(encoded, phone, positions, f0, b["statistics"][:, 0], conditioning, b["step_mask"])
    return {
        "log_durations": model.log_durations(encoded, conditioning, b["phone_mask"]),
        "log_f0": model.log_f0(encoded, phone, positions, conditioning, b["step_mask"]),
        "mels": mels, "bands": bands, "voicing": voicing,
    }  # fmt: skip


def losses(predicted, b):
    frame_mask = b["step_mask"][:, :, 0].repeat_interleave(FRAMES_PER_STEP, dim=1)
    weight = frame_mask * (PAUSE_WEIGHT + (1 - PAUSE_WEIGHT) * b["speech"])
    points = weight[:, :, None] * b["points"][:, None]
    phone_mask = b["phone_mask"][:, :, 0] * (b["phones"] != 0)
    steps = b["step_mask"].shape[1]
    f0 = b["log_f0"].reshape(len(frame_mask), steps, FRAMES_PER_STEP).mean(dim=2)
    voiced = b["voiced"].reshape(len(frame_mask), steps, FRAMES_PER_STEP).mean(dim=2)
    error = predicted["mels"] - b["mels"]
    cross_entropy = F.binary_cross_entropy_with_logits
    return {
        "mels": mean_over(error.abs(), points),
        "deltas": DELTA_WEIGHT * mean_over((error[:, 2:] - error[:, :-2]).abs(), points[:, 2:]),
        "slopes": SLOPE_WEIGHT * mean_over((error[:, :, 1:] - error[:, :, :-1]).abs(), points[:, :, 1:]),
        "bands": BANDS_WEIGHT * mean_over((predicted["bands"] - b["bands"]).abs(), weight * b["voiced"]),
        "voicing": VOICING_WEIGHT * mean_over(cross_entropy(predicted["voicing"], b["voiced"], reduction="none"), weight),
        "durations": DURATION_WEIGHT * mean_over((predicted["log_durations"] - b["durations"].clamp_min(1).log()).square(), phone_mask),
        "f0": F0_WEIGHT * mean_over((predicted["log_f0"] - f0).square(), voiced * b["step_mask"][:, :, 0]),
    }


class Discriminator(nn.Module):
    """Convolutions over segments of spectra, [batch, 1, frames, MELS], to a map of scores with targets 1 (natural) and 0 (generated)."""

    CHANNELS = (24, 48, 64, 96)

    def __init__(self, pooling):
        super().__init__()
        self.pooling = pooling  # frames that are averaged at the input
        layers, inputs = [], 1
        for i, outputs in enumerate(self.CHANNELS):
            layers += [nn.Conv2d(inputs, outputs, 5 if i == 0 else 3, (2 if i else 1, 2), 2 if i == 0 else 1), nn.LeakyReLU(0.2)]
            inputs = outputs
        self.layers = nn.ModuleList(layers)
        self.output = nn.Conv2d(inputs, 1, 3, 1, 1)

    def forward(self, x):
        """(scores, the activations of the layers, for feature matching)"""
        x = x[:, None] / 3
        if self.pooling > 1:
            x = F.avg_pool2d(x, (self.pooling, 1))
        features = []
        for layer in self.layers:
            x = layer(x)
            if isinstance(layer, nn.LeakyReLU):
                features.append(x)
        return self.output(x), features


class Discriminators(nn.Module):
    def __init__(self):
        super().__init__()
        self.networks = nn.ModuleList([Discriminator(1), Discriminator(3)])

    def forward(self, x):
        return [network(x) for network in self.networks]


def random_segments(tensors, mask, rng, frames=96, count=24):
    """The same random segments of each of the tensors, none over the end of its phrase; None where all phrases are shorter."""
    lengths = mask.sum(dim=1).long().numpy()
    long_enough = [i for i in range(len(lengths)) if lengths[i] >= frames]
    if not long_enough:
        return None
    chosen = [(i, int(rng.integers(0, lengths[i] - frames + 1))) for i in rng.choice(long_enough, count)]
    return [torch.stack([tensor[i, at : at + frames] for i, at in chosen]) for tensor in tensors]
