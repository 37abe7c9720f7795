"""Random games to the end: the evaluator that needs no network.

`RolloutEvaluator` judges a position by playing it out at random. It is the program's first
opponent, the cold start of training and its fixed yardstick, so its strength must not drift.
A random player never fills its own eyes and passes only when nothing else is left; its moves
obey the simple ko rule, and games are cut off at `_LENGTH_FACTOR` times the number of points.
Finished games are counted by area under every rule set.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from gogame.board.area import area_with_scratch
from gogame.board.arrays import (
    BLACK_WON,
    COLOR,
    COUNTED,
    DRAWN,
    EMPTIES,
    HEAD,
    KO_POINT,
    META,
    NUM_EMPTY,
    PASSES,
    RUNNING,
    SLOT,
    STATUS,
    TAKEN_BY_BLACK,
    TO_PLAY,
    WHITE_WON,
)
from gogame.board.chains import in_atari, place, status_after_capture, stone_effect
from gogame.board.jit import allocating_kernel, index, inlined_kernel, kernel
from gogame.board.row import copy_board
from gogame.errors import ConfigError
from gogame.evaluation import Evaluation, EvaluationBatch
from gogame.rng import generator, kernel_seed

# More games in one call would leave the program deaf for too long: a kernel is not interrupted.
MAX_ROLLOUTS = 10_000
_LENGTH_FACTOR = 3
_NO_CAPTURE = 3
# Policy from random games: weight of a point's gain in winning rate, games that count as "no
# opinion", and the logit of the pass.
_FIRST_PLAY_WEIGHT = 6.0
_FIRST_PLAY_PRIOR = 8.0
_PASS_LOGIT = -2.0


@inlined_kernel
def _next_random(state):
    """Advances a xorshift64* generator held in `state[0]`; returns 32 random bits.

    Source: Vigna, An experimental exploration of Marsaglia's xorshift generators, 2016.
    """
    x = state[0]
    x ^= x >> np.uint64(12)
    x ^= x << np.uint64(25)
    x ^= x >> np.uint64(27)
    state[0] = x
    return (x * np.uint64(0x2545F4914F6CDD1D)) >> np.uint64(32)


@kernel
def _is_eye(s, point, us, topo):
    """Returns whether a point surrounded by `us` alone is a real eye: few enemy diagonals."""
    border = topo.neighbors.shape[0]
    enemies, off_board = 0, 0
    for k in range(4):
        near = index(topo.diagonals[point, k])
        if near == border:
            off_board += 1
        elif s[COLOR, near] == 3 - us:
            enemies += 1
    return enemies < 2 if off_board == 0 else enemies == 0


@inlined_kernel
def _is_playable(s, point, us, topo):
    """Returns whether a stone here is neither suicide nor the filling of an own eye."""
    mine_only = True
    breathes = False
    for k in range(4):
        near = index(topo.neighbors[point, k])
        color = s[COLOR, near]
        if color == 0:
            return True
        if color == us:
            if not in_atari(s, index(s[HEAD, near])):
                breathes = True
        elif color != 3:
            mine_only = False
            if in_atari(s, index(s[HEAD, near])):
                breathes = True
    if mine_only and _is_eye(s, point, us, topo):
        return False
    return breathes


@inlined_kernel
def _random_point(s, us, topo, no_capture, random_state):
    """Returns a playable point, each with the same chance, or -1 if there is none."""
    remaining = s[META, NUM_EMPTY]
    ko_point = s[META, KO_POINT]
    while remaining > 0:
        i = np.int64((_next_random(random_state) * np.uint64(remaining)) >> np.uint64(32))
        point = index(s[EMPTIES, i])
        if no_capture:
            if stone_effect(s, point, us, topo) == 0:
                return point
        elif point != ko_point and _is_playable(s, point, us, topo):
            return point
        remaining -= 1
        other = s[EMPTIES, remaining]
        s[EMPTIES, i] = other
        s[SLOT, other] = i
        s[EMPTIES, remaining] = point
        s[SLOT, point] = remaining
    return -1


@kernel
def play_random_game(s, topo, rules, random_state, first):
    """Plays a position to the end at random, in place.

    Args:
        s: The position; afterwards its stones, prisoners and STATUS are those of the end.
        topo: The board's `Topology`.
        rules: The game's `KernelRules`.
        random_state: uint64 `[1]`, not zero; advanced.
        first: int8 `[P]`, zeros on entry; on points that were played, who was first there.

    Returns:
        Number of moves played, passes included.
    """
    us = index(s[META, TO_PLAY])
    passes = s[META, PASSES]
    no_capture = rules.win == _NO_CAPTURE
    limit = _LENGTH_FACTOR * topo.neighbors.shape[0]
    num_moves = 0
    while s[META, STATUS] == RUNNING and num_moves < limit:
        num_moves += 1
        point = _random_point(s, us, topo, no_capture, random_state)
        if point < 0:
            passes += 1
            s[META, KO_POINT] = -1
            if no_capture:
                s[META, STATUS] = WHITE_WON if us == 1 else BLACK_WON
            elif passes >= 2:
                s[META, STATUS] = COUNTED if rules.capture_goal == 0 else DRAWN
        else:
            passes = 0
            if first[point] == 0:
                first[point] = us
            taken = place(s, point, us, topo)
            if taken > 0:
                s[META, TAKEN_BY_BLACK + us - 1] += taken
                if rules.capture_goal > 0:
                    s[META, STATUS] = status_after_capture(s, rules)
        us = 3 - us
    return num_moves


@allocating_kernel
def random_games(s, topo, rules, random_state, num_games):
    """Plays many random games from one position; returns the number of moves played."""
    scratch = np.empty_like(s)
    first = np.zeros(topo.neighbors.shape[0], dtype=np.int8)
    num_moves = 0
    for _ in range(num_games):
        copy_board(scratch, s)
        num_moves += play_random_game(scratch, topo, rules, random_state, first)
    return num_moves


@kernel
def _lead_black(s, komi, topo, owner, stack):
    """Returns Black's points lead at the end of a random game, or its sign times one point."""
    lead = area_with_scratch(s, topo, owner, stack) - komi
    status = s[META, STATUS]
    if status == DRAWN:
        return 0.0
    if status == BLACK_WON or status == WHITE_WON:
        return 1.0 if status == BLACK_WON else -1.0
    return lead


@kernel
def _add_game(us, lead_black, owner, first, sums):
    """Adds one finished random game to the sums, from the viewpoint of `us`."""
    outcome, ownership, played, won, score = sums
    lead = lead_black if us == 1 else -lead_black
    side = 0 if lead > 0 else (1 if lead == 0 else 2)
    outcome[side] += 1
    score[0] += lead
    for point in range(owner.shape[0]):
        if owner[point] != 0:
            ownership[point] += 1 if owner[point] == us else -1
        if first[point] == us:
            played[point] += 1
            won[point] += 1.0 - 0.5 * side
            first[point] = 0
        elif first[point] != 0:
            first[point] = 0


@kernel
def _fill_logits(num_games, outcome, played, won, logits):
    """Turns "who played here first, and won" into policy logits, shrunk towards no opinion."""
    mean = (outcome[0] + 0.5 * outcome[1]) / num_games
    for point in range(played.shape[0]):
        gain = won[point] - mean * played[point]
        logits[point] = _FIRST_PLAY_WEIGHT * gain / (played[point] + _FIRST_PLAY_PRIOR)
    logits[played.shape[0]] = _PASS_LOGIT


@allocating_kernel
def _evaluate_boards(batch, topo, rules, num_games, random_state, answer):
    """Fills the arrays of an `Evaluation` from random games of every row."""
    boards, komi = batch
    logits, outcome, score, ownership = answer
    num_points = topo.neighbors.shape[0]
    scratch = np.empty_like(boards[0])
    first = np.zeros(num_points, dtype=np.int8)
    owner = np.empty(num_points, dtype=np.int8)
    stack = np.empty(num_points, dtype=np.int32)
    played = np.empty(num_points, dtype=np.float32)
    won = np.empty(num_points, dtype=np.float32)
    outcome[:] = 0
    score[:] = 0
    ownership[:] = 0
    for b in range(boards.shape[0]):
        played[:] = 0
        won[:] = 0
        us = index(boards[b, META, TO_PLAY])
        sums = (outcome[b], ownership[b], played, won, score[b : b + 1])
        for _ in range(num_games):
            copy_board(scratch, boards[b])
            play_random_game(scratch, topo, rules, random_state, first)
            lead = _lead_black(scratch, komi[b], topo, owner, stack)
            _add_game(us, lead, owner, first, sums)
        _fill_logits(num_games, outcome[b], played, won, logits[b])
        for side in range(3):
            outcome[b, side] /= num_games
        score[b] /= num_games
        for point in range(num_points):
            ownership[b, point] /= num_games


class RolloutEvaluator:
    """Judges positions by random games (an `Evaluator` that reads `boards` only).

    Outcome, score and ownership are the averages of the games. The policy prefers points whose
    first player won more often than the average ("all moves as first"; Gelly and Silver,
    Combining online and offline knowledge in UCT, ICML 2007, section 5).

    The same seed and the same sequence of batches give the same answers.
    """

    reads_planes = False

    def __init__(self, num_rollouts: int = 8, seed: int = 0) -> None:
        """Set the number of random games for each position.

        Raises:
            ConfigError: `num_rollouts` is not positive, or more than `MAX_ROLLOUTS`.
        """
        if not 1 <= num_rollouts <= MAX_ROLLOUTS:
            raise ConfigError(f"num_rollouts {num_rollouts}: expected 1 to {MAX_ROLLOUTS}")
        self.num_rollouts = num_rollouts
        self.name = f"random rollouts x{num_rollouts}"
        start = kernel_seed(generator(seed, "rollout"))
        self._random_state: NDArray[np.uint64] = np.array([start], dtype=np.uint64)

    def evaluate(self, batch: EvaluationBatch) -> Evaluation:
        """Returns the averages of `num_rollouts` random games from every row."""
        rows, points = batch.boards.shape[0], batch.variant.num_points
        answer = Evaluation(
            np.empty((rows, points + 1), dtype=np.float32),
            np.empty((rows, 3), dtype=np.float32),
            np.empty(rows, dtype=np.float32),
            np.empty((rows, points), dtype=np.float32),
        )
        _evaluate_boards(
            (batch.boards, batch.komi),
            batch.topology,
            batch.rules,
            self.num_rollouts,
            self._random_state,
            (answer.logits, answer.outcome, answer.score, answer.ownership),
        )
        return answer
