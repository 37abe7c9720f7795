"""The main line of an SGF game as a list of steps to analyse.

A step is a node. What is analysed is the position after it, for whoever goes on in the file, so
that every ordinary move lies between two analyses: the one before it, for its player, and the one
after it, for the opponent.
"""

from __future__ import annotations

from dataclasses import dataclass

from gogame.board.position import Move, Position
from gogame.board.variant import VariantSpec
from gogame.judge import without_pending_pass
from gogame.record import GameRecord
from gogame.sgf import GamePositions, GameTree, Header, Node, has_setup, moves_of, with_texts


@dataclass(frozen=True, slots=True)
class Step:
    """One node of the main line.

    Attributes:
        node: The node.
        number: Moves played up to and with this node.
        move: The node's move, None if it has none or two.
        position: What to analyse, None where the game is over.
        is_judged: Whether the move stands between two analyses: it is the node's only content
            of that kind, its player was to play, and the opponent goes on.
    """

    node: Node
    number: int
    move: Move | None
    position: Position | None
    is_judged: bool


@dataclass(frozen=True, slots=True)
class Line:
    """A game of a file, ready for analysis.

    Attributes:
        tree: The game with its variations.
        header: Which game its root describes.
        about: Players, result, date and the like, without moves.
        steps: The main line, the root first.
        notes: What was missing or wrong in the file, and what was taken instead.
    """

    tree: GameTree
    header: Header
    about: GameRecord
    steps: tuple[Step, ...]
    notes: tuple[str, ...]

    @property
    def variant(self) -> VariantSpec:
        """The game being played."""
        return self.header.variant


def line_of(tree: GameTree) -> Line:
    """Returns the main line of a game.

    Illegal moves are played all the same, as SGF asks; a note names each by its number.

    Raises:
        SgfError: Not Go, a board that this program does not play, or a line that is too long.
    """
    positions = GamePositions(tree)
    variant = positions.variant
    nodes = tree.main_line()
    positions.check_line(nodes)
    moves = [moves_of(node, variant)[0] for node in nodes]
    alone = [
        played[0] if len(played) == 1 and not has_setup(node) else None
        for node, played in zip(nodes, moves, strict=True)
    ]
    steps: list[Step] = []
    number = 0
    for i, node in enumerate(nodes):
        number += len(moves[i])
        following = alone[i + 1] if i + 1 < len(nodes) else None
        goes_on = i + 1 < len(nodes) and bool(moves[i + 1])
        position = _searched(positions.position(node), following, goes_on=goes_on)
        before = steps[-1].position if steps else None
        steps.append(Step(node, number, alone[i], position, _is_judged(before, alone[i], position)))
    notes = (*tree.warnings, *positions.warnings(nodes[-1]))
    about = with_texts(GameRecord(variant), tree.root)
    return Line(tree, positions.header, about, tuple(steps), notes)


def _searched(position: Position, following: Move | None, *, goes_on: bool) -> Position | None:
    """Returns the position to search, for the player of the move that follows."""
    running = position.resumed() if goes_on else position
    if running.is_over:
        return None
    if following is not None:
        running = running.with_to_play(following.color)
    return without_pending_pass(running)


def _is_judged(before: Position | None, move: Move | None, after: Position | None) -> bool:
    if before is None or move is None or after is None:
        return False
    return before.to_play is move.color and after.to_play is move.color.opponent
