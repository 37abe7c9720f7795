"""What the ladder plays: opponents, visits, games, limits."""

from __future__ import annotations

import os
from dataclasses import dataclass

from gogame.errors import ConfigError
from gogame.search.config import SearchConfig
from selfplay.settings import check_range

ANCHORS = ("random", "rollouts-200", "rollouts-2000", "gnugo-1", "gnugo-10")
"""The fixed opponents, weakest first."""


@dataclass(frozen=True, slots=True)
class GtpCommand:
    """A GTP engine as an opponent.

    Attributes:
        name: Its name in results.
        command: How to start it: the program and its options, as in a shell.
    """

    name: str = ""
    command: str = ""


@dataclass(frozen=True, slots=True)
class ArenaConfig:
    """How games of a match begin and end.

    Attributes:
        opening_moves: Random moves that both games of a pair begin with.
        longest: Moves after which a game is counted as it stands, in multiples of the points.
        move_s: Seconds a move after which an engine in a child process has lost; those in which it
            was ready to go on and no core was free do not count, where the system tells them.
        parallel: Games side by side, if both players are of this process.
        gtp_parallel: Child processes that think at once, 0 for as many as there are cores. There
            are up to twice as many, since games also wait for the other player.
        gumbel_below: Fewer visits than these are searched by Gumbel's method, others by PUCT.
        search: The search of networks and rollouts; its method follows from `gumbel_below`.
    """

    opening_moves: int = 2
    longest: float = 4.0
    move_s: float = 60.0
    parallel: int = 40
    gtp_parallel: int = 0
    gumbel_below: int = 50
    search: SearchConfig = SearchConfig(keep_ownership=False, gumbel_scale=0.0)  # noqa: RUF009 - frozen

    def __post_init__(self) -> None:
        """Check the ranges."""
        check_range("opening_moves", self.opening_moves, 0, 100)
        check_range("longest", self.longest, 0.5, 100)
        check_range("move_s", self.move_s, 0.01, 86400)
        check_range("parallel", self.parallel, 1, 4096)
        check_range("gtp_parallel", self.gtp_parallel, 0, 256)
        check_range("gumbel_below", self.gumbel_below, 0, 1_000_000)

    @property
    def engines_at_once(self) -> int:
        """Child processes that think at once."""
        return self.gtp_parallel or os.cpu_count() or 1


@dataclass(frozen=True, slots=True)
class LadderConfig:
    """Which matches rate the networks of a run.

    Attributes:
        anchors: Fixed opponents: random, rollouts-N, gnugo-N; those that are not installed are
            left out.
        gtp: Further opponents, with a command each.
        visits: Evaluations a move of the networks; 1 is the raw policy.
        games: Games of each pairing, two for each opening.
        batch: Games that are stored together; a kill costs these and the games side by side.
        networks: Checkpoints to rate, the newest among them; the others are spread over the run.
        neighbors: Whether each rated network also plays the one before it.
        size: Side of the board, 0 for the game that the run plays most.
        komi: Komi of that board, with `size`.
        anchor: The player whose rating is fixed at 0, if it plays.
        arena: How games begin and end.
    """

    anchors: tuple[str, ...] = ANCHORS
    gtp: tuple[GtpCommand, ...] = ()
    visits: tuple[int, ...] = (1, 100)
    games: int = 40
    batch: int = 20
    networks: int = 8
    neighbors: bool = True
    size: int = 0
    komi: float = 7.0
    anchor: str = "random"
    arena: ArenaConfig = ArenaConfig()

    def __post_init__(self) -> None:
        """Check the ranges, and that no two opponents share a name."""
        for name, number in (("games", self.games), ("batch", self.batch)):
            check_range(name, number, 2, 100_000)
            if number % 2:
                raise ConfigError(f"{name} {number}: expected an even number, games come in pairs")
        check_range("networks", self.networks, 1, 10_000)
        if self.size:
            check_range("size", self.size, 2, 19)
        if not self.visits:
            raise ConfigError("visits: expected at least one number")
        for visits in self.visits:
            check_range("visits", visits, 1, 1_000_000)
        names = [*self.anchors, *(engine.name for engine in self.gtp)]
        for engine in self.gtp:
            if not engine.name or not engine.command.strip():
                raise ConfigError("gtp: expected a name and a command in every table")
        for name in names:
            if names.count(name) > 1:
                raise ConfigError(f"opponent {name!r} occurs twice: give each another name")
