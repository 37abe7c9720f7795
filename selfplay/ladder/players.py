"""Players that move in many games at once: networks, random games with a search, and chance.

A match gives each game a *seat*; a player is asked for the moves of all games that wait for it, and
answers them as one batch. `external` has the players in child processes.

Passing. The final count takes stones as they stand, dead ones that no one has captured included,
so a player that passes because it is ahead by some count must be sure of the count. Players here
pass when nothing useful is left to play, or when they want to (or the opponent has just passed)
and the count as the stones stand is won even if every doubtful chain is lost
(`judge.accepts_end`, strict). Search never sees that the opponent has passed, since a pass in
reply would look like the end of the game to it; and where it prefers a pass that is not safe, its
next choice is played.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple, Protocol

import numpy as np
from numpy.typing import NDArray

from gogame import judge
from gogame.board.position import Position
from gogame.board.rules import Scoring, WinCondition
from gogame.board.variant import VariantSpec
from gogame.evaluation import Evaluator
from gogame.features import encode_positions
from gogame.rng import generator
from gogame.search.config import Method, SearchConfig
from gogame.search.forest import nodes_within
from gogame.search.lockstep import LockstepSearch


class Turn(NamedTuple):
    """A game in which a player is to move: its seat and its position, all moves included."""

    seat: int
    position: Position


class Answer(NamedTuple):
    """What a player does in one game.

    Attributes:
        action: The move; None to resign, or if there is a fault.
        fault: What went wrong, in a sentence that begins with ``crash``, ``illegal move`` or
            ``timeout``; it loses the game.
    """

    action: int | None
    fault: str | None = None


class Player(Protocol):
    """Moves in many games at once.

    Attributes:
        name: Its name in results; for networks the checkpoint.
        visits: Evaluations a move, 0 where that means nothing.
        is_external: Whether it thinks in other processes, one for each seat; it may then be asked
            from several threads at once, for different seats.
        most_games: Games that it can play at once.
    """

    name: str
    visits: int
    is_external: bool
    most_games: int

    def prepare(self, variant: VariantSpec, seats: int) -> None:
        """Gets ready for a match.

        Raises:
            ConfigError: It cannot play this game.
            EngineError: It cannot be started.
        """
        ...

    def begin(self, seat: int, seed: int) -> None:
        """Forgets the game at a seat; another begins there with the next turn."""
        ...

    def answer(self, turns: Sequence[Turn]) -> list[Answer]:
        """Returns a move for each position.

        Raises:
            EngineError: It cannot be started, or an evaluator failed.
        """
        ...

    def dead_stones(self, turn: Turn) -> frozenset[int] | None:
        """Returns the points of dead stones in a finished game, or None for no opinion."""
        ...

    def close(self) -> None:
        """Ends processes; a move that one of them thinks about is lost by a fault."""
        ...


def hide_pass(position: Position) -> Position:
    """Returns the same position as if the opponent had not just passed."""
    if position.passes == 0 or position.variant.win is not WinCondition.SCORE:
        return position
    color = position.to_play
    return position.with_to_play(color.opponent).with_to_play(color)


class RandomPlayer:
    """Plays useful moves at random (see `judge.useful_moves`); passes when there are none."""

    name, visits, is_external, most_games = "random", 0, False, 1 << 16

    def __init__(self) -> None:
        """Prepare a player without games."""
        self._rngs: dict[int, np.random.Generator] = {}

    def prepare(self, variant: VariantSpec, seats: int) -> None:
        """Does nothing: it plays every game."""

    def begin(self, seat: int, seed: int) -> None:
        """See `Player.begin`."""
        self._rngs[seat] = generator(seed, "random player")

    def answer(self, turns: Sequence[Turn]) -> list[Answer]:
        """See `Player.answer`."""
        return [Answer(self._move(turn)) for turn in turns]

    def _move(self, turn: Turn) -> int:
        position = turn.position
        if position.variant.win is WinCondition.SCORE:
            choice = np.flatnonzero(judge.useful_moves(position, strict=True))
        else:
            choice = np.flatnonzero(position.legal())
        if not len(choice):
            return position.variant.pass_action
        return int(self._rngs[turn.seat].choice(choice))

    def dead_stones(self, turn: Turn) -> frozenset[int] | None:
        """Returns None."""
        return None

    def close(self) -> None:
        """Does nothing."""


class SearchPlayer:
    """A network or another evaluator: its policy alone, or a search of all games together.

    With 1 visit the most likely move by the policy is played. With more, the position is
    evaluated once and searched with the visits that remain, anew for each move and without noise.

    Attributes:
        name: See `Player`.
        visits: Evaluations a move.
        is_external: False.
        most_games: As many as the search's memory limit holds.
    """

    is_external = False

    def __init__(
        self,
        name: str,
        evaluator: Evaluator,
        visits: int,
        search: SearchConfig,
        *,
        gumbel_below: int = 50,
    ) -> None:
        """Prepare a player without games.

        Args:
            name: Its name in results.
            evaluator: Judges positions.
            visits: Evaluations a move, 1 or more.
            search: Settings; the method follows from `gumbel_below`.
            gumbel_below: Fewer visits than these make a Gumbel search.
        """
        self.name, self.visits = name, visits
        method = Method.GUMBEL if visits < gumbel_below else Method.PUCT
        actions = max(2, min(search.gumbel_actions, visits // 2))
        self._config = replace(search, method=method, gumbel_actions=actions)
        self._evaluator = evaluator
        self._search: LockstepSearch | None = None
        nodes = nodes_within(search.memory_mib, 361, keep_ownership=search.keep_ownership)
        self.most_games = max(1, nodes // (2 * visits + 2))

    def prepare(self, variant: VariantSpec, seats: int) -> None:
        """Allocates the trees.

        Raises:
            SearchLimit: They do not fit into the memory limit.
        """
        if self.visits > 1:
            self._search = LockstepSearch(
                self._evaluator, variant, seats, self._config, max_simulations=self.visits - 1
            )

    def begin(self, seat: int, seed: int) -> None:
        """Does nothing: every move is searched anew."""

    def answer(self, turns: Sequence[Turn]) -> list[Answer]:
        """See `Player.answer`."""
        chosen: dict[int, int] = {}
        open_turns: list[Turn] = []
        useful: list[NDArray[np.bool_]] = []
        for turn in turns:
            moves = self._useful(turn.position)
            if moves is None:
                chosen[turn.seat] = turn.position.variant.pass_action
            else:
                open_turns.append(Turn(turn.seat, hide_pass(turn.position)))
                useful.append(moves)
        if open_turns:
            weights = self._policy(open_turns) if self.visits == 1 else self._think(open_turns)
            for turn, moves, weight in zip(open_turns, useful, weights, strict=True):
                chosen[turn.seat] = self._decide(turn.position, moves, weight)
        return [Answer(chosen[turn.seat]) for turn in turns]

    def _useful(self, position: Position) -> NDArray[np.bool_] | None:
        """Returns `[A]` the moves to choose from, the pass among them; None to pass at once."""
        if position.variant.win is not WinCondition.SCORE:
            return np.array(position.legal(), dtype=np.bool_)
        is_strict = position.variant.rules.scoring is Scoring.AREA
        useful = judge.useful_moves(position, strict=is_strict)
        if not useful.any():
            return None
        if position.passes > 0 and self._accepts(position, useful):
            return None
        useful[position.variant.pass_action] = True
        return useful

    def _accepts(self, position: Position, useful: NDArray[np.bool_]) -> bool:
        is_strict = position.variant.rules.scoring is Scoring.AREA
        opinion = judge.expected_ownership(position, self._evaluator)
        return judge.accepts_end(position, opinion, useful, wanted=True, strict=is_strict)

    def _policy(self, turns: Sequence[Turn]) -> NDArray[np.float32]:
        """Returns `[B, A]` policy logits."""
        return self._evaluator.evaluate(encode_positions([turn.position for turn in turns])).logits

    def _think(self, turns: Sequence[Turn]) -> NDArray[np.float32]:
        """Returns `[B, A]` weights by a search; the largest is its choice."""
        search = self._search
        assert search is not None, "prepare comes first"
        simulations = np.zeros(search.num_trees, dtype=np.int32)
        for turn in turns:
            search.set_position(turn.seat, turn.position)
            simulations[turn.seat] = self.visits - 1
        result = search.run(simulations)
        seats = [turn.seat for turn in turns]
        weights = result.policy[seats] + search.root_edges().prior[seats] * np.float32(1e-6)
        weights[np.arange(len(seats)), result.actions[seats]] += 2  # policies are at most 1
        return weights.astype(np.float32)

    def _decide(
        self, position: Position, moves: NDArray[np.bool_], weight: NDArray[np.float32]
    ) -> int:
        """Returns the best of the moves, but no pass that may lose the count."""
        masked = np.where(moves, weight, -np.inf)
        best = int(masked.argmax())
        last = position.variant.pass_action
        if best != last or position.variant.win is not WinCondition.SCORE:
            return best
        useful = moves.copy()
        useful[last] = False
        if self._accepts(position, useful):
            return last
        return int(np.where(useful, weight, -np.inf).argmax())

    def dead_stones(self, turn: Turn) -> frozenset[int] | None:
        """Returns None: a player is no judge in its own case."""
        return None

    def close(self) -> None:
        """Gives the trees back."""
        self._search = None
