"""`ExportDialog`: a diagram of the position shown, to be saved or copied as picture or text."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QImage, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from gui.board.export import DiagramChoices
from gui.views.parts import make_button

_PREVIEW = 420
_SIDES = (200, 4000)  # pixels


def picture_of(svg: str, side: int) -> QImage:
    """Returns an SVG text as a picture whose longer side has so many pixels."""
    renderer = QSvgRenderer(QByteArray(svg.encode("utf-8")))
    size = renderer.defaultSize()
    size.scale(QSize(side, side), Qt.AspectRatioMode.KeepAspectRatio)
    image = QImage(size, QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    renderer.render(painter, QRectF(0, 0, size.width(), size.height()))
    painter.end()
    return image


class ExportDialog(QDialog):
    """Asks what the diagram shows, with a preview.

    Signals:
        wanted: Where the diagram goes: ``png``, ``svg``, ``text``, ``copy-picture`` or
            ``copy-text``.
    """

    wanted = Signal(str)

    def __init__(
        self,
        draw: Callable[[DiagramChoices], str],
        num_moves: int,
        choices: DiagramChoices,
        parent: QWidget | None = None,
    ) -> None:
        """Show a first preview.

        Args:
            draw: Returns the diagram as SVG.
            num_moves: Number of the move shown.
            choices: What to begin with.
            parent: The window.
        """
        super().__init__(parent)
        self.setWindowTitle(self.tr("Export diagram"))
        self._draw = draw
        self.preview = QLabel(alignment=Qt.AlignmentFlag.AlignCenter)
        self.preview.setFixedSize(_PREVIEW, _PREVIEW)
        self.preview.setAccessibleName(self.tr("Diagram"))
        self.first = self._number(0, num_moves, choices.first)
        self.first.setSpecialValueText(self.tr("none"))
        self.last = self._number(0, num_moves, choices.last)
        self.side = self._number(*_SIDES, 1000)
        self.side.setSingleStep(100)
        self.from_one = self._box(self.tr("Count from 1"), is_on=choices.from_one)
        self.coordinates = self._box(self.tr("Coordinates"), is_on=choices.coordinates)
        self.markup = self._box(self.tr("Markup"), is_on=choices.markup)
        form = QFormLayout()
        form.addRow(self.tr("Numbers from move"), self.first)
        form.addRow(self.tr("to move"), self.last)
        for box in (self.from_one, self.coordinates, self.markup):
            form.addRow("", box)
        form.addRow(self.tr("Pixels"), self.side)
        column = QVBoxLayout()
        column.addLayout(form)
        column.addStretch(1)
        for code, words in (
            ("png", self.tr("Save as PNG…")),
            ("svg", self.tr("Save as SVG…")),
            ("text", self.tr("Save as text…")),
            ("copy-picture", self.tr("Copy picture")),
            ("copy-text", self.tr("Copy text")),
        ):
            button = make_button("primary" if code == "png" else "")
            button.setText(words)
            button.clicked.connect(lambda _checked=False, code=code: self.wanted.emit(code))
            column.addWidget(button)
        row = QHBoxLayout(self)
        row.addWidget(self.preview)
        row.addLayout(column)
        for number in (self.first, self.last):
            number.valueChanged.connect(self._show)
        for box in (self.from_one, self.coordinates, self.markup):
            box.toggled.connect(self._show)
        self._show()

    def _number(self, least: int, most: int, value: int) -> QSpinBox:
        box = QSpinBox()
        box.setRange(least, most)
        box.setValue(value)
        return box

    def _box(self, words: str, *, is_on: bool) -> QCheckBox:
        box = QCheckBox(words)
        box.setChecked(is_on)
        return box

    @property
    def choices(self) -> DiagramChoices:
        """What the diagram shows."""
        return DiagramChoices(
            self.first.value(),
            self.last.value(),
            self.from_one.isChecked(),
            self.coordinates.isChecked(),
            self.markup.isChecked(),
        )

    @property
    def svg(self) -> str:
        """The diagram."""
        return self._draw(self.choices)

    @property
    def image(self) -> QImage:
        """The diagram as a picture."""
        return picture_of(self.svg, self.side.value())

    def _show(self) -> None:
        ratio = self.devicePixelRatioF()
        pixmap = QPixmap.fromImage(picture_of(self.svg, round(_PREVIEW * ratio)))
        pixmap.setDevicePixelRatio(ratio)
        self.preview.setPixmap(pixmap)
