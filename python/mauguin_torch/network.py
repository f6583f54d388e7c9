"""An ONNX graph as a torch module."""

import torch
from torch import nn

from .onnx_graph import read_graph
from .operators import OPERATORS


class Network(nn.Module):
    """Runs the nodes of a graph; the initializers named in `parameter_names` are its parameters.

    Called with the graph's input it returns the graph's outputs, a tensor if there is one.
    """

    def __init__(self, path, parameter_names):
        super().__init__()
        graph = read_graph(path)
        self._nodes = graph.nodes
        (self._input,) = graph.inputs
        self._outputs = graph.outputs
        self._constants = {}
        self._names = {}
        for name, array in graph.initializers.items():
            if name in parameter_names:
                self._add(name, nn.Parameter(torch.from_numpy(array)))
            elif array.dtype.kind == "f" and array.ndim > 0:
                self._add(name, torch.from_numpy(array))
            else:
                # Shapes and ratios stay Python numbers, so that no device is asked for them.
                self._constants[name] = array.tolist()
        unknown = {node.operator for node in graph.nodes} - OPERATORS.keys()
        if unknown:
            raise NotImplementedError(f"{path}: operators without a rule: {sorted(unknown)}")

    def _add(self, name, tensor):
        # torch allows no dots here.
        self._names[name] = name.replace(".", "__")
        if isinstance(tensor, nn.Parameter):
            self.register_parameter(self._names[name], tensor)
        else:
            self.register_buffer(self._names[name], tensor)

    def tensor(self, name):
        """The parameter or buffer that the graph calls `name`."""
        return getattr(self, self._names[name])

    def forward(self, x):
        values = {**self._constants, self._input: x}
        values.update((name, self.tensor(name)) for name in self._names)
        for node in self._nodes:
            inputs = [values.get(name) for name in node.inputs]
            rule = OPERATORS[node.operator]
            values[node.outputs[0]] = rule(inputs, node.attributes, self.training)
        outputs = tuple(values[name] for name in self._outputs)
        return outputs[0] if len(outputs) == 1 else outputs
