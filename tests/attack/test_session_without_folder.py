"""A person learns at the start that an unfinished game cannot come back."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from pytestqt.qtbot import QtBot

from gui.dialogs.new_game import NewGameDialog
from gui.engine_client import EngineClient, EngineProgram
from gui.engines.partner import EnginePartner
from gui.engines.team import EngineTeam
from gui.files.autosave import Autosave
from gui.game.state import GameSetup, MessageKind
from gui.session import Session

pytestmark = pytest.mark.gui


def test_the_window_says_that_it_cannot_keep_the_game(qtbot: QtBot, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    client = EngineClient(EngineProgram(sys.executable, ("-c", "")))
    team = EngineTeam(lambda _command: EnginePartner(client))
    session = Session(team, Autosave(tmp_path / "file" / "data"))
    session.begin()
    assert session.state.message is not None
    assert session.state.message.kind is MessageKind.AUTOSAVE_FAILED
    assert "data" in session.state.message.args[0]
    session.close()


def test_the_dialog_offers_no_more_stones_to_capture_than_points(qtbot: QtBot) -> None:
    dialog = NewGameDialog(GameSetup())
    qtbot.addWidget(dialog)
    dialog.board.other_size.setChecked(True)
    dialog.board.columns.setValue(2)
    dialog.board.rows.setValue(2)
    dialog.board.goal.setValue(99)
    assert dialog.board.goal.value() == 4
