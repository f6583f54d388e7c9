"""Supervised training: what one step computes."""

import numpy as np
import torch
import torch.nn.functional as F

from .augment import augment
from .classifier import Classifier
from .errors import check_finite
from .optimiser import clip
from .scoring import ranks_of


class LabelledRows:
    """This rank's share of the labelled rows of a batch, being read."""

    def __init__(self, job, rank, patterns, epoch, batch):
        rows = job.rows(epoch, batch)
        own = rank.share(rows)
        #: Rows of the whole batch.
        self.count = len(rows)
        # A rank without a row takes part with one that does not count.
        self.weight = 1.0 if len(own) > 0 else 0.0
        own = own if len(own) > 0 else rows[:1]
        self._labels = torch.from_numpy(job.labels[own].astype(np.int64))
        self._reading = patterns.prefetch(own)
        self._job, self._patterns, self._device = job, patterns, rank.device

    def load(self):
        """Patterns as the network sees them, and their labels."""
        x = self._patterns.to_device(self._reading.result())
        x = augment(x, self._job.values["instrument"], self._job.recipe)
        return x, self._labels.to(self._device, non_blocking=True)


class SupervisedTrainer:
    """The step on the cross entropy."""

    def __init__(self, job, rank, patterns, vectors, progress):
        self._job, self._rank, self._patterns = job, rank, patterns
        self.classifier = Classifier(job, rank, patterns, vectors, progress)
        self._gradient = None

    def prefetch(self, epoch, batch):
        """Begins to read a batch; both numbers from 0."""
        return LabelledRows(self._job, self._rank, self._patterns, epoch, batch)

    def compute(self, batch, step):
        """The gradient of a batch; returns (sum of losses, hits) of this rank's rows."""
        x, labels = batch.load()
        self.classifier.network.train()
        logits = self.classifier.parallel(x)
        smoothing = self._job.recipe["labelSmoothing"]
        losses = F.cross_entropy(logits, labels, reduction="sum", label_smoothing=smoothing)
        loss = batch.weight * losses
        # DistributedDataParallel takes the mean over ranks; wanted is the mean over rows.
        (loss * (self._rank.world_size / batch.count)).backward()
        self._gradient = self.classifier.flat.gradient()
        hits = batch.weight * (ranks_of(logits.detach(), labels) == 0).sum()
        return loss.detach(), hits

    def update(self, rate, totals, where):
        classifier = self.classifier
        norm = clip(self._gradient, self._job.recipe.get("gradientClip"))
        check_finite(norm, where, "the gradient")
        classifier.adam.step(classifier.flat.vector, self._gradient, rate)
        classifier.move_average()

    def close_epoch(self):
        """What an epoch's record says beside loss and scores."""
        return {}

    def state(self):
        """(vectors, progress) to be saved."""
        return self.classifier.vectors(), {"steps": self.classifier.adam.steps}
