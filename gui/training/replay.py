"""`Replay`: a game on the training window's board: how far it is shown, and whether it goes on."""

from __future__ import annotations

from dataclasses import dataclass, replace

from gogame.board.position import Position
from gui.board.scene import BoardScene
from gui.training.games import Game

_FAR_BEHIND = 12  # moves behind a game in progress, from which two are shown at once


@dataclass(frozen=True, slots=True, eq=False)
class Replay:
    """A game and the position shown of it.

    Attributes:
        game: The game.
        shown: Moves shown.
        position: The position after them.
        is_live: Whether the game is in progress.
        is_running: Whether moves are shown one after the other by themselves.
    """

    game: Game
    shown: int
    position: Position
    is_live: bool
    is_running: bool = True

    @classmethod
    def of(cls, game: Game, *, is_live: bool, shown: int = 0, is_running: bool = True) -> Replay:
        """Returns a game from one of its positions on.

        Raises:
            GoError: A move is illegal.
        """
        return cls(game, shown, game.position(shown), is_live, is_running)

    @property
    def is_at_end(self) -> bool:
        """Whether all moves are shown."""
        return self.shown >= len(self.game.moves)

    def go_to(self, number: int) -> Replay:
        """Returns the same game with so many moves shown.

        Raises:
            GoError: A move is illegal.
        """
        shown = max(0, min(len(self.game.moves), number))
        if shown < self.shown:
            return replace(self, shown=shown, position=self.game.position(shown))
        position = self.position
        for action in self.game.moves[self.shown : shown]:
            position = position.play(action)
        return replace(self, shown=shown, position=position)

    def advance(self) -> Replay:
        """Returns it one move further, two if a game in progress has run away.

        Raises:
            GoError: A move is illegal.
        """
        left = len(self.game.moves) - self.shown
        return self.go_to(self.shown + (2 if self.is_live and left > _FAR_BEHIND else 1))

    def follow(self, game: Game) -> Replay:
        """Returns the newer state of the game in progress, or the next game from near its end.

        Raises:
            GoError: A move is illegal.
        """
        if (
            game.game_id == self.game.game_id
            and game.moves[: self.shown] == self.game.moves[: self.shown]
        ):
            return replace(self, game=game)
        return Replay.of(game, is_live=True, shown=len(game.moves), is_running=self.is_running)


def scene_of_replay(replay: Replay) -> BoardScene:
    """Returns what the board shows of it."""
    position, variant = replay.position, replay.game.variant
    last = position.last_move
    return BoardScene(
        variant.height,
        variant.width,
        variant.shape,
        position.grid.tobytes(),
        coordinates=True,
        last_move=None if last is None or last.action == variant.pass_action else last.action,
    )
