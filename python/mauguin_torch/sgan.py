"""The semi-supervised GAN: what one step computes, as in mauguin's src/training/sgan.ts.

Generated, labelled and unlabelled rows, a batch of each. The discriminator descends the cross
entropy of the labelled rows and its adversarial loss on the others, the generator its own, both
from where they stood at the beginning of the step. [Lolla et al., J. Appl. Cryst. 55, 882 (2022)]
"""

import torch
import torch.distributed as dist
import torch.nn.functional as F

from .augment import augment
from .classifier import Classifier, load_adam, load_network
from .errors import RunError, check_finite
from .optimiser import clip
from .parameters import FlatTensors
from .scoring import ranks_of
from .supervised import LabelledRows
from .watch import Watch

#: Sums over the steps of an epoch, in the order in which `compute` returns them.
SUMS = ("unlabelledLoss", "generatedLoss", "generatorLoss", "dReal", "dGenerated")

LOSSES = {
    "unlabelledLoss": "the loss of unlabelled patterns",
    "generatedLoss": "the loss of generated patterns",
    "generatorLoss": "the loss of the generator",
}


class SganTrainer:
    def __init__(self, job, rank, patterns, vectors, progress):
        if job.batch_size < rank.world_size:
            raise RunError(f"a batch of {job.batch_size} rows is too small for so many processes")
        self._job, self._rank, self._patterns = job, rank, patterns
        self._recipe = job.recipe["sgan"]
        self.classifier = Classifier(job, rank, patterns, vectors, progress)
        saved = progress["sgan"]
        self._sums = saved["sums"]
        flat = self.classifier.flat
        self._adversarial_adam = None
        if "adversarialSteps" in saved:
            steps = saved["adversarialSteps"]
            self._adversarial_adam = load_adam(job, flat, vectors, "adversarial.", steps)
        self._generator, self._flat = load_network(job, rank, "generator")
        self._flat.load(vectors["generator.parameters"])
        described = job.values["networks"]["generator"]
        self._latent = described["latent"]
        self._statistics = FlatTensors(self._generator, described["statistics"])
        self._statistics.load(vectors["generator.statistics"])
        self._adam = load_adam(job, self._flat, vectors, "generator.", saved["generatorSteps"])
        self._watch = Watch(job, rank, patterns, self._latent)
        self._gradients = ()

    def prefetch(self, epoch, batch):
        labelled = LabelledRows(self._job, self._rank, self._patterns, epoch, batch)
        rows = self._rank.share(self._job.unlabelled_rows[epoch, batch])
        return labelled, self._patterns.prefetch(rows)

    def compute(self, batch, step):
        """All gradients of a step; returns sums over this rank's rows: loss, hits, then SUMS."""
        labelled, unlabelled = batch
        x, labels = labelled.load()
        real = self._patterns.to_device(unlabelled.result())
        real = augment(real, self._job.values["instrument"], self._job.recipe)
        self.classifier.network.train()
        self._generator.train()
        generated = self._generator(self._draw_latents(step))
        own = self._learn_discriminator(labelled, x, labels, real, generated.detach())
        generator_loss = self._learn_generator(generated)
        loss, hits, unlabelled_loss, generated_loss, d_real, d_generated = own
        return loss, hits, unlabelled_loss, generated_loss, generator_loss, d_real, d_generated

    def update(self, rate, totals, where):
        """totals: SUMS over the rows of all ranks."""
        means = {name: total / self._job.batch_size for name, total in zip(SUMS, totals)}
        for name, what in LOSSES.items():
            check_finite(means[name], where, what)
        updates = self._updates(rate)
        for _, _, gradient, _, what in updates:
            check_finite(clip(gradient, self._job.recipe.get("gradientClip")), where, what)
        for adam, flat, gradient, own_rate, _ in updates:
            adam.step(flat.vector, gradient, own_rate)
        self.classifier.move_average()
        for name, mean in means.items():
            self._sums[name] += mean

    def _updates(self, rate):
        """(Adam, parameters, gradient, rate, name of the gradient) of each part of a step."""
        supervised, adversarial, generator = self._gradients
        classifier, share = self.classifier, rate / self._job.recipe["learningRate"]
        generator_rate = share * self._recipe["generatorLearningRate"]
        of_generator = (self._adam, self._flat, generator, generator_rate)
        updates = [
            (classifier.adam, classifier.flat, supervised, rate, "the gradient"),
            (*of_generator, "the gradient of the generator"),
        ]
        if self._adversarial_adam is not None:
            own_rate = share * self._recipe["adversarialLearningRate"]
            second = (self._adversarial_adam, classifier.flat, adversarial, own_rate)
            updates.insert(1, (*second, "the gradient"))
        return updates

    def close_epoch(self):
        means = {name: self._sums[name] / self._job.batches for name in SUMS}
        self._sums.update(dict.fromkeys(SUMS, 0))
        self._generator.eval()
        diversity = self._watch.measure(self._generator)
        check_finite(diversity["nearestDistance"], "a generated pattern", "a distance")
        return {"adversarial": {**means, **diversity}}

    def state(self):
        vectors = {
            **self.classifier.vectors(),
            "generator.parameters": self._flat.to_stored(self._flat.vector),
            "generator.firstMoment": self._flat.to_stored(self._adam.first),
            "generator.secondMoment": self._flat.to_stored(self._adam.second),
            "generator.statistics": self._statistics.to_stored(),
        }
        progress = {"generatorSteps": self._adam.steps, "sums": dict(self._sums)}
        if self._adversarial_adam is not None:
            adam, flat = self._adversarial_adam, self.classifier.flat
            vectors["adversarial.firstMoment"] = flat.to_stored(adam.first)
            vectors["adversarial.secondMoment"] = flat.to_stored(adam.second)
            progress["adversarialSteps"] = adam.steps
        return vectors, {"steps": self.classifier.adam.steps, "sgan": progress}

    def _draw_latents(self, step):
        size, device = self._job.batch_size, self._rank.device
        if self._job.latents is not None:
            fixed = self._rank.share(self._job.latents[step].reshape(size, self._latent))
            return torch.from_numpy(fixed.copy()).to(device)
        return torch.randn(len(self._rank.share(range(size))), self._latent, device=device)

    def _learn_discriminator(self, labelled, x, labels, real, generated):
        """(loss, hits, adversarial losses of real and generated, D of both), sums over rows."""
        counts = [len(x), len(real), len(generated)]
        target = torch.cat([self._targets(real, 1), self._targets(generated, 0)])
        if self._adversarial_adam is None:
            logits, a = self.classifier.parallel(torch.cat([x, real, generated]))
            logits, a = logits[: counts[0]], a[counts[0] :, 0]
            loss, losses = self._cross_entropy(labelled, logits, labels), _loss(a, target)
            self._gradients = (self._gradient(labelled, loss, losses), None)
        else:
            # Two gradients, for two Adams. Every parameter must take part in both.
            logits, unused = self.classifier.parallel(x)
            loss = self._cross_entropy(labelled, logits, labels)
            supervised = self._gradient(labelled, loss + 0 * unused.sum(), 0)
            unused, a = self.classifier.parallel(torch.cat([real, generated]))
            a = a[:, 0]
            losses = _loss(a, target)
            adversarial = self._gradient(labelled, 0 * unused.sum(), losses)
            self._gradients = (supervised, adversarial)
        hits = labelled.weight * (ranks_of(logits.detach(), labels) == 0).sum()
        parts = [
            part.sum()
            for values in (losses.detach(), torch.sigmoid(a.detach()))
            for part in values.split(counts[1:])
        ]
        return loss.detach(), hits, *parts

    def _cross_entropy(self, labelled, logits, labels):
        smoothing = self._job.recipe["labelSmoothing"]
        losses = F.cross_entropy(logits, labels, reduction="sum", label_smoothing=smoothing)
        return labelled.weight * losses

    def _gradient(self, labelled, loss, adversarial_losses):
        """Of the mean loss of the labelled rows and the weighted mean of the adversarial one."""
        total = loss / labelled.count
        if torch.is_tensor(adversarial_losses):
            weight = self._recipe["adversarialWeight"] / self._job.batch_size
            total = total + weight * adversarial_losses.sum()
        # DistributedDataParallel takes the mean over ranks; wanted is the sum.
        (total * self._rank.world_size).backward()
        return self.classifier.flat.gradient()

    def _learn_generator(self, generated):
        """The generator's loss, summed over this rank's rows."""
        # The discriminator's own parameters get no gradient here, and its ranks need not meet.
        _, a = self.classifier.network(generated)
        loss = _loss(a[:, 0], self._targets(generated, 1)).sum()
        (for_patterns,) = torch.autograd.grad(loss / self._job.batch_size, generated)
        generated.backward(for_patterns)
        gradient = self._flat.gradient()
        dist.all_reduce(gradient)
        self._gradients += (gradient,)
        return loss.detach()

    def _targets(self, rows, target):
        """1 (real) or 0 (generated), drawn up to the recipe's smoothing away from it."""
        smoothing = self._recipe["targetSmoothing"]
        return abs(target - smoothing * torch.rand(len(rows), device=rows.device))


def _loss(a, target):
    """softplus(a) - target*a, the cross entropy of D = sigmoid(a)."""
    return F.softplus(a) - target * a
