"""Reads a protobuf message field by field.

Source: https://protobuf.dev/programming-guides/encoding/.
"""

import struct

VARINT, FIXED64, LENGTH_DELIMITED, FIXED32 = 0, 1, 2, 5


def fields(message):
    """Yields (field number, value): an int, a float, or bytes."""
    position = 0
    while position < len(message):
        tag, position = _varint(message, position)
        wire_type = tag & 7
        if wire_type == VARINT:
            value, position = _varint(message, position)
        elif wire_type == LENGTH_DELIMITED:
            length, start = _varint(message, position)
            position = start + length
            value = message[start:position]
        elif wire_type == FIXED32:
            (value,) = struct.unpack_from("<f", message, position)
            position += 4
        elif wire_type == FIXED64:
            (value,) = struct.unpack_from("<d", message, position)
            position += 8
        else:
            raise ValueError(f"wire type {wire_type} is not read")
        yield tag >> 3, value


def signed(value):
    """An int64 from its two's complement."""
    return value - (1 << 64) if value >= 1 << 63 else value


def integers(value):
    """A repeated integer field: one number, or many packed into bytes."""
    if isinstance(value, int):
        return [signed(value)]
    numbers, position = [], 0
    while position < len(value):
        number, position = _varint(value, position)
        numbers.append(signed(number))
    return numbers


def _varint(message, position):
    value = shift = 0
    while True:
        byte = message[position]
        position += 1
        value |= (byte & 0x7F) << shift
        if byte < 0x80:
            return value, position
        shift += 7
