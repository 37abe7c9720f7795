"""The benchmarks run and print what they promise; nothing here looks at the figures."""

from __future__ import annotations

import re
from importlib.util import find_spec

import pytest

from gogame.bench import analysis, board, net, peers, run, search, table
from gogame.evaluation import UniformEvaluator

_TINY_S = 0.01


def test_a_rate_counts_units_a_second() -> None:
    calls: list[int] = []

    def work() -> int:
        calls.append(1)
        return 1000

    found = table.rate(work, 0.01)
    assert found > 1000
    assert len(calls) > 2


def test_tables_are_aligned_and_ratios_readable() -> None:
    rows = [["a", table.count(1234567), table.ratio(20, 2)], ["bb", "1", table.ratio(1, None)]]
    lines = list(table.table("Title", ["x", "moves/s", "ours"], rows))
    assert lines[0] == "Title"
    assert lines[3].split() == ["a", "1,234,567", "10.0x"]
    assert len({len(line) for line in lines[1:-1]}) == 1


def test_board_tables_name_missing_peers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(peers, "_module", lambda _name: None)
    text = "\n".join(board.tables([5], _TINY_S, seed=1))
    assert re.search(r"5x5 +ours, one core +[\d,]{6,}", text)
    assert "skipped, not installed or not for this size: OpenSpiel" in text
    assert "skipped, not installed or not for this size: pgx" in text
    assert re.search(r"5x5 +0\.\d+ +1,\d\d\d", text)


def test_a_peer_in_the_same_run_gives_a_ratio(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(peers, "openspiel_moves", lambda *_: 1000.0)
    monkeypatch.setattr(peers, "pgx_moves", lambda *_: None)
    text = "\n".join(board.tables([5], _TINY_S, seed=1))
    assert re.search(r"OpenSpiel, C\+\+, one core +1,000 +[\d,.]+x", text)


def test_openspiel_is_measured_where_it_is_installed() -> None:
    moves = peers.openspiel_moves(9, _TINY_S, seed=1)
    assert (moves is None) == (find_spec("pyspiel") is None)
    assert moves is None or moves > 1000


@pytest.mark.slow
def test_all_tables(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(peers, "_module", lambda _name: None)
    monkeypatch.setattr(net, "_NETWORKS", ("b2c16",))
    monkeypatch.setattr(search, "_NETWORKS", ("b2c16",))
    monkeypatch.setattr(analysis, "_POSITIONS", 3)
    monkeypatch.setattr(analysis, "_USUAL_VISITS", (5,))
    text = "\n".join(run.tables("all", run.Options([5], _TINY_S)))
    for title in (
        "Random games",
        "A position",
        "Search on one core",
        "Search of one tree",
        "Evaluations/s",
        "Visits/s over 3 positions of a game",
    ):
        assert title in text
    assert "b2c16 openvino f32" in text
    assert re.search(r"128 games +nothing, features made +[\d,]+", text)


def test_positions_together_and_one_after_another(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(analysis, "_POSITIONS", 12)
    monkeypatch.setattr(analysis, "_USUAL_VISITS", (10,))
    text = "\n".join(analysis.tables([3]))
    assert re.search(r"3x3 +10( +[\d,]+){5}( +\d+\.\dx){3}", text)


def test_the_game_that_is_analysed_goes_on_after_a_full_board() -> None:
    positions = analysis.game(UniformEvaluator(), 3, 40)
    assert len(positions) == 40
    assert all(not position.is_over for position in positions)
