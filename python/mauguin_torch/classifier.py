"""The network that is trained to name classes, with its optimiser, its average and its best."""

import contextlib

from torch.nn.parallel import DistributedDataParallel

from .network import Network
from .optimiser import Adam, average
from .parameters import FlatParameters
from .scoring import score


class Classifier:
    """Built from the vectors of a saved state, by name and in mauguin's order."""

    def __init__(self, job, rank, patterns, vectors, progress):
        self._job, self._rank, self._patterns = job, rank, patterns
        self.network, self.flat = load_network(job, rank, "classifier")
        self.flat.load(vectors["parameters"])
        self.parallel = DistributedDataParallel(self.network, broadcast_buffers=False)
        self._best = self.flat.from_stored(vectors["best"])
        self._average = self.flat.from_stored(vectors["average"]) if "average" in vectors else None
        self.adam = load_adam(job, self.flat, vectors, "", progress["steps"])

    def move_average(self):
        if self._average is not None:
            decay = self._job.recipe["averageDecay"]
            average(self._average, self.flat.vector, decay, self.adam.steps)

    def validate(self):
        """Scores the weights that would be kept: the average where there is one."""
        self.network.eval()
        with self._with_kept():
            rows, labels = self._job.validation_rows, self._job.labels
            return score(self._logits, self._patterns, self._rank, rows, labels)

    def keep_best(self):
        self._best.copy_(self.flat.vector if self._average is None else self._average)

    def vectors(self):
        """What of the state is here, by name and in mauguin's order."""
        named = {
            "parameters": self.flat.vector,
            "best": self._best,
            "firstMoment": self.adam.first,
            "secondMoment": self.adam.second,
        }
        if self._average is not None:
            named["average"] = self._average
        return {name: self.flat.to_stored(vector) for name, vector in named.items()}

    def _logits(self, x):
        outputs = self.network(x)
        return outputs[0] if isinstance(outputs, tuple) else outputs

    @contextlib.contextmanager
    def _with_kept(self):
        if self._average is None:
            yield
            return
        trained = self.flat.vector.clone()
        self.flat.vector.copy_(self._average)
        try:
            yield
        finally:
            self.flat.vector.copy_(trained)


def load_network(job, rank, name):
    """A network of the job on the rank's device, and its parameters as one vector."""
    described = job.values["networks"][name]
    specs = described["parameters"]
    network = Network(job.file(described["file"]), {spec["name"] for spec in specs})
    network.to(rank.device)
    return network, FlatParameters(network, specs, rank.device)


def load_adam(job, flat, vectors, prefix, steps):
    """The Adam whose moments are saved as `prefix`firstMoment and `prefix`secondMoment."""
    recipe = job.recipe
    moments = (flat.from_stored(vectors[f"{prefix}{which}Moment"]) for which in ("first", "second"))
    options = {name: recipe[name] for name in ("beta1", "beta2", "epsilon")}
    return Adam(*moments, steps, decay=recipe["weightDecay"], **options)

