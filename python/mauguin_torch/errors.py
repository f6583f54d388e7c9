"""Faults that a person can do something about."""

import errno


class RunError(Exception):
    """Ends the run with a message; `kind` tells mauguin whose fault it is."""

    def __init__(self, message, kind="input"):
        super().__init__(message)
        self.kind = kind


def divergence(what):
    """A loss is no longer finite; mauguin adds what to do."""
    return RunError(what, "divergence")


def unwritable(path, error):
    full = error.errno in (errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC))
    reason = "the disk is full; make room and resume the run" if full else error.strerror
    return RunError(f"{path}: cannot be written: {reason}")
