"""Stored games become training rows: replayed to a move, encoded, with their targets.

A row is seen in one of the board's mirror images. The image is chosen before the replay: the
moves are mirrored, so that the features need not be. Kernels only; `replay` calls them.
"""

# A kernel's values have the types that Numba infers.
# pyright: reportUnknownVariableType=false

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from gogame.board.arrays import COLOR, KO_POINT, META, MIN_WIDTH, NUM_FIELDS, TO_PLAY
from gogame.board.bits import fits
from gogame.board.chains import (
    is_legal,
    key_after,
    place,
    play,
    play_inlined,
    position_key,
)
from gogame.board.jit import allocating_kernel, index, inlined_kernel, kernel
from gogame.board.legal import FILTER_WORDS, legal_mask_with_scratch
from gogame.board.row import clear
from gogame.board.rules import KernelRules
from gogame.board.sight import look
from gogame.board.topology import Topology
from gogame.features import encode_with_scratch, new_scratch
from selfplay.rows import Games, Picks, Rows, TrainingBatch
from selfplay.sample import VALUE_SCALE, WEIGHT_SUM

_SUPERKO = 2
_TOGETHER = 16  # rows replayed before they are encoded
_LEAST_WEIGHT = 1e-3  # later search values that count for less than this are not looked at

# What `check_games` finds wrong in a game, when it is not the ply of an illegal move.
SOUND = -1
BAD_HANDICAP = -2
BAD_POLICY = -3
IS_SHORT = -4


@inlined_kernel
def _rules_of(games: Games, g: int) -> KernelRules:
    rules = games.rules
    return KernelRules(rules[g, 0], rules[g, 1], rules[g, 2], rules[g, 3], rules[g, 4])


@inlined_kernel
def _set_up(
    games: Games, g: int, where: NDArray[np.int32], topo: Topology, s: NDArray[np.int32]
) -> bool:
    """Makes `s` the start of a game; returns whether its handicap can be placed."""
    points = topo.neighbors.shape[0]
    clear(s, points)
    begin = games.first_stone[g] - games.first_stone[0]
    end = games.first_stone[g + 1] - games.first_stone[0]
    for i in range(begin, end):
        point = games.handicap[i]
        if not 0 <= point < points:
            return False
        target = index(where[point])
        if s[COLOR, target] != 0 or place(s, target, 1, topo) != 0:
            return False
    if end > begin:
        s[META, TO_PLAY] = 2
    s[META, KO_POINT] = -1
    return True


@kernel
def _repeats(key: np.uint64, keys: NDArray[np.uint64], num_keys: int) -> bool:
    i = num_keys - 1
    while i >= 0 and keys[i] != key:
        i -= 1
    return i >= 0


@kernel
def _policy_is_sound(games: Games, first: int, length: int, num_points: int) -> bool:
    base = games.first_weight[0]
    for move in range(first, first + length):
        begin, end = games.first_weight[move] - base, games.first_weight[move + 1] - base
        if end < begin or (end > begin) != games.recorded[move]:
            return False
        for i in range(begin, end):
            if games.policy_actions[i] > num_points:
                return False
    return True


@kernel
def _first_illegal(
    games: Games, g: int, topo: Topology, s: NDArray[np.int32], keys: NDArray[np.uint64]
) -> int:
    """Plays a game from its start in `s`; returns the ply of its first illegal move, or SOUND."""
    num_points = topo.neighbors.shape[0]
    rules = _rules_of(games, g)
    first = games.first_move[g] - games.first_move[0]
    length = games.first_move[g + 1] - games.first_move[g]
    keys[0] = position_key(s, rules)
    for ply in range(length):
        action = np.int64(games.moves[first + ply])
        if action > num_points or not is_legal(s, action, topo, rules):
            return ply
        if rules.ko >= _SUPERKO and action != num_points:
            key = key_after(s, action, topo, rules)
            if _repeats(key, keys, ply + 1):
                return ply
        play(s, action, topo, rules)
        keys[ply + 1] = position_key(s, rules)
    return SOUND


@allocating_kernel
def check_games(
    games: Games, which: NDArray[np.int64], topo: Topology, longest: int, faults: NDArray[np.int64]
) -> None:
    """Replays games, so that no later replay can leave the board.

    Args:
        games: The `Games`.
        which: Numbers of the games to check, all on boards of `topo`.
        topo: Their `Topology`.
        longest: Moves of the longest of them, at least.
        faults: `[len(which)]` int64, overwritten: `SOUND`, the ply of the first illegal move, or
            `BAD_HANDICAP`, `BAD_POLICY`, `IS_SHORT`.
    """
    num_points = topo.neighbors.shape[0]
    s = np.empty((NUM_FIELDS, max(num_points + 1, MIN_WIDTH)), dtype=np.int32)
    keys = np.empty(longest + 1, dtype=np.uint64)
    same = np.arange(num_points + 1).astype(np.int32)
    for i in range(which.shape[0]):
        g = which[i]
        length = games.first_move[g + 1] - games.first_move[g]
        first = games.first_move[g] - games.first_move[0]
        if length == 0:
            faults[i] = IS_SHORT
        elif not _policy_is_sound(games, first, length, num_points):
            faults[i] = BAD_POLICY
        elif not _set_up(games, g, same, topo, s):
            faults[i] = BAD_HANDICAP
        else:
            faults[i] = _first_illegal(games, g, topo, s, keys)


@inlined_kernel
def _replay(
    games: Games,
    pick: tuple[int, int],
    where: NDArray[np.int32],
    topo: Topology,
    rows: Rows,
    slot: int,
) -> None:
    """Leaves a game's position before a move in a slot, and the keys of the positions so far."""
    g, ply = pick
    s, keys = rows.boards[slot], rows.keys[slot]
    rules = _rules_of(games, g)
    _set_up(games, g, where, topo, s)
    keys[0] = position_key(s, rules)
    first = games.first_move[g] - games.first_move[0]
    for i in range(ply):
        play_inlined(s, index(where[games.moves[first + i]]), topo, rules)
        if rules.ko >= _SUPERKO:
            keys[i + 1] = position_key(s, rules)
    for i in range(games.rules.shape[1]):
        rows.rules[slot, i] = games.rules[g, i]
    rows.komi[slot] = games.komi[g]


@inlined_kernel
def _fill_policy(
    games: Games, move: int, where: NDArray[np.int32], policy: NDArray[np.float32]
) -> float:
    """Writes the policy target of a move, mirrored; returns its weight, 0 if it has none."""
    policy[:] = 0
    begin = games.first_weight[move] - games.first_weight[0]
    end = games.first_weight[move + 1] - games.first_weight[0]
    for i in range(begin, end):
        policy[where[games.policy_actions[i]]] = games.policy_weights[i] * np.float32(
            1.0 / WEIGHT_SUM
        )
    return 1.0 if end > begin else 0.0


@inlined_kernel
def _fill_outcome(
    games: Games, g: int, ply: int, mix: tuple[float, float], outcome: NDArray[np.float32]
) -> None:
    """Writes the outcome target of a position.

    It is (1 - share) of the result and `share` of a mean of this and the later search values,
    each `decay` times the one before it, the result taking the weight that they leave. A search
    value counts as a chance of winning without draws.
    """
    share, decay = mix
    first = games.first_move[g] - games.first_move[0]
    last = games.first_move[g + 1] - games.first_move[0]
    weight, value, trust = 1.0, 0.0, 0.0
    sign = 1.0 / VALUE_SCALE
    for move in range(first + ply, last):
        if weight * share < _LEAST_WEIGHT:
            break
        if games.visits[move] > 0:
            part = weight * (1.0 - decay)
            value += part * sign * games.root_value[move]
            trust += part
            weight *= decay
        sign = -sign
    trust *= share
    value *= share
    result = games.outcome[g] if _black_to_play(games, g, ply) else -games.outcome[g]
    outcome[0] = 0.5 * (trust + value)
    outcome[1] = 0.0
    outcome[2] = 0.5 * (trust - value)
    outcome[1 - result] += 1.0 - trust


@inlined_kernel
def _black_to_play(games: Games, g: int, ply: int) -> bool:
    return (ply % 2 == 0) == (games.first_stone[g] == games.first_stone[g + 1])


@inlined_kernel
def _fill_targets(
    games: Games,
    pick: tuple[int, int, int],
    where: NDArray[np.int32],
    mix: tuple[float, float],
    batch: TrainingBatch,
) -> None:
    """Writes everything of a row but the features."""
    row, g, ply = pick
    move = games.first_move[g] - games.first_move[0] + ply
    batch.policy_weight[row] = _fill_policy(games, move, where, batch.policy[row])
    if games.first_move[g] + ply + 1 < games.first_move[g + 1]:
        batch.reply_weight[row] = _fill_policy(games, move + 1, where, batch.reply[row])
    else:
        batch.reply[row, :] = 0
        batch.reply_weight[row] = 0
    _fill_outcome(games, g, ply, mix, batch.outcome[row])
    sign = 1 if _black_to_play(games, g, ply) else -1
    batch.score[row] = sign * games.score[g]
    base = games.first_point[g] - games.first_point[0]
    for point in range(batch.ownership.shape[1]):
        batch.ownership[row, where[point]] = sign * games.ownership[base + point]


@kernel
def _fill_rows(
    games: Games,
    picks: Picks,
    topo: Topology,
    images: NDArray[np.int32],
    mix: tuple[float, float],
    target: tuple[TrainingBatch, Rows, int, int],
) -> None:
    """Replays some rows of a batch and writes their targets."""
    batch, rows, start, stop = target
    for row in range(start, stop):
        g, ply = picks.game[row], picks.ply[row]
        where = images[picks.image[row]]
        _replay(games, (g, ply), where, topo, rows, row - start)
        _fill_targets(games, (row, g, ply), where, mix, batch)


@allocating_kernel
def decode(
    games: Games,
    picks: Picks,
    topo: Topology,
    images: NDArray[np.int32],
    mix: tuple[float, float],
    batch: TrainingBatch,
) -> None:
    """Fills a batch, some rows at a time: handing `games` over costs as much as a short replay.

    Args:
        games: The `Games`, all checked.
        picks: The `Picks`, on boards of `topo`.
        topo: The boards' `Topology`.
        images: `mirror_images` of the boards.
        mix: Share of search values in the outcome target, and their decay by move.
        batch: The `TrainingBatch`, its planes `[B, C, P]`, overwritten.
    """
    num_points = topo.neighbors.shape[0]
    rows = Rows(
        np.empty((_TOGETHER, NUM_FIELDS, max(num_points + 1, MIN_WIDTH)), dtype=np.int32),
        np.empty((_TOGETHER, np.max(picks.ply) + 1), dtype=np.uint64),
        np.empty((_TOGETHER, 5), dtype=np.int64),
        np.empty(_TOGETHER, dtype=np.float32),
    )
    boards, keys, rules, komi = rows
    planes, values, plies = batch.planes, batch.globals_, picks.ply
    mask = np.empty(num_points + 1, dtype=np.uint8)
    words, scratch = np.empty(FILTER_WORDS, dtype=np.uint64), new_scratch(num_points)
    for start in range(0, plies.shape[0], _TOGETHER):
        stop = min(start + _TOGETHER, plies.shape[0])
        _fill_rows(games, picks, topo, images, mix, (batch, rows, start, stop))
        for row in range(start, stop):
            i = row - start
            s = boards[i]
            rule = KernelRules(rules[i, 0], rules[i, 1], rules[i, 2], rules[i, 3], rules[i, 4])
            if fits(topo):
                look(s, topo, scratch.sight)
            past = (keys[i], plies[row] + 1, words)
            legal_mask_with_scratch(s, topo, rule, past, scratch.sight.sets, mask)
            encode_with_scratch(s, topo, rule, komi[i], mask, planes[row], values[row], scratch)
