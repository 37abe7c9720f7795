"""How the engines that were chosen are started, and which ones are on this machine."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

from gogame.errors import ConfigError
from gogame.programs import Speaks, find_programs, split_command
from gui.engine_client import EngineProgram
from gui.game.engines import EngineChoice, Preset, Protocol, join_command
from gui.game.remote import remote_of

ENGINE_VARIABLE = "GOGAME_ENGINE"  # another GTP program in place of ours, for tests
ANALYSIS_VARIABLE = "GOGAME_ANALYSIS_ENGINE"  # the same for the analysis protocol
_FOREIGN_START_S = 180.0  # a large network, or the tuning of a graphics card, which talks


def program_of(choice: EngineChoice, network: str = "") -> EngineProgram:
    """Returns how to start an engine.

    Args:
        choice: The engine.
        network: The network file that our engine uses, empty for the one that comes with it.
    """
    if choice.is_ours:
        return _our_program(choice.protocol, network)
    try:
        program, *arguments = split_command(choice.command)
    except ConfigError:  # the dialog lets none through; a file of settings may hold anything
        program, arguments = choice.command, []
    remote = remote_of(choice.command)
    if remote is not None:  # perhaps our engine, which compiles there
        return EngineProgram(program, tuple(arguments), remote=remote)
    return EngineProgram(program, tuple(arguments), start_s=_FOREIGN_START_S)


def _our_program(protocol: Protocol, network: str) -> EngineProgram:
    is_gtp = protocol is Protocol.GTP
    other = os.environ.get(ENGINE_VARIABLE if is_gtp else ANALYSIS_VARIABLE)
    if other:
        program, *arguments = split_command(other)
        return EngineProgram(program, tuple(arguments))
    words = ("-m", "gogame", "gtp" if is_gtp else "analysis")
    return EngineProgram(sys.executable, (*words, "--net", network) if network else words)


def presets() -> tuple[Preset, ...]:
    """Returns the engines found on this machine; only files are looked at."""
    return tuple(
        Preset(
            EngineChoice(
                join_command(program.command),
                program.name,
                Protocol.GTP if program.speaks is Speaks.GTP else Protocol.ANALYSIS,
            ),
            program.missing,
        )
        for program in find_programs()
    )


def is_program(name: str) -> bool:
    """Returns whether there is a program of this name or at this place."""
    try:
        return shutil.which(name) is not None or Path(name).is_file()
    except OSError:  # no name of a file, such as one that is too long
        return False
