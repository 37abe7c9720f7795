"""Which sounds belong to what happens. No Qt here."""

from __future__ import annotations

import math

from gogame.clock import TimeSystem
from gui.game.clocks import PlayerClock
from gui.game.state import GameState, Phase
from gui.sounds.waves import Sound

_TICKS_FROM_S = 10
_LOW_MAIN_S = 30.0


def sound_between(before: GameState, after: GameState) -> Sound | None:
    """Returns what is heard when one state follows another: a move, or the end of the game."""
    if after.game != before.game:
        return None
    if after.phase is Phase.OVER and before.phase in (Phase.PLAYING, Phase.SCORING):
        return Sound.END
    if len(after.placed) > len(before.placed):
        return Sound.STONE
    is_next = after.cursor != before.cursor and after.move_number == before.move_number + 1
    move = after.tree[after.cursor].move
    if not is_next or move is None:
        return None
    if move.action == after.variant.pass_action:
        return Sound.PASS
    mover = move.color
    has_captured = after.position.prisoners(mover) > before.position.prisoners(mover)
    return Sound.CAPTURE if has_captured else Sound.STONE


def warning(before: PlayerClock, now: PlayerClock) -> Sound | None:
    """Returns what a running clock is heard to say: the last ten seconds, or that time is low.

    Args:
        before: The clock a moment ago, of the same turn.
        now: The clock as it is.
    """
    if now.expired:
        return None
    if (now.overtime and not before.overtime) or now.count < before.count:
        return Sound.LOW_TIME
    counts = now.overtime or not now.settings.has_overtime
    if not counts or now.left_s >= before.left_s:
        return None
    seconds = math.ceil(now.left_s)
    if seconds <= _TICKS_FROM_S and seconds < math.ceil(before.left_s):
        return Sound.TICK
    is_main = now.settings.system in (TimeSystem.ABSOLUTE, TimeSystem.FISCHER)
    if is_main and now.left_s <= _LOW_MAIN_S < before.left_s:
        return Sound.LOW_TIME
    return None
