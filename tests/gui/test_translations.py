"""Every word of the window has its translation, and the compiled files are fresh."""

from __future__ import annotations

import ast
import re
import shutil
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication

import gui
from gui.dialogs.new_game import NewGameDialog
from gui.game.engines import EngineState, EngineStatus
from gui.game.state import GameSetup, Message, MessageKind
from gui.i18n.translator import LANGUAGES, Translator
from gui.i18n.update import FOLDER, TRANSLATED, compile_texts, update_texts
from gui.views import texts
from gui.views.controls import Controls

DOCTOR = {"CPU", "GPU", "JAX", "Python", "bench", "gnugo", "openvino", "play", "sync", "uv"}
COMMANDS = set(
    "kata lz analyze my engine gtp GNU Go Elo smoke key value status json safetensors gogame "
    "selfplay settings OpenSSH ssh config".split()
)
PLACEHOLDER = re.compile(r"\{\d\}")


def messages(language: str) -> list[tuple[str, str, str]]:
    """Returns context, source and translation of every text."""
    found = []
    for context in ET.parse(FOLDER / f"gogame_{language}.ts").getroot().iter("context"):
        name = context.findtext("name") or ""
        for message in context.iter("message"):
            translation = message.find("translation")
            assert translation is not None
            assert translation.get("type") is None, (name, message.findtext("source"))
            found.append((name, message.findtext("source") or "", translation.text or ""))
    return found


def literals() -> set[str]:
    """Returns every text that the sources give to Qt's translation."""
    found: set[str] = set()
    for path in Path(gui.__file__).parent.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call):
                continue
            by_method = getattr(node.func, "attr", "") == "tr"
            by_function = getattr(node.func, "id", "") == "translate"
            if by_method or by_function:
                text = node.args[-1]
                assert isinstance(text, ast.Constant), f"{path.name}:{node.lineno}: no literal"
                found.add(str(text.value))
    return found


@pytest.mark.parametrize("language", TRANSLATED)
def test_every_text_of_the_sources_is_translated(language):
    known = {source for _, source, _ in messages(language)}
    assert literals() - known == set()
    assert known - literals() == set()
    assert [source for _, source, text in messages(language) if not text.strip()] == []


@pytest.mark.parametrize("language", TRANSLATED)
def test_placeholders_stay(language):
    for _, source, text in messages(language):
        assert sorted(PLACEHOLDER.findall(source)) == sorted(PLACEHOLDER.findall(text)), source
        assert source.endswith("…") == text.endswith("…") or "…" in text, source


def test_korean_is_korean():
    allowed = {"AI", "GoGame", "SGF", "PDF", "PNG", "SVG", "MIT", "GTP", "JSON", "KataGo", "SSH"}
    for _, _, text in messages("ko"):
        words = set(re.findall(r"[A-Za-z]{2,}", PLACEHOLDER.sub("", text)))
        assert words - allowed - COMMANDS - {"AGA", "sgf"} - DOCTOR == set(), text
        assert re.search("[가-힣]", text) or not re.search("[A-Za-z]", text), text


@pytest.mark.parametrize("language", TRANSLATED)
def test_the_files_are_fresh(language, tmp_path):
    """If this fails run ``python -m gui.i18n.update`` and translate what is new."""
    kept = FOLDER / f"gogame_{language}.ts"
    fresh = tmp_path / kept.name
    shutil.copy(kept, fresh)
    update_texts(fresh)
    assert fresh.read_text(encoding="utf-8") == kept.read_text(encoding="utf-8")
    compiled = tmp_path / "fresh.qm"
    compile_texts(kept, compiled)
    assert compiled.read_bytes() == kept.with_suffix(".qm").read_bytes()


@pytest.fixture
def translator(qapp):
    made = Translator(qapp)
    yield made
    made.use("en")


def test_the_language_can_be_switched_while_the_window_is_open(qtbot, translator):
    controls = Controls()
    qtbot.addWidget(controls)
    assert translator.use("ko") == "ko"
    QApplication.sendPostedEvents(None, QEvent.Type.LanguageChange)
    assert controls.pass_button.text() == "패스"
    assert controls.resign_button.text() == "기권"
    assert texts.engine_text(EngineState(EngineStatus.READY)) == "엔진 준비 완료"
    died = texts.message_text(Message(MessageKind.ENGINE_DIED, ("x",)))
    assert re.search("[가-힣]", died)
    translator.use("en")
    QApplication.sendPostedEvents(None, QEvent.Type.LanguageChange)
    assert controls.pass_button.text() == "Pass"


def test_dialogs_speak_korean_too(qtbot, translator):
    translator.use("ko")
    dialog = NewGameDialog(GameSetup())
    qtbot.addWidget(dialog)
    assert dialog.windowTitle() == "새 대국"
    assert dialog.rules.itemText(0) == "트롬프-테일러"


def test_an_unknown_language_means_the_system_s(translator):
    assert translator.use("xx") in LANGUAGES
