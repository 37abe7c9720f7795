"""What self-play is configured by: which games are played, and how their moves are searched.

The learner's and the replay's settings lie with them; `settings` reads and explains them all.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from gogame.board.rules import WinCondition, rules_from_name
from gogame.board.topology import Shape
from gogame.board.variant import VariantSpec
from gogame.errors import ConfigError
from gogame.search.config import SearchConfig
from selfplay.sample import WEIGHT_SUM
from selfplay.settings import check_range


@dataclass(frozen=True, slots=True)
class VariantShare:
    """One kind of game and how much of it is played.

    Attributes:
        share: Positions of this kind, in proportion to the others' shares.
        height: Rows.
        width: Columns.
        shape: How the edges of the board are joined.
        rules: Name of a rule preset.
        komi: The fair komi, about which games' komi is drawn.
        win: What decides the game.
        capture_goal: Stones to capture in the capture games, else 0.
        handicap_share: Share of games in which Black sets stones up first.
        handicap_most: Most stones set up, on random points; at most a quarter of the board.
    """

    share: float = 1.0
    height: int = 9
    width: int = 9
    shape: Shape = Shape.PLANE
    rules: str = "chinese"
    komi: float = 7.0
    win: WinCondition = WinCondition.SCORE
    capture_goal: int = 0
    handicap_share: float = 0.0
    handicap_most: int = 4

    def __post_init__(self) -> None:
        """Check the ranges, and that there is such a game."""
        spec = self.variant()
        check_range("share", self.share, 0, 1e9)
        check_range("handicap_share", self.handicap_share, 0, 1)
        if self.handicap_share > 0:
            check_range("handicap_most", self.handicap_most, 1, spec.num_points // 4)

    def variant(self) -> VariantSpec:
        """Returns the game, with its fair komi."""
        return VariantSpec(
            self.height,
            self.width,
            self.shape,
            rules_from_name(self.rules),
            self.komi,
            self.win,
            self.capture_goal,
        )


@dataclass(frozen=True, slots=True)
class GamesConfig:
    """Which games are played, and how they begin and end.

    Attributes:
        variants: The kinds of games.
        komi_exact: Share of games with exactly the fair komi.
        komi_spread: Standard deviation of the other games' komi.
        opening: Mean number of moves drawn from the raw policy at the start of a game, as a share
            of the board's points; the number is drawn from an exponential distribution.
        opening_temperature: Temperature of that draw.
        longest: Moves after which a game is cut and counted, as a multiple of the points.
        end_when_settled: Whether a game ends as soon as all points are pass-alive.
    """

    variants: tuple[VariantShare, ...] = field(default_factory=lambda: (VariantShare(),))
    komi_exact: float = 0.3
    komi_spread: float = 1.5
    opening: float = 0.04
    opening_temperature: float = 1.0
    longest: float = 2.0
    end_when_settled: bool = True

    def __post_init__(self) -> None:
        """Check the ranges."""
        if not any(choice.share > 0 for choice in self.variants):
            raise ConfigError("games variants: expected at least one with a positive share")
        for name, low, high in (
            ("komi_exact", 0, 1),
            ("komi_spread", 0, 100),
            ("opening", 0, 1),
            ("opening_temperature", 0.1, 10),
            ("longest", 0.5, 20),
        ):
            check_range(name, getattr(self, name), low, high)


@dataclass(frozen=True, slots=True)
class PlayConfig:
    """How moves are searched.

    Attributes:
        games: Games played side by side in one process.
        visits: Playouts of a full search, whose policy is recorded.
        fast_share: Share of moves searched with `fast_visits` only and not recorded.
        fast_visits: Playouts of a fast search.
        gumbel_below: Below this many `visits` the search is a Gumbel search, else PUCT.
        gumbel_actions: Actions that sequential halving begins with; 0 for half the visits, at
            most 16.
        temperature: Of the move drawn by visits in a PUCT search, at the start of the game.
        temperature_late: What it falls to.
        temperature_halflife: Moves in which it falls half way, in board widths.
        noise_weight: Share of Dirichlet noise at the root of a full PUCT search.
        prune_targets: Whether visits of a PUCT search that its values do not justify are taken
            out of the recorded policy.
        decided: A game is decided when the search value has been beyond this for
            `decided_turns` moves in a row.
        decided_turns: See `decided`.
        decided_visits: Playouts of a search in a decided game.
        decided_recorded: Share of those searches that are recorded.
        policy_floor: Policy targets below this are dropped, which keeps records short.
        policy_steps: Steps that policy targets are rounded to; with 255 a stored weight takes one
            byte. A divisor of 65535.
    """

    games: int = 256
    visits: int = 32
    fast_share: float = 0.0
    fast_visits: int = 8
    gumbel_below: int = 50
    gumbel_actions: int = 0
    temperature: float = 0.8
    temperature_late: float = 0.2
    temperature_halflife: float = 1.0
    noise_weight: float = 0.25
    prune_targets: bool = True
    decided: float = 0.95
    decided_turns: int = 5
    decided_visits: int = 8
    decided_recorded: float = 0.25
    policy_floor: float = 0.001
    policy_steps: int = 255

    def __post_init__(self) -> None:
        """Check the ranges."""
        for name, low, high in _PLAY_RANGES:
            check_range(name, getattr(self, name), low, high)
        if WEIGHT_SUM % self.policy_steps:
            raise ConfigError(
                f"policy_steps {self.policy_steps}: expected a divisor of {WEIGHT_SUM}"
            )


_PLAY_RANGES = (
    ("games", 1, 1 << 16),
    ("visits", 1, 65535),
    ("fast_share", 0, 1),
    ("fast_visits", 1, 65535),
    ("gumbel_below", 0, 1 << 20),
    ("gumbel_actions", 0, 362),
    ("temperature", 0, 10),
    ("temperature_late", 0, 10),
    ("temperature_halflife", 0.01, 1000),
    ("noise_weight", 0, 1),
    ("decided", 0, 1),
    ("decided_turns", 1, 1000),
    ("decided_visits", 1, 65535),
    ("decided_recorded", 0, 1),
    ("policy_floor", 0, 0.1),
    ("policy_steps", 15, WEIGHT_SUM),
)


@dataclass(frozen=True, slots=True)
class ActorConfig:
    """What an actor is configured by.

    Attributes:
        games: Which games are played.
        play: How moves are searched.
        search: The search's own settings; method, actions and noise follow from `play`.
    """

    games: GamesConfig = field(default_factory=GamesConfig)
    play: PlayConfig = field(default_factory=PlayConfig)
    search: SearchConfig = field(default_factory=SearchConfig)
