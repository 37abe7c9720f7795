"""``status.json``: what a run says of itself about once a second, for other programs and people.

The file is replaced whole, so a reader never sees half of one. A run that was killed cannot say
so; `read_status` notices that its process is gone.
"""

from __future__ import annotations

import dataclasses
import enum
import json
import math
import os
import time
import types
import typing
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, TypeVar, cast

from gogame.errors import GoError
from selfplay.words import count, duration, interval, points, share, table

STATUS_NAME = "status.json"
VERSION = 1
SILENT_S = 60.0
"""After so many seconds without a word, a run whose process is there is called silent."""

_Kind = TypeVar("_Kind")


class StatusError(GoError):
    """A run directory that tells nothing of its run."""


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
class Status:
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
        games: Games committed so far.
        positions: Their positions.
        evaluations: Positions that the network judged.
        rates: The present speed.
        losses: Means of the latest steps by the loss's part.
        checkpoint: sha256 of the newest network, empty before there is one.
        network: Its file's name.
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
    next_checkpoint_s: float | None = None
    window_positions: int = 0
    workers: tuple[WorkerState, ...] = ()
    ladder: tuple[LadderRow, ...] = ()


def write_status(run_dir: Path, status: Status) -> None:
    """Replace the run's ``status.json`` whole.

    Raises:
        StatusError: The disk refuses.
    """
    path = run_dir / STATUS_NAME
    fresh = run_dir / f".{STATUS_NAME}.new"
    try:
        fresh.write_text(json_status(status) + "\n", encoding="utf-8")
        fresh.replace(path)
    except OSError as error:
        raise StatusError(f"{path} cannot be written: {error.strerror or error}") from error


def json_status(status: Status) -> str:
    """Returns a status as JSON; numbers that are none are null."""
    return json.dumps(_plain(dataclasses.asdict(status)), indent=1, allow_nan=False)


def _plain(value: object) -> object:
    """Returns a value as JSON has it."""
    if isinstance(value, dict):
        return {
            str(key): _plain(inner) for key, inner in cast("dict[object, object]", value).items()
        }
    if isinstance(value, tuple | list):
        return [_plain(inner) for inner in cast("list[object]", value)]
    if isinstance(value, float) and not math.isfinite(value):
        return None
    return value


def read_status(run_dir: Path) -> Status:
    """Returns what the run last said of itself.

    If its process is gone though it never said that it stopped, the state is `RunState.FAILED`
    and the message says so; if it has been silent for `SILENT_S`, the message says that.

    Raises:
        StatusError: There is no run, or the file is torn or of a later version of the program.
    """
    path = run_dir / STATUS_NAME
    try:
        status = parse_status(path.read_text(encoding="utf-8"), str(path))
    except FileNotFoundError as error:
        raise StatusError(
            f"{run_dir} has no {STATUS_NAME}: expected the directory of a run, made by "
            f"`gogame-selfplay run {run_dir}`"
        ) from error
    except (OSError, UnicodeDecodeError) as error:
        raise StatusError(f"{path} cannot be read: {error}") from error
    return judged(status, is_alive=_is_alive(status.pid), now=time.time())


def parse_status(text: str, where: str = STATUS_NAME) -> Status:
    """Returns a status from its JSON; keys that are not known are left out.

    Raises:
        StatusError: Not JSON, a value of the wrong type, or a later version.
    """
    try:
        tree = json.loads(text)
        if not isinstance(tree, dict):
            raise TypeError("it is no object")
        found = cast("dict[str, Any]", tree)
        version = found.get("version")
        if type(version) is int and version > VERSION:
            raise StatusError(
                f"{where} has version {version}, this program reads {VERSION}: update it"
            )
        return _build(Status, found)
    except (TypeError, ValueError, RecursionError) as error:
        raise StatusError(
            f"{where} is torn ({error}); a running run replaces it within a second"
        ) from error


def judged(status: Status, *, is_alive: bool, now: float) -> Status:
    """Returns the status with what its process cannot say itself.

    Args:
        status: As it was written.
        is_alive: Whether there is a process of its number.
        now: Seconds since 1970.
    """
    if status.state.is_final:
        return status
    silence = now - status.updated_at
    if not is_alive:
        message = (
            f"process {status.pid} ended without a word {duration(silence)} ago, while "
            f"{status.state}; the same `gogame-selfplay run` command goes on"
        )
        return replace(status, state=RunState.FAILED, message=message, workers=())
    if silence > SILENT_S:
        message = (
            f"nothing heard for {duration(silence)}: process {status.pid} is suspended, hangs, "
            "cannot write, or its number belongs to another program by now"
        )
        return replace(status, message=message)
    return status


def _is_alive(pid: int) -> bool:
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


def text_status(status: Status) -> str:
    """Returns a page for a terminal, without colours."""
    limits = [
        *([f"{status.limits.hours:g} h"] if status.limits.hours is not None else []),
        *([f"{count(status.limits.games)} games"] if status.limits.games is not None else []),
    ]
    elapsed = duration(status.elapsed_s) + (f" of at most {' or '.join(limits)}" if limits else "")
    rates = status.rates
    lines = [
        (
            "run",
            f"{status.run_id}, {status.state}" + (f": {status.message}" * bool(status.message)),
        ),
        ("time", elapsed),
        ("games", f"{count(status.games)}, {rates.games_per_s:.3g}/s"),
        ("positions", f"{count(status.positions)}, {rates.positions_per_s:,.0f}/s"),
        ("evaluations", f"{count(status.evaluations)}, {rates.evaluations_per_s:,.0f}/s"),
        ("window", f"{count(status.window_positions)} positions"),
        ("learner", f"round {status.round}, step {count(status.step)}"),
        ("losses", losses_text(status) or "none yet"),
        ("network", network_text(status)),
    ]
    lines += [
        (worker.name, f"{worker.state}, {worker.positions_per_s:,.0f} positions/s")
        for worker in status.workers
    ]
    width = max(len(name) for name, _ in lines) + 2
    page = "\n".join(f"{name:<{width}}{text}" for name, text in lines)
    return page + ("\n\n" + table(LADDER_HEAD, ladder_cells(status)) if status.ladder else "")


def losses_text(status: Status) -> str:
    """Returns the losses in one line, empty if there are none."""
    return ", ".join(f"{name} {value:.3f}" for name, value in status.losses.items())


def network_text(status: Status) -> str:
    """Returns the newest network and when the next one comes."""
    name = status.network or "none yet"
    if status.next_checkpoint_s is None:
        return name
    return f"{name}, the next in {duration(status.next_checkpoint_s)}"


LADDER_HEAD = ("round", "visits", "opponent", "games", "score (95 %)", "Elo (95 %)")


def ladder_cells(status: Status, newest: int = 12) -> list[tuple[str, ...]]:
    """Returns the ladder's newest rows as texts, below `LADDER_HEAD`."""
    return [
        (
            str(row.round),
            str(row.visits),
            row.opponent,
            str(row.games),
            f"{share(row.score)} ({interval(row.low, row.high)})",
            points(row.elo, row.elo_low, row.elo_high),
        )
        for row in status.ladder[-newest:]
    ]
