"""A Go board written for obviousness: flood fill for everything, nothing kept up to date.

It shares no code with the program and knows no coordinates: the board is an adjacency dict
from a point to the set of the points that touch it. Colours: 0 empty, 1 Black, 2 White.
"""

from __future__ import annotations

Adjacency = dict[int, set[int]]


def lattice(height: int, width: int, shape: str) -> Adjacency:
    """Returns the adjacency of a plane, cylinder or torus, points numbered row by row."""
    adjacency: Adjacency = {point: set() for point in range(height * width)}
    for row in range(height):
        for column in range(width):
            here = row * width + column
            right, below = (row, column + 1), (row + 1, column)
            if column == width - 1:
                right = (row, 0) if shape in ("cylinder", "torus") else None
            if row == height - 1:
                below = (0, column) if shape == "torus" else None
            for other in (right, below):
                if other is not None and other != (row, column):
                    there = other[0] * width + other[1]
                    adjacency[here].add(there)
                    adjacency[there].add(here)
    return adjacency


def flood(adjacency: Adjacency, colors: list[int], point: int) -> tuple[set[int], set[int]]:
    """Returns the like-coloured points connected to `point`, and the points around them."""
    inside, around, todo = {point}, set[int](), [point]
    while todo:
        for neighbor in adjacency[todo.pop()]:
            if colors[neighbor] != colors[point]:
                around.add(neighbor)
            elif neighbor not in inside:
                inside.add(neighbor)
                todo.append(neighbor)
    return inside, around


class BruteGame:
    """One game under any ko, suicide and win rule.

    Attributes:
        colors: Colour by point.
        to_play: 1 or 2.
        ko_point: Point that the simple ko rule forbids, or None.
        passes: Consecutive passes just played.
        taken: Prisoners by their owner.
        over: Whether the game has ended.
        winner: 1 or 2 if a capture or no-capture game was won, else None.
    """

    def __init__(
        self, adjacency: Adjacency, ko: str, suicide: bool, win: str = "score", goal: int = 0
    ) -> None:
        """Begin on the empty board, Black to play."""
        self.adjacency, self.ko, self.suicide, self.win, self.goal = (
            adjacency, ko, suicide, win, goal,
        )  # fmt: skip
        self.setup([0] * len(adjacency), 1)

    def setup(self, colors: list[int], to_play: int) -> None:
        """Begin anew from a given board."""
        self.colors, self.to_play = list(colors), to_play
        self.ko_point: int | None = None
        self.passes, self.taken = 0, {1: 0, 2: 0}
        self.over, self.winner = False, None
        self.seen = {self._situation(self.colors, to_play)}

    def _situation(self, colors: list[int], to_play: int) -> tuple[int, ...]:
        return (*colors, to_play) if self.ko == "situational" else tuple(colors)

    def _after(self, point: int) -> tuple[list[int], set[int], set[int]]:
        """Returns the board after a stone, the enemy stones and the own stones it removed."""
        colors, enemy = list(self.colors), 3 - self.to_play
        colors[point] = self.to_play
        captured, drowned = set[int](), set[int]()
        for neighbor in self.adjacency[point]:
            if colors[neighbor] == enemy:
                stones, around = flood(self.adjacency, colors, neighbor)
                if all(colors[p] for p in around):
                    captured |= stones
        for stone in captured:
            colors[stone] = 0
        stones, around = flood(self.adjacency, colors, point)
        if all(colors[p] for p in around):
            drowned = stones
        for stone in drowned:
            colors[stone] = 0
        return colors, captured, drowned

    def is_legal_stone(self, point: int) -> bool:
        """Returns whether the player to play may put a stone there."""
        if self.over or self.colors[point] != 0:
            return False
        if self.ko == "simple" and point == self.ko_point:
            return False
        colors, captured, drowned = self._after(point)
        if drowned and (not self.suicide or self.win == "no-capture"):
            return False
        if captured and self.win == "no-capture":
            return False
        if self.ko in ("positional", "situational"):
            return self._situation(colors, 3 - self.to_play) not in self.seen
        return True

    def captures(self, point: int) -> set[int]:
        """Returns the enemy stones that a stone on an empty point would take."""
        return self._after(point)[1]

    def legal_actions(self) -> list[int]:
        """Returns the legal actions in order; the pass is the number of points."""
        if self.over:
            return []
        stones = [p for p in range(len(self.colors)) if self.is_legal_stone(p)]
        may_pass = self.win != "no-capture" or not stones
        return stones + [len(self.colors)] * may_pass

    def play(self, action: int) -> None:
        """Play a legal action."""
        mover, enemy = self.to_play, 3 - self.to_play
        self.ko_point = None
        if action == len(self.colors):
            self.passes += 1
            self.over = self.passes == 2 or self.win == "no-capture"
            self.winner = enemy if self.win == "no-capture" else None
        else:
            self.passes = 0
            self.colors, captured, drowned = self._after(action)
            self.taken[mover] += len(captured)
            self.taken[enemy] += len(drowned)
            stones, around = flood(self.adjacency, self.colors, action)
            liberties = [p for p in around if self.colors[p] == 0]
            if len(captured) == 1 and not drowned and len(stones) == len(liberties) == 1:
                self.ko_point = liberties[0]
            self._end_capture_game(mover, enemy)
        self.to_play = enemy
        self.seen.add(self._situation(self.colors, self.to_play))

    def _end_capture_game(self, mover: int, enemy: int) -> None:
        for taker in (mover, enemy):
            if self.win in ("capture", "misere-capture") and self.taken[taker] >= self.goal:
                self.over = True
                self.winner = taker if self.win == "capture" else 3 - taker
                return

    def area(self) -> list[int]:
        """Returns the owner of each point: its stone, or the only colour its region touches."""
        owner = list(self.colors)
        for point, color in enumerate(self.colors):
            if color == 0:
                _, around = flood(self.adjacency, self.colors, point)
                touching = {self.colors[p] for p in around}
                owner[point] = touching.pop() if len(touching) == 1 else 0
        return owner


def unconditionally_alive(adjacency: Adjacency, colors: list[int], owner: int) -> set[int]:
    """Returns the stones that `owner` keeps though the enemy alone moves for ever.

    Tries every sequence of enemy moves (suicide illegal), so only small boards are possible.
    """
    kept = {p for p, color in enumerate(colors) if color == owner}
    seen, todo = {tuple(colors)}, [list(colors)]
    while todo:
        game = BruteGame(adjacency, "none", suicide=False)
        game.setup(todo.pop(), 3 - owner)
        kept &= {p for p, color in enumerate(game.colors) if color == owner}
        for action in game.legal_actions()[:-1]:
            after = game._after(action)[0]
            if tuple(after) not in seen:
                seen.add(tuple(after))
                todo.append(after)
    return kept
