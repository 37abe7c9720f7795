"""`TrainingState`: everything that the training window shows, frozen; only the room replaces it."""

from __future__ import annotations

import enum
from dataclasses import dataclass, field
from pathlib import Path

from gogame.run_status import RunState, RunStatus
from gui.training.games import Page
from gui.training.replay import Replay
from gui.training.story import Story
from gui.training.trouble import Trouble


class Asked(enum.StrEnum):
    """What a child process is asked for at present."""

    CURVES = "curves"
    GAMES = "games"
    STOP = "stop"


@dataclass(frozen=True, slots=True)
class Launch:
    """A run that this window has started.

    Attributes:
        pid: Its process.
        command: The command, as a person would type it.
        log: The file that has its output.
    """

    pid: int
    command: str
    log: Path


@dataclass(frozen=True, slots=True, eq=False)
class TrainingState:
    """One moment of the training window.

    Attributes:
        folder: The run that is shown, None for none.
        status: What it says of itself, None if nothing yet.
        is_alive: Whether its process is there.
        launch: The process that this window has started for it, or None.
        trouble: What is wrong with the run, or None.
        refusal: What could not be done that was asked for last, or None.
        story: How it has gone.
        page: Stored games.
        checkpoint: The network whose games are listed, empty for all.
        asked: What is being asked for.
        replay: The game on the board, or None.
        is_watching: Whether the board follows the game in progress, if there is one.
        log: The last lines of the run's log.
        network: The network file that our engine uses, empty for the built-in one.
        learnt: The boards that it has learnt on, columns and rows; empty if it does not say.
    """

    folder: Path | None = None
    status: RunStatus | None = None
    is_alive: bool = False
    launch: Launch | None = None
    trouble: Trouble | None = None
    refusal: Trouble | None = None
    story: Story = field(default_factory=Story)
    page: Page = field(default_factory=Page)
    checkpoint: str = ""
    asked: frozenset[Asked] = field(default_factory=frozenset[Asked])
    replay: Replay | None = None
    is_watching: bool = True
    log: tuple[str, ...] = ()
    network: str = ""
    learnt: tuple[tuple[int, int], ...] = ()

    @property
    def is_going(self) -> bool:
        """Whether a run goes on here."""
        if not self.is_alive:
            return False
        if self.launch is not None and (self.status is None or self.status.pid != self.launch.pid):
            return True
        return self.status is not None and not self.status.state.is_final

    @property
    def can_stop(self) -> bool:
        """Whether the run can be asked to stop."""
        return self.is_going and Asked.STOP not in self.asked

    @property
    def can_resume(self) -> bool:
        """Whether there is a run that has stopped."""
        return self.folder is not None and self.status is not None and not self.is_going

    @property
    def shown_state(self) -> RunState | None:
        """What the run is doing, None without a run."""
        if self.folder is None:
            return None
        if self.is_going and (self.status is None or self.status.state.is_final):
            return RunState.STARTING
        if self.status is None:
            return None
        if not self.is_alive and not self.status.state.is_final:
            return RunState.FAILED
        return self.status.state
