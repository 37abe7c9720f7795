"""`load`: the engine for Python programs and notebooks; `gogame.load` is this function."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import TYPE_CHECKING

from gogame import warmup

if TYPE_CHECKING:
    from gogame.notebook import LoadedEngine

_log = logging.getLogger("gogame")


def load(
    net: str | Path = "auto",
    *,
    rollouts: int = 8,
    runtime: str = "auto",
    precision: str = "auto",
    seed: int = 0,
) -> LoadedEngine:
    """Returns an engine that analyses positions, chooses moves and reviews games.

    The first call on a machine compiles the engine, which takes half a minute or so; a log message
    says it.

    Args:
        net: A network's file or the name of one that comes with the program, such as ``"wide"``;
            ``"rollouts"`` to judge by random games; ``"auto"``, what plays each game better.
        rollouts: Random games for each judgement without a network.
        runtime: What computes a network: ``"auto"``, ``"openvino"`` or ``"jax"``.
        precision: Of its numbers: ``"auto"``, ``"f32"`` or ``"bf16"``.
        seed: Repeats random games and draws.

    Raises:
        CheckpointError: There is no such network, or it cannot be loaded.
        EngineError: The runtime or the precision cannot be had here.
        ConfigError: A number is out of range.
    """
    warmup.choose_cache()  # before anything imports Numba
    from gogame.judges import JudgeOptions, judges_for
    from gogame.notebook import LoadedEngine

    options = JudgeOptions(str(net), rollouts, runtime, precision, seed)
    judges = judges_for(options, _log.warning)
    warmup.compile_kernels(_log.warning)
    return LoadedEngine(judges, seed)
