"""Which engines there are and how they are, as values. No Qt here."""

from __future__ import annotations

import enum
import json
from dataclasses import asdict, dataclass

PROGRAM = "GoGame"  # what our engine is called


class EngineStatus(enum.StrEnum):
    """How an engine's process is."""

    STARTING = "starting"
    COMPILING = "compiling"
    READY = "ready"
    THINKING = "thinking"
    JUDGING = "judging"
    DEAD = "dead"


@dataclass(frozen=True, slots=True)
class EngineState:
    """What is known about an engine's process.

    Attributes:
        status: How it is.
        name: What it calls itself, empty until it has said so.
        reason: Why it is dead, one sentence.
        visits: Visits of the move being thought about, 0 if unknown.
        judge: What it judges the positions of this game by, in its own words; empty if unknown.
    """

    status: EngineStatus = EngineStatus.STARTING
    name: str = ""
    reason: str = ""
    visits: int = 0
    judge: str = ""


STARTING = EngineState()


class Protocol(enum.StrEnum):
    """How an engine is spoken to."""

    GTP = "gtp"
    ANALYSIS = "analysis"


@dataclass(frozen=True, slots=True)
class EngineChoice:
    """An engine that was chosen.

    Attributes:
        command: Its command line, quoted as in a shell; empty for our own engine.
        name: What people call it, empty for our own.
        protocol: How it is spoken to.
    """

    command: str = ""
    name: str = ""
    protocol: Protocol = Protocol.GTP

    @property
    def is_ours(self) -> bool:
        """Whether it is the engine that comes with this program."""
        return not self.command


OUR_ENGINE = EngineChoice()
OUR_ANALYSIS = EngineChoice(protocol=Protocol.ANALYSIS)


@dataclass(frozen=True, slots=True)
class Preset:
    """An engine that was found on this machine.

    Attributes:
        choice: How to start it.
        missing: Why it cannot be started yet and what to do, one sentence; empty if it can.
    """

    choice: EngineChoice
    missing: str = ""


def join_command(words: tuple[str, ...]) -> str:
    """Returns a command line that `gogame.programs.split_command` splits into these words."""
    return " ".join(map(_quoted, words))


def _quoted(word: str) -> str:
    is_plain = not any(letter.isspace() or letter in "\"'" for letter in word)
    if word and is_plain and not word.endswith("\\"):
        return word
    if '"' in word or word.endswith("\\"):  # which would take the meaning from a closing quote
        return "'" + word.replace("'", "'\"'\"'") + "'"
    return f'"{word}"'


def choice_to_json(choice: EngineChoice) -> str:
    """Returns a choice as JSON text."""
    return json.dumps(asdict(choice))


def second_engine_of(kept: str) -> EngineChoice | None:
    """Returns the second engine as the settings keep it, None for none."""
    return choice_from_json(kept, OUR_ANALYSIS) if kept else None


def choice_from_json(text: str, default: EngineChoice) -> EngineChoice:
    """Returns the choice that `choice_to_json` wrote, `default` if the text is no such thing."""
    try:
        raw = json.loads(text)
        return EngineChoice(str(raw["command"]), str(raw["name"]), Protocol(str(raw["protocol"])))
    except (ValueError, KeyError, TypeError, RecursionError):
        return default
