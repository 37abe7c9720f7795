"""`PlayersPanel`: who plays, whose turn it is, captures and clocks."""

from __future__ import annotations

import functools
from dataclasses import replace

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QMenu,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from gogame.board.coords import Color
from gogame.levels import LEVELS
from gogame.styles import PlayStyle
from gui.game.clocks import Clocks, PlayerClock
from gui.game.state import DEFAULT_AI, HUMAN, GameState, Phase, Player, PlayerKind
from gui.looks.theme import LIGHT, Theme
from gui.views import style_texts, texts
from gui.views.elided import ElidedLabel
from gui.views.icons import Glyph, icon, screen_ratio, stone_pixmap
from gui.views.parts import make_label, set_look

_STRENGTHS_S = (0.5, 2.0, 5.0, 15.0)
_LOW_TIME_S = 10.0


class PlayerCard(QFrame):
    """One player.

    Signals:
        player_chosen: The `Player` that is to take over.
        engines_wanted: Another engine is to be chosen.
    """

    player_chosen = Signal(object)
    engines_wanted = Signal()

    def __init__(self, color: Color, theme: Theme = LIGHT, parent: QWidget | None = None) -> None:
        """Make the card of a colour."""
        super().__init__(parent)
        self.setObjectName("card")
        self._color = color
        self._theme = theme
        self._player = HUMAN
        self._captures = 0
        self._judge = ""
        self._clock: PlayerClock | None = None
        self._stone = QLabel()
        self._stone.setPixmap(stone_pixmap(color, 30, screen_ratio()))
        self._name = ElidedLabel()
        self._name.setObjectName("title")
        self._detail = ElidedLabel()
        self._detail.setObjectName("faint")
        self._taken = make_label("faint")
        self._time = make_label("clock")
        self._time.hide()
        self._more = QToolButton(popupMode=QToolButton.ToolButtonPopupMode.InstantPopup)
        self._more.setIcon(icon(Glyph.MORE, theme.faint, theme.line))
        self._more.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._menu = QMenu(self._more)
        self._more.setMenu(self._menu)
        self._submenus: list[QMenu] = []
        self._arrange()
        self._retranslate()
        self.show_turn(is_turn=False)

    def _arrange(self) -> None:
        lines = QVBoxLayout()
        lines.setSpacing(1)
        lines.addWidget(self._name)
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(self._detail, 1)
        line.addWidget(self._taken)
        lines.addLayout(line)
        lines.addWidget(self._time)  # beside the name, overtime would leave it no room
        row = QHBoxLayout(self)
        row.setContentsMargins(10, 8, 6, 8)
        row.setSpacing(8)
        row.addWidget(self._stone)
        row.addLayout(lines, 1)
        row.addWidget(self._more, 0, Qt.AlignmentFlag.AlignTop)

    @property
    def name(self) -> str:
        """The player's name as shown."""
        return self._name.text()

    @property
    def detail(self) -> str:
        """What else is said of the player, as shown."""
        return self._detail.text()

    @property
    def captures(self) -> str:
        """The captures as shown."""
        return self._taken.text()

    @property
    def clock(self) -> str:
        """The clock as shown."""
        return self._time.text()

    def choices(self) -> list[QAction]:
        """Returns the players that may take over, the human first."""
        return self._menu.actions()

    def show_player(self, player: Player, captures: int, judge: str = "") -> None:
        """Shows who plays, the stones taken, and what the engine judges by."""
        if (player, captures, judge) == (self._player, self._captures, self._judge):
            return  # an open menu stays open
        self._player = player
        self._captures = captures
        self._judge = judge
        self._retranslate()

    def show_clock(self, clock: PlayerClock | None) -> None:
        """Shows the time left; nothing in a game without clocks."""
        self._clock = clock
        text = "" if clock is None else texts.clock_text(clock)
        if text != self._time.text():
            self._time.setText(text)
            self._time.setVisible(bool(text))
            is_low = clock is not None and clock.left_s < _LOW_TIME_S
            set_look(self._time, "low", is_low)

    def set_theme(self, theme: Theme) -> None:
        """Takes other colours."""
        self._theme = theme
        self._more.setIcon(icon(Glyph.MORE, theme.faint, theme.line))

    def show_turn(self, *, is_turn: bool) -> None:
        """Marks the card of the player to move."""
        set_look(self, "active", is_turn)

    def changeEvent(self, event: QEvent) -> None:
        """Follows another language."""
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
            self.show_clock(self._clock)
        super().changeEvent(event)

    def _retranslate(self) -> None:
        player = self._player
        judge = texts.judge_text(self._judge) if player.is_ai else ""
        self._name.setText(" · ".join(filter(None, (texts.player_name(player), judge))))
        strength = texts.strength_text(player)
        self._detail.setText(strength if player.is_ai else texts.color_name(self._color))
        self._detail.keep_whole(is_whole=not player.is_ai)  # a colour is short
        self._taken.setText(self.tr("Captures {0}").format(self._captures))
        self.setAccessibleName(texts.color_name(self._color))
        self._more.setToolTip(self.tr("Change who plays"))
        self._more.setAccessibleName(self._more.toolTip())
        self._menu.clear()
        for menu in self._submenus:
            menu.deleteLater()
        self._submenus.clear()
        human = self._menu.addAction(self.tr("Human"))
        human.triggered.connect(lambda: self.player_chosen.emit(Player(PlayerKind.HUMAN)))
        for seconds in _STRENGTHS_S:
            engine = self._engine(seconds)
            action = self._menu.addAction(texts.full_strength_text(engine))
            action.triggered.connect(functools.partial(self._choose, engine))
        if not player.engine:
            levels = self._submenu(self.tr("Level"))
            for one in LEVELS:
                engine = Player(PlayerKind.AI, level=one.number, style=player.style)
                plain = replace(engine, style=None)
                action = levels.addAction(texts.strength_text(plain))
                action.triggered.connect(functools.partial(self._choose, engine))
            styles = self._submenu(self.tr("Style"))
            ours = player if player.is_ai else DEFAULT_AI
            for liking in (None, *PlayStyle):
                action = styles.addAction(style_texts.style_name(liking))
                engine = replace(ours, style=liking)
                action.triggered.connect(functools.partial(self._choose, engine))
        other = self._menu.addAction(self.tr("Other engine…"))
        other.triggered.connect(self.engines_wanted)

    def _submenu(self, title: str) -> QMenu:
        menu = self._menu.addMenu(title)
        self._submenus.append(menu)
        return menu

    def submenu(self, title: str) -> list[QAction]:
        """Returns the choices of a menu within the menu of players, by its title."""
        return next(menu for menu in self._submenus if menu.title() == title).actions()

    def _engine(self, seconds: float) -> Player:
        """Returns the engine that plays here now, or ours, with another strength."""
        now = self._player if self._player.is_ai else HUMAN
        return Player(PlayerKind.AI, now.name, seconds=seconds, engine=now.engine, style=now.style)

    def _choose(self, player: Player) -> None:
        self.player_chosen.emit(player)


class PlayersPanel(QWidget):
    """Both players.

    Signals:
        player_chosen: A `Color` and the `Player` that is to take it over.
        engines_wanted: Another engine is to be chosen.
    """

    player_chosen = Signal(object, object)
    engines_wanted = Signal()

    def __init__(self, theme: Theme = LIGHT, parent: QWidget | None = None) -> None:
        """Make both cards, Black first."""
        super().__init__(parent)
        self.cards = {color: PlayerCard(color, theme) for color in Color}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        for color, card in self.cards.items():
            column.addWidget(card)
            card.player_chosen.connect(functools.partial(self._choose, color))
            card.engines_wanted.connect(self.engines_wanted)

    def _choose(self, color: Color, player: Player) -> None:
        self.player_chosen.emit(color, player)

    def set_theme(self, theme: Theme) -> None:
        """Takes other colours."""
        for card in self.cards.values():
            card.set_theme(theme)

    def show_state(self, state: GameState) -> None:
        """Shows the players of a state."""
        for color, card in self.cards.items():
            taken = state.position.prisoners(color)
            player = state.setup.player(color)
            card.show_player(player, taken, "" if player.engine else state.engine.judge)
            is_turn = state.phase in (Phase.PLAYING, Phase.PLACING) and state.to_play is color
            card.show_turn(is_turn=is_turn)
        if state.clocks is None:
            self.show_clocks(None)

    def show_clocks(self, clocks: Clocks | None) -> None:
        """Shows both clocks."""
        for color, card in self.cards.items():
            card.show_clock(None if clocks is None else clocks.of(color))
