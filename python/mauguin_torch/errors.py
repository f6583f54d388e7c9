"""Faults that a person can do something about."""

import errno
import math


class RunError(Exception):
    """Ends the run with a message; `kind` tells mauguin whose fault it is."""

    def __init__(self, message, kind="input"):
        super().__init__(message)
        self.kind = kind


def check_finite(value, where, what="the loss"):
    """Raises RunError when a number is none; mauguin adds what to do."""
    if not math.isfinite(value):
        name = "NaN" if math.isnan(value) else "Infinity"
        raise RunError(f"{what} became {name} in {where}", "divergence")


def unwritable(path, error):
    full = error.errno in (errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC))
    reason = "the disk is full; make room and resume the run" if full else error.strerror
    return RunError(f"{path}: cannot be written: {reason}")
