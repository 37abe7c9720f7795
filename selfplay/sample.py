"""`GameSample`: one finished self-play game, the only thing that actors hand on.

A game is stored as its moves and what the search thought of them, never as features: the lake
keeps samples, the replay window replays them. Colours alternate from the start's player to play,
which is Black, or White after a handicap.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import DTypeLike, NDArray

from gogame.board.coords import Color
from gogame.board.variant import MAX_KOMI, VariantSpec
from gogame.errors import ConfigError

WEIGHT_SUM = 65535
"""What the policy weights of a recorded move add up to."""

VALUE_SCALE = 127
"""What a value of +1 is stored as."""

ENDS = ("passes", "settled", "win condition", "cut")
"""How a game may end: two passes, all points pass-alive, the variant's own win, too long."""


class SampleError(ConfigError):
    """A game sample whose parts do not fit together."""


@dataclass(frozen=True, slots=True)
class GameSample:
    """One finished game of N moves on P points.

    Attributes:
        game_id: ``"{run}-{worker}-{sequence:08d}"`` counted by game, unique.
        run_id: The run that made it; its configuration is stored with the run.
        worker: The process that made it.
        sequence: Number of the worker's batch that it belongs to.
        checkpoint: sha256 of the network that played, or for example ``"rollouts-x8"``.
        seed: Seed of the worker, from which every draw in the game follows.
        started_at: Seconds since 1970, UTC.
        variant: The game played.
        handicap: Points of Black's set-up stones; White plays first if there is one.
        komi: White's points, the handicap bonus included.
        moves: `[N]` uint16 actions.
        recorded: `[N]` bool, whether the move has a policy target.
        policy_offsets: `[N + 1]` uint32, where each move's policy begins; empty if not recorded.
        policy_actions: `[K]` uint16 actions of positive weight.
        policy_weights: `[K]` uint16, their weights; `WEIGHT_SUM` for each recorded move.
        root_value: `[N]` int8 value of the search for the player to play, times `VALUE_SCALE`.
        visits: `[N]` uint16 playouts of the search; 0 if the move was not searched.
        outcome_black: +1 Black won, 0 drawn, -1 lost.
        score_black: Black's points minus White's, komi included.
        ownership_black: `[P]` int8, +1 Black's, 0 nobody's, -1 White's at the end.
        end: One of `ENDS`.
    """

    game_id: str
    run_id: str
    worker: str
    sequence: int
    checkpoint: str
    seed: int
    started_at: float
    variant: VariantSpec
    handicap: tuple[int, ...]
    komi: float
    moves: NDArray[np.uint16]
    recorded: NDArray[np.bool_]
    policy_offsets: NDArray[np.uint32]
    policy_actions: NDArray[np.uint16]
    policy_weights: NDArray[np.uint16]
    root_value: NDArray[np.int8]
    visits: NDArray[np.uint16]
    outcome_black: int
    score_black: float
    ownership_black: NDArray[np.int8]
    end: str

    @property
    def num_moves(self) -> int:
        """N."""
        return len(self.moves)

    @property
    def first_to_play(self) -> Color:
        """Who plays the first move."""
        return Color.WHITE if self.handicap else Color.BLACK

    def check(self) -> None:
        """Checks that the parts fit together; the legality of the moves is the replay's business.

        Raises:
            SampleError: Naming the game, the field, its value and what was expected.
        """
        self._check_numbers()
        self._check_arrays()
        self._check_policy()

    def _fail(self, what: str) -> SampleError:
        return SampleError(f"game {self.game_id[:80]!r}: {what}")

    def _check_numbers(self) -> None:
        for name in ("game_id", "run_id", "worker", "checkpoint"):
            if not getattr(self, name):
                raise self._fail(f"{name} is empty")
        if self.sequence < 0 or self.seed < 0:
            raise self._fail(f"sequence {self.sequence}, seed {self.seed}: expected 0 or more")
        if self.end not in ENDS:
            raise self._fail(f"end {self.end[:40]!r}: expected one of {', '.join(ENDS)}")
        if self.outcome_black not in (-1, 0, 1):
            raise self._fail(f"outcome_black {self.outcome_black}: expected -1, 0 or 1")
        most = self.variant.num_points + MAX_KOMI
        for name, number in (("komi", self.komi), ("score_black", self.score_black)):
            if not abs(number) <= 2 * most:
                raise self._fail(f"{name} {number}: expected a number within +-{2 * most:g}")
        points = set(self.handicap)
        if len(points) != len(self.handicap):
            raise self._fail("a handicap point is named twice")
        if not all(0 <= point < self.variant.num_points for point in points):
            raise self._fail(f"a handicap point lies off the board: {self.handicap}")

    def _check_array(self, name: str, dtype: DTypeLike, length: int) -> None:
        array = getattr(self, name)
        if array.dtype != dtype or array.shape != (length,):
            raise self._fail(
                f"{name} {array.dtype}{list(array.shape)}: expected {np.dtype(dtype)}[{length}]"
            )

    def _check_arrays(self) -> None:
        n, k = self.num_moves, len(self.policy_actions)
        if n == 0:
            raise self._fail("it has no moves")
        for name, dtype, length in (
            ("moves", np.uint16, n),
            ("recorded", np.bool_, n),
            ("policy_offsets", np.uint32, n + 1),
            ("policy_actions", np.uint16, k),
            ("policy_weights", np.uint16, k),
            ("root_value", np.int8, n),
            ("visits", np.uint16, n),
            ("ownership_black", np.int8, self.variant.num_points),
        ):
            self._check_array(name, dtype, length)
        for name in ("moves", "policy_actions"):
            worst = int(getattr(self, name).max(initial=0))
            if worst > self.variant.pass_action:
                raise self._fail(f"{name} {worst}: expected 0 to {self.variant.pass_action}")
        if (np.abs(self.ownership_black.astype(np.int16)) > 1).any():
            raise self._fail("ownership_black: expected -1, 0 or 1 everywhere")
        if (self.root_value == -128).any():
            raise self._fail(f"root_value -128: expected -{VALUE_SCALE} to {VALUE_SCALE}")

    def _check_policy(self) -> None:
        offsets = self.policy_offsets.astype(np.int64)
        sizes = np.diff(offsets)
        if offsets[0] != 0 or offsets[-1] != len(self.policy_actions) or (sizes < 0).any():
            raise self._fail("policy_offsets: expected a rise from 0 to the number of weights")
        if ((sizes > 0) != self.recorded).any():
            ply = int(np.flatnonzero((sizes > 0) != self.recorded)[0])
            raise self._fail(f"move {ply} has {sizes[ply]} weights: expected some if recorded only")
        if (self.policy_weights == 0).any():
            raise self._fail("a policy weight is 0: expected positive weights only")
        totals = np.concatenate(([0], np.cumsum(self.policy_weights, dtype=np.int64)))
        sums = totals[offsets[1:]] - totals[offsets[:-1]]
        wrong = np.flatnonzero(self.recorded & (sums != WEIGHT_SUM))
        if len(wrong):
            raise self._fail(
                f"policy weights of move {wrong[0]} add up to {sums[wrong[0]]}: "
                f"expected {WEIGHT_SUM}"
            )
        keys = np.repeat(np.arange(self.num_moves), sizes) * 512 + self.policy_actions
        if len(np.unique(keys)) != len(keys):
            raise self._fail("a policy names an action twice")


def policy_weights(
    policy: NDArray[np.float32], steps: int = WEIGHT_SUM
) -> tuple[NDArray[np.uint16], NDArray[np.uint16]]:
    """Returns a policy target as the actions of positive weight and their weights.

    Weights are rounded so that they add up to `WEIGHT_SUM`: the largest remainders are rounded up.

    Args:
        policy: `[A]` not negative, with a positive sum.
        steps: Weights are multiples of `WEIGHT_SUM` / this; a divisor of `WEIGHT_SUM`.
    """
    assert WEIGHT_SUM % steps == 0
    share = policy.astype(np.float64) * (steps / float(policy.sum(dtype=np.float64)))
    weights = np.floor(share).astype(np.int64)
    missing = steps - int(weights.sum())
    if missing > 0:
        weights[np.argsort(weights - share, kind="stable")[:missing]] += 1
    elif missing < 0:
        weights[int(weights.argmax())] += missing
    actions = np.flatnonzero(weights)
    weights *= WEIGHT_SUM // steps
    return actions.astype(np.uint16), weights[actions].astype(np.uint16)
