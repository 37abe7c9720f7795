from __future__ import annotations

import itertools
from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QImage, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from gogame.board.coords import BLACK, EMPTY, WHITE, Color
from gogame.board.topology import Shape
from gui.board.scene import BoardScene
from gui.views.board import BoardView

OPEN = bytes([1]) * 81


def scene(stones: dict[int, int] | None = None, **fields: object) -> BoardScene:
    board = bytearray(81)
    for point, color in (stones or {}).items():
        board[point] = color
    made = BoardScene(9, 9, stones=bytes(board), hover=Color.BLACK, open_points=OPEN)
    return replace(made, **fields)


@pytest.fixture
def view(qtbot) -> BoardView:
    made = BoardView()
    qtbot.addWidget(made)
    made.resize(480, 480)
    made.show()
    return made


def place(view: BoardView, point: int) -> QPoint:
    x, y = view.geometry_of_board().center(point)
    return QPoint(round(x), round(y))


def color_near(view: BoardView, point: int, dx: int = 5, dy: int = 5) -> QColor:
    at = place(view, point)
    return view.grab().toImage().pixelColor(at.x() + dx, at.y() + dy)


def test_a_click_names_its_point(view, qtbot):
    clicked: list[int] = []
    view.point_clicked.connect(clicked.append)
    for point in (0, 40, 80):
        QTest.mouseClick(view, Qt.MouseButton.LeftButton, pos=place(view, point))
    QTest.mouseClick(view, Qt.MouseButton.LeftButton, pos=QPoint(2, 2))
    QTest.mouseClick(view, Qt.MouseButton.RightButton, pos=place(view, 3))
    assert clicked == [0, 40, 80]


def test_stones_are_black_and_white_and_the_wood_is_wooden(view):
    view.set_scene(scene({10: BLACK, 12: WHITE}))
    assert color_near(view, 10).lightness() < 90
    assert color_near(view, 12).lightness() > 200
    wood = color_near(view, 30)
    assert wood.red() > wood.green() > wood.blue()


def test_a_changed_scene_is_drawn_as_if_from_nothing(view, qtbot):
    fresh = BoardView()
    qtbot.addWidget(fresh)
    fresh.resize(480, 480)
    last = scene({10: BLACK, 12: WHITE, 11: BLACK}, dead=frozenset({12}), last_move=11)
    for step in (scene({10: BLACK}), scene({10: BLACK, 13: WHITE, 12: WHITE}), last):
        view.set_scene(step)
        view.grab()
    fresh.set_scene(last)
    assert view.grab().toImage() == fresh.grab().toImage()


def test_the_stone_under_the_mouse_comes_and_goes(view):
    view.set_scene(scene())
    bare = color_near(view, 40)
    QTest.mouseMove(view, place(view, 40))
    assert color_near(view, 40).lightness() < bare.lightness() - 25
    assert view.picture() == BoardViewWithout(view).picture()
    QTest.mouseMove(view, place(view, 50))
    assert color_near(view, 40) == bare


class BoardViewWithout:
    """The same board with no mouse near it."""

    def __init__(self, view: BoardView) -> None:
        self._view = BoardView()
        self._view.resize(view.size())
        self._view.set_scene(view.scene)

    def picture(self) -> object:
        return self._view.picture()


@pytest.mark.parametrize(
    ("changes", "point"),
    [
        ({"last_move": 10}, 10),
        ({"owner": bytes([WHITE]) * 81}, 40),
        ({"owner": bytes(81), "corrected": frozenset({40})}, 40),
        ({"ko": 40}, 40),
        ({"numbers": ((10, 7),)}, 10),
        ({"dead": frozenset({10})}, 10),
        ({"coordinates": False}, None),
        ({"shape": Shape.TORUS}, None),
    ],
)
def test_every_mark_can_be_seen(view, changes, point):
    plain = scene({10: BLACK})
    view.set_scene(plain)
    before = view.grab().toImage()
    view.set_scene(replace(plain, **changes))
    after = view.grab().toImage()
    assert before != after
    if point is not None:
        at = place(view, point)
        near = [(at.x() + dx, at.y() + dy) for dx in range(-14, 15) for dy in range(-14, 15)]
        assert any(before.pixel(*p) != after.pixel(*p) for p in near)


def test_an_equal_scene_is_not_painted_again(view, monkeypatch):
    view.set_scene(scene({10: BLACK}))
    painted: list[int] = []
    monkeypatch.setattr(view, "update", lambda *_: painted.append(1))
    view.set_scene(scene({10: BLACK}))
    assert painted == []


@pytest.mark.parametrize("size", [(260, 260), (900, 400), (400, 900)])
def test_any_size_and_shape_can_be_drawn(view, size):
    view.resize(*size)
    for height, width in ((2, 2), (2, 19), (19, 19), (7, 13)):
        view.set_scene(BoardScene(height, width, stones=bytes([1, 2]) * (height * width // 2)))
        assert view.grab().size() == view.size()


def test_the_wheel_goes_through_the_moves(view):
    steps: list[int] = []
    view.stepped.connect(steps.append)
    for angle in (120, -240, 60, 60):
        event = QWheelEvent(
            QPointF(50, 50),
            QPointF(50, 50),
            QPoint(),
            QPoint(0, angle),
            Qt.MouseButton.NoButton,
            Qt.KeyboardModifier.NoModifier,
            Qt.ScrollPhase.NoScrollPhase,
            False,
        )
        QApplication.sendEvent(view, event)
    assert steps == [-1, 2, -1]


def test_what_is_given_by_hand_looks_otherwise_than_what_is_counted(view):
    pictures: list[QImage] = []
    for owner in (BLACK, WHITE, EMPTY):
        for corrected in (frozenset[int](), frozenset({40})):
            view.set_scene(scene(owner=bytes([owner]) * 81, corrected=corrected))
            pictures.append(view.grab().toImage())
    assert all(a != b for a, b in itertools.combinations(pictures, 2))


def test_what_can_be_chosen_has_a_pointing_hand(view):
    counted = scene({10: BLACK}, choosing=True, hover=None)
    view.set_scene(counted)
    for point in (10, 11):
        QTest.mouseMove(view, place(view, point))
        assert view.cursor().shape() is Qt.CursorShape.PointingHandCursor
    QTest.mouseMove(view, QPoint(2, 2))
    assert view.cursor().shape() is Qt.CursorShape.ArrowCursor
    QTest.mouseMove(view, place(view, 10))
    view.set_scene(replace(counted, choosing=False))
    assert view.cursor().shape() is Qt.CursorShape.ArrowCursor
