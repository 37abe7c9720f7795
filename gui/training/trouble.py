"""What can go wrong with a run, as a kind and its arguments; the words are the views'."""

from __future__ import annotations

import enum
from dataclasses import dataclass

from gogame.errors import GoError


class TroubleKind(enum.StrEnum):
    """What went wrong; in brackets the arguments.

    NO_RUN: the folder holds no run (folder).
    BROKEN_FILE: a file of the run cannot be read (file, reason).
    NEWER_FILE: a file is of a later version of the program (file).
    DIED: the run's process is gone and never said that it stopped (last lines of its log).
    FAILED: the run says that it failed (its message).
    SILENT: nothing heard for a while (seconds).
    NOT_STARTED: the process could not be started, or ended before it said a word (reason).
    NOT_ANSWERED: a question was not answered (what was asked, reason).
    NOT_STOPPED: the run could not be stopped (reason).
    NO_NETWORK: the network's file is gone (file).
    """

    NO_RUN = "no-run"
    BROKEN_FILE = "broken-file"
    NEWER_FILE = "newer-file"
    DIED = "died"
    FAILED = "failed"
    SILENT = "silent"
    NOT_STARTED = "not-started"
    NOT_ANSWERED = "not-answered"
    NOT_STOPPED = "not-stopped"
    NO_NETWORK = "no-network"


@dataclass(frozen=True, slots=True)
class Trouble:
    """One thing that went wrong.

    Attributes:
        kind: What it is about.
        args: What stands in the sentence about it.
    """

    kind: TroubleKind
    args: tuple[str, ...] = ()


class TrainingError(GoError):
    """A run's file that tells nothing.

    Attributes:
        trouble: The same for a sentence in the language of the window.
    """

    def __init__(self, kind: TroubleKind, *args: str) -> None:
        """Keep what went wrong."""
        super().__init__(f"{kind}: {', '.join(args)}")
        self.trouble = Trouble(kind, args)
