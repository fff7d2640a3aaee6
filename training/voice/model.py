"""The acoustic model: from the phones of a phrase and a speaker's conditioning to durations, F0 and spectra.

Shapes: [batch, phones or steps, channels]; a step is 10 ms, two frames of the vocoder. The conditioning of a speaker is CODE numbers
that the reference encoder finds in recordings, mean and deviation of ln F0 over voiced frames, the speaking rate (mean of ln(duration)
of phones less each phone's average), and the mean spectrum outside of pauses, MELS numbers. Spectra are relative to that mean.
"""
import pathlib
import sys

import torch
import torch.nn.functional as F
from torch import nn

sys.path.append(str(pathlib.Path(__file__).resolve().parents[1]))
from layers import depthwise_modulation, dropout, residual, silu

PHONES, CONTEXTS = 96, 17
PAUSE = 0
MELS, BANDS = 80, 6
FRAMES_PER_STEP = 2
POSITIONS = 5
CODE, PROSODY = 128, 3
SPEAKER = CODE + PROSODY + MELS
REFERENCE = MELS + BANDS + 2
CONDITIONING = 128
OUTPUTS = FRAMES_PER_STEP * (MELS + BANDS + 1)

# Width, width within a block, and kernel and dilation of each block.
STACKS = {
    "reference": (160, 320, [(5, 1), (5, 2), (5, 4), (5, 8)]),
    "encoder": (256, 512, [(5, 1)] * 5),
    "duration_predictor": (128, 256, [(3, 1)] * 3),
    "f0_predictor": (192, 384, [(5, 1), (5, 4), (5, 8), (5, 2)]),
    "decoder": (320, 640, [(7, 1), (7, 2), (7, 1), (7, 4), (7, 1), (7, 2), (7, 1), (7, 1)]),
}
DROPOUT = {"duration_predictor": 0.1, "f0_predictor": 0.1}  # prosody is learnt from one number a phone or step


class Block(nn.Module):
    """x + γ W₂ silu(W₁ (norm(depthwise x) (1 + a) + b)); a and b are linear in the conditioning, or without one parameters."""

    def __init__(self, width, hidden, kernel, dilation, conditioning, dropout):
        super().__init__()
        self.dilation, self.dropout = dilation, dropout
        self.filter = nn.Parameter(torch.randn(kernel, width) * (1 / kernel) ** 0.5)
        self.bias = nn.Parameter(torch.zeros(width))
        self.conditioning = nn.Linear(conditioning, 2 * width) if conditioning else None
        if conditioning:
            nn.init.zeros_(self.conditioning.bias)
            nn.init.normal_(self.conditioning.weight, std=0.02)
        else:
            self.gain = nn.Parameter(torch.ones(width))
        self.up, self.down = nn.Linear(width, hidden), nn.Linear(hidden, width)
        self.scale = nn.Parameter(torch.full((width,), 0.3))

    def forward(self, x, conditioning, mask):
        if self.conditioning is None:
            gain = self.gain[None].expand(len(x), -1)
            shift = torch.zeros_like(gain)
        else:
            gain, shift = self.conditioning(conditioning).to(x.dtype).chunk(2, dim=1)
            gain = 1 + gain
        y = silu(self.up(depthwise_modulation(x, self.filter, self.bias, self.dilation, gain, shift)))
        if self.dropout > 0 and self.training:
            y = dropout(y, self.dropout)
        return residual(x, self.down(y), self.scale, mask)


class Stack(nn.Module):
    def __init__(self, width, hidden, kernels_and_dilations, conditioning, dropout=0.0):
        super().__init__()
        self.width = width
        self.blocks = nn.ModuleList(Block(width, hidden, *each, conditioning, dropout) for each in kernels_and_dilations)

    def forward(self, x, conditioning, mask):
        for block in self.blocks:
            x = block(x, conditioning, mask)
        return x


class ReferenceEncoder(nn.Module):
    """Steps of somebody's speech, REFERENCE numbers each, to CODE numbers: blocks, mean and deviation over time, a linear layer."""

    def __init__(self):
        super().__init__()
        self.stack = Stack(*STACKS["reference"], conditioning=0)
        self.input, self.output = nn.Linear(REFERENCE, self.stack.width), nn.Linear(2 * self.stack.width, CODE)

    def forward(self, steps, mask):
        """[batch, steps, REFERENCE] and their mask, [batch, steps, 1], to [batch, CODE]."""
        x = self.stack(self.input(steps) * mask, None, mask)
        count = mask.sum(dim=1)
        mean = (x * mask).sum(dim=1) / count
        variance = ((x - mean[:, None]).square() * mask).sum(dim=1) / count
        return self.output(torch.cat([mean, (variance + 1e-5).sqrt()], dim=1))


class AcousticModel(nn.Module):
    def __init__(self):
        super().__init__()
        stacks = {name: Stack(*sizes, CONDITIONING, DROPOUT.get(name, 0.0)) for name, sizes in STACKS.items() if name != "reference"}
        width = stacks["encoder"].width
        self.reference = ReferenceEncoder()
        self.speaker = nn.Linear(SPEAKER, CONDITIONING)
        self.phone = nn.Embedding(PHONES, width)
        self.context = nn.Linear(CONTEXTS, width)
        self.encoder = stacks["encoder"]
        self.duration_predictor = stacks["duration_predictor"]
        self.duration_input = nn.Linear(width, self.duration_predictor.width)
        self.duration_output = nn.Linear(self.duration_predictor.width, 1)
        self.f0_predictor = stacks["f0_predictor"]
        self.f0_input = nn.Linear(width, self.f0_predictor.width)
        self.f0_position = nn.Linear(POSITIONS, self.f0_predictor.width)
        self.f0_output = nn.Linear(self.f0_predictor.width, 1)
        self.decoder = stacks["decoder"]
        self.decoder_input = nn.Linear(width, self.decoder.width)
        self.position = nn.Linear(POSITIONS + 2, self.decoder.width)
        self.output = nn.Linear(self.decoder.width, OUTPUTS)

    def condition(self, code, statistics):
        """[batch, CODE] and [batch, PROSODY + MELS] to [batch, CONDITIONING]."""
        return F.silu(self.speaker(torch.cat([code, statistics], dim=1)))

    def encode(self, phones, contexts, conditioning, mask):
        """[batch, phones, width of the encoder]"""
        return self.encoder((self.phone(phones) + self.context(contexts)) * mask, conditioning, mask)

    def log_durations(self, encoded, conditioning, mask):
        """ln of the steps of each phone: [batch, phones]."""
        x = self.duration_predictor(self.duration_input(encoded) * mask, conditioning, mask)
        return self.duration_output(x)[:, :, 0].float()

    @staticmethod
    def regulate_length(encoded, durations, steps):
        """For each step the number of its phone, [batch, steps], and its position in it, [batch, steps, POSITIONS]."""
        ends = durations.cumsum(dim=1)
        at = torch.arange(steps, device=encoded.device)[None].expand(len(encoded), -1).contiguous()
        phone = torch.searchsorted(ends, at, right=True).clamp_max(durations.shape[1] - 1)
        duration = durations.gather(1, phone).clamp_min(1).float()
        since = (at - (ends.gather(1, phone) - duration)).clamp_min(0).minimum(duration - 0.5)  # steps behind the end are masked
        part = (since + 0.5) / duration
        columns = [part, (part - 0.5).abs() * 2, duration.log() / 3, 1 / (1 + since), 1 / (duration - since).clamp_min(1)]
        return phone, torch.stack(columns, dim=2)

    @staticmethod
    def expand(rows, phone):
        """Each phone's row for each of its steps."""
        return rows.gather(1, phone[:, :, None].expand(-1, -1, rows.shape[2]))

    def log_f0(self, encoded, phone, positions, conditioning, mask):
        """(ln F0 - its mean) / its deviation at each step: [batch, steps]."""
        x = self.expand(self.f0_input(encoded), phone) + self.f0_position(positions)
        return self.f0_output(self.f0_predictor(x * mask, conditioning, mask))[:, :, 0].float()

    def spectra(self, encoded, phone, positions, f0, f0_mean, conditioning, mask):
        """([batch, frames, MELS], [batch, frames, BANDS], voicing as a logit [batch, frames]) of an F0 as log_f0 gives it, and its mean."""
        f0_columns = torch.stack([f0, f0_mean[:, None].expand_as(f0)], dim=2)
        x = self.expand(self.decoder_input(encoded), phone) + self.position(torch.cat([positions, f0_columns], dim=2))
        y = self.output(self.decoder(x * mask, conditioning, mask)).float()
        y = y.reshape(len(y), -1, MELS + BANDS + 1)
        return y[:, :, :MELS], y[:, :, MELS : MELS + BANDS] - 1.5, y[:, :, -1]


def parameters(model):
    return sum(parameter.numel() for parameter in model.parameters())
