"""`TrainingWindow`: a run as it goes: its figures, its curves, its games, its networks."""

from __future__ import annotations

import functools

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QMainWindow,
    QPlainTextEdit,
    QProgressBar,
    QScrollArea,
    QSplitter,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from gogame.run_status import RunState
from gui.looks.theme import LIGHT, Theme
from gui.training.state import Asked, TrainingState
from gui.views.parts import make_button, make_label, resize_in_room, set_look
from gui.views.training import words
from gui.views.training.board_panel import BoardPanel
from gui.views.training.games_panel import GamesPanel
from gui.views.training.networks_panel import NetworksPanel
from gui.views.training.overview import Overview

_SIZE = (1180, 780)


class TrainingWindow(QMainWindow):
    """The window.

    Signals:
        new_wanted: A new run shall be begun.
        open_wanted: A run shall be opened.
        stop_wanted: The run shall be stopped.
        resume_wanted: The run shall go on.
        closing: The window is about to close; `keep_open` keeps it.
    """

    new_wanted = Signal()
    open_wanted = Signal()
    stop_wanted = Signal()
    resume_wanted = Signal()
    closing = Signal()

    def __init__(self, theme: Theme = LIGHT, parent: QWidget | None = None) -> None:
        """Make an empty window."""
        super().__init__(parent)
        self._state = TrainingState()
        self._stays = False
        self.name = make_label("title")
        self.doing = make_label("faint")
        self.done = QProgressBar()
        self.done.setTextVisible(False)
        self.done.setFixedHeight(6)
        self.done.setRange(0, 1000)
        self.new, self.open = make_button(), make_button()
        self.stop, self.resume = make_button(), make_button("primary")
        self.message = QLabel()
        self.message.setObjectName("message")
        self.message.setWordWrap(True)
        self.message.setTextFormat(Qt.TextFormat.PlainText)
        self.message.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.board = BoardPanel(theme)
        self.overview = Overview(theme)
        self.games = GamesPanel()
        self.networks = NetworksPanel()
        self.log = QPlainTextEdit(readOnly=True)
        self.log.setObjectName("fixed")
        self.tabs = QTabWidget()
        overview = QScrollArea(widgetResizable=True)
        overview.setFrameShape(QScrollArea.Shape.NoFrame)
        overview.setWidget(self.overview)
        for page in (overview, self.games, self.networks, self.log):
            self.tabs.addTab(page, "")
        self._arrange()
        self._join()
        self._retranslate()
        resize_in_room(self, *_SIZE)
        self.show_state(self._state)

    def _arrange(self) -> None:
        names = QVBoxLayout()
        names.setSpacing(2)
        names.addWidget(self.name)
        names.addWidget(self.doing)
        head = QHBoxLayout()
        head.addLayout(names, 1)
        for button in (self.new, self.open, self.stop, self.resume):
            head.addWidget(button)
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.addWidget(self.board)
        splitter.addWidget(self.tabs)
        splitter.setChildrenCollapsible(False)
        splitter.setStretchFactor(0, 5)
        splitter.setStretchFactor(1, 6)
        top = QVBoxLayout()
        top.setContentsMargins(14, 12, 14, 6)
        top.setSpacing(8)
        top.addLayout(head)
        top.addWidget(self.done)
        top.addWidget(self.message)
        middle = QWidget()
        column = QVBoxLayout(middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(top)
        column.addWidget(splitter, 1)
        self.setCentralWidget(middle)

    def _join(self) -> None:
        self.new.clicked.connect(self.new_wanted)
        self.open.clicked.connect(self.open_wanted)
        self.stop.clicked.connect(self.stop_wanted)
        self.resume.clicked.connect(self.resume_wanted)
        self.tabs.currentChanged.connect(self._turn)
        keys = {
            "Ctrl+N": self.new_wanted.emit,
            "Ctrl+O": self.open_wanted.emit,
            "Ctrl+W": self.close,
            "Left": lambda: self.board.stepped.emit(-1),
            "Right": lambda: self.board.stepped.emit(1),
            "Space": self.board.play.click,
        }
        for key, run in keys.items():
            scope = self.board.board if key in ("Left", "Right", "Space") else self
            context = Qt.ShortcutContext.WidgetWithChildrenShortcut
            shortcut = QShortcut(QKeySequence(key), scope)
            shortcut.setContext(context)
            shortcut.activated.connect(run)
        for number in range(self.tabs.count()):
            QShortcut(
                QKeySequence(f"Alt+{number + 1}"),
                self,
                functools.partial(self.tabs.setCurrentIndex, number),
            )

    def show_state(self, state: TrainingState) -> None:
        """Shows a state."""
        before, self._state = self._state, state
        self._show_head()
        if before.log != state.log:
            bar = self.log.verticalScrollBar()
            is_at_end = bar.value() >= bar.maximum() - 2
            self.log.setPlainText("\n".join(state.log))
            if is_at_end:
                bar.setValue(bar.maximum())
        for part in (self.board, self.overview, self.games, self.networks):
            part.show_state(state)

    def _show_head(self) -> None:
        state = self._state
        self.name.setText(str(state.folder) if state.folder else self.tr("No run is open"))
        self.doing.setText(self._doing_text())
        share = None if state.status is None else state.status.share_done
        self.done.setVisible(share is not None)
        self.done.setValue(round(1000 * (share or 0.0)))
        self.stop.setVisible(state.is_going)
        self.stop.setEnabled(state.can_stop)
        self.resume.setVisible(state.can_resume)
        trouble = state.refusal or state.trouble
        self.message.setVisible(trouble is not None)
        if trouble is not None:
            self.message.setText(words.trouble_text(trouble))
            set_look(self.message, "severity", "error")

    def _doing_text(self) -> str:
        state = self._state
        if state.folder is None:
            return self.tr("Start a new run, or open one to watch it.")
        parts = [words.state_name(state.shown_state)]
        if state.shown_state is RunState.STARTING and state.log:
            parts.append(state.log[-1][:90])
        elif state.launch is not None and state.is_going:
            parts.append(state.launch.command)
        elif state.status is not None and state.status.message and state.trouble is None:
            parts.append(state.status.message)
        return " · ".join(parts)

    def set_theme(self, theme: Theme) -> None:
        """Takes other colours."""
        self.board.set_theme(theme)
        self.overview.set_theme(theme)

    def _turn(self, _page: int) -> None:
        """Has the games read anew that are turned to, if there are none or more have come."""
        state = self._state
        is_seen = self.tabs.currentWidget() is self.games and state.status is not None
        is_old = (state.is_going and not state.page.skip) or not state.page.games
        if is_seen and is_old and Asked.GAMES not in state.asked:
            self.games.page_wanted.emit(0, state.checkpoint)

    def show_games(self) -> None:
        """Turns to the games."""
        self.tabs.setCurrentWidget(self.games)

    # The end

    def keep_open(self) -> None:
        """Keeps the window that is about to close."""
        self._stays = True

    def closeEvent(self, event: QCloseEvent) -> None:
        """Asks whether it may close."""
        self._stays = False
        self.closing.emit()
        if self._stays:
            event.ignore()
        else:
            super().closeEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Follows another language."""
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
            self.show_state(self._state)
        super().changeEvent(event)

    def _retranslate(self) -> None:
        self.setWindowTitle(self.tr("Training") + " – GoGame")
        self.new.setText(self.tr("New run…"))
        self.open.setText(self.tr("Open run…"))
        self.stop.setText(self.tr("Stop"))
        self.resume.setText(self.tr("Resume"))
        titles = (
            self.tr("Overview"),
            self.tr("Games"),
            self.tr("Networks"),
            self.tr("Log"),
        )
        for number, title in enumerate(titles):
            self.tabs.setTabText(number, title)
        self.log.setAccessibleName(self.tr("Log of the run"))
        self.done.setAccessibleName(self.tr("Share of the run that is over"))
