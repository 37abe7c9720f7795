"""`Chart`: curves of a run over time, with intervals where they were measured.

The mouse, or the left and right keys, put a line at a moment; the legend then tells the values.
"""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtCore import QEvent, QLineF, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QFont,
    QFontMetricsF,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from gui.looks.theme import LIGHT, Theme
from gui.training.plots import Curve, Named, Plot, nearest, thinned, ticks, time_ticks
from gui.views import texts
from gui.views.training import words

# Told apart by people who see colours otherwise. Source: Okabe and Ito, Color universal design,
# 2008.
COLORS = ("#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9")
_LEFT, _RIGHT, _TOP, _BOTTOM = 52, 16, 8, 24
_ROW = 18  # of the legend
_SMALL = 0.9  # size of the words beside the usual ones
_USUAL_POINTS = 10.0  # at which the room above suits the words
_BAND = 46  # opacity of an interval
_TICK_WIDTH = 90
_LEAST_WIDTH, _LEAST_HEIGHT, _LEAST_CURVES = 260, 150, 80  # the last of the curves alone


class Chart(QWidget):
    """One chart."""

    def __init__(self, named: Named, theme: Theme = LIGHT, parent: QWidget | None = None) -> None:
        """Begin empty.

        Args:
            named: Returns the words for a curve.
            theme: The colours.
            parent: The owner.
        """
        super().__init__(parent)
        self._named = named
        self._theme = theme
        self._plot = Plot()
        self._span_x, self._span_y = self._plot.span_x(), self._plot.span_y()
        self._empty = ""
        self._at: float | None = None
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    @property
    def plot(self) -> Plot:
        """What is shown."""
        return self._plot

    @property
    def legend(self) -> tuple[str, ...]:
        """The words beside the curves, with their values at the chosen moment."""
        return tuple(self._legend_text(curve) for curve in self._plot.curves)

    def sizeHint(self) -> QSize:
        """Returns the room that suits it."""
        return QSize(460, 230)

    def minimumSizeHint(self) -> QSize:
        """Returns the room without which the legend leaves none for the curves."""
        words = self._top() + (_LEAST_CURVES + _BOTTOM) * self._scale
        return QSize(_LEAST_WIDTH, max(_LEAST_HEIGHT, round(words)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Breaks the legend anew."""
        super().resizeEvent(event)
        self.updateGeometry()

    def show_plot(self, plot: Plot, empty: str) -> None:
        """Shows curves; `empty` is said if there are none."""
        if (plot, empty) != (self._plot, self._empty):
            self._plot, self._empty = plot, empty
            self._span_x, self._span_y = plot.span_x(), plot.span_y()
            self._describe()
            self.updateGeometry()
            self.update()

    def set_theme(self, theme: Theme) -> None:
        """Takes other colours."""
        self._theme = theme
        self.update()

    def choose(self, x: float | None) -> None:
        """Puts the line at a moment of the run, None for nowhere."""
        if x != self._at:
            self._at = x
            self._describe()
            self.update()

    def _describe(self) -> None:
        moment = "" if self._at is None else f"{words.moment(self._at)}: "
        self.setAccessibleDescription(moment + "; ".join(self.legend) if self.legend else "")

    # Where things lie

    def _rows(self) -> list[list[tuple[int, float]]]:
        """Returns the legend's rows: the curves in each, and where each begins."""
        metrics = QFontMetricsF(self._small_font())
        rows: list[list[tuple[int, float]]] = [[]]
        x = left = _LEFT * self._scale
        for index, text in enumerate(self.legend):
            width = metrics.horizontalAdvance(text) + 30
            if x + width > self.width() - _RIGHT and rows[-1]:
                rows.append([])
                x = left
            rows[-1].append((index, x))
            x += width
        return rows

    def _top(self) -> float:
        """Returns where the curves begin, below the legend."""
        return _TOP + _ROW * self._scale * (len(self._rows()) if self._plot.curves else 0) + 4

    def area(self) -> QRectF:
        """Returns where curves are drawn, in the widget's pixels."""
        scale, top = self._scale, self._top()
        width = max(20, self.width() - _LEFT * scale - _RIGHT)
        height = max(20, self.height() - top - _BOTTOM * scale)
        return QRectF(_LEFT * scale, top, width, height)

    def _x_of(self, x: float, area: QRectF) -> float:
        low, high = self._span_x
        return area.left() + area.width() * (x - low) / (high - low)

    def _y_of(self, y: float, area: QRectF) -> float:
        low, high = self._span_y
        return area.bottom() - area.height() * (y - low) / (high - low)

    def _small_font(self) -> QFont:
        font = QFont(self.font())
        font.setPointSizeF(_SMALL * font.pointSizeF())
        return font

    @property
    def _scale(self) -> float:
        """How much more room the words need than at their usual size."""
        return self.font().pointSizeF() / _USUAL_POINTS

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draws the chart."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(self._small_font())
        if not self._plot.curves:
            painter.setPen(QColor(self._theme.faint))
            flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
            painter.drawText(QRectF(self.rect()).adjusted(20, 0, -20, 0), flags, self._empty)
            painter.end()
            return
        area = self.area()
        self._draw_scales(painter, area)
        painter.setClipRect(area.adjusted(-5, -5, 5, 5))
        for index, curve in enumerate(self._plot.curves):
            self._draw_curve(painter, area, curve, QColor(COLORS[index % len(COLORS)]))
        painter.setClipping(False)
        self._draw_line(painter, area)
        self._draw_legend(painter)
        if self.hasFocus():
            painter.setPen(QPen(QColor(self._theme.accent), 1, Qt.PenStyle.DotLine))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5))
        painter.end()

    def _draw_scales(self, painter: QPainter, area: QRectF) -> None:
        low, high = self._span_y
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        scale, wide = self._scale, _TICK_WIDTH * self._scale
        for value in ticks(low, high, max(2, int(area.height() / (40 * scale)))):
            y = self._y_of(value, area)
            painter.setPen(QPen(QColor(self._theme.line), 1))
            painter.drawLine(QPointF(area.left(), y), QPointF(area.right(), y))
            painter.setPen(QColor(self._theme.faint))
            place = QRectF(0, y - 9 * scale, _LEFT * scale - 8, 18 * scale)
            painter.drawText(place, right, self._value_text(value))
        middle = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop
        for moment in time_ticks(self._span_x[1], max(2, int(area.width() / wide))):
            x = self._x_of(moment, area)
            painter.setPen(QPen(QColor(self._theme.line), 1))
            painter.drawLine(QPointF(x, area.bottom()), QPointF(x, area.bottom() + 4))
            painter.setPen(QColor(self._theme.faint))
            place = QRectF(x - wide / 2, area.bottom() + 5, wide, 18 * scale)
            if place.right() > self.width():
                place.moveRight(self.width())
            painter.drawText(place, middle, words.moment(moment))

    def _draw_curve(self, painter: QPainter, area: QRectF, curve: Curve, color: QColor) -> None:
        places = [(self._x_of(dot.x, area), self._y_of(dot.y, area)) for dot in curve.dots]
        if self._plot.is_measured:
            self._draw_intervals(painter, area, curve, color)
        width = 1.6 if self._plot.is_measured else 1.8
        painter.setPen(QPen(color, width, c=Qt.PenCapStyle.RoundCap))
        painter.drawLines([QLineF(*a, *b) for a, b in pairwise(thinned(places))])
        if self._plot.is_measured or len(places) == 1:
            painter.setBrush(color)
            for place in places:
                painter.drawEllipse(QPointF(*place), 3.2, 3.2)

    def _draw_intervals(self, painter: QPainter, area: QRectF, curve: Curve, color: QColor) -> None:
        shade = QColor(color)
        shade.setAlpha(_BAND)
        highs = [QPointF(self._x_of(d.x, area), self._y_of(d.high, area)) for d in curve.dots]
        lows = [QPointF(self._x_of(d.x, area), self._y_of(d.low, area)) for d in curve.dots]
        if len(highs) > 1:
            band = QPainterPath(highs[0])
            for place in (*highs[1:], *reversed(lows)):
                band.lineTo(place)
            painter.fillPath(band, shade)
        painter.setPen(QPen(color, 1))
        for high, low in zip(highs, lows, strict=True):
            painter.drawLine(high, low)

    def _draw_line(self, painter: QPainter, area: QRectF) -> None:
        if self._at is None:
            return
        x = self._x_of(self._at, area)
        painter.setPen(QPen(QColor(self._theme.text), 1, Qt.PenStyle.DotLine))
        painter.drawLine(QPointF(x, area.top()), QPointF(x, area.bottom()))
        for index, curve in enumerate(self._plot.curves):
            dot = nearest(curve, self._at)
            if dot is not None:
                painter.setPen(QPen(QColor(self._theme.card), 1.5))
                painter.setBrush(QColor(COLORS[index % len(COLORS)]))
                at = QPointF(self._x_of(dot.x, area), self._y_of(dot.y, area))
                painter.drawEllipse(at, 4.5, 4.5)

    def _draw_legend(self, painter: QPainter) -> None:
        left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        legend, scale = self.legend, self._scale
        for number, row in enumerate(self._rows()):
            for index, x in row:
                y = _TOP + number * _ROW * scale
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(QColor(COLORS[index % len(COLORS)]))
                painter.drawRoundedRect(QRectF(x, y + 7 * scale - 2, 12, 4), 2, 2)
                painter.setPen(QColor(self._theme.text))
                place = QRectF(x + 17, y - 2, self.width(), _ROW * scale)
                painter.drawText(place, left, legend[index])

    def _legend_text(self, curve: Curve) -> str:
        name = self._named(curve.name)
        dot = None if self._at is None else nearest(curve, self._at)
        if dot is None:
            return name
        text = f"{name} {self._value_text(dot.y, is_exact=True)}"
        if dot.high > dot.low:
            low, high = self._value_text(dot.low), self._value_text(dot.high)
            text += f" ({low}–{high})"
        return text

    def _value_text(self, value: float, *, is_exact: bool = False) -> str:
        if self._plot.is_share:
            return texts.percent_text(value)
        if is_exact and abs(value) < 10:
            return f"{value:.3f}"
        return words.number(value)

    # The mouse and the keys

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Puts the line under the mouse."""
        area = self.area()
        low, high = self._span_x
        share = (event.position().x() - area.left()) / max(1.0, area.width())
        self.choose(low + (high - low) * share if 0 <= share <= 1 else None)

    def leaveEvent(self, event: QEvent) -> None:
        """Takes the line away."""
        self.choose(None)
        super().leaveEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Moves the line to the points of the longest curve."""
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()), 0)
        longest = max(self._plot.curves, key=lambda curve: len(curve.dots), default=None)
        if not step or longest is None:
            super().keyPressEvent(event)
            return
        moments = [dot.x for dot in longest.dots]
        here = (
            moments.index(dot.x)
            if self._at is not None and (dot := nearest(longest, self._at))
            else (len(moments) if step < 0 else -1)
        )
        self.choose(moments[max(0, min(len(moments) - 1, here + step))])

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Shows the frame of the focus."""
        self.update()
        super().focusInEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Takes the frame and the line away."""
        self.choose(None)
        self.update()
        super().focusOutEvent(event)
