"""The exact count of finished games, and the search's use of it."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gogame.board.arrays import COUNTED, META, STATUS
from gogame.board.coords import BLACK, WHITE, action_from_gtp
from gogame.board.diagram import position_from_diagram
from gogame.board.position import Position
from gogame.board.rules import JAPANESE, Scoring, WinCondition
from gogame.board.score import _surrounded
from gogame.board.variant import VariantSpec
from gogame.evaluation import Evaluation, EvaluationBatch
from gogame.search.config import Limits, SearchConfig
from gogame.search.mcts import Search
from gogame.search.terminal import judge, utility_of
from tests.board.games import score_variants
from tests.search.fakes import HashEvaluator
from tests.search.reference import enclosed


def judged(position: Position, hint: list[int] | None = None) -> tuple[float, float, list[int]]:
    """Returns value, score and ownership of a finished position."""
    spec = position.variant
    ownership = np.full(spec.num_points, 55, dtype=np.int8)
    hints = np.array(hint if hint is not None else [], dtype=np.int8)
    value, score = judge(
        position.board, spec.topology, spec.kernel_rules, position.komi, hints, ownership
    )
    return value, score, ownership.tolist()


def finished(position: Position) -> Position:
    """Returns the position after two passes."""
    pass_action = position.variant.pass_action
    return position.play(pass_action).play(pass_action)


@given(score_variants(2, 7), st.integers(0, 2**32))
def test_random_games_are_counted_as_by_hand(variant: VariantSpec, seed: int) -> None:
    rng = np.random.default_rng(seed)
    position = Position.start(variant)
    for _ in range(int(rng.integers(0, 3 * variant.num_points))):
        legal = np.flatnonzero(position.legal()[:-1])
        if len(legal):
            position = position.play(int(rng.choice(legal)))
    position = finished(position.resumed())
    dead = enclosed(position)
    colors = [0 if p in dead else c for p, c in enumerate(position.grid.ravel().tolist())]
    owner, _ = _surrounded(colors, variant.topology)
    if variant.rules.scoring is Scoring.AREA:
        lead = owner.count(BLACK) - owner.count(WHITE) - position.komi
        assert lead == position.score(dead).lead_black
    else:
        empty = [o for o, c in zip(owner, colors, strict=True) if c == 0]
        taken = position.score(dead)
        lead = empty.count(BLACK) - empty.count(WHITE) - position.komi
        lead += taken.black_prisoners - taken.white_prisoners
    value, score, ownership = judged(position)
    assert score == pytest.approx(lead)
    assert value == np.sign(lead)
    assert ownership == [{0: 0, BLACK: 127, WHITE: -127}[o] for o in owner]


# Black's wall is not pass-alive, and a white stone lies in Black's corner.
INVADED = """
. O X . O
. X X . O
X X . X O
. . X O O
X X X O .
"""


@pytest.mark.parametrize(
    ("hint_at_stone", "score"),
    [(0, 0), (-127, 0), (99, 0), (101, 4), (127, 4)],
)
def test_under_territory_rules_the_evaluator_says_what_is_dead(
    hint_at_stone: int, score: int
) -> None:
    variant = VariantSpec(5, 5, rules=JAPANESE, komi=0)
    position = finished(position_from_diagram(INVADED, variant))
    stone = action_from_gtp("B5", 5, 5)
    hint = [0] * 25
    hint[stone] = hint_at_stone
    alive = judged(position, [0] * 25)[1]
    # Its two neighbours (A5, A4) and its own point become territory, and it is a prisoner.
    assert judged(position, hint)[1] - alive == score


def test_area_rules_read_no_hint() -> None:
    variant = VariantSpec(5, 5, komi=0)
    position = finished(position_from_diagram(INVADED, variant))
    assert judged(position, [127] * 25) == judged(position, [-127] * 25)


class GivesAll(HashEvaluator):
    """Says that the player to play owns nothing and the opponent everything, or vice versa."""

    def __init__(self, owner: int) -> None:
        super().__init__()
        self.owner = owner

    def evaluate(self, batch: EvaluationBatch) -> Evaluation:
        answer = super().evaluate(batch)
        side = np.where(batch.boards[:, META, 0] == self.owner, 1.0, -1.0)
        return answer._replace(
            ownership=np.repeat(side[:, None], batch.variant.num_points, 1).astype(np.float32)
        )


def test_the_search_hands_the_evaluators_opinion_to_the_count() -> None:
    variant = VariantSpec(5, 5, rules=JAPANESE, komi=0)
    start = position_from_diagram(INVADED, variant).play(variant.pass_action)
    scores: list[float] = []
    for owner in (BLACK, WHITE):
        search = Search(GivesAll(owner), SearchConfig(batch_size=1))
        search.set_position(start, allowed=[variant.pass_action])
        analysis = search.run(Limits(visits=2))
        scores.append(analysis.moves[0].score_black)
    all_dead = start.score([p for p in range(25) if start.color_at(p) == WHITE])
    assert scores[0] == all_dead.lead_black
    assert scores[0] > 20 > scores[1]


@pytest.mark.parametrize(
    ("win", "moves", "value"),
    [
        (WinCondition.CAPTURE, ["B2", "A2", "A1", "C1", "A3"], 1),
        (WinCondition.MISERE_CAPTURE, ["B2", "A2", "A1", "C1", "A3"], -1),
        (WinCondition.CAPTURE, ["B2", "pass", "pass"], 0),
    ],
)
def test_games_without_a_count(win: WinCondition, moves: list[str], value: int) -> None:
    variant = VariantSpec(3, 3, win=win, capture_goal=1, komi=7)
    position = Position.start(variant)
    for move in moves:
        position = position.play(action_from_gtp(move, 3, 3))
    assert position.is_over
    assert judged(position) == (value, 0, [0] * 9)


def test_a_drawn_count_is_no_win() -> None:
    position = finished(Position.start(VariantSpec(3, 3, komi=0)))
    assert position.board[META, STATUS] == COUNTED
    assert judged(position)[:2] == (0, 0)


def test_utility_joins_value_and_score() -> None:
    assert utility_of(1.0, 5.0, 81, 0.0, 1.0) == 1
    assert utility_of(0.0, 9.0, 81, 1.0, 1.0) == pytest.approx(0.5**0.5 / 2)
    assert utility_of(0.0, -9.0, 81, 1.0, 2.0) > utility_of(0.0, -9.0, 81, 1.0, 1.0)
    assert -1 <= utility_of(-1.0, -1e9, 81, 0.15, 1.0) < utility_of(-1.0, 5.0, 81, 0.15, 1.0)


@pytest.mark.parametrize(
    ("moves", "win", "best"),
    [
        ("B2 A2 A1 C1", WinCondition.CAPTURE, "A3"),  # Black captures A2
        ("B2 A2 A1 C1 C2", WinCondition.CAPTURE, "B1"),  # White captures A1
        ("B2 A1 B1 C3", WinCondition.CAPTURE, "A2"),  # Black captures A1
    ],
)
def test_search_finds_the_deciding_move(moves: str, win: WinCondition, best: str) -> None:
    position = Position.start(VariantSpec(3, 3, win=win, capture_goal=1))
    for move in moves.split():
        position = position.play(action_from_gtp(move, 3, 3))
    search = Search(HashEvaluator(), SearchConfig(batch_size=4))
    search.set_position(position)
    analysis = search.run(Limits(visits=400))
    assert search.choose_action() == action_from_gtp(best, 3, 3)
    assert analysis.moves[0].value == 1
    assert analysis.moves[0].pv == (action_from_gtp(best, 3, 3),)
