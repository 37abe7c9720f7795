"""`View`: what a run shows while it goes on: the terminal, its log, TensorBoard."""

from __future__ import annotations

import time
from typing import Any

from gogame.run_status import RunStatus
from selfplay.report.progress import Progress
from selfplay.report.tensorboard import EventWriter
from selfplay.run.directory import RunDirectory


class View:
    """Hands what there is to show to everything that shows it."""

    def __init__(self, directory: RunDirectory, progress: Progress) -> None:
        """Open the log and the event file."""
        self._log = (directory.logs / "run.log").open("a", encoding="utf-8")
        self._folder = directory.events
        self._events: EventWriter | None = EventWriter(directory.events)
        self._progress = progress
        self._is_silent = False

    def line(self, text: str) -> None:
        """Shows a line for people, and keeps it."""
        self._progress.line(text)
        try:
            self._log.write(f"{time.strftime('%Y-%m-%d %H:%M:%S')} {text}\n")
            self._log.flush()
        except OSError as error:  # a full disk must not end the run; what waits is written later
            if not self._is_silent:
                self._progress.line(f"{self._log.name} cannot be written: {error.strerror}")
            self._is_silent = True
        else:
            self._is_silent = False

    def show(self, status: RunStatus) -> None:
        """Shows where the run stands."""
        self._progress.update(status)

    def round_done(self, metrics: dict[str, Any]) -> None:
        """Shows a round's numbers."""
        numbers = {f"loss/{name}": value for name, value in metrics["losses"].items()}
        numbers |= {f"throughput/{name}": x for name, x in metrics["throughput"].items()}
        play = {name: x for name, x in metrics["play"].items() if isinstance(x, float)}
        numbers |= {f"play/{name}": x for name, x in play.items()}
        numbers |= {"learner/rate": metrics["rate"], "learner/window": metrics["window_positions"]}
        try:
            if self._events is None:
                self._events = EventWriter(self._folder)
            self._events.scalars(metrics["samples"], numbers)
        except OSError as error:  # what follows a torn event is not read: a new file for the next
            self._events = None
            self.line(f"{self._folder} cannot be written: {error.strerror}")

    def close(self) -> None:
        """Close the files."""
        for file in (self._events, self._log):
            try:
                if file is not None:
                    file.close()
            except OSError as error:
                self._progress.line(f"the end of a log is lost: {error.strerror}")
