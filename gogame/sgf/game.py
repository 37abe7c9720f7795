"""From nodes to positions: what is on the board at any node of a tree.

A tree always opens. Where a file holds an illegal move the stone is put all the same, as SGF
asks, and `GamePositions.warnings` names it. Begin with `GamePositions.position`.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from gogame.board.coords import (
    BLACK,
    EMPTY,
    WHITE,
    Color,
    action_from_sgf,
    action_to_gtp,
    action_to_sgf,
)
from gogame.board.handicap import fixed_handicap
from gogame.board.position import Move, Position
from gogame.board.variant import VariantSpec
from gogame.errors import CoordinateError, IllegalMove, IllegalReason, SgfError, VariantError
from gogame.sgf.header import Header, header_of
from gogame.sgf.setup import edited, forced
from gogame.sgf.tree import GameTree, Node
from gogame.sgf.values import number_of, points_of, raw_number, raw_points

MAX_LINE = 30_000
_CACHED_POSITIONS = 600
_CACHED_MOVES = 3_000_000  # of all cached positions together: each knows the moves before it
_MAX_WARNINGS = 50
_MOVE_IDENTS = {"B": Color.BLACK, "W": Color.WHITE}
_SETUP_IDENTS = {"AE": EMPTY, "AB": BLACK, "AW": WHITE}


class Clocks(NamedTuple):
    """Clock readings after a move, None where the file has none.

    Attributes:
        black_s: Black's seconds (BL).
        white_s: White's seconds (WL).
        black_left: Moves or periods that Black has left in overtime (OB).
        white_left: Likewise for White (OW).
    """

    black_s: float | None = None
    white_s: float | None = None
    black_left: int | None = None
    white_left: int | None = None


@dataclass(frozen=True, slots=True)
class _Reached:
    position: Position
    depth: int  # nodes from the root on, the root included
    num_moves: int
    warnings: tuple[str, ...]


class GamePositions:
    """The positions of one tree; those asked for lately are kept.

    After a change to a node's moves, stones or root properties call `forget`; adding nodes needs
    no call.
    """

    def __init__(self, tree: GameTree) -> None:
        """Read the root.

        Raises:
            SgfError: Not Go, or a board that this program does not play.
        """
        self.tree = tree
        self._header = header_of(tree.root)
        self._start = _start(tree.root, self._header)
        self._reached: OrderedDict[Node, _Reached] = OrderedDict()

    @property
    def header(self) -> Header:
        """What the root says about the game."""
        return self._header

    @property
    def variant(self) -> VariantSpec:
        """The game being played."""
        return self._header.variant

    @property
    def start(self) -> Position:
        """The position before the first move: set-up stones and handicap of the root."""
        return self._start.position

    def position(self, node: Node) -> Position:
        """Returns the position after a node of the tree.

        Raises:
            SgfError: More than `MAX_LINE` nodes lead there, or it is not in the tree.
        """
        return self._reach(node).position

    def warnings(self, node: Node) -> tuple[str, ...]:
        """Returns what was wrong on the line to a node, and how it was played all the same.

        Raises:
            SgfError: More than `MAX_LINE` nodes lead there, or it is not in the tree.
        """
        return self._reach(node).warnings

    def check_line(self, line: Sequence[Node]) -> None:
        """Refuse a line from the root that is too long, before any of it is played.

        Raises:
            SgfError: It has more than `MAX_LINE` nodes.
        """
        if len(line) > MAX_LINE:
            raise _too_long()

    def forget(self) -> None:
        """Drop all kept positions and read the root anew.

        Raises:
            SgfError: As on construction.
        """
        self._reached.clear()
        self._header = header_of(self.tree.root)
        self._start = _start(self.tree.root, self._header)

    def _reach(self, node: Node) -> _Reached:
        pending: list[Node] = []
        place: Node | None = node
        while place is not None and place not in self._reached:
            pending.append(place)
            place = place.parent
            if len(pending) > MAX_LINE:
                raise _too_long()
        reached = self._start
        if place is not None:
            reached = self._reached[place]
            self._reached.move_to_end(place)
            if reached.depth + len(pending) > MAX_LINE:
                raise _too_long()
        elif pending[-1] is not self.tree.root:
            raise SgfError("SGF node is not in this tree")
        while pending:
            step = pending.pop()
            reached = _after(reached, step, is_root=step is self.tree.root)
            self._reached[step] = reached
            most = min(_CACHED_POSITIONS, 1 + _CACHED_MOVES // reached.depth)
            while len(self._reached) > most:
                self._reached.popitem(last=False)
        return reached


def _too_long() -> SgfError:
    return SgfError(
        f"SGF line of more than {MAX_LINE} nodes cannot be played through: divide it into several"
    )


def position_at(tree: GameTree, node: Node | None = None) -> Position:
    """Returns the position after a node, of the end of the main line if None.

    Raises:
        SgfError: As `GamePositions`.
    """
    return GamePositions(tree).position(tree.leaf if node is None else node)


def position_after(position: Position, node: Node) -> Position:
    """Returns the position after a node that is not the root, from the one before it."""
    return _after(_Reached(position, 0, 0, ()), node, is_root=False).position


def moves_of(node: Node, variant: VariantSpec) -> tuple[list[Move], list[str]]:
    """Returns a node's moves, at most one of each colour, and raw values that are no points."""
    moves: list[Move] = []
    wrong: list[str] = []
    for ident in node.properties:
        color = _MOVE_IDENTS.get(ident)
        if color is None:
            continue
        raw = node.raw(ident) or ""
        try:
            action = action_from_sgf(raw.strip(), variant.height, variant.width)
        except CoordinateError:
            wrong.append(f"{ident}[{raw[:20]}]")
        else:
            moves.append(Move(color, action))
    return moves, wrong


def has_setup(node: Node) -> bool:
    """Returns whether a node puts or removes stones or says who is to play."""
    return any(ident in node for ident in (*_SETUP_IDENTS, "PL"))


def add_move(node: Node, move: Move, variant: VariantSpec) -> Node:
    """Returns the child of a node that plays a move, a new last one if there is none yet."""
    for child in node.children:
        if moves_of(child, variant)[0] == [move] and not has_setup(child):
            return child
    child = node.add_child()
    point = action_to_sgf(move.action, variant.height, variant.width)
    child.set_values(move.color.letter, [point])
    return child


def put_setup(node: Node, stones: dict[int, int], to_play: Color, variant: VariantSpec) -> None:
    """Set a node's AB, AW, AE and PL: points to EMPTY, BLACK or WHITE, and who is to play."""
    for ident, color in _SETUP_IDENTS.items():
        points = [point for point, wanted in stones.items() if wanted == color]
        node.set_values(ident, raw_points(points, variant.height, variant.width))
    node.set_values("PL", [to_play.letter])


def clocks_of(node: Node) -> Clocks:
    """Returns the clock readings that a node notes."""
    seconds = [number_of(node.raw(ident) or "") for ident in ("BL", "WL")]
    left = [number_of(node.raw(ident) or "") for ident in ("OB", "OW")]
    whole = [None if number is None else int(number) for number in left]
    return Clocks(seconds[0], seconds[1], whole[0], whole[1])


def put_clocks(node: Node, clocks: Clocks) -> None:
    """Set a node's clock readings; None removes one."""
    for ident, number in zip(("BL", "WL", "OB", "OW"), clocks, strict=True):
        node.set_values(ident, [] if number is None else [raw_number(round(number, 3))])


def _start(root: Node, header: Header) -> _Reached:
    """Returns the position before the first move: set-up stones or a handicap."""
    variant = header.variant
    warnings = list(header.warnings)
    stones, wrong = _stones(root, variant)
    warnings += [f"SGF: {text} lies outside the board: left out" for text in wrong]
    handicap = header.handicap if header.handicap >= 2 else 0
    first = _first_mover(root, variant)
    if handicap and not stones and first is Color.WHITE:
        stones = _usual_handicap(variant, handicap, warnings)
    position, lost = edited(Position.start(variant), stones)
    if lost:
        warnings.append(f"SGF: {_named(lost, variant)} without liberties at the start: left out")
    num_black = sum(color == BLACK for color in stones.values())
    has_white = any(color == WHITE for color in stones.values())
    if handicap and stones and num_black != handicap and not has_white:
        warnings.append(f"SGF: handicap {handicap} (HA) but {num_black} stones (AB): HA taken")
    if stones and handicap:
        position = Position(variant, position.board, position.history, handicap=handicap)
    if first is None and num_black > 1 and not has_white:
        first = Color.WHITE
    if first is not None and first != position.to_play:
        position = _fresh(position.with_to_play(first))
    return _Reached(position, 0, 0, tuple(warnings))


def _fresh(position: Position) -> Position:
    """Returns the position with a history of itself alone."""
    return Position(
        position.variant, position.board, position.history[-1:], handicap=position.handicap
    )


def _usual_handicap(variant: VariantSpec, handicap: int, warnings: list[str]) -> dict[int, int]:
    try:
        points = fixed_handicap(variant.height, variant.width, handicap)
    except VariantError:
        warnings.append(f"SGF: handicap {handicap} (HA) without stones (AB): none put")
        return {}
    warnings.append(f"SGF: handicap {handicap} (HA) without stones (AB): put on the star points")
    return dict.fromkeys(points, BLACK)


def _first_mover(root: Node, variant: VariantSpec) -> Color | None:
    """Returns who plays first: by PL, else by the first move, None if neither says so."""
    named = _player(root)
    if named is not None:
        return named
    node: Node | None = root
    for _ in range(10):
        if node is None:
            break
        moves, _wrong = moves_of(node, variant)
        if moves:
            return moves[0].color
        node = node.children[0] if node.children else None
    return None


def _player(node: Node) -> Color | None:
    try:
        return Color.parse(node.raw("PL") or "")
    except CoordinateError:
        return None


def _stones(node: Node, variant: VariantSpec) -> tuple[dict[int, int], list[str]]:
    """Returns the points that a node sets to EMPTY, BLACK or WHITE, and values that are none."""
    stones: dict[int, int] = {}
    wrong: list[str] = []
    for ident, color in _SETUP_IDENTS.items():
        points, outside = points_of(node.values(ident), variant.height, variant.width)
        stones |= dict.fromkeys(points, color)
        wrong += [f"{ident}[{raw[:20]}]" for raw in outside[:5]]
    return stones, wrong


def _after(before: _Reached, node: Node, *, is_root: bool) -> _Reached:
    """Returns what a node leads to: its set-up first, then its moves."""
    position, warnings = before.position, list(before.warnings)
    where = f"SGF move {before.num_moves + 1}"
    variant = position.variant
    if not is_root and has_setup(node):
        stones, wrong = _stones(node, variant)
        warnings += [f"{where}: {text} lies outside the board: left out" for text in wrong]
        if stones:
            position, lost = edited(position, stones)
            if lost:
                text = f"{_named(lost, variant)} left without liberties by the set-up: taken off"
                warnings.append(f"{where}: {text}")
        player = _player(node)
        if player is not None:
            position = position.resumed().with_to_play(player)
    moves, wrong = moves_of(node, variant)
    warnings += [f"{where}: {text} lies outside the board: left out" for text in wrong]
    if len(moves) > 1:
        warnings.append(f"{where}: Black and White both move in one node")
    for move in moves:
        position = _played(position, move, where, warnings)
    num_moves = before.num_moves + len(moves)
    return _Reached(position, before.depth + 1, num_moves, tuple(warnings[:_MAX_WARNINGS]))


def _played(position: Position, move: Move, where: str, warnings: list[str]) -> Position:
    try:
        return position.play(move.action, move.color)
    except IllegalMove as error:
        resumed = position.resumed()
        if error.reason is IllegalReason.GAME_OVER and not resumed.is_over:
            return _played(resumed, move, where, warnings)
        warnings.append(f"{where}: {error}: played all the same")
        return forced(position, move)


def _named(points: list[int], variant: VariantSpec) -> str:
    names = [action_to_gtp(point, variant.height, variant.width) for point in points[:5]]
    more = f" and {len(points) - 5} more" if len(points) > 5 else ""
    return f"{', '.join(names)}{more}"
