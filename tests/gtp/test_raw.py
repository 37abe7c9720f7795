"""``kata-raw-nn``: its layout, and that every symmetry of a position is one of the same opinion."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from gogame.board.coords import Color, action_from_gtp
from gogame.board.position import Position
from gogame.board.variant import VariantSpec, standard
from gogame.evaluation import Evaluation, EvaluationBatch
from gogame.gtp.raw import raw_opinion, turned, turned_back
from tests.gtp.conversation import Conversation, new_engine

WIDE = VariantSpec(3, 5, komi=6.5)


class PlaneEvaluator:
    """Prefers points beside our stones and owns where stones stand: it turns with the board."""

    name = "planes"
    reads_planes = True

    def __init__(self) -> None:
        self.shapes: list[tuple[int, ...]] = []

    def evaluate(self, batch: EvaluationBatch) -> Evaluation:
        self.shapes.append(batch.planes.shape[2:])
        ours = batch.planes[:, 1].astype(np.float32)
        theirs = batch.planes[:, 2].astype(np.float32)
        logits = 2 * ours + np.arange(1, 1 + ours[0].size).reshape(ours.shape[1:]) * 1e-3
        rows = len(ours)
        return Evaluation(
            np.concatenate([logits.reshape(rows, -1), np.full((rows, 1), -1.0)], axis=1).astype(
                np.float32
            ),
            np.tile(np.array([0.5, 0.2, 0.3], dtype=np.float32), (rows, 1)),
            np.full(rows, 4.5, dtype=np.float32),
            (ours - theirs).reshape(rows, -1),
        )


def test_turning_back_undoes_every_symmetry() -> None:
    grid: NDArray[np.float32] = np.arange(15, dtype=np.float32).reshape(3, 5)
    seen = {turned(grid, symmetry).tobytes() for symmetry in range(8)}
    assert len(seen) == 8
    for symmetry in range(8):
        there = turned(grid, symmetry)
        assert there.shape == ((5, 3) if symmetry & 4 else (3, 5))
        np.testing.assert_array_equal(turned_back(there.astype(np.float32), symmetry), grid)
    np.testing.assert_array_equal(turned(grid, 1), grid[::-1])
    np.testing.assert_array_equal(turned(grid, 2), grid[:, ::-1])
    np.testing.assert_array_equal(turned(grid, 4), grid.T)


def test_opinions_are_turned_back() -> None:
    position = Position.start(WIDE).play(1).play(7)
    judge = PlaneEvaluator()
    plain = raw_opinion(position, judge, 0)
    assert plain.ownership[0, 1] == 1
    assert plain.ownership[1, 2] == -1
    for symmetry in range(8):
        opinion = raw_opinion(position, judge, symmetry)
        np.testing.assert_array_equal(opinion.ownership, plain.ownership)
        assert np.isnan(opinion.policy[[1, 7]]).all()
        assert np.nansum(opinion.policy) == pytest.approx(1)
    assert set(judge.shapes) == {(3, 5), (5, 3)}


def fields(text: str) -> dict[str, list[str]]:
    """Returns what stands behind each key."""
    found: dict[str, list[str]] = {}
    key = ""
    for word in text.split():
        if word[0].isalpha() and word != "NAN":
            key = word
            found[key] = []
        else:
            found[key].append(word)
    return found


@pytest.mark.parametrize(("color", "sign"), [("b", -1), ("w", 1)])
def test_the_answer_is_whites_whoever_plays(color: str, sign: int) -> None:
    gtp = Conversation(new_engine(WIDE, evaluator=PlaneEvaluator()))
    gtp.ask("play b C3")
    text = gtp.ask(f"kata-raw-nn {color} 5")
    lines = text.split("\n")
    assert lines[0] == "symmetry 5"
    assert [line.split()[0] for line in lines if line[0].isalpha() and line[:3] != "NAN"] == [
        "symmetry", "whiteWin", "whiteLoss", "noResult", "whiteLead", "whiteScoreSelfplay",
        "shorttermWinlossError", "shorttermScoreError", "policy", "policyPass", "whiteOwnership",
    ]  # fmt: skip
    found = fields(text)
    assert float(found["whiteWin"][0]) == pytest.approx(0.5 + sign * 0.1)
    assert float(found["whiteLoss"][0]) == pytest.approx(0.5 - sign * 0.1)
    assert float(found["whiteLead"][0]) == pytest.approx(sign * 4.5)
    assert len(found["policy"]) == len(found["whiteOwnership"]) == 15
    stone = action_from_gtp("C3", 3, 5)
    assert found["policy"][stone] == "NAN"
    assert found["whiteOwnership"][stone] == "-1.0000000"
    given = [float(p) for p in (*found["policy"], *found["policyPass"]) if p != "NAN"]
    assert sum(given) == pytest.approx(1, abs=1e-4)
    rows = lines[lines.index("policy") + 1 : lines.index("policy") + 4]
    assert [len(row.split()) for row in rows] == [5, 5, 5]
    assert gtp.engine.position.to_play is Color.WHITE


def test_all_symmetries_come_one_after_the_other() -> None:
    gtp = Conversation(new_engine(standard(5)))
    text = gtp.ask("kata-raw-nn all")
    assert [line for line in text.split("\n") if line.startswith("symmetry")] == [
        f"symmetry {number}" for number in range(8)
    ]
    assert gtp.ask("kata-raw-nn w 0 0")
    gtp.ask("play b pass")
    gtp.ask("play w pass")
    assert gtp.ask("kata-raw-nn 2")


@pytest.mark.parametrize("words", ["", "8", "-1", "x", "b", "b x", "0 0.5", "0 0 0", "all 1"])
def test_other_arguments_are_refused(words: str) -> None:
    assert Conversation(new_engine(standard(5))).fail(f"kata-raw-nn {words}")
