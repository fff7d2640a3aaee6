"""The vocoder's network: from features of frames to filters for pulses and noise, and from those to sound.

Its rows are steps of FRAMES_PER_STEP frames. A linear layer over BEFORE steps before and LOOKAHEAD after, then BLOCKS causal
ConvNeXt blocks, give for each frame what is added to the logarithms of two minimum-phase filters (80 mel points each) and to the
phase of the pulses' filter, and how much of the noise is modulated by the cosine and the sine of the phase of F0. With all these
at 0 it is a plain pulse-and-noise vocoder.

X_t[k] = P_t[k]·exp(L_h + i(φ_h + ψ)) + (N_t[k] + c[k]·C_t[k] + s[k]·S_t[k])·exp(L_n + iφ_n)

P, N, C, S are transforms of two hops around frame t, Hann-windowed, of the pulses, the noise, and the noise times √2 cos and
√2 sin of the phase; φ is the minimum phase of L. The sound is the overlap-add of the inverse transforms. A filter's response may
begin AHEAD samples before its pulse: with the windows, a latency of 2 frames, and LOOKAHEAD steps more.
"""
import torch
import torch.nn.functional as F
from torch import nn

import frames
import overlap
from frames import BANDS, FFT, HOP, MELS

FRAMES_PER_STEP = 2
BEFORE = 3
LOOKAHEAD = 1
AHEAD = HOP
PHASE_POINTS = 32
MODULATION_POINTS = 8
WIDTH = 256
HIDDEN = 768
BLOCKS = 6
KERNEL = 7
FRAME_INPUTS = 2 + BANDS + MELS
OUTPUTS = 2 * MELS + PHASE_POINTS + 2 * MODULATION_POINTS


class _CausalFilter(torch.autograd.Function):
    """y[t] = bias + Σ weight[k] · x[t - KERNEL + 1 + k] for each channel: a quarter of nn.Conv1d's time, which copies."""

    @staticmethod
    def forward(context, x, weight, bias):
        x = F.pad(x, (0, 0, len(weight) - 1, 0))
        context.save_for_backward(x, weight)
        count = x.shape[1] - len(weight) + 1
        y = bias + x[:, :count] * weight[0]
        for k in range(1, len(weight)):
            y.addcmul_(x[:, k : k + count], weight[k])
        return y

    @staticmethod
    def backward(context, gradient):
        x, weight = context.saved_tensors
        count, last = gradient.shape[1], len(weight) - 1
        of_weight = torch.stack([(x[:, k : k + count] * gradient).sum((0, 1)) for k in range(last + 1)])
        padded = F.pad(gradient, (0, 0, 0, last))
        of_x = gradient * weight[last]
        for k in range(last):
            of_x.addcmul_(padded[:, last - k : last - k + count], weight[k])
        return of_x, of_weight, gradient.sum((0, 1))


class CausalFilter(nn.Module):
    def __init__(self, width):
        super().__init__()
        self.weight = nn.Parameter(torch.empty(KERNEL, width).uniform_(-1, 1) / KERNEL**0.5)
        self.bias = nn.Parameter(torch.zeros(width))

    def forward(self, x):
        return _CausalFilter.apply(x, self.weight, self.bias)


class Block(nn.Module):
    """x + γ · W₂ silu(W₁ norm(depthwise(x))), [batch, steps, width]"""

    def __init__(self, width, hidden):
        super().__init__()
        self.depthwise = CausalFilter(width)
        self.norm = nn.LayerNorm(width)
        self.up = nn.Linear(width, hidden)
        self.down = nn.Linear(hidden, width)
        self.scale = nn.Parameter(torch.full((width,), 0.2))

    def forward(self, x):
        y = self.up(self.norm(self.depthwise(x))).to(x.dtype)  # silu is slow in bfloat16
        return x + self.scale * self.down(F.silu(y)).to(x.dtype)


class Vocoder(nn.Module):
    def __init__(self, width=WIDTH, hidden=HIDDEN, blocks=BLOCKS):
        super().__init__()
        self.input = nn.Linear((BEFORE + 1 + LOOKAHEAD) * FRAMES_PER_STEP * FRAME_INPUTS, width)
        self.input_norm = nn.LayerNorm(width)
        self.blocks = nn.ModuleList(Block(width, hidden) for _ in range(blocks))
        self.output_norm = nn.LayerNorm(width)
        self.output = nn.Linear(width, FRAMES_PER_STEP * OUTPUTS)
        nn.init.normal_(self.output.weight, std=1e-3)
        nn.init.zeros_(self.output.bias)

        to_bins = frames.mel_to_bins()
        self._constant("to_bins", to_bins)
        self._constant("to_phase", frames.minimum_phase(to_bins.T).T)
        # Phase is 0 at both ends: the spectrum of real sound is real there.
        ends = frames.mel_to_bins(PHASE_POINTS + 2)[:, 1:-1]
        self._constant("phase_to_bins", ends)
        self._constant("modulation_to_bins", frames.mel_to_bins(MODULATION_POINTS))
        self._constant("bands_to_mels", frames.bands_to_mels())
        self._constant("window", 0.5 - 0.5 * torch.cos(torch.arange(2 * HOP) * torch.pi / HOP))

    def _constant(self, name, value):
        self.register_buffer(name, torch.as_tensor(value, dtype=torch.float32), persistent=False)

    @staticmethod
    def inputs(features):
        """Features, [batch, frames, FEATURES], to the numbers that enter the network, [batch, frames, FRAME_INPUTS]."""
        f0 = features[..., :1]
        voiced = (f0 > 0).to(f0.dtype)
        pitch = voiced * (torch.log(f0.clamp(min=20)) - 5) / 0.5
        return torch.cat([voiced, pitch, features[..., 1 : 1 + BANDS] * 0.5 + 0.5, (features[..., 1 + BANDS :] + 9) / 4], dim=-1)

    def filters(self, features):
        """Features to the network's OUTPUTS numbers a frame. The last frame is repeated to the end of its step, and the first and the
        last step where the first layer sees beyond them."""
        count = features.shape[1]
        x = self.inputs(features)
        x = torch.cat([x] + [x[:, -1:]] * (-count % FRAMES_PER_STEP), dim=1).unflatten(1, (-1, FRAMES_PER_STEP)).flatten(2)
        x = torch.cat([x[:, :1]] * BEFORE + [x] + [x[:, -1:]] * LOOKAHEAD, dim=1)
        x = x.unfold(1, BEFORE + 1 + LOOKAHEAD, 1).transpose(2, 3).flatten(2)
        x = self.input_norm(self.input(x).to(features.dtype))
        for block in self.blocks:
            x = block(x)
        return self.output(self.output_norm(x)).to(features.dtype).unflatten(-1, (FRAMES_PER_STEP, OUTPUTS)).flatten(1, 2)[:, :count]

    def spectra(self, features, outputs):
        """Both filters, complex [batch, frames, BINS], and the modulation of the noise (by the cosine, by the sine), real."""
        half_log = 0.5 * features[..., 1 + BANDS :]
        noise = features[..., 1 : 1 + BANDS] @ self.bands_to_mels.T
        tone = 0.5 * torch.log((1 - torch.exp(2 * noise)).clamp(min=1e-4))
        tone_change, noise_change, phase, modulation = outputs.split([MELS, MELS, PHASE_POINTS, 2 * MODULATION_POINTS], dim=-1)
        tone, noise = half_log + tone + tone_change, half_log + noise + noise_change
        return (
            torch.polar(torch.exp(tone @ self.to_bins.T), tone @ self.to_phase.T + phase @ self.phase_to_bins.T),
            torch.polar(torch.exp(noise @ self.to_bins.T), noise @ self.to_phase.T),
            modulation[..., :MODULATION_POINTS] @ self.modulation_to_bins.T,
            modulation[..., MODULATION_POINTS:] @ self.modulation_to_bins.T,
        )

    def frame_spectra(self, sound):
        """[..., samples] to spectra of the windows around the frames, [..., samples / HOP + 1, BINS]."""
        around = F.pad(sound, (HOP, HOP)).unfold(-1, 2 * HOP, HOP) * self.window
        return torch.fft.rfft(F.pad(around, (AHEAD, FFT - 2 * HOP - AHEAD)))

    def synthesise(self, spectra, pulses, noise, turns, voiced):
        """Sound, [..., batch, samples], samples = (frames - 1) · HOP; turns is the phase of F0 and voiced 0 or 1 at each sample. Several
        noises, [several, batch, samples], make as many sounds."""
        tone, noise_filter, modulation_cos, modulation_sin = spectra
        with torch.no_grad():
            source, steady = self.frame_spectra(pulses), self.frame_spectra(noise)
            cosine = self.frame_spectra(noise * (2**0.5 * voiced * torch.cos(2 * torch.pi * turns)))
            sine = self.frame_spectra(noise * (2**0.5 * voiced * torch.sin(2 * torch.pi * turns)))
        spectrum = source * tone + (steady + cosine * modulation_cos + sine * modulation_sin) * noise_filter
        # The first segment begins HOP + AHEAD before the sound.
        return overlap.add(torch.fft.irfft(spectrum, FFT), HOP)[..., HOP + AHEAD : HOP + AHEAD + pulses.shape[-1]]

    def forward(self, features, pulses, noise, turns, voiced):
        return self.synthesise(self.spectra(features, self.filters(features)), pulses, noise, turns, voiced)
