"""Diagrams of a record to be taken elsewhere: as SVG and as text. No Qt here."""

from __future__ import annotations

from dataclasses import dataclass

from gogame.board.diagram import diagram
from gogame.board.position import Move
from gogame.diagram import Mark, Marks, board_svg
from gui.board.scene import markup_shown
from gui.game.state import GameState

_SIGNS = {Mark.TRIANGLE: "^", Mark.SQUARE: "#", Mark.CIRCLE: "c", Mark.CROSS: "x"}


@dataclass(frozen=True, slots=True)
class DiagramChoices:
    """What a diagram shows.

    Attributes:
        first: Number of the first move that has its number, 0 for none.
        last: Number of the last one.
        from_one: Whether numbers begin with 1.
        coordinates: Whether letters and numbers stand at the edges.
        markup: Whether the record's markup is drawn, and what lies outside the region of interest
            dimmed.
    """

    first: int = 0
    last: int = 0
    from_one: bool = False
    coordinates: bool = True
    markup: bool = True


def diagram_svg(state: GameState, choices: DiagramChoices, title: str) -> str:
    """Returns the position shown as an SVG picture, numbered moves as in printed records."""
    first, line = _numbered(state, choices)
    position = state.position
    if line:
        path = state.tree.path(state.cursor)
        position = state.tree.position(path[first - 1])
    markup = markup_shown(state)
    marks = Marks(line=line, first_number=1 if choices.from_one else first)
    if choices.markup:
        numbered = {move.action for move in line}
        marks = Marks(
            shapes={point: shape for point, shape in markup.shapes if point not in numbered},
            labels={point: text for point, text in markup.labels if point not in numbered},
            line=line,
            first_number=marks.first_number,
            arrows=markup.arrows,
            lines=markup.lines,
            territory=dict(markup.territory),
            dimmed={*markup.dimmed, *_outside_region(state)},
        )
    return board_svg(position, title, marks, coordinates=choices.coordinates, last_move=not line)


def _outside_region(state: GameState) -> frozenset[int]:
    """Returns the points that the board shows shaded while the analysis looks at a region."""
    region = state.analysis.focus.region
    return frozenset(range(state.variant.num_points)) - region if region else frozenset()


def _numbered(state: GameState, choices: DiagramChoices) -> tuple[int, list[Move]]:
    """Returns the number of the first numbered move, and the moves, none if there are none."""
    path = state.tree.path(state.cursor)
    first = max(1, choices.first)
    last = min(choices.last, len(path) - 1)
    if not choices.first or last < first:
        return first, []
    line: list[Move] = []
    for node in path[first : last + 1]:
        move = state.tree[node].move
        if state.tree[node].is_setup:
            line.clear()  # numbers begin anew with the stones set up
            first = path.index(node) + 1
        elif move is not None:
            line.append(move)
    return first, line


def diagram_text(state: GameState) -> str:
    """Returns the position shown drawn with letters, and the markup that letters can show."""
    markup = markup_shown(state)
    signs = {point: _SIGNS[shape] for point, shape in markup.shapes}
    signs |= {point: text for point, text in markup.labels if len(text) == 1}
    free = {p: sign for p, sign in signs.items() if state.position.color_at(p) == 0}
    return diagram(state.position, free)
