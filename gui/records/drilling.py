"""Practising: from the record that holds mistakes to tasks, and what happens to a task.

A task is a record of its own that ends at the position; moves that are tried become variations of
it. The engine's reports of the position and of the one after the move say what a move loses; where
an exercise has its answer, no other move is right. No Qt here. Begin with `collected`, `started`.
"""

from __future__ import annotations

import datetime
import hashlib
from collections.abc import Iterable
from dataclasses import replace

from gogame import sgf
from gogame.board.coords import BLACK, WHITE, Color, action_from_gtp, action_to_gtp
from gogame.board.position import Move, Position
from gogame.board.rules import WinCondition
from gui.analysis.performance import JudgedMove
from gui.files.game_files import PROGRAM, name_of, parse_game, state_of
from gui.game import transitions
from gui.game.drill import DrillStage, DrillTask
from gui.game.reports import PositionReport, key_of
from gui.game.state import GameState, Phase
from gui.lessons.drill_answer import answer_of
from gui.lessons.drills import Drill

VISITS = 200
"""Search visits with which a move is judged."""
_POINT_OF_CHANCE = 20.0  # where points do not decide, five percent count as a point
_LEAST_SHARE = 0.1  # of the visits of the best move: a candidate with fewer is not relied on


# From a game


def collected(
    state: GameState, moves: Iterable[JudgedMove], least: float, today: datetime.date
) -> tuple[Drill, ...]:
    """Returns the mistakes that people made on the line shown.

    Args:
        state: The game.
        moves: Its judged moves.
        least: Points that a mistake loses at least.
        today: From when on they are to come up.
    """
    path = state.tree.path(state.tree.end_of_line(state.cursor))
    people = _people(state)
    found: list[Drill] = []
    for judged in moves:
        point = judged.move.action < state.variant.num_points
        if judged.move.color not in people or not point or not judged.is_mistake(least):
            continue
        node = path[judged.place - 1]
        height, width = state.variant.height, state.variant.width
        found.append(
            Drill(
                key_of_drill(state.tree.position(node)),
                _line_text(state, node),
                action_to_gtp(judged.move.action, height, width),
                round(judged.verdict.loss, 1),
                f"{_title(state)}, {judged.number}",
                today,
            )
        )
    return tuple(found)


def _people(state: GameState) -> frozenset[Color]:
    """Returns whose mistakes count: not those of this program, also in its own old records."""
    players = {color: name_of(state.setup.player(color)) for color in Color}
    people = {
        color
        for color, name in players.items()
        if not state.setup.player(color).is_ai and not name.startswith(PROGRAM)
    }
    return frozenset(people)


def _title(state: GameState) -> str:
    if state.path is not None:
        return state.path.stem
    names = [name_of(state.setup.player(color)) or color.letter for color in Color]
    return " - ".join(names)


def key_of_drill(position: Position) -> str:
    """Returns what stands for a position, whatever moves led to it."""
    digest = hashlib.sha256(position.variant.to_json().encode())
    digest.update(position.grid.tobytes())
    digest.update(f"{position.komi:g} {position.to_play.letter}".encode())
    return digest.hexdigest()[:16]


def _line_text(state: GameState, node: int) -> str:
    """Returns the moves up to a node as SGF, from where stones were last set up."""
    tree, path = state.tree, state.tree.path(node)
    start = max(i for i, index in enumerate(path) if tree[index].is_setup)
    moves = [tree[index].move for index in path[start + 1 :]]
    root = line_of(tree.position(path[start]), [move for move in moves if move is not None])
    for color in Color:
        root.set_text(f"P{color.letter}", name_of(state.setup.player(color)))
    return sgf.write(sgf.GameTree(root))


def line_of(first: Position, moves: Iterable[Move]) -> sgf.Node:
    """Returns the root of a record of one line.

    Args:
        first: What is set up in the root.
        moves: What is played from there.
    """
    root = sgf.Node()
    sgf.put_header(root, first.variant, first.handicap)
    grid = first.grid.reshape(-1).tolist()
    stones = {point: color for point, color in enumerate(grid) if color in (BLACK, WHITE)}
    if stones or first.to_play is not Color.BLACK:
        sgf.put_setup(root, stones, first.to_play, first.variant)
    last = root
    for move in moves:
        last = sgf.add_move(last, move, first.variant)
    return root


# A task


def started(drill: Drill, game: int, limit: float) -> GameState:
    """Returns the position of a drill as a task.

    Args:
        drill: Which.
        game: Number of the game since the program started.
        limit: Points that a move may lose at most to be good enough.

    Raises:
        SgfError: The record that was kept cannot be read.
        CoordinateError: Nor can its mistake.
    """
    state = replace(state_of(parse_game(drill.sgf), game, None), phase=Phase.PLAYING, result=None)
    shape = state.variant.height, state.variant.width
    played = action_from_gtp(drill.played, *shape) if drill.played else None
    answers = tuple(action_from_gtp(name, *shape) for name in drill.answers)
    task = DrillTask(drill.key, state.cursor, played, drill.lost, limit, answers)
    return replace(state, drill=task)


def tried(state: GameState, action: int) -> GameState:
    """Returns the task with a move tried.

    Raises:
        IllegalMove: The rules forbid it.
    """
    task = state.drill
    if task is None or not task.takes_moves:
        return state
    begun = _at(state, task.node)
    played = transitions.play(begun, action)
    tries = (*task.tries, action)
    judging = replace(task, stage=DrillStage.JUDGING, tries=tries, loss=None)
    judging_state = replace(played, drill=judging, unsaved=False, message=None)
    if action in task.answers:
        return _with_loss(judging_state, 0.0)
    if task.answers and action == task.played and task.lost > 0:
        return _with_loss(judging_state, task.lost)
    return judging_state


def _with_loss(state: GameState, loss: float | None) -> GameState:
    """Returns the task with its last move judged.

    Args:
        state: The task, its move played.
        loss: Points that the move lost; None if it is wrong, no one knows by how much.
    """
    task = state.drill
    assert task is not None
    is_good = loss is not None and loss <= task.limit
    if task.answers:
        is_good = task.tries[-1] in task.answers
    if is_good:
        return replace(state, drill=replace(task, stage=DrillStage.SOLVED, loss=loss))
    wrong = replace(task, stage=DrillStage.WRONG, loss=loss)
    return replace(_at(state, task.node), drill=wrong, message=None)


def nodes_wanted(state: GameState) -> tuple[int, ...]:
    """Returns the nodes whose reports are needed now, for a judgement or for the answer."""
    task = state.drill
    has_answer = answer_of(state) is not None
    if task is None or task.stage is DrillStage.SOLVED or has_answer:
        return ()
    node = _tried_node(state)
    if state.cursor not in (task.node, node):
        return ()  # earlier moves are looked at
    return (task.node,) if node is None or state.cursor != node else (task.node, node)


def judged(state: GameState) -> GameState:
    """Returns the task with its last move judged, or itself as long as that cannot be done."""
    task = state.drill
    node = _tried_node(state)
    if task is None or node is None:
        return state
    keys = key_of(state.tree, task.node), key_of(state.tree, node)
    if any(key in state.analysis.unanswered for key in keys) or state.analysis.is_dead:
        if task.answers:
            return _with_loss(state, None)
        unknown = replace(task, stage=DrillStage.UNKNOWN, tries=task.tries[:-1])
        return replace(_at(state, task.node), drill=unknown, message=None)
    reports = [state.analysis.reports.of(key) for key in keys]
    before, after = reports
    if before is None or after is None or min(before.visits, after.visits) < VISITS:
        return state
    loss = loss_of(state, task.tries[-1], before, after)
    # The answer of an exercise is from a longer search, which this one may not bear out.
    is_in_doubt = bool(task.answers) and loss <= task.limit
    return _with_loss(state, None if is_in_doubt else loss)


def _tried_node(state: GameState) -> int | None:
    """Returns the node of the move that is to be judged, None if none is."""
    task = state.drill
    if task is None or task.stage is not DrillStage.JUDGING:
        return None
    mover = state.tree.position(task.node).to_play
    return state.tree.child_with(task.node, Move(mover, task.tries[-1]))


def loss_of(state: GameState, action: int, before: PositionReport, after: PositionReport) -> float:
    """Returns what a move loses against the engine's best one; nothing if it is that one.

    Args:
        state: The game; who moves is known from the task's position.
        action: The move.
        before: The report of the position.
        after: That of the one after the move.
    """
    assert state.drill is not None
    best = before.best
    if best is None or best.action == action:
        return 0.0
    known = next((one for one in before.candidates if one.action == action), None)
    seen = known if known and known.visits >= _LEAST_SHARE * best.visits else after
    by_points = state.variant.win is WinCondition.SCORE and before.has_score and after.has_score
    if by_points:
        lost_black = best.score_black - seen.score_black
    else:
        lost_black = _POINT_OF_CHANCE * (best.winrate_black - seen.winrate_black)
    mover = state.tree.position(state.drill.node).to_play
    return max(0.0, lost_black if mover is Color.BLACK else -lost_black)


def shown(state: GameState) -> GameState:
    """Returns the task with its answer told."""
    task = state.drill
    if task is None or not task.is_open:
        return state
    told = replace(task, stage=DrillStage.SHOWN)
    return replace(_at(state, task.node), drill=told, message=None)


def ended(state: GameState) -> GameState:
    """Returns the record of a task without the task."""
    return state if state.drill is None else replace(state, drill=None)


def _at(state: GameState, node: int) -> GameState:
    return state if state.cursor == node else transitions.go_to(state, node)
