"""How far a review is, on standard error: a bar on a terminal, a line now and then elsewhere."""

from __future__ import annotations

import time
from collections.abc import Callable
from types import TracebackType
from typing import Protocol, Self, TextIO

_REDRAW_S = 0.1
_LINE_S = 10.0


class Progress(Protocol):
    """Shows how far a review is; a context manager."""

    def __enter__(self) -> Self:
        """Begin to show."""
        ...

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Stop showing."""
        ...

    def begin(self, positions: int) -> None:
        """Say how many positions there are to analyse in all."""
        ...

    def skip(self, positions: int) -> None:
        """Take positions off the total: they need no analysis."""
        ...

    def advance(self, file: str) -> None:
        """Count a position as done."""
        ...

    def say(self, text: str) -> None:
        """Show one line, above the bar."""
        ...


def progress_on(stream: TextIO) -> Progress:
    """Returns a bar if the stream is a terminal, else lines."""
    return Bar(stream) if stream.isatty() else Lines(stream.write)


class Bar:
    """A bar with the time left.

    It is redrawn by whoever advances it, so that no thread is started.
    """

    def __init__(self, stream: TextIO) -> None:
        """Prepare the bar."""
        from rich.console import Console
        from rich.progress import (
            BarColumn,
            MofNCompleteColumn,
            Progress,
            TextColumn,
            TimeRemainingColumn,
        )

        self._bar = Progress(
            TextColumn("{task.description}", markup=False),
            BarColumn(),
            MofNCompleteColumn(),
            TextColumn("positions,"),
            TimeRemainingColumn(compact=True),
            TextColumn("left"),
            console=Console(file=stream, highlight=False),
            auto_refresh=False,
            redirect_stdout=False,
            redirect_stderr=False,
            speed_estimate_period=120,
        )
        self._total = 0
        self._task = self._bar.add_task("", total=0)
        self._drawn = 0.0

    def __enter__(self) -> Self:
        """Begin to show."""
        self._bar.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Draw for the last time."""
        self._bar.refresh()
        self._bar.stop()

    def begin(self, positions: int) -> None:
        """Say how many positions there are to analyse in all."""
        self._total = positions
        self._bar.update(self._task, total=positions)

    def skip(self, positions: int) -> None:
        """Take positions off the total: they need no analysis."""
        self._total -= positions
        self._bar.update(self._task, total=self._total)

    def advance(self, file: str) -> None:
        """Count a position as done."""
        self._bar.update(self._task, advance=1, description=file[-40:])
        now = time.monotonic()
        if now - self._drawn >= _REDRAW_S:
            self._drawn = now
            self._bar.refresh()

    def say(self, text: str) -> None:
        """Show one line, above the bar."""
        self._bar.console.print(text, markup=False, soft_wrap=True)


class Lines:
    """One line every ten seconds, and whatever is said."""

    def __init__(self, write: Callable[[str], object]) -> None:
        """Take what writes text."""
        self._write = write
        self._total = self._done = 0
        self._started = self._shown = time.monotonic()

    def __enter__(self) -> Self:
        """Begin to count the time."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Does nothing."""

    def begin(self, positions: int) -> None:
        """Say how many positions there are to analyse in all."""
        self._total = positions
        self._started = self._shown = time.monotonic()

    def skip(self, positions: int) -> None:
        """Take positions off the total: they need no analysis."""
        self._total -= positions

    def advance(self, file: str) -> None:
        """Count a position as done."""
        self._done += 1
        now = time.monotonic()
        if now - self._shown >= _LINE_S:
            self._shown = now
            left = (now - self._started) / self._done * max(0, self._total - self._done)
            self.say(f"{self._done} of {self._total} positions, about {left:.0f} s left: {file}")

    def say(self, text: str) -> None:
        """Write one line."""
        self._write(text + "\n")
