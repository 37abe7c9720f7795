"""Finds widgets whose words do not fit into them.

`misfits` looks at all that is seen of a window or dialog. Words that are cut on purpose have the
whole of them in a tooltip; a line that wraps has the height that it needs.
"""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QComboBox,
    QGroupBox,
    QLabel,
    QMainWindow,
    QPushButton,
    QScrollArea,
    QStyle,
    QStyleOptionComboBox,
    QTabBar,
    QToolBar,
    QTreeView,
    QWidget,
)

_SLACK = 2  # pixels that rounding may take


def misfits(root: QWidget) -> list[str]:
    """Returns a line for each widget, seen in `root`, whose words are cut."""
    found: list[str] = []
    for widget in [root, *root.findChildren(QWidget)]:
        if widget.isVisibleTo(root) and widget.window() is root.window():
            found += (f"{_name(widget)}: {fault}" for fault in _faults(widget, root))
    return found


def _name(widget: QWidget) -> str:
    words = getattr(widget, "text", None) or getattr(widget, "title", None)
    said = str(words())[:50] if callable(words) else widget.accessibleName()
    return f"{type(widget).__name__} “{said}”"


def _faults(widget: QWidget, root: QWidget) -> Iterator[str]:
    if isinstance(widget, QLabel):
        yield from _label(widget)
    elif isinstance(widget, QAbstractButton) and not isinstance(widget.parentWidget(), QToolBar):
        yield from _button(widget)
    elif isinstance(widget, QComboBox):
        yield from _choice(widget)
    elif isinstance(widget, QTabBar):
        yield from _tabs(widget)
    elif isinstance(widget, QTreeView):
        yield from _heads(widget)
    elif isinstance(widget, QGroupBox):
        room = widget.width() - 8
        if widget.fontMetrics().horizontalAdvance(widget.title()) > room:
            yield f"its title needs more than {room}"
    if isinstance(widget, QLabel | QAbstractButton | QComboBox):
        yield from _hidden_part(widget, root)


def _label(label: QLabel) -> Iterator[str]:
    if not label.text() or label.toolTip() or not label.pixmap().isNull():
        return
    if label.wordWrap():
        needed = label.heightForWidth(label.width())
        if needed > label.height() + _SLACK:
            yield f"wraps to a height of {needed}, has {label.height()}"
    elif label.sizeHint().width() > label.width() + _SLACK:
        yield f"needs a width of {label.sizeHint().width()}, has {label.width()}"
    elif label.fontMetrics().height() > label.height() + _SLACK:
        yield f"needs a height of {label.fontMetrics().height()}, has {label.height()}"


def _button(button: QAbstractButton) -> Iterator[str]:
    if not button.text() or button.toolTip() not in ("", button.text()):
        return
    needed = button.minimumSizeHint() if isinstance(button, QPushButton) else button.sizeHint()
    if needed.width() > button.width() + _SLACK:
        yield f"needs a width of {needed.width()}, has {button.width()}"
    if button.fontMetrics().height() > button.height() + _SLACK:
        yield f"needs a height of {button.fontMetrics().height()}, has {button.height()}"


def _choice(box: QComboBox) -> Iterator[str]:
    option = QStyleOptionComboBox()
    box.initStyleOption(option)
    room = box.style().subControlRect(
        QStyle.ComplexControl.CC_ComboBox, option, QStyle.SubControl.SC_ComboBoxEditField, box
    )
    needed = box.fontMetrics().horizontalAdvance(box.currentText())
    if needed > room.width() + _SLACK and not box.toolTip() and not box.isEditable():
        yield f"“{box.currentText()}” needs a width of {needed}, has {room.width()}"
    if box.fontMetrics().height() > room.height() + 2 * _SLACK:
        yield f"needs a height of {box.fontMetrics().height()}, has {room.height()}"


def _tabs(bar: QTabBar) -> Iterator[str]:
    for index in range(bar.count()):
        needed = bar.fontMetrics().horizontalAdvance(bar.tabText(index))
        if needed > bar.tabRect(index).width() and not bar.tabToolTip(index):
            yield f"tab “{bar.tabText(index)}” needs {needed}, has {bar.tabRect(index).width()}"
    if bar.elideMode() is not Qt.TextElideMode.ElideNone:
        whole = sum(
            bar.fontMetrics().horizontalAdvance(bar.tabText(index)) for index in range(bar.count())
        )
        if whole > bar.width():
            yield f"its tabs need {whole}, it has {bar.width()}"


def _heads(view: QTreeView) -> Iterator[str]:
    header = view.header()
    if header.isHidden():
        return
    for column in range(header.count()):
        words = str(view.model().headerData(column, Qt.Orientation.Horizontal) or "")
        needed = header.fontMetrics().horizontalAdvance(words)
        if needed > header.sectionSize(column) and not header.isSectionHidden(column):
            yield f"column “{words}” needs {needed}, has {header.sectionSize(column)}"


def _hidden_part(widget: QWidget, root: QWidget) -> Iterator[str]:
    """Says what lies outside of what is around it, unless one can scroll there."""
    around = widget.parentWidget()
    scrolls_x = scrolls_y = False
    while around is not None and widget is not root:
        if isinstance(around, QAbstractScrollArea):
            scrolls_y = True
            policy = around.horizontalScrollBarPolicy()
            scrolls_x = scrolls_x or policy is not Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        shown = QRect(widget.mapTo(around, QPoint()), widget.size())
        room = around.rect()
        over_x = max(-shown.left(), shown.right() - room.right())
        over_y = max(-shown.top(), shown.bottom() - room.bottom())
        is_page = isinstance(around.parentWidget(), QScrollArea) or (
            around.objectName() == "qt_scrollarea_viewport"
        )
        if over_x > _SLACK and not (scrolls_x or (is_page and _has_bar(around))):
            yield f"{over_x} pixels lie outside of {type(around).__name__} across"
            return
        if over_y > _SLACK and not (scrolls_y or is_page):
            yield f"{over_y} pixels lie outside of {type(around).__name__} down"
            return
        if around is root or isinstance(around, QMainWindow):
            return
        around = around.parentWidget()


def _has_bar(viewport: QWidget) -> bool:
    area = viewport.parentWidget()
    return isinstance(area, QAbstractScrollArea) and (
        area.horizontalScrollBarPolicy() is not Qt.ScrollBarPolicy.ScrollBarAlwaysOff
    )
