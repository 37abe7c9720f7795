"""Colours, fonts and the style sheet of the window; nothing here knows the game."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from typing import cast

from PySide6.QtCore import QLocale, Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

from gui.looks.appearance import (
    BOARDS,
    JUDGEMENTS,
    KAYA,
    STANDARD,
    Judgement,
    StoneLook,
    Texture,
)


@dataclass(frozen=True, slots=True)
class Theme:
    """One set of colours, each ``#rrggbb``.

    Attributes:
        window: Behind everything.
        table: Behind the board.
        card: Panels and fields.
        raised: Buttons under the mouse.
        line: Borders.
        text: Words.
        faint: Words of less weight.
        accent: The chief button, the player to move, links.
        accent_text: Words on `accent`.
        accent_soft: Behind what is chosen.
        accent_bright: The chief button under the mouse.
        accent_deep: The chief button while it is pressed.
        accent_faint: The chief button that cannot be pressed.
        disabled: Words of what cannot be used.
        good: The engine is ready.
        busy: Something is under way.
        bad: Something failed.
        bad_soft: Behind a failure.
        wood_dark: Dark grain of the board.
        wood_light: Light grain of the board.
        board_line: Lines, star points and coordinates.
        last_move: The mark on the last move.
        texture: What the board is made of.
        line_share: How much of its usual width a line of the board has.
        stones: What stones look like.
        judgement: The colours of what moves lose.
    """

    window: str = "#f5f2ec"
    table: str = "#e9e4d9"
    card: str = "#fffdf9"
    raised: str = "#f0ebe1"
    line: str = "#ded6c7"
    text: str = "#2a251d"
    faint: str = "#756b5b"
    accent: str = "#2d6a57"
    accent_text: str = "#ffffff"
    accent_soft: str = "#e3efe9"
    accent_bright: str = "#357a65"
    accent_deep: str = "#245747"
    accent_faint: str = "#a9c2b9"
    disabled: str = "#aaa294"
    good: str = "#3d9a70"
    busy: str = "#d08a1d"
    bad: str = "#b23a2e"
    bad_soft: str = "#fbe9e6"
    wood_dark: str = "#d19e53"
    wood_light: str = "#ebc383"
    board_line: str = "#3b2a14"
    last_move: str = "#d8402f"
    texture: Texture = Texture.WOOD
    line_share: float = 1.0
    stones: StoneLook = StoneLook.SHELL
    judgement: Judgement = STANDARD


LIGHT = Theme()
DARK = Theme(
    window="#23211e",
    table="#1b1917",
    card="#2d2a26",
    raised="#3a3631",
    line="#48433c",
    text="#ece6db",
    faint="#a69d8e",
    accent="#4fa58a",
    accent_text="#10201a",
    accent_soft="#2b3f38",
    accent_bright="#63b79d",
    accent_deep="#3c8a72",
    accent_faint="#39574d",
    disabled="#6f685d",
    good="#57b98b",
    busy="#e0a244",
    bad="#e8776a",
    bad_soft="#45292a",
    wood_dark="#b98a47",
    wood_light="#d3ab70",
    board_line="#2f2110",
    last_move="#d8402f",
)

# The usual colours of what moves lose; a view paints with `Theme.judgement`.
TONES = STANDARD.tones
_FRAME_PERCENT = 140  # by which Qt's style darkens a window to frame what is on it
RIVAL = "#7b4fc9"  # what the second engine says

_LARGER = {"clock": 1.25, "figure": 1.15}  # sizes of words beside the usual one
_STYLE = """
* { outline: none; }
QMainWindow, QDialog { background: @window; }
QWidget { color: @text; }
QToolTip { background: @text; color: @card; border: none; padding: 4px 7px; }
QMenuBar { background: @window; border-bottom: 1px solid @line; padding: 2px 6px; }
QMenuBar::item { padding: 5px 10px; border-radius: 5px; background: transparent; }
QMenuBar::item:selected { background: @raised; }
QMenu { background: @card; border: 1px solid @line; padding: 5px; }
QMenu::item { padding: 6px 28px 6px 24px; border-radius: 5px; }
QMenu::item:selected { background: @accent_soft; }
QMenu::item:disabled { color: @faint; }
QMenu::separator { height: 1px; background: @line; margin: 5px 8px; }
#table { background: @table; }
#side { background: @window; border-left: 1px solid @line; }
#card { background: @card; border: 1px solid @line; border-radius: 10px; }
#card[active="true"] { border: 2px solid @accent; }
#faint { color: @faint; }
#bad { color: @bad; }
#title { font-weight: 600; }
#reply { background: @raised; border-radius: 8px; padding: 8px 10px; }
#reply[right="true"] { background: @accent_soft; }
#heading { font-weight: 600; }
#fixed { font-family: "Consolas", "Menlo", "DejaVu Sans Mono", "NanumGothicCoding", monospace; }
#pages { background: @card; border: 1px solid @line; border-radius: 8px; padding: 4px; }
#pages::item { padding: 7px 8px; border-radius: 5px; }
#pages::item:selected { background: @accent_soft; color: @text; }
QTreeWidget { background: @card; border: 1px solid @line; border-radius: 8px; }
QTreeWidget::item { padding: 4px 6px; }
QTreeWidget::item:selected { background: @accent_soft; color: @text; }
QTreeWidget::item:disabled { color: @disabled; }
#message { background: @card; border: 1px solid @line; border-radius: 8px; padding: 7px 12px; }
#message[severity="error"] { background: @bad_soft; border-color: @bad; }
QPushButton { background: @card; border: 1px solid @line; border-radius: 8px; padding: 7px 14px; }
QPushButton:hover { background: @raised; }
QPushButton:pressed { background: @line; }
QPushButton:disabled { color: @disabled; background: @window; }
QPushButton:focus { border-color: @accent; }
QPushButton:checked { background: @accent_soft; border-color: @accent; color: @accent;
    font-weight: 600; }
QPushButton#primary { background: @accent; color: @accent_text; border: 1px solid @accent; }
QPushButton#primary:hover { background: @accent_bright; }
QPushButton#primary:pressed { background: @accent_deep; }
QPushButton#primary:disabled { background: @accent_faint; border-color: @accent_faint;
    color: @accent_text; }
QPushButton#link { border: none; background: transparent; color: @accent; padding: 2px 4px; }
QPushButton#link:hover { text-decoration: underline; }
QToolButton { background: transparent; border: 1px solid transparent; border-radius: 7px;
    padding: 5px; }
QToolButton:hover { background: @raised; border-color: @line; }
QToolButton:pressed { background: @line; }
QToolButton::menu-indicator { image: none; }
QToolButton:focus { border-color: @accent; }
QToolButton:checked { background: @accent_soft; border-color: @accent; color: @accent;
    font-weight: 600; }
QToolBar { background: @window; border: none; border-bottom: 1px solid @line; padding: 3px 8px;
    spacing: 4px; }
QToolBar QToolButton { padding: 4px 10px; }
QToolBar QToolButton:checked { font-weight: normal; }
QToolBar QToolButton:disabled { color: @disabled; }
#qt_toolbar_ext_button, #qt_menubar_ext_button { padding: 0px; margin: 2px 0px;
    background: @disabled; border: none; }
QToolBar::separator { background: @line; width: 1px; margin: 4px 6px; }
QProgressBar { background: @raised; border: none; border-radius: 3px; }
QProgressBar::chunk { background: @accent; border-radius: 3px; }
QDockWidget { color: @text; }
QDockWidget::title { background: @raised; padding: 5px 12px; }
QPlainTextEdit, QLineEdit { background: @card; border: 1px solid @line; border-radius: 6px;
    padding: 4px 6px; selection-background-color: @accent;
    selection-color: @accent_text; }
QPlainTextEdit:focus, QLineEdit:focus { border-color: @accent; }
QTreeView::item { padding: 4px 6px; }
QSplitter::handle { background: @line; }
QGroupBox { background: @card; border: 1px solid @line; border-radius: 10px; margin-top: 1.45em;
    padding: 8px 6px 6px 6px; }
QGroupBox::title { subcontrol-origin: margin; left: 4px; top: 1px; color: @faint;
    font-weight: 600; }
QComboBox, QSpinBox, QDoubleSpinBox { min-height: 1.6em; }
QCheckBox:disabled, QRadioButton:disabled, QComboBox:disabled, QAbstractSpinBox:disabled,
QLabel:disabled, #faint:disabled { color: @disabled; }
QDialogButtonBox { dialogbuttonbox-buttons-have-icons: 0; }
QTabWidget::pane { border: 1px solid @line; border-radius: 8px; background: @window; }
QTabBar::tab { padding: 7px 16px; border: none; border-bottom: 2px solid transparent;
    color: @faint; background: transparent; }
QTabBar::tab:selected { color: @text; border-bottom: 2px solid @accent; font-weight: 600; }
QTabBar::tab:focus { color: @accent; }
QTableView { background: @card; alternate-background-color: @window; border: 1px solid @line;
    border-radius: 6px; selection-background-color: @accent_soft; selection-color: @text; }
QTableView::item { padding: 0 8px; border: none; }
QTableView:focus { border-color: @accent; }
QHeaderView::section { background: @raised; color: @faint; border: none; padding: 5px 8px; }
QLabel#figure { font-weight: 600; font-size: @figure-size; }
QLabel#clock { font-size: @clock-size; }
QLabel#clock[low="true"] { color: @bad; }
QFrame#rule { background: @line; max-height: 1px; border: none; }
"""


def theme_named(name: str, board: str = "", stones: str = "", judgement: str = "") -> Theme:
    """Returns a theme; a name that nothing has means what is usual.

    Args:
        name: ``light``, ``dark``, or for anything else what the system likes.
        board: A key of `BOARDS`.
        stones: A value of `StoneLook`.
        judgement: A key of `JUDGEMENTS`.
    """
    is_dark = name == "dark"
    if name not in ("light", "dark"):
        is_dark = QGuiApplication.styleHints().colorScheme() is Qt.ColorScheme.Dark
    theme = DARK if is_dark else LIGHT
    known = {look.value: look for look in StoneLook}
    theme = replace(
        theme,
        stones=known.get(stones, StoneLook.SHELL),
        judgement=JUDGEMENTS.get(judgement, STANDARD),
    )
    look = BOARDS.get(board)
    if look is None or board == KAYA:  # which is dimmed among dark colours
        return theme
    return replace(
        theme,
        wood_dark=look.dark,
        wood_light=look.light,
        board_line=look.line,
        last_move=look.last_move,
        texture=look.texture,
        line_share=look.line_share,
    )


def style_sheet(theme: Theme, points: float = 10.0) -> str:
    """Returns the Qt style sheet in the theme's colours.

    Args:
        theme: The colours.
        points: Size of the usual words; larger ones are given by it.
    """
    style = _STYLE
    for name, factor in _LARGER.items():
        style = style.replace(f"@{name}-size", f"{factor * points:.1f}pt")
    for field in sorted(fields(Theme), key=lambda f: -len(f.name)):
        style = style.replace(f"@{field.name}", str(getattr(theme, field.name)))
    return style


def palette(theme: Theme) -> QPalette:
    """Returns the palette that Qt draws its own controls with."""
    made = QPalette()
    roles = {
        QPalette.ColorRole.Window: theme.window,
        QPalette.ColorRole.WindowText: theme.text,
        QPalette.ColorRole.Base: theme.card,
        QPalette.ColorRole.AlternateBase: theme.raised,
        QPalette.ColorRole.Text: theme.text,
        QPalette.ColorRole.PlaceholderText: theme.faint,
        QPalette.ColorRole.Button: theme.card,
        QPalette.ColorRole.ButtonText: theme.text,
        QPalette.ColorRole.Highlight: theme.accent,
        QPalette.ColorRole.HighlightedText: theme.accent_text,
        QPalette.ColorRole.Accent: theme.accent,
        QPalette.ColorRole.ToolTipBase: theme.text,
        QPalette.ColorRole.ToolTipText: theme.card,
        QPalette.ColorRole.Mid: theme.line,
    }
    for role, color in roles.items():
        made.setColor(role, QColor(color))
    disabled = QPalette.ColorGroup.Disabled
    for role in (
        QPalette.ColorRole.Text,
        QPalette.ColorRole.WindowText,
        QPalette.ColorRole.ButtonText,
    ):
        made.setColor(disabled, role, QColor(theme.disabled))
    return made


def ui_font(language: str, percent: int = 100) -> QFont:
    """Returns the system's font, with the families that write `language` well behind it.

    Args:
        language: Two-letter code; Korean prefers a Korean family, so that Hangul and Latin
            letters come from one design.
        percent: Its size, 100 for the system's.
    """
    font = QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont)
    if language == "ko":
        known = set(QFontDatabase.families(QFontDatabase.WritingSystem.Korean))
        wanted = (
            "Pretendard",
            "Apple SD Gothic Neo",
            "Malgun Gothic",
            "Noto Sans KR",
            "Noto Sans CJK KR",
            "NanumGothic",
        )
        korean = [family for family in wanted if family in known]
        if korean and font.family() not in known:
            font.setFamilies([*korean, font.family()])
    font.setPointSizeF(max(font.pointSizeF(), 10.0) * min(max(percent, 25), 400) / 100)
    return font


def apply_theme(application: QApplication, theme: Theme = LIGHT) -> None:
    """Gives the whole application the theme's look."""
    application.setStyle("Fusion")
    application.setFont(ui_font(QLocale().name()[:2]))
    apply_colors(application, theme)


def apply_colors(application: QApplication, theme: Theme) -> None:
    """Gives the whole application other colours, and all words the size that it has now.

    Qt draws the frame of a box to tick darker than what is behind the window, which cannot be seen
    where that is dark; so these have another window behind them.
    """
    application.setPalette(palette(theme))
    framed = palette(theme)
    framed.setColor(QPalette.ColorRole.Window, QColor(theme.faint).lighter(_FRAME_PERCENT))
    for name in ("QCheckBox", "QRadioButton"):
        application.setPalette(framed, cast("bytes", name))  # it takes a str; its stubs err
    application.setStyleSheet(style_sheet(theme, application.font().pointSizeF()))
