"""Which GTP commands bring an engine's board to ours, as few as possible. No Qt here.

The client remembers the `EngineGame` that it has sent; `commands` compares it with the one that
is wanted. After a restart it has sent none, and everything is sent again. Our engine learns a game
in one command; others in those of the standard, and of KataGo where they know them.
"""

from __future__ import annotations

import enum
import functools
import json
import math
from collections.abc import Callable
from dataclasses import dataclass, replace

from gogame.board.coords import BLACK, WHITE, Color, action_to_gtp
from gogame.board.position import Move, Position
from gogame.board.rules import HandicapBonus, Rules, Scoring, WinCondition, name_of_rules
from gogame.board.topology import Shape
from gogame.board.variant import VariantSpec
from gogame.clock import TimeSystem
from gogame.errors import GoError
from gogame.gtp.wire import format_command
from gui.game.clocks import PlayerClock
from gui.game.move_tree import MoveTree
from gui.game.state import Player

_MOST_UNDOS = 8  # beyond this, sending the game again is as good
_KATA_SYSTEMS = {
    TimeSystem.ABSOLUTE: "absolute",
    TimeSystem.BYO_YOMI: "byoyomi",
    TimeSystem.FISCHER: "fischer",
    TimeSystem.CANADIAN: "canadian",
}


_OURS = "gogame-variant"  # who knows it is our engine
# What an engine may refuse and still play the right game.
_OPTIONAL = frozenset(
    {"kata-set-rules", "kata-set-param", "kata-time_settings", "time_settings", "time_left"}
)
_BONUS = {HandicapBonus.NONE: "0", HandicapBonus.N: "N", HandicapBonus.N_MINUS_ONE: "N-1"}
Knows = Callable[[str], bool]


class Obstacle(enum.Enum):
    """Why an engine cannot be told a game."""

    NOT_ORDINARY = enum.auto()
    NOT_SQUARE = enum.auto()


class UnknownGame(GoError):
    """An engine cannot be told this game.

    Attributes:
        obstacle: Why not.
    """

    def __init__(self, obstacle: Obstacle, message: str) -> None:
        """Keep the reason beside the message."""
        super().__init__(message)
        self.obstacle = obstacle


@dataclass(frozen=True, slots=True)
class EngineGame:
    """A game as an engine knows it.

    Attributes:
        variant: The `VariantSpec` as JSON.
        handicap: Vertices of Black's handicap stones.
        stones: Other stones set up, ``("B", "D4")`` each.
        moves: The moves played, ``("B", "D4")`` each.
    """

    variant: str
    handicap: tuple[str, ...] = ()
    stones: tuple[tuple[str, str], ...] = ()
    moves: tuple[tuple[str, str], ...] = ()


def game_at(tree: MoveTree, cursor: int) -> EngineGame:
    """Returns what an engine must know to move at a node."""
    path = tree.path(cursor)
    start = max(i for i, node in enumerate(path) if tree[node].is_setup)
    moves = [move for node in path[start + 1 :] if (move := tree[node].move) is not None]
    return _game_from(tree.position(path[start]), moves)


def _game_from(base: Position, moves: list[Move]) -> EngineGame:
    height, width = base.variant.height, base.variant.width
    named = [
        (color, action_to_gtp(point, height, width))
        for point, color in enumerate(base.grid.reshape(-1).tolist())
        if color in (BLACK, WHITE)
    ]
    is_handicap = base.handicap >= 2 and len(named) == base.handicap
    return EngineGame(
        base.variant.to_json(),
        tuple(vertex for _, vertex in named) if is_handicap else (),
        () if is_handicap else tuple((Color(color).letter, vertex) for color, vertex in named),
        tuple((move.color.letter, action_to_gtp(move.action, height, width)) for move in moves),
    )


def at_turn(game: EngineGame, turn: int) -> EngineGame:
    """Returns a game after its first moves."""
    return game if turn >= len(game.moves) else replace(game, moves=game.moves[:turn])


@functools.lru_cache(maxsize=64)
def variant_of(text: str) -> VariantSpec:
    """Returns the variant of an `EngineGame`."""
    return VariantSpec.from_json(text)


def everything(command: str) -> bool:
    """Returns True: our engine knows every command that is sent from here."""
    return bool(command)


def commands(known: EngineGame | None, wanted: EngineGame, knows: Knows = everything) -> list[str]:
    """Returns the commands, without line feeds, that turn `known` into `wanted`.

    Args:
        known: What the engine has been sent, None if nothing.
        wanted: What it is to have.
        knows: Whether the engine has listed a command.

    Raises:
        UnknownGame: The engine cannot be told such a game.
    """
    if known is None or _start_of(known) != _start_of(wanted):
        return _from_the_start(wanted, knows)
    common = 0
    for ours, theirs in zip(known.moves, wanted.moves, strict=False):
        if ours != theirs:
            break
        common += 1
    undos = len(known.moves) - common
    if undos > _MOST_UNDOS or (undos and not knows("undo")):
        return _from_the_start(wanted, knows)
    return ["undo"] * undos + _plays(wanted.moves[common:])


def is_optional(command: str) -> bool:
    """Returns whether an engine that refuses a command can play all the same."""
    return command.split(" ", maxsplit=1)[0] in _OPTIONAL


def _start_of(game: EngineGame) -> tuple[object, ...]:
    return game.variant, game.handicap, game.stones


def _from_the_start(game: EngineGame, knows: Knows) -> list[str]:
    if knows(_OURS):
        sent = [format_command(_OURS, game.variant)]
    else:
        sent = _standard_start(variant_of(game.variant), knows)
    if game.handicap and knows("set_free_handicap"):
        sent.append(format_command("set_free_handicap", *game.handicap))
    else:
        sent += _plays(tuple(("B", vertex) for vertex in game.handicap))
    if game.stones and knows("set_position"):
        sent.append(
            format_command("set_position", *(word for pair in game.stones for word in pair))
        )
    else:
        sent += _plays(game.stones)
    return sent + _plays(game.moves)


def _standard_start(variant: VariantSpec, knows: Knows) -> list[str]:
    """Returns the commands that set up an empty board in the words of the standard."""
    if variant.shape is not Shape.PLANE or variant.win is not WinCondition.SCORE:
        where = f"{variant.shape.value}, {variant.win.value}"
        raise UnknownGame(Obstacle.NOT_ORDINARY, f"cannot tell an engine of a game on {where}")
    height, width = variant.height, variant.width
    if height == width:
        sent = [format_command("boardsize", width)]
    elif knows("rectangular_boardsize"):
        sent = [format_command("rectangular_boardsize", width, height)]
    else:
        raise UnknownGame(Obstacle.NOT_SQUARE, f"only square boards, not {width}x{height}")
    sent.append("clear_board")
    if knows("kata-set-rules"):
        sent.append(format_command("kata-set-rules", _rules_text(variant.rules)))
    sent.append(format_command("komi", f"{variant.komi:g}"))
    return sent


def rules_value(rules: Rules) -> str | dict[str, object]:
    """Returns rules as KataGo names them, or as its object where they have no name."""
    name = name_of_rules(rules)
    if name is not None:
        return name
    return {
        "ko": rules.ko.name,
        "scoring": rules.scoring.name,
        "suicide": rules.suicide,
        "tax": "SEKI" if rules.scoring is Scoring.TERRITORY else "NONE",
        "whiteHandicapBonus": _BONUS[rules.handicap_bonus],
        "hasButton": False,
    }


def _rules_text(rules: Rules) -> str:
    value = rules_value(rules)
    return value if isinstance(value, str) else json.dumps(value)


def _plays(moves: tuple[tuple[str, str], ...]) -> list[str]:
    return [format_command("play", color, vertex) for color, vertex in moves]


def strength_commands(player: Player, knows: Knows = everything) -> list[str]:
    """Returns the commands that set how long the engine thinks; it never gets no limit at all.

    An engine that is not ours is told only what is limited, in KataGo's words or the standard's.
    """
    if not knows(_OURS):
        return _foreign_strength(player, knows)
    style = format_command("kata-set-param", "style", player.style or "none")
    if player.level is not None:
        return [format_command("kata-set-param", "level", player.level), style]
    visits = "unlimited" if player.visits is None else str(player.visits)
    seconds = "unlimited" if player.seconds is None else f"{player.seconds:g}"
    if player.visits is not None:
        order = (("maxVisits", visits), ("maxTime", seconds))
    else:
        order = (("maxTime", seconds), ("maxVisits", visits))
    wanted = (("level", "none"), *order)
    return [*(format_command("kata-set-param", name, value) for name, value in wanted), style]


def pondering_command(*, is_on: bool) -> str:
    """Returns the command that says whether our engine thinks on the person's time."""
    return format_command("kata-set-param", "ponderingEnabled", str(is_on).lower())


def _foreign_strength(player: Player, knows: Knows) -> list[str]:
    sent: list[str] = []
    if player.visits is not None and knows("kata-set-param"):
        sent.append(format_command("kata-set-param", "maxVisits", player.visits))
    if player.seconds is not None and knows("kata-set-param"):
        sent.append(format_command("kata-set-param", "maxTime", f"{player.seconds:g}"))
    elif player.seconds is not None and knows("time_settings"):
        sent.append(format_command("time_settings", 0, max(1, math.ceil(player.seconds)), 1))
    return sent


def clock_commands(color: Color, clock: PlayerClock) -> list[str]:
    """Returns the commands that tell an engine what time it has left."""
    settings = clock.settings
    system = _KATA_SYSTEMS.get(settings.system)
    if system is None:
        return []
    words: list[object] = [system, f"{settings.main_s:g}"]
    if settings.system is not TimeSystem.ABSOLUTE:
        words.append(f"{settings.period_s:g}")
    if settings.count:
        words.append(settings.count)
    left, stones = (int(clock.left_s), clock.count if clock.overtime else 0)
    return [
        format_command("kata-time_settings", *words),
        format_command("time_left", color.letter, left, stones),
    ]
