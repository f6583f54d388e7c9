"""Strain, displacement and counting noise, drawn anew each time a pattern is seen, on the device.

The formulas are those of mauguin's src/augmentation (strain.ts, overallB.ts, noise.ts); the random
numbers are others. Patterns: float32 [B, L], of maximum 1 before and after.
"""

import math

import torch

#: Radians of theta in a degree of 2 theta.
HALF_ANGLE = math.pi / 360


def strain(patterns, grid, strains):
    """The patterns of cells smaller by 1/(1 + strain): sin(theta') = (1 + strain) sin(theta).

    strains: [B], each >= 0.
    """
    sines = _sines(grid, patterns.device)
    two_theta = torch.asin(sines / (1 + strains.double()[:, None])) / HALF_ANGLE
    position = (two_theta - grid["start"]) / grid["step"]
    left = position.floor()
    share = (position - left).float()
    # Right of the grid nothing is known to lie; left of it the first point stands for all.
    padded = torch.nn.functional.pad(patterns, (0, 1))
    index = left.long().clamp_min(0)
    a, b = padded.gather(1, index), padded.gather(1, index + 1)
    return _scaled(torch.where(left < 0, patterns[:, :1], a + (b - a) * share))


def damp(patterns, instrument, b):
    """The patterns of crystals whose atoms are displaced by B (A^2) more: y exp(-2B sin^2/lambda^2).

    b: [B].
    """
    sines = _sines(instrument["grid"], patterns.device)
    squares = ((sines / instrument["wavelength"]) ** 2).float()
    return _scaled(patterns * torch.exp(-2 * b[:, None] * squares))


def noise(patterns, counts, backgrounds, normals):
    """y + sqrt((y + background)/counts)*n, scaled to maximum 1; counts, backgrounds: [B]."""
    sigma = torch.sqrt((patterns + backgrounds[:, None]) / counts[:, None])
    return _scaled(patterns + sigma * normals)


def augment(patterns, instrument, recipe):
    """What a recipe asks for, drawn from torch's generator of the device."""
    draw = lambda: torch.rand(len(patterns), device=patterns.device)
    asked = recipe.get("augmentation", {})
    for name, change in CHANGES.items():
        if name in asked:
            changed = change(patterns, instrument, asked[name], draw)
            patterns = torch.where((draw() < asked[name]["share"])[:, None], changed, patterns)
    return patterns


def _strain(patterns, instrument, options, draw):
    return strain(patterns, instrument["grid"], options["max"] * draw())


def _damp(patterns, instrument, options, draw):
    return damp(patterns, instrument, options["max"] * draw())


def _noise(patterns, instrument, options, draw):
    least, most = options["minCounts"], options["maxCounts"]
    counts = least * (most / least) ** draw()
    backgrounds = options["maxBackground"] * draw()
    return noise(patterns, counts, backgrounds, torch.randn_like(patterns))


#: By their names in a recipe, in the order in which they happen.
CHANGES = {"strain": _strain, "overallB": _damp, "noise": _noise}


def _sines(grid, device):
    """sin(theta) at the points of a grid, float64."""
    points = torch.arange(grid["count"], dtype=torch.float64, device=device)
    return torch.sin((grid["start"] + grid["step"] * points) * HALF_ANGLE)


def _scaled(patterns):
    largest = patterns.amax(1, keepdim=True)
    return torch.where(largest > 0, patterns / largest, patterns)
