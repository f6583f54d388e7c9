"""Looks after each epoch whether a generator has collapsed, always at the same random vectors.

The definitions are those of mauguin's src/training/generatedPatterns.ts.
"""

import torch


class Watch:
    def __init__(self, job, rank, patterns, latent):
        self._z = torch.from_numpy(job.watched_latents.reshape(-1, latent).copy()).to(rank.device)
        self._real = patterns.to_device(patterns.prefetch(job.watched_rows).result())
        self._real_diversity = _mean_distance(self._real[: len(self._z)])

    @torch.no_grad()
    def measure(self, generator):
        """Of a generator that takes its running statistics."""
        generated = generator(self._z)
        return {
            "diversity": _mean_distance(generated),
            "realDiversity": self._real_diversity,
            "nearestDistance": _distances(generated, self._real).amin(1).mean().item(),
        }


def _mean_distance(rows):
    """Mean Euclidean distance of two different rows."""
    count = len(rows)
    return _distances(rows, rows).sum().item() / (count * (count - 1))


def _distances(a, b):
    return torch.cdist(a.double(), b.double(), compute_mode="donot_use_mm_for_euclid_dist")
