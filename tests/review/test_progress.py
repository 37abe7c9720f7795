"""How far a review is: a bar on a terminal, lines elsewhere."""

from __future__ import annotations

import io
import re
import threading

import pytest

from gogame.review import progress
from gogame.review.progress import Bar, Lines, progress_on


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_a_terminal_gets_a_bar_and_no_thread(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("COLUMNS", "100")
    monkeypatch.setattr(progress, "_REDRAW_S", 0.0)
    stream = Terminal()
    before = threading.active_count()
    with progress_on(stream) as bar:
        assert isinstance(bar, Bar)
        bar.begin(7)
        bar.skip(2)
        for _ in range(3):
            bar.advance("[bold]game.sgf")
        assert threading.active_count() == before
        bar.say("one [line] for people")
    text = re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", stream.getvalue())
    assert "[bold]game.sgf" in text
    assert re.search(r"3/5\s+positions,\s+\d+:\d\d left", text)
    assert "one [line] for people" in text


def test_elsewhere_there_is_a_line_now_and_then(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = iter([0.0, 0.0, 4.0, 20.0, 21.0])
    monkeypatch.setattr(progress.time, "monotonic", lambda: next(clock))
    stream = io.StringIO()
    with progress_on(stream) as lines:
        assert isinstance(lines, Lines)
        lines.begin(9)
        lines.skip(1)
        for _ in range(3):
            lines.advance("game.sgf")
        lines.say("done")
    assert stream.getvalue().splitlines() == [
        "2 of 8 positions, about 60 s left: game.sgf",
        "done",
    ]
