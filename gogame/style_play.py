"""The choice of a move by a style: among moves that are good enough, the one that it likes best.

How much a style likes a move is its *appeal*, from 0 to 1. Where moves were searched, those that
lose more than the style's `Taste` allows are out, as are those hardly looked at; the rest are
drawn, the likelier the higher their appeal and the less they lose. Where nothing was searched, the
appeal weighs the policy. Whether to pass or to resign is decided before. Begin with
`styled_action`.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from gogame.board.coords import Color
from gogame.board.position import Position
from gogame.board.rules import WinCondition
from gogame.board.topology import Shape
from gogame.search.result import Analysis, Detail, MoveAnalysis
from gogame.styles import TASTES, PlayStyle

WIDER_ROOT = 4.0
"""Temperature of the root's priors for a search whose move a style chooses: it has to know more."""
_LEAST_VISITS, _LEAST_VISITS_SHARE = 2, 0.02  # of a move that is worth choosing
_KEENNESS = 8.0  # natural logarithm of how much likelier a move of full appeal is than one of none
_LOSS_WEIGHT = 0.5  # appeal that makes up for losing as much as may be lost
_POLICY_KEENNESS = 2.5
_NEAR = 2.5  # steps from the last move that count as near
_JIGO_LEAD = 1.5  # points that it wants to win by
_JIGO_CHANCE = 0.6  # winning chances that it keeps at least
_MISTAKE_RATE = 1 / 6
_LEAST_MISTAKE = 2.0  # points, or as much in winning chances where points do not decide
CHANCE_PER_POINT = 0.05  # what a point counts where points do not decide
_BY_LINE_LOW = (0.5, 0.8, 1.0, 0.35, 0.15)  # first line, second ..., and all above
_BY_LINE_HIGH = (0.0, 0.1, 0.3, 0.8, 1.0)


@dataclass(frozen=True, slots=True, eq=False)
class Choice:
    """What a move is chosen from.

    Attributes:
        position: Where it is to be played.
        analysis: The search, if only of the position itself.
        best: The search's own choice among the useful moves.
        useful: `[A]` bool, the moves to choose from.
    """

    position: Position
    analysis: Analysis
    best: int
    useful: NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Candidate:
    """A move that was searched, beside the best one.

    Attributes:
        move: What the search says of it.
        points: Points that it loses; negative if it is held for better.
        chance: Winning chances that it loses, likewise.
    """

    move: MoveAnalysis
    points: float
    chance: float


def detail_for(style: PlayStyle | None) -> Detail:
    """Returns what a search has to tell for a style."""
    wanted = Detail.MOVES_OWNERSHIP if style is PlayStyle.SIMPLE else Detail.NONE
    return Detail.OWNERSHIP | wanted


def candidates(choice: Choice, style: PlayStyle) -> tuple[Candidate, ...]:
    """Returns the moves that a style may choose, the best one first if it was searched.

    All of them are useful, were looked at more than in passing, and lose no more than the style's
    taste allows.
    """
    moves = choice.analysis.moves
    best = next((move for move in moves if move.action == choice.best), None)
    if best is None:
        return ()
    taste = TASTES[style]
    counts_points = choice.position.variant.win is WinCondition.SCORE
    sign = 1.0 if choice.analysis.to_play is Color.BLACK else -1.0
    least = max(_LEAST_VISITS, _LEAST_VISITS_SHARE * best.visits)
    found = [Candidate(best, 0.0, 0.0)]
    for move in moves:
        if move is best or not choice.useful[move.action] or move.visits < least:
            continue
        chance = best.winrate - move.winrate
        by_score = sign * (best.score_black - move.score_black)
        points = by_score if counts_points else chance / CHANCE_PER_POINT
        if points <= taste.most_points and chance <= taste.most_chance:
            found.append(Candidate(move, points, chance))
    return tuple(found)


def styled_action(style: PlayStyle, choice: Choice, rng: np.random.Generator) -> int:
    """Returns the move that a style plays after a search; the best one if it has no liking.

    Args:
        style: The style.
        choice: The search and its own choice.
        rng: Draws.
    """
    found = candidates(choice, style)
    if style is PlayStyle.MISTAKES:
        return _mistake(found, choice.best, rng)
    if style is PlayStyle.JIGO:
        return _small_lead(found, choice)
    if len(found) < 2:
        return choice.best
    if style is PlayStyle.SIMPLE:
        appeal = _clearness(found)
    else:
        by_point = appeal_of(style, choice.position)
        appeal = np.array([by_point[one.move.action] for one in found])
    lost = np.array([max(0.0, one.points) for one in found]) / TASTES[style].most_points
    weights = np.exp(_KEENNESS * (appeal - _LOSS_WEIGHT * lost))
    return found[int(rng.choice(len(found), p=weights / weights.sum()))].move.action


def policy_weights(style: PlayStyle | None, position: Position) -> NDArray[np.float64] | None:
    """Returns `[A]` by what a style multiplies the policy where no move is searched, or None."""
    if style is None or TASTES[style].needs_search:
        return None
    return np.exp(_POLICY_KEENNESS * appeal_of(style, position))


def appeal_of(style: PlayStyle, position: Position) -> NDArray[np.float64]:
    """Returns `[A]` how much a style that looks at nothing but the board likes each move, 0 to 1.

    Where a board has no edges, or no move was played yet, the style likes all moves alike.
    """
    variant = position.variant
    appeal = np.zeros(variant.num_actions)
    if style in (PlayStyle.TERRITORY, PlayStyle.INFLUENCE):
        lines = lines_of(position)
        if lines is not None:
            table = _BY_LINE_LOW if style is PlayStyle.TERRITORY else _BY_LINE_HIGH
            appeal[:-1] = np.array(table)[np.minimum(lines, len(table)) - 1]
    elif style in (PlayStyle.LOCAL, PlayStyle.TENUKI):
        steps = steps_from_last(position)
        if steps is not None:
            near = np.exp(-((steps / _NEAR) ** 2) / 2)
            appeal[:-1] = near if style is PlayStyle.LOCAL else 1.0 - near
    return appeal


def lines_of(position: Position) -> NDArray[np.int64] | None:
    """Returns `[P]` the line of each point, 1 at the edge; None on a board without edges."""
    variant = position.variant
    if variant.shape is Shape.TORUS:
        return None
    rows = np.arange(variant.height)
    down = np.minimum(rows, rows[::-1]) + 1
    lines = np.repeat(down, variant.width)
    if variant.shape is Shape.PLANE:
        columns = np.arange(variant.width)
        across = np.minimum(columns, columns[::-1]) + 1
        lines = np.minimum(lines, np.tile(across, variant.height))
    return lines


def steps_from_last(position: Position) -> NDArray[np.int64] | None:
    """Returns `[P]` the steps along lines from the opponent's last stone, over joined edges too.

    None if it has not played one, or has passed since.
    """
    variant = position.variant
    last = position.moves[-1] if position.moves else None
    if last is None or last.color is position.to_play or last.action == variant.pass_action:
        return None
    row, column = divmod(last.action, variant.width)
    down = np.abs(np.arange(variant.height) - row)
    across = np.abs(np.arange(variant.width) - column)
    if variant.shape is not Shape.PLANE:  # left and right are joined
        across = np.minimum(across, variant.width - across)
    if variant.shape is Shape.TORUS:
        down = np.minimum(down, variant.height - down)
    return (down[:, None] + across[None, :]).reshape(-1)


def _clearness(found: tuple[Candidate, ...]) -> NDArray[np.float64]:
    """Returns `[M]` how settled the board is expected to be after each move, 0 to 1 among them."""
    settled = np.array(
        [
            0.0 if one.move.ownership_black is None else np.abs(one.move.ownership_black).mean()
            for one in found
        ]
    )
    spread = float(settled.max() - settled.min())
    return (settled - settled.min()) / spread if spread > 0 else np.zeros(len(found))


def _small_lead(found: tuple[Candidate, ...], choice: Choice) -> int:
    """Returns the move after which the lead is nearest to the wanted one; the best if behind."""
    if choice.position.variant.win is not WinCondition.SCORE:
        return choice.best
    sign = 1.0 if choice.analysis.to_play is Color.BLACK else -1.0
    safe = [one for one in found if one.move.winrate >= _JIGO_CHANCE]
    if not safe or sign * safe[0].move.score_black <= _JIGO_LEAD:
        return choice.best
    return min(safe, key=lambda one: abs(sign * one.move.score_black - _JIGO_LEAD)).move.action


def _mistake(found: tuple[Candidate, ...], best: int, rng: np.random.Generator) -> int:
    """Returns now and then a move that loses points, else the best one."""
    wrong = [one.move.action for one in found if one.points >= _LEAST_MISTAKE]
    if rng.random() >= _MISTAKE_RATE or not wrong:
        return best
    return int(rng.choice(wrong))
