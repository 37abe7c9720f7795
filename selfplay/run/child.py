"""A run's children: ``python -m selfplay.run.child actor DIR NAME CORE``, ``learner DIR CORES``."""

from __future__ import annotations

import contextlib
import logging
import signal
import sys

from selfplay.kernels import prepare_kernels
from selfplay.run.pipes import REFUSED


def main(arguments: list[str]) -> int:
    """Runs a child to its end and returns the exit status; its last line says why it failed.

    The status is `REFUSED` if another start would fail in the same way.
    """
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(name)s: %(message)s")
    for noisy in ("absl", "orbax", "jax"):
        logging.getLogger(noisy).setLevel(logging.WARNING)
    for number in (signal.SIGINT, signal.SIGTERM):  # they go to all; the run tells us what to do
        signal.signal(number, signal.SIG_IGN)
    prepare_kernels()
    from gogame.errors import GoError

    role, *rest = arguments
    try:
        if role == "actor":
            from selfplay.run.actor_process import main as run
        else:
            from selfplay.run.learner_process import main as run
        run(*rest)
    except GoError as error:
        with contextlib.suppress(OSError):  # a full disk
            sys.stderr.write(" ".join(str(error).split()) + "\n")
            sys.stderr.flush()
        return REFUSED
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
