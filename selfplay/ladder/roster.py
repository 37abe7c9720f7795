"""Players by name: ``random``, ``rollouts-200``, ``gnugo-10``, ``level-5``, ``cmd:...``, networks.

Engines are those of `gogame.programs`, by their short names, or ``cmd:`` and a command line, in
which quotes hold words together. GNU Go of a level is told to capture all dead stones before it
passes, which costs nothing under area rules. ``level-5`` is this program at a level of its dial.

A network is a file, or the name of one that comes with the program, with ``@`` and its visits
behind it; without, it plays its policy alone (1 visit).
"""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from gogame.errors import CheckpointError, ConfigError, EngineError
from gogame.judges import JudgeOptions, judges_for
from gogame.levels import Style, level
from gogame.net.runtime import find_network, load_evaluator
from gogame.programs import PRESETS, find_gnugo, gnugo_command, gtp_program, split_command
from gogame.rollout import RolloutEvaluator
from selfplay.ladder.config import ArenaConfig, GtpCommand
from selfplay.ladder.external import GtpPlayer
from selfplay.ladder.levels import LevelPlayer
from selfplay.ladder.players import Player, RandomPlayer, SearchPlayer

_log = logging.getLogger(__name__)

COMMAND = "cmd:"
_JUDGE = "gnugo"
_GNUGO_LEVELS = range(1, 11)


def anchor_player(name: str, config: ArenaConfig, gtp: Sequence[GtpCommand] = ()) -> Player | None:
    """Returns a fixed opponent, or None if no opponent has that name.

    Raises:
        EngineError: The engine is not installed.
        ConfigError: A number of rollouts or a level that is none, or a command that cannot be read.
    """
    for engine in gtp:
        if engine.name == name:
            return _gtp_player(name, split_command(engine.command), config)
    if name in PRESETS:
        is_judge = name == _JUDGE
        return _gtp_player(name, gtp_program(name).command, config, is_judge=is_judge)
    kind, dash, number = name.partition("-")
    if name == "random":
        return RandomPlayer()
    if kind not in ("rollouts", "gnugo", "level") or not dash:
        return None
    count = int(number) if number.isascii() and number.isdigit() else 0
    if kind == "gnugo":
        if count not in _GNUGO_LEVELS:
            raise ConfigError(f"opponent {name!r}: expected gnugo-1 to gnugo-10")
        return _gtp_player(name, _gnugo_of_level(count), config, is_judge=True)
    if kind == "level":
        return level_player(name, count)
    if count < 2:
        raise ConfigError(f"opponent {name!r}: expected rollouts- and 2 visits or more")
    return SearchPlayer(name, RolloutEvaluator(seed=0), count, config.search, gumbel_below=0)


def level_player(name: str, number: int, style: Style | None = None) -> LevelPlayer:
    """Returns this program at a level.

    Args:
        name: Its name in results.
        number: The level's.
        style: How to play instead of as that level does.

    Raises:
        ConfigError: There is no such level.
    """
    chosen = level(number)
    played = chosen if style is None else replace(chosen, network=style)
    judges = judges_for(JudgeOptions(), _log.warning)
    return LevelPlayer(name, played, judges)


def network_player(
    path: str | Path,
    visits: int,
    config: ArenaConfig,
    *,
    name: str | None = None,
    runtime: str = "auto",
    precision: str = "auto",
) -> SearchPlayer:
    """Returns a network as a player.

    Args:
        path: See `gogame.net.runtime.find_network`.
        visits: Evaluations a move; 1 for its policy alone.
        config: Its search.
        name: Its name in results; None for the SHA-256 of its tensors file.
        runtime: See `gogame.net.runtime.load_evaluator`.
        precision: The same.

    Raises:
        CheckpointError: There is no such network, or it is damaged.
        ConfigError: Fewer than 1 visit.
    """
    if visits < 1:
        raise ConfigError(f"network {str(path)!r}: {visits} visits: expected 1 or more")
    file = find_network(path)
    evaluator = load_evaluator(file, runtime, precision)
    return SearchPlayer(
        name or checkpoint_digest(file),
        evaluator,
        visits,
        config.search,
        gumbel_below=config.gumbel_below,
    )


def player_from_text(
    text: str, config: ArenaConfig, gtp: Sequence[GtpCommand] = (), *, runtime: str = "auto"
) -> Player:
    """Returns the player that a text names; see the module.

    Raises:
        GoError: One sentence: there is no such opponent or network, or it cannot be had here.
    """
    if text.startswith(COMMAND):
        return _gtp_player(text, split_command(text[len(COMMAND) :]), config)
    anchor = anchor_player(text, config, gtp)
    if anchor is not None:
        return anchor
    path, at, number = text.rpartition("@")
    if at and number.isascii() and number.isdigit():
        return network_player(path, int(number), config, name=text, runtime=runtime)
    try:
        return network_player(text, 1, config, name=text, runtime=runtime)
    except CheckpointError as error:
        raise CheckpointError(
            f"{error}; opponents are random, rollouts-200, gnugo-10, level-5, "
            f"{', '.join(PRESETS)}, {COMMAND}COMMAND and networks such as "
            "runs/first/networks/NAME@100"
        ) from error


def _gnugo_of_level(level: int) -> tuple[str, ...]:
    path = find_gnugo()
    if path is None:
        raise EngineError("GNU Go is not installed: install the package gnugo")
    return gnugo_command(path, "--capture-all-dead", "--level", str(level))


def is_installed(name: str) -> bool:
    """Returns whether an anchor can play here: False for GNU Go where it is missing."""
    return not name.startswith("gnugo-") or find_gnugo() is not None


def checkpoint_digest(path: str | Path) -> str:
    """Returns the SHA-256 of a network's tensors file: its name in the lake.

    Raises:
        CheckpointError: It cannot be read.
    """
    file = find_network(path)
    try:
        return hashlib.sha256(file.read_bytes()).hexdigest()
    except OSError as error:
        raise CheckpointError(f"network file {file} cannot be read: {error.strerror}") from error


def _gtp_player(
    name: str, command: Sequence[str], config: ArenaConfig, *, is_judge: bool = False
) -> GtpPlayer:
    return GtpPlayer(
        name,
        command,
        move_s=config.move_s,
        is_judge=is_judge,
    )
