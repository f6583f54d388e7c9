"""Which of the processes of a run this is, and what it computes on."""

import datetime
import os
from dataclasses import dataclass

import torch
import torch.distributed as dist

from .errors import RunError

#: Our name of each number, and Slurm's.
VARIABLES = {
    "RANK": "SLURM_PROCID",
    "WORLD_SIZE": "SLURM_NTASKS",
    "LOCAL_RANK": "SLURM_LOCALID",
}


@dataclass(frozen=True)
class Rank:
    rank: int
    world_size: int
    local_rank: int
    device: torch.device

    @property
    def is_first(self):
        return self.rank == 0

    def share(self, rows):
        """This rank's part of the rows of a batch: parts differ by one row at most."""
        first = len(rows) * self.rank // self.world_size
        end = len(rows) * (self.rank + 1) // self.world_size
        return rows[first:end]


def join(environment=os.environ):
    """Meets the other processes of the run.

    Raises RunError when the variables that tell of them are missing or do not fit this machine.
    """
    rank, world_size, local_rank = (_number(name, environment) for name in VARIABLES)
    if not 0 <= rank < world_size:
        raise RunError(f"RANK is {rank}, which is not below WORLD_SIZE, {world_size}")
    if world_size == 1:
        environment.setdefault("MASTER_ADDR", "127.0.0.1")
        environment.setdefault("MASTER_PORT", "29500")
    for name in ("MASTER_ADDR", "MASTER_PORT"):
        if name not in environment:
            raise RunError(f"{name} is not set: address and free port of the node of rank 0")
    # A dead peer ends the others instead of leaving them to wait (NCCL; gloo does so anyway).
    environment.setdefault("NCCL_ASYNC_ERROR_HANDLING", "1")
    device = _device(local_rank)
    try:
        dist.init_process_group(
            "nccl" if device.type == "cuda" else "gloo",
            rank=rank,
            world_size=world_size,
            timeout=datetime.timedelta(minutes=10),
        )
    except (RuntimeError, ValueError) as error:
        address = f"{environment['MASTER_ADDR']}:{environment['MASTER_PORT']}"
        raise RunError(f"the processes of the run do not meet at {address}: {error}") from error
    return Rank(rank, world_size, local_rank, device)


def _number(name, environment):
    text = environment.get(name, environment.get(VARIABLES[name]))
    if text is None:
        raise RunError(
            f"{name} is not set: every process needs RANK, WORLD_SIZE and LOCAL_RANK "
            "(under srun Slurm's own variables do)"
        )
    try:
        return int(text)
    except ValueError:
        raise RunError(f"{name} must be a whole number, got {text!r}") from None


def _device(local_rank):
    if not torch.cuda.is_available():
        return torch.device("cpu")
    count = torch.cuda.device_count()
    if local_rank >= count:
        raise RunError(f"LOCAL_RANK is {local_rank}, but this node has {count} GPUs")
    torch.cuda.set_device(local_rank)
    # As exact as the other engines: no rounding to TF32, and the same result every time.
    torch.backends.cudnn.allow_tf32 = False
    torch.backends.cuda.matmul.allow_tf32 = False
    torch.backends.cudnn.deterministic = True
    return torch.device("cuda", local_rank)
