"""Who owns what when play stops: dead stones, and moves that still change something.

People count a finished game with the dead stones taken off; search counts every stone as alive.
This module stands between the two. Begin with `expected_ownership`, then `dead_stones`.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from gogame.board.coords import EMPTY, Color
from gogame.board.position import Position
from gogame.board.rules import Scoring, WinCondition
from gogame.evaluation import Evaluator
from gogame.features import encode_positions

# Random games to ask for, by player to play, from an evaluator that plays them.
_RANDOM_GAMES = 256
# A board with more points left to nobody than these, or than this share, is not finished.
_MOST_DAME, _MOST_DAME_SHARE = 6, 1 / 6


def without_pending_pass(position: Position) -> Position:
    """Returns the position to search in a game won by count: one pass does not end it.

    After a pass, search would take the pass that ends the game for a win by its own count.
    """
    if position.passes == 0 or position.variant.win is not WinCondition.SCORE:
        return position
    return position.with_to_play(position.to_play.opponent).with_to_play(position.to_play)


def expected_ownership(position: Position, evaluator: Evaluator) -> NDArray[np.float32]:
    """Returns `[H, W]` float32 in [-1, +1], +1 Black's: the mean with either player to play."""
    rows = 1 if evaluator.reads_planes else _RANDOM_GAMES
    running = position.resumed()
    total = np.zeros(position.variant.num_points, dtype=np.float64)
    for color in Color:
        batch = encode_positions([running.with_to_play(color)] * rows)
        mean = evaluator.evaluate(batch).ownership.mean(axis=0, dtype=np.float64)
        total += mean if color is Color.BLACK else -mean
    shape = (position.variant.height, position.variant.width)
    return (total / 2).astype(np.float32).reshape(shape)


def dead_stones(
    position: Position,
    ownership_black: NDArray[np.float32],
    black_below: float = 0.0,
    white_below: float = 0.0,
) -> frozenset[int]:
    """Returns the points of stones that are judged dead, chains as wholes.

    Args:
        position: Where play has stopped.
        ownership_black: `[H, W]`, see `expected_ownership`.
        black_below: A black chain is dead if its mean ownership for Black is below this.
        white_below: The same for White. Chains that are pass-alive or lie in the other player's
            pass-alive territory are not a matter of opinion.
    """
    owner = position.pass_alive().reshape(-1)
    opinion = ownership_black.reshape(-1)
    dead: set[int] = set()
    seen: set[int] = set()
    for point in range(position.variant.num_points):
        color = position.color_at(point)
        if color == EMPTY or point in seen:
            continue
        chain = position.chain(point)
        seen.update(chain)
        if owner[point] != EMPTY:
            is_dead = owner[point] != color
        elif color == Color.BLACK:
            is_dead = opinion[list(chain)].mean() < black_below
        else:
            is_dead = -opinion[list(chain)].mean() < white_below
        if is_dead:
            dead.update(chain)
    return frozenset(dead)


def seki_stones(position: Position, dead: frozenset[int]) -> frozenset[int]:
    """Returns the points of living stones whose group surrounds nothing.

    A group is stones of one colour joined through its own territory. While much of the board is
    still nobody's, play has not stopped and no group is called so.
    """
    variant = position.variant
    owner = position.score(dead).owner.reshape(-1)
    neighbors = variant.topology.neighbors
    alive = [p for p in range(variant.num_points) if position.color_at(p) and p not in dead]
    nobodys = sum(
        owner[p] == EMPTY and position.color_at(p) == EMPTY for p in range(variant.num_points)
    )
    if nobodys > max(_MOST_DAME, variant.num_points * _MOST_DAME_SHARE):
        return frozenset()
    standing = set(alive)
    seki: set[int] = set()
    seen: set[int] = set()
    for start in alive:
        color = position.color_at(start)
        if start in seen:
            continue
        group, waiting, territory = {start}, [start], 0
        while waiting:
            for near in map(int, neighbors[waiting.pop()]):
                if near == variant.num_points or near in group:
                    continue
                own_stone = near in standing and position.color_at(near) == color
                if own_stone or (near not in standing and owner[near] == color):
                    group.add(near)
                    waiting.append(near)
                    territory += not own_stone
        seen |= group
        if territory == 0:
            seki |= group
    return frozenset(seki)


def cautious_lead(position: Position, ownership_black: NDArray[np.float32], viewer: Color) -> float:
    """Returns the lead of `viewer` in points if every doubtful chain goes to the other player."""
    own, other = 0.2, -0.6
    below = (own, other) if viewer is Color.BLACK else (other, own)
    dead = dead_stones(position, ownership_black, *below)
    lead = position.score(dead).lead_black
    return lead if viewer is Color.BLACK else -lead


def useful_moves(position: Position, *, strict: bool = False) -> NDArray[np.bool_]:
    """Returns `[A]` bool: legal moves that can still change an area count; never the pass.

    Left out are points in anyone's pass-alive territory and the player's own one-point eyes,
    unless filling one saves a chain.

    Args:
        position: For the player to play.
        strict: Whether dead stones count as they stand, so that those in the player's own
            pass-alive territory are still to be captured.
    """
    useful = np.array(position.legal(), dtype=np.bool_)
    useful[position.variant.pass_action] = False
    owner = position.pass_alive().reshape(-1)
    useful[:-1] &= owner == EMPTY
    if strict:
        caught = frozenset(map(int, np.flatnonzero(owner == position.to_play)))
        useful |= attacking_moves(position, caught)
    for point in np.flatnonzero(useful):
        if fills_own_eye(position, int(point)):
            useful[point] = False
    return useful


def fills_own_eye(position: Position, point: int) -> bool:
    """Returns whether an empty point is a one-point eye of the player to play, and safe as such."""
    topology = position.variant.topology
    border = position.variant.num_points
    us = position.to_play
    near = [int(p) for p in topology.neighbors[point] if p != border]
    if any(position.color_at(p) != us for p in near):
        return False
    if any(len(position.liberties(p)) == 1 for p in near):
        return False
    corners = [int(p) for p in topology.diagonals[point] if p != border]
    against = sum(position.color_at(p) == us.opponent for p in corners)
    return against == 0 or (against == 1 and len(corners) == 4)


def is_settled(
    position: Position,
    ownership_black: NDArray[np.float32],
    useful: NDArray[np.bool_],
    certainty: float = 0.7,
) -> bool:
    """Returns whether the owner of every point that is still worth a move is beyond doubt."""
    points = position.variant.num_points
    return not bool(_doubtful(ownership_black, useful[:points], certainty).any())


def _doubtful(
    ownership_black: NDArray[np.float32], useful: NDArray[np.bool_], certainty: float = 0.7
) -> NDArray[np.bool_]:
    """Returns `[P]` the points that are worth a move and whose owner is not certain."""
    return (np.abs(ownership_black.reshape(-1)) < certainty) & useful


def accepts_end(
    position: Position,
    ownership_black: NDArray[np.float32],
    useful: NDArray[np.bool_],
    *,
    wanted: bool,
    strict: bool,
) -> bool:
    """Returns whether the player to play passes although there are moves left.

    A settled board is passed, won or lost, as people do, but for area rules with `strict`. An open
    board is only passed where the opponent has passed or search would, and the count is won;
    without `strict` not while much of it is in doubt, for whoever passes early expects the game to
    go on.

    Args:
        position: For the player to play.
        ownership_black: `[H, W]`, see `expected_ownership`.
        useful: See `useful_moves`.
        wanted: Whether the opponent has passed or search would; if not, only a settled board is
            passed.
        strict: Whether the count as the stones stand, dead ones included, must be won too.
    """
    is_territory = position.variant.rules.scoring is Scoring.TERRITORY
    points = position.variant.num_points
    doubtful = int(_doubtful(ownership_black, useful[:points]).sum())
    if doubtful == 0 and (is_territory or not strict):
        return True
    viewer = position.to_play
    won = cautious_lead(position, ownership_black, viewer) > 0
    if strict:
        return won and position.winner is viewer and (wanted or doubtful == 0)
    return won and wanted and doubtful <= max(_MOST_DAME, points * _MOST_DAME_SHARE)


def attacking_moves(position: Position, dead: frozenset[int]) -> NDArray[np.bool_]:
    """Returns `[A]` bool: legal moves on liberties of those of the stones that are enemies."""
    attacks = np.zeros(position.variant.num_actions, dtype=np.bool_)
    for point in dead:
        if position.color_at(point) == position.to_play.opponent:
            attacks[list(position.liberties(point))] = True
    return attacks & position.legal()
