"""`BoardScene`: all that the board view draws, worked out from the state without Qt.

A view compares scenes by value: an equal scene means nothing to paint.
"""

from __future__ import annotations

import enum
from dataclasses import dataclass, replace

from gogame.board.coords import EMPTY, Color
from gogame.board.topology import Shape
from gogame.sgf.markup import Markup, markup_of
from gui.analysis.choices import NO_CHOICES, AnalysisChoices, Territory
from gui.analysis.estimate import estimate_of, ownership_change
from gui.analysis.game_line import report_shown, rival_report
from gui.analysis.marks import (
    CandidateMark,
    PolicyMark,
    line_mark,
    losses_of,
    marks_of,
    policy_marks,
)
from gui.game import counting
from gui.game.drill import DrillStage
from gui.game.editing import PLAYING_TOOLS, PULLED_TOOLS, Tool
from gui.game.focus import NO_FOCUS, Focus
from gui.game.lesson import HintStage, LessonView
from gui.game.reports import Metric, PositionReport, key_of
from gui.game.state import GameState, Phase
from gui.lessons import drill_answer, guessing, hinting, teaching

NO_MARKUP = Markup()


class SpotKind(enum.Enum):
    """What a mark of the teacher, of a hint or of a quiz means.

    AREA: Somewhere here.
    GOOD: Here.
    GUESSED: This was guessed.
    PLAYED: This was played.
    """

    AREA = enum.auto()
    GOOD = enum.auto()
    GUESSED = enum.auto()
    PLAYED = enum.auto()


@dataclass(frozen=True, slots=True)
class SceneChoices:
    """What the player wants to see on the board.

    Attributes:
        coordinates: Whether there are coordinates.
        move_numbers: Whether stones bear their numbers.
        ownership: Whether the engine's idea of who owns what is shown.
        metric: What candidates are labelled with.
        analysis: Everything else about the analysis.
    """

    coordinates: bool = True
    move_numbers: bool = False
    ownership: bool = False
    metric: Metric = Metric.SCORE
    analysis: AnalysisChoices = NO_CHOICES


_PLAIN = SceneChoices()


@dataclass(frozen=True, slots=True)
class BoardScene:
    """One picture of a board; P = height * width points.

    Attributes:
        height: Rows of points.
        width: Columns of points.
        shape: Plane, cylinder or torus.
        stones: P bytes, EMPTY, BLACK or WHITE.
        coordinates: Whether coordinates are shown.
        last_move: Point of the last move, or None.
        ko: Point that may not be retaken at once, or None.
        dead: Points of stones marked as dead.
        owner: P bytes, whose point it is at the end of the game, or None while nobody counts.
        corrected: Points whose owner was set by hand.
        numbers: Move numbers by point, in no order; empty if they are not shown.
        hover: Colour of the stone that a click would play, or None.
        open_points: P bytes, 1 where `hover` may play.
        choosing: Whether a click changes the life or death of a stone, or whose a region is.
        candidates: Moves that the engine considers, the best first.
        influence: P bytes, who will own a point as the engine sees it (see `analysis.NOBODY`),
            or None.
        losses: Points of the last moves and the class of what each lost.
        spots: Points that are pointed at, and why.
        line: A continuation that is shown whatever the mouse does, or None.
        is_covered: Whether the game is paused and nobody is to study it.
        markup: What the record draws on the board.
        pulling: Whether the mouse is pulled from point to point: a line or an arrow is drawn.
        shift: P bytes, what the last move changed of who owns what (see `analysis.NOBODY`), or
            None.
        policy: The engine's first idea; in place of candidates.
        rivals: Candidates of the second engine.
        focus: The moves that the analysis looks at.
    """

    height: int
    width: int
    shape: Shape = Shape.PLANE
    stones: bytes = b""
    coordinates: bool = True
    last_move: int | None = None
    ko: int | None = None
    dead: frozenset[int] = frozenset()
    owner: bytes | None = None
    corrected: frozenset[int] = frozenset()
    numbers: tuple[tuple[int, int], ...] = ()
    hover: Color | None = None
    open_points: bytes = b""
    choosing: bool = False
    candidates: tuple[CandidateMark, ...] = ()
    influence: bytes | None = None
    losses: tuple[tuple[int, int], ...] = ()
    spots: tuple[tuple[int, SpotKind], ...] = ()
    line: CandidateMark | None = None
    is_covered: bool = False
    markup: Markup = NO_MARKUP
    pulling: Tool | None = None
    shift: bytes | None = None
    policy: tuple[PolicyMark, ...] = ()
    rivals: tuple[CandidateMark, ...] = ()
    focus: Focus = NO_FOCUS

    @property
    def board(self) -> tuple[int, int, Shape]:
        """Rows, columns and shape, as `BoardGeometry.fit` takes them."""
        return self.height, self.width, self.shape

    def color_at(self, point: int) -> int:
        """Returns EMPTY, BLACK or WHITE."""
        return self.stones[point] if point < len(self.stones) else EMPTY

    def candidate_at(self, point: int | None) -> CandidateMark | None:
        """Returns the candidate on a point, or None."""
        return next((mark for mark in self.candidates if mark.point == point), None)

    def ghost_at(self, point: int | None) -> Color | None:
        """Returns the colour of the stone to show under the mouse, or None."""
        if point is None or self.hover is None or self.open_points[point : point + 1] != b"\1":
            return None
        return self.hover


def scene_of(state: GameState, choices: SceneChoices = _PLAIN) -> BoardScene:
    """Returns what the board shows of a state."""
    plain = _plain_scene_of(state, choices)
    if state.quiz is not None:
        return _quiz_scene(plain, state)
    if state.is_secret:
        return _drill_scene(plain, state)
    spots = (*_hint_spots(state), *_answer_spots(state))
    scene = replace(plain, spots=spots, is_covered=state.conduct.is_paused)
    hint = hinting.hint_shown(state)
    if hint is not None and hint.stage is HintStage.LINE:
        return replace(scene, line=line_mark(hint.line, state.to_play, state.variant.num_points))
    return _lesson_scene(_with_analysis(scene, state, choices), state)


def _with_analysis(scene: BoardScene, state: GameState, choices: SceneChoices) -> BoardScene:
    """Returns a scene with what the analysis says of the position shown."""
    if not state.analysis.is_on:
        return scene
    wanted = choices.analysis
    losses = losses_of(state, wanted.dots)
    looked = replace(scene, losses=losses, focus=state.analysis.focus)
    second = rival_report(state)
    if second is not None and scene.owner is None and not wanted.policy:
        looked = replace(looked, rivals=marks_of(second, state, choices.metric, wanted))
    report = report_shown(state)
    if report is None or scene.owner is not None:
        return looked
    territory = _territory(state, report, wanted.territory) if choices.ownership else {}
    has_policy = wanted.policy and report.policy is not None
    return replace(
        looked,
        candidates=() if has_policy else marks_of(report, state, choices.metric, wanted),
        policy=policy_marks(report.policy) if has_policy and report.policy else (),
        **territory,
    )


def _territory(
    state: GameState, report: PositionReport, view: Territory
) -> dict[str, bytes | None]:
    """Returns the parts of a scene that show who owns what."""
    if report.ownership is None:
        return {}
    if view is Territory.ESTIMATE:
        return {"owner": estimate_of(state.position, report.ownership).owner}
    if view is Territory.OWNERSHIP:
        return {"influence": report.ownership}
    parent = state.tree[state.cursor].parent
    before = state.analysis.reports.of(key_of(state.tree, parent)) if parent >= 0 else None
    if before is None or before.ownership is None:
        return {}
    return {"shift": ownership_change(before.ownership, report.ownership)}


def _plain_scene_of(state: GameState, choices: SceneChoices) -> BoardScene:
    position = state.position
    variant = state.variant
    last = position.last_move
    is_counted = state.score is not None and position.is_over
    return BoardScene(
        variant.height,
        variant.width,
        variant.shape,
        position.grid.tobytes(),
        coordinates=choices.coordinates,
        last_move=None if last is None or last.action == variant.pass_action else last.action,
        ko=None if position.is_over else position.ko_point,
        dead=state.dead if is_counted else frozenset(),
        owner=state.score.owner.tobytes() if is_counted and state.score is not None else None,
        corrected=counting.corrected_points(state) if is_counted else frozenset(),
        numbers=_numbers(state) if choices.move_numbers else (),
        hover=_hover(state),
        open_points=_open_points(state),
        choosing=state.phase is Phase.SCORING and not state.is_editing,
        losses=() if state.analysis.is_on else teaching.tones(state),
        markup=markup_shown(state),
        pulling=state.editing.tool if state.editing.tool in PULLED_TOOLS else None,
    )


def markup_shown(state: GameState) -> Markup:
    """Returns the markup of the node shown; dimmed points stay so until a node says otherwise."""
    tree, at = state.tree, state.cursor
    height, width = state.variant.height, state.variant.width
    own = markup_of(dict(tree[at].properties), height, width)
    while not (own.dimmed or own.clears_dimmed) and at >= 0:
        raw = tree[at].values("DD")
        if raw:
            dimmed = markup_of({"DD": raw}, height, width).dimmed
            return replace(own, dimmed=dimmed)
        at = tree[at].parent
    return own


def _quiz_scene(plain: BoardScene, state: GameState) -> BoardScene:
    """Returns a scene without what would give the next move away, with a guess and its answer."""
    assert state.quiz is not None
    color = guessing.mover(state)
    guess = state.quiz.guess_at(state.cursor)
    spots: tuple[tuple[int, SpotKind], ...] = ()
    if guess is not None:
        spots = ((guess.point, SpotKind.GUESSED), (guess.played, SpotKind.PLAYED))
    is_free = bytes(stone == EMPTY for stone in plain.stones)
    return replace(
        plain,
        hover=color,
        open_points=is_free if color is not None else b"",
        losses=(),
        spots=spots,
    )


def _drill_scene(plain: BoardScene, state: GameState) -> BoardScene:
    """Returns a scene without what would give the move away, with the last move that was wrong."""
    task = state.drill
    assert task is not None
    is_wrong = task.stage is DrillStage.WRONG and state.cursor == task.node
    spots = ((task.tries[-1], SpotKind.GUESSED),) if is_wrong else ()
    return replace(plain, losses=(), spots=spots)


def _hint_spots(state: GameState) -> tuple[tuple[int, SpotKind], ...]:
    hint, variant = hinting.hint_shown(state), state.variant
    if hint is None or hint.action < 0 or hint.action == variant.pass_action:
        return ()
    if hint.stage is HintStage.AREA:
        area = hinting.area_of(hint.action, variant.height, variant.width)
        return tuple((point, SpotKind.AREA) for point in area)
    return ((hint.action, SpotKind.GOOD),) if hint.stage is HintStage.POINT else ()


def _answer_spots(state: GameState) -> tuple[tuple[int, SpotKind], ...]:
    """Returns the answer of a drill where it was asked for."""
    task = state.drill
    if task is None or task.stage is not DrillStage.SHOWN or state.cursor != task.node:
        return ()
    answer = drill_answer.answer_of(state)
    is_point = answer is not None and answer != state.variant.pass_action
    return ((answer, SpotKind.GOOD),) if answer is not None and is_point else ()


def _lesson_scene(scene: BoardScene, state: GameState) -> BoardScene:
    """Returns a scene with the line that the teacher shows, where it shows one."""
    verdict, view = teaching.last_verdict(state), state.lesson.view
    if verdict is None or view is LessonView.NOTHING:
        return scene
    node = teaching.verdict_node(state)
    before = state.tree.position(state.tree[node].parent)
    num_points = state.variant.num_points
    if view is LessonView.BETTER:
        stones = before.grid.tobytes()
        line = line_mark(verdict.line, before.to_play, num_points)
        return replace(
            scene, stones=stones, line=line, last_move=None, losses=(), numbers=(), hover=None
        )
    stones = state.tree.position(node).grid.tobytes()
    answer = line_mark(verdict.answer, before.to_play.opponent, num_points)
    return replace(scene, stones=stones, line=answer, hover=None)


_GHOSTS = {Tool.BLACK: Color.BLACK, Tool.WHITE: Color.WHITE}


def _hover(state: GameState) -> Color | None:
    if state.is_editing and state.editing.tool not in PLAYING_TOOLS:
        return _GHOSTS.get(state.editing.tool) if state.editing.tool else None
    if state.phase is Phase.PLACING:
        return Color.BLACK
    return state.to_play if state.is_human_turn or state.can_try else None


def _open_points(state: GameState) -> bytes:
    if state.phase is Phase.PLACING or state.editing.tool in _GHOSTS:
        return (state.position.grid == EMPTY).tobytes()
    if state.is_editing or state.can_try:
        return state.position.resumed().legal()[:-1].tobytes()
    return state.position.legal()[:-1].tobytes() if state.is_human_turn else b""


def _numbers(state: GameState) -> tuple[tuple[int, int], ...]:
    numbers: dict[int, int] = {}
    moves = (state.tree[node].move for node in state.tree.path(state.cursor))
    for number, move in enumerate(moves):
        if move is not None and move.action != state.variant.pass_action:
            numbers.pop(move.action, None)
            if state.position.color_at(move.action) == move.color:
                numbers[move.action] = number
    return tuple(numbers.items())
