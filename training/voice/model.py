"""The average voice: phones of a phrase and a speaker in numbers to lengths, F0 and spectra.

Shapes: [batch, phones or steps, channels]; a step is 10 ms, two frames of the vocoder. What is said of a speaker: an embedding of 192 numbers
(models/speaker), the mean and deviation of ln F0 over voiced frames, the mean of ln(length) of phones less what each phone has on average, and
the mean spectrum over what is no pause, MELS numbers, to which all spectra are added.
"""
import torch
import torch.nn.functional as F
from torch import nn

PHONES, CONTEXTS = 41, 20
EMBEDDING, MELS, BANDS = 192, 64, 5
PER_STEP = 2  # frames
SPEAKER = EMBEDDING + 3 + MELS
WIDTH, INNER, VOICE = 192, 384, 96
OUTPUTS = PER_STEP * (MELS + BANDS + 1)
PLACES = 5


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
    """x + γ W₂ silu(W₁ (norm(depthwise x) (1 + a) + b)), a and b of the speaker."""

    def __init__(self, kernel, dilation, dropout=0.1):
        super().__init__()
        self.dilation, self.dropout = dilation, dropout
        self.filter = nn.Parameter(torch.randn(kernel, WIDTH) * (1 / kernel) ** 0.5)
        self.bias = nn.Parameter(torch.zeros(WIDTH))
        self.manner = nn.Linear(VOICE, 2 * WIDTH)
        nn.init.zeros_(self.manner.bias)
        nn.init.normal_(self.manner.weight, std=0.02)
        self.into, self.out = nn.Linear(WIDTH, INNER), nn.Linear(INNER, WIDTH)
        self.scale = nn.Parameter(torch.full((WIDTH,), 0.3))

    def forward(self, x, voice, mask):
        y = depthwise(x, self.filter, self.dilation) + self.bias
        y = y * torch.rsqrt(y.square().mean(dim=2, keepdim=True) + 1e-6)
        gain, shift = self.manner(voice)[:, None].chunk(2, dim=2)
        y = F.silu(self.into(y * (1 + gain) + shift))
        y = self.out(F.dropout(y, self.dropout, self.training))
        return (x + self.scale * y) * mask


class Stack(nn.Module):
    def __init__(self, kernels_and_dilations):
        super().__init__()
        self.blocks = nn.ModuleList(Block(kernel, dilation) for kernel, dilation in kernels_and_dilations)

    def forward(self, x, voice, mask):
        for block in self.blocks:
            x = block(x, voice, mask)
        return x


class AverageVoice(nn.Module):
    def __init__(self):
        super().__init__()
        self.speaker = nn.Linear(SPEAKER, VOICE)
        self.phone = nn.Embedding(PHONES, WIDTH)
        self.context = nn.Linear(CONTEXTS, WIDTH)
        self.encoder = Stack([(5, 1)] * 4)
        self.lengths = Stack([(3, 1)] * 2)
        self.length = nn.Linear(WIDTH, 1)
        self.pitch_place = nn.Linear(PLACES, WIDTH)
        self.pitches = Stack([(5, 1), (5, 4), (5, 8), (5, 2)])
        self.pitch = nn.Linear(WIDTH, 1)
        self.place = nn.Linear(PLACES + 2, WIDTH)
        self.decoder = Stack([(7, 1), (7, 2), (7, 1), (7, 4), (7, 1), (7, 2)])
        self.leave = nn.Linear(WIDTH, OUTPUTS)

    def voice(self, speaker):
        return F.silu(self.speaker(speaker))

    def encode(self, phones, contexts, voice, mask):
        """What is known of each phone: [batch, phones, WIDTH]."""
        return self.encoder((self.phone(phones) + self.context(contexts)) * mask, voice, mask)

    def log_lengths(self, encoded, voice, mask):
        """ln of the steps of each phone: [batch, phones]."""
        return self.length(self.lengths(encoded, voice, mask))[:, :, 0]

    @staticmethod
    def spread(encoded, lengths, steps):
        """Each phone's row for each of its steps, and where the step lies in it: [batch, steps, WIDTH], [batch, steps, PLACES]."""
        ends = lengths.cumsum(dim=1)
        at = torch.arange(steps, device=encoded.device)[None].expand(len(encoded), -1).contiguous()
        phone = torch.searchsorted(ends, at, right=True).clamp_max(lengths.shape[1] - 1)
        length = lengths.gather(1, phone).clamp_min(1).float()
        since = (at - (ends.gather(1, phone) - length)).clamp_min(0).minimum(length - 0.5)  # behind the end nothing is asked for
        part = (since + 0.5) / length
        places = torch.stack([part, (part - 0.5).abs() * 2, length.log() / 3, 1 / (1 + since), 1 / (length - since).clamp_min(1)], dim=2)
        return encoded.gather(1, phone[:, :, None].expand(-1, -1, encoded.shape[2])), places

    def log_f0(self, spread, places, voice, mask):
        """(ln F0 - its mean) / its deviation at each step: [batch, steps]."""
        return self.pitch(self.pitches((spread + self.pitch_place(places)) * mask, voice, mask))[:, :, 0]

    def spectra(self, spread, places, f0, f0_mean, voice, mask):
        """([batch, frames, MELS], [batch, frames, BANDS], voicing as a logit [batch, frames]) of an F0 as log_f0 gives it, and its mean."""
        tones = torch.stack([f0, f0_mean[:, None].expand_as(f0)], dim=2)
        y = self.leave(self.decoder((spread + self.place(torch.cat([places, tones], dim=2))) * mask, voice, mask))
        y = y.reshape(len(y), -1, MELS + BANDS + 1)
        return y[:, :, :MELS], y[:, :, MELS : MELS + BANDS] - 1.5, y[:, :, -1]


def parameters(model):
    return sum(parameter.numel() for parameter in model.parameters())
