"""All parameters of a network as one vector."""

import numpy as np
import torch


class FlatParameters:
    """One vector that the parameters of a network are views of, in torch's shapes one by one.

    `specs` lists name, shape and `storedAxes` of each in the order of mauguin's own flat vector,
    which stores some weights with their axes in another order: array.transpose(storedAxes).
    """

    def __init__(self, network, specs, device):
        self._specs = specs
        self._parameters = [network.tensor(spec["name"]) for spec in specs]
        size = sum(parameter.numel() for parameter in self._parameters)
        self.vector = torch.empty(size, device=device)
        for parameter, part in zip(self._parameters, self._parts(self.vector)):
            part.copy_(parameter.data)
            parameter.data = part

    def gradient(self):
        """The gradients as one vector in the order of `vector`; they are cleared."""
        parts = [parameter.grad.reshape(-1) for parameter in self._parameters]
        gradient = torch.cat(parts)
        for parameter in self._parameters:
            parameter.grad = None
        return gradient

    def load(self, stored):
        """Takes values in mauguin's order."""
        self.vector.copy_(self.from_stored(stored))

    def to_stored(self, vector):
        """A vector like `vector` as float32 array in mauguin's order."""
        parts = self._parts(vector.detach().cpu())
        stored = [
            part.numpy().transpose(spec["storedAxes"]).reshape(-1)
            for part, spec in zip(parts, self._specs)
        ]
        return np.concatenate(stored)

    def from_stored(self, stored):
        """The inverse of `to_stored`, on the device of the network."""
        if stored.size != self.vector.numel():
            raise ValueError(f"{stored.size} values for {self.vector.numel()} parameters")
        vector = torch.empty(stored.size)
        offset = 0
        for part, spec in zip(self._parts(vector), self._specs):
            axes = spec["storedAxes"]
            values = stored[offset : offset + part.numel()]
            array = values.reshape([spec["shape"][axis] for axis in axes])
            part.copy_(torch.from_numpy(array.transpose(np.argsort(axes)).copy()))
            offset += part.numel()
        return vector.to(self.vector.device)

    def _parts(self, vector):
        sizes = [int(np.prod(spec["shape"])) for spec in self._specs]
        return [
            part.view(spec["shape"]) for part, spec in zip(vector.split(sizes), self._specs)
        ]


class FlatTensors:
    """Some buffers of a network as one array, in the order of `specs`."""

    def __init__(self, network, specs):
        self._tensors = [network.tensor(spec["name"]) for spec in specs]

    def load(self, stored):
        parts = torch.from_numpy(stored.copy()).split([len(tensor) for tensor in self._tensors])
        for tensor, part in zip(self._tensors, parts):
            tensor.copy_(part)

    def to_stored(self):
        return torch.cat(self._tensors).cpu().numpy()
