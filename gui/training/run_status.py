"""`RunStatus`: what a run says of itself about once a second, read from ``status.json``."""

from __future__ import annotations

import enum
import math
from collections.abc import Mapping
from dataclasses import dataclass, field

from gui.training.reading import Fields, parsed
from gui.training.trouble import Trouble, TroubleKind

SILENT_S = 60.0
"""After so many seconds without a word, a run whose process is there is called silent."""


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
class LadderRow:
    """All games of one network against one opponent.

    Attributes:
        round: The network's round.
        checkpoint: Its sha256.
        visits: Its playouts a move; 1 is the raw policy.
        opponent: An anchor or another checkpoint.
        games: Games played.
        score: Wins and half of the draws, divided by games.
        low: Lower end of the score's 95 % interval.
        high: Upper end of it.
    """

    round: int
    checkpoint: str
    visits: int
    opponent: str
    games: int
    score: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class RunStatus:
    """The state of a run; times are seconds since 1970.

    Attributes:
        run_id: The run.
        pid: Its process.
        state: What it is doing.
        message: The same in a sentence, or why it failed.
        updated_at: When this was written.
        elapsed_s: Active seconds, all its starts together.
        hours: When it stops by itself, None for no limit.
        games_limit: Likewise, in games.
        round: Learning phases done.
        step: Training steps done.
        games: Games so far.
        positions: Their positions.
        games_per_s: The present speed.
        positions_per_s: The present speed.
        evaluations_per_s: The present speed.
        losses: Means of the latest steps by the loss's part.
        checkpoint: sha256 of the newest network, empty before there is one.
        network: Its file's name.
        next_checkpoint_s: Seconds until the next network, NaN if unknown.
        window_positions: Positions in the replay window.
        ladder: Its matches against fixed opponents.
    """

    run_id: str = ""
    pid: int = 0
    state: RunState = RunState.STARTING
    message: str = ""
    updated_at: float = 0.0
    elapsed_s: float = 0.0
    hours: float | None = None
    games_limit: int | None = None
    round: int = 0
    step: int = 0
    games: int = 0
    positions: int = 0
    games_per_s: float = math.nan
    positions_per_s: float = math.nan
    evaluations_per_s: float = math.nan
    losses: Mapping[str, float] = field(default_factory=dict[str, float])
    checkpoint: str = ""
    network: str = ""
    next_checkpoint_s: float = math.nan
    window_positions: int = 0
    ladder: tuple[LadderRow, ...] = ()

    @property
    def share_done(self) -> float | None:
        """The share of the run that is over, None if it has no end."""
        shares = [
            *([self.elapsed_s / (3600 * self.hours)] if self.hours else []),
            *([self.games / self.games_limit] if self.games_limit else []),
        ]
        return min(1.0, max(shares)) if shares else None


def parse_status(text: str, where: str) -> RunStatus:
    """Returns a status from its JSON.

    Raises:
        TrainingError: It is torn, or of a later version.
    """
    return parsed(text, where, _status)


def _status(fields: Fields) -> RunStatus:
    limits, rates = fields.object("limits"), fields.object("rates")
    hours = limits.number("hours")
    losses = fields.object("losses")
    return RunStatus(
        run_id=fields.text("run_id"),
        pid=fields.whole("pid"),
        state=RunState(fields.text("state")),
        message=fields.text("message"),
        updated_at=fields.number("updated_at"),
        elapsed_s=fields.number("elapsed_s"),
        hours=hours if math.isfinite(hours) else None,
        games_limit=limits.whole("games") or None,
        round=fields.whole("round"),
        step=fields.whole("step"),
        games=fields.whole("games"),
        positions=fields.whole("positions"),
        games_per_s=rates.number("games_per_s"),
        positions_per_s=rates.number("positions_per_s"),
        evaluations_per_s=rates.number("evaluations_per_s"),
        losses={name: losses.number(name) for name in losses.tree},
        checkpoint=fields.text("checkpoint"),
        network=fields.text("network"),
        next_checkpoint_s=fields.number("next_checkpoint_s"),
        window_positions=fields.whole("window_positions"),
        ladder=tuple(_ladder_row(row) for row in fields.objects("ladder")),
    )


def _ladder_row(row: Fields) -> LadderRow:
    return LadderRow(
        round=row.whole("round"),
        checkpoint=row.text("checkpoint"),
        visits=row.whole("visits"),
        opponent=row.text("opponent"),
        games=row.whole("wins") + row.whole("draws") + row.whole("losses"),
        score=row.number("score"),
        low=row.number("low"),
        high=row.number("high"),
    )


def trouble_of(status: RunStatus, *, is_alive: bool, now: float, log: str) -> Trouble | None:
    """Returns what its process cannot or did not say itself, None if all is well.

    Args:
        status: As it was written.
        is_alive: Whether there is a process of its number.
        now: Seconds since 1970.
        log: The last lines of the run's log.
    """
    if status.state is RunState.FAILED:
        return Trouble(TroubleKind.FAILED, (status.message or log,))
    if status.state.is_final:
        return None
    if not is_alive:
        return Trouble(TroubleKind.DIED, (log,))
    silence = now - status.updated_at
    return Trouble(TroubleKind.SILENT, (f"{silence:.0f}",)) if silence > SILENT_S else None
