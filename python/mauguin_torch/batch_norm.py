"""Batch normalisation with the statistics of all ranks' rows together."""

import torch
import torch.nn.functional as F
from torch.distributed.nn.functional import all_reduce


def batch_norm(inputs, attributes, training):
    """ONNX BatchNormalization of [B, C, L]; in training over the whole batch of all ranks.

    torch's own SyncBatchNorm works on GPUs only; this works on gloo too, and the all-reduce
    carries the gradient of the statistics back to every rank. The running statistics (inputs 3
    and 4) move by torch's rule with momentum 0.1.
    """
    x, weight, bias, mean, variance = inputs
    epsilon = attributes.get("epsilon", 1e-5)
    if not training:
        return F.batch_norm(x, mean, variance, weight, bias, False, 0.0, epsilon)
    # Ranks may hold different numbers of rows: their count travels with their sums.
    rows = x.new_full((1,), x.shape[0] * x.shape[2])
    sums = all_reduce(torch.cat([x.sum((0, 2)), rows]))
    count = sums[-1].detach()
    batch_mean = sums[:-1] / count
    centred = x - batch_mean[:, None]
    # A second pass for the variance: E[x²] − E[x]² loses digits.
    batch_variance = all_reduce((centred * centred).sum((0, 2))) / count
    with torch.no_grad():
        mean.lerp_(batch_mean, 0.1)
        variance.lerp_(batch_variance * (count / (count - 1)), 0.1)
    scale = weight * torch.rsqrt(batch_variance + epsilon)
    return centred * scale[:, None] + bias[:, None]
