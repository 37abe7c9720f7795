"""What the board shows of a position of the tutorial. No Qt here."""

from __future__ import annotations

from gogame.board.coords import EMPTY, Color
from gui.board.scene import BoardScene
from gui.lessons.tutorial import PASS, SIZE, Topic, TutorialState


def scene_of(state: TutorialState) -> BoardScene:
    """Returns what the board shows."""
    position, step = state.position, state.step
    is_counted = step.topic is Topic.COUNTING and state.is_solved
    last = position.last_move
    can_play = step.plays and not state.is_solved
    return BoardScene(
        SIZE,
        SIZE,
        stones=position.grid.tobytes(),
        last_move=None if last is None or last.action == PASS else last.action,
        ko=position.ko_point,
        owner=position.score().owner.tobytes() if is_counted else None,
        hover=Color.BLACK if can_play else None,
        open_points=bytes(stone == EMPTY for stone in position.grid.tobytes()) if can_play else b"",
    )
