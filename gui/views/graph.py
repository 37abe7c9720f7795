"""`GraphView`: score or winrate of the line shown and what each move lost; a click goes there."""

from __future__ import annotations

import itertools
import math

from PySide6.QtCore import QEvent, QLineF, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPixmap,
    QPolygonF,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from gogame.board.coords import Color
from gui.analysis.game_line import GameLine
from gui.game.reports import Metric, tone_of
from gui.looks.theme import LIGHT, RIVAL, Theme
from gui.views import analysis_texts, texts

_HEIGHT = 132
_LARGEST_SCALE = 12.0  # points: what the margin at the left has room for
_LEFT, _RIGHT, _TOP, _BOTTOM = 44, 12, 10, 12
_LOSS_SHARE = 0.42  # of the height, for a loss of `_WORST` points
_WORST = 12.0
_AREA_OPACITY = 46
_DISAGREES = {Metric.SCORE: 6.0, Metric.WINRATE: 0.5}  # a difference that is shown in full


def _other(metric: Metric) -> Metric:
    return Metric.WINRATE if metric is Metric.SCORE else Metric.SCORE


class GraphView(QWidget):
    """The graph.

    Signals:
        move_chosen: The number of a position of the line.
    """

    move_chosen = Signal(int)

    def __init__(self, theme: Theme = LIGHT, parent: QWidget | None = None) -> None:
        """Begin with an empty line."""
        super().__init__(parent)
        self._theme = theme
        self._line = GameLine()
        self._metric = Metric.SCORE
        self._has_both = False
        self._rival: GameLine | None = None
        self._spans = self._spans_of_lines()
        self._margin = float(_LEFT)  # at the left, as of the last time that words changed
        self._picture: QPixmap | None = None  # all but what is marked in it
        self._drawn: tuple[object, ...] = ()  # what it was drawn of
        self._hovered: int | None = None
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._retranslate()

    @property
    def line(self) -> GameLine:
        """What is shown."""
        return self._line

    @property
    def shown_metric(self) -> Metric:
        """By what."""
        return self._metric

    def sizeHint(self) -> QSize:
        """Returns the room that it takes."""
        return QSize(400, _HEIGHT)

    def show_line(
        self,
        line: GameLine,
        metric: Metric,
        *,
        has_both: bool = False,
        rival: GameLine | None = None,
    ) -> None:
        """Shows a line.

        Args:
            line: What the engine says.
            metric: By which the scale is made.
            has_both: Whether the other metric is drawn too, thinner, on its own scale.
            rival: What the second engine says, drawn with dashes.
        """
        shown = (self._line, self._metric, self._has_both, self._rival)
        if (line, metric, has_both, rival) != shown:
            drawn = (line.readings, metric, has_both, rival.readings if rival else None)
            if drawn != self._drawn:
                self._drawn, self._picture = drawn, None
            self._line, self._metric, self._has_both, self._rival = line, metric, has_both, rival
            self._spans = self._spans_of_lines()
            self._retranslate()
            self.update()

    def set_theme(self, theme: Theme) -> None:
        """Takes other colours."""
        self._theme = theme
        self._picture = None
        self.update()

    # Where things lie

    def _area(self) -> QRectF:
        left = self._margin
        return QRectF(left, _TOP, self.width() - left - _RIGHT, self.height() - _TOP - _BOTTOM)

    def _scale_font(self) -> QFont:
        font = QFont(self.font())
        font.setPointSizeF(min(font.pointSizeF() * 0.82, _LARGEST_SCALE))
        return font

    def _wanted_margin(self) -> float:
        """Returns the room at the left that the words of the scale need."""
        metrics = QFontMetricsF(self._scale_font())
        letters = (texts.color_letter(color) for color in Color)
        widest = max(metrics.horizontalAdvance(letter) for letter in letters)
        number = f"+{self._spans[Metric.SCORE]:g}" if self._metric is Metric.SCORE else " 100%"
        return max(_LEFT, widest + metrics.horizontalAdvance(number) + 8)

    def x_of(self, number: int) -> float:
        """Returns where a position lies."""
        area = self._area()
        return area.left() + area.width() * number / max(1, self._line.length)

    def number_at(self, x: float) -> int:
        """Returns the position that lies nearest."""
        area = self._area()
        share = (x - area.left()) / max(1.0, area.width())
        return round(min(1.0, max(0.0, share)) * self._line.length)

    def _y_of(self, value: float, metric: Metric | None = None) -> float:
        area = self._area()
        share = value / self._spans[metric or self._metric]
        return area.center().y() - area.height() / 2 * max(-1.0, min(1.0, share))

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:
        """Puts the marks of the cursor and the mouse on the graph."""
        self._margin = self._wanted_margin()
        if self._picture is None:
            self._picture = self._drawn_picture()
        painter = QPainter(self)
        painter.drawPixmap(0, 0, self._picture)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._draw_cursor(painter)
        painter.end()

    def _drawn_picture(self) -> QPixmap:
        picture = QPixmap(self.size() * self.devicePixelRatioF())
        picture.setDevicePixelRatio(self.devicePixelRatioF())
        painter = QPainter(picture)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), QColor(self._theme.card))
        painter.setPen(QPen(QColor(self._theme.line), 1))
        painter.drawLine(QPointF(0, 0.5), QPointF(self.width(), 0.5))
        self._draw_scale(painter)
        self._draw_losses(painter)
        self._draw_disagreement(painter)
        if self._has_both:
            self._draw_thin(painter, self._line, _other(self._metric))
        if self._rival is not None:
            self._draw_thin(painter, self._rival, self._metric, style=Qt.PenStyle.DashLine)
        for piece in self._pieces(self._line, self._metric):
            self._draw_piece(painter, piece)
        painter.end()
        return picture

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Drops what was drawn for another size."""
        self._picture = None
        super().resizeEvent(event)

    def event(self, event: QEvent) -> bool:
        """Draws anew when the window moves to a screen of another scale."""
        if event.type() == QEvent.Type.DevicePixelRatioChange:
            self._picture = None
            self.update()
        return super().event(event)

    def _draw_scale(self, painter: QPainter) -> None:
        area = self._area()
        painter.setFont(self._scale_font())
        span = self._spans[self._metric]
        is_score = self._metric is Metric.SCORE
        for value in (span, span / 2, 0.0, -span / 2, -span):
            y = self._y_of(value)
            color = QColor(self._theme.faint if value == 0 else self._theme.line)
            painter.setPen(QPen(color, 1))
            painter.drawLine(QPointF(area.left(), y), QPointF(area.right(), y))
            if abs(value) == span / 2:
                continue
            text = f"{abs(value):g}" if is_score else f"{50 + 50 * abs(value):.0f}%"
            letter = (
                "" if value == 0 else texts.color_letter(Color.BLACK if value > 0 else Color.WHITE)
            )
            painter.setPen(QColor(self._theme.faint))
            place = QRectF(0, y - 8, area.left() - 6, 16)
            right = (
                Qt.AlignmentFlag.AlignRight
                | Qt.AlignmentFlag.AlignVCenter
                | Qt.TextFlag.TextDontClip
            )
            painter.drawText(place, right, f"{letter}{'+' if letter and is_score else ' '}{text}")

    def _draw_losses(self, painter: QPainter) -> None:
        area = self._area()
        width = max(1.5, min(8.0, area.width() / max(1, self._line.length) * 0.6))
        painter.setPen(Qt.PenStyle.NoPen)
        for number, reading in enumerate(self._line.readings):
            tone = tone_of(reading.loss)
            if not tone or reading.mover is None:
                continue
            height = area.height() * _LOSS_SHARE * min(1.0, reading.loss / _WORST)
            is_black = reading.mover is Color.BLACK
            top = area.bottom() - height if is_black else area.top()
            painter.setBrush(QColor(self._theme.judgement.tones[tone]))
            painter.drawRect(QRectF(self.x_of(number) - width / 2, top, width, height))

    def _color(self, metric: Metric) -> str:
        judgement = self._theme.judgement
        return judgement.score_line if metric is Metric.SCORE else judgement.winrate_line

    def _spans_of_lines(self) -> dict[Metric, float]:
        """Returns how far the graph reaches to each side, by what it shows."""
        lines = [line for line in (self._line, self._rival) if line is not None]
        return {metric: max(line.span(metric) for line in lines) for metric in Metric}

    def _pieces(self, line: GameLine, metric: Metric) -> list[list[QPointF]]:
        """Returns a line in pieces without gaps."""
        area, span = self._area(), self._spans[metric]
        left, step = area.left(), area.width() / max(1, self._line.length)
        middle, reach = area.center().y(), area.height() / 2
        pieces: list[list[QPointF]] = [[]]
        for number, reading in enumerate(line.readings):
            value = reading.value(metric)
            if value is not None:
                share = max(-1.0, min(1.0, value / span))
                pieces[-1].append(QPointF(left + step * number, middle - reach * share))
            elif pieces[-1]:
                pieces.append([])
        return [piece for piece in pieces if piece]

    def _draw_piece(self, painter: QPainter, piece: list[QPointF]) -> None:
        color = QColor(self._color(self._metric))
        if len(piece) == 1:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(color)
            painter.drawEllipse(piece[0], 2.5, 2.5)
            return
        zero = self._y_of(0.0)
        shade = QColor(color)
        shade.setAlpha(_AREA_OPACITY)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(shade)
        painter.setRenderHint(
            QPainter.RenderHint.Antialiasing, on=False
        )  # the line covers its edge
        painter.drawRects(_columns(piece, zero))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(color, 2.0))
        _draw_line(painter, piece)

    def _draw_thin(
        self,
        painter: QPainter,
        line: GameLine,
        metric: Metric,
        style: Qt.PenStyle = Qt.PenStyle.SolidLine,
    ) -> None:
        color = RIVAL if line is self._rival else self._color(metric)
        painter.setPen(QPen(QColor(color), 1.4, style))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for piece in self._pieces(line, metric):
            if len(piece) == 1:
                painter.drawEllipse(piece[0], 1.5, 1.5)
            elif style is Qt.PenStyle.SolidLine:
                _draw_line(painter, piece)
            else:
                painter.drawPolyline(QPolygonF(piece))

    def _draw_disagreement(self, painter: QPainter) -> None:
        """Draws a band along the foot where the two engines differ, the stronger the more."""
        if self._rival is None:
            return
        area = self._area()
        painter.setPen(Qt.PenStyle.NoPen)
        width = max(2.0, area.width() / max(1, self._line.length))
        for number, (ours, theirs) in enumerate(
            zip(self._line.readings, self._rival.readings, strict=False)
        ):
            ours_value, theirs_value = ours.value(self._metric), theirs.value(self._metric)
            if ours_value is None or theirs_value is None:
                continue
            share = min(1.0, abs(ours_value - theirs_value) / _DISAGREES[self._metric])
            color = QColor(RIVAL)
            color.setAlphaF(0.65 * share)
            painter.setBrush(color)
            left = self.x_of(number) - width / 2
            painter.drawRect(QRectF(left, area.bottom() + 3, width, 5))

    def _draw_cursor(self, painter: QPainter) -> None:
        area = self._area()
        for number, style in (
            (self._line.cursor, Qt.PenStyle.SolidLine),
            (self._hovered, Qt.PenStyle.DotLine),
        ):
            if number is None or number > self._line.length:
                continue
            x = self.x_of(number)
            painter.setPen(QPen(QColor(self._theme.text), 1.2, style))
            painter.drawLine(QPointF(x, area.top()), QPointF(x, area.bottom()))
            value = self._line.readings[number].value(self._metric)
            if value is not None:
                painter.setPen(QPen(QColor(self._theme.card), 1.5))
                painter.setBrush(QColor(self._theme.text))
                painter.drawEllipse(QPointF(x, self._y_of(value)), 4.0, 4.0)

    # The mouse and words

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Goes to the position under the mouse."""
        self._choose(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Says what lies under the mouse; goes there while the button is held."""
        number = self.number_at(event.position().x())
        if number != self._hovered:
            self._hovered = number
            self._say()
            self.update()
        self._choose(event)

    def _choose(self, event: QMouseEvent) -> None:
        is_held = bool(event.buttons() & Qt.MouseButton.LeftButton)
        number = self.number_at(event.position().x())
        if is_held and number != self._line.cursor:
            self.move_chosen.emit(number)

    def leaveEvent(self, event: QEvent) -> None:
        """Takes the line under the mouse away."""
        self._hovered = None
        self.update()
        super().leaveEvent(event)

    def _say(self) -> None:
        number = self._hovered
        if number is None or number > self._line.length:
            return
        reading = self._line.readings[number]
        words = [
            self.tr("Move {0}").format(number),
            analysis_texts.value_text(reading, self._metric),
        ]
        if self._has_both:
            words.append(analysis_texts.value_text(reading, _other(self._metric)))
        if self._rival is not None and number <= self._rival.length:
            second = analysis_texts.value_text(self._rival.readings[number], self._metric)
            words.append(self.tr("second engine: {0}").format(second))
        if tone_of(reading.loss) and reading.mover is not None:
            mover = texts.color_name(reading.mover)
            words.append(self.tr("{0} lost {1}").format(mover, f"{reading.loss:.1f}"))
        self.setToolTip(" · ".join(words))

    def changeEvent(self, event: QEvent) -> None:
        """Follows another language."""
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        self._picture = None  # letters, fonts and colours may be others
        super().changeEvent(event)

    def _retranslate(self) -> None:
        self._margin = self._wanted_margin()
        name = analysis_texts.metric_name(self._metric)
        self.setAccessibleName(self.tr("Graph of the game: {0}").format(name))
        reading = self._line.readings[min(self._line.cursor, self._line.length)]
        self.setAccessibleDescription(analysis_texts.value_text(reading, self._metric))


def _columns(piece: list[QPointF], zero: float) -> list[QRectF]:
    """Returns the area between a line and a level as columns one pixel wide.

    As one polygon, the area of a jagged line would take 15 times as long to paint.
    """
    columns: list[QRectF] = []
    for start, end in itertools.pairwise(piece):
        left, top = start.x(), start.y()
        slope = (end.y() - top) / (end.x() - left)
        for x in range(math.ceil(left), math.ceil(end.x())):
            y = top + slope * (x - left)
            columns.append(QRectF(x, min(y, zero), 1.0, abs(y - zero)))
    return columns


def _draw_line(painter: QPainter, piece: list[QPointF]) -> None:
    """Draws from point to point; as one path, a jagged line would take 20 times as long."""
    painter.drawLines([QLineF(start, end) for start, end in itertools.pairwise(piece)])
