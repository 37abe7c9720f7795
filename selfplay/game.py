"""One self-play game, from its draw to its `GameSample`: its start, its notes, its end."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from gogame.board.area import pass_alive
from gogame.board.arrays import COUNTED, DRAWN, META, RUNNING, STATUS
from gogame.board.jit import allocating_kernel
from gogame.board.position import Position
from gogame.board.rules import WinCondition
from gogame.board.topology import Topology
from gogame.search.config import SearchConfig
from gogame.search.terminal import OWNERSHIP_SCALE, judge
from selfplay.config import GamesConfig, VariantShare
from selfplay.sample import VALUE_SCALE, GameSample, policy_weights

_MOST_VISITS = 65535


class Origin(NamedTuple):
    """Where a game comes from; see `GameSample`."""

    run_id: str
    worker: str
    number: int
    seed: int

    @property
    def game_id(self) -> str:
        """The game's name, unique in the lake."""
        return f"{self.run_id}-{self.worker}-{self.number:08d}"


class Final(NamedTuple):
    """How a game ended, for Black; see `GameSample`."""

    outcome: int
    score: float
    ownership: NDArray[np.int8]
    end: str


def draw_start(
    choice: VariantShare, games: GamesConfig, rng: np.random.Generator
) -> tuple[Position, tuple[int, ...]]:
    """Returns the start of a new game and its handicap points: komi and handicap are drawn."""
    variant = choice.variant()
    if rng.random() >= games.komi_exact:
        komi = choice.komi + games.komi_spread * rng.standard_normal()
        variant = variant.with_komi(round(2 * komi) / 2)
    start = Position.start(variant)
    if rng.random() >= choice.handicap_share:
        return start, ()
    count = int(rng.integers(1, choice.handicap_most + 1))
    points = tuple(sorted(rng.choice(variant.num_points, count, replace=False).tolist()))
    return start.with_handicap(points), points


def draw_opening(games: GamesConfig, num_points: int, rng: np.random.Generator) -> int:
    """Returns the number of moves that a game begins with before it is searched."""
    return int(rng.exponential(games.opening * num_points)) if games.opening > 0 else 0


@dataclass(slots=True)
class GameInPlay:
    """A running game's notes.

    Attributes:
        start: The position it began from.
        handicap: Black's set-up points.
        opening: Moves still to be drawn from the raw policy.
        origin: Where it comes from.
        started_at: Seconds since 1970.
        streak: Searches in a row whose value was decided.
        moves: Actions so far.
        policies: A policy target for each move, None where it was not recorded.
        values: The search's value for the player to play, for each move.
        visits: Playouts of each move's search.
    """

    start: Position
    handicap: tuple[int, ...]
    opening: int
    origin: Origin
    started_at: float
    streak: int = 0
    moves: list[int] = field(default_factory=list[int])
    policies: list[NDArray[np.float32] | None] = field(
        default_factory=list[NDArray[np.float32] | None]
    )
    values: list[float] = field(default_factory=list[float])
    visits: list[int] = field(default_factory=list[int])

    def note(
        self, action: int, policy: NDArray[np.float32] | None, value: float, visits: int
    ) -> None:
        """Adds a move."""
        self.moves.append(action)
        self.policies.append(policy)
        self.values.append(value)
        self.visits.append(min(visits, _MOST_VISITS))

    def finish(self, final: Final, checkpoint: str, sequence: int, steps: int) -> GameSample:
        """Returns the finished game, its policies rounded to `steps` steps."""
        empty = np.zeros(0, dtype=np.uint16)
        pairs = [
            (empty, empty) if policy is None else policy_weights(policy, steps)
            for policy in self.policies
        ]
        sizes = [len(actions) for actions, _ in pairs]
        origin = self.origin
        return GameSample(
            game_id=origin.game_id,
            run_id=origin.run_id,
            worker=origin.worker,
            sequence=sequence,
            checkpoint=checkpoint,
            seed=origin.seed,
            started_at=self.started_at,
            variant=self.start.variant,
            handicap=self.handicap,
            komi=self.start.komi,
            moves=np.array(self.moves, dtype=np.uint16),
            recorded=np.array([size > 0 for size in sizes], dtype=np.bool_),
            policy_offsets=np.concatenate(([0], np.cumsum(sizes))).astype(np.uint32),
            policy_actions=np.concatenate([actions for actions, _ in pairs]),
            policy_weights=np.concatenate([weights for _, weights in pairs]),
            root_value=np.rint(VALUE_SCALE * np.clip(self.values, -1, 1)).astype(np.int8),
            visits=np.array(self.visits, dtype=np.uint16),
            outcome_black=final.outcome,
            score_black=final.score,
            ownership_black=final.ownership,
            end=final.end,
        )


@allocating_kernel
def mark_settled(boards: NDArray[np.int32], topo: Topology, settled: NDArray[np.bool_]) -> None:
    """Marks the positions in which every point is pass-alive.

    Args:
        boards: `[T, NUM_FIELDS, W]` int32.
        topo: The boards' `Topology`.
        settled: `[T]` bool, overwritten.
    """
    num_points = topo.neighbors.shape[0]
    owner = np.empty(num_points, dtype=np.int8)
    for tree in range(boards.shape[0]):
        pass_alive(boards[tree], topo, owner)
        settled[tree] = owner.min() > 0


def judge_game(
    board: NDArray[np.int32], start: Position, hint: NDArray[np.float32], *, settled: bool
) -> Final:
    """Returns the result of a game that has ended, is settled, or is cut where it stands.

    Under territory rules dead stones are those in the opponent's pass-alive regions and those
    that `hint` gives away nearly for certain, as in the search. A capture game that is cut is a
    draw.

    Args:
        board: `[NUM_FIELDS, W]` int32, the last position.
        start: The game's start: variant and komi.
        hint: `[P]` float32 ownership for Black by the evaluator before the last move.
        settled: Whether all points are pass-alive.
    """
    variant = start.variant
    last = board.copy()
    counted = variant.win is WinCondition.SCORE
    end = "settled" if settled else ("passes" if counted else "win condition")
    if last[META, STATUS] == RUNNING:
        last[META, STATUS] = COUNTED if counted else DRAWN
        end = "settled" if settled else "cut"
    elif last[META, STATUS] == DRAWN:
        end = "passes"
    ownership = np.zeros(variant.num_points, dtype=np.int8)
    value, score = judge(
        last,
        variant.topology,
        variant.kernel_rules,
        start.komi,
        np.rint(OWNERSHIP_SCALE * hint).astype(np.int8),
        ownership,
    )
    return Final(int(value), float(score), np.sign(ownership), end)


def pruned_visits(
    visits: NDArray[np.int32],
    prior: NDArray[np.float32],
    q: NDArray[np.float32],
    config: SearchConfig,
) -> NDArray[np.int32]:
    """Returns a PUCT search's visits without those that only noise explains.

    Every action but the most visited one keeps no more visits than PUCT without noise would have
    given it: it loses visits as long as its score stays at or below that of the most visited one.
    An action left with a single visit loses that too. Source: Wu, arXiv 1902.10565, section 3.2
    (there for forced playouts).

    Args:
        visits: `[A]` of the root's actions.
        prior: `[A]` without noise, -1 for illegal actions.
        q: `[A]` mean utility for the player to play.
        config: The search's settings.
    """
    total = int(visits.sum())
    best = int(visits.argmax())
    growth = np.log((total + config.c_puct_base) / config.c_puct_base)
    weight = (config.c_puct + config.c_puct_log * growth) * np.sqrt(total + 1.0)
    pull = weight * np.maximum(prior, 0).astype(np.float64)
    bar = q[best] + pull[best] / (1 + visits[best])
    gap = bar - q.astype(np.float64)
    needed = np.where(gap > 0, np.ceil(pull / np.where(gap > 0, gap, 1.0) - 1.0), visits)
    kept = np.minimum(visits, np.maximum(needed, 0)).astype(np.int32)
    kept[kept == 1] = 0
    kept[best] = visits[best]
    return kept
