"""`View`: what a run shows while it goes on: the terminal, its log, TensorBoard."""

from __future__ import annotations

import time
from typing import Any

from selfplay.report.progress import Progress
from selfplay.report.status import Status
from selfplay.report.tensorboard import EventWriter
from selfplay.run.directory import RunDirectory


class View:
    """Hands what there is to show to everything that shows it."""

    def __init__(self, directory: RunDirectory, progress: Progress) -> None:
        """Open the log and the event file."""
        self._log = (directory.logs / "run.log").open("a", encoding="utf-8")
        self._events = EventWriter(directory.events)
        self._progress = progress

    def line(self, text: str) -> None:
        """Shows a line for people, and keeps it."""
        self._log.write(f"{time.strftime('%Y-%m-%d %H:%M:%S')} {text}\n")
        self._log.flush()
        self._progress.line(text)

    def show(self, status: Status) -> None:
        """Shows where the run stands."""
        self._progress.update(status)

    def round_done(self, metrics: dict[str, Any]) -> None:
        """Shows a round's numbers."""
        numbers = {f"loss/{name}": value for name, value in metrics["losses"].items()}
        numbers |= {f"throughput/{name}": x for name, x in metrics["throughput"].items()}
        play = {name: x for name, x in metrics["play"].items() if isinstance(x, float)}
        numbers |= {f"play/{name}": x for name, x in play.items()}
        numbers |= {"learner/rate": metrics["rate"], "learner/window": metrics["window_positions"]}
        self._events.scalars(metrics["samples"], numbers)

    def close(self) -> None:
        """Close the files."""
        self._events.close()
        self._log.close()
