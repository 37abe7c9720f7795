"""`Decider`: what the engine does once a search has found moves: plays one, passes or resigns.

Search knows neither levels nor dead stones, and never gives up. What is counted and drawn on the
way is kept from move to move. Begin with `Decider.decide`.
"""

from __future__ import annotations

import logging

from gogame import level_play
from gogame.board.coords import Color
from gogame.board.position import Position
from gogame.board.rules import WinCondition
from gogame.end import End
from gogame.engine_config import Decision, EngineConfig
from gogame.rng import generator
from gogame.search.result import Analysis
from gogame.style_play import Choice

_log = logging.getLogger(__name__)

# Moves in a row that must look lost before the engine resigns, and the share of the board's
# points that must have been played by then: more in handicap games, which look lost at first.
_BLEAK_MOVES = 3
_RESIGN_FROM, _RESIGN_FROM_WITH_HANDICAP = 0.25, 0.6


class Decider:
    """Decides for both players of one engine.

    Attributes:
        has_drawn: Whether a move was drawn since the draws began.
    """

    def __init__(self, seed: int) -> None:
        """Begin with the draws of a seed."""
        self.has_drawn = False
        self._seed = seed
        self._draws = generator(seed, "level")
        self._bleak = dict.fromkeys(Color, 0)

    def reseed(self, seed: int) -> None:
        """Draws anew."""
        self.has_drawn = False
        self._seed = seed
        self._draws = generator(seed, "level")

    def forget_outlook(self) -> None:
        """Counts bleak moves anew, as the game has become another one."""
        self._bleak = dict.fromkeys(Color, 0)

    def decide(
        self, position: Position, analysis: Analysis, best: int, config: EngineConfig, end: End
    ) -> Decision:
        """Returns what to do.

        Args:
            position: The position that was searched.
            analysis: The search.
            best: Its own choice.
            config: How to play.
            end: Knows which moves are still worth playing.
        """
        if position.variant.win is not WinCondition.SCORE:
            choice = Choice(position, analysis, best, position.legal())
            return Decision(self._at_level(choice, config, end), analysis)
        if self._resigns(position, analysis, config.resign_below):
            return Decision(None, analysis)
        useful = end.useful(position)
        wants_to = best == position.variant.pass_action
        if not useful.any() or end.may_pass(position, analysis, useful, wanted=wants_to):
            return Decision(position.variant.pass_action, analysis)
        action = best if useful[best] else level_play.best_of(analysis, useful)
        choice = Choice(position, analysis, action, useful)
        return Decision(self._at_level(choice, config, end), analysis)

    def _at_level(self, choice: Choice, config: EngineConfig, end: End) -> int:
        """Returns the move that level and style play in place of the best one, if any is set."""
        level = config.style_of_level(reads_planes=end.evaluator.reads_planes)
        if level is None and config.style is None:
            return choice.best
        if not self.has_drawn:
            self.has_drawn = True
            _log.info("moves are drawn with seed %d", self._seed)
        return level_play.chosen_action(level, config.style, choice, self._draws)

    def _resigns(self, position: Position, analysis: Analysis, resign_below: float) -> bool:
        """Counts bleak moves in a row; returns whether it is time to give up."""
        player = position.to_play
        bleak = analysis.winrate < resign_below
        self._bleak[player] = self._bleak[player] + 1 if bleak else 0
        share = _RESIGN_FROM_WITH_HANDICAP if position.handicap else _RESIGN_FROM
        late = position.ply >= share * position.variant.num_points
        return late and self._bleak[player] >= _BLEAK_MOVES
