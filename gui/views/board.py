"""`BoardView`: draws a `BoardScene` and says which point was clicked."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import (
    QImage,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPixmap,
    QRegion,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from gui.analysis.marks import CandidateMark
from gui.board.cursor import middle
from gui.board.geometry import BoardGeometry
from gui.board.scene import BoardScene
from gui.game.editing import Tool
from gui.looks.theme import LIGHT, Theme
from gui.views import board_layers as layers
from gui.views import candidates, spots
from gui.views.markup import draw_markup, draw_preview

_PADDING = 16.0  # of the table, seen around the board
_WHEEL_STEP = 120  # eighths of a degree: one notch of a mouse wheel


class BoardView(QWidget):
    """The board.

    Signals:
        point_clicked: A point was clicked with the left button.
        other_clicked: A point was clicked with the right button.
        pulled: The mouse was pulled from one point to another, where the scene asks for it.
        region_pulled: The mouse was pulled over the rectangle between two points, likewise.
        line_wanted: The moves of the continuation shown, whose middle button was clicked.
        stepped: The wheel asks to go that many moves forward (negative: back).
    """

    point_clicked = Signal(int)
    other_clicked = Signal(int)
    pulled = Signal(int, int)
    region_pulled = Signal(int, int)
    line_wanted = Signal(object)
    stepped = Signal(int)

    def __init__(self, parent: QWidget | None = None, theme: Theme = LIGHT) -> None:
        """Start with an empty 9x9 board."""
        super().__init__(parent)
        self._theme = theme
        self._scene = BoardScene(9, 9, stones=bytes(81))
        self._hovered: int | None = None
        self._spoken: int | None = None  # rank of the candidate whose line a key has asked for
        self._wheel = 0
        self._length = 0  # stones of the continuation that are shown, 0 for all of them
        self._pulled_from: int | None = None
        self._cursor_point: int | None = None
        self._geometry: BoardGeometry | None = None
        self._background: QPixmap | None = None
        self._base: QPixmap | None = None  # the background with the stones on it
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumSize(260, 260)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self._retranslate()

    def sizeHint(self) -> QSize:
        """Returns the size that suits a first window."""
        return QSize(720, 720)

    @property
    def scene(self) -> BoardScene:
        """What is shown."""
        return self._scene

    def set_scene(self, scene: BoardScene) -> None:
        """Shows another picture; keeps what has not changed."""
        old = self._scene
        if scene == old:
            return
        self._scene = scene
        if scene.stones != old.stones or not scene.candidates:
            self._spoken = None
            self._length = 0
        if (scene.board, scene.coordinates) != (old.board, old.coordinates):
            self._forget()
            if self._cursor_point is not None and scene.board != old.board:
                self._cursor_point = middle(scene.board)
        elif self._base is not None:
            self._move_stones(old)
        self._point_cursor()
        self.update()

    def geometry_of_board(self) -> BoardGeometry:
        """Returns where the points lie now, in this widget's coordinates."""
        if self._geometry is None:
            self._geometry = BoardGeometry.fit(
                self._scene.board,
                (self.width(), self.height()),
                padding=_PADDING,
                coordinates=self._scene.coordinates,
                device_ratio=self.devicePixelRatioF(),
            )
        return self._geometry

    def picture(self) -> QImage:
        """Returns the board as it is shown, without a stone under the mouse."""
        hovered, self._hovered = self._hovered, None
        image = self.grab().toImage()
        self._hovered = hovered
        return image

    def _forget(self) -> None:
        self._geometry = None
        self._background = None
        self._base = None

    # Painting

    def _move_stones(self, old: BoardScene) -> None:
        """Draws again only where stones differ from those of `old`."""
        scene = self._scene
        changed = [p for p in range(len(scene.stones)) if _look(scene, p) != _look(old, p)]
        if not changed or self._base is None or self._background is None:
            return
        board = self._device_board()
        region = QRegion()
        for point in changed:
            region += board.stone_rect(point)
        painter = QPainter(self._base)
        painter.setClipRegion(region)
        painter.drawPixmap(0, 0, self._background)
        layers.draw_stones(painter, board, scene, region)
        painter.end()

    def _device_board(self) -> layers.DeviceBoard:
        return layers.DeviceBoard(self.geometry_of_board(), self.devicePixelRatioF(), self._theme)

    def _draw_base(self, board: layers.DeviceBoard) -> QPixmap:
        size = QSize(round(self.width() * board.ratio), round(self.height() * board.ratio))
        self._background = layers.background(board, size, self._theme, self.font())
        base = QPixmap(self._background)
        painter = QPainter(base)
        layers.draw_stones(painter, board, self._scene)
        painter.end()
        return base

    def paintEvent(self, event: QPaintEvent) -> None:
        """Puts the layers together."""
        ratio = self.devicePixelRatioF()
        board = self._device_board()
        if self._base is None:
            self._base = self._draw_base(board)
        painter = QPainter(self)
        painter.scale(1 / ratio, 1 / ratio)
        painter.drawPixmap(0, 0, self._base)
        painter.setFont(self.font())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self._scene.is_covered:
            spots.draw_cover(painter, board, self._theme, self.tr("Paused"))
            painter.end()
            return
        candidates.draw_influence(painter, board, self._scene)
        candidates.draw_shift(painter, board, self._scene)
        line = self.line_shown()
        if line is not None:
            candidates.draw_variation(painter, board, line, self._length or None)
            painter.end()
            return
        candidates.draw_focus(painter, board, self._scene)
        candidates.draw_policy(painter, board, self._scene)
        candidates.draw_candidates(painter, board, self._scene)
        candidates.draw_rivals(painter, board, self._scene)
        spots.draw_spots(painter, board, self._scene)
        ghost = self._scene.ghost_at(self._hovered)
        if ghost is not None and self._hovered is not None:
            layers.ghost(painter, board, self._hovered, ghost)
        painter.setFont(self.font())
        layers.marks(painter, board, self._scene, self._theme)
        candidates.draw_losses(painter, board, self._scene)
        painter.setFont(self.font())
        draw_markup(painter, board, self._scene, self._theme)
        self._draw_pull(painter, board)
        if self._cursor_point is not None:
            layers.cursor(painter, board, self._cursor_point, has_keys=self.hasFocus())
        painter.end()

    def _draw_pull(self, painter: QPainter, board: layers.DeviceBoard) -> None:
        start, end = self._pulled_from, self._hovered
        if start is not None and end is not None and self._scene.focus.is_aiming:
            candidates.draw_pulled_region(painter, board, start, end)
        elif start is not None and end is not None and start != end:
            is_arrow = self._scene.pulling is Tool.ARROW
            draw_preview(painter, board, start, end, is_arrow=is_arrow)

    def line_shown(self) -> CandidateMark | None:
        """Returns the candidate whose continuation is shown, or None."""
        if self._scene.line is not None:
            return self._scene.line
        marks = self._scene.candidates
        if self._spoken is not None and self._spoken < len(marks):
            return marks[self._spoken]
        return None if self._scene.focus.is_aiming else self._scene.candidate_at(self._hovered)

    @property
    def cursor_point(self) -> int | None:
        """The point that the keys' cursor is on, None without a cursor."""
        return self._cursor_point

    def show_cursor(self, point: int | None) -> None:
        """Shows the keys' cursor on a point, or takes it away."""
        self._cursor_point = point
        self.update()

    def show_next_line(self) -> None:
        """Shows the continuation of the next candidate, after the last one none."""
        rank = 0 if self._spoken is None else self._spoken + 1
        num_marks = sum(not mark.is_small for mark in self._scene.candidates)
        self._spoken = rank if rank < num_marks else None
        self._length = 0
        self.update()

    @property
    def line_length(self) -> int:
        """Stones of the continuation that are shown, 0 if none is."""
        line = self.line_shown()
        return 0 if line is None else self._length or len(line.pv)

    def lengthen_line(self, stones: int) -> None:
        """Shows so many stones of the continuation more, or fewer; after the last the first."""
        line = self.line_shown()
        if line is not None:
            begins_anew = stones > 0 and not self._length
            now = 0 if begins_anew else self.line_length
            length = min(len(line.pv), max(1, now + stones))
            self._length = 0 if length == len(line.pv) else length
            self.update()

    def hide_line(self) -> None:
        """Shows the candidates again."""
        self._spoken = None
        self._length = 0
        self.update()

    def set_theme(self, theme: Theme) -> None:
        """Takes other colours."""
        self._theme = theme
        self._forget()
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Drops what was drawn for another size."""
        self._forget()
        super().resizeEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Follows another language or font."""
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        elif event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._base = None
        super().changeEvent(event)

    def event(self, event: QEvent) -> bool:
        """Draws anew when the window moves to a screen of another scale."""
        if event.type() == QEvent.Type.DevicePixelRatioChange:
            self._forget()
            self.update()
        return super().event(event)

    def _retranslate(self) -> None:
        self.setAccessibleName(self.tr("Go board"))

    # The mouse

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Shows the stone that a click would play."""
        place = event.position()
        self._hover(self.geometry_of_board().point_at(place.x(), place.y()))

    def leaveEvent(self, event: QEvent) -> None:
        """Takes the shown stone away."""
        self._hover(None)
        super().leaveEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Says which point was clicked."""
        place = event.position()
        point = self.geometry_of_board().point_at(place.x(), place.y())
        if point is None:
            return
        if event.button() is Qt.MouseButton.RightButton:
            self.other_clicked.emit(point)
        elif event.button() is Qt.MouseButton.MiddleButton:
            line = self.line_shown()
            if line is not None:
                self.line_wanted.emit(line.actions)
        elif event.button() is Qt.MouseButton.LeftButton:
            if self._scene.pulling is not None or self._scene.focus.is_aiming:
                self._pulled_from = point
            else:
                self.point_clicked.emit(point)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Says where the mouse was pulled to."""
        start, self._pulled_from = self._pulled_from, None
        if start is None:
            return
        place = event.position()
        end = self.geometry_of_board().point_at(place.x(), place.y())
        if end is not None and self._scene.focus.is_aiming:
            self.region_pulled.emit(start, end)
        elif end is not None and end != start:
            self.pulled.emit(start, end)
        self.update()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Says how many moves to go: up is back; over a candidate its line is walked through."""
        self._wheel += event.angleDelta().y()
        notches = int(self._wheel / _WHEEL_STEP)
        if notches:
            self._wheel -= notches * _WHEEL_STEP
            if self.line_shown() is not None:
                self.lengthen_line(-notches)
            else:
                self.stepped.emit(-notches)
        event.accept()

    def _hover(self, point: int | None) -> None:
        if point == self._hovered:
            return
        is_line = self._scene.candidate_at(self._hovered) or self._scene.candidate_at(point)
        if is_line or self._pulled_from is not None:
            self.update()  # a continuation reaches over the whole board
            self._length = 0
        for changed in (self._hovered, point):
            if changed is not None:
                left, top, width, height = self.geometry_of_board().cell_rect(changed)
                self.update(int(left) - 1, int(top) - 1, int(width) + 3, int(height) + 3)
        self._hovered = point
        self._point_cursor()

    def _point_cursor(self) -> None:
        clickable = self._scene.choosing and self._hovered is not None
        shape = Qt.CursorShape.PointingHandCursor if clickable else Qt.CursorShape.ArrowCursor
        if self.cursor().shape() != shape:
            self.setCursor(shape)


def _look(scene: BoardScene, point: int) -> tuple[int, bool]:
    return scene.stones[point], point in scene.dead
