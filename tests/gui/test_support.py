"""Installed like other programs; and what it says when something does not work."""

from __future__ import annotations

import configparser
import re
import sys
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication

from gogame.doctor import Machine, page
from gui.app import main
from gui.dialogs.diagnosis import DiagnosisDialog
from gui.i18n.translator import Translator
from gui.start.launcher import _quoted, command, write_launcher
from gui.start.options import version
from gui.views.diagnosis_texts import diagnosis_line


def test_the_version_is_told(capsys):
    assert main(["--version"]) == 0
    assert re.fullmatch(r"GoGame \d+\.\d+\S*\n", capsys.readouterr().out)
    assert re.match(r"\d+\.\d+", version())


def test_the_program_enters_the_applications_menu(tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    assert main(["--add-to-menu"]) == 0
    entry, icon = (Path(line) for line in capsys.readouterr().out.splitlines())
    assert entry == tmp_path / "applications" / "gogame.desktop"
    parsed = configparser.RawConfigParser(strict=True)
    parsed.optionxform = str  # type: ignore[assignment]
    parsed.read(entry, encoding="utf-8")
    section = parsed["Desktop Entry"]
    assert section["Exec"] == f"{command()} %f"
    assert section["Icon"] == icon.stem
    assert section["GenericName[ko]"] == "바둑"
    assert ET.parse(icon).getroot().tag.endswith("svg")


def test_a_menu_entry_that_cannot_be_written_is_one_sentence(tmp_path, monkeypatch, capsys):
    blocked = tmp_path / "file"
    blocked.write_text("")
    monkeypatch.setenv("XDG_DATA_HOME", str(blocked))
    assert main(["--add-to-menu"]) == 1
    assert "the menu entry cannot be written" in capsys.readouterr().err


def test_paths_with_spaces_are_quoted(tmp_path):
    entry, _icon = write_launcher(tmp_path, _quoted("a b/50% $x"))
    assert 'Exec="a b/50%% \\$x" %f' in entry.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("program", "state", "words"),
    [
        ("print('ok    Python'); print('A game can be played.')", "Everything", "ok    Python"),
        ("import sys; sys.exit('bad   numba: missing')", "Something", "bad   numba: missing"),
    ],
)
def test_the_diagnosis_shows_what_the_doctor_says(qtbot, program, state, words):
    dialog = DiagnosisDialog((sys.executable, "-c", program))
    qtbot.addWidget(dialog)
    assert dialog.state.text().startswith("Examining")
    qtbot.waitUntil(dialog.again_button.isEnabled, timeout=15_000)
    assert dialog.state.text().startswith(state)
    assert words in dialog.report.toPlainText()
    dialog.copy_button.click()
    assert words in QGuiApplication.clipboard().text()
    dialog.done(0)


def test_the_doctor_speaks_the_language_of_the_window(qapp):
    machine = Machine(environment={}, which=lambda _name: None)
    text, _ = page(machine)
    assert [diagnosis_line(line) for line in text.splitlines()] == text.splitlines()
    translator = Translator(qapp)
    translator.use("ko")
    try:
        lines = [diagnosis_line(line) for line in text.splitlines() if line]
    finally:
        translator.use("en")
    for line in lines:
        assert re.search("[가-힣]", line), line
    assert not [line for line in lines if re.search(r" (for|the|it|not|can|by) ", line)]


def test_a_doctor_that_cannot_be_called_is_told(qtbot):
    dialog = DiagnosisDialog(("no-such-program-here",))
    qtbot.addWidget(dialog)
    qtbot.waitUntil(dialog.again_button.isEnabled)
    assert dialog.state.text().startswith("Something")
    assert dialog.report.toPlainText()


def test_closing_ends_the_examination(qtbot):
    dialog = DiagnosisDialog((sys.executable, "-c", "import time; time.sleep(60)"))
    qtbot.addWidget(dialog)
    dialog.done(0)
    assert dialog.result() == 0
