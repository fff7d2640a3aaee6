"""The estimator's network: from sound at 16 kHz to STOI, PESQ of the wide band and SI-SDR in dB, without the reference.

Front end, in a form that is easily computed elsewhere: the sound, less its mean, is brought to a power of 1; nothing is padded. Frame t is
samples [t·HOP, t·HOP + WINDOW). Its picture is (ln(|X|² + FLOOR) + 8) / 4 of BINS bins, X the transform of WINDOW samples times a
periodic Hann window, over the square root of the window's energy. Its SHAPE, of the middle HOP samples: the logarithms of
the power of each quarter, of the peak, and the share of samples within 1 % of the peak (clipping leaves many).

Three convolutions over frequency and time halve the frequencies three times and the frames once; ConvNeXt blocks of WIDTH go on over time.
Pooled over time: the mean, the deviation, and HEADS means weighted by attention. No layer knows how long the sound is.

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
    """x + γ · W₂ silu(W₁ norm(depthwise(x))), [batch, width, frames]"""

    def __init__(self, width, hidden):
        super().__init__()
        self.depthwise = nn.Conv1d(width, width, KERNEL, padding=KERNEL // 2, groups=width)
        self.norm = Norm(width)
        self.up = nn.Conv1d(width, hidden, 1)
        self.down = nn.Conv1d(hidden, width, 1)
        self.scale = nn.Parameter(torch.full((width,), 0.2))

    def forward(self, x):
        return x + self.scale[:, None] * self.down(F.silu(self.up(self.norm(self.depthwise(x)))))


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
        self.blocks = nn.ModuleList(Block(WIDTH, HIDDEN) for _ in range(BLOCKS))
        self.last = Norm(WIDTH)
        self.attend = nn.Conv1d(WIDTH, HEADS, 1)
        self.drop = nn.Dropout(dropout)
        self.judge = nn.Linear((2 + HEADS) * WIDTH, WIDTH)
        self.leave = nn.Linear(WIDTH, 3)
        self.register_buffer("lowest", torch.tensor(LOWEST), persistent=False)
        self.register_buffer("span", torch.tensor(HIGHEST) - torch.tensor(LOWEST), persistent=False)

    def front(self, sound):
        """[batch, samples] to pictures, [batch, BINS, frames], and shapes, [batch, SHAPE, frames]."""
        sound = sound - sound.mean(dim=1, keepdim=True)
        sound = sound * torch.rsqrt(sound.square().mean(dim=1, keepdim=True) + 1e-12)
        pieces = sound.unfold(1, WINDOW, HOP)
        spectra = torch.fft.rfft(pieces * self.window)[..., 1 : BINS + 1]
        power = (spectra.real.square() + spectra.imag.square()) / self.window.square().sum()
        picture = (torch.log(power + FLOOR) + 8) / 4
        first = (WINDOW - HOP) // 2
        middle = pieces[..., first : first + HOP].abs()
        peak = middle.amax(dim=-1, keepdim=True)
        quarters = torch.log(middle.unflatten(-1, (4, HOP // 4)).square().mean(dim=-1) + FLOOR)
        near = (middle >= 0.99 * peak).float().mean(dim=-1, keepdim=True)
        shape = torch.cat([(quarters + 4) / 4, (torch.log(peak.square() + FLOOR) + 2) / 4, 10 * near - 0.5], dim=-1)
        return picture.transpose(1, 2), shape.transpose(1, 2)

    def forward(self, sound):
        """[batch, samples] to [batch, 3]: STOI, PESQ, SI-SDR in dB."""
        with torch.no_grad():
            picture, shape = self.front(sound)
            frames = picture.shape[-1] // 2 * 2
            picture, shape = picture[..., :frames], shape[..., :frames]
        x = picture[:, None]
        for convolution, norm in zip(self.stem, self.stem_norms):
            x = F.silu(norm(convolution(x)))
        # Two frames' shapes go with the one that is left of them.
        pairs = shape.unflatten(2, (frames // 2, 2)).permute(0, 3, 1, 2).flatten(1, 2)
        x = self.enter(torch.cat([x.flatten(1, 2), pairs], dim=1))
        for block in self.blocks:
            x = block(x)
        x = self.last(x)
        weights = torch.softmax(self.attend(x), dim=-1)
        mean = x.mean(dim=-1)
        deviation = ((x - mean[..., None]).square().mean(dim=-1) + 1e-5).sqrt()
        attended = torch.einsum("bht,bct->bhc", weights, x).flatten(1)
        y = F.silu(self.judge(self.drop(torch.cat([mean, deviation, attended], dim=1))))
        return self.lowest + self.span * torch.sigmoid(self.leave(y))


def parameters(model):
    return sum(weight.numel() for weight in model.parameters())
