from __future__ import annotations

from dataclasses import replace

import pytest

import gui.game.transitions as transitions
from gogame import sgf
from gogame.board.coords import Color
from gogame.board.topology import Shape
from gogame.board.variant import VariantSpec, standard
from gogame.clock import TimeSettings, TimeSystem
from gogame.errors import SgfError
from gogame.record import ResultKind
from gui.files.game_files import game_text, open_game, parse_game, save_game, state_of
from gui.game.clocks import Clocks
from gui.game.state import DEFAULT_AI, HUMAN, GameSetup, GameState, Phase

RICH = """(;FF[4]GM[1]SZ[9]KM[5.5]RU[Japanese]PB[Kim]BR[3d]PW[Lee]C[A game]XY[kept]
;B[ee]C[first]TR[ee];W[ec]BL[99]
(;B[cc];W[gg];B[])
(;B[gc]C[other](;W[cg])(;W[cc]LB[cc:a])))"""


def state_from(text: str) -> GameState:
    return state_of(parse_game(text), 1, None)


def nodes_of(text: str) -> list[dict[str, list[str]]]:
    """Returns every node's properties, whatever wrote them."""
    ours = {"AP", "CA", "RE"}
    return [
        {ident: list(raw) for ident, raw in node.properties.items() if ident not in ours}
        for node in sgf.read(text)[0].nodes()
    ]


def test_variations_comments_and_strange_properties_survive():
    state = state_from(RICH)
    assert state.move_number == 5
    assert nodes_of(game_text(state)) == nodes_of(RICH)


def test_what_is_played_on_is_added_to_them():
    state = transitions.step(state_from(RICH), -3)
    state = transitions.play(replace(state, phase=Phase.PLAYING), 0)
    again = parse_game(game_text(state))
    assert len(again.tree[2].children) == 3
    assert again.tree.end_of_line(0) == again.end == 5


def test_a_new_game_round_trips():
    variant = replace(VariantSpec(7, 9, Shape.TORUS), komi=3.5)
    state = transitions.new_game(GameSetup(variant, HUMAN, DEFAULT_AI), 1)
    for action in (0, 10, 63, 20):
        state = transitions.play(state, action)
    state = transitions.resign(state, Color.WHITE)
    opened = parse_game(game_text(state))
    again = state_of(opened, 2, None)
    assert again.variant == variant
    assert again.position.moves == state.position.moves
    assert str(again.result) == "B+R"
    assert again.phase is Phase.OVER
    assert again.setup.white.name == "GoGame (2 s)"
    assert not again.setup.white.is_ai


def test_handicap_round_trips():
    state = transitions.new_game(GameSetup(standard(19), handicap=4), 1)
    again = state_from(game_text(state))
    assert again.position.handicap == 4
    assert again.position.komi == state.position.komi
    assert again.to_play is Color.WHITE


def test_clocks_are_noted():
    settings = TimeSettings(TimeSystem.BYO_YOMI, 60, 10, 3)
    state = transitions.new_game(replace(GameSetup(), time=settings), 1)
    clocks = state.clocks
    assert clocks is not None
    black = clocks.black.spent(65).moved()
    state = transitions.play(state, 40, Clocks(black, clocks.white))
    root, first = sgf.read(game_text(state))[0].main_line()
    assert (root.raw("TM"), root.simple_text("OT")) == ("60", "3x10 byo-yomi")
    assert sgf.clocks_of(first) == sgf.Clocks(10, 60, 3, None)


def test_an_illegal_move_in_a_file_is_shown_and_named():
    opened = parse_game("(;SZ[9];B[aa];W[aa];B[bb])")
    assert any("A9" in warning for warning in opened.warnings)
    assert state_of(opened, 1, None).position.color_at(0) == Color.WHITE


def test_a_very_long_game_opens_and_keeps_few_positions():
    opened = parse_game("(;SZ[9]KM[0]RU[Chinese]" + ";B[ee];W[]" * 5_000 + ")")
    state = state_of(opened, 1, None)
    assert state.move_number == 10_000
    assert transitions.step(state, -1).position.ply == 9_999
    kept = [node.position for node in opened.tree.nodes if node.position is not None]
    assert sum(len(position.moves) for position in kept) < 3_000_000


def test_a_finished_file_is_over_an_unfinished_one_goes_on():
    assert state_from("(;SZ[9]RE[W+3.5];B[aa])").phase is Phase.OVER
    assert state_from("(;SZ[9];B[aa])").is_human_turn
    draw = state_from("(;SZ[9]RE[Draw];B[aa])").result
    assert draw is not None
    assert draw.kind is ResultKind.DRAW


@pytest.mark.parametrize("stated", ["B+Resign", "W+3.50", "a quarrel", "?"])
def test_what_a_file_says_about_its_result_stays(stated):
    assert f"RE[{stated}]" in game_text(state_from(f"(;SZ[9]RE[{stated}];B[aa])"))


def test_a_result_goes_when_play_goes_on():
    resumed = transitions.resume(state_from("(;SZ[9]RE[B+R];B[aa])"))
    assert "RE[" not in game_text(resumed)
    assert "RE[W+R]" in game_text(transitions.resign(resumed, Color.BLACK))


@pytest.mark.parametrize(
    "data",
    [b"", b"hello", b"(;SZ[40])", b"(;GM[2]SZ[8])", b"\xff\xfe\x00", b"(;" * 3000, b"(;B[aa]"],
    ids=["empty", "no SGF", "too large", "chess", "binary", "deep", "cut off"],
)
def test_a_bad_file_is_one_line_or_still_a_game(tmp_path, data):
    path = tmp_path / "game.sgf"
    path.write_bytes(data)
    try:
        opened = open_game(path)
    except SgfError as error:
        assert "\n" not in str(error)
        assert str(error)
    else:
        assert state_of(opened, 1, path).position is not None


def test_thousands_of_variations_open_and_are_written_again(tmp_path):
    path = tmp_path / "huge.sgf"
    branches = "".join(f"(;B[{chr(97 + i % 9)}{chr(97 + i // 9 % 9)}];W[])" for i in range(10_000))
    path.write_text(f"(;SZ[9]{branches})")
    opened = open_game(path)
    assert len(opened.tree.nodes) == 20_001
    state = state_of(opened, 1, path)
    save_game(path, state)
    assert len(open_game(path).tree.nodes) == 20_001


def test_saving_to_an_impossible_place_is_one_line(tmp_path):
    state = transitions.new_game(GameSetup(), 1)
    with pytest.raises(SgfError, match="cannot save"):
        save_game(tmp_path / "no" / "such" / "folder" / "x.sgf", state)
