"""The frame around a life-and-death problem."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

import gui.records.edits as edits
from gogame.board.coords import BLACK, EMPTY, WHITE
from gogame.board.position import Position
from gogame.board.topology import Shape
from gui.files.game_files import game_text, parse_game, state_of
from gui.files.settings import Folders, Settings
from gui.game.state import GameState, MessageKind
from gui.i18n.translator import Translator
from gui.main_window import MainWindow
from gui.records.problem_frame import NoRoom, frame, framed

CORNER = "(;SZ[19]KM[6.5]AB[cb][db][cc][bd][dd]AW[eb][ec][ed][ce][de][be]PL[B])"
SIDE = "(;SZ[13]KM[0]AW[fb][gb][hb]AB[eb][ec][fc][gc][hc][ib][ic]PL[W])"
MIDDLE = "(;SZ[19]KM[7.5]AB[ij][jj][kj]AW[hi][ii][ji][ki][li][hj][lj][hk][lk]PL[B])"


def shown(text: str) -> GameState:
    return state_of(parse_game(text), 1, None)


SMALL = "(;SZ[9]KM[7]AB[cc][cb][ca]AW[ba][bb][bc][cd][dd][dc]PL[W])"


@pytest.mark.parametrize(
    ("text", "attacker", "contested"),
    [(CORNER, WHITE, 16), (SIDE, BLACK, 6), (MIDDLE, WHITE, 3), (SMALL, WHITE, None)],
)
def test_the_attacker_has_the_wall_and_the_rest_is_even(
    text: str, attacker: int, contested: int | None
) -> None:
    before = shown(text)
    after = framed(before)
    stones = frame(before)
    old = before.position.grid.reshape(-1).tolist()
    new = after.position.grid.reshape(-1).tolist()
    assert all(new[point] == color for point, color in enumerate(old) if color != EMPTY)
    assert {point: new[point] for point in stones} == stones
    alive = after.position.pass_alive().reshape(-1).tolist()
    assert all(alive[point] == color for point, color in stones.items())
    if contested is not None:
        sign = 1 if attacker == BLACK else -1
        margin = sign * (alive.count(BLACK) - alive.count(WHITE) - before.variant.komi)
        margin += alive.count(EMPTY) - contested
        assert abs(margin) <= contested, "whoever gets what is contested has won"
    walls = {stones[point] for point in stones if _faces_the_problem(point, new, before)}
    assert walls == {attacker}
    assert after.position.to_play == before.position.to_play


def _faces_the_problem(point: int, grid: list[int], state: GameState) -> bool:
    """Returns whether a frame's stone has a free neighbour where the problem is played."""
    width = state.variant.width
    alive = framed(state).position.pass_alive().reshape(-1).tolist()
    row, column = divmod(point, width)
    near = ((row - 1, column), (row + 1, column), (row, column - 1), (row, column + 1))
    inside = [r * width + c for r, c in near if 0 <= r < len(grid) // width and 0 <= c < width]
    return any(grid[other] == EMPTY and alive[other] == EMPTY for other in inside)


def test_it_is_one_edit() -> None:
    before = shown(CORNER)
    after = framed(before)
    assert after.unsaved
    assert edits.undo(after).position.grid.tobytes() == before.position.grid.tobytes()


@pytest.mark.parametrize(
    "text",
    [
        "(;SZ[19])",
        "(;SZ[19]AB[cc])",
        "(;SZ[5]AB[bb]AW[cc])",
        "(;SZ[9]AB[bb]AW[gg])",
    ],
)
def test_where_none_fits_it_is_said(text: str) -> None:
    before = shown(text)
    after = framed(before)
    assert after.tree is before.tree
    assert after.message is not None
    assert after.message.kind is MessageKind.NO_FRAME


def test_boards_with_joined_edges_have_no_room_outside() -> None:
    before = shown(CORNER)
    joined = replace(before.variant, shape=Shape.TORUS)
    with pytest.raises(NoRoom, match="joined"):
        frame(replace(before, position=Position.start(joined)))


def test_a_key_puts_it_into_the_record(make_bench, qtbot, qapp, tmp_path) -> None:
    bench = make_bench()
    folders = Folders(tmp_path / "config", tmp_path / "data")
    window = MainWindow(bench.session, Translator(qapp), folders, Settings())
    qtbot.addWidget(window)
    bench.session.start(lambda game: state_of(parse_game(CORNER), game, None))
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow, timeout=15_000)
    QTest.keyClick(window, Qt.Key.Key_F10)
    assert window.board.scene.stones[18 * 19] == EMPTY
    assert window.board.scene.stones[17 * 19] == BLACK
    assert "AB[" in game_text(window.session.state)
    window.commands["edit.undo"].trigger()
    assert window.board.scene.stones[17 * 19] == EMPTY
    bench.session.start(lambda game: state_of(parse_game("(;SZ[9])"), game, None))
    QTest.keyClick(window, Qt.Key.Key_F10)
    assert window.messages.label.text().startswith("No frame fits")
