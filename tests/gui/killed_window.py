"""Plays in a window until it is killed, again and again: ``python -m tests.gui.killed_window``.

Each window is a process of its own, forked from one that has loaded the libraries already. It says
over a pipe what it shows after every change; it is killed with -9 at a random moment; the next one
opens the same folder and must show a game that was shown in the last moments before.

    python -m tests.gui.killed_window FOLDER TIMES SEED
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import random
import re
import select
import signal
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

os.environ["QT_QPA_PLATFORM"] = "offscreen"

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

import gui.files.snapshot as snapshot
import gui.records.edits as edits
from gui.files.autosave import Autosave
from gui.game.state import HUMAN, GameSetup, GameState
from gui.start.garbage import Collector
from tests.gui.fuzz.world import World

_DATE = re.compile(r"DT\[[^\]]*\]")
_UNWRITTEN_S = 1.0  # what was shown within so long before the end may not be on disk yet
_OPENED_S = 60.0
_BOTH_HUMAN = GameSetup(white=HUMAN)


def words_of(state: GameState) -> str:
    """Returns a few letters that stand for a game with all that is kept of it."""
    text = _DATE.sub("", snapshot.to_text(state))
    return f"{hashlib.sha256(text.encode()).hexdigest()[:16]} {state.move_number}"


class Hand:
    """Plays and edits, one change after another, and says what is shown."""

    def __init__(self, world: World, pipe: int, dice: random.Random) -> None:
        """Begin with what is shown now."""
        self._world = world
        self._pipe = pipe
        self._dice = dice
        self._say()
        world.session.changed.connect(self._say)
        self._say_before_it_is_kept(world.autosave)
        if world.complaints:
            raise AssertionError(world.complaints)
        self._timer = QTimer()
        self._timer.timeout.connect(self._act)
        self._timer.start(8)

    def _say(self) -> None:
        os.write(self._pipe, f"{words_of(self._world.state)}\n".encode())

    def _say_before_it_is_kept(self, autosave: Autosave) -> None:
        """Says a game before it can be on disk: a killed window may have kept it unsaid."""
        keep = autosave.keep

        def say_and_keep(make_text: Callable[[], str]) -> None:
            self._say()
            keep(make_text)

        autosave.keep = say_and_keep

    def _act(self) -> None:
        session, dice = self._world.session, self._dice
        chance = dice.random()
        if chance < 0.82:
            session.click(dice.randrange(81))
        elif chance < 0.85:
            session.undo()
        elif chance < 0.9:
            session.step(dice.choice([-3, -1, 1, 5]))
        else:
            text = dice.choice(["좋은 수", "C[x\\]", "", "\n\n:"])
            session.change(lambda state: edits.with_text(state, state.cursor, "C", text))


def live(folder: Path, pipe: int, seed: int) -> None:
    """Is a window until it is killed."""
    application = QApplication([])
    Collector(application)
    world = World(application, folder)
    world.open()
    if world.session.state.setup.white.is_ai:
        world.session.new_game(_BOTH_HUMAN)
    hand = Hand(world, pipe, random.Random(seed))
    application.exec()
    del hand


def lines_until(pipe: int, end: float) -> Iterator[tuple[float, str]]:
    """Yields what is said with its time, until a moment or the end of the pipe."""
    rest = b""
    while (left := end - time.monotonic()) > 0:
        if not select.select([pipe], [], [], left)[0]:
            return
        chunk = os.read(pipe, 65536)
        if not chunk:
            return
        *lines, rest = (rest + chunk).split(b"\n")
        for line in lines:
            yield time.monotonic(), line.decode()


def window(folder: Path, seed: int, allowed: set[str], lives_s: float) -> set[str]:
    """Opens a window, checks what it shows first, and kills it; returns what may be shown next."""
    out, into = os.pipe()
    pid = os.fork()
    if pid == 0:
        with contextlib.suppress(BaseException):
            live(folder, into, seed)
        os._exit(1)
    os.close(into)
    said = lines_until(out, time.monotonic() + _OPENED_S)
    begun, first = next(said, (0.0, "nothing"))
    if allowed and first not in allowed:
        os.kill(pid, signal.SIGKILL)
        raise AssertionError(f"shows {first}; expected one of {sorted(allowed)}")
    seen = [(begun, first), *lines_until(out, time.monotonic() + lives_s)]
    killed = time.monotonic()
    os.kill(pid, signal.SIGKILL)
    os.waitpid(pid, 0)
    seen += lines_until(out, time.monotonic() + 5)
    os.close(out)
    late = {words for at, words in seen if at > killed - _UNWRITTEN_S}
    return late | {seen[-1][1]}


def main() -> int:
    """Kills windows; prints the moves that each began with."""
    folder, times, seed = Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])
    dice = random.Random(seed)
    allowed: set[str] = set()
    begun: list[int] = []
    for number in range(times):
        allowed = window(folder, seed + number, allowed, dice.uniform(0.0, 0.6))
        begun.append(max(int(words.split()[1]) for words in allowed))
    sys.stdout.write(json.dumps({"kills": times, "moves": begun}) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
