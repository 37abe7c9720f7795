"""The views of the analysis: graph, card, marks on the board, console; each fed by hand."""

from __future__ import annotations

import time
from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QGuiApplication, QImage
from PySide6.QtTest import QTest

from gogame.board.coords import Color
from gui.analysis.game_line import GameLine, Reading
from gui.analysis.marks import CandidateMark
from gui.board.scene import BoardScene
from gui.engines.traffic import MOST_CHARACTERS, MOST_LINES, Line, Traffic
from gui.game.engines import EngineState, EngineStatus
from gui.game.reports import NOBODY, SURE, Metric, Progress
from gui.looks.theme import DARK, TONES
from gui.views.analysis_panel import AnalysisPanel
from gui.views.board import BoardView
from gui.views.console import ConsolePanel
from gui.views.graph import GraphView
from tests.gui.test_analysis_state import POINTS, analysed, played

MARKS = (
    CandidateMark(20, ("+1.5", "1.2k"), 0, True, False, ((20, Color.BLACK), (21, Color.WHITE))),
    CandidateMark(60, ("-7.0", "40"), 4, False, False, ((60, Color.BLACK),)),
    CandidateMark(70, tone=1, is_small=True),
)
SCENE = BoardScene(9, 9, stones=bytes(81), candidates=MARKS, hover=Color.BLACK)
LINE = GameLine(
    (
        Reading(0.0, 0.5),
        Reading(4.0, 0.7, 0.0, Color.BLACK),
        Reading(None, None, 0.0, Color.WHITE),
        Reading(-9.0, 0.2, 13.0, Color.BLACK),
    ),
    1,
)


@pytest.fixture
def board(qtbot) -> BoardView:
    view = BoardView()
    qtbot.addWidget(view)
    view.resize(640, 640)
    view.set_scene(SCENE)
    view.show()
    qtbot.waitExposed(view)
    return view


def color_at(
    view: BoardView, image: QImage, point: int, dx: float = 0.0, dy: float = 0.0
) -> QColor:
    geometry = view.geometry_of_board()
    x, y = geometry.center(point)
    return image.pixelColor(round(x + dx * geometry.cell), round(y + dy * geometry.cell))


def is_near(color: QColor, name: str, reach: int = 60) -> bool:
    wanted = QColor(name)
    away = (
        color.red() - wanted.red(),
        color.green() - wanted.green(),
        color.blue() - wanted.blue(),
    )
    return all(abs(part) <= reach for part in away)


def test_candidates_have_the_colour_of_what_they_lose_and_the_best_a_ring(board):
    image = board.grab().toImage()
    assert is_near(color_at(board, image, 60, -0.42), TONES[4])
    assert is_near(color_at(board, image, 20, -0.455), "#0ac8fa")
    plain = replace(SCENE, candidates=())
    board.set_scene(plain)
    assert board.grab().toImage() != image


def test_the_continuation_is_shown_under_the_mouse_and_by_key(board):
    without = board.grab().toImage()
    x, y = board.geometry_of_board().center(20)
    QTest.mouseMove(board, QPoint(round(x), round(y)))
    assert board.line_shown() == MARKS[0]
    image = board.grab().toImage()
    assert image != without
    assert color_at(board, image, 21, 0.3).lightness() > 180, "White's answer is a stone"
    assert not is_near(color_at(board, image, 60, -0.42), TONES[4]), "other candidates are away"
    QTest.mouseMove(board, QPoint(3, 3))
    assert board.line_shown() is None
    board.show_next_line()
    assert board.line_shown() == MARKS[0]
    board.show_next_line()
    assert board.line_shown() == MARKS[1]
    board.show_next_line()
    assert board.line_shown() is None, "a move that was hardly searched has no line"
    board.show_next_line()
    board.set_scene(replace(SCENE, stones=bytes([1, *bytes(80)])))
    assert board.line_shown() is None, "another position"
    board.show_next_line()
    board.hide_line()
    assert board.line_shown() is None


def test_ownership_shades_empty_points_and_marks_doomed_stones(board):
    stones = bytearray(81)
    stones[10] = stones[11] = 1
    influence = bytearray([NOBODY] * 81)
    influence[10], influence[11] = NOBODY + SURE, NOBODY - SURE
    influence[40], influence[41] = NOBODY + SURE, NOBODY - SURE
    scene = BoardScene(9, 9, stones=bytes(stones))
    board.set_scene(scene)
    before = board.grab().toImage()
    board.set_scene(replace(scene, influence=bytes(influence)))
    image = board.grab().toImage()
    away = (0.3, 0.3)
    was, black = (color_at(board, shown, 40, *away).lightness() for shown in (before, image))
    assert black < was - 40
    was, white = (color_at(board, shown, 41, *away).lightness() for shown in (before, image))
    assert white > was + 20
    assert color_at(board, image, 10).rgb() == color_at(board, before, 10).rgb()
    assert color_at(board, image, 11).lightness() > 200, "White's square on a black stone"
    assert color_at(board, image, 60).rgb() == color_at(board, before, 60).rgb()


def test_losses_are_dots_on_stones(board):
    stones = bytearray(81)
    stones[40] = 1
    board.set_scene(BoardScene(9, 9, stones=bytes(stones), losses=((40, 4),)))
    image = board.grab().toImage()
    geometry = board.geometry_of_board()
    x, y = geometry.center(40)
    away = geometry.stone_radius * 0.52
    assert is_near(image.pixelColor(round(x + away), round(y - away)), TONES[4])


@pytest.fixture
def graph(qtbot) -> GraphView:
    view = GraphView()
    qtbot.addWidget(view)
    view.resize(456, 132)  # 400 pixels for the line
    view.show_line(LINE, Metric.SCORE)
    return view


def test_a_click_or_a_drag_on_the_graph_goes_to_the_move(graph, qtbot):
    chosen: list[int] = []
    graph.move_chosen.connect(chosen.append)
    x = round(graph.x_of(3)) - 20
    QTest.mouseClick(graph, Qt.MouseButton.LeftButton, pos=QPoint(x, 40))
    assert chosen == [3]
    QTest.mousePress(graph, Qt.MouseButton.LeftButton, pos=QPoint(round(graph.x_of(0)), 40))
    QTest.mouseMove(graph, QPoint(round(graph.x_of(2)), 40))
    assert chosen[:2] == [3, 0]
    assert graph.number_at(-500.0) == 0
    assert graph.number_at(9e9) == 3


def test_the_graph_says_what_lies_under_the_mouse(graph):
    QTest.mouseMove(graph, QPoint(round(graph.x_of(3)), 40))
    assert graph.toolTip() == "Move 3 · White +9.0 · Black lost 13.0"
    graph.show_line(LINE, Metric.WINRATE)
    QTest.mouseMove(graph, QPoint(round(graph.x_of(1)), 40))
    assert graph.toolTip() == "Move 1 · Black 70 %"
    QTest.mouseMove(graph, QPoint(round(graph.x_of(2)), 40))
    assert graph.toolTip() == "Move 2 · –"
    assert "Winrate" in graph.accessibleName()
    assert graph.accessibleDescription() == "Black 70 %"


def test_the_graph_paints_score_losses_and_the_dark_theme(graph):
    image = graph.grab().toImage()
    x = round(graph.x_of(3))
    assert image.pixelColor(x, 132 - 12 - 20) == QColor(TONES[5]), "Black's loss, from below"
    assert image.pixelColor(x, 20) != QColor(TONES[5])
    graph.show_line(LINE, Metric.WINRATE)
    assert graph.grab().toImage() != image
    graph.set_theme(DARK)
    assert graph.grab().toImage().pixelColor(2, 60) == QColor(DARK.card)
    assert QPointF(graph.x_of(0), 0).x() < graph.x_of(1)


def test_another_position_moves_the_mark_and_leaves_the_graph(graph):
    first = graph.grab().toImage()
    graph.show_line(replace(LINE, cursor=3), Metric.SCORE)
    moved = graph.grab().toImage()
    assert moved != first
    fresh = GraphView(parent=graph.parentWidget())
    fresh.resize(graph.size())
    fresh.show_line(replace(LINE, cursor=3), Metric.SCORE)
    assert fresh.grab().toImage() == moved
    graph.resize(500, 132)
    assert graph.grab().toImage().width() == 500


def test_a_long_and_jagged_graph_is_painted_within_a_frame(graph):
    readings = [Reading(40.0 * (-1) ** n, 0.9 * (n % 2), 0.0, Color.BLACK) for n in range(300)]
    graph.resize(700, 132)
    graph.show_line(GameLine(tuple(readings), 3), Metric.SCORE, has_both=True)
    times: list[float] = []
    for _ in range(9):
        graph.set_theme(DARK)
        began = time.thread_time()
        graph.grab()
        times.append(1000 * (time.thread_time() - began))
    assert sorted(times)[len(times) // 2] < 16.0, times
    image = graph.grab().toImage()
    colors = {image.pixelColor(x, 40).name() for x in range(50, 690)}
    assert len(colors) > 3, "nothing is drawn"


@pytest.fixture
def panel(qtbot) -> AnalysisPanel:
    view = AnalysisPanel()
    qtbot.addWidget(view)
    return view


def test_the_card_says_who_leads_and_what_was_lost(panel):
    state = analysed(played(*POINTS), {3: -1.0, 4: 2.5}, engine=EngineState(name="KataGo"))
    panel.show_state(state)
    assert not panel.isHidden()
    assert panel.lead.text() == "Black +2.5 · 52 %"
    assert panel.visits.text() == "100 visits · KataGo"
    assert panel.loss.text() == "The last move (White) lost 3.5 points."
    assert panel.restart_button.isHidden()
    panel.show_state(analysed(played(*POINTS), {3: 5.0, 4: -2.0}))
    assert panel.lead.text() == "White +2.0 · 52 %"
    assert panel.loss.text() == "The last move (White) lost nothing."


def test_the_card_shows_progress_waiting_and_death(panel, qtbot):
    state = analysed(played(*POINTS), {}, review=Progress(3, 7))
    panel.show_state(state)
    assert panel.progress_text.text() == "3 / 7"
    assert panel.progress.value() == 3
    assert panel.review_button.text() == "Stop"
    with qtbot.waitSignal(panel.review_clicked):
        panel.review_button.click()
    panel.show_state(analysed(played(*POINTS), {}, is_paused=True))
    assert panel.lead.text() == "Waiting until the engine has moved…"
    assert panel.progress.isHidden()
    dead = EngineState(EngineStatus.DEAD, reason="no model was found")
    panel.show_state(analysed(played(*POINTS), {}, engine=dead))
    assert panel.reason.text() == "No model was found"
    with qtbot.waitSignal(panel.restart_clicked):
        panel.restart_button.click()
    panel.show_state(played(*POINTS))
    assert panel.isHidden()


def test_the_traffic_is_bounded_and_told_in_bundles(qtbot):
    traffic = Traffic()
    told: list[tuple[str, tuple[Line, ...]]] = []
    opened: list[str] = []
    traffic.grew.connect(lambda *words: told.append(words))
    traffic.opened.connect(opened.append)
    with qtbot.waitSignal(traffic.grew):
        traffic.record("a", ">", "name")
        traffic.record("a", "<", "= Fake\nand more")
    assert told == [("a", (Line(">", "name"), Line("<", "= Fake"), Line("<", "and more")))]
    traffic.record("a", "<", "x" * (MOST_CHARACTERS + 9))
    assert traffic.lines("a")[-1].text == "x" * MOST_CHARACTERS + " …"
    for number in range(MOST_LINES + 5):
        traffic.record("b", "<", str(number))
    assert len(traffic.lines("b")) == MOST_LINES
    assert traffic.lines("b")[0].text == "5"
    assert (traffic.channels, opened) == (("a", "b"), ["a", "b"])
    assert traffic.lines("c") == ()


def test_the_console_shows_one_engine_takes_commands_and_copies(qtbot):
    console = ConsolePanel()
    qtbot.addWidget(console)
    console.add_channel("")
    console.add_channel("analysis")
    console.add_channel("analysis")
    assert [console.channels.itemText(i) for i in range(2)] == ["GoGame", "Analysis engine"]
    console.show_all((Line(">", "name"),))
    console.add_lines("", (Line("<", "= Fake"),))
    console.add_lines("analysis", (Line("<", "hidden"),))
    assert console.text() == "> name\n< = Fake"
    console.copy_button.click()
    assert QGuiApplication.clipboard().text() == "> name\n< = Fake"
    typed: list[tuple[str, str]] = []
    console.command_typed.connect(lambda *words: typed.append(words))
    for words in ("showboard", "name", "  "):
        QTest.keyClicks(console.command, words)
        QTest.keyClick(console.command, Qt.Key.Key_Return)
    assert typed == [("", "showboard"), ("", "name")]
    for key, shown in (("Up", "name"), ("Up", "showboard"), ("Down", "name"), ("Down", "")):
        QTest.keyClick(console.command, getattr(Qt.Key, f"Key_{key}"))
        assert console.command.text() == shown
    with qtbot.waitSignal(console.channel_chosen) as chosen:
        console.channels.setCurrentIndex(1)
    assert chosen.args == ["analysis"]
    console.add_lines("analysis", tuple(Line("<", str(n)) for n in range(MOST_LINES + 9)))
    assert console.log.blockCount() == MOST_LINES
