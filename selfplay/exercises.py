"""`exercises`: positions to practise, out of games that the engine plays against itself.

Wanted are positions with one good move that does not come to mind: the network's own policy prefers
another one, every other one loses points, and a long search agrees with itself about that. They are
written as an SGF collection: the moves up to the position, then the good move as the main line
(TE) and the tempting one as a variation (BM), each with the expected score (V). The app practises
them, and any SGF program shows them. Begin with `write_exercises`.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from gogame import sgf
from gogame.board.coords import Color
from gogame.board.position import Move, Position
from gogame.board.variant import VariantSpec
from gogame.engine import Engine
from gogame.engine_config import EngineConfig
from gogame.errors import ConfigError
from gogame.evaluation import Evaluator
from gogame.judges import GAMES
from gogame.levels import level
from gogame.search.config import Limits, suited_config
from gogame.search.mcts import Search
from gogame.search.result import Analysis, MoveAnalysis
from gogame.verdict import Phase, phase_of

_GLANCE_VISITS = 100
_MOST_IN_VAIN = 300  # games in a row
_APART = 20  # plies between two exercises of one game, lest they be one and the same
_WIDEST_LEAD = 10.0  # points; a network has seen no games with a komi far from the usual
_SURE, _SETTLED_SHARE = 0.8, 0.6  # ownership of a point; share of such points in an endgame
_LONGEST_LINE = 7
_LONGEST_GAME = 3  # moves for each point of the board


@dataclass(frozen=True, slots=True)
class ExerciseOptions:
    """What to look for.

    Attributes:
        variant: The game; decided by points, and judged by a network.
        phase: The part of a game, see `gogame.verdict.Phase`.
        count: How many.
        visits: With which an exercise is confirmed, and half of them once more without its good
            move and with the tempting one alone.
        least: Points that every other move loses at least.
        most: Points that the best of them and the tempting one lose at most: where more is at
            stake there is less to see.
        level: Plays the games, see `gogame.levels`; a weak one comes into more kinds of trouble.
        seed: Of the first game.
    """

    variant: VariantSpec
    phase: Phase
    count: int = 20
    visits: int = 8000
    least: float = 1.5
    most: float = 10.0
    level: int = 6
    seed: int = 0

    def __post_init__(self) -> None:
        """Check the ranges."""
        for name, least in (("visits", 10), ("count", 1), ("seed", 0)):
            if getattr(self, name) < least:
                raise ConfigError(f"{name} {getattr(self, name)}: expected {least} or more")
        if not 0 < self.least < self.most:
            raise ConfigError(
                f"least {self.least:g}: expected more than 0 and less than {self.most:g} points"
            )


@dataclass(frozen=True, slots=True)
class Exercise:
    """A position with one good move.

    Attributes:
        position: It, with the moves that led to it.
        good: The expected line, the good move first.
        score_black: Expected score with it, Black minus White, komi included.
        tempting: The move that the network thinks of first.
        tempting_score_black: Expected score with that.
        seed: Of the game.
    """

    position: Position
    good: tuple[int, ...]
    score_black: float
    tempting: int
    tempting_score_black: float
    seed: int


def write_exercises(
    file: Path, options: ExerciseOptions, evaluator: Evaluator, tell: Callable[[str], None]
) -> None:
    """Writes exercises as an SGF collection, anew after each one that is found.

    Args:
        file: Where; there must be nothing yet.
        options: As in `find_exercises`, with all that follows.
        evaluator: Likewise.
        tell: Likewise.

    Raises:
        ConfigError: There is a file already, or no folder for it; and as in `find_exercises`.
        SgfError: The file cannot be written.
        EngineError: The network failed.
    """
    if file.exists():
        raise ConfigError(f"{file} is there already: expected the name of a new file")
    if not file.parent.is_dir():
        raise ConfigError(f"{file.parent} is no folder: make it first")
    trees: list[sgf.GameTree] = []
    for exercise in find_exercises(options, evaluator, tell):
        trees.append(tree_of(exercise, options.phase))
        sgf.save(file, trees)


def find_exercises(
    options: ExerciseOptions, evaluator: Evaluator, tell: Callable[[str], None]
) -> Iterator[Exercise]:
    """Plays games and yields what is found in them, until there are enough.

    Args:
        options: What to look for.
        evaluator: A network; plays and judges.
        tell: Gets a line about every game.

    Raises:
        ConfigError: The evaluator is no network, and so has no moves that come to mind, or very
            many games had nothing.
        EngineError: The network failed.
    """
    if not evaluator.reads_planes:
        raise ConfigError(
            "exercises are found with the network, which plays "
            f"{GAMES}: random games see no tempting moves"
        )
    finder = _Finder(options, evaluator)
    seen: set[bytes] = set()
    seed = last = options.seed
    while len(seen) < options.count:
        if seed - last >= _MOST_IN_VAIN:
            raise ConfigError(
                f"nothing found in {_MOST_IN_VAIN} games after {len(seen)} exercises: "
                "ask for another part of the game, or for less to be lost"
            )
        played = _played(options, evaluator, seed)
        for exercise in finder.found_in(played, seed):
            key = exercise.position.grid.tobytes()
            if key not in seen and len(seen) < options.count:
                seen.add(key)
                last = seed
                yield exercise
        tell(f"game {seed}: {len(played) - 1} moves; {len(seen)} of {options.count} exercises")
        seed += 1


def _played(options: ExerciseOptions, evaluator: Evaluator, seed: int) -> list[Position]:
    """Returns the positions of one game, the empty board first."""
    config = EngineConfig(level=level(options.level), resign_below=0.0)
    engine = Engine(evaluator, config, variant=options.variant, seed=seed)
    positions = [engine.position]
    while not engine.position.is_over and len(positions) <= _LONGEST_GAME * _size(options):
        engine.genmove()
        positions.append(engine.position)
    return positions


def _size(options: ExerciseOptions) -> int:
    return options.variant.num_points


class _Finder:
    """Looks through games with one search."""

    def __init__(self, options: ExerciseOptions, evaluator: Evaluator) -> None:
        self._options = options
        self._search = Search(evaluator, suited_config(evaluator))

    def found_in(self, positions: list[Position], seed: int) -> Iterator[Exercise]:
        """Yields the exercises of a game, given its positions."""
        last = -_APART
        for place, position in enumerate(positions):
            if position.is_over or place - last < _APART or not self._is_in_phase(place):
                continue
            exercise = self._exercise(position, seed)
            if exercise is not None:
                last = place
                yield exercise

    def _is_in_phase(self, place: int) -> bool:
        return phase_of(place + 1, _size(self._options)) is self._options.phase

    def _exercise(self, position: Position, seed: int) -> Exercise | None:
        """Returns the exercise of a position, if there is one: by ever longer searches.

        Komi is moved so that either player may still win: else every move would be as good.
        """
        lead = self._searched(position, _GLANCE_VISITS).score_black
        if abs(lead) > _WIDEST_LEAD:
            return None
        position = position.with_komi(math.floor(position.komi + lead) + 0.5)
        glance = self._searched(position, _GLANCE_VISITS)
        assert glance.raw is not None
        tempting, best = int(glance.raw.policy.argmax()), glance.moves[0].action
        # A pass teaches nothing.
        if best == tempting or _size(self._options) in (tempting, best):
            return None
        for visits in (self._options.visits // 10, self._options.visits):
            deep = self._searched(position, visits)
            if deep.moves[0].action != best or not self._is_sharp(position, deep, visits // 2):
                return None
        tempted = self._searched(position, self._options.visits // 2, [tempting])
        good = deep.moves[0]
        if not self._is_enough(_lost(position, good, tempted)):
            return None
        line = good.pv[:_LONGEST_LINE]
        scores = good.score_black, tempted.score_black
        return Exercise(position, line, scores[0], tempting, scores[1], seed)

    def _is_sharp(self, position: Position, deep: Analysis, visits: int) -> bool:
        """Returns whether all moves but the best one lose enough, but not the whole game."""
        good = deep.moves[0]
        if self._options.phase is Phase.ENDGAME and not _is_settled(deep):
            return False
        legal = [int(action) for action in position.legal().nonzero()[0]]
        others = [action for action in legal if action != good.action]
        return self._is_enough(_lost(position, good, self._searched(position, visits, others)))

    def _is_enough(self, lost: float) -> bool:
        return self._options.least <= lost <= self._options.most

    def _searched(
        self, position: Position, visits: int, allowed: list[int] | None = None
    ) -> Analysis:
        self._search.clear()
        self._search.set_position(position, allowed)
        return self._search.run(Limits(visits))


def _is_settled(analysis: Analysis) -> bool:
    """Returns whether it is clear who will own most of the board."""
    owner = analysis.ownership_black
    assert owner is not None
    return bool((abs(owner) >= _SURE).mean() >= _SETTLED_SHARE)


def _lost(position: Position, best: MoveAnalysis, other: Analysis) -> float:
    """Returns what another search expects less than the best move, for the player to play."""
    lost_black = best.score_black - other.score_black
    return lost_black if position.to_play is Color.BLACK else -lost_black


def tree_of(exercise: Exercise, phase: Phase) -> sgf.GameTree:
    """Returns an exercise as a record."""
    position = exercise.position
    variant = position.variant
    root = sgf.Node()
    sgf.put_header(root, variant, position.handicap)
    place = len(position.moves)
    root.set_text("GN", f"{variant.width}x{variant.height} {phase} {exercise.seed}-{place + 1}")
    node = root
    for move in position.moves:
        node = sgf.add_move(node, move, variant)
    line, player = node, position.to_play
    for action in exercise.good:
        line = sgf.add_move(line, Move(player, action), variant)
        player = player.opponent
    _annotate(node.children[0], "TE", exercise.score_black)
    bad = sgf.add_move(node, Move(position.to_play, exercise.tempting), variant)
    _annotate(bad, "BM", exercise.tempting_score_black)
    return sgf.GameTree(root)


def _annotate(node: sgf.Node, ident: str, score_black: float) -> None:
    node.set_values(ident, ["1"])
    node.set_values("V", [f"{score_black:.1f}"])
