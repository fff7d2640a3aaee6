"""Runs an ONNX graph node by node in PyTorch, in float32: the operators that the teacher's graph has.

ONNX Runtime rounds activations to int8 before a quantized matrix product (DynamicQuantizeLinear, MatMulInteger); here they stay as they
are. ALBERT's matrix products may have another type of numbers.
"""
import math

import numpy as np
import torch
import torch.nn.functional as F
from onnx import helper, numpy_helper


def numbers(tensor):
    return torch.from_numpy(numpy_helper.to_array(tensor).copy())


def dtype(kind):
    return torch.from_numpy(np.zeros(1, helper.mapping.TENSOR_TYPE_TO_NP_TYPE[kind])).dtype


def attributes(node):
    return {a.name: helper.get_attribute_value(a) for a in node.attribute}


def slice_(x, starts, ends, axes=None, steps=None):
    index = [slice(None)] * x.dim()
    starts, ends = starts.tolist(), ends.tolist()
    axes = range(len(starts)) if axes is None else axes.tolist()
    steps = [1] * len(starts) if steps is None else steps.tolist()
    for axis, start, end, step in zip(axes, starts, ends, steps):
        index[axis] = slice(start, min(end, 1 << 40), step)
    return x[tuple(index)]


def gather(x, index, axis=0):
    if index.dim() == 0:
        return x.select(axis, int(index))
    flat = index.reshape(-1)
    picked = x.index_select(axis, torch.where(flat < 0, flat + x.shape[axis], flat))
    return picked.reshape(x.shape[:axis] + index.shape + x.shape[axis + 1:])


def unsqueeze(x, axes):
    for axis in sorted(axes.tolist()):
        x = x.unsqueeze(axis)
    return x


def reshape(x, shape, allowzero=0):
    return x.reshape([x.shape[i] if n == 0 and not allowzero else n for i, n in enumerate(shape.tolist())])


def conv(x, weight, bias=None, pads=(0, 0), strides=(1,), dilations=(1,), group=1, **_):
    return F.conv1d(x, weight, bias, strides[0], pads[0], dilations[0], group)


def matmul_integer(x, weight):
    """Of activations and a weight [out, in, 1, 1], as a convolution: a product of torch's own is slower here."""
    y = F.conv2d(x.to(weight.dtype).reshape(1, 1, -1, x.shape[-1]).permute(0, 3, 1, 2), weight)
    return y.permute(0, 2, 3, 1).reshape(*x.shape[:-1], -1).float()


def depthwise_transposed(x, weight, bias):
    """Of [time, channels]: the transposed convolution of each channel by itself, kernel 3, stride 2."""
    before, here, after = weight[:, 0].T
    odd = x * after
    odd[:-1] += x[1:] * before
    return torch.stack([x * here, odd], 1).add_(bias).flatten(0, 1)


def conv_transpose(x, weight, bias, **options):
    assert weight.shape[1:] == (1, 3) and options["strides"] == [2] and options["pads"] == options["output_padding"] * 2 == [1, 1]
    return depthwise_transposed(x[0].T, weight, bias).T[None]


def cumulative_sum(x, axis, **_):
    """Each sum rounded to the type of x, as ONNX Runtime's; torch sums in float64."""
    return torch.from_numpy(np.cumsum(x.numpy(), int(axis), x.numpy().dtype))


def resize(x, _, scales, mode=b"nearest", **__):
    if mode == b"nearest":
        return x.repeat_interleave(int(scales[-1]), -1)
    size, last = math.floor(x.shape[-1] * float(scales[-1])), x.shape[-1] - 1
    where = ((torch.arange(size) + 0.5) / scales[-1] - 0.5).clamp_(0, last)  # rounded as ONNX Runtime does: these are phases
    before = where.long()
    share = where - before
    return x[..., before] * (1 - share) + x[..., (before + 1).clamp_(max=last)] * share


def layer_norm(x, scale, bias, axis=-1, epsilon=1e-5, **_):
    return F.layer_norm(x, scale.shape, scale, bias, epsilon)


def skip_layer_norm(x, skip, scale, shift, bias=None, epsilon=1e-12, **_):
    return layer_norm(x + skip if bias is None else x + skip + bias, scale, shift, epsilon=epsilon)


def fast_gelu(x, bias):
    return F.gelu(x + bias, approximate="tanh")


def fused_matmul(a, b, transA=0, transB=0, alpha=1.0, **_):
    return alpha * ((a.mT if transA else a) @ (b.mT if transB else b))


def stft(x, step, window, size, **_):
    frames = torch.stft(x.reshape(x.shape[0], -1), int(size), int(step), window=window, center=False, return_complex=True)
    return torch.view_as_real(frames).transpose(1, 2)


def clip(x, low=None, high=None):
    return x.clamp(None if low is None else float(low), None if high is None else float(high))


def pad(x, pads, value=None, mode=b"constant", **_):
    return F.pad(x, (int(pads[2]), int(pads[5])), mode=mode.decode())


OPERATIONS = {
    "Add": torch.add, "Sub": torch.sub, "Mul": torch.mul, "Sqrt": torch.sqrt, "Pow": torch.pow, "Sin": torch.sin, "Cos": torch.cos,
    "Exp": torch.exp, "Floor": torch.floor, "Round": torch.round, "Tanh": torch.tanh, "Atan": torch.atan, "Sigmoid": torch.sigmoid,
    "MatMul": torch.matmul, "Greater": torch.gt, "Less": torch.lt, "GreaterOrEqual": torch.ge, "Equal": torch.eq,
    "And": torch.logical_and, "Where": torch.where, "Identity": lambda x: x, "Range": lambda a, b, c: torch.arange(int(a), int(b), int(c)),
    "Div": lambda a, b: torch.div(a, b, rounding_mode=None if a.is_floating_point() else "trunc"),
    "Shape": lambda x, **_: torch.tensor(x.shape), "Cast": lambda x, to, **_: x.to(dtype(to)),
    "Concat": lambda *x, axis: torch.cat(x, axis), "Transpose": lambda x, perm: x.permute(perm),
    "Split": lambda x, sizes, axis: x.split(sizes.tolist(), axis), "Expand": lambda x, shape: torch.broadcast_to(
        x, torch.broadcast_shapes(x.shape, shape.tolist())),
    "Squeeze": lambda x, axes: x.squeeze(int(axes)), "Softmax": lambda x, axis: x.softmax(axis),
    "LeakyRelu": lambda x, alpha: F.leaky_relu(x, alpha), "CumSum": cumulative_sum,
    "ReduceMean": lambda x, axes, keepdims, **_: x.mean(axes.tolist(), bool(keepdims)),
    "ReduceSum": lambda x, axes, keepdims, **_: x.sum(axes.tolist(), bool(keepdims)),
    "ConstantOfShape": lambda shape, value: torch.full(shape.tolist(), numbers(value).item(), dtype=numbers(value).dtype),
    "DequantizeLinear": lambda x, scale, zero: (x.float() - float(zero)) * scale,
    "MatMulInteger": matmul_integer,
    "Slice": slice_, "Gather": gather, "Unsqueeze": unsqueeze, "Reshape": reshape, "Conv": conv, "ConvTranspose": conv_transpose,
    "Resize": resize, "LayerNormalization": layer_norm, "SkipLayerNormalization": skip_layer_norm, "FastGelu": fast_gelu,
    "FusedMatMul": fused_matmul, "STFT": stft, "Clip": clip, "Pad": pad}


def lstm_layer(weight, recurrent, bias, weight_scale, weight_zero, recurrent_scale, recurrent_zero):
    """A bidirectional LSTM of quantized weights [2, in, 4 * hidden]; ONNX orders the gates i o f c, torch i f g o."""
    def gates(x):
        i, o, f, c = x.chunk(4)
        return torch.cat([i, f, c, o])

    weights = []
    for d in range(2):
        kernel = (weight[d].float() - weight_zero[d].float()) * weight_scale[d]
        state = (recurrent[d].float() - recurrent_zero[d].float()) * recurrent_scale[d]
        weights += [gates(kernel.T).contiguous(), gates(state.T).contiguous(), *map(gates, bias[d].chunk(2))]

    def run(x, *_):
        y, h, c = torch._VF.lstm(x, (torch.zeros(2, x.shape[1], recurrent.shape[1]),) * 2, weights, True, 1, 0.0, False, True, False)
        return y.unflatten(2, (2, -1)).transpose(1, 2), h, c
    return run


class Graph:
    """Runs what the wanted outputs need: constants computed once, tensors dropped after their last reader."""

    def __init__(self, model, outputs, kind=torch.float32):
        self.outputs, self.kind = outputs, kind
        self.constants = {t.name: numbers(t) for t in model.graph.initializer}
        needed, nodes = set(outputs), []
        for node in reversed(model.graph.node):
            if needed.intersection(node.output):
                needed.update(node.input)
                nodes.append(node)
        self.steps = [step for node in reversed(nodes) if (step := self.step(node))]
        self.constants = {name: self.constants[name] for _, names, _, _ in self.steps for name in names if name in self.constants}
        last = {name: i for i, (_, names, _, _) in enumerate(self.steps) for name in names if name not in self.constants}
        self.dropped = [[] for _ in self.steps]
        for name, i in last.items():
            if name not in outputs:
                self.dropped[i].append(name)

    def step(self, node):
        names, known = list(node.input), self.constants
        if node.op_type == "DynamicQuantizeLinear":  # stays as it is, of scale 1
            known[node.output[1]], known[node.output[2]] = torch.tensor(1.0), torch.tensor(0)
            return (lambda x: x), names, list(node.output[:1]), {}
        options = attributes(node)
        if node.op_type == "DynamicQuantizeLSTM":
            operation = lstm_layer(*(known[names[i]] for i in (1, 2, 3, 8, 9, 10, 11)))
            names, options = names[:1], {}
        else:
            operation = OPERATIONS[node.op_type]
        if node.op_type == "MatMulInteger":
            weight = names[1] + " float"
            kind = self.kind if "/bert/" in node.name else torch.float32  # whole numbers of 8 bits, exact in bfloat16
            known[weight] = (known[names[1]].float() - known[names[3]].float()).T[:, :, None, None].to(kind).contiguous(
                memory_format=torch.channels_last)
            names = [names[0], weight]
        if all(name in known or not name for name in names):
            known.update(zip(node.output, results(operation(*(known.get(name) for name in names), **options))))
            return None
        return operation, names, list(node.output), options

    def __call__(self, **inputs):
        values = {**self.constants, **inputs, "": None}
        for (operation, names, outputs, options), dropped in zip(self.steps, self.dropped):
            values.update(zip(outputs, results(operation(*(values[name] for name in names), **options))))
            for name in dropped:
                del values[name]
        return [values[name] for name in self.outputs]


def results(x):
    return x if isinstance(x, (tuple, list)) else (x,)
