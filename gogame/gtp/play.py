"""GTP 2: the board, moves, handicap and the end of a game."""

from __future__ import annotations

from dataclasses import replace

from gogame.board.coords import EMPTY, Color, action_from_gtp
from gogame.board.diagram import diagram
from gogame.board.handicap import fixed_handicap, max_handicap
from gogame.board.position import Position
from gogame.errors import CoordinateError, EngineError, GtpError, VariantError
from gogame.gtp.session import (
    Handler,
    Session,
    argument,
    color_argument,
    number_argument,
    vertex_argument,
    whole_argument,
)
from gogame.gtp.wire import Command
from gogame.judge import seki_stones


def _new_size(session: Session, width: int, height: int) -> str:
    try:
        session.engine.new_game(replace(session.engine.variant, width=width, height=height))
    except VariantError as error:
        raise GtpError(f"unacceptable size: {error}") from error
    return ""


def _boardsize(session: Session, command: Command) -> str:
    width = whole_argument(command, 0, "a size")
    height = whole_argument(command, 1, "a height") if len(command.args) > 1 else width
    return _new_size(session, width, height)


def _rectangular_boardsize(session: Session, command: Command) -> str:
    width = whole_argument(command, 0, "a width")
    return _new_size(session, width, whole_argument(command, 1, "a height"))


def _clear_board(session: Session, _command: Command) -> str:
    session.engine.new_game(session.engine.variant)
    return ""


def _komi(session: Session, command: Command) -> str:
    try:
        session.engine.set_komi(number_argument(command, 0, "a number of points"))
    except VariantError as error:
        raise GtpError(f"unacceptable komi: {error}") from error
    return ""


def _get_komi(session: Session, _command: Command) -> str:
    return f"{session.engine.variant.komi:g}"


def _play(session: Session, command: Command) -> str:
    color = color_argument(command, 0)
    if argument(command, 1, "a colour and a vertex").lower() == "resign":
        return ""  # some controllers announce it; the game stands as it is
    session.engine.play(vertex_argument(session, command, 1), color)
    return ""


def _undo(session: Session, _command: Command) -> str:
    session.engine.undo()
    return ""


def _answer(session: Session, action: int | None) -> str:
    return "resign" if action is None else session.vertex(action)


def _genmove(session: Session, command: Command) -> str:
    return _answer(session, session.engine.genmove(color_argument(command, 0)).action)


def _genmove_cleanup(session: Session, command: Command) -> str:
    decision = session.engine.genmove(color_argument(command, 0), cleanup=True)
    return _answer(session, decision.action)


def _reg_genmove(session: Session, command: Command) -> str:
    return _answer(session, session.engine.choose(color_argument(command, 0)).action)


def _showboard(session: Session, _command: Command) -> str:
    return "\n" + diagram(session.engine.position)


def _place_handicap(session: Session, points: tuple[int, ...]) -> str:
    engine = session.engine
    try:
        engine.set_position(engine.position.with_handicap(points))
    except VariantError as error:
        raise GtpError(f"board not empty or bad vertex list: {error}") from error
    return " ".join(session.vertex(point) for point in points)


def _fixed_handicap(session: Session, command: Command) -> str:
    stones = whole_argument(command, 0, "a number of stones")
    variant = session.engine.variant
    try:
        points = fixed_handicap(variant.height, variant.width, stones)
    except VariantError as error:
        raise GtpError(f"invalid number of stones: {error}") from error
    return _place_handicap(session, points)


def _place_free_handicap(session: Session, command: Command) -> str:
    stones = whole_argument(command, 0, "a number of stones")
    variant = session.engine.variant
    if not 2 <= stones < variant.num_points:
        raise GtpError(
            f"invalid number of stones: {stones}, expected 2 to {variant.num_points - 1}"
        )
    return _place_handicap(session, spread_handicap(session.engine.position, stones))


def spread_handicap(position: Position, stones: int) -> tuple[int, ...]:
    """Returns points for free handicap stones: the fixed ones, then far from all others.

    At most a third of the board is given, as GTP lets an engine place fewer than asked.
    """
    height, width = position.variant.height, position.variant.width
    largest = max_handicap(height, width)
    chosen = list(fixed_handicap(height, width, min(stones, largest)) if largest else ())
    edge = 2 if min(height, width) >= 7 else int(min(height, width) >= 5)

    def distance(point: int, other: int) -> int:
        (r, c), (r2, c2) = divmod(point, width), divmod(other, width)
        return (r - r2) ** 2 + (c - c2) ** 2

    free = [
        row * width + column
        for row in range(edge, height - edge)
        for column in range(edge, width - edge)
    ]
    while len(chosen) < min(stones, max(1, height * width // 3)):
        left = [point for point in free if point not in chosen]
        if not left:
            break
        chosen.append(max(left, key=lambda p: min((distance(p, q) for q in chosen), default=0)))
    return tuple(chosen)


def _set_free_handicap(session: Session, command: Command) -> str:
    points = tuple(vertex_argument(session, command, index) for index in range(len(command.args)))
    if len(points) < 2 or len(set(points)) < len(points):
        raise GtpError("bad vertex list: expected at least two points, each once")
    if session.engine.variant.pass_action in points:
        raise GtpError("bad vertex list: pass is no point")
    _place_handicap(session, points)
    return ""


def _set_position(session: Session, command: Command) -> str:
    variant = session.engine.variant
    stones: dict[Color, list[int]] = {Color.BLACK: [], Color.WHITE: []}
    if len(command.args) % 2:
        raise GtpError("syntax error: set_position expects pairs of a colour and a vertex")
    for index in range(0, len(command.args), 2):
        try:
            point = action_from_gtp(command.args[index + 1], variant.height, variant.width)
        except CoordinateError as error:
            raise GtpError(str(error)) from error
        stones[color_argument(command, index)].append(point)
    session.engine.set_position(
        Position.from_setup(variant, stones[Color.BLACK], stones[Color.WHITE])
    )
    return ""


def _final_score(session: Session, _command: Command) -> str:
    engine = session.engine
    position = engine.position
    try:
        return engine.final_score().result
    except EngineError:
        if not position.is_over:
            raise
    winner = position.winner
    return "0" if winner is None else f"{winner.letter}+"


def _final_status_list(session: Session, command: Command) -> str:
    status = argument(command, 0, "alive, dead or seki").lower()
    if status not in ("alive", "dead", "seki"):
        raise GtpError(f"invalid status {status[:20]!r}: expected alive, dead or seki")
    engine = session.engine
    position = engine.position
    dead = engine.dead_stones()
    seki = frozenset[int]() if status == "dead" else seki_stones(position, dead)
    wanted = {"dead": dead, "seki": seki}.get(status)
    lines: list[str] = []
    seen: set[int] = set()
    for point in range(position.variant.num_points):
        if position.color_at(point) == EMPTY or point in seen:
            continue
        chain = position.chain(point)
        seen.update(chain)
        if point in wanted if wanted is not None else point not in dead | seki:
            lines.append(" ".join(map(session.vertex, chain)))
    return "\n".join(lines)


COMMANDS: dict[str, Handler] = {
    "boardsize": _boardsize,
    "rectangular_boardsize": _rectangular_boardsize,
    "clear_board": _clear_board,
    "komi": _komi,
    "get_komi": _get_komi,
    "play": _play,
    "undo": _undo,
    "genmove": _genmove,
    "kgs-genmove_cleanup": _genmove_cleanup,
    "reg_genmove": _reg_genmove,
    "showboard": _showboard,
    "fixed_handicap": _fixed_handicap,
    "place_free_handicap": _place_free_handicap,
    "set_free_handicap": _set_free_handicap,
    "set_position": _set_position,
    "final_score": _final_score,
    "final_status_list": _final_status_list,
}
