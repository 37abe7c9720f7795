from __future__ import annotations

import json

import pytest

from gui.files.settings import (
    Settings,
    load_settings,
    save_settings,
    set_aside_damaged,
    write_atomically,
)


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


def test_a_folder_that_cannot_be_written_is_an_error(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(OSError, match="file"):
        save_settings(tmp_path / "file", Settings())


@pytest.mark.parametrize("text", ["", "{", "[]", "\x00", "[" * 200_000])
def test_settings_that_make_no_sense_are_put_aside(tmp_path, text):
    (tmp_path / "settings.json").write_text(text)
    aside = set_aside_damaged(tmp_path)
    assert aside is not None
    assert aside == tmp_path / "settings.damaged.json"
    assert aside.read_text() == text
    assert set_aside_damaged(tmp_path) is None


def test_settings_that_make_sense_stay_where_they_are(tmp_path):
    assert set_aside_damaged(tmp_path) is None
    save_settings(tmp_path, Settings(language="ko"))
    assert set_aside_damaged(tmp_path) is None
    assert load_settings(tmp_path).language == "ko"


def test_a_file_is_replaced_whole_and_nothing_else_is_left(tmp_path):
    path = tmp_path / "deep" / "game.json"
    write_atomically(path, "old")
    write_atomically(path, "바둑")
    assert path.read_text(encoding="utf-8") == "바둑"
    assert list(path.parent.iterdir()) == [path]
