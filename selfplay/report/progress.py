"""The live display of a run: a panel that stays in place on a terminal, plain lines elsewhere.

It starts no thread: what is shown changes when `Progress.update` is called.
"""

from __future__ import annotations

import math
import sys
import time
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import Self, TextIO

from rich.console import Console, Group
from rich.live import Live
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

from gogame.run_status import RunState, RunStatus
from selfplay.report.status import LADDER_HEAD, ladder_cells, losses_text, network_text
from selfplay.words import count, duration, interval, share

LINE_EVERY_S = 30.0
"""Time between plain lines while the state stays the same."""

_STYLES = {
    RunState.PLAYING: "bold cyan",
    RunState.COLD_START: "bold cyan",
    RunState.LEARNING: "bold magenta",
    RunState.LADDER: "bold yellow",
    RunState.FAILED: "bold red",
}
_WIDE = 96  # columns that the ladder needs with its pictures
_STRIP = 15  # characters from 0 to 100 %, one of them 50 %


class Progress:
    """Shows a run while it goes. Use it as a context manager."""

    def __init__(
        self,
        run_dir: Path,
        is_terminal: bool | None = None,  # noqa: FBT001 - most often left out
        *,
        stream: TextIO | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """Prepare to show; nothing is written yet.

        Args:
            run_dir: The run's directory, named in the display.
            is_terminal: Whether to draw in place; by default, whether the stream is a terminal.
            stream: Where to; standard output by default.
            clock: Seconds, for the time between plain lines.
        """
        self._run_dir = run_dir
        self._stream = sys.stdout if stream is None else stream
        self._is_terminal = self._stream.isatty() if is_terminal is None else is_terminal
        self._clock = clock
        self._live: Live | None = None
        self._shown: RunStatus | None = None
        self._next_line = -math.inf

    def __enter__(self) -> Self:
        """Begin to show."""
        if self._is_terminal:
            console = Console(file=self._stream, force_terminal=True)
            self._live = Live(console=console, auto_refresh=False, transient=False)
            self._live.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Leave the last state on the screen and give the terminal back."""
        if self._live is not None:
            self._live.stop()
            self._live = None

    def update(self, status: RunStatus) -> None:
        """Show a state of the run; a plain line only if the state is new or it is time."""
        before, self._shown = self._shown, status
        if self._live is not None:
            width = self._live.console.width
            self._live.update(panel(status, self._run_dir, width), refresh=True)
            return
        known = 0 if before is None else len(before.ladder)
        is_new = before is None or before.state is not status.state
        if is_new or len(status.ladder) > known or self._clock() >= self._next_line:
            self._next_line = self._clock() + LINE_EVERY_S
            self._write(plain_line(status))
            for row in ladder_lines(status)[known:]:
                self._write(row)

    def line(self, text: str) -> None:
        """Write a line that stays, above the panel."""
        if self._live is not None:
            self._live.console.print(Text(text))
        else:
            self._write(text)

    def _write(self, text: str) -> None:
        self._stream.write(text + "\n")
        self._stream.flush()


def plain_line(status: RunStatus) -> str:
    """Returns what a log should have of a state, in one line."""
    rates = status.rates
    parts = [
        f"{duration(status.elapsed_s)}: {status.state}",
        f"round {status.round}",
        f"{count(status.games)} games",
        f"{count(status.positions)} positions ({rates.positions_per_s:,.0f}/s)",
        f"{rates.evaluations_per_s:,.0f} evaluations/s",
        *([f"step {count(status.step)}, loss {losses_text(status)}"] if status.losses else []),
    ]
    if status.next_checkpoint_s is not None:
        parts.append(f"next network in {duration(status.next_checkpoint_s)}")
    if status.message:
        parts.append(status.message)
    return "; ".join(parts)


def ladder_lines(status: RunStatus) -> list[str]:
    """Returns one line for each match of the ladder."""
    return [
        f"ladder: round {row.round} at {row.visits} visit{'s' * (row.visits != 1)} against "
        f"{row.opponent}: {share(row.score)} (95 %: {interval(row.low, row.high)}) of "
        f"{row.games} games"
        for row in status.ladder
    ]


def panel(status: RunStatus, run_dir: Path, width: int = 80) -> Panel:
    """Returns the display of a state, for a terminal of so many columns."""
    parts = [_numbers(status)]
    if status.ladder:
        parts.append(Table.grid(padding=0))
        parts.append(_ladder(status, has_strip=width >= _WIDE))
    title = Text.assemble(
        (f" {status.run_id or run_dir.name} ", "bold"),
        (f"{status.state} ", _STYLES.get(status.state, "bold")),
        f"{duration(status.elapsed_s)} ",
    )
    subtitle = Text(f" Ctrl-C stops cleanly · gogame-selfplay report {run_dir} ", style="dim")
    return Panel(Group(*parts), title=title, subtitle=subtitle, title_align="left")


def _numbers(status: RunStatus) -> Table:
    grid = Table.grid(padding=(0, 2))
    grid.add_column(style="dim", no_wrap=True)
    grid.add_column()
    rates = status.rates
    rows = [
        ("now", status.message or str(status.state)),
        ("games", f"{count(status.games)}   {rates.games_per_s:.3g}/s"),
        ("positions", f"{count(status.positions)}   {rates.positions_per_s:,.0f}/s"),
        ("evaluations", f"{count(status.evaluations)}   {rates.evaluations_per_s:,.0f}/s"),
        ("window", f"{count(status.window_positions)} positions"),
        ("learner", f"round {status.round}, step {count(status.step)}"),
        ("losses", losses_text(status) or "none yet"),
        ("network", network_text(status)),
        *_limit_rows(status),
    ]
    for name, text in rows:
        grid.add_row(name, Text(text))
    return grid


def _limit_rows(status: RunStatus) -> list[tuple[str, str]]:
    """Returns how near the run is to its end, if it has one."""
    limits = status.limits
    parts: list[str] = []
    if limits.hours is not None:
        left = max(0.0, limits.hours * 3600 - status.elapsed_s)
        parts.append(f"{duration(left)} left of {limits.hours:g} h")
    if limits.games is not None:
        parts.append(f"{count(max(0, limits.games - status.games))} games left")
    return [("limit", ", ".join(parts))] if parts else []


def _ladder(status: RunStatus, *, has_strip: bool) -> Table:
    shown = Table(box=None, padding=(0, 2, 0, 0), pad_edge=False, header_style="dim")
    for name in (*LADDER_HEAD, "0 % to 100 %")[: len(LADDER_HEAD) + has_strip]:
        is_text = name == "opponent"
        shown.add_column(name, justify="left" if is_text else "right", no_wrap=True)
    cells = ladder_cells(status)
    for row, texts in zip(status.ladder[-len(cells) :], cells, strict=True):
        picture = [strip(row.low, row.score, row.high)] * has_strip
        shown.add_row(*map(Text, (*texts, *picture)))
    return shown


def strip(low: float, score: float, high: float) -> str:
    """Returns a score from 0 to 1 and its interval as a picture of `_STRIP` characters.

    ``.`` is the scale, ``|`` its middle, ``=`` the interval, ``O`` the score.
    """
    if not all(map(math.isfinite, (low, score, high))):
        return ""
    last = _STRIP - 1
    first, at, end = (round(last * min(1.0, max(0.0, x))) for x in (low, score, high))
    marks = ["." if place != last // 2 else "|" for place in range(_STRIP)]
    marks[first : end + 1] = "=" * (end + 1 - first)
    marks[at] = "O"
    return "".join(marks)
