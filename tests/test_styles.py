"""Styles: what each likes, what it may cost, and that it is seen in games."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from gogame import judge, level_play, style_play
from gogame.board.coords import Color
from gogame.board.position import Position
from gogame.board.rules import WinCondition
from gogame.board.topology import Shape
from gogame.board.variant import VariantSpec, standard
from gogame.engine import Engine, EngineConfig
from gogame.errors import ConfigError
from gogame.evaluation import Evaluation, EvaluationBatch, UniformEvaluator
from gogame.levels import Level, Style
from gogame.rollout import RolloutEvaluator
from gogame.search.config import Limits
from gogame.search.result import Analysis, MoveAnalysis
from gogame.style_play import Choice, candidates, styled_action
from gogame.styles import TASTES, PlayStyle, styles_table

BOARD = VariantSpec(9, 9, komi=0.5)
SIDE, THIRD, CENTRE = 4, 22, 40  # on lines 1, 3 and 5
BY_BOARD = (PlayStyle.TERRITORY, PlayStyle.INFLUENCE, PlayStyle.LOCAL, PlayStyle.TENUKI)


def searched(action: int, lead: float, chance: float = 0.7, visits: int = 50) -> MoveAnalysis:
    """Returns a move of Black's after which Black leads by so much."""
    return MoveAnalysis(
        action, visits, 2 * chance - 1, chance, lead, 0.1, chance, 0.0, 0, (action,)
    )


def choice_of(
    *moves: MoveAnalysis, variant: VariantSpec = BOARD, last: int | None = None
) -> Choice:
    """Returns a choice of Black's; the first move is the best."""
    position = Position.start(variant)
    if last is not None:
        position = position.with_to_play(Color.WHITE).play(last)
    analysis = Analysis(Color.BLACK, 200, 0.4, 0.7, 3.0, None, moves)
    return Choice(position, analysis, moves[0].action, position.legal())


def chosen(style: PlayStyle, choice: Choice, times: int = 200) -> dict[int, float]:
    """Returns the shares of the moves that a style plays."""
    rng = np.random.default_rng(3)
    actions = [styled_action(style, choice, rng) for _ in range(times)]
    return {action: actions.count(action) / times for action in set(actions)}


def test_every_style_has_a_taste_and_a_line_for_people() -> None:
    assert set(TASTES) == set(PlayStyle)
    assert [line.split()[0] for line in styles_table()] == list(PlayStyle)
    assert PlayStyle.parse("JIGO") is PlayStyle.JIGO
    with pytest.raises(ConfigError, match="style 'wild': expected one of territory, influence"):
        PlayStyle.parse("wild")


def test_territory_is_low_and_influence_is_high() -> None:
    choice = choice_of(searched(SIDE, 3.0), searched(THIRD, 3.0), searched(CENTRE, 3.0))
    low, high = chosen(PlayStyle.TERRITORY, choice), chosen(PlayStyle.INFLUENCE, choice)
    assert low[THIRD] > 0.9
    assert high[CENTRE] > 0.9


def test_local_is_near_the_last_move_and_tenuki_far_from_it() -> None:
    choice = choice_of(searched(40, 3.0), searched(10, 3.0), searched(70, 3.0), last=11)
    assert chosen(PlayStyle.LOCAL, choice)[10] > 0.9
    far = chosen(PlayStyle.TENUKI, choice)
    assert far.get(10, 0) < 0.02
    assert far[70] > 0.4


def test_simple_takes_the_move_after_which_owners_are_clear() -> None:
    clear, open_ = np.full((9, 9), 0.9, np.float32), np.full((9, 9), -0.2, np.float32)
    moves = (
        replace(searched(THIRD, 3.0), ownership_black=open_),
        replace(searched(CENTRE, 3.0), ownership_black=clear),
    )
    assert chosen(PlayStyle.SIMPLE, choice_of(*moves))[CENTRE] > 0.9


def test_jigo_wants_a_small_lead_but_a_lead() -> None:
    moves = [searched(10, 7.0), searched(11, 2.0), searched(12, 4.0), searched(13, 1.4, 0.5)]
    assert chosen(PlayStyle.JIGO, choice_of(*moves)) == {11: 1.0}, "a lead in danger is no lead"
    behind = [searched(10, 1.0, 0.55), searched(11, 0.6, 0.5)]
    assert chosen(PlayStyle.JIGO, choice_of(*behind)) == {10: 1.0}


def test_mistakes_are_made_now_and_then_and_are_no_blunders() -> None:
    moves = [searched(10, 5.0), searched(11, 4.5), searched(12, 1.0), searched(13, -9.0)]
    shares = chosen(PlayStyle.MISTAKES, choice_of(*moves), times=1200)
    assert set(shares) == {10, 12}
    assert shares[12] == pytest.approx(1 / 6, abs=0.05)
    assert chosen(PlayStyle.MISTAKES, choice_of(*moves[:2])) == {10: 1.0}


@pytest.mark.parametrize("style", PlayStyle)
def test_nothing_beyond_the_bounds_hardly_looked_at_or_useless_is_chosen(style: PlayStyle) -> None:
    taste = TASTES[style]
    moves = (
        searched(CENTRE, 10.0, 0.9, visits=1000),
        searched(20, 10.0 - taste.most_points, 0.9 - taste.most_chance, visits=100),
        searched(21, 10.0 - taste.most_points - 0.1, 0.9, visits=100),
        searched(22, 10.0, 0.9 - taste.most_chance - 0.01, visits=100),
        searched(23, 10.0, 0.9, visits=10),
        searched(24, 10.0, 0.9, visits=100),
    )
    choice = choice_of(*moves, last=60)
    useful = choice.useful.copy()
    useful[24] = False
    choice = replace(choice, useful=useful)
    assert [one.move.action for one in candidates(choice, style)] == [CENTRE, 20]
    assert set(chosen(style, choice)) <= {CENTRE, 20}


def test_white_s_points_are_white_s() -> None:
    moves = (searched(CENTRE, -5.0), searched(20, -1.0), searched(21, -4.0))
    choice = choice_of(*moves)
    analysis = replace(choice.analysis, to_play=Color.WHITE)
    white = Choice(choice.position.with_to_play(Color.WHITE), analysis, CENTRE, choice.useful)
    found = candidates(white, PlayStyle.TERRITORY)
    assert [(one.move.action, one.points) for one in found] == [(CENTRE, 0.0), (21, 1.0)]


def test_where_points_do_not_decide_chances_count() -> None:
    game = VariantSpec(9, 9, win=WinCondition.CAPTURE, capture_goal=1)
    moves = (searched(CENTRE, 50.0, 0.7), searched(20, 0.0, 0.65), searched(21, 50.0, 0.5))
    found = candidates(choice_of(*moves, variant=game), PlayStyle.TERRITORY)
    assert [one.move.action for one in found] == [CENTRE, 20]
    assert found[1].points == pytest.approx(1.0)
    assert chosen(PlayStyle.JIGO, choice_of(*moves, variant=game)) == {CENTRE: 1.0}


def test_lines_and_steps_go_over_joined_edges() -> None:
    plane = style_play.lines_of(Position.start(VariantSpec(5, 7)))
    assert plane is not None
    assert plane.reshape(5, 7)[2].tolist() == [1, 2, 3, 3, 3, 2, 1]
    cylinder = style_play.lines_of(Position.start(VariantSpec(5, 7, Shape.CYLINDER)))
    assert cylinder is not None
    assert cylinder.reshape(5, 7)[:, 0].tolist() == [1, 2, 3, 2, 1]
    assert style_play.lines_of(Position.start(VariantSpec(5, 5, Shape.TORUS))) is None
    for shape, steps in ((Shape.PLANE, 8), (Shape.CYLINDER, 5), (Shape.TORUS, 2)):
        found = style_play.steps_from_last(Position.start(VariantSpec(5, 5, shape)).play(0))
        assert found is not None
        assert found[24] == steps
    start = Position.start(BOARD)
    assert style_play.steps_from_last(start) is None
    assert style_play.steps_from_last(start.play(81)) is None
    assert not style_play.appeal_of(PlayStyle.LOCAL, start).any()


class EvenHanded:
    """Likes all points alike and owns none, so that only a style tells moves apart."""

    name, reads_planes = "even", True

    def evaluate(self, batch: EvaluationBatch) -> Evaluation:
        logits = UniformEvaluator().evaluate(batch).logits
        logits[:, -1] = -9.0
        rows = len(logits)
        draws = np.tile(np.array([0.45, 0.1, 0.45], np.float32), (rows, 1))
        return Evaluation(
            logits,
            draws,
            np.zeros(rows, np.float32),
            np.zeros((rows, batch.variant.num_points), np.float32),
        )


def mean_line(style: PlayStyle | None, level: Level | None, visits: int, seed: int) -> float:
    """Returns the mean line of the first twenty moves of a game that one style plays alone."""
    config = EngineConfig(limits=Limits(visits=visits), resign_below=0.0, level=level, style=style)
    engine = Engine(EvenHanded(), config, variant=standard(9), seed=seed)
    lines = style_play.lines_of(engine.position)
    assert lines is not None
    found: list[int] = []
    for _ in range(20):
        action = engine.genmove().action
        assert action is not None
        if action < 81:
            found.append(int(lines[action]))
    return float(np.mean(found))


@pytest.mark.parametrize(
    "level", [None, Level(1, Style(1, 1.0, 2.0), Style(1)), Level(7, Style(1), Style(1))]
)
def test_a_style_is_seen_in_a_game_with_and_without_a_search(level: Level | None) -> None:
    low, plain, high = (
        np.mean([mean_line(style, level, 300, seed) for seed in range(2)])
        for style in (PlayStyle.TERRITORY, None, PlayStyle.INFLUENCE)
    )
    assert low < high - 0.5
    assert high > plain - 0.1 or level is None


@pytest.mark.parametrize("style", PlayStyle)
def test_games_of_every_style_are_legal_end_and_keep_within_the_bounds(style: PlayStyle) -> None:
    config = EngineConfig(limits=Limits(visits=40), resign_below=0.0, style=style)
    engine = Engine(RolloutEvaluator(2, seed=1), config, variant=standard(5), seed=2)
    taste = TASTES[style]
    judged = 0
    while not engine.position.is_over and engine.position.ply < 120:
        before = engine.position
        useful = judge.useful_moves(before)
        decision = engine.genmove()  # raises where the rules forbid it
        moves = {move.action: move for move in decision.analysis.moves}
        assert decision.action is not None
        if decision.action == before.variant.pass_action:
            continue
        played, best = moves[decision.action], moves[level_play.best_of(decision.analysis, useful)]
        sign = 1 if before.to_play is Color.BLACK else -1
        assert sign * (best.score_black - played.score_black) <= taste.most_points + 1e-6
        assert best.winrate - played.winrate <= taste.most_chance + 1e-6
        judged += 1
    assert judged > 10
    assert engine.position.is_over


def test_styles_without_a_search_leave_the_policy_alone_where_they_need_one() -> None:
    position = Position.start(BOARD).play(40)
    for style in PlayStyle:
        weights = style_play.policy_weights(style, position)
        assert (weights is None) == TASTES[style].needs_search
    assert style_play.policy_weights(None, position) is None


def test_the_same_seed_plays_the_same_game_in_a_style() -> None:
    def game(seed: int) -> list[int | None]:
        config = EngineConfig(limits=Limits(visits=60), style=PlayStyle.TENUKI)
        engine = Engine(EvenHanded(), config, variant=standard(9), seed=seed)
        return [engine.genmove().action for _ in range(8)]

    assert game(4) == game(4)
    assert game(4) != game(5)


def test_by_board_styles_need_no_search() -> None:
    assert {style for style in PlayStyle if not TASTES[style].needs_search} == set(BY_BOARD)
