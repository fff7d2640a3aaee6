"""The acoustic model of the average voice: from the phones of a phrase and a speaker's conditioning to durations, F0 and spectra.

Shapes: [batch, phones or steps, channels]; a step is 10 ms, two frames of the vocoder. Conditioning of a speaker, SPEAKER
numbers: an embedding of 192 numbers (models/speaker), mean and deviation of ln F0 over voiced frames, the speaking rate (mean of
ln(duration) of phones less each phone's average), and the mean spectrum outside of pauses, MELS numbers. Spectra are relative to
that mean.
"""
import torch
import torch.nn.functional as F
from torch import nn

PHONES, CONTEXTS = 41, 20
EMBEDDING, MELS, BANDS = 192, 64, 5
FRAMES_PER_STEP = 2
SPEAKER = EMBEDDING + 3 + MELS
WIDTH, HIDDEN, CONDITIONING = 192, 384, 96
OUTPUTS = FRAMES_PER_STEP * (MELS + BANDS + 1)
POSITIONS = 5


def depthwise(x, weight, dilation):
    """y[t, c] = Σₖ x[t + (k - K/2) dilation, c] w[k, c], zeros outside."""
    reach = (len(weight) // 2) * dilation
    padded = F.pad(x, (0, 0, reach, reach))
    length = x.shape[1]
    result = padded[:, :length] * weight[0]
    for k in range(1, len(weight)):
        result = torch.addcmul(result, padded[:, k * dilation : k * dilation + length], weight[k])
    return result


class Block(nn.Module):
    """x + γ W₂ silu(W₁ (norm(depthwise x) (1 + a) + b)), a and b linear in the conditioning (conditional normalisation)."""

    def __init__(self, kernel, dilation, dropout=0.1):
        super().__init__()
        self.dilation, self.dropout = dilation, dropout
        self.filter = nn.Parameter(torch.randn(kernel, WIDTH) * (1 / kernel) ** 0.5)
        self.bias = nn.Parameter(torch.zeros(WIDTH))
        self.conditioning = nn.Linear(CONDITIONING, 2 * WIDTH)
        nn.init.zeros_(self.conditioning.bias)
        nn.init.normal_(self.conditioning.weight, std=0.02)
        self.up, self.down = nn.Linear(WIDTH, HIDDEN), nn.Linear(HIDDEN, WIDTH)
        self.scale = nn.Parameter(torch.full((WIDTH,), 0.3))

    def forward(self, x, conditioning, mask):
        y = depthwise(x, self.filter, self.dilation) + self.bias
        y = y * torch.rsqrt(y.square().mean(dim=2, keepdim=True) + 1e-6)
        gain, shift = self.conditioning(conditioning)[:, None].chunk(2, dim=2)
        y = F.silu(self.up(y * (1 + gain) + shift))
        y = self.down(F.dropout(y, self.dropout, self.training))
        return (x + self.scale * y) * mask


class Stack(nn.Module):
    def __init__(self, kernels_and_dilations):
        super().__init__()
        self.blocks = nn.ModuleList(Block(kernel, dilation) for kernel, dilation in kernels_and_dilations)

    def forward(self, x, conditioning, mask):
        for block in self.blocks:
            x = block(x, conditioning, mask)
        return x


class AcousticModel(nn.Module):
    def __init__(self):
        super().__init__()
        self.speaker = nn.Linear(SPEAKER, CONDITIONING)
        self.phone = nn.Embedding(PHONES, WIDTH)
        self.context = nn.Linear(CONTEXTS, WIDTH)
        self.encoder = Stack([(5, 1)] * 4)
        self.duration_predictor = Stack([(3, 1)] * 2)
        self.duration_output = nn.Linear(WIDTH, 1)
        self.f0_position = nn.Linear(POSITIONS, WIDTH)
        self.f0_predictor = Stack([(5, 1), (5, 4), (5, 8), (5, 2)])
        self.f0_output = nn.Linear(WIDTH, 1)
        self.position = nn.Linear(POSITIONS + 2, WIDTH)
        self.decoder = Stack([(7, 1), (7, 2), (7, 1), (7, 4), (7, 1), (7, 2)])
        self.output = nn.Linear(WIDTH, OUTPUTS)

    def condition(self, speaker):
        """[batch, SPEAKER] to [batch, CONDITIONING]."""
        return F.silu(self.speaker(speaker))

    def encode(self, phones, contexts, conditioning, mask):
        """[batch, phones, WIDTH]"""
        return self.encoder((self.phone(phones) + self.context(contexts)) * mask, conditioning, mask)

    def log_durations(self, encoded, conditioning, mask):
        """ln of the steps of each phone: [batch, phones]."""
        return self.duration_output(self.duration_predictor(encoded, conditioning, mask))[:, :, 0]

    @staticmethod
    def regulate_length(encoded, durations, steps):
        """Each phone's row for each of its steps, and the step's position in it: [batch, steps, WIDTH], [batch, steps, POSITIONS]."""
        ends = durations.cumsum(dim=1)
        at = torch.arange(steps, device=encoded.device)[None].expand(len(encoded), -1).contiguous()
        phone = torch.searchsorted(ends, at, right=True).clamp_max(durations.shape[1] - 1)
        duration = durations.gather(1, phone).clamp_min(1).float()
        since = (at - (ends.gather(1, phone) - duration)).clamp_min(0).minimum(duration - 0.5)  # steps behind the end are masked
        part = (since + 0.5) / duration
        columns = [part, (part - 0.5).abs() * 2, duration.log() / 3, 1 / (1 + since), 1 / (duration - since).clamp_min(1)]
        return encoded.gather(1, phone[:, :, None].expand(-1, -1, encoded.shape[2])), torch.stack(columns, dim=2)

    def log_f0(self, expanded, positions, conditioning, mask):
        """(ln F0 - its mean) / its deviation at each step: [batch, steps]."""
        return self.f0_output(self.f0_predictor((expanded + self.f0_position(positions)) * mask, conditioning, mask))[:, :, 0]

    def spectra(self, expanded, positions, f0, f0_mean, conditioning, mask):
        """([batch, frames, MELS], [batch, frames, BANDS], voicing as a logit [batch, frames]) of an F0 as log_f0 gives it, and its mean."""
        f0_columns = torch.stack([f0, f0_mean[:, None].expand_as(f0)], dim=2)
        x = (expanded + self.position(torch.cat([positions, f0_columns], dim=2))) * mask
        y = self.output(self.decoder(x, conditioning, mask))
        y = y.reshape(len(y), -1, MELS + BANDS + 1)
        return y[:, :, :MELS], y[:, :, MELS : MELS + BANDS] - 1.5, y[:, :, -1]


def parameters(model):
    return sum(parameter.numel() for parameter in model.parameters())
