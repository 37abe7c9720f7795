"""What the readers of game servers' formats share: a line of moves, handicap, players' names."""

from __future__ import annotations

from dataclasses import dataclass, field

from gogame.board.coords import Color, action_to_sgf
from gogame.board.handicap import fixed_handicap, max_handicap
from gogame.errors import SgfError
from gogame.sgf.tree import GameTree, Node
from gogame.sgf.values import raw_number, raw_points

MAX_LINES = 200_000


@dataclass(slots=True)
class Line:
    """A game of one line under construction.

    Attributes:
        format: The format's name, for messages.
        size: Rows and columns of the board.
        root: The root so far.
        warnings: What was wrong and how it was read all the same.
    """

    format: str
    size: int = 19
    root: Node = field(default_factory=Node)
    warnings: list[str] = field(default_factory=list[str])
    _last: Node | None = None
    num_moves: int = 0

    def play(self, color: Color, column: int, row: int, where: int) -> None:
        """Adds a move, counted from the top left corner; `where` is the number of the text line.

        Raises:
            SgfError: The point is not on the board.
        """
        if not (0 <= column < self.size and 0 <= row < self.size):
            raise self.fault(
                where, f"point {column + 1}, {row + 1}: expected 1 to {self.size} each"
            )
        self._add(color, action_to_sgf(row * self.size + column, self.size, self.size))

    def skip(self, color: Color) -> None:
        """Adds a pass."""
        self._add(color, "")

    def _add(self, color: Color, raw: str) -> None:
        node = (self._last or self.root).add_child()
        node.set_values(color.letter, [raw])
        self._last = node
        self.num_moves += 1

    @property
    def next_color(self) -> Color:
        """Whose turn it is if colours alternate."""
        first = Color.WHITE if "AB" in self.root else Color.BLACK
        return first if self.num_moves % 2 == 0 else first.opponent

    def set_size(self, size: int, where: int) -> None:
        """Sets the board's size.

        Raises:
            SgfError: This program plays no such board.
        """
        if not 2 <= size <= 19:
            raise self.fault(where, f"board size {size}: expected 2 to 19")
        self.size = size

    def set_handicap(self, stones: int, where: int) -> None:
        """Puts handicap stones on the star points."""
        if stones < 2:
            return
        if stones > max_handicap(self.size, self.size):
            largest = max_handicap(self.size, self.size)
            self.warn(where, f"handicap {stones}: expected at most {largest}; none put")
            return
        self.root.set_values("HA", [str(stones)])
        points = fixed_handicap(self.size, self.size, stones)
        self.root.set_values("AB", raw_points(points, self.size, self.size))

    def set_komi(self, komi: float) -> None:
        """Sets the komi."""
        self.root.set_values("KM", [raw_number(komi)])

    def set_player(self, color: Color, name: str, rank: str) -> None:
        """Sets a player's name and rank."""
        self.root.set_text(f"P{color.letter}", name.strip())
        self.root.set_text(f"{color.letter}R", rank_of(rank))

    def warn(self, where: int, text: str) -> None:
        """Notes what was read over."""
        if len(self.warnings) < 20:
            self.warnings.append(f"{self.format} line {where}: {text}")

    def fault(self, where: int, text: str) -> SgfError:
        """Returns the error that ends the reading."""
        return SgfError(f"{self.format} line {where}: {text}")

    def tree(self) -> GameTree:
        """Returns the game.

        Raises:
            SgfError: It has no move and no stone.
        """
        if not self.num_moves and "AB" not in self.root:
            raise SgfError(f"{self.format} file without a move: expected at least one")
        self.root.set_values("SZ", [str(self.size)])
        return GameTree(self.root, self.warnings)


def rank_of(text: str) -> str:
    """Returns a rank as SGF files write it: 7d, 3k, 9p."""
    word = text.strip().rstrip("*?").replace(" ", "")
    return word.replace("DP", "p").replace("D", "d").replace("K", "k").replace("P", "p")[:12]


def lines_of(text: str, name: str) -> list[str]:
    """Returns the lines of a file, stripped.

    Raises:
        SgfError: There are too many.
    """
    lines = [line.strip("\r\x00 \t\ufeff") for line in text.split("\n")]
    if len(lines) > MAX_LINES:
        raise SgfError(f"{name} file of {len(lines)} lines: expected at most {MAX_LINES}")
    return lines


def whole_of(text: str) -> int | None:
    """Returns the whole number at the beginning of a text, None if there is none."""
    digits = text.strip().partition(".")[0].lstrip("+")
    return int(digits) if digits.isascii() and digits.isdigit() and len(digits) < 7 else None
