"""The window measures itself."""

from __future__ import annotations

import io
import re

import pytest

import gui.game.transitions as transitions
from gogame.board.variant import standard
from gui.bench.benchmark import Benchmark
from gui.bench.figures import Spread, age_s, peak_memory_mib, random_game
from gui.files.settings import Folders, Settings
from gui.game.engines import EngineChoice, Protocol
from gui.game.state import HUMAN, GameSetup
from gui.i18n.translator import Translator
from gui.main_window import MainWindow


def test_percentiles_are_those_of_the_times():
    times = [float(n) for n in range(1, 101)]
    assert Spread.of(times) == Spread(50.0, 99.0, 100.0, 100)
    assert Spread.of([7.0]) == Spread(7.0, 7.0, 7.0, 1)
    assert Spread.of([]) == Spread(0.0, 0.0, 0.0, 0)
    assert "p99  99.00 ms" in Spread.of(times).line("paint")


def test_the_game_is_the_same_every_time():
    state = transitions.new_game(GameSetup(standard(9, "chinese"), white=HUMAN), 1)
    first, second = random_game(state, 30), random_game(state, 30)
    assert first.move_number == 30
    assert first.position.grid.tobytes() == second.position.grid.tobytes()


def test_memory_and_age_are_plausible():
    memory, age = peak_memory_mib(), age_s()
    assert memory is None or 10 < memory < 100_000
    assert age is None or 0 < age < 100_000


@pytest.mark.slow
def test_the_window_measures_itself_and_closes(make_bench, qtbot, qapp, tmp_path):
    bench = make_bench(analysis=EngineChoice("kind", "Fake", Protocol.ANALYSIS))
    folders = Folders(tmp_path / "config", tmp_path / "data")
    window = MainWindow(bench.session, Translator(qapp), folders, Settings())
    qtbot.addWidget(window)
    window.show()
    output = io.StringIO()
    Benchmark(window, output).begin()
    qtbot.waitUntil(window.isHidden, timeout=60_000)
    text = output.getvalue()
    assert re.match(r"251 positions analysed in", text)
    for name in ("event loop", "state of the analysis", "paint, by"):
        line = next(line for line in text.splitlines() if line.startswith(name))
        assert re.search(r"median +[\d.]+ ms +p99 +[\d.]+ ms", line)
        assert not line.endswith("(0 times)")
    if age_s() is not None:
        assert re.search(r"^start to the first picture +[\d.]+ s \(", text, re.MULTILINE)
        assert re.search(r"^start to the first stone by a click +[\d.]+ s \(", text, re.MULTILINE)
