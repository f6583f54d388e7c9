"""Strain and counting noise, drawn anew each time a pattern is seen, on the device.

The formulas are those of mauguin's src/augmentation/strain.ts and noise.ts; the random numbers are
others. Patterns: float32 [B, L], of maximum 1 before and after.
"""

import math

import torch


def strain(patterns, grid, strains):
    """The patterns of cells smaller by 1/(1 + strain): sin(theta') = (1 + strain) sin(theta).

    strains: [B], each >= 0.
    """
    half_angle = math.pi / 360
    points = torch.arange(grid["count"], dtype=torch.float64, device=patterns.device)
    sines = torch.sin((grid["start"] + grid["step"] * points) * half_angle)
    two_theta = torch.asin(sines / (1 + strains.double()[:, None])) / half_angle
    position = (two_theta - grid["start"]) / grid["step"]
    left = position.floor()
    share = (position - left).float()
    # Right of the grid nothing is known to lie; left of it the first point stands for all.
    padded = torch.nn.functional.pad(patterns, (0, 1))
    index = left.long().clamp_min(0)
    a, b = padded.gather(1, index), padded.gather(1, index + 1)
    return _scaled(torch.where(left < 0, patterns[:, :1], a + (b - a) * share))


def noise(patterns, counts, backgrounds, normals):
    """y + sqrt((y + background)/counts)*n, scaled to maximum 1; counts, backgrounds: [B]."""
    sigma = torch.sqrt((patterns + backgrounds[:, None]) / counts[:, None])
    return _scaled(patterns + sigma * normals)


def augment(patterns, grid, recipe):
    """What a recipe asks for, drawn from torch's generator of the device."""
    draw = lambda: torch.rand(len(patterns), device=patterns.device)
    options = recipe.get("augmentation", {})
    asked = options.get("strain")
    if asked is not None:
        strains = asked["max"] * draw()
        strained = strain(patterns, grid, strains)
        patterns = torch.where((draw() < asked["share"])[:, None], strained, patterns)
    asked = options.get("noise")
    if asked is None:
        return patterns
    least, most = asked["minCounts"], asked["maxCounts"]
    counts = least * (most / least) ** draw()
    noisy = noise(patterns, counts, asked["maxBackground"] * draw(), torch.randn_like(patterns))
    return torch.where((draw() < asked["share"])[:, None], noisy, patterns)


def _scaled(patterns):
    largest = patterns.amax(1, keepdim=True)
    return torch.where(largest > 0, patterns / largest, patterns)
