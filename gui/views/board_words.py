"""The board in words, for those who hear it. See `texts`."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from gogame.board.coords import EMPTY, Color, action_to_gtp
from gui.board.scene import BoardScene
from gui.game.state import GameState
from gui.views import texts

translate = QCoreApplication.translate


def point_words(scene: BoardScene, point: int) -> str:
    """Returns what lies on a point: its name, the stone, what is special about it."""
    color = scene.color_at(point)
    parts = [action_to_gtp(point, scene.height, scene.width)]
    if color == EMPTY:
        parts.append(translate("Board", "empty"))
    else:
        parts.append(texts.color_name(Color(color)))
    if point == scene.last_move and color != EMPTY:
        parts.append(translate("Board", "last move"))
    if point in scene.dead:
        parts.append(translate("Board", "dead"))
    if scene.owner is not None and (color == EMPTY or point in scene.dead):
        parts.append(_owner_words(scene.owner[point]))
        if point in scene.corrected:
            parts.append(translate("Board", "set by hand"))
    if point == scene.ko:
        parts.append(translate("Board", "ko"))
    mark = scene.candidate_at(point)
    if mark is not None and mark.title:
        parts.append(translate("Board", "candidate {0}").format(mark.title))
    return ", ".join(parts)


def _owner_words(owner: int) -> str:
    if owner == EMPTY:
        return translate("Board", "nobody's point")
    if owner == Color.BLACK:
        return translate("Board", "Black's point")
    return translate("Board", "White's point")


def move_words(state: GameState, captured: int = 0) -> str:
    """Returns the move shown as a sentence, empty before the first.

    Args:
        state: The state.
        captured: Stones that the move has taken.
    """
    move = state.tree[state.cursor].move
    if move is None:
        return ""
    color = texts.color_name(move.color)
    variant = state.variant
    if move.action == variant.pass_action:
        words = translate("Board", "{0} passes").format(color)
    else:
        words = f"{color} {action_to_gtp(move.action, variant.height, variant.width)}"
    if captured:
        words += ", " + translate("Board", "{0} captured").format(captured)
    return words
