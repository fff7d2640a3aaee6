"""The estimator's network: from sound at 16 kHz to STOI, PESQ of the wide band and SI-SDR in dB, without the reference.

Front end, in a form that is easily computed elsewhere: the sound, less its mean, is brought to a power of 1; nothing is padded. Frame t is
samples [t·HOP, t·HOP + WINDOW). Its picture is (ln(|X|² + FLOOR) + 8) / 4 of BINS bins, X the transform of WINDOW samples times a
periodic Hann window, over the square root of the window's energy. Its SHAPE, of the middle HOP samples: the logarithms of
the power of each quarter, of the peak, and the share of samples within 1 % of the peak (clipping leaves many).

Three convolutions over frequency and time halve the frequencies three times and the frames once; ConvNeXt blocks of WIDTH go on over time.
A place in time cannot see the pauses far from it, which tell the noise. So every place is also told what the whole sound is like: at the entrance
QUANTILES of each band's ln power, and in each block the mean over time of what the block sees.
Pooled over time: the mean, the deviation, and HEADS means weighted by attention. No layer knows how long the sound is.

At each place in time the network also says, for BANDS bands, how far speech stands above what is wrong there: z = ln(S/E). With the
powers P of the bands, the sum of P·σ(z) over the sum of P·σ(-z) is an estimate of SI-SDR, which goes to the judge with what was pooled. z is
taught by the original, band by band and frame by frame, and so a pair teaches thousands of numbers and not three.

Multiplications a second of sound (100 frames): stem 5·10⁶ + 14·10⁶ + 21·10⁶, entering 15·10⁶, blocks 50·BLOCKS·2·WIDTH·HIDDEN = 59·10⁶: 0.11·10⁹ in all.
"""
import torch
import torch.nn.functional as F
from torch import nn

RATE = 16000
HOP = 160
WINDOW = 512
BINS = 256  # from the first: the mean has been taken away
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
# What the outputs 0 and 1 of the sigmoid mean, a little outside what there is: the ends are reached.
LOWEST = (-0.05, 0.8, -23.0)
HIGHEST = (1.05, 4.85, 43.0)


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
        one, two, three = STEM
        self.stem = nn.ModuleList(
            [
                nn.Conv2d(1, one, (5, 5), stride=(2, 1), padding=(2, 2)),
                nn.Conv2d(one, two, (3, 3), stride=(2, 2), padding=(1, 1)),
                nn.Conv2d(two, three, (3, 3), stride=(2, 1), padding=(1, 1)),
            ]
        )
        self.stem_norms = nn.ModuleList(Norm(channels) for channels in STEM)
        self.enter = nn.Conv1d(three * BINS // 8 + 2 * SHAPE, WIDTH, 1)
        self.whole = nn.Linear(BANDS * len(QUANTILES), WIDTH, bias=False)
        self.blocks = nn.ModuleList(Block(WIDTH, HIDDEN) for _ in range(BLOCKS))
        self.last = Norm(WIDTH)
        self.attend = nn.Conv1d(WIDTH, HEADS, 1)
        self.drop = nn.Dropout(dropout)
        self.local = nn.Conv1d(WIDTH, BANDS, 1)
        self.judge = nn.Linear((2 + HEADS) * WIDTH + 1, WIDTH)
        self.leave = nn.Linear(WIDTH, 3)
        self.register_buffer("lowest", torch.tensor(LOWEST), persistent=False)
        self.register_buffer("span", torch.tensor(HIGHEST) - torch.tensor(LOWEST), persistent=False)

    def front(self, sound):
        """[batch, samples] to powers of bins, [batch, frames, BINS], and shapes, [batch, SHAPE, frames]; an even number of frames."""
        sound = sound - sound.mean(dim=1, keepdim=True)
        sound = sound * torch.rsqrt(sound.square().mean(dim=1, keepdim=True) + 1e-12)
        pieces = self.pieces(sound)
        power = self.powers(pieces)
        first = (WINDOW - HOP) // 2
        middle = pieces[..., first : first + HOP].abs()
        peak = middle.amax(dim=-1, keepdim=True)
        quarters = torch.log(middle.unflatten(-1, (4, HOP // 4)).square().mean(dim=-1) + FLOOR)
        near = (middle >= 0.99 * peak).float().mean(dim=-1, keepdim=True)
        shape = torch.cat([(quarters + 4) / 4, (torch.log(peak.square() + FLOOR) + 2) / 4, 10 * near - 0.5], dim=-1)
        return power, shape.transpose(1, 2)

    @staticmethod
    def pieces(sound):
        pieces = sound.unfold(1, WINDOW, HOP)
        return pieces[:, : pieces.shape[1] // 2 * 2]

    def powers(self, pieces):
        spectra = torch.fft.rfft(pieces * self.window)[..., 1 : BINS + 1]
        return (spectra.real.square() + spectra.imag.square()) / self.window.square().sum()

    @staticmethod
    def bands(power):
        """[batch, frames, BINS] to [batch, BANDS, frames / 2]: sums over a band and two frames."""
        sums = torch.stack([power[..., a:b].sum(dim=-1) for a, b in zip(EDGES, EDGES[1:])], dim=1)
        return sums.unflatten(2, (sums.shape[2] // 2, 2)).sum(dim=-1)

    @staticmethod
    def quantiles(bands):
        """[batch, BANDS, frames] to [batch, BANDS · QUANTILES]: (ln power + 8) / 4 - 2, about as wide as the picture's values."""
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
            picture = ((torch.log(power + FLOOR) + 8) / 4).transpose(1, 2)
            bands = self.bands(power)
            quantiles = self.quantiles(bands)
        x = picture[:, None]
        for convolution, norm in zip(self.stem, self.stem_norms):
            x = F.silu(norm(convolution(x)))
        # Two frames' shapes go with the one that is left of them.
        pairs = shape.unflatten(2, (shape.shape[2] // 2, 2)).permute(0, 3, 1, 2).flatten(1, 2)
        x = self.enter(torch.cat([x.flatten(1, 2), pairs], dim=1)) + self.whole(quantiles)[..., None]
        for block in self.blocks:
            x = block(x)
        x = self.last(x)
        ratios = self.local(x)
        speech = (bands * torch.sigmoid(ratios)).sum(dim=(1, 2))
        wrong = (bands * torch.sigmoid(-ratios)).sum(dim=(1, 2))
        si_sdr = (torch.log(speech + FLOOR) - torch.log(wrong + FLOOR)) / 4
        weights = torch.softmax(self.attend(x), dim=-1)
        mean = x.mean(dim=-1)
        deviation = ((x - mean[..., None]).square().mean(dim=-1) + 1e-5).sqrt()
        attended = torch.einsum("bht,bct->bhc", weights, x).flatten(1)
        pooled = self.drop(torch.cat([mean, deviation, attended], dim=1))
        y = F.silu(self.judge(torch.cat([pooled, si_sdr[:, None]], dim=1)))
        return self.lowest + self.span * torch.sigmoid(self.leave(y)), ratios

    @torch.no_grad()
    def true_ratios(self, sound, reference):
        """What z should be, within RATIO_BOUNDS, and the powers of the bands: S is the reference as loud as it is in the sound, E the rest."""
        sound = sound - sound.mean(dim=1, keepdim=True)
        reference = reference - reference.mean(dim=1, keepdim=True)
        gain = (sound * reference).sum(dim=1, keepdim=True) / (reference.square().sum(dim=1, keepdim=True) + 1e-12)
        scale = torch.rsqrt(sound.square().mean(dim=1, keepdim=True) + 1e-12)
        speech = self.bands(self.powers(self.pieces(reference * gain * scale)))
        wrong = self.bands(self.powers(self.pieces((sound - reference * gain) * scale)))
        return (torch.log(speech + FLOOR) - torch.log(wrong + FLOOR)).clamp(*RATIO_BOUNDS), speech + wrong


def parameters(model):
    return sum(weight.numel() for weight in model.parameters())
