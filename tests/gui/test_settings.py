from __future__ import annotations

import json

import pytest

from gui.settings import Settings, load_settings, save_settings, write_atomically


def test_settings_come_back(tmp_path):
    settings = Settings(language="ko", coordinates=False, folder="games")
    save_settings(tmp_path / "new", settings)
    assert load_settings(tmp_path / "new") == settings


@pytest.mark.parametrize(
    "text", ["", "{", "[]", '{"language": 5, "unknown": 1, "coordinates": "yes"}', "\x00"]
)
def test_nonsense_means_defaults(tmp_path, text):
    (tmp_path / "settings.json").write_text(text)
    assert load_settings(tmp_path) == Settings()


def test_what_makes_sense_is_kept(tmp_path):
    (tmp_path / "settings.json").write_text(json.dumps({"language": "ko", "coordinates": 1}))
    assert load_settings(tmp_path) == Settings(language="ko")


def test_a_folder_that_cannot_be_written_is_no_trouble(tmp_path):
    (tmp_path / "file").write_text("")
    save_settings(tmp_path / "file", Settings())


def test_a_file_is_replaced_whole_and_nothing_else_is_left(tmp_path):
    path = tmp_path / "deep" / "game.json"
    write_atomically(path, "old")
    write_atomically(path, "바둑")
    assert path.read_text(encoding="utf-8") == "바둑"
    assert list(path.parent.iterdir()) == [path]
