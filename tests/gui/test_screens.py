"""The pictures of the documents can be made again, and none is forgotten."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QImage

from gui.engines.programs import ANALYSIS_VARIABLE, ENGINE_VARIABLE
from gui.i18n.translator import LANGUAGES
from gui.looks.theme import LIGHT, apply_colors
from gui.screens import Photographer

from .conftest import FAKE_ANALYSIS, FAKE_ENGINE

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.slow
def test_every_picture_of_the_document_is_made(qtbot, qapp, tmp_path, monkeypatch):
    monkeypatch.setenv(ENGINE_VARIABLE, f'"{sys.executable}" "{FAKE_ENGINE}"')
    monkeypatch.setenv(ANALYSIS_VARIABLE, f'"{sys.executable}" "{FAKE_ANALYSIS}"')
    Photographer(qapp, "ko", tmp_path, tmp_path / "home").take_all()
    assert QCoreApplication.translate("Commands", "&File") == "&File", "English again"
    apply_colors(qapp, LIGHT)
    document = (ROOT / "docs" / "screens.md").read_text(encoding="utf-8")
    shown = re.findall(r"images/screens/(\S+)-(\w+)\.jpg", document)
    made = {path.stem.removesuffix("-ko") for path in tmp_path.glob("*.jpg")}
    assert {name for name, _language in shown} == made
    assert {language for _name, language in shown} == set(LANGUAGES)
    for path in tmp_path.glob("*.jpg"):
        assert QImage(str(path)).width() > 300
