"""The answer of a task that is practised, once it may be told. No Qt here."""

from __future__ import annotations

from gui.game.reports import key_of
from gui.game.state import GameState


def answer_of(state: GameState) -> int | None:
    """Returns the good move of a task that is told, None if it is not known."""
    task = state.drill
    if task is None or task.is_open:
        return None
    if task.answers:
        return task.answers[0]
    report = state.analysis.reports.of(key_of(state.tree, task.node))
    return None if report is None or report.best is None else report.best.action
