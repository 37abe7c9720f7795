"""`BoardScene`: all that the board view draws, worked out from the state without Qt.

A view compares scenes by value: an equal scene means nothing to paint.
"""

from __future__ import annotations

import enum
from dataclasses import dataclass, replace

from gogame.board.coords import EMPTY, Color
from gogame.board.topology import Shape
from gogame.sgf.markup import Markup, markup_of
from gui import guessing, hinting, teaching
from gui.analysis import Candidate, Metric, PositionReport, keys_of, loss_of, tone_of
from gui.editing import PULLED_TOOLS, Tool
from gui.game_line import report_shown
from gui.lesson import HintStage, LessonView
from gui.state import GameState, Phase

_MOST_LABELS = 10  # candidates with words
_FEW_SHARE = 0.01  # of the most visited one's visits; below it a candidate has no words
NO_MARKUP = Markup()
_DOTTED_MOVES = 3  # the last moves whose losses are marked


@dataclass(frozen=True, slots=True)
class CandidateMark:
    """A candidate move as the board shows it.

    Attributes:
        point: Where it lies.
        title: Its score or chance to win, for the player to play.
        detail: Its visits.
        tone: Class of what it loses against the best one, 0 to 5; see `analysis.tone_of`.
        is_best: Whether it is the best one.
        is_small: Whether it was hardly searched and has no words.
        pv: Points of the expected continuation with the colours that play there; passes left out.
    """

    point: int
    title: str = ""
    detail: str = ""
    tone: int = 0
    is_best: bool = False
    is_small: bool = False
    pv: tuple[tuple[int, Color], ...] = ()


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
    """

    coordinates: bool = True
    move_numbers: bool = False
    ownership: bool = False
    metric: Metric = Metric.SCORE


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
        numbers: Move numbers by point, in no order; empty if they are not shown.
        hover: Colour of the stone that a click would play, or None.
        open_points: P bytes, 1 where `hover` may play.
        choosing: Whether a click on a stone changes its life or death.
        candidates: Moves that the engine considers, the best first.
        influence: P bytes, who will own a point as the engine sees it (see `analysis.NOBODY`),
            or None.
        losses: Points of the last moves and the class of what each lost.
        spots: Points that are pointed at, and why.
        line: A continuation that is shown whatever the mouse does, or None.
        is_covered: Whether the game is paused and nobody is to study it.
        markup: What the record draws on the board.
        pulling: Whether the mouse is pulled from point to point: a line or an arrow is drawn.
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
    scene = replace(plain, spots=_hint_spots(state), is_covered=state.conduct.is_paused)
    hint = hinting.hint_shown(state)
    if hint is not None and hint.stage is HintStage.LINE:
        return replace(scene, line=_line_mark(hint.line, state.to_play, state.variant.num_points))
    return _lesson_scene(scene, state)


def _plain_scene_of(state: GameState, choices: SceneChoices) -> BoardScene:
    position = state.position
    variant = state.variant
    last = position.last_move
    is_counted = state.score is not None and position.is_over
    report = report_shown(state) if state.analysis.is_on else None
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
        numbers=_numbers(state) if choices.move_numbers else (),
        hover=_hover(state),
        open_points=_open_points(state),
        choosing=state.phase is Phase.SCORING and not state.is_editing,
        candidates=() if report is None or is_counted else marks_of(report, state, choices.metric),
        influence=report.ownership if report and choices.ownership and not is_counted else None,
        losses=_losses(state) if state.analysis.is_on else teaching.tones(state),
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
        candidates=(),
        influence=None,
        losses=(),
        spots=spots,
    )


def _hint_spots(state: GameState) -> tuple[tuple[int, SpotKind], ...]:
    hint, variant = hinting.hint_shown(state), state.variant
    if hint is None or hint.action < 0 or hint.action == variant.pass_action:
        return ()
    if hint.stage is HintStage.AREA:
        area = hinting.area_of(hint.action, variant.height, variant.width)
        return tuple((point, SpotKind.AREA) for point in area)
    return ((hint.action, SpotKind.GOOD),) if hint.stage is HintStage.POINT else ()


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
        line = _line_mark(verdict.line, before.to_play, num_points)
        return replace(
            scene, stones=stones, line=line, last_move=None, losses=(), numbers=(), hover=None
        )
    stones = state.tree.position(node).grid.tobytes()
    answer = _line_mark(verdict.answer, before.to_play.opponent, num_points)
    return replace(scene, stones=stones, line=answer, hover=None)


def _line_mark(line: tuple[int, ...], to_play: Color, num_points: int) -> CandidateMark | None:
    if not line:
        return None
    pv = _continuation(Candidate(line[0], 0, 0.0, pv=line), to_play, num_points)
    return CandidateMark(line[0], pv=pv) if pv else None


def marks_of(report: PositionReport, state: GameState, metric: Metric) -> tuple[CandidateMark, ...]:
    """Returns the candidates of a report as marks on the board."""
    num_points = state.variant.num_points
    most = max((candidate.visits for candidate in report.candidates), default=0)
    best = report.best
    marks: list[CandidateMark] = []
    for rank, candidate in enumerate(report.candidates):
        if candidate.action == num_points or best is None:
            continue
        is_small = rank >= _MOST_LABELS or candidate.visits < _FEW_SHARE * most
        marks.append(
            CandidateMark(
                candidate.action,
                "" if is_small else _title(candidate, report, state.to_play, metric),
                "" if is_small else short_number(candidate.visits),
                tone_of(_behind(candidate, best, report, state.to_play)),
                rank == 0,
                is_small and rank > 0,
                _continuation(candidate, state.to_play, num_points),
            )
        )
    return tuple(marks)


def _behind(candidate: Candidate, best: Candidate, report: PositionReport, to_play: Color) -> float:
    """Returns the points that a candidate loses against the best one.

    An engine that does not count points is judged by chances: five percent count as a point.
    """
    sign = 1 if to_play is Color.BLACK else -1
    if report.has_score:
        return sign * (best.score_black - candidate.score_black)
    return 20 * sign * (best.winrate_black - candidate.winrate_black)


def _title(candidate: Candidate, report: PositionReport, to_play: Color, metric: Metric) -> str:
    is_black = to_play is Color.BLACK
    if metric is Metric.SCORE and report.has_score:
        return signed(candidate.score_black if is_black else -candidate.score_black)
    chance = candidate.winrate_black if is_black else 1 - candidate.winrate_black
    return f"{100 * chance:.0f}%"


def signed(points: float) -> str:
    """Returns points with their sign; what rounds to nothing has none."""
    text = f"{points:+.1f}"
    return "0.0" if text in ("+0.0", "-0.0") else text


def short_number(number: int) -> str:
    """Returns a number in few letters: 950, 1.2k, 34k, 1.2M."""
    for unit, sign in ((1_000_000, "M"), (1_000, "k")):
        if number >= unit:
            share = number / unit
            return f"{share:.1f}{sign}" if share < 10 else f"{share:.0f}{sign}"
    return str(number)


def _continuation(
    candidate: Candidate, to_play: Color, num_points: int
) -> tuple[tuple[int, Color], ...]:
    color = to_play
    found: list[tuple[int, Color]] = []
    for action in candidate.pv:
        if action != num_points:
            found.append((action, color))
        color = color.opponent
    return tuple(found)


def _losses(state: GameState) -> tuple[tuple[int, int], ...]:
    """Returns the classes of what the last moves lost, where that is known and not nothing."""
    tree = state.tree
    path = tree.path(state.cursor)
    reports = [state.analysis.reports.of(key) for key in keys_of(tree, state.cursor)]
    found: dict[int, int] = {}
    for i in range(max(1, len(path) - _DOTTED_MOVES), len(path)):
        move = tree[path[i]].move
        if move is None or state.position.color_at(move.action % state.variant.num_points) == EMPTY:
            continue
        tone = tone_of(loss_of(reports[i - 1], reports[i], move.color))
        if tone and move.action != state.variant.pass_action:
            found[move.action] = tone
    return tuple(found.items())


_GHOSTS = {Tool.BLACK: Color.BLACK, Tool.WHITE: Color.WHITE}


def _hover(state: GameState) -> Color | None:
    if state.is_editing and state.editing.tool is not Tool.PLAY:
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
