"""The window stays light: no compiler is loaded, whatever is played, set up or opened in it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
PROGRAM = """
import importlib, pkgutil, sys
import gui
for module in pkgutil.walk_packages(gui.__path__, "gui."):
    if module.name != "gui.__main__":
        importlib.import_module(module.name)
from gogame.board.coords import Color
from gogame.board.position import Move, Position
from gogame.board.variant import standard
from gogame.sgf.setup import edited, forced
for rules in ("chinese", "japanese", "new-zealand"):
    position = Position.start(standard(9, rules)).with_handicap((20, 60)).play(40).play(41)
    position.legal()
    position.liberties(40)
    position = forced(position, Move(Color.BLACK, 40))
    position, _ = edited(position, {3: 1, 4: 2})
    position = position.play(81).play(81)
    position.score(frozenset({40}))
    position.resumed().with_to_play(Color.WHITE).legal()
heavy = sorted({name.partition(".")[0] for name in sys.modules} & {"numba", "llvmlite", "jax"})
sys.exit(f"loaded: {heavy}" if heavy else 0)
"""


def test_no_module_of_the_window_loads_a_compiler():
    result = subprocess.run(
        [sys.executable, "-c", PROGRAM],
        cwd=ROOT,
        check=False,
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert result.returncode == 0, result.stderr
