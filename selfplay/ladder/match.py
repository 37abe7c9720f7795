"""One match between two players: `play_match`."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass

from gogame.bench.interval import wilson
from gogame.board.variant import VariantSpec
from gogame.errors import ConfigError
from selfplay.ladder.arena import PlayedGame, plan_games, play_games
from selfplay.ladder.config import ArenaConfig, GtpCommand
from selfplay.ladder.players import Player
from selfplay.ladder.roster import player_from_text
from selfplay.ladder.sprt import Decision, SprtConfig, decide, log_likelihood_ratio, pair_counts


@dataclass(frozen=True, slots=True)
class MatchOptions:
    """A match to play.

    Attributes:
        variant: The game.
        games: How many, an even number: openings are played twice.
        seed: Of the openings.
        arena: How games begin and end.
        gtp: Further opponents by name.
        sprt: A test that may end the match early; None to play all games.
    """

    variant: VariantSpec
    games: int = 40
    seed: int = 0
    arena: ArenaConfig = ArenaConfig()  # noqa: RUF009 - frozen
    gtp: tuple[GtpCommand, ...] = ()
    sprt: SprtConfig | None = None

    def __post_init__(self) -> None:
        """Check the number of games."""
        if self.games < 2 or self.games % 2:
            raise ConfigError(f"games {self.games}: expected an even number, games come in pairs")


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
        return wilson(self.wins + 0.5 * self.draws, len(self.games))

    @property
    def faults(self) -> tuple[str, ...]:
        """Crashes, illegal moves and timeouts, each with the number of its game."""
        return tuple(
            f"game {game.number}: {game.fault}" for game in self.games if game.fault is not None
        )


def result_of(
    a: str, b: str, variant: VariantSpec, seed: int, games: Sequence[PlayedGame]
) -> MatchResult:
    """Returns a match of these games, put in order."""
    return MatchResult(a, b, variant, seed, tuple(sorted(games, key=lambda game: game.number)))


@dataclass(frozen=True, slots=True)
class SprtResult:
    """A match that may have ended early.

    Attributes:
        match: Its games.
        decision: What the test came to; to go on, without one.
        ratio: Logarithm of the likelihood ratio, of the default test without one.
    """

    match: MatchResult
    decision: Decision
    ratio: float


def play_match(
    a: str,
    b: str,
    options: MatchOptions,
    on_game: Callable[[PlayedGame], None] = lambda _: None,
) -> SprtResult:
    """Plays A against B until the games are played or the test has decided.

    Args:
        a: See `roster`.
        b: The same.
        options: What to play.
        on_game: Told every game as it ends.

    Raises:
        GoError: One sentence: a player cannot be had or cannot play this game.
    """
    one = player_from_text(a, options.arena, options.gtp)
    other = player_from_text(b, options.arena, options.gtp)
    return play_players(one, other, options, on_game)


def play_players(
    a: Player,
    b: Player,
    options: MatchOptions,
    on_game: Callable[[PlayedGame], None] = lambda _: None,
) -> SprtResult:
    """Plays a match like `play_match` and closes both players.

    Raises:
        GoError: A player cannot play this game or cannot be started.
    """
    plans = plan_games(options.variant, options.games, options.seed, options.arena.opening_moves)
    sprt, played = options.sprt, list[PlayedGame]()
    try:
        with closing(play_games(a, b, plans, options.arena)) as games:
            for game in games:
                played.append(game)
                on_game(game)
                if sprt is not None and decide(leading_pairs(played), sprt) is not Decision.GO_ON:
                    break
    finally:
        a.close()
        b.close()
    match = result_of(a.name, b.name, options.variant, options.seed, played)
    counts = leading_pairs(played)
    decision = Decision.GO_ON if sprt is None else decide(counts, sprt)
    return SprtResult(match, decision, log_likelihood_ratio(counts, sprt or SprtConfig()))


def leading_pairs(games: Sequence[PlayedGame]) -> tuple[int, ...]:
    """Returns `sprt.pair_counts` of the first pairs, up to the first that is not finished.

    Short games end first; counting them as they end would favour whoever wins quickly.
    """
    outcomes = {game.number: game.outcome_a for game in games}
    pairs: list[tuple[int, int]] = []
    while 2 * len(pairs) in outcomes and 2 * len(pairs) + 1 in outcomes:
        first = 2 * len(pairs)
        pairs.append((outcomes[first], outcomes[first + 1]))
    return pair_counts(pairs)
