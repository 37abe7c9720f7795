"""Which GTP commands bring an engine's board to ours, as few as possible. No Qt here.

The client remembers the `EngineGame` that it has sent; `commands` compares it with the one that
is wanted. After a restart it has sent none, and everything is sent again.
"""

from __future__ import annotations

from dataclasses import dataclass

from gogame.board.coords import BLACK, WHITE, Color, action_to_gtp
from gogame.board.position import Move, Position
from gogame.clock import TimeSystem
from gogame.gtp.wire import format_command
from gui.clocks import PlayerClock
from gui.move_tree import MoveTree
from gui.state import Player

_MOST_UNDOS = 8  # beyond this, sending the game again is as good
_KATA_SYSTEMS = {
    TimeSystem.ABSOLUTE: "absolute",
    TimeSystem.BYO_YOMI: "byoyomi",
    TimeSystem.FISCHER: "fischer",
    TimeSystem.CANADIAN: "canadian",
}


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


def commands(known: EngineGame | None, wanted: EngineGame) -> list[str]:
    """Returns the commands, without line feeds, that turn `known` into `wanted`."""
    if known is None or _start_of(known) != _start_of(wanted):
        return _from_the_start(wanted)
    common = 0
    for ours, theirs in zip(known.moves, wanted.moves, strict=False):
        if ours != theirs:
            break
        common += 1
    undos = len(known.moves) - common
    if undos > _MOST_UNDOS:
        return _from_the_start(wanted)
    return ["undo"] * undos + _plays(wanted.moves[common:])


def _start_of(game: EngineGame) -> tuple[object, ...]:
    return game.variant, game.handicap, game.stones


def _from_the_start(game: EngineGame) -> list[str]:
    sent = [format_command("gogame-variant", game.variant)]
    if game.handicap:
        sent.append(format_command("set_free_handicap", *game.handicap))
    if game.stones:
        sent.append(
            format_command("set_position", *(word for pair in game.stones for word in pair))
        )
    return sent + _plays(game.moves)


def _plays(moves: tuple[tuple[str, str], ...]) -> list[str]:
    return [format_command("play", color, vertex) for color, vertex in moves]


def strength_commands(player: Player) -> list[str]:
    """Returns the commands that set how long the engine thinks; it never gets no limit at all."""
    visits = "unlimited" if player.visits is None else str(player.visits)
    seconds = "unlimited" if player.seconds is None else f"{player.seconds:g}"
    if player.visits is not None:
        order = (("maxVisits", visits), ("maxTime", seconds))
    else:
        order = (("maxTime", seconds), ("maxVisits", visits))
    return [format_command("kata-set-param", name, value) for name, value in order]


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
