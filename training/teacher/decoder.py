"""The teacher's decoder, the ISTFTNet of StyleTTS 2: from the text encoder's output, F0, energy and a harmonic source to sound.

Convolutions have the type of numbers of the passes between them (passes.py): bfloat16 where the processor multiplies it; residuals and
statistics are float32 or wider. Activations are [time, channels]. Weights come from the ONNX graph, by the names of its nodes.
"""
import torch
import torch.nn.functional as F

from graph import depthwise_transposed, numbers
from passes import padded

DECODER = "/decoder/decoder/"
GENERATOR = DECODER + "generator/"
TEXT = "/encoder/MatMul_1_output_0"  # the text encoder's output of each frame
SOURCE = GENERATOR + "Concat_3_output_0"  # 11 magnitudes and 11 phases of the harmonic source
STYLE = "/decoder/Slice_output_0"
EPSILON = 1e-5
# The phases that ONNX Runtime gives where the source is constant: nearly all bins are zero there, and only rounding decides them.
STILL = (3.1415923, -1.0628594e-06, 2.4903617, -2.1253965, 0.79346722, -2.1291599, 0.17297465, 2.9267988, -1.3449425, 2.7359736, -1.5468425)


class Convolution:
    """Of [time, channels], as a two-dimensional one of one row, whose weights lie as its activations do."""

    def __init__(self, weight, bias, kind, dilation=1, padding=None):
        width = weight.shape[2]
        self.weight = weight.unsqueeze(2).to(kind).contiguous(memory_format=torch.channels_last)
        self.bias = None if bias is None else bias.to(kind)
        self.dilation = (1, dilation)
        self.padding = (0, dilation * (width - 1) // 2 if padding is None else padding)
        self.growth = 2 * self.padding[1] - dilation * (width - 1)

    def __call__(self, x, rows=None):
        """Of x, or of its first rows, if it is padded with zeros."""
        if rows is None:
            rows, x = len(x), padded(x)
        x = x.view(1, 1, *x.shape).permute(0, 3, 1, 2)
        y = F.conv2d(x, self.weight, self.bias, 1, self.padding, self.dilation)
        return y.permute(0, 2, 3, 1)[0, 0, :rows + self.growth].contiguous()


class Upsampling:
    """A transposed convolution of kernel 2 * stride: a convolution of width 2 to stride times the channels, time after time."""

    def __init__(self, weight, bias, stride, kind):
        inputs, self.channels, width = weight.shape
        assert width == 2 * stride
        late, early = weight[:, :, :stride], weight[:, :, stride:]
        both = torch.stack([early, late], 3).permute(2, 1, 0, 3).reshape(stride * self.channels, inputs, 2)
        self.convolution = Convolution(both, bias.repeat(stride), kind, padding=1)
        self.margin = stride // 2

    def __call__(self, x):
        return self.convolution(x).view(-1, self.channels)[self.margin:-self.margin]


class Weights:
    """Of the decoder, by the names of the graph's nodes."""

    def __init__(self, model):
        self.tensors = {t.name: t for t in model.graph.initializer}
        self.makers = {name: node for node in model.graph.node for name in node.output}
        self.zeros = {node.input[1]: node.input[3] for node in model.graph.node if node.op_type == "MatMulInteger"}

    def __getitem__(self, name):
        return numbers(self.tensors[name])

    def convolution(self, name):
        """Weight and bias (or None)."""
        node = self.makers[name + "_output_0"]
        return self[node.input[1]], self[node.input[2]] if len(node.input) > 2 else None

    def linear(self, name):
        """Matrix [in, out] and bias of a quantized linear layer."""
        name = dotted(name)
        quantized = name + ".weight_quantized"
        weight = (self[quantized].float() - self[self.zeros[quantized]].float()) * self[name + ".weight_scale"]
        return weight, self[name + ".bias"]


def dotted(name):
    """A node's name as its parameters have it."""
    return name.strip("/").replace("/", ".")


class Styles:
    """Scale and shift of every normalization from the style, all in one product."""

    def __init__(self, weights):
        self.weights, self.parts, self.offsets, self.count = weights, [], [], 0

    def add(self, name):
        self.parts.append(self.weights.linear(name + "/fc"))
        self.offsets.append((self.count, self.count + self.parts[-1][1].shape[0]))
        self.count = self.offsets[-1][1]
        return len(self.parts) - 1

    def ready(self):
        self.matrix, self.bias = (torch.cat(part, -1) for part in zip(*self.parts))
        del self.parts, self.weights

    def set(self, style):
        self.values = (style @ self.matrix + self.bias)[0]

    def __call__(self, index, moments, rows):
        """Factor and addend of a normalization, of the sums over time of its input and its square."""
        start, end = self.offsets[index]
        gain, shift = self.values[start:end].chunk(2)
        mean = moments[0] / rows
        factor = (gain + 1) / (moments[1] / rows - mean * mean).clamp_(min=0).add_(EPSILON).sqrt_()
        return factor.float(), (shift - factor * mean).float()


class Block:
    """Two convolutions, a normalization and leaky ReLU before each, and a shortcut; perhaps twice the times."""

    def __init__(self, name, weights, styles, passes):
        self.styles, self.passes = styles, passes
        self.norms = [styles.add(f"{name}/norm{i}") for i in (1, 2)]
        self.first, self.second, self.shortcut = (Convolution(*weights.convolution(f"{name}/{part}/Conv"), passes.kind)
                                                  for part in ("conv1", "conv2", "conv1x1"))
        self.pool = weights.convolution(f"{name}/pool/ConvTranspose") if f"{name}/pool/ConvTranspose_output_0" in weights.makers else None

    def __call__(self, x):
        y = self.normalized(x, 0)
        y = self.first(depthwise_transposed(y[:len(x)].float(), *self.pool).to(self.passes.kind)) if self.pool else self.first(y, len(x))
        y = self.second(self.normalized(y, 1), len(y)).float()
        short = self.shortcut(x.to(self.passes.kind)).float()
        return y.add_(short.repeat_interleave(2, 0) if self.pool else short).mul_(0.5 ** 0.5)

    def normalized(self, x, which):
        return self.passes.leaky_relu(x, *self.styles(self.norms[which], self.passes.moments(x), len(x)), 0.2)


class Residuals:
    """Three times two convolutions, the first of each dilated, a normalization and Snake before each."""

    def __init__(self, name, weights, styles, passes):
        self.styles, self.passes, self.steps = styles, passes, []
        for i, dilation in enumerate((1, 3, 5)):
            for which, d in ((1, dilation), (2, 1)):
                alpha = weights[dotted(f"{name}.alpha{which}.{i}")].flatten()
                convolution = Convolution(*weights.convolution(f"{name}/convs{which}.{i}/Conv"), passes.kind, d)
                self.steps.append((styles.add(f"{name}/adain{which}.{i}"), alpha, 1 / alpha, convolution))

    def __call__(self, x):
        """Of x, which is overwritten."""
        moments = self.passes.moments(x)
        for first, second in zip(self.steps[::2], self.steps[1::2]):
            y = self.step(first, x, moments)
            y = self.step(second, y, self.passes.moments(y))
            moments = self.passes.moments(x, y)
        return x

    def step(self, step, x, moments):
        norm, alpha, inverse, convolution = step
        return convolution(self.passes.snake(x, *self.styles(norm, moments, len(x)), alpha, inverse), len(x))


class Decoder:
    """From the graph's outputs to sound."""

    def __init__(self, model, passes):
        weights, self.passes = Weights(model), passes
        self.styles = Styles(weights)
        self.text = weights.convolution(DECODER + "asr_res/asr_res.0/Conv")
        self.curves = [weights.convolution(DECODER + f"{name}_conv/Conv") for name in ("F0", "N")]
        self.encode, *self.decode = (Block(DECODER + name, weights, self.styles, passes)
                                     for name in ("encode", "decode.0", "decode.1", "decode.2", "decode.3"))
        self.ups = [Upsampling(*weights.convolution(GENERATOR + f"ups.{i}/ConvTranspose"), stride, passes.kind)
                    for i, stride in enumerate((10, 6))]
        self.sources = [weights.convolution(GENERATOR + f"noise_convs.{i}/Conv") for i in range(2)]
        residuals = [Residuals(GENERATOR + name, weights, self.styles, passes)
                     for name in ("noise_res.0", "noise_res.1", *(f"resblocks.{i}" for i in range(6)))]
        self.source_residuals, self.residuals = residuals[:2], (residuals[2:5], residuals[5:])
        self.last = Convolution(*weights.convolution(GENERATOR + "conv_post/Conv"), torch.float32)
        self.basis = weights["decoder.decoder.generator.stft.istft.stft.inverse_basis"][:, 0]
        self.window = weights["decoder.decoder.generator.stft.istft.stft.window_sum"]
        self.gain = float(weights[GENERATOR + "istft/stft/Constant_19_output_0"])
        self.styles.ready()

    def __call__(self, text, source, style, f0, energy):
        self.styles.set(style)
        text, curves = text[0].T, [F.conv1d(curve, *parts, 2, 1)[0].T for curve, parts in zip((f0, energy), self.curves)]
        x = self.encode(torch.cat([text, *curves], 1))
        more = [text @ self.text[0][:, :, 0].T + self.text[1], *curves]
        for block in self.decode:
            x = block(torch.cat([x, *more], 1))
        return self.speech(self.generate(x, with_still_phases(source[0].T.contiguous())))

    def generate(self, x, source):
        for up, residuals, parts, source_residuals, slope in zip(
                self.ups, self.residuals, self.sources, self.source_residuals, (0.1, 0.1)):
            total = source_residuals(strided_convolution(source, *parts, 6 if up is self.ups[0] else 1))
            up = up(F.leaky_relu(x, slope).to(self.passes.kind))
            total[-len(up):] += up
            if len(up) < len(total):  # reflected at the start
                total[0] += up[1]
            first, second, third = residuals
            x = first(total.clone())
            x += second(total.clone())
            x += third(total)
            x *= 1 / 3
        return F.leaky_relu(x, 0.01)

    def speech(self, x):
        """The inverse STFT of the magnitudes and phases that the last convolution says."""
        x = self.last(x)
        magnitude, phase = x[:, :11].exp(), x[:, 11:].sin()
        frames = torch.cat([magnitude * phase.cos(), magnitude * phase.sin()], 1) @ self.basis
        segments = frames.view(len(x), 4, 5)
        y = torch.zeros(len(x) + 3, 5)
        for i in range(4):
            y[i:i + len(x)] += segments[:, i]
        y = y.flatten()
        start = y[:len(self.window)]
        start /= torch.where(self.window > 1e-30, self.window, torch.ones(()))
        return y[10:-10] * self.gain


def with_still_phases(source):
    """The source with ONNX Runtime's phases where only rounding decides them."""
    still = (source[:, 2:11] < 1e-6).all(1)
    source[still, 11:] = torch.tensor(STILL)
    source[:, 11].abs_()  # of what is constant and negative: pi, not -pi
    return source.nan_to_num_()


def strided_convolution(x, weight, bias, stride):
    """A convolution of [time, channels] with a stride, as a product of rows that overlap."""
    outputs, inputs, width = weight.shape
    x = F.pad(x, (0, 0, (width - stride) // 2, (width - stride) // 2))
    rows = (len(x) - width) // stride + 1
    return x.as_strided((rows, width * inputs), (stride * inputs, 1)) @ weight.permute(2, 1, 0).reshape(-1, outputs) + bias
