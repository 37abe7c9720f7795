"""`ActorProcesses`: actors in processes of their own, each on a core, as a run has them.

This module is also their program: it says "ready", and measures for each number of seconds that
it reads.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from types import TracebackType
from typing import IO, cast

from gogame.errors import EngineError
from gogame.net.runtime import load_evaluator
from selfplay.bench.actor import ActorMeter, ActorSpeed, together
from selfplay.cores import pin_to_core

_READY = "ready"


class ActorProcesses:
    """Actors with the same network, ready to be measured; they end with the context."""

    def __init__(
        self, network: Path, precision: str, size: int, visits: int, games: int, *, count: int
    ) -> None:
        """Start them and wait until all are ready.

        Args:
            network: The network's file.
            precision: See `load_evaluator`.
            size: Side of the square board.
            visits: Playouts of a full search.
            games: Games side by side in each.
            count: Processes.

        Raises:
            EngineError: One of them failed.
        """
        settings = [str(network), precision, str(size), str(visits), str(games)]
        command = [sys.executable, "-m", "selfplay.bench.processes", *settings]
        self._children = [
            subprocess.Popen(
                [*command, str(core)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
            )
            for core in range(count)
        ]
        try:
            for child in self._children:
                self._answer(child)
        except BaseException:
            self._end()
            raise

    def __enter__(self) -> ActorProcesses:
        """Returns itself."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Ends the processes."""
        self._end()

    def measure(self, count: int, seconds: float) -> ActorSpeed:
        """Returns how fast the first `count` actors are together, while the others wait.

        Raises:
            EngineError: One of them failed.
        """
        chosen = self._children[:count]
        for child in chosen:
            pipe = cast("IO[str]", child.stdin)
            try:
                pipe.write(f"{seconds}\n")
                pipe.flush()
            except BrokenPipeError as error:
                raise self._failure(child) from error
        return together([ActorSpeed(**json.loads(self._answer(child))) for child in chosen])

    def _answer(self, child: subprocess.Popen[str]) -> str:
        line = cast("IO[str]", child.stdout).readline()
        if not line:
            raise self._failure(child)
        return line

    @staticmethod
    def _failure(child: subprocess.Popen[str]) -> EngineError:
        return EngineError(
            f"an actor of the measurement ended with status {child.wait()}: its last lines above"
            " say why"
        )

    def _end(self) -> None:
        for child in self._children:
            child.kill()
            child.communicate()


def main(arguments: Sequence[str]) -> int:
    """Measures as one actor; see the module."""
    network, precision, size, visits, games, core = arguments
    pin_to_core(int(core))
    evaluator = load_evaluator(network, precision=precision, threads=1)
    meter = ActorMeter(evaluator, int(size), int(visits), games=int(games))
    _say(_READY)
    for line in sys.stdin:
        _say(json.dumps(asdict(meter.measure(float(line)))))
    return 0


def _say(text: str) -> None:
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
