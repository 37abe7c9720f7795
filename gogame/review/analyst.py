"""`SearchAnalyst`: analyses by this program's own search, many positions at once."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from gogame.board.position import Position
from gogame.board.variant import VariantSpec
from gogame.evaluation import Evaluator
from gogame.review.moves import kept
from gogame.review.reviewed_file import Judge
from gogame.rollout import RolloutEvaluator
from gogame.search.config import Limits
from gogame.search.pool import SearchPool, analyze_positions
from gogame.sgf.analysis import NodeAnalysis


class SearchAnalyst:
    """Searches positions with the evaluator for their game (an `Analyst`)."""

    def __init__(self, evaluator_for: Callable[[VariantSpec], Evaluator]) -> None:
        """Take what judges the positions of a game."""
        self._evaluator_for = evaluator_for
        self._pool = SearchPool(evaluator_for)

    def judge(self, variant: VariantSpec) -> Judge:
        """Returns who judges the games of a variant."""
        evaluator = self._evaluator_for(variant)
        games = evaluator.num_rollouts if isinstance(evaluator, RolloutEvaluator) else 0
        return Judge(evaluator.name, games)

    def analyze(
        self, positions: Sequence[Position], limits: Limits
    ) -> Iterator[tuple[int, NodeAnalysis]]:
        """Yields the final analysis of every position with its index, in any order.

        Positions share batches if visits end their searches. If time does, each is searched alone,
        so that the seconds are its own.
        """
        if limits.seconds is None:
            for index, analysis in analyze_positions(self._pool, positions, limits):
                yield index, kept(analysis)
            return
        for index, position in enumerate(positions):
            for _, analysis in analyze_positions(self._pool, [position], limits):
                yield index, kept(analysis)
