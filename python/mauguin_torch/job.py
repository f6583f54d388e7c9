"""The job that mauguin prepared: what to train, on which rows, in which order, at which rates."""

import hashlib
import json
import os

import numpy as np
import torch.distributed as dist

from .errors import RunError

FORMAT_VERSION = 3


class Job:
    """Values of `job.json`, and the arrays beside it, memory-mapped."""

    def __init__(self, run):
        self.folder = os.path.join(run, "torch")
        path = os.path.join(self.folder, "job.json")
        try:
            with open(path, "rb") as file:
                text = file.read()
        except OSError as error:
            raise RunError(f"{path}: {error.strerror}; prepare the run with `mauguin train`") from error
        self.digest = hashlib.sha256(text).hexdigest()
        self.values = json.loads(text)
        if self.values["formatVersion"] != FORMAT_VERSION:
            raise RunError(f"{path}: is of another version of mauguin; prepare the run anew")
        self.state_path = os.path.join(run, "state.safetensors")
        self.recipe = self.values["recipe"]
        self.seed = self.values["seed"]
        self.epochs = self.recipe["epochs"]
        self.batch_size = self.recipe["batchSize"]
        #: Class of each row of the data set, -1 for none.
        self.labels = self._array("labels", "<i4")
        self.validation_rows = self._array("validationRows", "<u4")
        #: Rows of each epoch in their order.
        self.order = self._array("order", "<u4").reshape(self.epochs, -1)
        #: Batches of an epoch, and the learning rate of every step of every epoch.
        self.batches = -(-self.order.shape[1] // self.batch_size)
        self.learning_rates = self._array("learningRates", "<f8").reshape(self.epochs, -1)
        if "sgan" in self.recipe:
            self._read_sgan_arrays()

    def _read_sgan_arrays(self):
        #: Unlabelled rows of every step of every epoch.
        unlabelled = self._array("unlabelledRows", "<u4")
        self.unlabelled_rows = unlabelled.reshape(self.epochs, self.batches, self.batch_size)
        self.watched_latents = self._array("watchedLatents", "<f4")
        self.watched_rows = self._array("watchedRows", "<u4")
        #: Random vectors of every step where they are given, else None.
        self.latents = None
        if self.values["fixedLatents"]:
            steps = self.epochs * self.batches
            self.latents = self._array("latents", "<f4").reshape(steps, -1)

    def file(self, name):
        return os.path.join(self.folder, name)

    def rows(self, epoch, batch):
        """Rows of a batch; both numbers from 0."""
        return self.order[epoch, batch * self.batch_size : (batch + 1) * self.batch_size]

    def check_shared(self):
        """Raises RunError when another process reads another job: folders are not the same."""
        digests = [None] * dist.get_world_size()
        dist.all_gather_object(digests, self.digest)
        if len(set(digests)) > 1:
            raise RunError(
                f"{self.folder}: the processes of the run find different jobs here; "
                "the run folder must be shared between the nodes"
            )

    def _array(self, name, dtype):
        path = self.file(f"{name}.bin")
        if os.path.getsize(path) == 0:
            return np.empty(0, dtype)
        return np.memmap(path, dtype, "r")
