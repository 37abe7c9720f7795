"""`End`: when to pass and which moves are still worth playing, dead stones in mind.

Search counts every stone on the board as alive; here `judge` says which are not.
"""

from __future__ import annotations

from dataclasses import KW_ONLY, dataclass

import numpy as np
from numpy.typing import NDArray

from gogame import judge
from gogame.board.position import Position
from gogame.board.rules import NEW_ZEALAND, TROMP_TAYLOR, Scoring, WinCondition
from gogame.evaluation import Evaluator
from gogame.search.result import Analysis

_STRICT_RULES = (TROMP_TAYLOR, NEW_ZEALAND)  # dead stones are counted as they stand


@dataclass(frozen=True, slots=True)
class End:
    """The decisions around the end of a game.

    Attributes:
        evaluator: Judges positions.
        friendly_pass: See `EngineConfig`.
    """

    evaluator: Evaluator
    _: KW_ONLY
    friendly_pass: bool

    def passes_at_once(self, position: Position, *, cleanup: bool) -> bool:
        """Returns whether to pass without a search: nothing is left to do, or the game is won.

        After a pass, search would take the pass that ends the game for a win by its own count,
        so the end is accepted here or not at all.
        """
        if position.variant.win is not WinCondition.SCORE:
            return False
        useful = self.useful(position)
        if cleanup:
            return not self.cleanup_moves(position)
        if position.passes == 0:
            return False
        return not useful.any() or self._accepts_end(position, useful, wanted=True)

    def cleanup_moves(self, position: Position) -> list[int]:
        """Returns the moves that attack dead stones, all useful ones if there are none."""
        opinion = judge.expected_ownership(position, self.evaluator)
        attacks = judge.attacking_moves(position, judge.dead_stones(position, opinion))
        chosen = attacks if attacks.any() else self.useful(position)
        return [int(action) for action in np.flatnonzero(chosen)]

    def may_pass(
        self, position: Position, analysis: Analysis, useful: NDArray[np.bool_], *, wanted: bool
    ) -> bool:
        """Returns whether to pass although there are useful moves; `wanted` if search would.

        What search wants is believed if it is right about the end too, that is if the count as
        the stones stand is won: in a seki every other move may lose.
        """
        if wanted and analysis.winrate > 0.5 and position.winner is position.to_play:
            return True
        hint = analysis.ownership_black
        costs_points = position.variant.rules.scoring is Scoring.TERRITORY
        doubtful = hint is not None and not judge.is_settled(position, hint, useful)
        if doubtful and not (wanted or costs_points):
            return False
        return self._accepts_end(position, useful, wanted=wanted)

    def useful(self, position: Position) -> NDArray[np.bool_]:
        """Returns `[A]` bool, the moves that may gain something, see `judge.useful_moves`."""
        return judge.useful_moves(position, strict=self._is_strict(position))

    def _accepts_end(self, position: Position, useful: NDArray[np.bool_], *, wanted: bool) -> bool:
        strict = self._is_strict(position)
        opinion = judge.expected_ownership(position, self.evaluator)
        return judge.accepts_end(position, opinion, useful, wanted=wanted, strict=strict)

    def _is_strict(self, position: Position) -> bool:
        """Returns whether the count that matters takes dead stones as they stand."""
        rules = position.variant.rules
        is_area = rules.scoring is Scoring.AREA
        return is_area and (rules in _STRICT_RULES or not self.friendly_pass)
