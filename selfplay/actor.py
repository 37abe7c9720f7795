"""`Actor`: plays hundreds of games against itself in lockstep and hands finished ones over.

Each kind of game has its own set of trees; one `step` plays one move in every game. Which moves
are searched how: the first ones come from the raw policy, most or all others from a full search
whose policy is recorded, some from a fast one, and decided games go on with few playouts, so that
who owns which point is still played out.

An actor owns no thread and no process, and reads and writes no file.
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from gogame.board.rules import Scoring, WinCondition
from gogame.evaluation import Evaluator, UniformEvaluator
from gogame.rng import generator
from gogame.search.config import Method, SearchConfig
from gogame.search.lockstep import LockstepResult, LockstepSearch, RootEdges
from selfplay.config import ActorConfig, VariantShare
from selfplay.game import (
    GameInPlay,
    Origin,
    draw_opening,
    draw_start,
    judge_game,
    mark_settled,
    pruned_visits,
)
from selfplay.sample import GameSample

# How a move is found.
_OPENING, _FULL, _FAST, _DECIDED = range(4)


@dataclass(slots=True)
class ActorStats:
    """What an actor has done.

    Attributes:
        games: Finished games.
        positions: Moves played.
        recorded: Moves with a policy target.
        evaluations: Positions evaluated.
        evaluating_s: Seconds inside the evaluator.
        searching_s: Seconds inside the search: playouts, features, expansion, results.
        total_s: Seconds inside `Actor.step`.
        ends: Finished games by the way they ended.
        black_wins: Finished games that Black won, draws counting half.
        moves: Moves of the finished games.
    """

    games: int = 0
    positions: int = 0
    recorded: int = 0
    evaluations: int = 0
    evaluating_s: float = 0.0
    searching_s: float = 0.0
    total_s: float = 0.0
    ends: Counter[str] = field(default_factory=Counter[str])
    black_wins: float = 0.0
    moves: int = 0

    def count(self, sample: GameSample) -> None:
        """Adds a finished game."""
        self.games += 1
        self.moves += sample.num_moves
        self.ends[sample.end] += 1
        self.black_wins += 0.5 + 0.5 * sample.outcome_black


class _Table(NamedTuple):
    """The games of one kind and their trees."""

    choice: VariantShare
    search: LockstepSearch
    games: list[GameInPlay]


@dataclass(frozen=True, slots=True)
class Identity:
    """Who an actor is; see `GameSample`.

    Attributes:
        run_id: The run.
        worker: The worker's name, unique in the run.
        seed: Every draw follows from it.
        first_game: Number of the next game; the numbers before it have been used.
    """

    run_id: str
    worker: str
    seed: int = 0
    first_game: int = 0


def search_config(config: ActorConfig, scoring: Scoring) -> SearchConfig:
    """Returns the settings of a search in self-play: the method follows from the visits."""
    play = config.play
    base = replace(config.search, keep_ownership=scoring is Scoring.TERRITORY)
    if play.visits < play.gumbel_below:
        actions = play.gumbel_actions or max(2, min(16, play.visits // 2))
        return replace(base, method=Method.GUMBEL, gumbel_actions=actions)
    return replace(base, method=Method.PUCT, noise_weight=play.noise_weight)


def share_out(shares: Sequence[float], count: int) -> list[int]:
    """Returns whole numbers in proportion to shares, at least 1 where a share is positive.

    They add up to `count`, or to the number of positive shares if that is more.
    """
    total = sum(shares)
    exact = [count * share / total for share in shares]
    counts = [max(int(x), int(x > 0)) for x in exact]
    by_rest = sorted(range(len(shares)), key=lambda i: counts[i] - exact[i])
    for i in by_rest[: max(0, count - sum(counts))]:
        counts[i] += 1
    while sum(counts) > count and max(counts) > 1:
        counts[counts.index(max(counts))] -= 1
    return counts


class Actor:
    """Plays games against itself.

    Attributes:
        stats: What it has done so far.
        sequence: Number of the batch that finished games are marked with; whoever commits batches
            counts it up.
        komi_spread: Of games that begin from now on; see `GamesConfig`.
    """

    def __init__(
        self, evaluator: Evaluator, checkpoint: str, config: ActorConfig, identity: Identity
    ) -> None:
        """Begin all games.

        Args:
            evaluator: Judges positions: a network, or random games for a cold start.
            checkpoint: What the samples say has played.
            config: Settings.
            identity: Who plays.

        Raises:
            SearchLimit: The games do not fit into the memory limit.
        """
        self.stats = ActorStats()
        self.sequence = 0
        self.komi_spread = config.games.komi_spread
        self._evaluator, self._checkpoint = evaluator, checkpoint
        self._config, self._identity = config, identity
        self._next_game = identity.first_game
        self._rng = generator(identity.seed, "actor", identity.first_game)
        choices = config.games.variants
        counts = share_out([choice.share for choice in choices], config.play.games)
        pairs = zip(choices, counts, strict=True)
        self._tables = [self._table(choice, count) for choice, count in pairs if count > 0]

    @property
    def next_game(self) -> int:
        """The number that the next new game will have."""
        return self._next_game

    @property
    def checkpoint(self) -> str:
        """What the samples say has played."""
        return self._checkpoint

    @property
    def first_game(self) -> GameInPlay:
        """The game of the first tree, for those who watch: another one as soon as it is over."""
        return self._tables[0].games[0]

    def use(self, evaluator: Evaluator, checkpoint: str) -> None:
        """Plays on with another evaluator, also the games under way.

        A finished game is marked with the checkpoint that played its last move.
        """
        self._evaluator, self._checkpoint = evaluator, checkpoint

    def hurry(self, *, fast_share: float) -> None:
        """Searches another share of the moves fast from now on, see `PlayConfig`."""
        self._config = replace(self._config, play=replace(self._config.play, fast_share=fast_share))

    def step(self) -> list[GameSample]:
        """Plays one move in every game; returns the games that have ended, and begins new ones.

        Raises:
            EngineError: The evaluator failed; the games stand as before.
        """
        began = time.perf_counter()
        finished: list[GameSample] = []
        for table in self._tables:
            finished += self._move(table)
        self.stats.total_s += time.perf_counter() - began
        return finished

    # Games

    def _table(self, choice: VariantShare, count: int) -> _Table:
        play, variant = self._config.play, choice.variant()
        search = LockstepSearch(
            UniformEvaluator(),  # it is not asked: it says that features are wanted
            variant,
            count,
            search_config(self._config, variant.rules.scoring),
            max_simulations=max(play.visits, play.fast_visits, play.decided_visits),
            seed=int(self._rng.integers(2**62)),
        )
        table = _Table(choice, search, [])
        for tree in range(count):
            table.games.append(self._begin(table, tree))
        return table

    def _begin(self, table: _Table, tree: int) -> GameInPlay:
        games = replace(self._config.games, komi_spread=self.komi_spread)
        start, handicap = draw_start(table.choice, games, self._rng)
        table.search.set_position(tree, start)
        identity = self._identity
        origin = Origin(identity.run_id, identity.worker, self._next_game, identity.seed)
        self._next_game += 1
        opening = draw_opening(games, start.variant.num_points, self._rng)
        return GameInPlay(start, handicap, opening, origin, time.time())

    def _close(self, table: _Table, before: RootEdges) -> list[GameSample]:
        """Takes the games that are over from a table and begins others in their place."""
        search = table.search
        boards = search.boards
        over = search.is_over
        settled = np.zeros(len(over), dtype=np.bool_)
        variant = table.games[0].start.variant
        if self._config.games.end_when_settled and variant.win is WinCondition.SCORE:
            mark_settled(boards, variant.topology, settled)
        longest = max(2, int(self._config.games.longest * variant.num_points))
        finished: list[GameSample] = []
        for tree, game in enumerate(table.games):
            if not (over[tree] or settled[tree] or len(game.moves) >= longest):
                continue
            final = judge_game(
                boards[tree], game.start, before.ownership[tree], settled=bool(settled[tree])
            )
            steps = self._config.play.policy_steps
            sample = game.finish(final, self._checkpoint, self.sequence, steps)
            finished.append(sample)
            self.stats.count(sample)
            table.games[tree] = self._begin(table, tree)
        return finished

    # Moves

    def _move(self, table: _Table) -> list[GameSample]:
        """Plays one move in every game of a table."""
        search = table.search
        ways = self._ways(table)
        play = self._config.play
        simulations = np.array([1, play.visits, play.fast_visits, play.decided_visits])[ways]
        began, evaluating_s = time.perf_counter(), 0.0
        search.start(simulations.astype(np.int32), ways == _FULL)
        while (batch := search.collect()) is not None:
            asked = time.perf_counter()
            evaluation = self._evaluator.evaluate(batch)
            evaluating_s += time.perf_counter() - asked
            self.stats.evaluations += len(batch.komi)
            search.settle(evaluation)
        result = search.result(self._temperatures(table))
        edges = search.root_edges()
        self.stats.evaluating_s += evaluating_s
        self.stats.searching_s += time.perf_counter() - began - evaluating_s
        opening = ways == _OPENING
        result.actions[opening] = self._raw_moves(edges.prior[opening])
        self._note(table, ways, result, edges)
        search.advance(result.actions)
        self.stats.positions += len(ways)
        return self._close(table, edges)

    def _ways(self, table: _Table) -> NDArray[np.int64]:
        """Returns how each game's move is to be found."""
        play = self._config.play
        ways = np.full(len(table.games), _FULL)
        ways[self._rng.random(len(ways)) < play.fast_share] = _FAST
        for tree, game in enumerate(table.games):
            if game.opening > 0:
                ways[tree] = _OPENING
                game.opening -= 1
            elif game.streak >= play.decided_turns:
                ways[tree] = _DECIDED
        return ways

    def _temperatures(self, table: _Table) -> NDArray[np.float64]:
        play = self._config.play
        ply = np.array([len(game.moves) for game in table.games])
        gone = 0.5 ** (ply / (play.temperature_halflife * table.choice.width))
        return play.temperature_late + (play.temperature - play.temperature_late) * gone

    def _raw_moves(self, prior: NDArray[np.float32]) -> NDArray[np.int64]:
        """Returns an action for each row, drawn from the raw policy."""
        temperature = self._config.games.opening_temperature
        logits = np.log(np.maximum(prior, 1e-30)) / temperature
        noisy = np.where(prior >= 0, logits + self._rng.gumbel(size=prior.shape), -np.inf)
        return noisy.argmax(axis=1)

    def _note(
        self, table: _Table, ways: NDArray[np.int64], result: LockstepResult, edges: RootEdges
    ) -> None:
        """Writes every game's move down, with its policy target if it has one."""
        play = self._config.play
        recorded = ways == _FULL
        decided = self._rng.random(len(ways)) < play.decided_recorded
        recorded |= (ways == _DECIDED) & decided
        self.stats.recorded += int(recorded.sum())
        visits = result.visits.sum(axis=1)
        for tree, game in enumerate(table.games):
            action, value = int(result.actions[tree]), float(result.value[tree])
            if ways[tree] == _OPENING:
                game.note(action, None, 0.0, 0)
                continue
            game.streak = game.streak + 1 if abs(value) >= play.decided else 0
            policy = self._target(table, tree, result, edges) if recorded[tree] else None
            game.note(action, policy, value, int(visits[tree]))

    def _target(
        self, table: _Table, tree: int, result: LockstepResult, edges: RootEdges
    ) -> NDArray[np.float32]:
        """Returns a search's policy target."""
        play, config = self._config.play, table.search.config
        policy = result.policy[tree].copy()
        if config.method is Method.PUCT and play.prune_targets:
            kept = pruned_visits(edges.visits[tree], edges.prior[tree], edges.q[tree], config)
            policy = (kept / kept.sum()).astype(np.float32)
        policy[policy < min(play.policy_floor, float(policy.max()))] = 0
        return policy
