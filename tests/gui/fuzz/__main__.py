"""Random hands at the window: ``python -m tests.gui.fuzz MINUTES [SEED] [--steps N]``.

A whole window with fake engines gets random commands, clicks, keys, wheels, drags and files, its
dialogs are answered at random, its engines fail and are killed, it is closed and opened again.
After each step `checks` looks whether everything still holds. A seed means the same steps again;
on failure they are printed, and the exit status is 1.
"""

from __future__ import annotations

import argparse
import contextlib
import faulthandler
import os
import random
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import TextIO

os.environ["QT_QPA_PLATFORM"] = "offscreen"

from PySide6.QtCore import QObject, Qt, QUrl, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication

from gui.start.garbage import Collector
from tests.gui.fuzz import checks
from tests.gui.fuzz.dialogs import Answerer
from tests.gui.fuzz.records import write_records
from tests.gui.fuzz.steps import STEPS
from tests.gui.fuzz.world import World

_HANG_S = 100  # after which the window counts as hung
_SHOWN_STEPS = 40
_CALM_EVERY = 100
_REOPEN_EVERY = 70
_SETTLED = 0.3  # share of a run after which nothing may grow any more
_LEAST_MINUTES = 2.0  # below which growth tells nothing
_GROWTH_MB_PER_MINUTE = 12.0
_GROWTH_WIDGETS = 400


class _Nobody(QObject):
    """Takes the addresses that the window wants to show elsewhere."""

    @Slot(QUrl)
    def visit(self, url: QUrl) -> None:
        """Goes nowhere."""


class Fuzz:
    """One run."""

    def __init__(self, world: World, seed: int, file: TextIO | None) -> None:
        """Open the window; `file` gets every step before it is taken."""
        self.world = world
        self._file = file
        self.seed = seed
        self.log: list[str] = []
        self.slowest = (0.0, "")
        self.calm_samples: list[tuple[float, float, int]] = []
        self.answerer = Answerer(
            lambda: write_records(world.files), lambda words: self._note(f"    {words}")
        )
        self.began = time.monotonic()
        world.open()

    def _note(self, words: str) -> None:
        self.log.append(words)
        if self._file is not None:
            self._file.write(f"{words}\n")
            self._file.flush()

    def run(self, seconds: float, steps: int) -> int:
        """Takes steps until the time is over or there have been enough; returns how many.

        Raises:
            Broken: Something does not hold.
        """
        step = 0
        while step < steps and time.monotonic() - self.began < seconds:
            step += 1
            faulthandler.dump_traceback_later(_HANG_S, exit=True)
            self._take(step)
            if step % _REOPEN_EVERY == 0:
                self._note(f"{step}: close and open again")
                checks.check_reopened(self.world)
            if step % _CALM_EVERY == 0:
                self._note(f"{step}: a new game")
                self._calm(step)
        faulthandler.cancel_dump_traceback_later()
        self._check_growth()
        return step

    def _take(self, step: int) -> None:
        dice = random.Random(f"{self.seed}/{step}")
        self.answerer.dice = random.Random(f"{self.seed}/{step}/answers")
        act = dice.choices(list(STEPS), weights=list(STEPS.values()))[0]
        self._note(f"{step}: {act.__name__}")
        began = time.monotonic()
        words = act(self.world, dice)
        self._note(f"{step}: {words}")
        took = time.monotonic() - began
        if act.__name__ != "wait" and took > self.slowest[0]:
            self.slowest = (took, words)
        self.world.application.processEvents()
        checks.require(not self.answerer.is_stuck, "a dialog does not close")
        checks.check_step(self.world, step)

    def _calm(self, step: int) -> None:
        checks.check_calm(self.world)
        checks.check_step(self.world, step)
        sample = (time.monotonic() - self.began, checks.resident_mb(), checks.count_widgets())
        self.calm_samples.append(sample)

    def _check_growth(self) -> None:
        settled_s = _SETTLED * (time.monotonic() - self.began)
        late = [sample for sample in self.calm_samples if sample[0] > settled_s]
        minutes = (late[-1][0] - late[0][0]) / 60 if late else 0.0
        if minutes < _LEAST_MINUTES:
            return
        grown_mb, grown_widgets = late[-1][1] - late[0][1], late[-1][2] - late[0][2]
        allowed_mb = 40 + _GROWTH_MB_PER_MINUTE * minutes
        checks.require(grown_mb < allowed_mb, f"memory grew by {grown_mb:.0f} MB")
        checks.require(grown_widgets < _GROWTH_WIDGETS, f"{grown_widgets} widgets more")

    def figures(self) -> str:
        """Returns what the run has measured."""
        took, words = self.slowest
        ends = (self.calm_samples or [(0.0, 0.0, 0)])[:: max(1, len(self.calm_samples) - 1)]
        memory = " -> ".join(f"{mb:.0f} MB, {widgets} widgets" for _, mb, widgets in ends)
        return f"slowest step {1000 * took:.0f} ms ({words}); {memory}"


def main(argv: Sequence[str] | None = None) -> int:
    """Runs the fuzz; returns the exit status."""
    parser = argparse.ArgumentParser(prog="python -m tests.gui.fuzz", description=__doc__)
    parser.add_argument("minutes", type=float)
    parser.add_argument("seed", type=int, nargs="?", default=1)
    parser.add_argument("--steps", type=int, default=sys.maxsize, help="most steps")
    parser.add_argument("--log", type=Path, help="file of all steps")
    args = parser.parse_args(argv)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for variable in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME"):
            os.environ[variable] = str(folder / variable)
        os.chdir(folder)
        QApplication.setAttribute(Qt.ApplicationAttribute.AA_DontUseNativeDialogs)
        application = QApplication([])
        Collector(application)
        for scheme in ("http", "https", "file"):
            QDesktopServices.setUrlHandler(scheme, _Nobody(application), "visit")  # pyright: ignore[reportArgumentType]
        with contextlib.ExitStack() as stack:
            log = None if args.log is None else stack.enter_context(args.log.open("w"))
            return _run(Fuzz(World(application, folder / "world"), args.seed, log), args)


def _run(fuzz: Fuzz, args: argparse.Namespace) -> int:
    try:
        steps = fuzz.run(60 * args.minutes, args.steps)
    except Exception as error:  # whatever it is, the steps that led to it are wanted
        print("\n".join(fuzz.log[-_SHOWN_STEPS:]))
        print(f"seed {fuzz.seed}: {type(error).__name__}: {error}")
        if not isinstance(error, checks.Broken):
            raise
        sys.stdout.flush()
        os._exit(1)
    seconds = time.monotonic() - fuzz.began
    fuzz.world.close()
    print(f"seed {fuzz.seed}: {steps} steps in {seconds:.0f} s; {fuzz.figures()}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
