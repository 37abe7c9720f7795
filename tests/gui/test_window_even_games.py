"""Even games in the whole window: results are kept, and the next game's level follows."""

from __future__ import annotations

import shutil
from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent, QTimer
from PySide6.QtWidgets import QApplication

import gui.files.snapshot as snapshot
import gui.game.conducting as conducting
import gui.game.transitions as transitions
from gogame.board.coords import Color
from gogame.board.variant import standard
from gui.dialogs.new_game import NewGameDialog
from gui.files.settings import Folders, Settings
from gui.game.state import GameSetup, MessageKind, Phase, Player, PlayerKind
from gui.i18n.translator import Translator
from gui.lessons.even_game import PlayedGame, from_text, suggest
from gui.main_window import MainWindow

AT_LEVEL = GameSetup(standard(9), white=Player(PlayerKind.AI, level=6))


@pytest.fixture
def make_window(make_bench, qtbot, qapp, tmp_path):
    def make(setup: GameSetup = AT_LEVEL, **settings: object) -> MainWindow:
        bench = make_bench()
        folders = Folders(tmp_path / "config", tmp_path / "data")
        kept = Settings(**settings)  # type: ignore[arg-type]
        window = MainWindow(bench.session, Translator(qapp), folders, kept)
        qtbot.addWidget(window)
        bench.session.begin(setup)
        return window

    return make


def kept_games(tmp_path) -> tuple[PlayedGame, ...]:
    return from_text((tmp_path / "data" / "even_games.json").read_text())


def answer_dialog(window: MainWindow, act) -> None:
    """Opens the dialog of a new game and lets `act` do with it what a person would."""
    QTimer.singleShot(0, lambda: act(window.findChild(NewGameDialog)))
    window.play.ask_new_game()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def test_a_finished_game_is_kept_once(make_window, tmp_path):
    window = make_window()
    window.session.resign()
    assert kept_games(tmp_path) == (PlayedGame(9, 6, 0.0),)
    window.session.step(-1)
    window.session.step(1)
    assert len(kept_games(tmp_path)) == 1
    window.session.new_game(AT_LEVEL)
    window.session.resign()
    assert len(kept_games(tmp_path)) == 2


def test_a_resumed_game_counts_once_and_by_its_last_end(make_window, tmp_path):
    window = make_window()
    session = window.session
    session.resign()
    session.new_game(AT_LEVEL)
    for _ in range(3):
        session.resign()
        session.resume()
    assert kept_games(tmp_path) == (PlayedGame(9, 6, 0.0),) * 2
    session.change(lambda state: transitions.time_out(state, Color.WHITE))
    assert kept_games(tmp_path) == (PlayedGame(9, 6, 0.0), PlayedGame(9, 6, 1.0))
    session.change(conducting.play_out)
    session.change(conducting.played_out)
    assert len(kept_games(tmp_path)) == 2
    session.new_game(AT_LEVEL)
    session.resign()
    assert len(kept_games(tmp_path)) == 3


def test_a_resumed_game_does_not_count_again_in_another_session(make_window, tmp_path):
    window = make_window()
    window.session.click(40)
    window.session.resign()
    window.session.resume()
    text = snapshot.to_text(window.session.state)
    window.close()
    again = make_window()
    again.session.start(lambda game: snapshot.from_text(text, game))
    assert again.session.state.phase is Phase.PLAYING
    again.session.resign()
    assert kept_games(tmp_path) == (PlayedGame(9, 6, 0.0),)
    again.session.new_game(AT_LEVEL)
    again.session.resign()
    assert len(kept_games(tmp_path)) == 2


def test_other_games_are_not_kept(make_window, tmp_path):
    window = make_window(replace(AT_LEVEL, white=Player(PlayerKind.AI, visits=9)))
    window.session.resign()
    assert not (tmp_path / "data" / "even_games.json").exists()


def test_the_dialog_offers_the_level_that_follows(make_window, tmp_path):
    window = make_window()
    for _ in range(4):
        window.session.new_game(AT_LEVEL)
        window.session.resign()
    chosen: list[int] = []

    def accept(dialog) -> None:
        assert not dialog.even_reason.isVisible()
        dialog.by_level.click()
        dialog.even.click()
        assert dialog.even_reason.isVisible()
        assert "you scored 0 of your last 4 on 9×9" in dialog.even_reason.text()
        setup = dialog.setup()
        chosen.append(setup.white.level or setup.black.level)
        dialog.accept()

    answer_dialog(window, accept)
    level = suggest(kept_games(tmp_path), 9, 9).level
    assert chosen == [level]
    assert window.session.state.setup.white.level == level
    assert window.preferences.now.even_game
    again: list[bool] = []

    def look(dialog) -> None:
        again.append(dialog.even.isChecked())
        dialog.reject()

    answer_dialog(window, look)
    assert again == [True]


def test_with_another_network_nothing_is_claimed(make_window, tmp_path):
    network = tmp_path / "mine.safetensors"
    network.touch()
    window = make_window(network=str(network), even_game=True)
    window.session.resign()
    assert not (tmp_path / "data" / "even_games.json").exists()
    seen: list[str] = []

    def look(dialog) -> None:
        dialog.by_level.click()
        assert not dialog.even.isVisible()
        seen.extend(field.said for field in dialog.levels.values())
        dialog.reject()

    answer_dialog(window, look)
    assert all(text.endswith("not measured with this network") for text in seen)
    assert len(seen) == 2


def test_a_damaged_file_is_put_aside_and_said(make_window, tmp_path):
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "even_games.json").write_text("{")
    window = make_window()
    window.session.resign()
    assert (tmp_path / "data" / "even_games.damaged").read_text() == "{"
    assert kept_games(tmp_path) == (PlayedGame(9, 6, 0.0),)


def test_a_folder_that_cannot_be_written_is_said(make_window, tmp_path):
    window = make_window()
    shutil.rmtree(tmp_path / "data", ignore_errors=True)
    (tmp_path / "data").write_text("in the way")
    window.session.resign()
    message = window.session.state.message
    assert message is not None
    assert message.kind is MessageKind.RESULTS_FAILED
