"""The ONNX operators of our networks as torch functions.

Each takes its inputs (tensors; integer constants as lists; None where left out), the attributes
of its node, and whether the network is being trained.
"""

import torch
import torch.nn.functional as F

from .batch_norm import batch_norm


def _conv(inputs, attributes, training):
    padding = _padding(attributes)
    bias = inputs[2] if len(inputs) > 2 else None
    return F.conv1d(inputs[0], inputs[1], bias, attributes["strides"], padding)


def _conv_transpose(inputs, attributes, training):
    padding = _padding(attributes)
    bias = inputs[2] if len(inputs) > 2 else None
    extra = attributes.get("output_padding", [0])
    return F.conv_transpose1d(inputs[0], inputs[1], bias, attributes["strides"], padding, extra)


def _gemm(inputs, attributes, training):
    weight = inputs[1] if attributes.get("transB") else inputs[1].T
    return F.linear(inputs[0], weight, inputs[2] if len(inputs) > 2 else None)


def _gelu(inputs, attributes, training):
    y = F.gelu(inputs[0])
    if y.requires_grad:
        # torch 1.13 on CPUs reads a transposed gradient in the wrong order here.
        y.register_hook(lambda gradient: gradient.contiguous())
    return y


def _layer_norm(inputs, attributes, training):
    x, weight, bias = inputs
    return F.layer_norm(x, weight.shape, weight, bias, attributes["epsilon"])


def _max_pool(inputs, attributes, training):
    # amax shares the gradient among equal maxima, as mauguin's own engine does; max_pool1d gives
    # it to one of them.
    (kernel,), (stride,) = attributes["kernel_shape"], attributes["strides"]
    padded = F.pad(inputs[0], attributes["pads"], value=-torch.inf)
    return padded.unfold(-1, kernel, stride).amax(-1)


def _reduce_max(inputs, attributes, training):
    return inputs[0].amax(inputs[1], keepdim=bool(attributes.get("keepdims", 1)))


def _reduce_log_sum_exp(inputs, attributes, training):
    return inputs[0].logsumexp(inputs[1], keepdim=bool(attributes.get("keepdims", 1)))


def _reshape(inputs, attributes, training):
    x, shape = inputs
    return x.reshape([x.shape[i] if size == 0 else size for i, size in enumerate(shape)])


def _padding(attributes):
    left, right = attributes.get("pads", (0, 0))
    if left != right:
        raise NotImplementedError(f"different paddings on the two sides: {left}, {right}")
    return left


OPERATORS = {
    "Add": lambda inputs, attributes, training: inputs[0] + inputs[1],
    "BatchNormalization": batch_norm,
    "Conv": _conv,
    "ConvTranspose": _conv_transpose,
    "Dropout": lambda inputs, attributes, training: F.dropout(inputs[0], inputs[1], training),
    "Gelu": _gelu,
    "Gemm": _gemm,
    "Identity": lambda inputs, attributes, training: inputs[0],
    "LayerNormalization": _layer_norm,
    "LeakyRelu": lambda inputs, attributes, training: F.leaky_relu(inputs[0], attributes["alpha"]),
    "MaxPool": _max_pool,
    "ReduceLogSumExp": _reduce_log_sum_exp,
    "ReduceMax": _reduce_max,
    "Reshape": _reshape,
    "Sigmoid": lambda inputs, attributes, training: torch.sigmoid(inputs[0]),
    "Transpose": lambda inputs, attributes, training: inputs[0].permute(attributes["perm"]),
}
