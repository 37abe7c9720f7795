"""`DefaultJudges`: what judges positions when nobody has chosen, a network or random games.

Which of the two depends on the game, see `network_is_stronger`. Each is loaded when a game first
wants it; a network that cannot be had is said so once, and random games take its place.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass

from gogame.board.rules import WinCondition
from gogame.board.topology import Shape
from gogame.board.variant import VariantSpec
from gogame.errors import CheckpointError, EngineError
from gogame.evaluation import Evaluator
from gogame.net.manifest import read_manifest
from gogame.rollout import RolloutEvaluator

AUTO, ROLLOUTS = "auto", "rollouts"
_SMALLEST, _LARGEST = 5, 19
GAMES = f"games won by count on plane boards of {_SMALLEST}x{_SMALLEST} to {_LARGEST}x{_LARGEST}"
"""Where the network plays, for people."""


def network_is_stronger(variant: VariantSpec) -> bool:
    """Returns whether the bundled network, not random games, is to play a game.

    Measured with the network `372c8eac` against random games, eight a visit (`gogame-selfplay match
    nine@100 rollouts-2000 --size 9` and so on; share of the points, 95 % interval, games), Chinese
    rules and komi 7 where nothing else stands:

    ====================  ===================  ==================  ==
    9x9                   100 against 2,000    100 % (84 to 100)   20
    9x9, Japanese rules   100 against 2,000    100 % (72 to 100)   10
    13x13                 100 against 300      100 % (91 to 100)   40
    19x19                 30 against 30        100 % (72 to 100)   10
    5x5                   100 against 2,000     55 % (34 to 74)    20
    4x4                   100 against 2,000     40 % (22 to 61)    20
    9x9 torus             100 against 2,000     20 % (6 to 51)     10
    ====================  ===================  ==================  ==

    A second brings about as many visits of either on 19x19, 2.4 times as many of random games on
    13x13. On 5x5 no difference was seen, and the network needs less time. Cylinders and the capture
    games are not measured, and left to random games.
    """
    is_usual = variant.shape is Shape.PLANE and variant.win is WinCondition.SCORE
    sides = (variant.height, variant.width)
    return is_usual and min(sides) >= _SMALLEST and max(sides) <= _LARGEST


@dataclass(frozen=True, slots=True)
class JudgeOptions:
    """What is asked for.

    Attributes:
        net: ``"auto"`` for what plays each game better, ``"rollouts"`` for random games, else a
            network's name or file.
        rollouts: Random games for each judgement.
        runtime: See `gogame.net.runtime.load_evaluator`.
        precision: The same.
        seed: Of the random games.
    """

    net: str = AUTO
    rollouts: int = 8
    runtime: str = "auto"
    precision: str = "auto"
    seed: int = 0


def judges_for(
    options: JudgeOptions, report: Callable[[str], None]
) -> Callable[[VariantSpec], Evaluator]:
    """Returns what judges positions of each game: what was asked for, or the better player.

    Args:
        options: What is asked for.
        report: Gets one sentence if there is no network to play with and none was asked for.

    Raises:
        CheckpointError: The network that was asked for cannot be had.
        EngineError: The runtime or the precision cannot be had here.
        ConfigError: The number of random games is out of range.
    """
    if options.net == AUTO:
        return DefaultJudges(
            report,
            rollouts=options.rollouts,
            seed=options.seed,
            runtime=options.runtime,
            precision=options.precision,
        )
    if options.net == ROLLOUTS:
        evaluator = RolloutEvaluator(options.rollouts, options.seed)
    else:
        from gogame.net.runtime import load_evaluator

        evaluator = load_evaluator(options.net, options.runtime, options.precision)
    return lambda _variant: evaluator


def identity(net: str) -> str:
    """Returns a text that changes when what judges does; without loading a network.

    Args:
        net: As in `JudgeOptions`.

    Raises:
        CheckpointError: There is no such network, or it cannot be read.
    """
    if net == ROLLOUTS:
        return net
    if net == AUTO:
        return " ".join([net, *(one.sha256[:16] for one in read_manifest()[:1])])
    from gogame.net.runtime import find_network

    file = find_network(net)
    try:
        return hashlib.sha256(file.read_bytes()).hexdigest()[:16]
    except OSError as error:
        raise CheckpointError(f"network {file} cannot be read: {error.strerror}") from error


class DefaultJudges:
    """The evaluator for each game; call it with the game's variant.

    A network is run by OpenVINO unless another runtime is named: importing JAX would take longer
    than the first move may.
    """

    def __init__(
        self,
        report: Callable[[str], None],
        *,
        rollouts: int = 8,
        seed: int = 0,
        runtime: str = "auto",
        precision: str = "auto",
    ) -> None:
        """Load nothing yet.

        Args:
            report: Gets one sentence if there is no network to play with.
            rollouts: Random games for each judgement.
            seed: Of the random games.
            runtime: See `gogame.net.runtime.load_evaluator`; ``"auto"`` is OpenVINO.
            precision: The same.
        """
        self._report = report
        self._rollouts = RolloutEvaluator(rollouts, seed)
        self._runtime = "openvino" if runtime == "auto" else runtime
        self._precision = precision
        self._network: Evaluator | None = None
        self._has_tried = False

    def __call__(self, variant: VariantSpec) -> Evaluator:
        """Returns what judges positions of a game."""
        if not network_is_stronger(variant):
            return self._rollouts
        if not self._has_tried:
            self._has_tried = True
            self._network = self._load()
        return self._network or self._rollouts

    def _load(self) -> Evaluator | None:
        from gogame.net.runtime import load_evaluator

        try:
            bundled = read_manifest()
            if not bundled:
                return None
            name = bundled[0].name
            network = load_evaluator(name, self._runtime, self._precision)
        except (CheckpointError, EngineError) as error:
            self._report(f"{error}; random games judge instead")
            return None
        network.name = f"{name} {network.name}"
        return network
