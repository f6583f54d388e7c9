"""How well patterns are answered, by mauguin's definitions (src/training/score.ts)."""

import torch
import torch.distributed as dist
import torch.nn.functional as F

ROWS_AT_ONCE = 256


def ranks_of(logits, labels):
    """How many classes were thought likelier than the true one, of each row."""
    own = logits.gather(1, labels[:, None])
    return (logits > own).sum(1)


@torch.no_grad()
def score(network, patterns, rank, rows, labels):
    """{loss, top1, top5} over all rows, each rank answering its share; None without rows.

    network: patterns to logits. rows, labels: arrays; labels of the whole data set.
    """
    if len(rows) == 0:
        return None
    own = rank.share(rows)
    total = torch.zeros(3, dtype=torch.float64, device=rank.device)
    for first in range(0, len(own), ROWS_AT_ONCE):
        part = own[first : first + ROWS_AT_ONCE]
        x = patterns.to_device(patterns.prefetch(part).result())
        truth = torch.from_numpy(labels[part].astype("int64")).to(rank.device)
        logits = network(x)
        places = ranks_of(logits, truth)
        loss = F.cross_entropy(logits.double(), truth, reduction="sum")
        total += torch.stack([loss, (places == 0).sum().double(), (places < 5).sum().double()])
    dist.all_reduce(total)
    loss, top1, top5 = (total / len(rows)).tolist()
    return {"loss": loss, "top1": top1, "top5": top5}
