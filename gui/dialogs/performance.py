"""`PerformanceDialog`: how well both players played, to look at, to print, to keep as a page."""

from __future__ import annotations

import base64
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QBuffer, QIODevice, QMarginsF, QSizeF
from PySide6.QtGui import QPageLayout, QPageSize, QPdfWriter, QTextDocument
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from gogame.board.coords import Color
from gogame.board.rules import WinCondition
from gui.analysis.game_line import line_of
from gui.analysis.performance import JudgedMove, Performance, mistakes
from gui.analysis.report_page import ReportWords, report_page
from gui.files.settings import write_atomically
from gui.game.reports import Metric
from gui.game.state import GameState, Player
from gui.views import analysis_texts, texts
from gui.views.fault_texts import fault_text
from gui.views.graph import GraphView
from gui.views.parts import make_button, make_label, resize_in_room

_SIZE = (760, 680)
_DOTS_PER_INCH = 300
_GRAPH_SIZE = (640, 150)
_PAGE_WIDTH = 720


class PerformanceDialog(QDialog):
    """Shows the report of a game."""

    def __init__(
        self,
        performance: Performance,
        moves: Sequence[JudgedMove],
        state: GameState,
        least: float,
        parent: QWidget | None = None,
    ) -> None:
        """Make the report of a state.

        Args:
            performance: The figures.
            moves: The judged moves that they are from.
            state: The game.
            least: Points from which a move is a mistake.
            parent: The window.
        """
        super().__init__(parent)
        self.setWindowTitle(self.tr("Report of the game"))
        resize_in_room(self, *_SIZE)
        variant = state.variant
        lines = [analysis_texts.mistake_text(move, variant) for move in mistakes(moves, least)]
        words = self._words(performance, state)
        self.page = report_page(performance, words, lines, _graph(state))
        self.view = QTextBrowser()
        self.view.setHtml(self.page)
        self.view.setAccessibleName(self.windowTitle())
        self._error = make_label("bad", wraps=True)
        self._error.hide()
        self.html_button, self.pdf_button = make_button(), make_button()
        self.html_button.setText(self.tr("Save as HTML…"))
        self.html_button.clicked.connect(self._ask_html)
        self.pdf_button.setText(self.tr("Save as PDF…"))
        self.pdf_button.clicked.connect(self._ask_pdf)
        close = make_button("primary")
        close.setText(self.tr("Close"))
        close.clicked.connect(self.accept)
        row = QHBoxLayout()
        for button in (self.html_button, self.pdf_button):
            row.addWidget(button)
        row.addStretch(1)
        row.addWidget(close)
        column = QVBoxLayout(self)
        column.addWidget(self.view, 1)
        column.addWidget(self._error)
        column.addLayout(row)

    def _words(self, performance: Performance, state: GameState) -> ReportWords:
        def player(color: Color) -> str:
            name = _name(state.setup.player(color))
            return f"{texts.color_name(color)} · {name}" if name else texts.color_name(color)

        position = state.position
        game = texts.game_title(state.variant, state.setup.preset, position.komi, position.handicap)
        result = "" if state.result is None else f" · {texts.result_text(state.result)}"
        engine = state.analysis.engine
        source = self.tr("{0} of {1} moves judged").format(performance.judged, performance.played)
        loss = self.tr("Mean loss, points") if performance.by_points else self.tr("Mean loss")
        return ReportWords(
            title=self.tr("Report of the game"),
            game=" – ".join(player(color) for color in Color) + f" · {game}{result}",
            source=source + (f" · {engine.name}" if engine is not None and engine.name else ""),
            player=player,
            part=analysis_texts.phase_name,
            kind=analysis_texts.class_name,
            percent=texts.percent_text,
            columns=(
                self.tr("Part"),
                self.tr("Moves"),
                self.tr("Accuracy"),
                loss,
                self.tr("Best move"),
                self.tr("First five"),
            ),
            histogram=self.tr("Moves by what they lost"),
            mistakes=self.tr("Mistakes"),
            nothing=self.tr("No mistake of this size."),
        )

    @property
    def error(self) -> str:
        """Why the report could not be written, empty if it could."""
        return self._error.text()

    def _ask_html(self) -> None:
        path = self._ask(self.tr("Save report"), "html", "HTML (*.html)")
        if path is not None:
            self.save_html(path)

    def _ask_pdf(self) -> None:
        path = self._ask(self.tr("Save report"), "pdf", "PDF (*.pdf)")
        if path is not None:
            self.save_pdf(path)

    def _ask(self, title: str, suffix: str, kinds: str) -> Path | None:
        dialog = QFileDialog(self, title)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix(suffix)
        dialog.setNameFilters([kinds])
        is_chosen = bool(dialog.exec()) and bool(dialog.selectedFiles())
        path = Path(dialog.selectedFiles()[0]) if is_chosen else None
        dialog.deleteLater()
        return path

    def save_html(self, path: Path) -> None:
        """Writes the report as an HTML page."""
        try:
            write_atomically(path, self.page)
        except OSError as error:
            self._complain(path, error.strerror or str(error))
        else:
            self._error.hide()

    def save_pdf(self, path: Path) -> None:
        """Writes the report as a PDF document on A4 paper."""
        try:
            path.open("ab").close()  # the writer itself keeps silent about a place it cannot write
        except OSError as error:
            self._complain(path, error.strerror or str(error))
            return
        writer = QPdfWriter(str(path))
        writer.setTitle(self.windowTitle())
        writer.setResolution(_DOTS_PER_INCH)
        writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
        writer.setPageMargins(QMarginsF(18, 18, 18, 18), QPageLayout.Unit.Millimeter)
        document = QTextDocument()
        document.setDefaultFont(self.font())
        document.setHtml(self.page)
        # Without a size of its own the page would get a second margin, and cut off the graph.
        document.setPageSize(QSizeF(_PAGE_WIDTH, _PAGE_WIDTH * writer.height() / writer.width()))
        document.print_(writer)
        self._error.hide()

    def _complain(self, path: Path, reason: str) -> None:
        words = self.tr("{0} cannot be written ({1}); choose another place.")
        self._error.setText(words.format(path, fault_text(reason)))
        self._error.show()


def _name(player: Player) -> str:
    """Returns who played and how strong, empty for a person without a name."""
    if not player.is_ai:
        return player.name
    return f"{texts.player_name(player)} · {texts.strength_text(player)}"


def _graph(state: GameState) -> str:
    """Returns the graph of the line shown as the address of a picture that holds itself."""
    is_scored = state.variant.win is WinCondition.SCORE
    graph = GraphView()
    graph.resize(*_GRAPH_SIZE)
    graph.show_line(line_of(state), Metric.SCORE if is_scored else Metric.WINRATE)
    kept = QBuffer()
    kept.open(QIODevice.OpenModeFlag.WriteOnly)
    graph.grab().save(kept, "PNG")
    graph.deleteLater()
    return "data:image/png;base64," + base64.b64encode(bytes(kept.data().data())).decode("ascii")
