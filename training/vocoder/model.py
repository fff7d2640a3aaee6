"""The vocoder's network: from features of frames to filters for pulses and noise, and from those to sound.

Per frame, a convolution over 5 frames before and LOOKAHEAD after, then BLOCKS causal ConvNeXt blocks, give what is added to the
logarithms of two minimum-phase filters (64 mel points each) and to the phase of the pulses' filter, and how much of the noise is
modulated by the cosine and the sine of the phase of F0. With all these at 0 it is a plain pulse-and-noise vocoder.

X_t[k] = P_t[k]·exp(L_h + i(φ_h + ψ)) + (N_t[k] + c[k]·C_t[k] + s[k]·S_t[k])·exp(L_n + iφ_n)

P, N, C, S are transforms of 160 samples around frame t, Hann-windowed, of the pulses, the noise, and the noise times √2 cos and
√2 sin of the phase; φ is the minimum phase of L. The sound is the overlap-add of the inverse transforms. A filter's response may
begin AHEAD samples before its pulse: with the windows, a latency of 2 frames, and LOOKAHEAD 2 more.
"""
import torch
import torch.nn.functional as F
from torch import nn

import frames
from frames import BANDS, FFT, HOP, MELS

LOOKAHEAD = 2
AHEAD = 80
PHASE_POINTS = 32
MODULATION_POINTS = 8
WIDTH = 256
HIDDEN = 768
BLOCKS = 6
KERNEL = 7
OUTPUTS = 2 * MELS + PHASE_POINTS + 2 * MODULATION_POINTS


class Block(nn.Module):
    """x + γ · W₂ silu(W₁ norm(depthwise(x))), [batch, frames, width]"""

    def __init__(self, width, hidden):
        super().__init__()
        self.depthwise = nn.Conv1d(width, width, KERNEL, groups=width)
        self.norm = nn.LayerNorm(width)
        self.up = nn.Linear(width, hidden)
        self.down = nn.Linear(hidden, width)
        self.scale = nn.Parameter(torch.full((width,), 0.2))

    def forward(self, x):
        past = F.pad(x.transpose(1, 2), (KERNEL - 1, 0))
        y = self.norm(self.depthwise(past).transpose(1, 2))
        return x + self.scale * self.down(F.silu(self.up(y)))


class Vocoder(nn.Module):
    def __init__(self, width=WIDTH, hidden=HIDDEN, blocks=BLOCKS):
        super().__init__()
        self.input = nn.Conv1d(MELS + BANDS + 2, width, 5 + 1 + LOOKAHEAD)
        self.input_norm = nn.LayerNorm(width)
        self.blocks = nn.ModuleList(Block(width, hidden) for _ in range(blocks))
        self.output_norm = nn.LayerNorm(width)
        self.output = nn.Linear(width, OUTPUTS)
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
        """Features, [batch, frames, FEATURES], to the input of the network, [batch, frames, MELS + BANDS + 2]."""
        f0 = features[..., :1]
        voiced = (f0 > 0).float()
        pitch = voiced * (torch.log(f0.clamp(min=20)) - 5) / 0.5
        return torch.cat([voiced, pitch, features[..., 1 : 1 + BANDS] * 0.5 + 0.5, (features[..., 1 + BANDS :] + 9) / 4], dim=-1)

    def filters(self, features):
        """Features to the network's OUTPUTS numbers a frame."""
        x = F.pad(self.inputs(features).transpose(1, 2), (5, LOOKAHEAD), mode="replicate")
        x = self.input_norm(self.input(x).transpose(1, 2))
        for block in self.blocks:
            x = block(x)
        return self.output(self.output_norm(x))

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
        """[batch, samples] to spectra of the windows around the frames, [batch, samples / HOP + 1, BINS]."""
        around = F.pad(sound, (HOP, HOP)).unfold(-1, 2 * HOP, HOP) * self.window
        return torch.fft.rfft(F.pad(around, (AHEAD, FFT - 2 * HOP - AHEAD)))

    def synthesise(self, spectra, pulses, noise, turns, voiced):
        """Sound, [batch, samples], samples = (frames - 1) · HOP; turns is the phase of F0 and voiced 0 or 1 at each sample."""
        tone, noise_filter, modulation_cos, modulation_sin = spectra
        with torch.no_grad():
            modulated = 2**0.5 * voiced * noise
            source, steady = self.frame_spectra(pulses), self.frame_spectra(noise)
            cosine = self.frame_spectra(modulated * torch.cos(2 * torch.pi * turns))
            sine = self.frame_spectra(modulated * torch.sin(2 * torch.pi * turns))
        spectrum = source * tone + (steady + cosine * modulation_cos + sine * modulation_sin) * noise_filter
        return self.overlap_add(torch.fft.irfft(spectrum, FFT), pulses.shape[-1])

    @staticmethod
    def overlap_add(segments, samples):
        """Adds segments of FFT samples, one each HOP, the first HOP + AHEAD before the sound begins."""
        count = segments.shape[1]
        rows = -(-FFT // HOP)
        # Column j of a segment belongs to hop t + j: rows of HOP samples, shifted and summed.
        padded = F.pad(segments, (0, rows * HOP - FFT)).reshape(segments.shape[0], count, rows, HOP)
        sound = sum(F.pad(padded[:, :, row], (0, 0, row, rows - 1 - row)) for row in range(rows))
        return sound.reshape(segments.shape[0], -1)[:, HOP + AHEAD : HOP + AHEAD + samples]

    def forward(self, features, pulses, noise, turns, voiced):
        return self.synthesise(self.spectra(features, self.filters(features)), pulses, noise, turns, voiced)
