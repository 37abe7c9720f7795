"""`EvenGames`: keeps the results of games against our engine, and suggests the next one's level."""

from __future__ import annotations

from gogame.errors import ConfigError
from gui.desk.feature import Desk, Feature
from gui.files.settings import write_atomically
from gui.game.state import GameState, MessageKind, Phase
from gui.lessons import even_game
from gui.lessons.even_game import PlayedGame

_FILE_NAME = "even_games.json"


class EvenGames(Feature):
    """Owns the file of results."""

    def __init__(self, desk: Desk) -> None:
        """Read the results that were kept; a file that cannot be read is put aside."""
        super().__init__(desk)
        self._file = desk.preferences.folders.data / _FILE_NAME
        self._games = self._kept()
        self._under_way = 0  # the game whose end is waited for
        self._counted = 0  # the game of the last result

    def _kept(self) -> tuple[PlayedGame, ...]:
        try:
            return even_game.from_text(self._file.read_text(encoding="utf-8"))
        except FileNotFoundError:
            return ()
        except (OSError, UnicodeDecodeError) as error:
            self.desk.session.say(MessageKind.RESULTS_FAILED, str(error))
            return ()
        except ConfigError as error:
            self._put_aside(str(error))
            return ()

    def _put_aside(self, why: str) -> None:
        aside = self._file.with_suffix(".damaged")
        try:
            self._file.replace(aside)
        except OSError as error:
            why = f"{why}; {error}"
        self.desk.session.say(MessageKind.RESULTS_FAILED, why)

    def results(self) -> tuple[PlayedGame, ...] | None:
        """Returns the person's games, the last one last; None if levels mean nothing here.

        With another network than the one that comes with the program nobody knows what they are
        worth.
        """
        return None if self.desk.preferences.now.network else self._games

    def show_state(self, state: GameState) -> None:
        """Adds a game that has ended before the person's eyes.

        A game counts once: where play was resumed, a later end replaces the one before, or says
        nothing more once the program has been closed in between.
        """
        if state.conduct.play_out is not None:
            return  # a sketch neither begins nor ends a game
        if state.phase in (Phase.PLAYING, Phase.SCORING) and not state.is_record:
            self._under_way = state.game
        elif state.phase is Phase.OVER and state.game == self._under_way:
            self._under_way = 0
            played = even_game.played_game(state)
            if played is None or self.results() is None:
                return
            if state.game == self._counted:
                self._keep((*self._games[:-1], played))
            elif not state.has_ended:
                self._counted = state.game
                self._keep((*self._games, played))

    def _keep(self, games: tuple[PlayedGame, ...]) -> None:
        self._games = games
        try:
            write_atomically(self._file, even_game.to_text(self._games))
        except OSError as error:
            self.desk.session.say(MessageKind.RESULTS_FAILED, str(error))
