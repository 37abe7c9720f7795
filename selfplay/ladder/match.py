"""One match between two players: `play_match`, and `score_against` for a network."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from gogame.bench.gnugo import wilson
from gogame.board.variant import VariantSpec
from selfplay.ladder.arena import PlayedGame, plan_games, play_games
from selfplay.ladder.config import ArenaConfig
from selfplay.ladder.players import Player
from selfplay.ladder.roster import network_player, player_from_text


@dataclass(frozen=True, slots=True)
class MatchResult:
    """What a match of player A against player B came to.

    Attributes:
        player_a: Name of A.
        player_b: Name of B.
        variant: The game.
        seed: Of the openings.
        games: The games in the order of their numbers.
    """

    player_a: str
    player_b: str
    variant: VariantSpec
    seed: int
    games: tuple[PlayedGame, ...]

    @property
    def wins(self) -> int:
        """Games that A won."""
        return sum(game.outcome_a > 0 for game in self.games)

    @property
    def draws(self) -> int:
        """Games drawn."""
        return sum(game.outcome_a == 0 for game in self.games)

    @property
    def losses(self) -> int:
        """Games that A lost."""
        return sum(game.outcome_a < 0 for game in self.games)

    @property
    def score(self) -> float:
        """A's share of the points, a draw counting one half; 0.5 without games."""
        if not self.games:
            return 0.5
        return (self.wins + 0.5 * self.draws) / len(self.games)

    @property
    def interval(self) -> tuple[float, float]:
        """The 95 % Wilson interval of `score`; (0, 1) without games."""
        if not self.games:
            return 0.0, 1.0
        return wilson(self.wins + 0.5 * self.draws, len(self.games))

    @property
    def faults(self) -> tuple[str, ...]:
        """Crashes, illegal moves and timeouts, each with the number of its game."""
        return tuple(
            f"game {game.number}: {game.fault}" for game in self.games if game.fault is not None
        )


def play_players(
    a: Player,
    b: Player,
    variant: VariantSpec,
    games: int,
    seed: int,
    config: ArenaConfig,
    on_game: Callable[[PlayedGame], None] = lambda _: None,
) -> MatchResult:
    """Plays a match and closes both players.

    Raises:
        GoError: A player cannot play this game or cannot be started.
    """
    plans = plan_games(variant, games, seed, config.opening_moves)
    played: list[PlayedGame] = []
    try:
        for game in play_games(a, b, plans, config):
            played.append(game)
            on_game(game)
    finally:
        a.close()
        b.close()
    return result_of(a.name, b.name, variant, seed, played)


def result_of(
    a: str, b: str, variant: VariantSpec, seed: int, games: Sequence[PlayedGame]
) -> MatchResult:
    """Returns a match of these games, put in order."""
    return MatchResult(a, b, variant, seed, tuple(sorted(games, key=lambda game: game.number)))


def score_against(
    checkpoint_path: str | Path,
    visits: int,
    opponent: str,
    variant: VariantSpec,
    games: int,
    seed: int = 0,
    config: ArenaConfig | None = None,
) -> MatchResult:
    """Returns how a network does against an opponent.

    Args:
        checkpoint_path: The network.
        visits: Evaluations a move; 1 for its policy alone.
        opponent: See `roster`; a network's visits stand behind ``@``.
        variant: The game.
        games: How many; even, since openings are played twice.
        seed: Of the openings.
        config: How games begin and end.

    Raises:
        GoError: The network cannot be loaded, or the opponent cannot be had.
    """
    arena = config or ArenaConfig()
    other = player_from_text(opponent, arena)
    ours = network_player(checkpoint_path, visits, arena)
    return play_players(ours, other, variant, games, seed, arena)
