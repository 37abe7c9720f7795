"""`Conduct`: how the moves of a game come: at once, at a pace, when asked for, or not at all.

Values only; what happens to a state is in `conducting`. No Qt here.
"""

from __future__ import annotations

from dataclasses import dataclass

from gogame.record import Result

NOWHERE = -1
PACES_S = (0.0, 0.5, 1.0, 2.0, 4.0, 8.0)  # seconds that a move of an engine takes at least


@dataclass(frozen=True, slots=True)
class PlayOut:
    """A game that the engine plays out with itself, as a variation.

    Attributes:
        start: The node that it began at.
        onward: Where "forward" led from there, -1 where it led nowhere.
        was_over: Whether the game had a result before.
        result: That result.
    """

    start: int
    onward: int = NOWHERE
    was_over: bool = False
    result: Result | None = None


@dataclass(frozen=True, slots=True)
class Conduct:
    """How the moves come.

    Attributes:
        is_paused: Whether nobody plays, the clocks stand and the board is covered.
        on_request: Whether engines move only when they are asked to, and a person may move for
            either colour.
        pace_s: Seconds that a move takes at least while engines play each other.
        asked: The node at which an engine has been asked for a move, or is due by the pace.
        is_brief: Whether engines think for a fraction of the time that they were given.
        ponders: Whether our engine thinks on the person's time too, where seconds limit it.
        play_out: The variation that the engine plays out, None while it does not.
    """

    is_paused: bool = False
    on_request: bool = False
    pace_s: float = 0.0
    asked: int = NOWHERE
    is_brief: bool = False
    ponders: bool = False
    play_out: PlayOut | None = None


AT_ONCE = Conduct()
