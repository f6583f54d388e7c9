"""Reads the parts of an ONNX model that a network needs.

Source: https://github.com/onnx/onnx/blob/main/onnx/onnx.proto (IR version 9).
"""

from dataclasses import dataclass

import numpy as np

from .protobuf import fields, integers, signed

ELEMENT_TYPES = {1: "<f4", 2: "u1", 6: "<i4", 7: "<i8", 9: "?", 11: "<f8"}


@dataclass(frozen=True)
class Node:
    operator: str
    inputs: tuple
    outputs: tuple
    attributes: dict


@dataclass(frozen=True)
class Graph:
    nodes: tuple
    #: Arrays by name.
    initializers: dict
    inputs: tuple
    outputs: tuple


def read_graph(path):
    """The graph of a serialised ONNX model."""
    with open(path, "rb") as file:
        model = memoryview(file.read())
    (content,) = (value for field, value in fields(model) if field == 7)
    nodes, initializers, inputs, outputs = [], {}, [], []
    for field, value in fields(content):
        if field == 1:
            nodes.append(_node(value))
        elif field == 5:
            name, array = _tensor(value)
            initializers[name] = array
        elif field == 11:
            inputs.append(_text(dict(fields(value))[1]))
        elif field == 12:
            outputs.append(_text(dict(fields(value))[1]))
    return Graph(tuple(nodes), initializers, tuple(inputs), tuple(outputs))


def _node(message):
    inputs, outputs, operator, attributes = [], [], "", {}
    for field, value in fields(message):
        if field == 1:
            inputs.append(_text(value))
        elif field == 2:
            outputs.append(_text(value))
        elif field == 4:
            operator = _text(value)
        elif field == 5:
            name, attribute = _attribute(value)
            attributes[name] = attribute
    return Node(operator, tuple(inputs), tuple(outputs), attributes)


def _attribute(message):
    name, value, many = "", None, []
    for field, content in fields(message):
        if field == 1:
            name = _text(content)
        elif field == 2:
            value = content
        elif field == 3:
            value = signed(content)
        elif field == 4:
            value = _text(content)
        elif field == 8:
            many += integers(content)
    return name, (many if value is None else value)


def _tensor(message):
    shape, name, element_type, raw = [], "", 1, b""
    for field, value in fields(message):
        if field == 1:
            shape += integers(value)
        elif field == 2:
            element_type = value
        elif field == 8:
            name = _text(value)
        elif field == 9:
            raw = value
    return name, np.frombuffer(raw, ELEMENT_TYPES[element_type]).reshape(shape).copy()


def _text(value):
    return bytes(value).decode()
