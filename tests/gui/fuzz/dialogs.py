"""`Answerer`: answers whatever dialog or menu opens, at random, so that no step waits for ever."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QDialog,
    QDoubleSpinBox,
    QFileDialog,
    QLineEdit,
    QListWidget,
    QMenu,
    QMessageBox,
    QPlainTextEdit,
    QSpinBox,
    QTextEdit,
    QWidget,
)

_EVERY_MS = 10
_MOST_TOUCHES = 12  # after so many it is closed
_MOST_CLOSES = 200  # after so many something holds it open
TEXTS = ("", "5", "-3", "1e9", "바둑", "a" * 300, "kind", "crash", "x" + "é" * 9, "'", '"', "\\]")


class Answerer(QObject):
    """Looks every few milliseconds whether something wants an answer."""

    def __init__(self, files: Callable[[], list[Path]], log: Callable[[str], None]) -> None:
        """Begin to look.

        Args:
            files: The paths that file dialogs are answered with.
            log: Hears every answer.
        """
        super().__init__()
        self.dice = random.Random(0)
        self._files = files
        self._log = log
        self._widget: QWidget | None = None
        self._touches = 0
        self.look()

    @property
    def is_stuck(self) -> bool:
        """Whether a dialog does not close."""
        return self._touches > _MOST_TOUCHES + _MOST_CLOSES

    def look(self) -> None:
        """Answers the uppermost dialog or menu, if there is one."""
        # A timer never fires inside its own call, where an answer may open another dialog.
        QTimer.singleShot(_EVERY_MS, self, self.look)
        popup = QApplication.activePopupWidget()
        if popup is not None:
            self._answer_popup(popup)
            return
        dialog = QApplication.activeModalWidget()
        if dialog is not self._widget:
            self._widget = dialog
            self._touches = 0
        if dialog is None:
            return
        self._touches += 1
        if self._touches > _MOST_TOUCHES:
            self._log(f"close {type(dialog).__name__}")
            if isinstance(dialog, QDialog):
                dialog.reject()
            else:
                dialog.close()
        elif isinstance(dialog, QMessageBox):
            self._press(dialog)
        elif isinstance(dialog, QFileDialog):
            self._choose_file(dialog)
        else:
            self._touch(dialog)

    def _answer_popup(self, popup: QWidget) -> None:
        if isinstance(popup, QMenu) and self.dice.random() < 0.6:
            actions = [a for a in popup.actions() if a.isEnabled() and not a.isSeparator()]
            if actions:
                action = self.dice.choice(actions)
                self._log(f"menu {action.text()!r}")
                popup.close()
                action.trigger()
                return
        popup.close()

    def _press(self, box: QMessageBox) -> None:
        button = self.dice.choice(box.buttons())
        self._log(f"press {button.text()!r}")
        button.click()

    def _choose_file(self, dialog: QFileDialog) -> None:
        if self.dice.random() < 0.25:
            self._log("no file")
            dialog.reject()
            return
        path = self.dice.choice(self._files())
        self._log(f"file {path.name}")
        if path.parent.is_dir():
            dialog.setDirectory(str(path.parent))
        field = dialog.findChild(QLineEdit, "fileNameEdit")
        if isinstance(field, QLineEdit):
            field.setText(str(path))
        dialog.accept()

    def _touch(self, dialog: QWidget) -> None:
        """Changes a field, presses a button, or closes the dialog one way or the other."""
        chance = self.dice.random()
        if isinstance(dialog, QDialog) and chance < 0.2:
            self._log(f"{'accept' if chance < 0.12 else 'reject'} {type(dialog).__name__}")
            if chance < 0.12:
                dialog.accept()
            else:
                dialog.reject()
            return
        fields = [w for w in dialog.findChildren(QWidget) if w.isVisible() and w.isEnabled()]
        fields = [w for w in fields if isinstance(w, _FIELDS)]
        if fields:
            field = self.dice.choice(fields)
            self._log(f"touch {type(field).__name__} {field.objectName()}")
            touch(field, self.dice)


_FIELDS = (
    QComboBox, QAbstractSpinBox, QLineEdit, QAbstractButton, QListWidget, QTextEdit, QPlainTextEdit,
)  # fmt: skip


def touch(field: QWidget, dice: random.Random) -> None:
    """Changes what stands in a field."""
    if isinstance(field, QComboBox):
        if field.count():
            field.setCurrentIndex(dice.randrange(field.count()))
            field.activated.emit(field.currentIndex())
    elif isinstance(field, QSpinBox):
        field.setValue(dice.choice([field.minimum(), field.maximum(), dice.randrange(-5, 400)]))
    elif isinstance(field, QDoubleSpinBox):
        field.setValue(dice.choice([field.minimum(), field.maximum(), dice.uniform(-9, 99)]))
    elif isinstance(field, QAbstractButton):
        field.click()
    elif isinstance(field, QListWidget):
        if field.count():
            field.setCurrentRow(dice.randrange(field.count()))
    elif isinstance(field, QLineEdit):
        if not field.isReadOnly():
            field.setText(dice.choice(TEXTS))
            field.editingFinished.emit()
    elif isinstance(field, QTextEdit | QPlainTextEdit) and not field.isReadOnly():
        field.setPlainText(dice.choice(TEXTS))
