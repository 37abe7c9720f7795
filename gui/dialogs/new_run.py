"""`NewRunDialog`: a self-play run as a person asks for it, with the command that begins it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDoubleSpinBox,
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from gui.dialogs.form_parts import WholeArea, column_of
from gui.training.plan import PRESETS, RunPlan, settings_of, shown_command
from gui.views.parts import make_label
from gui.views.training import words

_WIDTH_LINES = 41
_MOST_HOURS = 10_000.0


class NewRunDialog(QDialog):
    """Asks for a run; `plan` returns it."""

    def __init__(self, folder: str, source: str = "", parent: QWidget | None = None) -> None:
        """Propose a run.

        Args:
            folder: Where it may lie.
            source: A run whose network it may start from, empty for none.
            parent: The owner.
        """
        super().__init__(parent)
        self.setWindowTitle(self.tr("New self-play run"))
        self._source = source
        self.folder = QLineEdit(folder)
        self.preset = QComboBox()
        for name, text in zip(PRESETS, self._preset_texts(), strict=True):
            self.preset.addItem(text, name)
        self.hours = QDoubleSpinBox(decimals=2, singleStep=0.5)
        self.hours.setRange(0.0, _MOST_HOURS)
        self.hours.setSpecialValueText(self.tr("no limit"))
        self.hours.setValue(1.0)
        self.source = QLineEdit()
        self.source.setPlaceholderText(self.tr("nothing: it learns from the rules alone"))
        self.settings = QPlainTextEdit()
        self.settings.setPlaceholderText("net=b6c64\nactor.play.visits=32")
        self.settings.setFixedHeight(4 * self.settings.fontMetrics().lineSpacing() + 20)
        self.settings.setTabChangesFocus(True)
        self.command = make_label("faint", wraps=True)
        self.command.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._error = make_label("bad", wraps=True)
        self._error.hide()
        self._start = QPushButton(self.tr("Start"))
        self._start.setObjectName("primary")
        self._arrange()
        self._join()
        self._follow()

    def _preset_texts(self) -> tuple[str, ...]:
        return (
            self.tr("9×9: the whole game in hours"),
            self.tr("7×7: as strong as GNU Go in about half an hour"),
            self.tr("7×7 to 19×19: from a run on a small board, in hours"),
            self.tr("5×5, smoke: the whole cycle in minutes"),
        )

    def _arrange(self) -> None:
        form = QFormLayout()
        form.setSpacing(10)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        form.addRow(self.tr("Folder"), self._with_button(self.folder, self._browse_folder))
        form.addRow(self.tr("Board"), self.preset)
        form.addRow(self.tr("Hours"), self.hours)
        row = self._with_button(self.source, self._browse_source)
        if self._source:
            shown = QPushButton(self.tr("The run shown"))
            shown.clicked.connect(lambda: self.source.setText(self._source))
            row_layout = row.layout()
            assert row_layout is not None
            row_layout.addWidget(shown)
        form.addRow(self.tr("Start from"), row)
        form.addRow(self.tr("Settings"), self.settings)
        form.addRow(self.tr("Command"), self.command)
        for field, name in (
            (self.folder, self.tr("Folder")),
            (self.source, self.tr("Start from")),
            (self.settings, self.tr("Settings")),
        ):
            field.setAccessibleName(name)
        hint = make_label("faint", wraps=True)
        hint.setText(
            self.tr(
                "The run uses all cores of this machine until it stops; it can be stopped and"
                " resumed at any time. `gogame-selfplay settings` lists all settings."
            )
        )
        buttons = QHBoxLayout()
        cancel = QPushButton(self.tr("Cancel"))
        cancel.clicked.connect(self.reject)
        buttons.addStretch(1)
        buttons.addWidget(cancel)
        buttons.addWidget(self._start)
        content = QWidget()
        column = column_of(content)
        column.addLayout(form)
        column.addWidget(hint)
        column.addWidget(self._error)
        column.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(18, 16, 18, 16)
        whole.setSpacing(12)
        whole.addWidget(WholeArea(content, _WIDTH_LINES), 1)
        whole.addLayout(buttons)

    def _with_button(self, field: QLineEdit, browse: object) -> QWidget:
        row = QWidget()
        layout = QHBoxLayout(row)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(field, 1)
        button = QPushButton(self.tr("Choose…"))
        button.clicked.connect(browse)
        layout.addWidget(button)
        return row

    def _join(self) -> None:
        for field in (self.folder, self.source):
            field.textChanged.connect(self._follow)
        self.preset.currentIndexChanged.connect(self._follow)
        self.hours.valueChanged.connect(self._follow)
        self.settings.textChanged.connect(self._follow)
        self._start.setDefault(True)
        self._start.clicked.connect(self._accept)

    def plan(self) -> RunPlan:
        """Returns the run asked for."""
        return RunPlan(
            self.folder.text().strip(),
            str(self.preset.currentData()),
            self.hours.value(),
            source=self.source.text().strip(),
            settings=settings_of(self.settings.toPlainText()),
        )

    def _follow(self) -> None:
        self.command.setText(shown_command(self.plan().words))
        self._error.hide()

    def _accept(self) -> None:
        fault = self.plan().fault()
        if fault is None:
            self.accept()
            return
        self._error.setText(words.fault_text(*fault))
        self._error.show()

    def _browse_folder(self) -> None:
        folder = QFileDialog.getExistingDirectory(self, self.tr("Folder"), self.folder.text())
        if folder:
            self.folder.setText(folder)

    def _browse_source(self) -> None:
        kinds = self.tr("Networks") + " (*.safetensors)"
        name, _kind = QFileDialog.getOpenFileName(self, self.tr("Start from"), "", kinds)
        if name:
            self.source.setText(name)
