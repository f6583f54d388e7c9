"""python3 -m mauguin_torch RUN: one process of a run; started once for each rank.

Rank 0 prints one JSON object a line: what happened, as mauguin's TrainingEvent names it.
Exit codes: 0 finished, 1 or 2 failed, 130 stopped by SIGINT or SIGTERM with the state saved.
"""

import json
import os
import signal
import sys
import traceback

from .errors import RunError


def main(arguments):
    if len(arguments) != 1:
        print("usage: python3 -m mauguin_torch RUN", file=sys.stderr)
        return 2
    stop_asked = _watch_signals()
    try:
        return 0 if _train(arguments[0], stop_asked) else 130
    except RunError as error:
        print(f"mauguin_torch: {error}", file=sys.stderr)
        _print({"kind": "failed", "fault": error.kind, "message": str(error)})
        return 2
    except Exception:
        traceback.print_exc()
        return 1


def _train(run, stop_asked):
    # Imported late: torch takes seconds, and signals are to be heard from the first.
    from . import ranks
    from .job import Job
    from .loop import Loop
    from .patterns import Patterns
    from .state_file import load_state
    from .sgan import SganTrainer
    from .supervised import SupervisedTrainer

    waits = "MAUGUIN_WAIT" in os.environ
    rank = ranks.join()
    job = Job(run)
    job.check_shared()
    vectors, progress = load_state(job.state_path)
    patterns = Patterns(job.values["dataset"], rank.device)
    method = SganTrainer if "sgan" in job.recipe else SupervisedTrainer
    trainer = method(job, rank, patterns, vectors, progress)

    def report(kind, **values):
        if not rank.is_first:
            return
        _print({"kind": kind, **values})
        # mauguin, when it started us, looks at the saved state before it lets us go on.
        if kind != "step" and waits and sys.stdin.readline() == "":
            os._exit(1)

    return Loop(job, rank, trainer, progress, report, stop_asked).run()


def _print(value):
    try:
        print(json.dumps(value), flush=True)
    except BrokenPipeError:
        # Nobody listens any more. What was to be saved is saved.
        os._exit(1)


def _watch_signals():
    """Whether a signal asked to stop; a second Ctrl-C ends the process at once."""
    asked = []

    def on_signal(number, frame):
        if number == signal.SIGINT and signal.SIGINT in asked:
            os._exit(130)
        asked.append(number)

    signal.signal(signal.SIGINT, on_signal)
    signal.signal(signal.SIGTERM, on_signal)
    return lambda: len(asked) > 0


if __name__ == "__main__":
    code = main(sys.argv[1:])
    sys.stdout.flush()
    # Without the libraries' own clean-up, which waits for ranks that are gone.
    os._exit(code)
