"""The main line of a file: what is analysed for whom, what is judged, what is noted."""

from __future__ import annotations

import pytest

from gogame.board.coords import Color
from gogame.errors import SgfError
from gogame.review.line import Line, line_of
from gogame.sgf import read

NINE = "(;GM[1]FF[4]SZ[9]KM[7]RU[Chinese]"


def line(text: str) -> Line:
    return line_of(read(text)[0])


def judged(text: str) -> list[int]:
    """Returns the numbers of the judged moves."""
    return [step.number for step in line(text).steps if step.is_judged]


def to_play(text: str) -> str:
    """Returns for whom each position is analysed, ``-`` where none is."""
    steps = line(text).steps
    return "".join("-" if s.position is None else s.position.to_play.letter for s in steps)


@pytest.mark.parametrize(
    ("nodes", "players", "numbers"),
    [
        pytest.param("", "B", [], id="no moves"),
        pytest.param(";B[ee];W[cc]", "BWB", [1, 2], id="usual"),
        pytest.param(";B[ee];B[cc];W[gg]", "BBWB", [2, 3], id="a turn skipped"),
        pytest.param(";W[ee];B[cc]", "WBW", [1, 2], id="White begins"),
        pytest.param("PL[W];B[ee]", "BW", [1], id="the file names another player"),
        pytest.param(";B[ee];W[];B[gg]", "BWBW", [1, 2, 3], id="a pass"),
        pytest.param(";B[ee];W[];B[]", "BWB-", [1, 2], id="two passes end it"),
        pytest.param(";B[ee];W[];B[];W[cc]", "BWBWB", [1, 2, 3, 4], id="play goes on"),
        pytest.param(";B[ee];AW[aa]W[cc];B[gg]", "BWBW", [1, 3], id="set-up with a move"),
        pytest.param(";B[ee];AE[ee]PL[B];B[gg]", "BWBW", [1, 2], id="set-up between"),
        pytest.param(";B[ee];C[hm];W[gg]", "BWWB", [1, 2], id="a node without a move"),
        pytest.param(";B[ee]W[cc];B[gg]", "BBW", [3], id="two moves in a node"),
        pytest.param("AB[cc][gg]HA[2];W[ee];B[cg]", "WBW", [1, 2], id="handicap"),
        pytest.param("HA[2];W[ee]", "WB", [1], id="handicap without stones"),
    ],
)
def test_steps(nodes: str, players: str, numbers: list[int]) -> None:
    assert to_play(NINE + nodes + ")") == players
    assert judged(NINE + nodes + ")") == numbers


def test_a_pass_does_not_let_the_next_player_end_the_game() -> None:
    after_pass = line(NINE + ";B[ee];W[])").steps[2].position
    assert after_pass is not None
    assert after_pass.passes == 0
    assert not after_pass.play(81).is_over


def test_an_illegal_move_is_played_and_named_by_its_number() -> None:
    found = line(NINE + ";B[ee];W[ee];B[zz];W[cc])")
    assert any("move 2: illegal move E5: occupied by Black" in note for note in found.notes)
    assert any("move 3: B[zz] lies outside the board" in note for note in found.notes)
    last = found.steps[-1].position
    assert last is not None
    assert last.color_at(40) == Color.WHITE


def test_what_is_missing_is_noted_with_what_was_taken() -> None:
    found = line("(;GM[1];B[qd])")
    assert found.variant.width == 19
    assert found.variant.komi == 6.5
    assert any("no rules (RU): Japanese taken" in note for note in found.notes)
    assert any("no komi (KM): 6.5 taken" in note for note in found.notes)
    assert line(NINE + ";B[ee])").notes == ()


def test_rectangles_variants_and_a_long_game() -> None:
    rectangle = line("(;SZ[13:9]KM[5.5]RU[Japanese];B[mi])")
    assert (rectangle.variant.width, rectangle.variant.height) == (13, 9)
    shuffle = ";B[aa];W[];B[];W[]" * 250
    assert line(NINE + shuffle + ")").steps[-1].number == 1000


def test_variations_are_not_followed() -> None:
    found = line(NINE + ";B[ee](;W[cc])(;W[gg];B[cc]))")
    assert [step.number for step in found.steps] == [0, 1, 2]
    assert found.steps[-1].position is not None
    assert found.steps[-1].position.color_at(20) == Color.WHITE


@pytest.mark.parametrize("text", ["(;GM[2]SZ[9])", "(;SZ[40])", "(;SZ[9]" + ";B[]" * 30_001 + ")"])
def test_what_cannot_be_reviewed_is_said(text: str) -> None:
    with pytest.raises(SgfError, match="SGF"):
        line(text)
