"""The training window, joined to a main window and to runs that real writers have written."""

from __future__ import annotations

import json
import os
import shutil
import time
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QObject, QPoint, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFont, QFontMetricsF
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog

from gogame.run_status import RunState
from gui.dialogs.new_run import NewRunDialog
from gui.files.settings import Folders, Settings, load_settings
from gui.game.state import HUMAN, GameSetup, MessageKind
from gui.i18n.translator import Translator
from gui.looks.theme import DARK
from gui.main_window import MainWindow
from gui.training import room as rooms
from gui.training.plots import loss_plot, thinned
from gui.training.story import Round, Story
from gui.training.trouble import TroubleKind
from gui.views.training.charts import Chart
from gui.views.training.tables import RowsTable
from gui.views.training.words import curve_name
from selfplay.options import build_parser
from selfplay.report.feed import curves, stored_games
from selfplay.report.status import write_status
from selfplay.run.live import write_live
from tests.gui.test_training_values import GONE, game, status
from tests.selfplay.report.runs import digest_of, write_run

WAIT_MS = 60_000
ROUNDS = 9


class NearQuestion(QObject):
    """Answers as the command would, from within this process: starting it takes seconds."""

    answered = Signal(str)
    failed = Signal(str)

    def __init__(self, words: tuple[str, ...], parent: QObject) -> None:
        super().__init__(parent)
        args = build_parser().parse_args(words)
        found = (
            curves(args.dir)
            if args.command == "curves"
            else stored_games(args.dir, args.limit, skip=args.skip, checkpoint=args.checkpoint)
        )
        text = json.dumps(found)
        QTimer.singleShot(0, self, lambda: self.answered.emit(text))

    def drop(self) -> None:
        self.blockSignals(True)


@pytest.fixture
def near(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rooms, "Question", NearQuestion)


@pytest.fixture(scope="module")
def stored(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("stored")
    write_run(root, rounds=ROUNDS, games=120)
    return root


@pytest.fixture
def run_dir(stored: Path, tmp_path: Path) -> Path:
    root = tmp_path / "runs" / "first"
    shutil.copytree(stored, root)
    networks = root / "networks"
    networks.mkdir()
    for number in range(1, ROUNDS + 1):
        (networks / f"{number:06d}-{digest_of(number)[:8]}.safetensors").write_bytes(b"net")
    write_status(root, status(
        run_id="first-0a1b", pid=GONE, state=RunState.STOPPED, round=ROUNDS,
        checkpoint=digest_of(ROUNDS), ladder=(),
    ))  # fmt: skip
    return root


@pytest.fixture
def main_window(make_bench, qtbot, qapp, tmp_path):
    def make(settings: Settings | None = None) -> MainWindow:
        bench = make_bench()
        folders = Folders(tmp_path / "config", tmp_path / "data")
        window = MainWindow(bench.session, Translator(qapp), folders, settings or Settings())
        qtbot.addWidget(window)
        bench.session.begin(GameSetup(white=HUMAN))
        window.show()
        return window

    return make


def opened(window: MainWindow, folder: Path, qtbot) -> Any:
    training = window.training
    training.open_run(folder)
    qtbot.waitUntil(lambda: not training.room.state.asked, timeout=WAIT_MS)
    return training


def texts_of(table) -> list[tuple[str, ...]]:
    return [row.cells for row in table.rows_model.rows]


def test_a_finished_run_shows_its_curves_games_and_networks(main_window, run_dir, qtbot):
    window = main_window()
    training = opened(window, run_dir, qtbot)
    shown = training.window
    assert training.room.state.refusal is None
    assert shown.overview.tiles["games"].figure.text() == "500"
    assert len(shown.overview.strength.plot.curves) == 6
    assert shown.overview.progress.legend[0] == "total"
    shown.overview.progress.choose(1170.0)
    assert shown.overview.progress.legend[0].startswith("total ")
    shown.overview.strength_choice.setCurrentIndex(1)
    assert [curve.name for curve in shown.overview.strength.plot.curves] == [
        ("elo", "1"), ("elo", "100"),
    ]  # fmt: skip
    rows = texts_of(shown.games.table)
    assert (len(rows), rows[0][3]) == (100, "7×7, komi 9")
    assert "120 games" in shown.games.count.text()
    assert [cells[0] for cells in texts_of(shown.networks.table)] == [
        str(n) for n in range(ROUNDS, 0, -1)
    ]
    assert "random moves" in texts_of(shown.networks.table)[0][4]
    shown.networks.only_measured.setChecked(True)
    assert [cells[0] for cells in texts_of(shown.networks.table)] == ["9", "6", "3"]
    assert str(run_dir) in window.preferences.now.runs
    image = shown.overview.strength.grab().toImage()
    assert image.size() != QSize(0, 0)


def test_pages_of_games_and_the_games_of_one_network(main_window, near, run_dir, qtbot):
    window = main_window()
    training = opened(window, run_dir, qtbot)
    panel = training.window.games
    panel.older.click()
    qtbot.waitUntil(lambda: training.room.state.page.skip == 100, timeout=WAIT_MS)
    assert len(texts_of(panel.table)) == 20
    assert not panel.older.isEnabled()
    training.window.networks.table.choose("2")
    training.window.networks.games.click()
    qtbot.waitUntil(lambda: training.room.state.page.total == 20, timeout=WAIT_MS)
    assert {game.checkpoint for game in training.room.state.page.games} == {digest_of(2)}
    assert training.window.tabs.currentWidget() is panel
    assert "round 2" in texts_of(panel.table)[0][4]


def test_a_stored_game_is_replayed_and_opened_to_analyse(main_window, near, run_dir, qtbot):
    window = main_window()
    training = opened(window, run_dir, qtbot)
    state = training.room.state
    assert state.replay.game.game_id == state.page.games[0].game_id
    qtbot.waitUntil(lambda: training.room.state.replay.shown >= 2, timeout=WAIT_MS)
    training.window.games.table.choose(state.page.games[3].game_id)
    replay = training.room.state.replay
    assert (replay.game, training.room.state.is_watching) == (state.page.games[3], False)
    training.window.board.slider.setValue(5)
    assert (training.room.state.replay.shown, training.room.state.replay.is_running) == (5, False)
    training.window.board.board.setFocus()
    QTest.keyClick(training.window.board.board, Qt.Key.Key_Right)
    qtbot.waitUntil(lambda: training.room.state.replay.shown == 6, timeout=WAIT_MS)
    assert "move 6 of" in training.window.board.caption.text()
    training.window.games.open.click()
    now = window.session.state
    assert (now.is_record, now.path, now.unsaved) == (True, None, False)
    assert now.line_length == len(replay.game.moves)
    assert now.message.kind is MessageKind.OPENED
    assert str(now.result) == replay.game.result


def test_a_game_against_a_network_as_it_was(main_window, near, run_dir, qtbot):
    window = main_window()
    training = opened(window, run_dir, qtbot)
    networks = training.window.networks
    networks.moment.selectAll()
    QTest.keyClicks(networks.moment, "10")
    assert networks.chosen.number == 4  # a network every 130 s
    networks.visits.setValue(40)
    networks.play.click()
    setup = window.session.state.setup
    assert (setup.variant.width, setup.variant.komi) == (7, 9.0)
    assert setup.white.engine.endswith(f"networks/000004-{digest_of(4)[:8]}.safetensors")
    assert (setup.white.visits, setup.white.name) == (40, "first after 9 min")
    networks.moment.selectAll()
    QTest.keyClicks(networks.moment, "soon")
    assert "is no time" in networks.found.text()


def test_the_app_uses_a_network_until_the_built_in_one_is_wanted(
    main_window, near, run_dir, qtbot, tmp_path, monkeypatch
):
    used: list[str] = []
    monkeypatch.setattr(
        "gui.features.training.use_network", lambda _session, network: used.append(network)
    )
    window = main_window()
    training = opened(window, run_dir, qtbot)
    networks = training.window.networks
    networks.table.choose("5")
    networks.use.click()
    file = str(run_dir / "networks" / f"000005-{digest_of(5)[:8]}.safetensors")
    assert used == [file]
    assert load_settings(tmp_path / "config").network == file
    assert window.session.state.message.kind is MessageKind.NETWORK_CHOSEN
    assert "000005" in networks.in_use.text()
    assert "learnt" not in networks.in_use.text(), "its files do not say"
    assert window.commands["training.built-in"].isEnabled()
    networks.built_in.click()
    assert used == [file, ""]
    assert load_settings(tmp_path / "config").network == ""
    assert window.session.state.message.kind is MessageKind.NETWORK_BUILT_IN


def test_a_chosen_network_that_is_gone_is_told_of(main_window, tmp_path):
    window = main_window(Settings(network=str(tmp_path / "gone.safetensors")))
    message = window.session.state.message
    assert message.kind is MessageKind.NETWORK_GONE
    assert window.preferences.now.network == ""


def test_the_game_in_progress_is_followed(main_window, near, run_dir, qtbot):
    write_status(run_dir, status(pid=os.getpid(), round=ROUNDS, checkpoint=digest_of(ROUNDS)))
    write_live(run_dir, [game("now", (4, 1), "")])
    window = main_window()
    training = opened(window, run_dir, qtbot)
    assert training.room.state.replay.is_live
    assert training.room.state.replay.shown == 2
    assert training.window.board.caption.text().startswith("Game in progress")
    write_live(run_dir, [game("now", (4, 1, 0, 2), "")])
    qtbot.waitUntil(lambda: training.room.state.replay.shown == 4, timeout=WAIT_MS)
    training.room.show_game(0)
    assert not training.room.state.replay.is_live
    assert training.window.board.live.isVisible()
    training.window.board.live.click()
    assert training.room.state.replay.is_live


def test_a_run_that_died_is_told_with_its_last_words(main_window, near, run_dir, qtbot):
    (run_dir / "logs").mkdir()
    (run_dir / "logs" / "run.log").write_text("no space left on the disk\n")
    write_status(run_dir, status(pid=GONE))
    window = main_window()
    training = opened(window, run_dir, qtbot)
    assert training.room.state.trouble.kind is TroubleKind.DIED
    assert training.room.state.shown_state is RunState.FAILED
    assert "no space left on the disk" in training.window.message.text()
    assert training.window.resume.isVisible()
    assert not training.window.stop.isVisible()
    (run_dir / "status.json").write_text("{")
    qtbot.waitUntil(
        lambda: training.room.state.trouble.kind is TroubleKind.BROKEN_FILE, timeout=WAIT_MS
    )
    shutil.rmtree(run_dir)
    qtbot.waitUntil(lambda: training.room.state.trouble.kind is TroubleKind.NO_RUN, timeout=WAIT_MS)
    assert "open a folder that has status.json" in training.window.message.text()


def test_what_the_training_program_refuses_is_told(main_window, run_dir, qtbot):
    window = main_window()
    training = opened(window, run_dir, qtbot)
    shutil.rmtree(run_dir / "lake" / "games")
    (run_dir / "lake" / "games" / "_delta_log").mkdir(parents=True)
    (run_dir / "lake" / "games" / "_delta_log" / "00000000000000000000.json").write_text("{")
    training.room.ask_games()
    qtbot.waitUntil(lambda: training.room.state.refusal is not None, timeout=WAIT_MS)
    assert training.room.state.refusal.args[0] == "games"
    assert training.window.message.text().startswith("The run could not be asked for its games")


def test_the_window_follows_language_and_colours_and_has_a_key(main_window, near, run_dir, qtbot):
    window = main_window()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow, timeout=WAIT_MS)
    QTest.keyClick(window, Qt.Key.Key_F9)
    training: Any = window.training
    qtbot.waitUntil(lambda: training.window is not None and training.window.isVisible())
    assert not training.window.isModal()
    assert training.window.doing.text().startswith("Start a new run")
    opened(window, run_dir, qtbot)
    before = training.window.overview.progress.grab().toImage()
    window.preferences.change(appearance="dark")
    assert training.window.overview.progress.grab().toImage() != before
    assert DARK.card != ""
    translator = window.looks._translator
    translator.use("ko")
    try:
        qtbot.waitUntil(lambda: training.window.stop.text() == "중지", timeout=WAIT_MS)
        assert training.window.tabs.tabText(2) == "신경망"
        assert training.window.networks.table.rows_model.headerData(
            4, Qt.Orientation.Horizontal
        ) == ("기력")
    finally:
        translator.use("en")
    training.window.close()
    assert not training.room._looker.isActive()


def test_charts_are_read_with_the_mouse_and_with_keys(main_window, near, run_dir, qtbot):
    window = main_window()
    chart = opened(window, run_dir, qtbot).window.overview.progress
    chart.setFocus()
    QTest.keyClick(chart, Qt.Key.Key_Left)
    assert chart.accessibleDescription().startswith("20 min: total ")
    QTest.keyClick(chart, Qt.Key.Key_Left)
    assert chart.accessibleDescription().startswith("17 min: total ")
    QTest.mouseMove(chart, QPoint(chart.width() // 2, chart.height() // 2))
    chart.choose(None)
    assert "total," not in chart.accessibleDescription()


def test_a_long_run_is_drawn_at_once(qtbot):
    """Bounds the work, not the pixels: what grows with the square of the rounds takes seconds."""
    names = ("total", "policy", "outcome", "ownership", "score", "reply")
    rounds = tuple(
        Round(n, f"{n:064x}", 10.0 * n, f"networks/{n}", losses=dict.fromkeys(names, 1.0 + n % 7))
        for n in range(1, 3001)
    )
    chart = Chart(curve_name)
    qtbot.addWidget(chart)
    chart.show_plot(loss_plot(Story(rounds)), "")
    began = time.process_time()
    assert not chart.grab().isNull()
    assert time.process_time() - began < 1.0
    assert len(thinned([(n / 10, 0.0) for n in range(3000)])) == 151


@pytest.mark.parametrize("percent", [80, 100, 200])
def test_a_chart_and_a_table_have_room_for_words_of_any_size(qtbot, percent):
    rounds = tuple(
        Round(n, f"{n:064x}", 10.0 * n, f"networks/{n}", losses={"policy": 1.0 + n, "outcome": 2.0})
        for n in range(1, 4)
    )
    chart = Chart(curve_name)
    table = RowsTable(lambda: ("Round",), 0)
    for view in (chart, table):
        qtbot.addWidget(view)
        view.show()
        font = QFont(view.font())
        font.setPointSizeF(10.0)
        view.setFont(font)
    chart.show_plot(loss_plot(Story(rounds)), "")
    usual = chart.area()
    for view in (chart, table):
        font.setPointSizeF(percent / 10.0)
        view.setFont(font)
    small = QFont(font)
    small.setPointSizeF(0.9 * font.pointSizeF())
    line = QFontMetricsF(small).height()
    area = chart.area()
    assert area.top() >= line
    assert chart.height() - area.bottom() >= line
    assert area.left() >= QFontMetricsF(small).horizontalAdvance("100 %")
    assert (area.left() > usual.left()) == (percent > 100)
    assert table.verticalHeader().defaultSectionSize() >= table.fontMetrics().height() + 8


def test_the_dialog_shows_the_command_and_what_is_wrong(qtbot, tmp_path, monkeypatch):
    dialog = NewRunDialog(str(tmp_path / "run"), str(tmp_path / "other"))
    qtbot.addWidget(dialog)
    dialog.preset.setCurrentIndex(1)
    dialog.hours.setValue(0.5)
    dialog.settings.setPlainText("seed=4")
    assert dialog.command.text() == (
        f"gogame-selfplay run {tmp_path / 'run'} --preset 7x7 --hours 0.5 --set seed=4"
    )
    dialog.settings.setPlainText("faster please")
    dialog._start.click()
    assert not dialog.result()
    assert "is no setting" in dialog._error.text()
    dialog.settings.setPlainText("")
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(tmp_path / "new"))
    dialog._browse_folder()
    assert dialog.plan().folder == str(tmp_path / "new")
    dialog._start.click()
    assert dialog.result()


def test_a_room_that_nobody_watches_looks_at_nothing(qapp, run_dir, tmp_path, qtbot, monkeypatch):
    looks: list[object] = []
    monkeypatch.setattr(rooms, "look", lambda *words: looks.append(words))
    room = rooms.TrainingRoom(tmp_path)
    qtbot.wait(50)
    assert looks == []
    assert room.state.folder is None
    room.close()
