"""Supervised training: what one step computes."""

import contextlib

import numpy as np
import torch
import torch.nn.functional as F
from torch.nn.parallel import DistributedDataParallel

from .augment import augment
from .network import Network
from .optimiser import Adam, clip
from .parameters import FlatParameters
from .scoring import ranks_of, score


class SupervisedTrainer:
    """The network, its optimiser, and the step on the cross entropy.

    vectors: those of the saved state by name, in mauguin's order.
    """

    def __init__(self, job, rank, patterns, vectors, progress):
        self._job, self._rank, self._patterns = job, rank, patterns
        described = job.values["networks"]["classifier"]
        specs = described["parameters"]
        network = Network(job.file(described["file"]), {spec["name"] for spec in specs})
        network.to(rank.device)
        self._flat = flat = FlatParameters(network, specs, rank.device)
        flat.vector.copy_(flat.from_stored(vectors["parameters"]))
        self._best = flat.from_stored(vectors["best"])
        self._average = flat.from_stored(vectors["average"]) if "average" in vectors else None
        recipe = job.recipe
        options = {name: recipe[name] for name in ("beta1", "beta2", "epsilon") if name in recipe}
        moments = (flat.from_stored(vectors[f"{name}Moment"]) for name in ("first", "second"))
        self._adam = Adam(*moments, progress["steps"], decay=recipe["weightDecay"], **options)
        self._network = network
        self._parallel = DistributedDataParallel(network, broadcast_buffers=False)

    def prefetch(self, epoch, batch):
        """Begins to read this rank's rows of a batch; both numbers from 0."""
        rows = self._job.rows(epoch, batch)
        own = self._rank.share(rows)
        # A rank without a row takes part with one that does not count.
        weight = 1.0 if len(own) > 0 else 0.0
        own = own if len(own) > 0 else rows[:1]
        labels = torch.from_numpy(self._job.labels[own].astype(np.int64))
        return self._patterns.prefetch(own), labels, weight, len(rows)

    def gradient(self, batch):
        """Gradient of the mean loss of a batch, and (sum of losses, hits) of this rank's rows."""
        reading, labels, weight, rows = batch
        x = self._patterns.to_device(reading.result())
        x = augment(x, self._job.values["grid"], self._job.recipe)
        labels = labels.to(self._rank.device, non_blocking=True)
        self._network.train()
        logits = self._parallel(x)
        smoothing = self._job.recipe["labelSmoothing"]
        loss = weight * F.cross_entropy(logits, labels, reduction="sum", label_smoothing=smoothing)
        # DistributedDataParallel takes the mean over ranks; wanted is the mean over rows.
        (loss * (self._rank.world_size / rows)).backward()
        hits = weight * (ranks_of(logits.detach(), labels) == 0).sum()
        return self._flat.gradient(), (loss.detach(), hits)

    def update(self, gradient, rate):
        gradient = clip(gradient, self._job.recipe.get("gradientClip"))
        self._adam.step(self._flat.vector, gradient, rate)
        if self._average is not None:
            self._average.lerp_(self._flat.vector, 1 - self._job.recipe["averageDecay"])

    def validate(self):
        """Scores the weights that would be kept: the averaged ones where there are any."""
        self._network.eval()
        with self._with_kept():
            rows, labels = self._job.validation_rows, self._job.labels
            return score(self._network, self._patterns, self._rank, rows, labels)

    def keep_best(self):
        self._best.copy_(self._flat.vector if self._average is None else self._average)

    def vectors(self):
        """All vectors of the state, by name and in mauguin's order."""
        named = {
            "parameters": self._flat.vector,
            "best": self._best,
            "firstMoment": self._adam.first,
            "secondMoment": self._adam.second,
        }
        if self._average is not None:
            named["average"] = self._average
        return {name: self._flat.to_stored(vector) for name, vector in named.items()}

    @property
    def steps(self):
        return self._adam.steps

    @contextlib.contextmanager
    def _with_kept(self):
        if self._average is None:
            yield
            return
        trained = self._flat.vector.clone()
        self._flat.vector.copy_(self._average)
        try:
            yield
        finally:
            self._flat.vector.copy_(trained)
