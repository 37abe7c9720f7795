"""The teacher: what a move has lost at the player's level, and whether to ask about it. No Qt.

While a person plays against an engine, the engine that plays waits until the move of the person
has been judged (see `GameState.is_teacher_turn`). The judge needs a report of the position before
the move and of the one after it; where none can be had the move counts as not judged.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from gogame.board.coords import Color
from gui.game import transitions
from gui.game.lesson import Lesson, LessonChoices, LessonView, Verdict
from gui.game.reports import Candidate, PositionReport, key_of, tone_of
from gui.game.state import GameState, Phase

_POINT_OF_CHANCE = 20.0  # where points do not decide, five percent count as a point
_LEAST_SHARE = 0.03  # of the visits of the most visited move: less is too little to compare with


def with_teacher(state: GameState, *, is_on: bool) -> GameState:
    """Returns the game with the teacher there, or gone."""
    lesson = replace(state.lesson, is_on=is_on, asks=-1, view=LessonView.NOTHING)
    if is_on and _last_move_is_a_person_s(state):
        # What was played before the teacher came is not judged.
        move = state.tree[state.cursor].move
        assert move is not None
        lesson = lesson.with_verdict(state.cursor, Verdict(move.action, is_known=False))
    return replace(state, lesson=lesson)


def with_choices(state: GameState, choices: LessonChoices) -> GameState:
    """Returns the game with a teacher of whom other things are wanted."""
    return replace(state, lesson=replace(state.lesson, choices=choices))


def _last_move_is_a_person_s(state: GameState) -> bool:
    move = state.tree[state.cursor].move
    return move is not None and not state.setup.player(move.color).is_ai


# Judging


def nodes_wanted(state: GameState) -> tuple[int, ...]:
    """Returns the nodes whose reports the teacher needs now, none if it needs nothing.

    While a person thinks, the position before their move is looked at already.
    """
    if not state.lesson.is_on or state.phase is not Phase.PLAYING:
        return ()
    if state.is_teacher_turn and not is_asking(state):
        return state.tree[state.cursor].parent, state.cursor
    is_taught = state.setup.player(state.to_play.opponent).is_ai and state.at_end
    if state.is_human_turn and is_taught and not state.setup.player(state.to_play).is_ai:
        return (state.cursor,)
    return ()


def report_at(state: GameState, node: int) -> PositionReport | None:
    """Returns the report of a node if it is thorough enough for the teacher."""
    report = state.analysis.reports.of(key_of(state.tree, node))
    if report is None or report.visits < state.lesson.choices.judging.visits:
        return None
    return report


def judged(state: GameState) -> GameState:
    """Returns the game with the last move judged, or itself as long as that cannot be done."""
    if not state.is_teacher_turn or is_asking(state):
        return state
    before_node = state.tree[state.cursor].parent
    keys = key_of(state.tree, before_node), key_of(state.tree, state.cursor)
    if any(key in state.analysis.unanswered for key in keys) or state.analysis.is_dead:
        return _with_verdict(state, Verdict(_action(state), is_known=False))
    before, after = report_at(state, before_node), report_at(state, state.cursor)
    if before is None or after is None:
        return state
    was_hinted = state.hints.has_given(before_node, _action(state))
    mover = state.to_play.opponent
    verdict = verdict_of(_Case(before, after, mover, _action(state)), state.lesson.choices)
    if was_hinted:
        verdict = replace(verdict, loss=0.0, better=None, line=(), was_hinted=True)
    return _with_verdict(state, verdict)


def _action(state: GameState) -> int:
    move = state.tree[state.cursor].move
    assert move is not None
    return move.action


def _with_verdict(state: GameState, verdict: Verdict) -> GameState:
    lesson = state.lesson.with_verdict(state.cursor, verdict)
    before = state.tree[state.cursor].parent
    is_bad = verdict.loss >= lesson.choices.threshold
    if is_bad and lesson.num_asked.get(before, 0) < lesson.choices.num_prompts:
        lesson = lesson.having_asked(state.cursor, before)
    return replace(state, lesson=replace(lesson, view=LessonView.NOTHING))


@dataclass(frozen=True, slots=True)
class _Case:
    """What a move is judged by.

    Attributes:
        before: What is known of the position before it.
        after: And of the one after it.
        mover: Who played it.
        action: The move.
    """

    before: PositionReport
    after: PositionReport
    mover: Color
    action: int

    @property
    def has_score(self) -> bool:
        """Whether points decide."""
        return self.before.has_score and self.after.has_score

    def worth(self, place: Candidate | PositionReport) -> float:
        """Returns how good something is for who moved, in points."""
        value = place.score_black if self.has_score else _POINT_OF_CHANCE * place.winrate_black
        return value if self.mover is Color.BLACK else -value


def verdict_of(case: _Case, choices: LessonChoices) -> Verdict:
    """Returns what a level thinks of a move.

    It is measured against the best move that a player of the level can find, and never costs
    more than against the position's own value, so that one lucky line of the search is no reproach.
    """
    better = _findable(case, choices.judging.prior)
    played = case.worth(case.after)
    loss = 0.0
    if better is not None and better.action != case.action:
        loss = min(case.worth(better), case.worth(case.before)) - played
    if loss < choices.judging.told or better is None:
        return Verdict(case.action, max(0.0, loss), answer=_line_of(case.after.best))
    return Verdict(case.action, loss, better.action, _line_of(better), _line_of(case.after.best))


def _findable(case: _Case, prior: float) -> Candidate | None:
    """Returns the best move that is probable enough at first sight, None if there is none."""
    most = max((candidate.visits for candidate in case.before.candidates), default=0)
    known = [c for c in case.before.candidates if c.visits >= _LEAST_SHARE * most]
    # Engines that tell no prior are taken at their word.
    has_prior = any(candidate.prior > 0 for candidate in known)
    found = [c for c in known if c.prior >= prior or not has_prior]
    return max(found, key=case.worth, default=None)


def _line_of(candidate: Candidate | None) -> tuple[int, ...]:
    if candidate is None:
        return ()
    return candidate.pv or (candidate.action,)


# Answers to the teacher's question


def is_asking(state: GameState) -> bool:
    """Returns whether the teacher waits for an answer about the move shown."""
    return state.lesson.asks == state.cursor


def kept(state: GameState) -> GameState:
    """Returns the game going on with the move that the teacher has asked about."""
    if not is_asking(state):
        return state
    return replace(state, lesson=replace(state.lesson, asks=-1, view=LessonView.NOTHING))


def taken_back(state: GameState) -> GameState:
    """Returns the game with the move taken back that the teacher has asked about."""
    if not is_asking(state):
        return state
    lesson = replace(
        state.lesson,
        asks=-1,
        num_taken_back=state.lesson.num_taken_back + 1,
        view=LessonView.NOTHING,
    )
    return transitions.undo(replace(state, lesson=lesson))


def showing(state: GameState, view: LessonView) -> GameState:
    """Returns the game with a line of the last verdict on the board; the same one again hides it.

    Whoever is shown the better move and plays it has followed a hint.
    """
    verdict = last_verdict(state)
    if verdict is None:
        return state
    chosen = LessonView.NOTHING if state.lesson.view is view else view
    hints = state.hints
    if chosen is LessonView.BETTER and verdict.better is not None:
        hints = hints.giving(state.tree[verdict_node(state)].parent, verdict.better)
    return replace(state, lesson=replace(state.lesson, view=chosen), hints=hints)


def is_showing(state: GameState) -> bool:
    """Returns whether the board shows a line of the teacher instead of the game."""
    return state.lesson.view is not LessonView.NOTHING and last_verdict(state) is not None


def hidden(state: GameState) -> GameState:
    """Returns the game with itself on the board again."""
    return replace(state, lesson=replace(state.lesson, view=LessonView.NOTHING))


# What there is to show


def verdict_node(state: GameState) -> int:
    """Returns the node of the last judged move on the way to the position shown, -1 if none."""
    if not state.lesson.is_on:
        return -1
    path = state.tree.path(state.cursor)
    return next((n for n in reversed(path[-2:]) if n in state.lesson.verdicts), -1)


def last_verdict(state: GameState) -> Verdict | None:
    """Returns what the teacher thinks of the person's last move, None if nothing."""
    return state.lesson.verdicts.get(verdict_node(state))


def tones(state: GameState) -> tuple[tuple[int, int], ...]:
    """Returns the points of judged moves and their classes of loss, none below what is told."""
    told = state.lesson.choices.judging.told
    found: dict[int, int] = {}
    for node in state.tree.path(state.cursor):
        verdict, move = state.lesson.verdicts.get(node), state.tree[node].move
        if verdict is None or move is None or verdict.loss < told:
            continue
        is_stone = verdict.action < state.variant.num_points
        if is_stone and state.position.color_at(verdict.action) == move.color:
            found[verdict.action] = tone_of(verdict.loss)
    return tuple(found.items())


@dataclass(frozen=True, slots=True)
class Summary:
    """A lesson in numbers.

    Attributes:
        num_judged: Moves that were judged.
        num_told: Those of them that lost enough to be told.
        mean_loss: Points that a judged move lost on the average.
        num_taken_back: Moves that were taken back.
        num_hints: Positions at which a hint was given.
    """

    num_judged: int
    num_told: int
    mean_loss: float
    num_taken_back: int
    num_hints: int


def summary(state: GameState) -> Summary:
    """Returns the lesson of the line shown in numbers."""
    lesson: Lesson = state.lesson
    end = state.tree.end_of_line(state.cursor)
    verdicts = [lesson.verdicts[n] for n in state.tree.path(end) if n in lesson.verdicts]
    losses = [verdict.loss for verdict in verdicts if verdict.is_known]
    return Summary(
        len(losses),
        sum(loss >= lesson.choices.judging.told for loss in losses),
        sum(losses) / len(losses) if losses else 0.0,
        lesson.num_taken_back,
        state.hints.num_given,
    )
