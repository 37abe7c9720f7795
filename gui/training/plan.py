"""`RunPlan`: a run as a person asks for it, and the command that begins or resumes it."""

from __future__ import annotations

import enum
import math
import re
import sys
from dataclasses import dataclass
from pathlib import Path

from gogame.run_status import STATUS_NAME, RunStatus
from gui.game.engines import join_command

PRESETS = ("9x9", "7x7", "boards", "smoke")
_SETTING = re.compile(r"[a-z][a-z0-9_.]*=.+")


class PlanFault(enum.StrEnum):
    """What is wrong with a plan.

    NO_FOLDER: no folder is named.
    NOT_EMPTY: the folder holds something else than a run.
    HAS_RUN: the folder holds a run already.
    NO_SOURCE: there is no run and no network at the place to start from.
    BAD_SETTING: a line is not key=value.
    """

    NO_FOLDER = "no-folder"
    NOT_EMPTY = "not-empty"
    HAS_RUN = "has-run"
    NO_SOURCE = "no-source"
    BAD_SETTING = "bad-setting"


@dataclass(frozen=True, slots=True)
class RunPlan:
    """A run.

    Attributes:
        folder: Where it lies.
        preset: What it begins with; empty to resume one.
        hours: Active hours after which it stops, 0 for no limit.
        games: Games after which it stops, 0 for no limit.
        source: A run or a network to start from, empty for none.
        settings: Changed settings, each key=value.
    """

    folder: str
    preset: str = ""
    hours: float = 0.0
    games: int = 0
    source: str = ""
    settings: tuple[str, ...] = ()

    @property
    def words(self) -> tuple[str, ...]:
        """What follows ``gogame-selfplay`` on the command line."""
        return (
            "run",
            self.folder,
            *(("--preset", self.preset) if self.preset else ()),
            *(("--hours", f"{self.hours:g}") if self.hours else ()),
            *(("--games", str(self.games)) if self.games else ()),
            *(("--from", self.source) if self.source else ()),
            *(word for setting in self.settings for word in ("--set", setting)),
        )

    def fault(self) -> tuple[PlanFault, str] | None:
        """Returns what is wrong with a new run and where, None if nothing is; looks at the disk."""
        if not self.folder.strip():
            return PlanFault.NO_FOLDER, ""
        folder = Path(self.folder)
        if (folder / STATUS_NAME).exists():
            return PlanFault.HAS_RUN, self.folder
        # A run that ended before it said anything is begun again.
        is_begun = (folder / "config.toml").exists()
        if folder.exists() and not is_begun and (not folder.is_dir() or any(folder.iterdir())):
            return PlanFault.NOT_EMPTY, self.folder
        if self.source and not _is_source(Path(self.source)):
            return PlanFault.NO_SOURCE, self.source
        for setting in self.settings:
            if not _SETTING.fullmatch(setting):
                return PlanFault.BAD_SETTING, setting
        return None


def _is_source(path: Path) -> bool:
    return (path / "config.toml").exists() or (path.suffix == ".safetensors" and path.exists())


def settings_of(text: str) -> tuple[str, ...]:
    """Returns the settings of a text, one a line; spaces around ``=`` and empty lines go."""
    lines = (line.strip() for line in text.splitlines())
    return tuple(re.sub(r"\s*=\s*", "=", line, count=1) for line in lines if line)


def program_words(words: tuple[str, ...]) -> tuple[str, ...]:
    """Returns the whole command line for words of ``gogame-selfplay``."""
    return (sys.executable, "-m", "selfplay", *words)


def shown_command(words: tuple[str, ...]) -> str:
    """Returns a command as a person would type it."""
    return join_command(("gogame-selfplay", *words))


def resumed(folder: Path, status: RunStatus) -> RunPlan:
    """Returns the plan that goes on with a stopped run.

    A limit that has been reached would stop it again at once: as much again is added to it.
    """
    hours, games = status.limits.hours or 0.0, status.limits.games or 0
    if status.elapsed_s >= 3600 * hours - 1:
        hours *= 1 + math.floor(status.elapsed_s / (3600 * hours) + 0.001) if hours else 0
    if status.games >= games:
        games *= 1 + status.games // games if games else 0
    return RunPlan(str(folder), hours=hours, games=games)
