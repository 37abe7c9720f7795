"""`RunConfig`: all that a run is configured by, and its TOML file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import tomli_w

from gogame.errors import ConfigError
from gogame.net.config import NetConfig, named_config
from gogame.rollout import MAX_ROLLOUTS
from selfplay.config import ActorConfig
from selfplay.ladder.config import LadderConfig
from selfplay.replay import ReplayConfig
from selfplay.settings import check_range, resolve, to_table
from selfplay.train.config import LearnerConfig, LossConfig, WindowConfig


@dataclass(frozen=True, slots=True)
class RoundsConfig:
    """How playing and learning take turns. A round ends with a new network.

    Attributes:
        positions: Positions that are played before the network learns again.
        cold_positions: Positions of the first games, which random games judge instead of an
            untrained network; 0 for none.
        cold_rollouts: Random games for each position judged then.
        komi_spread: Standard deviation of komi at the start of the run, which falls linearly to
            `actor.games.komi_spread`: while play is poor, only a wide spread gives both sides
            wins.
        komi_positions: Positions by which it has fallen.
        most_steps: Steps of one round at most; what is owed then is made up in the next rounds.
        ladder_minutes: Minutes of the run between matches against the ladder's anchors; 0 for none.
        interleaved: Whether actors pause while the network learns, so that each has all cores in
            turn; else both go on side by side.
    """

    positions: int = 8192
    cold_positions: int = 24_576
    cold_rollouts: int = 4
    komi_spread: float = 6.0
    komi_positions: int = 300_000
    most_steps: int = 400
    ladder_minutes: float = 15.0
    interleaved: bool = True

    def __post_init__(self) -> None:
        """Check the ranges."""
        for name, low, high in (
            ("positions", 16, 1e8),
            ("cold_positions", 0, 1e8),
            ("cold_rollouts", 1, MAX_ROLLOUTS),
            ("komi_spread", 0, 100),
            ("komi_positions", 1, 1e12),
            ("most_steps", 1, 1e6),
            ("ladder_minutes", 0, 1e6),
        ):
            check_range(f"rounds {name}", getattr(self, name), low, high)


@dataclass(frozen=True, slots=True)
class MachineConfig:
    """What the run uses of the machine.

    Attributes:
        actors: Processes that play, each with a core of its own; 0 for one a core.
        runtime: What runs the network in self-play: "auto", "openvino" or "jax".
        precision: Its numbers: "auto", "f32", "bf16" or "int8".
        commit_s: Seconds after which finished games are put into the lake at the latest.
        compact_rounds: Rounds after which small files of the lake are merged.
    """

    actors: int = 0
    runtime: str = "auto"
    precision: str = "auto"
    commit_s: float = 5.0
    compact_rounds: int = 50

    def __post_init__(self) -> None:
        """Check the ranges."""
        check_range("machine actors", self.actors, 0, 1024)
        check_range("machine commit_s", self.commit_s, 0.1, 3600)
        check_range("machine compact_rounds", self.compact_rounds, 1, 1_000_000)


@dataclass(frozen=True, slots=True)
class LakeConfig:
    """Where the run's data lie.

    Attributes:
        uri: A folder, or the URI of one in an object store; empty for `lake` in the run's folder.
        storage_options: Credentials and endpoint of an object store, as "key=value".
    """

    uri: str = ""
    storage_options: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        """Check the form of the options."""
        for option in self.storage_options:
            if "=" not in option:
                raise ConfigError(f"lake storage_options {option[:40]!r}: expected key=value")


@dataclass(frozen=True, slots=True)
class RunConfig:
    """A run.

    Attributes:
        seed: Every draw follows from it.
        net: The network's shape by name: "b4c32" has 4 blocks of 32 channels.
        actor: Self-play.
        replay: What training rows are made of.
        window: How many positions are learnt from.
        learner: How the network learns.
        loss: What counts for how much.
        rounds: How playing and learning take turns.
        machine: Processes and runtimes.
        ladder: Matches against fixed opponents.
        lake: Where the data lie.
    """

    seed: int = 0
    net: str = "b4c32"
    actor: ActorConfig = field(default_factory=ActorConfig)
    replay: ReplayConfig = field(default_factory=ReplayConfig)
    window: WindowConfig = field(default_factory=WindowConfig)
    learner: LearnerConfig = field(default_factory=LearnerConfig)
    loss: LossConfig = field(default_factory=LossConfig)
    rounds: RoundsConfig = field(default_factory=RoundsConfig)
    machine: MachineConfig = field(default_factory=MachineConfig)
    ladder: LadderConfig = field(default_factory=LadderConfig)
    lake: LakeConfig = field(default_factory=LakeConfig)

    def __post_init__(self) -> None:
        """Check the seed and the network's name."""
        check_range("seed", self.seed, 0, 2**63 - 1)
        named_config(self.net)

    @property
    def net_config(self) -> NetConfig:
        """The network's shape."""
        return named_config(self.net)


def read_config(toml: str, changes: Sequence[str] = (), *, where: str) -> RunConfig:
    """Returns a run's configuration; see `settings.resolve`.

    Raises:
        ConfigError: As there.
    """
    return resolve(RunConfig, toml, changes, where=where)


def to_toml(config: RunConfig) -> str:
    """Returns a configuration as TOML that `read_config` reads back."""
    return tomli_w.dumps(to_table(config))
