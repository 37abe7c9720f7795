"""A game in the terminal: the board as text, moves as coordinates, one line a command.

It works the same when its input is a pipe or a file. Begin with `TerminalGame.run`.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from pathlib import Path

from gogame.board.coords import Color, action_from_gtp, action_to_gtp
from gogame.board.diagram import diagram
from gogame.board.rules import WinCondition
from gogame.engine import Engine
from gogame.errors import CoordinateError, GoError
from gogame.record import Result, ResultKind
from gogame.sgf import save, tree_of

HELP = """\
  D4          play there (letters without I, rows counted from the bottom)
  pass        pass; two passes end the game
  undo        take back your move and the answer to it
  hint        the engine's favourite moves
  score       the count, if play stopped now
  resign      give up
  save FILE   write the game as SGF
  board       show the board again
  quit        leave (also Ctrl+D)"""
_HINT_MOVES = 3


class TerminalGame:
    """One game between people and the engine, on a text terminal."""

    def __init__(
        self,
        engine: Engine,
        engine_colors: Collection[Color],
        read: Callable[[str], str | None],
        write: Callable[[str], None],
    ) -> None:
        """Take the engine and its colours, what asks for a line, and what shows one.

        Args:
            engine: Holds the game.
            engine_colors: Whose moves the engine chooses.
            read: Shows a prompt and returns the line typed, or None at the end of the input.
            write: Shows one or several lines.
        """
        self._engine = engine
        self._engine_colors = frozenset(engine_colors)
        self._read = read
        self._write = write
        self._result: Result | None = None

    def run(self) -> None:
        """Plays until the game is over and the player leaves, or the input ends."""
        self._write("GoGame in the terminal. Type help for the commands.")
        self._show()
        while True:
            position = self._engine.position
            if self._result is None and position.is_over:
                self._finish()
            if self._result is None and position.to_play in self._engine_colors:
                self._engine_move()
                continue
            line = self._read(self._prompt())
            if line is None or line.strip().lower() in ("quit", "exit", "q"):
                return
            try:
                self._obey(line.split())
            except GoError as error:
                self._write(str(error))

    def _prompt(self) -> str:
        if self._result is not None:
            return "game over> "
        return f"{self._engine.position.to_play.name.capitalize()}> "

    def _obey(self, words: list[str]) -> None:
        if not words:
            return
        actions: dict[str, Callable[[], None]] = {
            "help": lambda: self._write(HELP),
            "board": self._show,
            "undo": self._undo,
            "hint": self._hint,
            "score": self._score,
            "resign": self._resign,
        }
        name = words[0].lower()
        if name == "save":
            self._save(" ".join(words[1:]))
        elif name in actions:
            actions[name]()
        elif self._result is not None:
            self._write("the game is over: undo, save FILE or quit")
        else:
            self._play(words[0])

    def _vertex(self, action: int) -> str:
        variant = self._engine.variant
        return action_to_gtp(action, variant.height, variant.width)

    def _play(self, text: str) -> None:
        variant = self._engine.variant
        try:
            action = action_from_gtp(text, variant.height, variant.width)
        except CoordinateError as error:
            self._write(f"{error} (help lists the commands)")
            return
        self._engine.play(action)
        self._show()

    def _engine_move(self) -> None:
        color = self._engine.position.to_play
        decision = self._engine.genmove()
        who = color.name.capitalize()
        if decision.action is None:
            self._result = Result(ResultKind.RESIGN, color.opponent)
            self._write(f"{who} (engine) resigns. {self._sentence(self._result)}")
            return
        self._write(f"{who} (engine) plays {self._vertex(decision.action)}.")
        self._show()

    def _show(self) -> None:
        self._write(diagram(self._engine.position))

    def _undo(self) -> None:
        self._engine.undo()
        self._result = None
        while self._engine.position.to_play in self._engine_colors:
            try:
                self._engine.undo()
            except GoError:
                break  # the engine opened the game: it will move again
        self._show()

    def _hint(self) -> None:
        analyses = list(self._engine.analyze(self._engine.limits))
        moves = analyses[-1].moves if analyses else ()
        if not moves:
            self._write("no move to suggest")
            return
        for move in moves[:_HINT_MOVES]:
            line = " ".join(map(self._vertex, move.pv[:6]))
            self._write(f"  {self._vertex(move.action):>4}  wins {move.winrate:.0%}  then {line}")

    def _score(self) -> None:
        if self._engine.variant.win is not WinCondition.SCORE:
            self._write(f"this game is won by {self._engine.variant.win.value}, not by a count")
            return
        dead = self._engine.dead_stones()
        score = self._engine.position.score(dead)
        self._write(
            f"Black {score.black_points:g}, White {score.white_points:g} "
            f"(komi {score.komi:g}): {score.result}"
        )
        if dead:
            self._write("counted as dead: " + " ".join(map(self._vertex, sorted(dead))))

    def _resign(self) -> None:
        if self._result is None:
            self._result = Result(ResultKind.RESIGN, self._engine.position.to_play.opponent)
            self._write(self._sentence(self._result))

    def _finish(self) -> None:
        position = self._engine.position
        if position.variant.win is WinCondition.SCORE:
            self._score()
            self._result = Result.by_score(self._engine.final_score().lead_black)
        else:
            winner = position.winner
            kind = ResultKind.DRAW if winner is None else ResultKind.WIN
            self._result = Result(kind, winner)
        self._write(self._sentence(self._result))

    def _sentence(self, result: Result) -> str:
        if result.winner is None:
            return "The game is a draw."
        how = " by resignation" if result.kind is ResultKind.RESIGN else ""
        if result.points is not None:
            how = f" by {result.points:g}"
        return f"{result.winner.name.capitalize()} wins{how}."

    def _save(self, name: str) -> None:
        if not name:
            self._write("save needs a file name, for example: save game.sgf")
            return
        path = Path(name).expanduser()
        save(path, tree_of(self._engine.record(self._result)))
        self._write(f"saved {path}")
