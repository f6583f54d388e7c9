"""PyTorch's side of `npm run bench -- peers`.

worker.py TASK THREADS ROWS STEPS: prints {"version"}, then for each line of standard input does as
many steps and prints {"samples", "seconds", "processorSeconds", "peakMegabytes"}.
worker.py check WEIGHTS: reads {"x", "labels"} and prints {"loss", "logits", "gradientNorms"} of the
classifier without dropout.
"""

import json
import re
import sys
import time

import torch
from torch.nn.functional import cross_entropy

from networks import ResNet, load_weights
from tasks import CLASSES, TASKS


def say(answer):
    print(json.dumps(answer), flush=True)


def peak_megabytes():
    with open("/proc/self/status") as status:
        return int(re.search(r"VmHWM:\s+(\d+) kB", status.read())[1]) / 1024


def serve(task, threads, rows, steps):
    torch.set_num_threads(threads)
    torch.manual_seed(1)
    step = TASKS[task](rows)
    say({"version": torch.__version__})
    for _ in sys.stdin:
        begin, busy = time.perf_counter(), time.process_time()
        for _ in range(steps):
            step()
        say(
            {
                "samples": steps * rows,
                "seconds": time.perf_counter() - begin,
                "processorSeconds": time.process_time() - busy,
                "peakMegabytes": peak_megabytes(),
            }
        )


def check(weights):
    net = ResNet(CLASSES, 0)
    load_weights(net, weights)
    request = json.loads(sys.stdin.readline())
    logits = net(torch.tensor(request["x"]))
    loss = cross_entropy(logits, torch.tensor(request["labels"]))
    loss.backward()
    norms = {name: parameter.grad.norm().item() for name, parameter in net.named_parameters()}
    say({"loss": loss.item(), "logits": logits.tolist(), "gradientNorms": norms})


if sys.argv[1] == "check":
    check(sys.argv[2])
else:
    serve(sys.argv[1], *map(int, sys.argv[2:5]))
