"""``status.json``: what a run says of itself about once a second, for other programs and people.

The file is replaced whole, so a reader never sees half of one. A run that was killed cannot say
so; `read_status` notices that its process is gone.
"""

from __future__ import annotations

import dataclasses
import json
import math
import time
from dataclasses import replace
from pathlib import Path
from typing import Any, cast

from gogame.errors import GoError
from gogame.run_status import (
    SILENT_S,
    STATUS_NAME,
    VERSION,
    RunState,
    RunStatus,
    is_process,
    status_of,
)
from selfplay.words import count, duration, interval, points, share, table


class StatusError(GoError):
    """A run directory that tells nothing of its run."""


def write_status(run_dir: Path, status: RunStatus) -> None:
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


def json_status(status: RunStatus) -> str:
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


def read_status(run_dir: Path) -> RunStatus:
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
    return judged(status, is_alive=is_process(status.pid), now=time.time())


def parse_status(text: str, where: str = STATUS_NAME) -> RunStatus:
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
        return status_of(found)
    except (TypeError, ValueError, RecursionError) as error:
        raise StatusError(
            f"{where} is torn ({error}); a running run replaces it within a second"
        ) from error


def judged(status: RunStatus, *, is_alive: bool, now: float) -> RunStatus:
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


def text_status(status: RunStatus) -> str:
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


def losses_text(status: RunStatus) -> str:
    """Returns the losses in one line, empty if there are none."""
    return ", ".join(f"{name} {value:.3f}" for name, value in status.losses.items())


def network_text(status: RunStatus) -> str:
    """Returns the newest network and when the next one comes."""
    name = status.network or "none yet"
    if status.next_checkpoint_s is None:
        return name
    return f"{name}, the next in {duration(status.next_checkpoint_s)}"


LADDER_HEAD = ("round", "visits", "opponent", "games", "score (95 %)", "Elo (95 %)")


def ladder_cells(status: RunStatus, newest: int = 12) -> list[tuple[str, ...]]:
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
