"""What a self-play run says of itself in ``status.json``: written by training, read by the window.

Begin with `RunStatus`; `status_of` reads one out of JSON that may be torn or by another program.
"""

from __future__ import annotations

import dataclasses
import enum
import math
import os
import types
import typing
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar, cast

STATUS_NAME = "status.json"
VERSION = 1
SILENT_S = 60.0
"""After so many seconds without a word, a run whose process is there is called silent."""

_Kind = TypeVar("_Kind")


class RunState(enum.StrEnum):
    """What a run is doing."""

    STARTING = "starting"
    COLD_START = "cold start"
    PLAYING = "playing"
    LEARNING = "learning"
    LADDER = "ladder"
    STOPPING = "stopping"
    STOPPED = "stopped"
    FAILED = "failed"

    @property
    def is_final(self) -> bool:
        """Whether the run's process is expected to have ended."""
        return self in (RunState.STOPPED, RunState.FAILED)


@dataclass(frozen=True, slots=True)
class Limits:
    """When a run stops by itself.

    Attributes:
        hours: Active time, None for no limit.
        games: Games, None for no limit.
    """

    hours: float | None = None
    games: int | None = None


@dataclass(frozen=True, slots=True)
class Rates:
    """How fast a run is at present, per second of wall-clock time.

    Attributes:
        games_per_s: Finished games.
        positions_per_s: Positions of finished games.
        evaluations_per_s: Positions that the network judged.
    """

    games_per_s: float = 0.0
    positions_per_s: float = 0.0
    evaluations_per_s: float = 0.0


@dataclass(frozen=True, slots=True)
class WorkerState:
    """One child process.

    Attributes:
        name: Its name.
        pid: Its process.
        state: What it is doing, in a word.
        positions_per_s: Its share of the speed.
    """

    name: str = ""
    pid: int = 0
    state: str = ""
    positions_per_s: float = 0.0


@dataclass(frozen=True, slots=True)
class LadderRow:
    """All games of one network against one opponent.

    Attributes:
        checkpoint: sha256 of the network.
        round: Its round.
        visits: Its playouts a move; 1 is the raw policy.
        opponent: An anchor or another checkpoint.
        wins: Games that the network won.
        draws: Games drawn.
        losses: Games lost.
        score: Wins and half of the draws, divided by games, 0 to 1.
        low: Lower end of the score's 95 % interval.
        high: Upper end of it.
        elo: The network's rating in Elo on the ladder's scale, None if it has none.
        elo_low: Lower end of its 95 % interval.
        elo_high: Upper end of it.
    """

    checkpoint: str = ""
    round: int = 0
    visits: int = 0
    opponent: str = ""
    wins: int = 0
    draws: int = 0
    losses: int = 0
    score: float = math.nan
    low: float = math.nan
    high: float = math.nan
    elo: float | None = None
    elo_low: float | None = None
    elo_high: float | None = None

    @property
    def games(self) -> int:
        """Games of the match."""
        return self.wins + self.draws + self.losses


@dataclass(frozen=True, slots=True)
class RunStatus:
    """The state of a run; times are seconds since 1970, UTC.

    Attributes:
        version: Of the file's layout.
        run_id: The run.
        pid: Its process.
        state: What it is doing.
        message: The same in a sentence, or why it failed.
        updated_at: When this was written.
        started_at: When the process started.
        elapsed_s: Active seconds of the run, all its starts together.
        limits: When it stops by itself.
        round: Learning phases begun.
        step: Training steps done.
        games: Games that the run itself has played so far.
        positions: Their positions.
        evaluations: Positions that the network judged.
        rates: The present speed.
        losses: Means of the latest steps by the loss's part.
        checkpoint: sha256 of the newest network, empty before there is one.
        network: Its file's name.
        network_games: Games that the run had played itself when that network came.
        next_checkpoint_s: Seconds until the next network, None if unknown.
        window_positions: Positions in the replay window.
        workers: Its child processes.
        ladder: Its matches against fixed opponents, newest networks last.
    """

    version: int = VERSION
    run_id: str = ""
    pid: int = 0
    state: RunState = RunState.STARTING
    message: str = ""
    updated_at: float = 0.0
    started_at: float = 0.0
    elapsed_s: float = 0.0
    limits: Limits = Limits()
    round: int = 0
    step: int = 0
    games: int = 0
    positions: int = 0
    evaluations: int = 0
    rates: Rates = Rates()
    losses: Mapping[str, float] = field(default_factory=dict[str, float])
    checkpoint: str = ""
    network: str = ""
    network_games: int = 0
    next_checkpoint_s: float | None = None
    window_positions: int = 0
    workers: tuple[WorkerState, ...] = ()
    ladder: tuple[LadderRow, ...] = ()

    @property
    def share_done(self) -> float | None:
        """The share of the run that is over, None if it has no end."""
        hours, games = self.limits.hours, self.limits.games
        shares = [
            *([self.elapsed_s / (3600 * hours)] if hours else []),
            *([self.games / games] if games else []),
        ]
        return min(1.0, max(shares)) if shares else None


def status_of(tree: Mapping[str, object]) -> RunStatus:
    """Returns a status from its JSON; keys that are not known are left out.

    Raises:
        TypeError: A value is of the wrong type.
        ValueError: The state is none of `RunState`.
    """
    return _build(RunStatus, tree)


def _build(kind: type[_Kind], tree: Mapping[str, object]) -> _Kind:
    hints = typing.get_type_hints(kind)
    names = [found.name for found in dataclasses.fields(cast(Any, kind))]
    return kind(**{name: _value(hints[name], tree[name], name) for name in names if name in tree})


def _value(hint: object, value: object, name: str) -> object:
    """Returns a JSON value as the type of its field; raises TypeError or ValueError."""
    origin, arguments = typing.get_origin(hint), typing.get_args(hint)
    if origin in (types.UnionType, typing.Union):
        return None if value is None else _value(arguments[0], value, name)
    if hint is float and value is None:
        return math.nan
    if hint is RunState and isinstance(value, str):
        return RunState(value)
    if hint is float and isinstance(value, int | float) and not isinstance(value, bool):
        return float(value)
    if value.__class__ is hint:
        return value
    if origin is tuple and isinstance(value, list):
        return tuple(_value(arguments[0], inner, name) for inner in cast("list[object]", value))
    if isinstance(value, dict):
        tree = cast("dict[str, object]", value)
        if origin is Mapping:
            return {key: _value(float, inner, f"{name}.{key}") for key, inner in tree.items()}
        if dataclasses.is_dataclass(hint):
            return _build(cast("type[object]", hint), tree)
    raise TypeError(f"{name} is {str(cast(object, value))[:40]!r}")


def is_process(pid: int) -> bool:
    """Returns whether there is a process of this number that has not ended."""
    if os.name != "posix":  # signal 0 would end the process
        return True
    if pid <= 0:
        return False
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except (PermissionError, OverflowError):
        return True
    return not _is_zombie(pid)


def _is_zombie(pid: int) -> bool:
    """Returns whether the process has ended and only its parent has not asked yet."""
    try:
        text = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8", errors="replace")
    except OSError:  # no such file system here
        return False
    return text.rpartition(")")[2].split()[:1] == ["Z"]
