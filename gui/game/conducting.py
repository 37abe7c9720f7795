"""Pausing, asking the engine for a move, playing out: from one `GameState` to the next. No Qt."""

from __future__ import annotations

from dataclasses import replace

from gui.game import transitions
from gui.game.conduct import NOWHERE, PlayOut
from gui.game.engines import EngineStatus
from gui.game.lesson import NO_HINTS
from gui.game.state import GameState, Message, MessageKind, Phase


def paused(state: GameState, *, is_paused: bool) -> GameState:
    """Returns the game stopped, or going on; only a game that is being played can be stopped."""
    if state.conduct.is_paused == is_paused or (is_paused and state.phase is not Phase.PLAYING):
        return state
    conduct = replace(state.conduct, is_paused=is_paused, asked=NOWHERE)
    return replace(state, conduct=conduct, message=None)


def on_request(state: GameState, *, is_on: bool) -> GameState:
    """Returns the game with engines that wait to be asked, or that answer at once."""
    conduct = replace(state.conduct, on_request=is_on, asked=NOWHERE)
    kind = MessageKind.STUDYING if is_on else MessageKind.PLAYING_AGAIN
    return replace(state, conduct=conduct, message=Message(kind))


def paced(state: GameState, pace_s: float) -> GameState:
    """Returns the game with another pace of the engines that play each other."""
    return replace(state, conduct=replace(state.conduct, pace_s=pace_s))


def brief(state: GameState, *, is_on: bool) -> GameState:
    """Returns the game with engines that think briefly, or for all the time they were given."""
    return replace(state, conduct=replace(state.conduct, is_brief=is_on))


def pondering(state: GameState, *, is_on: bool) -> GameState:
    """Returns the game with an engine that thinks on the person's time, or not."""
    return replace(state, conduct=replace(state.conduct, ponders=is_on))


def asked(state: GameState) -> GameState:
    """Returns the game with an engine asked for the move at the position shown."""
    if not can_ask(state):
        return state
    return replace(state, conduct=replace(state.conduct, asked=state.cursor), message=None)


def can_ask(state: GameState) -> bool:
    """Returns whether an engine may be asked for a move now."""
    is_open = state.phase is Phase.PLAYING and not state.position.is_over
    return is_open and not state.is_secret and not state.is_editing and not state.is_ai_turn


def play_out(state: GameState) -> GameState:
    """Returns the beginning of a variation that the engine plays to the end with itself.

    The moves are a variation behind all others, and what the result was it is again afterwards.
    After the last move of a record, or of a game that is over, there are no others: there they
    are what follows. A game that is being played does not go on with them.
    """
    if not can_play_out(state):
        return state
    onward = state.tree[state.cursor].onward
    begun = PlayOut(state.cursor, onward, state.phase is Phase.OVER, state.result)
    conduct = replace(state.conduct, play_out=begun, is_paused=False, asked=NOWHERE)
    return replace(
        state,
        conduct=conduct,
        phase=Phase.PLAYING,
        result=None,
        message=Message(MessageKind.PLAYING_OUT),
    )


def can_play_out(state: GameState) -> bool:
    """Returns whether the position shown can be played on from."""
    is_open = state.phase in (Phase.PLAYING, Phase.OVER) and not state.position.is_over
    is_free = not state.is_secret and not state.is_editing
    return is_open and is_free and state.conduct.play_out is None


def is_due(state: GameState) -> bool:
    """Returns whether the pace is to ask for the next move of engines that play each other."""
    conduct = state.conduct
    is_aside = state.quiz is not None or state.is_editing
    waits = conduct.is_paused or conduct.on_request or is_aside
    is_running = state.phase is Phase.PLAYING and state.at_end and not state.position.is_over
    return is_running and state.is_paced and not waits and not state.is_ai_turn


def ends_play_out(state: GameState) -> bool:
    """Returns whether the variation that is played out has come to its end.

    After two passes the engine says which stones are dead before the variation is counted.
    """
    begun = state.conduct.play_out
    if begun is None:
        return False
    if state.phase is Phase.SCORING:
        return state.proposed is not None or state.engine.status is EngineStatus.DEAD
    is_long = state.tree.depth(state.cursor) - state.tree.depth(begun.start) >= longest(state)
    return state.phase is not Phase.PLAYING or is_long


def longest(state: GameState) -> int:
    """Returns after how many moves playing out stops, wherever the game then is."""
    return 3 * state.variant.num_points


def played_out(state: GameState) -> GameState:
    """Returns the game as it was before a variation was played out, however far that has come.

    Where the game was over, the end of the variation stays in view; a game that is being played
    goes on where it stood. The message says whether the line shown goes on with the moves.
    """
    begun = state.conduct.play_out
    if begun is None:
        return state
    end = state.cursor
    num_moves = state.tree.depth(end) - state.tree.depth(begun.start)
    lead = "" if state.score is None else f"{state.score.lead_black:g}"
    start = replace(state.tree[begun.start], onward=begun.onward)
    done = replace(
        transitions.uncounted(state),
        conduct=replace(state.conduct, play_out=None, asked=NOWHERE),
        tree=state.tree.changed(begun.start, start),
        phase=Phase.OVER if begun.was_over else Phase.PLAYING,
        result=begun.result,
    )
    shown = transitions.go_to(done, end if begun.was_over else begun.start)
    line = shown.tree.main_line(begun.start)
    is_onward = end in line[1:] and not shown.tree[line[1]].is_aside
    told = (str(num_moves), lead, "onward" if is_onward else "")
    return replace(shown, message=Message(MessageKind.PLAYED_OUT, told))


def settled(state: GameState) -> GameState:
    """Returns the game with no task and no variation under way: its record is to be edited."""
    begun = state.conduct.play_out
    if begun is None:
        has_task = state.quiz is not None or state.drill is not None
        return replace(state, quiz=None, drill=None) if has_task else state
    return replace(
        transitions.uncounted(state),
        quiz=None,
        drill=None,
        conduct=replace(state.conduct, play_out=None, asked=NOWHERE),
        phase=Phase.OVER if begun.was_over else Phase.PLAYING,
        result=begun.result,
    )


def forgetful(state: GameState) -> GameState:
    """Returns the game, settled, without what was said of nodes that get other numbers now."""
    calm = settled(state)
    conduct = replace(calm.conduct, asked=NOWHERE)
    return replace(calm, conduct=conduct, lesson=calm.lesson.afresh(), hints=NO_HINTS)
