"""`TreeView`: the variations of a record as stones on lines; draws only what is seen."""

from __future__ import annotations

from dataclasses import dataclass, field

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QFont,
    QFontMetricsF,
    QHelpEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPixmap,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QToolTip, QWidget

from gogame.board.coords import Color
from gui.game.move_tree import ROOT, MoveTree
from gui.looks.theme import LIGHT, Theme
from gui.records.tree_layout import TreeLayout, layout_of
from gui.records.tree_marks import has_comment, has_markup
from gui.views import record_texts

_STEP = 26  # pixels from node to node
_RADIUS = 9.0
_HALF = 12  # of a node's picture
_MARGIN = 18


@dataclass(frozen=True, slots=True, eq=False)
class TreeScene:
    """What the view shows.

    Attributes:
        tree: The record.
        cursor: The node that is shown on the board.
        tones: Classes of what moves lost, by node.
    """

    tree: MoveTree
    cursor: int = ROOT
    tones: dict[int, int] = field(default_factory=dict[int, int])


class TreeView(QAbstractScrollArea):
    """The drawn tree: along the longer side of the view, variations beside one another.

    Signals:
        node_clicked: A node was clicked.
        menu_wanted: A node was clicked with the right button; where, in global coordinates.
    """

    node_clicked = Signal(int)
    menu_wanted = Signal(int, QPoint)

    def __init__(self, theme: Theme = LIGHT, parent: QWidget | None = None) -> None:
        """Begin without a tree."""
        super().__init__(parent)
        self._theme = theme
        self._scene: TreeScene | None = None
        self._layout = TreeLayout({}, (), 0, {})
        self._links: object = None
        self._folded: frozenset[int] = frozenset()
        self._sprites: dict[tuple[Color | None, str, int, float], QPixmap] = {}
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.viewport().setMouseTracking(True)
        self._retranslate()

    def sizeHint(self) -> QSize:
        """Returns the size that suits a first window."""
        return QSize(260, 240)

    @property
    def scene(self) -> TreeScene | None:
        """What is shown."""
        return self._scene

    @property
    def folded(self) -> frozenset[int]:
        """Nodes whose variations are hidden."""
        return self._folded

    def show_tree(self, scene: TreeScene) -> None:
        """Shows a tree, the node of the board in the middle."""
        before = self._scene
        self._scene = scene
        self._unfold_to(scene)
        if scene.tree.links is not self._links:
            self._lay_out()
        if before is None or before.cursor != scene.cursor or before.tree is not scene.tree:
            self.center()
        self.viewport().update()

    def toggle_fold(self, node: int) -> None:
        """Hides the variations after a node, or shows them again."""
        if self._scene is None or len(self._scene.tree[node].children) < 2:
            return
        self._folded = self._folded ^ {node}
        self._unfold_to(self._scene)
        self._lay_out()
        self.viewport().update()

    def fold_all(self) -> None:
        """Hides all variations but those that lead to the node shown."""
        if self._scene is None:
            return
        tree = self._scene.tree
        self._folded = frozenset(n for n in tree.subtree(ROOT) if len(tree[n].children) > 1)
        self._unfold_to(self._scene)
        self._lay_out()
        self.center()

    def unfold_all(self) -> None:
        """Shows all variations."""
        if self._scene is None:
            return
        self._folded = frozenset()
        self._lay_out()
        self.center()

    def _unfold_to(self, scene: TreeScene) -> None:
        """Keeps the node of the board in sight."""
        tree, child = scene.tree, scene.cursor
        opened: set[int] = set()
        while self._folded and (parent := tree[child].parent) >= 0:
            if parent in self._folded and tree[parent].children[0] != child:
                opened.add(parent)
            child = parent
        if opened:
            self._folded -= opened
            self._lay_out()

    def _lay_out(self) -> None:
        assert self._scene is not None
        self._layout = layout_of(self._scene.tree, self._folded)
        self._links = self._scene.tree.links
        self._size_bars()

    # Places

    @property
    def is_upright(self) -> bool:
        """Whether the main line runs downwards: in a view that is higher than wide."""
        return self.viewport().height() > self.viewport().width()

    def _size_bars(self) -> None:
        size = self.viewport().size()
        along = (self._layout.num_columns - 1) * _STEP + 2 * _MARGIN
        across = (self._layout.num_lanes - 1) * _STEP + 2 * _MARGIN
        wide, high = (across, along) if self.is_upright else (along, across)
        for bar, full, page in (
            (self.horizontalScrollBar(), wide, size.width()),
            (self.verticalScrollBar(), high, size.height()),
        ):
            bar.setRange(0, max(0, full - page))
            bar.setPageStep(page)
            bar.setSingleStep(_STEP)

    def _middle(self, place: tuple[int, int]) -> QPointF:
        along, across = (_MARGIN + _STEP * number for number in place)
        x, y = (across, along) if self.is_upright else (along, across)
        return QPointF(x - self.horizontalScrollBar().value(), y - self.verticalScrollBar().value())

    def place_of(self, node: int) -> QPoint | None:
        """Returns where a node is drawn in the viewport, or None if it is folded away."""
        place = self._layout.places.get(node)
        return None if place is None else self._middle(place).toPoint()

    def node_at(self, point: QPoint) -> int | None:
        """Returns the node that is drawn at a place of the viewport, or None."""
        x = point.x() + self.horizontalScrollBar().value() - _MARGIN
        y = point.y() + self.verticalScrollBar().value() - _MARGIN
        column, row = round(x / _STEP), round(y / _STEP)
        depth, lane = (row, column) if self.is_upright else (column, row)
        return self._layout.node_at(depth, lane)

    def center(self) -> None:
        """Brings the node of the board into the middle."""
        if self._scene is None:
            return
        place = self._layout.places.get(self._scene.cursor)
        if place is None:
            return
        middle = self._middle(place)
        for bar, at, page in (
            (self.horizontalScrollBar(), middle.x(), self.viewport().width()),
            (self.verticalScrollBar(), middle.y(), self.viewport().height()),
        ):
            bar.setValue(round(bar.value() + at - page / 2))
        self.viewport().update()

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draws the lines and nodes that are seen."""
        scene = self._scene
        painter = QPainter(self.viewport())
        painter.fillRect(event.rect(), QColor(self._theme.card))
        if scene is None:
            painter.end()
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        nodes = list(self._layout.within(*self._seen()))
        self._draw_lines(painter, scene, nodes)
        font = QFont(self.font())
        font.setPixelSize(9)
        painter.setFont(font)
        for node in nodes:
            self._draw_node(painter, scene, node)
        painter.end()

    def _seen(self) -> tuple[tuple[int, int], tuple[int, int]]:
        x, y = self.horizontalScrollBar().value(), self.verticalScrollBar().value()
        size = self.viewport().size()
        columns = ((x - _MARGIN) // _STEP, (x + size.width()) // _STEP)
        rows = ((y - _MARGIN) // _STEP, (y + size.height()) // _STEP)
        return (rows, columns) if self.is_upright else (columns, rows)

    def _draw_lines(self, painter: QPainter, scene: TreeScene, nodes: list[int]) -> None:
        tree, places = scene.tree, self._layout.places
        shown = set(tree.path(scene.cursor))
        faint, strong = QPen(QColor(self._theme.line), 2), QPen(QColor(self._theme.faint), 2)
        drawn = dict.fromkeys(nodes)
        for node in nodes:  # lines that lead out of sight
            drawn.update(dict.fromkeys(c for c in tree[node].children if c in places))
        for node in drawn:
            parent = tree[node].parent
            if parent < 0:
                continue
            depth, lane = places[parent]
            painter.setPen(strong if node in shown else faint)
            end, start = self._middle(places[node]), self._middle((depth, lane))
            if places[node][1] > lane:
                corner = self._middle((depth, places[node][1] - 1))
                painter.drawLine(start, corner)
                start = corner
            painter.drawLine(start, end)

    def _draw_node(self, painter: QPainter, scene: TreeScene, node: int) -> None:
        tree = scene.tree
        entry = tree[node]
        middle = self._middle(self._layout.places[node])
        theme = self._theme
        if node == scene.cursor:
            halo = QRectF(middle.x() - 12.5, middle.y() - 12.5, 25, 25)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(theme.accent))
            painter.drawRoundedRect(halo, 7, 7)
        tone = scene.tones.get(node, 0)
        if entry.move is None:
            sprite = self._sprite(None, "set-up" if entry.is_setup else "", 0)
        else:
            number = str(self._layout.places[node][0])
            sprite = self._sprite(entry.move.color, number, tone)
        painter.drawPixmap(middle - QPointF(_HALF, _HALF), sprite)
        self._draw_signs(painter, tree, node, middle)

    def _sprite(self, color: Color | None, words: str, tone: int) -> QPixmap:
        """Returns the picture of a node; text is slow to draw, so pictures are kept.

        Args:
            color: Of its stone, None for a node without a move.
            words: The number of its move, or ``set-up``.
            tone: Class of what the move lost.
        """
        ratio = self.devicePixelRatioF()
        key = (color, words, tone, ratio)
        known = self._sprites.get(key)
        if known is not None:
            return known
        pixmap = QPixmap(round(2 * _HALF * ratio), round(2 * _HALF * ratio))
        pixmap.setDevicePixelRatio(ratio)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        middle, theme = QPointF(_HALF, _HALF), self._theme
        painter.setPen(
            QPen(QColor(theme.judgement.tones[tone] if tone else theme.faint), 3 if tone else 1.2)
        )
        if color is None:
            painter.setBrush(QColor(theme.raised if words else theme.card))
            side = _RADIUS * (0.82 if words else 0.55)
            painter.drawRect(QRectF(_HALF - side, _HALF - side, 2 * side, 2 * side))
        else:
            is_black = color is Color.BLACK
            painter.setBrush(QColor("#1c1b19") if is_black else QColor("#fbfaf6"))
            painter.drawEllipse(middle, _RADIUS, _RADIUS)
            font = QFont(self.font())
            font.setPixelSize(9)
            painter.setFont(font)
            self._write(painter, middle, words, QColor("#f4f2ec" if is_black else "#1c1a17"))
        painter.end()
        self._sprites[key] = pixmap
        return pixmap

    def _draw_signs(self, painter: QPainter, tree: MoveTree, node: int, middle: QPointF) -> None:
        """Draws small signs beside a node: words, markup, hidden variations."""
        painter.setPen(QPen(QColor(self._theme.card), 1))
        if has_comment(tree, node):
            painter.setBrush(QColor("#2f7ed8"))
            painter.drawEllipse(middle + QPointF(8, -8), 3.6, 3.6)
        if has_markup(tree, node):
            painter.setBrush(QColor("#e0862a"))
            painter.drawRect(QRectF(middle.x() + 5, middle.y() + 5, 6, 6))
        hidden = self._layout.hidden.get(node, 0)
        if hidden:
            sign = middle + (QPointF(18, 0) if self.is_upright else QPointF(0, 18))
            self._write(painter, sign, f"+{hidden}", QColor(self._theme.accent))

    @staticmethod
    def _write(painter: QPainter, middle: QPointF, text: str, ink: QColor) -> None:
        metrics = QFontMetricsF(painter.font())
        painter.setPen(ink)
        away = QPointF(-metrics.horizontalAdvance(text) / 2, metrics.capHeight() / 2)
        painter.drawText(middle + away, text)

    # The mouse, the window

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Says which node was clicked."""
        node = self.node_at(event.position().toPoint())
        if node is not None and event.button() is Qt.MouseButton.LeftButton:
            self.node_clicked.emit(node)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Folds the variations of a node, or unfolds them."""
        node = self.node_at(event.position().toPoint())
        if node is not None and event.button() is Qt.MouseButton.LeftButton:
            self.toggle_fold(node)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Asks for the menu of a node."""
        node = self.node_at(event.pos())
        if node is not None:
            self.menu_wanted.emit(node, event.globalPos())

    def viewportEvent(self, event: QEvent) -> bool:
        """Says what a node is while the mouse rests on it."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            node = self.node_at(event.pos())
            words = "" if node is None or self._scene is None else self._words(node)
            QToolTip.showText(event.globalPos(), words, self.viewport())
            return True
        return super().viewportEvent(event)

    def _words(self, node: int) -> str:
        assert self._scene is not None
        tree = self._scene.tree
        move = tree[node].move
        variant = tree.position(ROOT).variant
        name = self.tr("Start") if node == ROOT else self.tr("Set-up")
        if move is not None:
            name = f"{tree.depth(node)}. {record_texts.move_text(move, variant)}"
        comment = tree[node].text("C").strip()
        first = comment.splitlines()[0][:80] if comment else ""
        return "\n".join(words for words in (name, tree[node].text("N"), first) if words)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keeps the node of the board in the middle."""
        super().resizeEvent(event)
        self._size_bars()
        self.center()

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        """Draws anew; nothing is moved by itself."""
        del dx, dy
        self.viewport().update()

    def set_theme(self, theme: Theme) -> None:
        """Takes other colours."""
        self._theme = theme
        self._sprites.clear()
        self.viewport().update()

    def changeEvent(self, event: QEvent) -> None:
        """Follows another language."""
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        elif event.type() == QEvent.Type.FontChange:
            self._sprites.clear()
        super().changeEvent(event)

    def _retranslate(self) -> None:
        self.setAccessibleName(self.tr("Variation tree"))
