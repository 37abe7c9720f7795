"""The live display: a panel in place on a terminal, few plain lines elsewhere."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from pathlib import Path

import pytest

from gogame.run_status import RunState, RunStatus
from selfplay.report.progress import LINE_EVERY_S, Progress, strip
from tests.selfplay.report.test_status import FULL

_ESCAPES = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]")


class _Clock:
    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


def test_without_a_terminal_there_is_a_line_now_and_then() -> None:
    stream, clock = io.StringIO(), _Clock()
    quiet = replace(FULL, ladder=())
    with Progress(Path("runs/first"), stream=stream, clock=clock) as progress:
        for second in range(90):
            clock.now = 100.0 + second
            progress.update(replace(quiet, games=second))
        assert LINE_EVERY_S == 30
        lines = stream.getvalue().splitlines()
        assert [re.findall(r"(\d+) games", line) for line in lines] == [["0"], ["30"], ["60"]]
        assert "\x1b" not in stream.getvalue()
        assert "512/s" in lines[0]
        assert "16,000 evaluations/s" in lines[0]
        assert "policy 1.250" in lines[0]
        assert "next network in 1 min 15 s" in lines[0]


def test_a_new_state_and_a_new_match_are_told_at_once() -> None:
    stream = io.StringIO()
    with Progress(Path("runs/first"), stream=stream, clock=_Clock()) as progress:
        progress.update(RunStatus())
        progress.update(RunStatus())
        progress.update(replace(FULL, ladder=FULL.ladder[:1]))
        progress.update(FULL)
        progress.line("it did something")
    lines = stream.getvalue().splitlines()
    assert [line for line in lines if line.startswith("ladder")] == [
        "ladder: round 7 at 1 visit against gnugo-10: 52 % (95 %: 38 to 67) of 40 games",
        "ladder: round 7 at 100 visits against rollouts-200: 100 % (95 %: 91 to 100) of 40 games",
    ]
    assert sum("starting" in line for line in lines) == 1
    assert sum("playing" in line for line in lines) == 2
    assert lines[-1] == "it did something"


def test_on_a_terminal_a_panel_is_drawn_in_place(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in (("COLUMNS", "110"), ("LINES", "40"), ("TERM", "xterm")):
        monkeypatch.setenv(name, value)
    raw = io.BytesIO()
    stream = io.TextIOWrapper(raw, encoding="utf-8")
    with Progress(Path("runs/first"), is_terminal=True, stream=stream) as progress:
        progress.update(FULL)
        progress.line("a line [bold]with brackets[/bold]")
        progress.update(replace(FULL, games=54321, state=RunState.LEARNING))
    stream.flush()
    drawn = raw.getvalue().decode()
    assert "\x1b[1A" in drawn  # it went up to draw over the first panel
    page = _ESCAPES.sub("", drawn)
    assert "a line [bold]with brackets[/bold]" in page
    last = page[page.rindex("learning") :]
    for text in ("54,321", "policy 1.250", "gnugo-10", "52 % (38 to 67)", "the next in 1 min 15 s"):
        assert text in last, text
    assert "1 h 57 min left of 3 h" in last
    assert drawn.rstrip().endswith("\x1b[?25h")  # the cursor is back


def test_a_strip_shows_where_the_score_is() -> None:
    assert strip(0.0, 0.5, 1.0) == "=======O======="
    assert strip(0.8, 0.9, 1.2) == ".......|...==O="
    assert strip(0.0, 0.0, 0.1) == "O=.....|......."
    assert strip(float("nan"), 0.5, 1.0) == ""
