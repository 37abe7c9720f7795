"""`Replay`: the newest self-play games in memory, and training batches drawn from them.

Games lie in flat arrays (about 20 bytes a position on 9x9); features are computed when a batch is
made, see `decode`. Positions are numbered from the oldest in the window, games likewise.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import DTypeLike, NDArray

from gogame.board.coords import action_to_gtp
from gogame.board.topology import Shape, topology
from gogame.board.variant import VariantSpec
from gogame.errors import ConfigError
from gogame.features import NUM_GLOBALS, NUM_PLANES
from selfplay.decode import (
    BAD_HANDICAP,
    BAD_POLICY,
    IS_SHORT,
    SOUND,
    Games,
    Picks,
    TrainingBatch,
    check_games,
    decode,
)
from selfplay.rows import mirror_images
from selfplay.sample import GameSample, SampleError

BoardKey = tuple[int, int, Shape]
"""Height, width and shape: what the boards of one batch have in common."""

_FAULTS = {
    BAD_HANDICAP: "its handicap cannot be placed",
    BAD_POLICY: "its policies do not fit its moves",
    IS_SHORT: "it has no moves",
}


@dataclass(frozen=True, slots=True)
class ReplayConfig:
    """What training rows are made of.

    Attributes:
        capacity: Positions kept in memory at most; the oldest games go first.
        search_share: Share of search values in the outcome target, the rest is the result.
        search_horizon: Moves over which later search values count: each counts 1 - 1 / this of
            the one before.
        recorded_only: Whether only moves with a policy target are drawn.
    """

    capacity: int = 5_000_000
    search_share: float = 0.5
    search_horizon: float = 10.0
    recorded_only: bool = True

    def __post_init__(self) -> None:
        """Check the ranges."""
        if self.capacity < 1:
            raise ConfigError(f"replay capacity {self.capacity}: expected 1 or more")
        if not 0 <= self.search_share <= 1:
            raise ConfigError(f"replay search_share {self.search_share}: expected 0 to 1")
        if not self.search_horizon >= 1:
            raise ConfigError(f"replay search_horizon {self.search_horizon}: expected 1 or more")


class _Column:
    """A growing array that loses elements at its front."""

    def __init__(self, empty: NDArray[Any], *, is_offsets: bool) -> None:
        self._room: NDArray[Any] = np.zeros((1024, *empty.shape[1:]), dtype=empty.dtype)
        self._start, self._stop = 0, int(is_offsets)

    @property
    def live(self) -> NDArray[Any]:
        return self._room[self._start : self._stop]

    def append(self, values: NDArray[Any]) -> None:
        stop = self._stop + len(values)
        if stop > len(self._room):
            kept = self.live
            length = (len(kept) + len(values)) * 3 // 2
            room = np.zeros((length, *kept.shape[1:]), dtype=kept.dtype)
            room[: len(kept)] = kept
            self._room, self._start, self._stop = room, 0, len(kept)
            stop = self._stop + len(values)
        self._room[self._stop : stop] = values
        self._stop = stop

    def drop(self, count: int) -> None:
        self._start += count


def _offsets(lengths: Sequence[int] | NDArray[np.int64]) -> NDArray[np.int64]:
    return np.concatenate(([0], np.cumsum(lengths, dtype=np.int64)))


def _flat(arrays: Sequence[NDArray[Any]], dtype: DTypeLike) -> NDArray[Any]:
    return np.concatenate(arrays).astype(dtype, copy=False) if arrays else np.zeros(0, dtype)


_OFFSETS = ("first_move", "first_weight", "first_stone", "first_point")
_OF_MOVES = ("moves", "recorded", "root_value", "visits")
_OF_GAMES = ("komi", "rules", "outcome", "score", "board")


def _board_key(variant: VariantSpec) -> BoardKey:
    return variant.height, variant.width, variant.shape


class Replay:
    """A window on the newest games; not for several threads at once."""

    def __init__(self, config: ReplayConfig | None = None) -> None:
        """Begin empty."""
        self.config = ReplayConfig() if config is None else config
        self._boards: list[BoardKey] = []
        empty = _games_of([], self._boards)
        self._columns = {
            name: _Column(array, is_offsets=name in _OFFSETS)
            for name, array in empty._asdict().items()
        }
        self._games = empty
        self._drawable: NDArray[np.int64] | None = None

    @property
    def num_games(self) -> int:
        """Games in the window."""
        return len(self._games.komi)

    @property
    def num_positions(self) -> int:
        """Positions in the window: moves of its games."""
        return len(self._games.moves)

    @property
    def num_bytes(self) -> int:
        """Memory that the window's games take."""
        return sum(array.nbytes for array in self._games)

    def boards(self) -> dict[BoardKey, int]:
        """Returns the positions in the window by height, width and shape of their boards."""
        lengths = np.diff(self._games.first_move)
        counts = np.bincount(self._games.board, weights=lengths, minlength=len(self._boards))
        pairs = zip(self._boards, counts.tolist(), strict=True)
        return {key: int(count) for key, count in pairs if count > 0}

    # Games in

    def add(self, samples: Sequence[GameSample]) -> None:
        """Takes games in and forgets the oldest ones beyond the capacity.

        Every game is replayed once here, and none is taken if one is bad.

        Raises:
            SampleError: A game whose parts do not fit together, or with an illegal move.
        """
        if not samples:
            return
        new = _games_of(samples, self._boards)
        _check(new, samples, self._boards)
        for name, array in new._asdict().items():
            column = self._columns[name]
            column.append(array[1:] + column.live[-1] if name in _OFFSETS else array)
        self._refresh()
        self._forget(self.num_positions - self.config.capacity)

    def _refresh(self) -> None:
        self._games = Games(**{name: column.live for name, column in self._columns.items()})
        self._drawable = None

    def _forget(self, surplus: int) -> None:
        """Drops whole games, at least `surplus` positions of them, but never the newest game."""
        if surplus <= 0:
            return
        games = self._games
        ends = games.first_move[1:] - games.first_move[0]
        gone = min(int(np.searchsorted(ends, surplus)) + 1, self.num_games - 1)
        moves = int(games.first_move[gone] - games.first_move[0])
        for name in (*_OF_GAMES, "first_move", "first_stone", "first_point"):
            self._columns[name].drop(gone)
        for name in (*_OF_MOVES, "first_weight"):
            self._columns[name].drop(moves)
        weights = int(games.first_weight[moves] - games.first_weight[0])
        for name in ("policy_actions", "policy_weights"):
            self._columns[name].drop(weights)
        self._columns["handicap"].drop(int(games.first_stone[gone] - games.first_stone[0]))
        self._columns["ownership"].drop(int(games.first_point[gone] - games.first_point[0]))
        self._refresh()

    # Batches out

    def sample_positions(
        self, rng: np.random.Generator, count: int, newest: int | None = None
    ) -> Picks:
        """Draws positions with replacement, all on boards of one size and shape.

        A board has the chance that its share of the positions is; the image is drawn too.

        Args:
            rng: Draws.
            count: Positions wanted.
            newest: Draw from this many newest positions only; None for all.

        Raises:
            ConfigError: No position of the window can be drawn.
        """
        games = self._games
        choices = self._choices()
        if newest is not None:
            choices = choices[np.searchsorted(choices, self.num_positions - newest) :]
        if len(choices) == 0:
            raise ConfigError("no position to train on: the replay window holds none with a policy")
        starts = games.first_move[:-1] - games.first_move[0]
        board = -1
        found: list[NDArray[np.int64]] = []
        missing = count
        while missing > 0:
            drawn = choices[rng.integers(len(choices), size=2 * missing)]
            if board < 0:
                board = int(games.board[np.searchsorted(starts, drawn[0], side="right") - 1])
            drawn = drawn[games.board[np.searchsorted(starts, drawn, side="right") - 1] == board]
            found.append(drawn[:missing])
            missing -= len(found[-1])
        moves = np.concatenate(found) if found else np.zeros(0, dtype=np.int64)
        game = np.searchsorted(starts, moves, side="right") - 1
        images = len(mirror_images(*self._boards[board])) if count else 1
        return Picks(game, moves - starts[game], rng.integers(images, size=count))

    def _choices(self) -> NDArray[np.int64]:
        """Returns the positions that may be drawn, ascending."""
        if self._drawable is None:
            recorded = self._games.recorded
            every = not self.config.recorded_only
            self._drawable = np.arange(len(recorded)) if every else np.flatnonzero(recorded)
        return self._drawable

    def decode(self, picks: Picks) -> TrainingBatch:
        """Returns the training rows of positions; the arrays are new.

        Raises:
            ConfigError: No position, one outside the window, or boards that differ.
        """
        height, width, shape = self._board_of(picks)
        rows, points = len(picks.game), height * width
        batch = TrainingBatch(
            planes=np.empty((rows, NUM_PLANES, points), dtype=np.uint8),
            globals_=np.empty((rows, NUM_GLOBALS), dtype=np.float32),
            policy=np.empty((rows, points + 1), dtype=np.float32),
            policy_weight=np.empty(rows, dtype=np.float32),
            reply=np.empty((rows, points + 1), dtype=np.float32),
            reply_weight=np.empty(rows, dtype=np.float32),
            outcome=np.empty((rows, 3), dtype=np.float32),
            score=np.empty(rows, dtype=np.float32),
            ownership=np.empty((rows, points), dtype=np.float32),
        )
        mix = (float(self.config.search_share), 1.0 - 1.0 / self.config.search_horizon)
        decode(
            self._games,
            picks,
            topology(height, width, shape),
            mirror_images(height, width, shape),
            mix,
            batch,
        )
        return batch._replace(planes=batch.planes.reshape(rows, NUM_PLANES, height, width))

    def _board_of(self, picks: Picks) -> BoardKey:
        """Returns the common board of positions, after checking that they are in the window."""
        game, ply, image = picks
        if len(game) == 0:
            raise ConfigError("no position to decode: expected at least one")
        if game.min() < 0 or game.max() >= self.num_games or ply.min() < 0:
            raise ConfigError(f"a position outside the window of {self.num_games} games")
        if (ply >= np.diff(self._games.first_move)[game]).any():
            raise ConfigError("a position after the last move of its game")
        board = self._games.board[game]
        if (board != board[0]).any():
            raise ConfigError("positions of one batch lie on boards of different size or shape")
        key = self._boards[int(board[0])]
        if image.min() < 0 or image.max() >= len(mirror_images(*key)):
            raise ConfigError(f"mirror image {image.max()}: a board {key} has fewer")
        return key

    def batch(
        self, rng: np.random.Generator, count: int, newest: int | None = None
    ) -> TrainingBatch:
        """Returns training rows of drawn positions; see `sample_positions` and `decode`."""
        return self.decode(self.sample_positions(rng, count, newest))


def _games_of(samples: Sequence[GameSample], boards: list[BoardKey]) -> Games:
    """Returns samples as flat arrays; boards not met before are appended to `boards`."""
    for sample in samples:
        _check_lengths(sample)
        key = _board_key(sample.variant)
        if key not in boards:
            boards.append(key)
    rules = [tuple(sample.variant.kernel_rules) for sample in samples]
    sizes = [np.diff(sample.policy_offsets.astype(np.int64)) for sample in samples]
    return Games(
        first_move=_offsets([sample.num_moves for sample in samples]),
        moves=_flat([sample.moves for sample in samples], np.uint16),
        recorded=_flat([sample.recorded for sample in samples], np.bool_),
        root_value=_flat([sample.root_value for sample in samples], np.int8),
        visits=_flat([sample.visits for sample in samples], np.uint16),
        first_weight=_offsets(_flat(sizes, np.int64)),
        policy_actions=_flat([sample.policy_actions for sample in samples], np.uint16),
        policy_weights=_flat([sample.policy_weights for sample in samples], np.uint16),
        first_stone=_offsets([len(sample.handicap) for sample in samples]),
        handicap=np.array([p for sample in samples for p in sample.handicap], dtype=np.int32),
        first_point=_offsets([sample.variant.num_points for sample in samples]),
        ownership=_flat([sample.ownership_black for sample in samples], np.int8),
        komi=np.array([sample.komi for sample in samples], dtype=np.float32),
        rules=np.array(rules, dtype=np.int64).reshape(len(samples), 5),
        outcome=np.array([sample.outcome_black for sample in samples], dtype=np.int8),
        score=np.array([sample.score_black for sample in samples], dtype=np.float32),
        board=np.array([boards.index(_board_key(s.variant)) for s in samples], dtype=np.int32),
    )


def _check_lengths(sample: GameSample) -> None:
    """Refuses arrays that do not belong together, which kernels could not see."""
    moves, offsets = sample.num_moves, sample.policy_offsets
    fits = (
        len(sample.recorded) == len(sample.root_value) == len(sample.visits) == moves
        and len(offsets) == moves + 1
        and offsets[0] == 0
        and offsets[-1] == len(sample.policy_actions) == len(sample.policy_weights)
        and len(sample.ownership_black) == sample.variant.num_points
    )
    if not fits:
        raise SampleError(f"game {sample.game_id[:80]!r}: its arrays differ in length")


def _check(games: Games, samples: Sequence[GameSample], boards: Sequence[BoardKey]) -> None:
    """Refuses games that cannot be replayed."""
    longest = int(np.diff(games.first_move).max())
    numbers: list[int] = np.unique(games.board).tolist()
    for number in numbers:
        which = np.flatnonzero(games.board == number)
        faults = np.empty(len(which), dtype=np.int64)
        height, width, shape = boards[number]
        check_games(games, which, topology(height, width, shape), longest, faults)
        for i in np.flatnonzero(faults != SOUND).tolist():
            sample, fault = samples[int(which[i])], int(faults[i])
            what = _FAULTS.get(fault) or _illegal(sample, fault)
            raise SampleError(f"game {sample.game_id[:80]!r}: {what}")


def _illegal(sample: GameSample, ply: int) -> str:
    action = int(sample.moves[ply])
    if action > sample.variant.pass_action:
        return f"move {ply} is action {action}: expected 0 to {sample.variant.pass_action}"
    return f"move {ply} ({action_to_gtp(action, *_board_key(sample.variant)[:2])}) is illegal"
