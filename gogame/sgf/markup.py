"""Markup of a node: shapes, labels, arrows, lines, territory, dimmed points; read and written.

Read with `markup_of`, change with the methods of `Markup`, write with `markup_values`. What a
value of these properties says that is no point of the board is left out on writing.
Source of the properties: SGF FF[4] specification, https://www.red-bean.com/sgf/sgf4.html
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from gogame.board.coords import Color, action_from_sgf, action_to_sgf
from gogame.diagram import Mark
from gogame.errors import CoordinateError
from gogame.sgf.values import points_of, raw_composed, raw_points, simple_text_of, split_composed

_SHAPES = {"CR": Mark.CIRCLE, "SQ": Mark.SQUARE, "TR": Mark.TRIANGLE, "MA": Mark.CROSS}
_IDENTS = {mark: ident for ident, mark in _SHAPES.items()}
IDENTS = ("TR", "SQ", "CR", "MA", "SL", "LB", "AR", "LN", "TB", "TW", "DD")
LONGEST_LABEL = 12


@dataclass(frozen=True, slots=True)
class Markup:
    """What is drawn on the board at one node; every tuple ascends by point.

    Attributes:
        shapes: Points and their shapes, at most one each.
        labels: Points and their short texts.
        arrows: From and to.
        lines: From and to.
        territory: Points and whose territory they are said to be.
        dimmed: Points greyed out.
        selected: Points selected.
        clears_dimmed: Whether the node ends the dimming of an earlier one.
    """

    shapes: tuple[tuple[int, Mark], ...] = ()
    labels: tuple[tuple[int, str], ...] = ()
    arrows: tuple[tuple[int, int], ...] = ()
    lines: tuple[tuple[int, int], ...] = ()
    territory: tuple[tuple[int, Color], ...] = ()
    dimmed: tuple[int, ...] = ()
    selected: tuple[int, ...] = ()
    clears_dimmed: bool = False

    def with_shape(self, point: int, shape: Mark | None) -> Markup:
        """Returns the markup with another shape on a point, or none."""
        shapes = {p: s for p, s in self.shapes if p != point}
        if shape is not None:
            shapes[point] = shape
        return replace(self, shapes=tuple(sorted(shapes.items())))

    def toggled(self, point: int, shape: Mark) -> Markup:
        """Returns the markup with a shape on a point, or without it if it is there already."""
        return self.with_shape(point, None if dict(self.shapes).get(point) is shape else shape)

    def with_label(self, point: int, text: str) -> Markup:
        """Returns the markup with a text on a point; the empty text removes it."""
        labels = {p: t for p, t in self.labels if p != point}
        if text.strip():
            labels[point] = text.strip()[:LONGEST_LABEL]
        return replace(self, labels=tuple(sorted(labels.items())))

    def toggled_arrow(self, start: int, end: int) -> Markup:
        """Returns the markup with an arrow more, or without it if it is there already."""
        return replace(self, arrows=_toggled(self.arrows, (start, end)))

    def toggled_line(self, start: int, end: int) -> Markup:
        """Returns the markup with a line more, or without it if it is there already."""
        pair = (end, start) if (end, start) in self.lines else (start, end)
        return replace(self, lines=_toggled(self.lines, pair))

    def toggled_dim(self, point: int) -> Markup:
        """Returns the markup with a point greyed out, or no longer."""
        dimmed = set(self.dimmed) ^ {point}
        return replace(self, dimmed=tuple(sorted(dimmed)), clears_dimmed=False)

    def without(self, point: int) -> Markup:
        """Returns the markup with nothing on a point and no line to or from it."""
        return replace(
            self.with_shape(point, None).with_label(point, ""),
            arrows=tuple(pair for pair in self.arrows if point not in pair),
            lines=tuple(pair for pair in self.lines if point not in pair),
            territory=tuple(one for one in self.territory if one[0] != point),
            dimmed=tuple(one for one in self.dimmed if one != point),
            selected=tuple(one for one in self.selected if one != point),
        )

    def next_letter(self) -> str:
        """Returns the first letter, A to Z and then a to z, that no label has; empty after them."""
        used = {text for _, text in self.labels}
        letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
        return next((letter for letter in letters if letter not in used), "")

    def next_number(self) -> str:
        """Returns the first number from 1 on that no label has."""
        used = {text for _, text in self.labels}
        number = 1
        while str(number) in used:
            number += 1
        return str(number)


def _toggled(
    pairs: tuple[tuple[int, int], ...], pair: tuple[int, int]
) -> tuple[tuple[int, int], ...]:
    return tuple(sorted(set(pairs) ^ {pair}))


def markup_of(values: Mapping[str, Sequence[str]], height: int, width: int) -> Markup:
    """Returns the markup of a node.

    Args:
        values: The raw values of its properties.
        height: Rows of the board.
        width: Columns of the board.
    """

    def points(ident: str) -> list[int]:
        return points_of(values.get(ident, ()), height, width)[0]

    shapes = {point: mark for ident, mark in _SHAPES.items() for point in points(ident)}
    owners = dict.fromkeys(points("TB"), Color.BLACK)
    owners |= dict.fromkeys(points("TW"), Color.WHITE)
    return Markup(
        tuple(sorted(shapes.items())),
        tuple(sorted(_labels(values.get("LB", ()), height, width).items())),
        _pairs(values.get("AR", ()), height, width),
        _pairs(values.get("LN", ()), height, width),
        tuple(sorted(owners.items())),
        tuple(points("DD")),
        tuple(points("SL")),
        clears_dimmed="DD" in values and not points("DD"),
    )


def _labels(raw_values: Iterable[str], height: int, width: int) -> dict[int, str]:
    labels: dict[int, str] = {}
    for raw in raw_values:
        parts = split_composed(raw)
        place = None if parts is None else _point(parts[0], height, width)
        text = "" if parts is None else simple_text_of(parts[1])
        if place is not None and text:
            labels[place] = text
    return labels


def _pairs(raw_values: Iterable[str], height: int, width: int) -> tuple[tuple[int, int], ...]:
    pairs: set[tuple[int, int]] = set()
    for raw in raw_values:
        first, _, last = raw.partition(":")
        start, end = _point(first, height, width), _point(last, height, width)
        if start is not None and end is not None and start != end:
            pairs.add((start, end))
    return tuple(sorted(pairs))


def _point(word: str, height: int, width: int) -> int | None:
    try:
        action = action_from_sgf(word.strip(), height, width)
    except CoordinateError:
        return None
    return action if action < height * width else None


def markup_values(markup: Markup, height: int, width: int) -> dict[str, tuple[str, ...]]:
    """Returns the raw values of all markup properties, empty for those that a node has not."""

    def raw(points: Iterable[int]) -> tuple[str, ...]:
        return tuple(raw_points(points, height, width))

    def name(point: int) -> str:
        return action_to_sgf(point, height, width)

    values = {
        ident: raw(point for point, shape in markup.shapes if shape is mark)
        for mark, ident in _IDENTS.items()
    }
    values["LB"] = tuple(raw_composed(name(point), text) for point, text in markup.labels)
    values["AR"] = tuple(f"{name(start)}:{name(end)}" for start, end in markup.arrows)
    values["LN"] = tuple(f"{name(start)}:{name(end)}" for start, end in markup.lines)
    for ident, color in (("TB", Color.BLACK), ("TW", Color.WHITE)):
        values[ident] = raw(point for point, owner in markup.territory if owner is color)
    values["SL"] = raw(markup.selected)
    values["DD"] = raw(markup.dimmed) or (("",) if markup.clears_dimmed else ())
    return values
