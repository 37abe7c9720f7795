"""`Sounds`: what is heard: stones, captures, passes, the clock, the end."""

from __future__ import annotations

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from gui.desk.feature import Desk, Feature
from gui.dialogs.preference_page import PreferencePage
from gui.game.clocks import Clocks
from gui.game.state import GameState
from gui.sounds.events import sound_between, warning
from gui.sounds.player import PROGRAM_NAMES, SoundPlayer, find_player
from gui.sounds.waves import Sound


class Sounds(Feature):
    """Listens to the states and to the clocks."""

    def __init__(self, desk: Desk, player: SoundPlayer | None = None) -> None:
        """Add the command and the page of the settings.

        Args:
            desk: Where to work.
            player: Plays the sounds; None for the system's, which is silent where windows are
                not shown on a screen.
        """
        super().__init__(desk)
        if player is None:
            is_seen = QGuiApplication.platformName() not in ("offscreen", "minimal")
            folder = desk.preferences.folders.data / "sounds"
            player = SoundPlayer(folder, find_player() if is_seen else None, self)
        self.player = player
        self._before: GameState | None = None
        self._clocks: Clocks | None = None
        self._turn: tuple[int, int] | None = None
        self._action = desk.commands.switch(
            "view.sounds",
            lambda: self.tr("Sounds"),
            lambda is_on: desk.preferences.change(sounds=is_on),
            "Ctrl+Alt+S",
            is_on=desk.preferences.now.sounds,
        )
        desk.preferences.add_page(lambda: self.tr("Sounds"), self._make_page)
        desk.session.clocks_changed.connect(self._follow_clocks)

    def _make_page(self) -> QWidget:
        preferences = self.desk.preferences
        page = PreferencePage()
        page.add_switch(self.tr("Sounds"), self._switch, is_on=preferences.now.sounds)
        page.add_slider(self.tr("Volume"), (0, 100, 5), preferences.now.volume, self._choose_volume)
        if not self.player.has_program:
            page.add_note(
                self.tr("No program that plays sounds was found. Install one of these: {0}").format(
                    PROGRAM_NAMES
                )
            )
        elif self.player.problem:
            page.add_note(self.tr("Sounds cannot be played: {0}").format(self.player.problem))
        return page

    def _switch(self, is_on: bool) -> None:  # noqa: FBT001 - what a switch tells
        self.player.try_again()
        self.desk.preferences.change(sounds=is_on)

    def _choose_volume(self, percent: int) -> None:
        self.desk.preferences.change(volume=percent)
        self._play(Sound.STONE)

    def _play(self, sound: Sound | None) -> None:
        now = self.desk.preferences.now
        if sound is not None and now.sounds:
            self.player.play(sound, now.volume)

    def show_state(self, state: GameState) -> None:
        """Plays what belongs to the step from the last state to this one."""
        self._action.setChecked(self.desk.preferences.now.sounds)
        before, self._before = self._before, state
        if before is not None and before is not state:
            self._play(sound_between(before, state))

    def _follow_clocks(self, clocks: Clocks | None) -> None:
        """Warns the person whose clock runs; an engine needs no warning."""
        state = self.desk.session.state
        end = state.tree.end_of_line(state.cursor)
        turn = (state.game, end)
        before = self._clocks if turn == self._turn else None
        self._clocks, self._turn = clocks, turn
        if clocks is None or before is None:
            return
        color = state.tree.position(end).to_play
        if not state.setup.player(color).is_ai:
            self._play(warning(before.of(color), clocks.of(color)))

    def close(self) -> None:
        """Falls silent."""
        self.player.close()
