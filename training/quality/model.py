"""The estimator's network: from sound at 16 kHz to STOI, PESQ of the wide band and SI-SDR in dB, without the reference.

Front end, in a form that is easily computed elsewhere: the sound, less its mean, is brought to a power of 1; nothing is padded. Frame t is
samples [t·HOP, t·HOP + WINDOW). Its spectrum is (ln(|X|² + FLOOR) + 8) / 4 of BINS bins, X the transform of WINDOW samples times a
periodic Hann window, over the square root of the window's energy. Its SHAPE, of the middle HOP samples: the logarithms of
the power of each quarter, of the peak, and the share of samples within 1 % of the peak (clipping leaves many).

Three convolutions over frequency and time halve the frequencies three times and the frames once; ConvNeXt blocks of WIDTH go on
over time. The noise shows best in pauses, which may lie outside of the receptive field. So every frame also gets statistics of
the whole sound: at the input QUANTILES of each band's ln power, and in each block the mean over time of the block's input.
Pooling over time: the mean, the deviation, and HEADS means weighted by attention. No layer depends on the length of the sound.

At each frame the network also predicts, for BANDS bands, the ratio of speech to error: z = ln(S/E). With the powers P of the
bands, the sum of P·σ(z) over the sum of P·σ(-z) is an estimate of SI-SDR, which goes to the output layers with the pooled values.
The target of z is computed from the original, for each band and frame, and so a pair has thousands of targets and not three.

Multiplications a second of sound (100 frames): stem 5·10⁶ + 14·10⁶ + 21·10⁶, input 15·10⁶, blocks 50·BLOCKS·2·WIDTH·HIDDEN =
59·10⁶: 0.11·10⁹ in all.
"""
import torch
import torch.nn.functional as F
from torch import nn

RATE = 16000
HOP = 160
WINDOW = 512
BINS = 256  # from the first: the mean has been subtracted
FLOOR = 1e-9
SHAPE = 6
STEM = (16, 32, 48)
WIDTH = 192
HIDDEN = 512
BLOCKS = 6
KERNEL = 7
HEADS = 4
# The bins [EDGES[i], EDGES[i + 1]) are a band: 94 Hz wide at first, 1250 at last.
EDGES = (0, 3, 6, 9, 13, 17, 22, 28, 35, 43, 53, 66, 82, 101, 128, 166, 216, 256)
BANDS = len(EDGES) - 1
QUANTILES = (0.05, 0.25, 0.5, 0.75, 0.95)  # of n sorted values that at [q · (n - 1)]
RATIO_BOUNDS = (-5.0, 9.5)  # of z: -22 to 41 dB
# The scores at the outputs 0 and 1 of the sigmoid, a little outside their ranges, so that the ends are reached.
OUTPUT_MIN = (-0.05, 0.8, -23.0)
OUTPUT_MAX = (1.05, 4.85, 43.0)


class Norm(nn.Module):
    """g · x / sqrt(mean over channels of x² + ε), channels in dimension 1"""

    def __init__(self, channels):
        super().__init__()
        self.gain = nn.Parameter(torch.ones(channels))

    def forward(self, x):
        scale = torch.rsqrt(x.square().mean(dim=1, keepdim=True) + 1e-6)
        return x * scale * self.gain.view(1, -1, *[1] * (x.dim() - 2))


class Block(nn.Module):
    """x + γ · W₂ silu(W₁ y + W₃ mean(y)), y = norm(depthwise(x)), the mean over time, [batch, width, frames]"""

    def __init__(self, width, hidden):
        super().__init__()
        self.depthwise = nn.Conv1d(width, width, KERNEL, padding=KERNEL // 2, groups=width)
        self.norm = Norm(width)
        self.up = nn.Conv1d(width, hidden, 1)
        self.context = nn.Linear(width, hidden, bias=False)
        self.down = nn.Conv1d(hidden, width, 1)
        self.scale = nn.Parameter(torch.full((width,), 0.2))

    def forward(self, x):
        y = self.norm(self.depthwise(x))
        return x + self.scale[:, None] * self.down(F.silu(self.up(y) + self.context(y.mean(dim=-1))[..., None]))


class Estimator(nn.Module):
    def __init__(self, dropout=0.1):
        super().__init__()
        self.register_buffer("window", torch.hann_window(WINDOW), persistent=False)
        a, b, c = STEM
        self.stem = nn.ModuleList(
            [
                nn.Conv2d(1, a, (5, 5), stride=(2, 1), padding=(2, 2)),
                nn.Conv2d(a, b, (3, 3), stride=(2, 2), padding=(1, 1)),
                nn.Conv2d(b, c, (3, 3), stride=(2, 1), padding=(1, 1)),
            ]
        )
        self.stem_norms = nn.ModuleList(Norm(channels) for channels in STEM)
        self.input = nn.Conv1d(c * BINS // 8 + 2 * SHAPE, WIDTH, 1)
        self.quantile_projection = nn.Linear(BANDS * len(QUANTILES), WIDTH, bias=False)
        self.blocks = nn.ModuleList(Block(WIDTH, HIDDEN) for _ in range(BLOCKS))
        self.output_norm = Norm(WIDTH)
        self.attention = nn.Conv1d(WIDTH, HEADS, 1)
        self.dropout = nn.Dropout(dropout)
        self.ratio_output = nn.Conv1d(WIDTH, BANDS, 1)
        self.hidden = nn.Linear((2 + HEADS) * WIDTH + 1, WIDTH)
        self.output = nn.Linear(WIDTH, 3)
        self.register_buffer("output_min", torch.tensor(OUTPUT_MIN), persistent=False)
        self.register_buffer("output_span", torch.tensor(OUTPUT_MAX) - torch.tensor(OUTPUT_MIN), persistent=False)

    def front(self, sound):
        """[batch, samples] to powers of bins, [batch, frames, BINS], and shapes, [batch, SHAPE, frames]; an even number of frames."""
        sound = sound - sound.mean(dim=1, keepdim=True)
        sound = sound * torch.rsqrt(sound.square().mean(dim=1, keepdim=True) + 1e-12)
        frames = self.frames(sound)
        power = self.powers(frames)
        start = (WINDOW - HOP) // 2
        middle = frames[..., start : start + HOP].abs()
        peak = middle.amax(dim=-1, keepdim=True)
        quarters = torch.log(middle.unflatten(-1, (4, HOP // 4)).square().mean(dim=-1) + FLOOR)
        near_peak = (middle >= 0.99 * peak).float().mean(dim=-1, keepdim=True)
        shape = torch.cat([(quarters + 4) / 4, (torch.log(peak.square() + FLOOR) + 2) / 4, 10 * near_peak - 0.5], dim=-1)
        return power, shape.transpose(1, 2)

    @staticmethod
    def frames(sound):
        frames = sound.unfold(1, WINDOW, HOP)
        return frames[:, : frames.shape[1] // 2 * 2]

    def powers(self, frames):
        spectra = torch.fft.rfft(frames * self.window)[..., 1 : BINS + 1]
        return (spectra.real.square() + spectra.imag.square()) / self.window.square().sum()

    @staticmethod
    def bands(power):
        """[batch, frames, BINS] to [batch, BANDS, frames / 2]: sums over a band and two frames."""
        sums = torch.stack([power[..., a:b].sum(dim=-1) for a, b in zip(EDGES, EDGES[1:])], dim=1)
        return sums.unflatten(2, (sums.shape[2] // 2, 2)).sum(dim=-1)

    @staticmethod
    def quantiles(bands):
        """[batch, BANDS, frames] to [batch, BANDS · QUANTILES]: (ln power + 8) / 4 - 2, about as wide as the values of the spectrum."""
        ordered = torch.log(bands + FLOOR).sort(dim=-1).values
        places = [int(quantile * (bands.shape[-1] - 1)) for quantile in QUANTILES]
        return ((ordered[..., places] + 8) / 4 - 2).flatten(1)

    def forward(self, sound):
        """[batch, samples] to [batch, 3]: STOI, PESQ, SI-SDR in dB."""
        return self.scores_and_ratios(sound)[0]

    def scores_and_ratios(self, sound):
        """The scores and z, [batch, BANDS, frames / 2]."""
        with torch.no_grad():
            power, shape = self.front(sound)
            spectrum = ((torch.log(power + FLOOR) + 8) / 4).transpose(1, 2)
            bands = self.bands(power)
            quantiles = self.quantiles(bands)
        x = spectrum[:, None]
        for convolution, norm in zip(self.stem, self.stem_norms):
            x = F.silu(norm(convolution(x)))
        # The shapes of two frames go with the one frame that the stride leaves of them.
        pairs = shape.unflatten(2, (shape.shape[2] // 2, 2)).permute(0, 3, 1, 2).flatten(1, 2)
        x = self.input(torch.cat([x.flatten(1, 2), pairs], dim=1)) + self.quantile_projection(quantiles)[..., None]
        for block in self.blocks:
            x = block(x)
        x = self.output_norm(x)
        ratios = self.ratio_output(x)
        speech = (bands * torch.sigmoid(ratios)).sum(dim=(1, 2))
        error = (bands * torch.sigmoid(-ratios)).sum(dim=(1, 2))
        si_sdr = (torch.log(speech + FLOOR) - torch.log(error + FLOOR)) / 4
        weights = torch.softmax(self.attention(x), dim=-1)
        mean = x.mean(dim=-1)
        deviation = ((x - mean[..., None]).square().mean(dim=-1) + 1e-5).sqrt()
        attended = torch.einsum("bht,bct->bhc", weights, x).flatten(1)
        pooled = self.dropout(torch.cat([mean, deviation, attended], dim=1))
        y = F.silu(self.hidden(torch.cat([pooled, si_sdr[:, None]], dim=1)))
        return self.output_min + self.output_span * torch.sigmoid(self.output(y)), ratios

    @torch.no_grad()
    def true_ratios(self, sound, reference):
        """The target of z, within RATIO_BOUNDS, and the powers of the bands: S is the reference projected onto the sound, E the rest."""
        sound = sound - sound.mean(dim=1, keepdim=True)
        reference = reference - reference.mean(dim=1, keepdim=True)
        gain = (sound * reference).sum(dim=1, keepdim=True) / (reference.square().sum(dim=1, keepdim=True) + 1e-12)
        scale = torch.rsqrt(sound.square().mean(dim=1, keepdim=True) + 1e-12)
        speech = self.bands(self.powers(self.frames(reference * gain * scale)))
        error = self.bands(self.powers(self.frames((sound - reference * gain) * scale)))
        return (torch.log(speech + FLOOR) - torch.log(error + FLOOR)).clamp(*RATIO_BOUNDS), speech + error


def parameters(model):
    return sum(weight.numel() for weight in model.parameters())
