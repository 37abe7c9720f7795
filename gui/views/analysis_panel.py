"""`AnalysisPanel`: what the analysis says of the position shown, and how its engine is."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar, QWidget

from gui.analysis.estimate import estimate_of
from gui.analysis.game_line import line_of, report_shown, rival_report
from gui.game.engines import EngineStatus
from gui.game.reports import AnalysisState
from gui.game.state import GameState
from gui.views import analysis_texts
from gui.views.elided import ElidedLabel
from gui.views.parts import column_in, make_button, make_label


class AnalysisPanel(QFrame):
    """The card of the analysis at the side of the board.

    Signals:
        review_clicked: The analysis of the whole game is wanted, or no longer.
        restart_clicked: The engine that analyses shall be started again.
    """

    review_clicked = Signal()
    restart_clicked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make an empty card, hidden."""
        super().__init__(parent)
        self.setObjectName("card")
        self._state: GameState | None = None
        self.lead = make_label("title", wraps=True)
        self.visits = ElidedLabel()
        self.visits.setObjectName("faint")
        self.loss = make_label("faint", wraps=True)
        self.estimate = make_label("faint", wraps=True)
        self.second = make_label("faint", wraps=True)
        self.reason = make_label("bad", wraps=True)
        self.reason.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.progress = QProgressBar(textVisible=False)
        self.progress.setFixedHeight(6)
        self.progress_text = make_label("faint")
        self.review_button = make_button()
        self.review_button.clicked.connect(self.review_clicked)
        self.restart_button = make_button()
        self.restart_button.clicked.connect(self.restart_clicked)
        column = column_in(self)
        for part in (
            self.lead,
            self.visits,
            self.loss,
            self.estimate,
            self.second,
            self.reason,
            self.restart_button,
        ):
            column.addWidget(part)
        row = QHBoxLayout()
        row.addWidget(self.progress, 1)
        row.addWidget(self.progress_text)
        column.addLayout(row)
        column.addWidget(self.review_button)
        self.hide()

    def show_state(self, state: GameState) -> None:
        """Shows the analysis of a state; hides itself while there is none."""
        self._state = state
        self.setVisible(state.analysis.is_shown)
        if state.analysis.is_shown:
            self._retranslate()

    def changeEvent(self, event: QEvent) -> None:
        """Follows another language."""
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _retranslate(self) -> None:
        state = self._state
        if state is None:
            return
        analysis = state.analysis
        report = report_shown(state)
        engine = analysis.engine
        is_dead = engine is not None and engine.status is EngineStatus.DEAD
        if report is not None:
            self.lead.setText(analysis_texts.lead_text(report))
        elif is_dead:
            self.lead.setText(self.tr("The analysis engine stopped"))
        elif analysis.is_on:
            self.lead.setText(analysis_texts.waiting_text(engine, is_paused=analysis.is_paused))
        else:
            self.lead.setText(self.tr("Analysis is off"))
        visits = analysis_texts.visits_text(report, engine)
        self.visits.setText(visits)
        self.visits.setVisible(bool(visits))
        line = line_of(state)
        loss = analysis_texts.loss_text(line.readings[line.cursor])
        self.loss.setText(loss)
        self.loss.setVisible(bool(loss))
        estimate = ""
        if report is not None and report.ownership is not None and report.has_score:
            estimate = analysis_texts.estimate_text(estimate_of(state.position, report.ownership))
        self.estimate.setText(estimate)
        self.estimate.setVisible(bool(estimate))
        second = analysis_texts.rival_text(state.rival, rival_report(state), report)
        self.second.setText(second)
        self.second.setVisible(bool(second))
        reason = engine.reason if engine is not None and is_dead else ""
        self.reason.setText(reason[:1].upper() + reason[1:])
        self.reason.setVisible(is_dead)
        self.restart_button.setVisible(is_dead)
        self.restart_button.setText(self.tr("Restart analysis engine"))
        self._show_progress(analysis)

    def _show_progress(self, analysis: AnalysisState) -> None:
        review = analysis.review
        self.progress.setVisible(review is not None)
        self.progress_text.setVisible(review is not None)
        if review is None:
            self.review_button.setText(self.tr("Analyse whole game"))
            return
        self.review_button.setText(self.tr("Stop"))
        # Else Qt paints all that has changed in the window at once, within this call.
        self.progress.setUpdatesEnabled(False)
        self.progress.setRange(0, review.total)
        self.progress.setValue(review.done)
        self.progress.setUpdatesEnabled(True)
        self.progress_text.setText(f"{review.done} / {review.total}")
        self.progress.setAccessibleName(self.tr("Positions analysed"))
