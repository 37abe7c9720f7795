"""What happens to a `GameState`: pure functions from one state to the next. No Qt here.

Each returns a new state and clears the message that no longer holds. `IllegalMove` is the only
error; the session turns it into a message.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from gogame.board import score
from gogame.board.coords import EMPTY, Color, action_to_gtp
from gogame.board.handicap import fixed_handicap, max_handicap
from gogame.board.position import Move, Position
from gogame.board.rules import WinCondition
from gogame.errors import IllegalMove, IllegalReason
from gogame.record import Result, ResultKind
from gui.game.clocks import Clocks
from gui.game.conduct import NOWHERE
from gui.game.move_tree import ROOT, MoveNode, MoveTree, Properties
from gui.game.state import (
    GameSetup,
    GameState,
    Message,
    MessageKind,
    Phase,
    Player,
)

_SKETCH: Properties = (("N", ("Played out",)),)  # how SGF names the variation


def new_game(setup: GameSetup, game: int) -> GameState:
    """Returns the beginning of a game.

    Raises:
        VariantError: The board allows no such handicap.
    """
    position = Position.start(setup.variant)
    is_free = setup.handicap >= 2 and setup.free_handicap
    if setup.handicap >= 2 and not is_free:
        points = fixed_handicap(setup.variant.height, setup.variant.width, setup.handicap)
        position = position.with_handicap(points)
    clocks = Clocks.start(setup.time)
    return GameState(
        game=game,
        setup=setup,
        tree=MoveTree.start(position, clocks),
        cursor=ROOT,
        position=position,
        phase=Phase.PLACING if is_free else Phase.PLAYING,
        clocks=clocks,
        message=_welcome(setup, position, is_free=is_free),
    )


def _welcome(setup: GameSetup, position: Position, *, is_free: bool) -> Message | None:
    if is_free:
        return Message(MessageKind.PLACE_HANDICAP, (str(setup.handicap),))
    if setup.player(position.to_play).is_ai:
        return None
    return Message(MessageKind.WELCOME, (position.to_play.letter,))


def carried(before: GameState, after: GameState) -> GameState:
    """Returns the first state of a game with what the player wants of every game."""
    wanted = before.conduct
    conduct = replace(
        after.conduct,
        on_request=wanted.on_request,
        pace_s=wanted.pace_s,
        is_brief=wanted.is_brief,
        ponders=wanted.ponders,
    )
    return replace(after, conduct=conduct, lesson=before.lesson.afresh())


def largest_handicap(height: int, width: int, *, is_free: bool) -> int:
    """Returns how many handicap stones a board takes: fixed ones, or freely put."""
    return min(9, height * width // 4) if is_free else max_handicap(height, width)


def place_handicap(state: GameState, point: int) -> GameState:
    """Puts down a free handicap stone or takes it away; after the last one White is to play.

    Raises:
        IllegalMove: Other stones leave it no liberty.
    """
    if point in state.placed:
        placed = tuple(p for p in state.placed if p != point)
    else:
        placed = (*state.placed, point)
    start = Position.start(state.setup.variant)
    position = Position.from_setup(state.setup.variant, black=placed) if placed else start
    left = state.setup.handicap - len(placed)
    is_last = left == 0
    if is_last:
        position = start.with_handicap(placed)
    return replace(
        state,
        position=position,
        placed=placed,
        tree=MoveTree.start(position, state.clocks),
        phase=Phase.PLAYING if is_last else Phase.PLACING,
        message=None if is_last else Message(MessageKind.PLACE_HANDICAP, (str(left),)),
        unsaved=True,
    )


def play(state: GameState, action: int, clocks: Clocks | None = None) -> GameState:
    """Plays a move for whoever's turn it is; a move that is in the tree already is gone to.

    Args:
        state: The state before.
        action: A point, or P for the pass.
        clocks: The clocks after the move; those of the state if None.

    Raises:
        IllegalMove: The rules forbid it, or no move is due.
    """
    if state.phase is not Phase.PLAYING:
        where = action_to_gtp(action, state.variant.height, state.variant.width)
        raise IllegalMove(f"illegal move {where}: the game is over", IllegalReason.GAME_OVER)
    position = state.position.play(action)
    move = Move(state.to_play, action)
    known = state.tree.child_with(state.cursor, move)
    if known is not None:
        return go_to(state, known)
    after = clocks or state.clocks
    node = MoveNode(state.cursor, move, position, clocks=after)
    begun = state.conduct.play_out
    if begun is not None and state.cursor == begun.start:
        goes_on = not state.is_record and not begun.was_over  # a game, with moves of its own
        node = replace(node, properties=_SKETCH, is_aside=goes_on)
    is_main = begun is None and not state.is_record
    tree, cursor = state.tree.added(state.cursor, node, main=is_main)
    is_pass = action == state.variant.pass_action
    played = replace(
        state,
        tree=tree,
        cursor=cursor,
        position=position,
        clocks=after,
        message=Message(MessageKind.PASSED, (move.color.letter,)) if is_pass else None,
        unsaved=True,
        conduct=replace(state.conduct, asked=NOWHERE),
    )
    return ended(played)


def ended(state: GameState) -> GameState:
    """Returns the state counted or decided if its position has ended the game.

    What was said of these very stones in an earlier count holds again.
    """
    position = state.position
    if not position.is_over:
        return state
    if state.variant.win is WinCondition.SCORE:
        stones = position.grid.tobytes()
        known = state if state.counted == stones else replace(uncounted(state), counted=stones)
        return _with_dead(replace(known, phase=Phase.SCORING, result=None), known.dead)
    winner = position.winner
    result = Result(ResultKind.DRAW if winner is None else ResultKind.WIN, winner)
    return replace(state, phase=Phase.OVER, result=result)


def uncounted(state: GameState) -> GameState:
    """Returns the state without a count and without what was said in one."""
    return replace(
        state,
        dead=frozenset(),
        corrections=frozenset(),
        counted=b"",
        score=None,
        proposed=None,
    )


def go_to(state: GameState, node: int) -> GameState:
    """Shows another node of the tree; a result stays, counting waits until one comes back."""
    tree = state.tree.seen(node)
    position = tree.position(node)
    moved = replace(
        state,
        tree=tree,
        cursor=node,
        position=position,
        clocks=tree[node].clocks or state.clocks,
        message=None,
        conduct=replace(state.conduct, asked=NOWHERE),
    )
    if state.phase is Phase.SCORING or (state.phase is Phase.PLAYING and position.is_over):
        return ended(replace(moved, phase=Phase.PLAYING, score=None))
    return moved


def step(state: GameState, moves: int) -> GameState:
    """Goes forward along the line shown, or back, as far as there are moves."""
    at = state.cursor
    for _ in range(abs(moves)):
        following = state.tree.onward(at) if moves > 0 else state.tree[at].parent
        if following is None or following < 0:
            break
        at = following
    return state if at == state.cursor else go_to(state, at)


def undo(state: GameState) -> GameState:
    """Takes back the last move, and the engine's reply to it, so that a human is to move."""
    if not state.can_undo:
        return state
    if state.phase is Phase.PLACING:
        return place_handicap(state, state.placed[-1])
    at = _taken_back(state.tree, state.cursor)
    tree, parent = at
    has_human = not (state.setup.black.is_ai and state.setup.white.is_ai)
    while has_human and tree[parent].move is not None:
        if not state.setup.player(tree.position(parent).to_play).is_ai:
            break
        tree, parent = _taken_back(tree, parent)
    return _continued(state, tree, parent)


def _taken_back(tree: MoveTree, node: int) -> tuple[MoveTree, int]:
    return tree.without(node), tree[node].parent


def _continued(state: GameState, tree: MoveTree, cursor: int) -> GameState:
    return replace(
        uncounted(state),
        tree=tree,
        cursor=cursor,
        position=tree.position(cursor),
        phase=Phase.PLAYING,
        result=None,
        clocks=tree[cursor].clocks or state.clocks,
        message=None,
        unsaved=True,
        conduct=replace(state.conduct, asked=NOWHERE),
    )


def resume(state: GameState) -> GameState:
    """Goes on playing: the passes that ended the game are taken back, a result is dropped."""
    if not state.can_resume:
        return state
    tree, cursor = state.tree, state.cursor
    while tree.position(cursor).passes > 0 and tree[cursor].move is not None:
        tree, cursor = _taken_back(tree, cursor)
    has_ended = state.has_ended or state.phase is Phase.OVER
    return replace(_continued(state, tree, cursor), has_ended=has_ended)


def propose_dead(state: GameState, dead: frozenset[int]) -> GameState:
    """Marks the stones that the engine holds for dead, unless play has gone on meanwhile.

    What was corrected by hand goes: the proposal is the whole count as the engine sees it.
    """
    if state.phase is not Phase.SCORING:
        return state
    proposed = _with_dead(replace(state, corrections=frozenset()), dead)
    return replace(proposed, proposed=proposed.dead)


def propose_again(state: GameState) -> GameState:
    """Returns to the count that the engine proposed, whatever was clicked since."""
    return state if state.proposed is None else propose_dead(state, state.proposed)


def click_count(state: GameState, point: int) -> GameState:
    """Changes the life or death of the chain on a point; if it is empty, whose its region is."""
    if state.phase is not Phase.SCORING:
        return state
    if state.position.color_at(point) != EMPTY:
        return toggle_dead(state, point)
    return correct_region(state, point)


def toggle_dead(state: GameState, point: int) -> GameState:
    """Changes the life or death of the chain on a point."""
    if state.phase is not Phase.SCORING:
        return state
    chain = frozenset(state.position.chain(point))
    dead = state.dead - chain if chain <= state.dead else state.dead | chain
    return replace(_with_dead(state, dead), message=None, unsaved=True)


def correct_region(state: GameState, point: int) -> GameState:
    """Gives the region of a point to the next owner, see `score.corrected`."""
    if state.phase is not Phase.SCORING:
        return state
    board, variant = state.position.board, state.variant
    corrections = score.corrected(board, variant, state.dead, state.corrections, point)
    return replace(
        _with_dead(replace(state, corrections=corrections), state.dead),
        message=None,
        unsaved=True,
    )


def _with_dead(state: GameState, dead: Iterable[int]) -> GameState:
    """Returns the state counted with these dead stones and the corrections that still stand."""
    position = state.position
    points = range(state.variant.num_points)
    stones = frozenset(p for p in dead if p in points and position.color_at(p) != EMPTY)
    left = score.standing(position.board, state.variant, stones, state.corrections)
    return replace(state, dead=stones, corrections=left, score=position.score(stones, left))


def accept_score(state: GameState) -> GameState:
    """Ends the game with the count shown."""
    if state.phase is not Phase.SCORING or state.score is None:
        return state
    result = Result.by_score(state.score.lead_black)
    return replace(state, phase=Phase.OVER, result=result, message=None, unsaved=True)


def resign(state: GameState, color: Color) -> GameState:
    """Ends the game: `color` gives up."""
    return _lost(state, color, ResultKind.RESIGN)


def time_out(state: GameState, color: Color) -> GameState:
    """Ends the game: `color` has run out of time."""
    return _lost(state, color, ResultKind.TIME)


def _lost(state: GameState, color: Color, kind: ResultKind) -> GameState:
    if state.phase is not Phase.PLAYING:
        return state
    at = state.tree.end_of_line(state.cursor)
    shown = go_to(state, at)
    return replace(
        shown, phase=Phase.OVER, result=Result(kind, color.opponent), message=None, unsaved=True
    )


def with_player(state: GameState, color: Color, player: Player) -> GameState:
    """Hands a colour over to another player."""
    if color is Color.BLACK:
        return replace(state, setup=replace(state.setup, black=player))
    return replace(state, setup=replace(state.setup, white=player))
