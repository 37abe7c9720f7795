"""`SearchAnalyst`: analyses by this program's own search, one position after the other."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from gogame.board.position import Position
from gogame.board.variant import VariantSpec
from gogame.evaluation import Evaluator
from gogame.review.reviewed_file import Judge
from gogame.rollout import RolloutEvaluator
from gogame.search.config import Limits, SearchConfig
from gogame.search.mcts import Search
from gogame.search.result import Analysis


class SearchAnalyst:
    """Searches positions with the evaluator for their game (an `Analyst`)."""

    def __init__(
        self,
        evaluator_for: Callable[[VariantSpec], Evaluator],
        config_for: Callable[[Evaluator], SearchConfig],
    ) -> None:
        """Take what judges the positions of a game, and the search that suits it."""
        self._evaluator_for = evaluator_for
        self._config_for = config_for

    def judge(self, variant: VariantSpec) -> Judge:
        """Returns who judges the games of a variant."""
        evaluator = self._evaluator_for(variant)
        games = evaluator.num_rollouts if isinstance(evaluator, RolloutEvaluator) else 0
        return Judge(evaluator.name, games)

    def analyze(
        self, positions: Sequence[Position], limits: Limits
    ) -> Iterator[tuple[int, Analysis]]:
        """Yields the final analysis of every position with its index."""
        searches: dict[Evaluator, Search] = {}
        for index, position in enumerate(positions):
            evaluator = self._evaluator_for(position.variant)
            if evaluator not in searches:
                searches[evaluator] = Search(evaluator, self._config_for(evaluator))
            search = searches[evaluator]
            search.set_position(position)
            search.clear()
            yield index, search.run(limits)
