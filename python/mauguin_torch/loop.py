"""The course of a run: epochs, steps, checkpoints, the best epoch; the same for every method."""

import hashlib
import os

import torch
import torch.distributed as dist

from .errors import check_finite
from .state_file import save_state


class Loop:
    """Drives a trainer from where `progress` stands; only rank 0 reports and saves."""

    def __init__(self, job, rank, trainer, progress, report, stop_asked):
        self._job, self._rank, self._trainer = job, rank, trainer
        self._progress, self._report, self._stop_asked = progress, report, stop_asked
        self._parent = os.getppid()
        self._stopping = False

    def run(self):
        """Trains to the end: True, or False when it was asked to stop; either way it is saved."""
        progress = self._progress
        self._agree([])
        while progress["epoch"] < self._job.epochs:
            if not self._train_epoch():
                self._save("interrupted")
                return False
            self._close_epoch()
        self._report("finished")
        return True

    def _train_epoch(self):
        job, progress, trainer = self._job, self._progress, self._trainer
        epoch = progress["epoch"]
        if progress["batch"] < job.batches:
            upcoming = trainer.prefetch(epoch, progress["batch"])
        for batch in range(progress["batch"], job.batches):
            if self._stopping:
                return False
            current = upcoming
            if batch + 1 < job.batches:
                upcoming = trainer.prefetch(epoch, batch + 1)
            self._step(epoch, batch, current)
            if progress["batch"] % job.recipe["checkpointSteps"] == 0:
                self._save("checkpoint")
        return True

    def _step(self, epoch, batch, current):
        job, progress = self._job, self._progress
        step = epoch * job.batches + batch
        rate = float(job.learning_rates[epoch, batch])
        rows = len(job.rows(epoch, batch))
        self._seed(step)
        loss_sum, hits, *others = self._agree(self._trainer.compute(current, step))
        loss, where = loss_sum / rows, f"epoch {epoch + 1}, batch {batch + 1}"
        check_finite(loss, where)
        self._trainer.update(rate, others, where)
        progress["batch"] += 1
        progress["rows"] += rows
        progress["lossSum"] += loss * rows
        progress["hits"] += round(hits)
        total = job.epochs * job.batches
        values = {"step": step + 1, "totalSteps": total, "rows": rows}
        self._report("step", **values, loss=loss, learningRate=rate)

    def _close_epoch(self):
        progress, epoch = self._progress, self._progress["epoch"] + 1
        validation = self._trainer.classifier.validate()
        if validation is not None:
            check_finite(validation["loss"], f"epoch {epoch}", "the validation loss")
        record = {
            "epoch": epoch,
            "trainingLoss": progress["lossSum"] / progress["rows"],
            "trainingTop1": progress["hits"] / progress["rows"],
            "learningRate": float(self._job.learning_rates[epoch - 1, -1]),
        }
        if validation is not None:
            record["validation"] = validation
        record.update(self._trainer.close_epoch())
        if self._is_best(record):
            self._trainer.classifier.keep_best()
            progress["bestEpoch"] = epoch
        progress["history"].append(record)
        progress.update(epoch=epoch, batch=0, lossSum=0, hits=0, rows=0)
        self._save("epoch", record=record)

    def _is_best(self, record):
        """At least as good as the best so far by validation top-1; without validation, the last."""
        best = self._progress["bestEpoch"]
        before = self._progress["history"][best - 1] if best > 0 else {}
        top1 = lambda r: r.get("validation", {}).get("top1", 0)
        return top1(record) >= top1(before)

    def _agree(self, own):
        """Sums over all ranks; notes whether any of them was asked to stop."""
        values = (*own, self._stop_asked())
        device = self._rank.device
        total = torch.stack([torch.as_tensor(x, dtype=torch.float64, device=device) for x in values])
        dist.all_reduce(total)
        *totals, stops = total.tolist()
        self._stopping = stops > 0
        if os.getppid() != self._parent:
            raise SystemExit("mauguin_torch: the process that started this one is gone")
        return totals

    def _seed(self, step):
        """Random numbers depend on run, step and rank alone: a resumed run draws the same."""
        name = f"{self._job.seed} {step} {self._rank.rank}".encode()
        torch.manual_seed(int.from_bytes(hashlib.sha256(name).digest()[:8], "little"))

    def _save(self, kind, **values):
        """Saves before anybody is told."""
        if self._rank.is_first:
            vectors, progress = self._trainer.state()
            save_state(self._job.state_path, vectors, {**self._progress, **progress})
        self._report(kind, **values)
