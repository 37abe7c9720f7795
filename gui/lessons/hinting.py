"""Hints by degrees: where on the board, then the point, then how play goes on. No Qt here."""

from __future__ import annotations

import itertools
from dataclasses import replace

from gui.game.lesson import Hint, HintStage
from gui.game.reports import Candidate, PositionReport, key_of
from gui.game.state import GameState, Phase

HINT_VISITS = 200
_ZONES = 3  # parts of a side of the board
_SMALL = 7  # sides up to here are halved instead


def can_hint(state: GameState) -> bool:
    """Returns whether a hint makes sense: a person is to move."""
    return (
        state.phase is Phase.PLAYING
        and state.is_human_turn
        and not state.position.is_over
        and not state.is_secret
    )


def hint_shown(state: GameState) -> Hint | None:
    """Returns the hint about the position shown, or None."""
    hint = state.hints.hint
    return hint if hint is not None and hint.node == state.cursor else None


def asked(state: GameState) -> GameState:
    """Returns the game with a hint given, or with more of it given away."""
    if not can_hint(state):
        return state
    hint = hint_shown(state)
    if hint is None:
        hints = replace(state.hints, hint=Hint(state.cursor))
        return given(replace(state, hints=hints, message=None))
    if hint.stage is HintStage.WANTED:
        return state
    return _with_stage(state, hint, HintStage(min(hint.stage + 1, HintStage.LINE)))


def is_wanted(state: GameState) -> bool:
    """Returns whether a hint waits for a report of the position shown."""
    hint = hint_shown(state)
    return hint is not None and hint.stage is HintStage.WANTED


def given(state: GameState) -> GameState:
    """Returns the game with the hint that was waited for, or itself as long as there is none."""
    hint = hint_shown(state)
    if hint is None or hint.stage is not HintStage.WANTED:
        return state
    key = key_of(state.tree, state.cursor)
    if key in state.analysis.unanswered or state.analysis.is_dead:
        return withdrawn(state)
    report = state.analysis.reports.of(key)
    if report is None or report.visits < HINT_VISITS or report.best is None:
        return state
    best = good_move(report, state.lesson.choices.judging.prior)
    known = replace(hint, action=best.action, line=best.pv or (best.action,))
    is_pass = best.action == state.variant.pass_action
    hints = replace(state.hints, hint=known, num_given=state.hints.num_given + 1)
    return _with_stage(
        replace(state, hints=hints), known, HintStage.POINT if is_pass else HintStage.AREA
    )


def good_move(report: PositionReport, prior: float) -> Candidate:
    """Returns the move to hint at: the best one, or one as good that is easier to find."""
    best = report.best
    assert best is not None
    for candidate in report.candidates:
        is_as_good = abs(candidate.score_black - best.score_black) < 0.5 and (
            abs(candidate.winrate_black - best.winrate_black) < 0.03
        )
        if is_as_good and candidate.prior >= prior and 4 * candidate.visits >= best.visits:
            return candidate
    return best


def withdrawn(state: GameState) -> GameState:
    """Returns the game without the hint about the position shown."""
    return replace(state, hints=replace(state.hints, hint=None))


def _with_stage(state: GameState, hint: Hint, stage: HintStage) -> GameState:
    hints = replace(state.hints, hint=replace(hint, stage=stage))
    if stage >= HintStage.POINT:
        hints = hints.giving(hint.node, hint.action)
    return replace(state, hints=hints)


def area_of(point: int, height: int, width: int) -> tuple[int, ...]:
    """Returns the points of the part of the board that a point lies in."""
    rows, columns = _part(point // width, height), _part(point % width, width)
    return tuple(row * width + column for row in rows for column in columns)


def part_of(point: int, height: int, width: int) -> tuple[int, int]:
    """Returns in which part a point lies: -1 top or left, 0 middle, +1 bottom or right."""
    return _side(point // width, height), _side(point % width, width)


def _cuts(length: int) -> list[int]:
    parts = _ZONES if length > _SMALL else 2
    return [round(i * length / parts) for i in range(parts + 1)]


def _part(at: int, length: int) -> range:
    cuts = _cuts(length)
    for low, high in itertools.pairwise(cuts):
        if at < high:
            return range(low, high)
    return range(length)


def _side(at: int, length: int) -> int:
    cuts = _cuts(length)
    index = next(i for i, high in enumerate(cuts[1:]) if at < high)
    return index - 1 if len(cuts) == _ZONES + 1 else 2 * index - 1
