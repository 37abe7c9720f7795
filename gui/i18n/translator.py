"""`Translator`: the language of the window, from its first text on and switchable at any time."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator
from PySide6.QtWidgets import QApplication

from gui.looks.theme import ui_font

FOLDER = Path(__file__).resolve().parent
LANGUAGES = {"en": "English", "ko": "한국어"}


class Translator:
    """Installs our texts and Qt's own in one of `LANGUAGES`."""

    def __init__(self, application: QApplication, font_percent: int = 100) -> None:
        """Begin in English, the language of the sources.

        Args:
            application: Whose language it is.
            font_percent: Size of all words, 100 for the system's.
        """
        self._application = application
        self._font_percent = font_percent
        self._code = "en"
        self._installed: list[tuple[QTranslator, bytes]] = []  # Qt reads the bytes in place

    def use(self, language: str) -> str:
        """Switches to a language; returns its code.

        Args:
            language: A key of `LANGUAGES`; anything else means the system's language.
        """
        code = language if language in LANGUAGES else system_language()
        self._code = code
        self._application.setFont(ui_font(code, self._font_percent))
        for old, _texts in self._installed:
            QCoreApplication.removeTranslator(old)
        self._installed = []
        if code == "en":
            return code
        qt_folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
        for name, folder in ((f"qtbase_{code}", qt_folder), (f"gogame_{code}", str(FOLDER))):
            file = Path(folder) / f"{name}.qm"
            # Given a name, Qt would map the file into memory and die if it were written anew.
            texts = file.read_bytes() if file.is_file() else b""
            translator = QTranslator()
            if texts and translator.load(texts):
                QCoreApplication.installTranslator(translator)
                self._installed.append((translator, texts))
        return code

    def scale_font(self, percent: int) -> None:
        """Gives all words another size, 100 for the system's."""
        if percent != self._font_percent:
            self._font_percent = percent
            self._application.setFont(ui_font(self._code, percent))


def system_language() -> str:
    """Returns the first of the system's languages that there are texts in, English if none."""
    for name in QLocale.system().uiLanguages():
        code = name.replace("_", "-").split("-")[0]
        if code in LANGUAGES:
            return code
    return "en"
