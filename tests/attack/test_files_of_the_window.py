"""Damaged files of the window never keep it from opening."""

from __future__ import annotations

import json
import os
import time
from pathlib import Path

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import gui.files.game_files as game_files
import gui.files.snapshot as snapshot
import gui.game.transitions as transitions
from gogame.board.rules import WinCondition
from gogame.board.variant import VariantSpec
from gogame.errors import ConfigError, SgfError, VariantError
from gui.files.autosave import Autosave
from gui.files.settings import Settings, load_settings
from gui.game.state import HUMAN, GameSetup

pytestmark = pytest.mark.gui
HUGE = float("1e400")


def unfinished() -> dict[str, object]:
    state = transitions.play(transitions.new_game(GameSetup(white=HUMAN), 1), 40)
    return json.loads(snapshot.to_text(state))


@pytest.mark.parametrize("text", ["[" * 200_000, '{"a":' * 200_000])
def test_a_deeply_nested_unfinished_game_is_refused(text: str) -> None:
    with pytest.raises(ConfigError, match="unfinished game"):
        snapshot.from_text(text, 1)


def test_endless_numbers_in_an_unfinished_game_are_refused() -> None:
    raw = unfinished()
    raw["cursor"] = [HUGE]
    with pytest.raises(ConfigError, match="unfinished game"):
        snapshot.from_text(json.dumps(raw), 1)


def test_endless_numbers_in_a_setup_are_refused() -> None:
    setup = snapshot.setup_to_json(GameSetup()) | {"handicap": HUGE}
    with pytest.raises(ConfigError, match="game setup"):
        snapshot.setup_from_json(setup)


def test_deeply_nested_settings_are_as_good_as_none(tmp_path: Path) -> None:
    (tmp_path / "settings.json").write_text("[" * 200_000)
    assert load_settings(tmp_path) == Settings()


def test_a_folder_that_cannot_be_used_has_a_name_to_complain_about(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    autosave = Autosave(tmp_path / "file" / "data")
    assert autosave.path is None
    assert autosave.folder == tmp_path / "file" / "data"
    autosave.close()


def test_too_many_stones_to_capture_are_refused_with_the_range() -> None:
    with pytest.raises(VariantError, match="capture_goal 99: expected 1 to 4"):
        VariantSpec(2, 2, win=WinCondition.CAPTURE, capture_goal=99)


@pytest.mark.parametrize("unit", ["(;B[ee]", ";B[aa]C[x]"])
def test_an_endless_line_is_refused_at_once(tmp_path: Path, unit: str) -> None:
    path = tmp_path / "deep.sgf"
    path.write_text("(;SZ[9]" + unit * 40_000 + ")" * (1 + 40_000 * unit.count("(")))
    began = time.process_time()
    with pytest.raises(SgfError, match="more than 30000 nodes"):
        game_files.open_game(path)
    assert time.process_time() - began < 20
