"""The paper's networks in PyTorch, for `npm run bench -- peers`.

Written from the paper's figures and the shapes of the parameters, under the parameter names of the
authors' program, so that weights can be exchanged.
"""

import json

import numpy as np
import torch
from torch import nn

GROUPS = [(32, 5, 4), (64, 7, 4), (64, 17, 5), (64, 13, 3)]
GENERATOR_LAYERS = [(17, 2), (15, 1), (14, 1), (18, 3), (13, 1), (11, 4), (9, 1), (9, 1), (7, 1)]


class ConvNorm(nn.Module):
    """Convolution, dropout, layer norm over the channels of each position."""

    def __init__(self, inputs, outputs, kernel, stride, padding, dropout):
        super().__init__()
        self.conv = nn.Conv1d(inputs, outputs, kernel, stride, padding, bias=False)
        self.dropout = nn.Dropout(dropout)
        self.layer_norm = nn.LayerNorm(outputs)

    def forward(self, x):
        y = self.dropout(self.conv(x))
        return self.layer_norm(y.transpose(1, 2)).transpose(1, 2)


class Block(nn.Module):
    def __init__(self, inputs, outputs, kernel, stride, dropout):
        super().__init__()
        padding = kernel // 2
        self.conv1 = ConvNorm(inputs, outputs, kernel, stride, padding, dropout)
        self.conv2 = ConvNorm(outputs, outputs, kernel, 1, padding, dropout)
        self.downsample = ConvNorm(inputs, outputs, 1, stride, 0, 0)

    def forward(self, x):
        main = self.conv2(nn.functional.gelu(self.conv1(x)))
        return nn.functional.gelu(main + self.downsample(x))


class ResNet(nn.Module):
    """Patterns [B, L] to class logits [B, K]; without the stem's max pool, as the authors' program."""

    def __init__(self, classes, dropout):
        super().__init__()
        self.resnet = nn.Module()
        self.resnet.conv = ConvNorm(1, 32, 13, 1, 0, dropout)
        inputs = 32
        for g, (outputs, kernel, stride) in enumerate(GROUPS):
            blocks = nn.Sequential(
                Block(inputs, outputs, kernel, stride, dropout),
                Block(outputs, outputs, kernel, 1, dropout),
            )
            setattr(self.resnet, f"layer{g + 1}", blocks)
            inputs = outputs
        self.classifier = nn.Linear(inputs, classes)

    def forward(self, x):
        h = nn.functional.gelu(self.resnet.conv(x.unsqueeze(1)))
        for g in range(len(GROUPS)):
            h = getattr(self.resnet, f"layer{g + 1}")(h)
        return self.classifier(h.amax(dim=2))


class Generator(nn.Module):
    """Normal numbers [B, 100] to patterns [B, 3041]."""

    def __init__(self):
        super().__init__()
        layers, inputs = [], 1
        for i, (kernel, stride) in enumerate(GENERATOR_LAYERS):
            is_last = i == len(GENERATOR_LAYERS) - 1
            outputs = 1 if is_last else 32
            layers.append(nn.ConvTranspose1d(inputs, outputs, kernel, stride, bias=False))
            if not is_last:
                layers += [nn.LeakyReLU(0.2), nn.BatchNorm1d(outputs, eps=1e-4)]
            inputs = outputs
        self.main = nn.Sequential(*layers, nn.Sigmoid())

    def forward(self, z):
        return self.main(z.unsqueeze(1)).squeeze(1)


def load_weights(module, path):
    """Parameters from a safetensors file: 8 bytes of header length, JSON, raw float32."""
    with open(path, "rb") as file:
        length = int.from_bytes(file.read(8), "little")
        header = json.loads(file.read(length))
        data = file.read()
    tensors = {}
    for name, entry in header.items():
        if name == "__metadata__":
            continue
        start, end = entry["data_offsets"]
        values = np.frombuffer(data[start:end], dtype="<f4").reshape(entry["shape"])
        tensors[name] = torch.from_numpy(values.copy())
    names = {name for name, _ in module.named_parameters()}
    if names != tensors.keys():
        raise ValueError(f"other parameters: {sorted(names ^ tensors.keys())}")
    module.load_state_dict(tensors, strict=False)
