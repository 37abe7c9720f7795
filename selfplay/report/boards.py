"""A game as a small picture of its end, with the moves as text and the whole game as SGF."""

from __future__ import annotations

import base64
from html import escape

from gogame import sgf
from gogame.board.coords import action_to_gtp
from gogame.board.handicap import star_points
from gogame.board.position import Position
from gogame.errors import GoError
from selfplay.lake.export import annotated_tree
from selfplay.sample import GameSample

_CELL = 20


def final_position(sample: GameSample) -> Position:
    """Returns the position at a game's end.

    Raises:
        GoError: The game holds a move that its rules do not allow.
    """
    position = Position.start(sample.variant)
    if sample.handicap:
        position = position.with_handicap(sample.handicap)
    for action in sample.moves.tolist():
        position = position.play(action)
    return position


def board_svg(position: Position, title: str) -> str:
    """Returns a picture of a position, the last move marked."""
    height, width = position.variant.height, position.variant.width
    across, down = width * _CELL, height * _CELL
    middle = _CELL // 2
    name = escape(title)
    box = f'viewBox="0 0 {across} {down}" role="img" aria-label="{name}"'
    wood = f'<rect class="wood" width="{across}" height="{down}"/>'
    parts = [f'<svg class="board" {box}><title>{name}</title>{wood}']
    for row in range(height):
        y = row * _CELL + middle
        parts.append(f'<path class="cross" d="M{middle} {y}H{across - middle}"/>')
    for column in range(width):
        x = column * _CELL + middle
        parts.append(f'<path class="cross" d="M{x} {middle}V{down - middle}"/>')
    last = position.last_move
    stars = set(star_points(height, width))
    for point in range(height * width):
        x, y = point % width * _CELL + middle, point // width * _CELL + middle
        color = int(position.color_at(point))
        if color:
            kind = "black" if color == 1 else "white"
            parts.append(f'<circle class="{kind}" cx="{x}" cy="{y}" r="{_CELL * 0.46:.1f}"/>')
        elif point in stars:
            parts.append(f'<circle class="star" cx="{x}" cy="{y}" r="2"/>')
        if last is not None and last.action == point:
            parts.append(f'<circle class="last" cx="{x}" cy="{y}" r="3.4"/>')
    return "".join(parts) + "</svg>"


def game_figure(sample: GameSample) -> str:
    """Returns a finished game: its last position, result, moves and a link that saves it."""
    variant = sample.variant
    result = _result(sample)
    size = f"{variant.width}x{variant.height}"
    caption = f"{size}, komi {sample.komi:g}, {sample.num_moves} moves, {result}"
    try:
        picture = board_svg(final_position(sample), f"Last position of {sample.game_id}: {result}")
    except GoError as error:
        picture = f"<p>It cannot be shown: {escape(str(error))}.</p>"
    names = [
        action_to_gtp(action, variant.height, variant.width) for action in sample.moves.tolist()
    ]
    moves = " ".join(names)
    content = base64.b64encode(sgf.write([annotated_tree(sample)]).encode("utf-8")).decode()
    link = f"data:application/x-go-sgf;base64,{content}"
    name = escape(sample.game_id)
    return (
        f'<figure class="game">{picture}<figcaption>{escape(caption)}<br>'
        f'<a download="{name}.sgf" href="{link}">Save as SGF</a></figcaption>'
        f"<details><summary>Moves</summary><p>{escape(moves)}</p></details></figure>"
    )


def _result(sample: GameSample) -> str:
    if sample.outcome_black == 0:
        return "drawn"
    winner = "Black" if sample.outcome_black > 0 else "White"
    if sample.end == "win condition":
        return f"{winner} wins"
    return f"{winner} wins by {abs(sample.score_black):g}"
