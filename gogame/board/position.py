"""`Position`: one immutable position with its history, the board as the program's parts see it.

It wraps a row of the flat arrays. Kernels that search copy `Position.board` and never come
back here; everything that talks to people (records, protocols, windows) uses this class. It plays
with the rules of `plain`, so that no compiler has to be loaded for looking at a game.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field, replace
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from gogame.board import plain
from gogame.board.arrays import (
    COLOR,
    COUNTED,
    DRAWN,
    HEAD,
    KO_POINT,
    META,
    PASSES,
    PLY,
    RUNNING,
    STATUS,
    TAKEN_BY_BLACK,
    TO_PLAY,
    WHITE_WON,
    new_boards,
)
from gogame.board.coords import EMPTY, Color, action_to_gtp
from gogame.board.rules import HandicapBonus, Ko, Rules, Scoring, WinCondition
from gogame.board.score import Correction, Score, count
from gogame.board.variant import VariantSpec
from gogame.errors import IllegalMove, IllegalReason, VariantError


class Move(NamedTuple):
    """One played move: who and which action."""

    color: Color
    action: int


def _appended(history: NDArray[np.uint64], key: int) -> NDArray[np.uint64]:
    return np.append(history, np.uint64(key))


@dataclass(frozen=True, slots=True, eq=False)
class Position:
    """A position with its history; `play` returns a new one.

    Attributes:
        variant: The game being played; its komi is before any handicap bonus.
        board: `[NUM_FIELDS, W]` int32, see `arrays`; never written to (it is not flagged read
            only because compiled kernels would then be compiled twice).
        history: uint64 keys of all positions so far, the present one last.
        moves: Moves since the start or the setup.
        handicap: Handicap stones that Black has been given.
    """

    variant: VariantSpec
    board: NDArray[np.int32]
    history: NDArray[np.uint64]
    moves: tuple[Move, ...] = ()
    handicap: int = 0
    _legal: list[NDArray[np.bool_]] = field(default_factory=list[NDArray[np.bool_]], repr=False)

    # Construction

    @classmethod
    def start(cls, variant: VariantSpec) -> Position:
        """Returns the empty board, Black to play."""
        return cls._of(variant, new_boards(1, variant.num_points)[0])

    @classmethod
    def from_setup(
        cls,
        variant: VariantSpec,
        black: Iterable[int] = (),
        white: Iterable[int] = (),
        to_play: Color = Color.BLACK,
    ) -> Position:
        """Returns a position with stones put on the board; its history begins here.

        Raises:
            VariantError: A point off the board, named twice, or a chain without liberties.
        """
        board = new_boards(1, variant.num_points)[0]
        stones = [(p, Color.BLACK) for p in black] + [(p, Color.WHITE) for p in white]
        for point, color in stones:
            if not 0 <= point < variant.num_points:
                raise VariantError(f"setup point {point}: expected 0 to {variant.num_points - 1}")
            if board[COLOR, point] != EMPTY:
                where = action_to_gtp(point, variant.height, variant.width)
                raise VariantError(f"setup names {where} twice")
            if plain.place(board, point, int(color), variant) != 0:
                where = action_to_gtp(point, variant.height, variant.width)
                raise VariantError(f"setup leaves a chain at or beside {where} without liberties")
        board[META, TO_PLAY] = to_play
        board[META, KO_POINT] = -1
        return cls._of(variant, board)

    @classmethod
    def _of(cls, variant: VariantSpec, board: NDArray[np.int32], handicap: int = 0) -> Position:
        key = plain.position_key(board, variant)
        return cls(variant, board, np.array([key], dtype=np.uint64), handicap=handicap)

    def with_handicap(self, points: Collection[int]) -> Position:
        """Returns the start with Black's handicap stones, White to play.

        Raises:
            VariantError: The board is not empty, or a point is bad.
        """
        if self.moves or (self.board[COLOR, : self.variant.num_points] != EMPTY).any():
            raise VariantError("handicap stones need an empty board: start a new game first")
        placed = Position.from_setup(self.variant, black=points, to_play=Color.WHITE)
        return replace(placed, handicap=len(points))

    # Moves

    def play(self, action: int, color: Color | None = None) -> Position:
        """Returns the position after a move.

        Args:
            action: A point, or P for the pass.
            color: Who plays; the other player's turn is skipped if need be, as GTP allows.

        Raises:
            IllegalMove: The rules forbid it.
        """
        before = self if color is None else self.with_to_play(color)
        before.check(action)
        board = before.board.copy()
        plain.play(board, action, self.variant)
        return replace(
            before,
            board=board,
            history=_appended(before.history, plain.position_key(board, self.variant)),
            moves=(*self.moves, Move(before.to_play, action)),
            _legal=[],
        )

    def check(self, action: int, color: Color | None = None) -> None:
        """Does nothing if the action is legal.

        Raises:
            IllegalMove: With a sentence such as ``illegal move D4: occupied by White``.
        """
        position = self if color is None else self.with_to_play(color)
        if not 0 <= action < self.variant.num_actions:
            raise IllegalMove(
                f"illegal move {action}: expected 0 to {self.variant.pass_action}",
                IllegalReason.OFF_BOARD,
            )
        if not position._is_legal(action):
            where = action_to_gtp(action, self.variant.height, self.variant.width)
            reason, why = position._reason(action)
            raise IllegalMove(f"illegal move {where}: {why}", reason)

    def _is_legal(self, action: int) -> bool:
        """Returns whether an action is legal, without asking for all the others."""
        if self._legal:
            return bool(self._legal[0][action])
        return plain.is_legal(self.board, action, self.variant, self.history)

    def _reason(self, action: int) -> tuple[IllegalReason, str]:
        """Returns why an illegal action is illegal."""
        if self.is_over:
            return IllegalReason.GAME_OVER, "the game is over"
        if action == self.variant.pass_action:
            return IllegalReason.PASS_FORBIDDEN, "passing is forbidden while a stone can be played"
        color = self.color_at(action)
        if color != EMPTY:
            return IllegalReason.OCCUPIED, f"occupied by {Color(color).name.capitalize()}"
        if action == self.ko_point:
            return IllegalReason.KO, "it retakes the ko at once"
        effect = plain.stone_effect(self.board, action, int(self.to_play), self.variant)
        no_capture = self.variant.win is WinCondition.NO_CAPTURE
        if effect == plain.CAPTURE and no_capture:
            return IllegalReason.CAPTURE_FORBIDDEN, "captures are forbidden in this game"
        if effect == plain.SUICIDE and (no_capture or not self.variant.rules.suicide):
            return IllegalReason.SUICIDE, "suicide"
        return IllegalReason.SUPERKO, "it repeats an earlier position (superko)"

    def legal(self) -> NDArray[np.bool_]:
        """Returns `[A]` bool, read only: which actions are legal; none when the game is over."""
        if not self._legal:
            mask = plain.legal_mask(self.board, self.variant, self.history)
            mask.setflags(write=False)
            self._legal.append(mask)
        return self._legal[0]

    def with_to_play(self, color: Color) -> Position:
        """Returns the same stones with `color` to play; a ko and a pending pass are forgotten."""
        if color == self.to_play:
            return self
        board = self.board.copy()
        board[META, TO_PLAY] = color
        board[META, KO_POINT] = -1
        board[META, PASSES] = 0
        key = plain.position_key(board, self.variant)
        return replace(self, board=board, history=_appended(self.history, key), _legal=[])

    def resumed(self) -> Position:
        """Returns the position with play going on after two passes, or itself if not needed."""
        if self.board[META, STATUS] not in (COUNTED, DRAWN):
            return self
        board = self.board.copy()
        board[META, STATUS] = RUNNING
        board[META, PASSES] = 0
        return replace(self, board=board, _legal=[])

    def with_komi(self, komi: float) -> Position:
        """Returns the same position with another komi.

        Raises:
            VariantError: Not a multiple of one half, or absurd.
        """
        return replace(self, variant=self.variant.with_komi(komi))

    def with_rules(self, rules: Rules) -> Position:
        """Returns the same position under other rules; superko begins to count from here."""
        variant = replace(self.variant, rules=rules)
        fresh = Position._of(variant, self.board.copy(), self.handicap)
        return replace(fresh, moves=self.moves)

    # What is on the board

    @property
    def to_play(self) -> Color:
        """Whose turn it is."""
        return Color(int(self.board[META, TO_PLAY]))

    @property
    def ply(self) -> int:
        """Moves played since the start or the setup."""
        return int(self.board[META, PLY])

    @property
    def passes(self) -> int:
        """Consecutive passes just played."""
        return int(self.board[META, PASSES])

    @property
    def ko_point(self) -> int | None:
        """The point that may not be retaken at once, or None; always None without a ko rule."""
        point = int(self.board[META, KO_POINT])
        return point if point >= 0 and self.variant.rules.ko is not Ko.NONE else None

    @property
    def last_move(self) -> Move | None:
        """The move that led here, or None at the start."""
        return self.moves[-1] if self.moves else None

    @property
    def key(self) -> int:
        """The number that repeats when the position does, in the sense of the ko rule."""
        return int(self.history[-1])

    @property
    def grid(self) -> NDArray[np.int8]:
        """`[H, W]` int8 copy of the stones: EMPTY, BLACK or WHITE."""
        shape = (self.variant.height, self.variant.width)
        return self.board[COLOR, : self.variant.num_points].astype(np.int8).reshape(shape)

    def color_at(self, point: int) -> int:
        """Returns EMPTY, BLACK or WHITE."""
        return int(self.board[COLOR, point])

    def prisoners(self, color: Color) -> int:
        """Returns the number of stones that `color` has taken."""
        return int(self.board[META, TAKEN_BY_BLACK + int(color) - 1])

    def chain(self, point: int) -> tuple[int, ...]:
        """Returns the stones connected with the one on `point`, ascending; empty if none is."""
        if self.color_at(point) == EMPTY:
            return ()
        points = self.variant.num_points
        same = (self.board[HEAD, :points] == self.board[HEAD, point]) & (
            self.board[COLOR, :points] == self.board[COLOR, point]
        )
        return tuple(int(p) for p in np.flatnonzero(same))

    def liberties(self, point: int) -> tuple[int, ...]:
        """Returns the liberties of the chain on `point`, ascending."""
        neighbors = self.variant.topology.neighbors
        near = {int(p) for stone in self.chain(point) for p in neighbors[stone]}
        return tuple(sorted(p for p in near if self.board[COLOR, p] == EMPTY))

    def pass_alive(self) -> NDArray[np.int8]:
        """Returns `[H, W]` int8: the owner of what no move can take any more, else EMPTY.

        Loads the compiled kernels, which takes about a second the first time.
        """
        from gogame.board import area  # not before: it imports Numba

        owner = np.zeros(self.variant.num_points, dtype=np.int8)
        area.pass_alive(self.board, self.variant.topology, owner)
        return owner.reshape(self.variant.height, self.variant.width)

    # The end

    @property
    def komi(self) -> float:
        """White's points before a stone is played: the variant's komi and the handicap bonus."""
        rules = self.variant.rules
        if rules.scoring is Scoring.TERRITORY or rules.handicap_bonus is HandicapBonus.NONE:
            return self.variant.komi
        less = 1 if rules.handicap_bonus is HandicapBonus.N_MINUS_ONE else 0
        return self.variant.komi + max(0, self.handicap - less)

    @property
    def is_over(self) -> bool:
        """Whether two passes or the win condition have ended the game."""
        return bool(self.board[META, STATUS] != RUNNING)

    def outcome(self) -> float:
        """Returns the result for Black: +1 won, 0 drawn, -1 lost; all stones count as alive.

        A running game is counted as it stands.
        """
        status = int(self.board[META, STATUS])
        if status == DRAWN:
            return 0.0
        if status in (RUNNING, COUNTED):
            return float(np.sign(self.score().lead_black))
        return -1.0 if status == WHITE_WON else 1.0

    @property
    def winner(self) -> Color | None:
        """The winner by `outcome`, or None for a draw."""
        outcome = self.outcome()
        return None if outcome == 0 else (Color.BLACK if outcome > 0 else Color.WHITE)

    def score(self, dead: Collection[int] = (), corrections: Collection[Correction] = ()) -> Score:
        """Counts the position under its rules, with the stones on the points `dead` taken off.

        Args:
            dead: Points of dead stones.
            corrections: Regions that people have given to someone, see `score.count`.
        """
        return count(self.board, self.variant, self.komi, dead, corrections)
