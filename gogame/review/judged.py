"""From the analyses of a game to the verdicts on its moves; `gogame.verdict` defines them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from gogame.board.position import Move
from gogame.board.rules import WinCondition
from gogame.review.line import Line
from gogame.sgf.analysis import NodeAnalysis
from gogame.verdict import MoveClass, Occasion, Verdict, verdict_on


@dataclass(frozen=True, slots=True)
class JudgedMove:
    """One move and what it lost.

    Attributes:
        step: Index of its step in the line.
        number: 1 for the first move of the game.
        move: What was played.
        before: The position before it, for its player.
        after: The position after it, for the opponent.
        verdict: What is said of it.
    """

    step: int
    number: int
    move: Move
    before: NodeAnalysis
    after: NodeAnalysis
    verdict: Verdict

    @property
    def is_mistake(self) -> bool:
        """Whether it is worth a word: an inaccuracy or worse."""
        return self.verdict.move_class in (
            MoveClass.INACCURACY,
            MoveClass.MISTAKE,
            MoveClass.BLUNDER,
        )


@dataclass(frozen=True, slots=True)
class GameReview:
    """A reviewed game.

    Attributes:
        line: The game.
        analyses: By index of the step; steps at which the game is over have none.
        moves: The judged moves in order.
        judge: Who judged and how long, for people.
        by_points: Whether losses are points; else twentieths of the winning chance.
    """

    line: Line
    analyses: Mapping[int, NodeAnalysis]
    moves: tuple[JudgedMove, ...]
    judge: str
    by_points: bool


def judge_line(
    line: Line, analyses: Mapping[int, NodeAnalysis], judge: str, *, knows_shape: bool = True
) -> GameReview:
    """Returns the review of a line.

    Args:
        line: The game.
        analyses: By index of the step, for every step with a position.
        judge: Who judged and how long, for people.
        knows_shape: Whether priors mean what looks natural, as a network's do; without, no move
            is called a tesuji.
    """
    by_points = line.variant.win is WinCondition.SCORE
    moves = [
        _judged(line, analyses, i, by_points=by_points, knows_shape=knows_shape)
        for i, step in enumerate(line.steps)
        if step.is_judged
    ]
    return GameReview(line, analyses, tuple(moves), judge, by_points)


def _judged(
    line: Line, analyses: Mapping[int, NodeAnalysis], i: int, *, by_points: bool, knows_shape: bool
) -> JudgedMove:
    step = line.steps[i]
    assert step.move is not None
    before, after = analyses[i - 1], analyses[i]
    occasion = Occasion(
        step.move.action,
        step.move.color,
        step.number,
        line.variant.num_points,
        by_points=by_points,
        knows_shape=knows_shape,
    )
    verdict = verdict_on(occasion, before, before.moves, after)
    return JudgedMove(
        step=i,
        number=step.number,
        move=step.move,
        before=before,
        after=after,
        verdict=verdict,
    )
