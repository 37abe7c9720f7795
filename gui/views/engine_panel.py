"""`EnginePanel`: how the engine is, and the way out when it has stopped."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from gui.game.engines import EngineState, EngineStatus
from gui.looks.theme import LIGHT, Theme
from gui.views import texts
from gui.views.parts import make_button, make_label

_BUSY = (
    EngineStatus.STARTING,
    EngineStatus.COMPILING,
    EngineStatus.THINKING,
    EngineStatus.JUDGING,
)
_PULSE_MS = 80
_PULSE_STEPS = 14


class _Light(QWidget):
    """A small round light that pulses while something is under way."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._status = EngineStatus.STARTING
        self._color = QColor(theme.busy)
        self._step = 0
        self.setFixedSize(16, 16)
        self._timer = QTimer(self)
        self._timer.setInterval(_PULSE_MS)
        self._timer.timeout.connect(self._pulse)

    def show_status(self, status: EngineStatus) -> None:
        """Takes the colour of a status."""
        self._status = status
        names = {EngineStatus.READY: self._theme.good, EngineStatus.DEAD: self._theme.bad}
        self._color = QColor(names.get(status, self._theme.busy))
        self._step = 0
        if status in _BUSY:
            self._timer.start()
        else:
            self._timer.stop()
        self.update()

    def set_theme(self, theme: Theme) -> None:
        """Takes other colours."""
        self._theme = theme
        self.show_status(self._status)

    def _pulse(self) -> None:
        self._step = (self._step + 1) % _PULSE_STEPS
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draws the light."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        away = abs(self._step / _PULSE_STEPS - 0.5) * 2
        halo = QColor(self._color)
        halo.setAlpha(round(90 * (1 - away)) if self._timer.isActive() else 40)
        painter.setBrush(halo)
        painter.drawEllipse(QPointF(8, 8), 7.0, 7.0)
        painter.setBrush(self._color)
        painter.drawEllipse(QPointF(8, 8), 4.2, 4.2)
        painter.end()


class EnginePanel(QWidget):
    """The engine's line at the side of the board.

    Signals:
        restart_clicked: The player wants a dead engine started again.
    """

    restart_clicked = Signal()

    def __init__(self, theme: Theme = LIGHT, parent: QWidget | None = None) -> None:
        """Show an engine that is starting."""
        super().__init__(parent)
        self._engine = EngineState()
        self._light = _Light(theme)
        self._text = make_label("faint", wraps=True)
        self._reason = make_label("bad", wraps=True)
        self._reason.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.restart_button = make_button()
        self.restart_button.clicked.connect(self.restart_clicked)
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(self._light)
        line.addWidget(self._text, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(4, 0, 4, 0)
        column.addLayout(line)
        column.addWidget(self._reason)
        column.addWidget(self.restart_button)
        self.show_engine(self._engine)

    def set_theme(self, theme: Theme) -> None:
        """Takes other colours."""
        self._light.set_theme(theme)

    @property
    def text(self) -> str:
        """How the engine is, as shown."""
        return self._text.text()

    @property
    def reason(self) -> str:
        """Why it is dead, as shown."""
        return self._reason.text()

    def show_engine(self, engine: EngineState) -> None:
        """Shows how the engine is."""
        if engine.status is not self._engine.status or not self._text.text():
            self._light.show_status(engine.status)
        self._engine = engine
        self._retranslate()
        is_dead = engine.status is EngineStatus.DEAD
        self._reason.setVisible(is_dead)
        self.restart_button.setVisible(is_dead)

    def changeEvent(self, event: QEvent) -> None:
        """Follows another language."""
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _retranslate(self) -> None:
        self._text.setText(texts.engine_text(self._engine))
        reason = self._engine.reason
        self._reason.setText(reason[:1].upper() + reason[1:])
        self.restart_button.setText(self.tr("Restart engine"))
