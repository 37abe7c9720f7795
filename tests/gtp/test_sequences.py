"""Sequences of commands whose replies depend on one another."""

from __future__ import annotations

from pathlib import Path

import pytest

from gogame.board.variant import standard
from gogame.gtp.wire import AnalysisLine, Response, ResponseReader, parse_analysis
from tests.gtp.conversation import Conversation, new_engine


def test_genmove_plays_what_it_says_and_undo_takes_it_back() -> None:
    gtp = Conversation(new_engine(standard(5)))
    gtp.ask("play b c3")
    before = gtp.ask("showboard")
    vertex = gtp.ask("genmove w")
    assert gtp.fail(f"play b {vertex}").startswith(f"illegal move {vertex}: occupied by White")
    gtp.ask("undo")
    assert gtp.ask("showboard") == before
    assert gtp.ask("reg_genmove w") == vertex
    assert gtp.ask("showboard") == before


def test_one_colour_may_move_twice_and_genmove_takes_any_colour() -> None:
    gtp = Conversation(new_engine(standard(5)))
    gtp.ask("play w c3")
    gtp.ask("play w d3")
    assert gtp.ask("genmove w") not in ("pass", "resign")
    assert gtp.engine.position.last_move is not None
    assert [move.color.letter for move in gtp.engine.position.moves] == ["W", "W", "W"]


def test_everything_can_be_undone_and_nothing_more() -> None:
    gtp = Conversation(new_engine(standard(5)))
    for vertex in ("c3", "b2", "pass", "d4"):
        gtp.ask(f"play b {vertex}")
    for _ in range(4):
        gtp.ask("undo")
    assert gtp.fail("undo").startswith("cannot undo")
    assert not gtp.engine.position.grid.any()


def test_boardsize_and_clear_board_keep_komi_and_rules() -> None:
    gtp = Conversation()
    gtp.ask("komi 3.5")
    gtp.ask("kata-set-rules japanese")
    gtp.ask("boardsize 13")
    gtp.ask("clear_board")
    assert gtp.ask("get_komi") == "3.5"
    assert '"TERRITORY"' in gtp.ask("kata-get-rules")


def test_komi_can_change_in_the_middle_of_a_game_and_survives_undo() -> None:
    gtp = Conversation(new_engine(standard(5)))
    gtp.ask("play b c3")
    gtp.ask("komi -20")
    gtp.ask("undo")
    assert gtp.ask("get_komi") == "-20"


def test_fixed_and_free_handicap_name_the_same_points() -> None:
    fixed, free = Conversation(), Conversation()
    points = fixed.ask("fixed_handicap 9")
    assert free.ask("place_free_handicap 9") == points
    more = free_of(13).ask("place_free_handicap 12").split()
    assert len(set(more)) == 12
    free.ask("clear_board")
    free.ask(f"set_free_handicap {points}")
    assert free.ask("showboard") == fixed.ask("showboard")


def free_of(size: int) -> Conversation:
    return Conversation(new_engine(standard(size)))


@pytest.mark.parametrize(
    ("command", "system", "left_s"),
    [
        ("time_settings 60 0 0", "absolute", 60.0),
        ("time_settings 60 30 5", "canadian", 60.0),
        ("time_settings 0 30 0", "none", 0.0),
        ("kgs-time_settings byoyomi 300 30 5", "byo-yomi", 300.0),
        ("kgs-time_settings canadian 300 30 5", "canadian", 300.0),
        ("kata-time_settings fischer 100 5.5", "fischer", 100.0),
        ("kata-time_settings absolute 10", "absolute", 10.0),
        ("kata-time_settings none", "none", 0.0),
    ],
)
def test_time_settings(command: str, system: str, left_s: float) -> None:
    gtp = Conversation()
    gtp.ask(command)
    for color in ("b", "w"):
        clock = gtp.engine.clock(gtp.engine.position.to_play)
        assert clock.settings.system.value == system, color
        assert clock.left_s == left_s


@pytest.mark.parametrize(
    "command",
    [
        "time_settings 60 0",
        "time_settings -1 0 0",
        "time_settings a b c",
        "kata-time_settings hourglass 5",
        "kata-time_settings byoyomi 60",
        "kata-time_settings byoyomi 60 30 0",
        "time_left b -5 0",
        "time_left b",
        "time_left green 5 0",
    ],
)
def test_bad_times_are_refused(command: str) -> None:
    assert Conversation().fail(command)


def test_a_short_clock_shortens_the_search() -> None:
    gtp = Conversation(new_engine(standard(9)))
    gtp.ask("kata-set-param maxVisits 100000000")
    gtp.ask("kata-time_settings absolute 1000")
    gtp.ask("time_left b 1 0")
    gtp.ask("genmove b")
    assert gtp.engine.clock(gtp.engine.position.to_play.opponent).left_s < 1


def test_sgf_goes_out_and_comes_back(tmp_path: Path) -> None:
    gtp = Conversation(new_engine(standard(5, "japanese", 3.5)))
    for move in ("b c3", "w b2", "b pass", "w d2"):
        gtp.ask(f"play {move}")
    board = gtp.ask("showboard")
    path = tmp_path / "game.sgf"
    gtp.ask(f"printsgf {path}")
    assert path.read_text(encoding="utf-8").strip() == gtp.ask("printsgf").strip()
    other = Conversation()
    other.ask(f"loadsgf {path}")
    assert other.ask("showboard") == board
    assert '"TERRITORY"' in other.ask("kata-get-rules")
    other.ask("undo")
    other.ask("undo")
    other.ask("undo")
    assert gtp.engine.position.grid[2, 2] == other.engine.position.grid[2, 2]
    other.ask(f"loadsgf {path} 2")
    assert len(other.engine.position.moves) == 1
    other.ask(f"loadsgf {path} 1")
    assert not other.engine.position.moves


def test_a_file_with_setup_between_moves_is_followed(tmp_path: Path) -> None:
    path = tmp_path / "setup.sgf"
    path.write_text("(;GM[1]FF[4]SZ[5]KM[0]AB[aa];B[cc];AW[bb]AE[aa];W[dd];B[ee])")
    gtp = Conversation()
    gtp.ask(f"loadsgf {path}")
    grid = gtp.engine.position.grid
    assert [grid[0, 0], grid[1, 1], grid[2, 2], grid[3, 3], grid[4, 4]] == [0, 2, 1, 2, 1]
    record = gtp.engine.record()
    assert record.positions()[-1].grid.tolist() == grid.tolist()
    for _ in range(4):
        gtp.ask("undo")
    assert gtp.engine.position.grid[0, 0] == 1
    assert gtp.engine.record().positions()[-1].grid.tolist() == gtp.engine.position.grid.tolist()
    assert gtp.fail("undo")


def test_files_that_cannot_be_loaded_leave_the_game_alone(tmp_path: Path) -> None:
    gtp = Conversation()
    gtp.ask("play b d4")
    broken = tmp_path / "broken.sgf"
    broken.write_text("this is no game")
    assert gtp.fail("loadsgf").startswith("syntax error")
    assert gtp.fail(f"loadsgf {broken}").startswith("cannot load file")
    assert gtp.fail(f"loadsgf {tmp_path / 'missing.sgf'}").startswith("cannot load file")
    assert gtp.fail(f"loadsgf {tmp_path}").startswith("cannot load file")
    assert gtp.fail(f"loadsgf {broken} 0").startswith("cannot load file")
    assert gtp.fail(f"printsgf {tmp_path / 'no' / 'folder.sgf'}").startswith("cannot save")
    assert len(gtp.engine.position.moves) == 1


def test_analysis_reports_the_viewpoint_that_was_asked_for() -> None:
    gtp = Conversation(new_engine(standard(5, komi=60.5)))
    seen: dict[str, tuple[float, float, float]] = {}
    for viewer in ("SIDETOMOVE", "BLACK", "WHITE"):
        gtp.ask(f"kata-set-param reportAnalysisWinratesAs {viewer}")
        gtp.ask("clear_cache")
        events = ResponseReader().feed(gtp.raw("kata-analyze w 1 rootInfo true ownership true"))
        assert isinstance(events[0], AnalysisLine)
        report = parse_analysis(events[0].line)
        assert report.root is not None
        assert report.ownership is not None
        assert len(report.ownership) == 25
        seen[viewer] = (report.root.winrate, report.root.score_lead, report.moves[0].winrate)
        assert report.moves[0].score_lead * report.root.score_lead > 0
    winrate, lead, move = seen["WHITE"]
    assert winrate > 0.9
    assert lead > 10
    assert move > 0.9
    assert all(value > 0.5 for value in seen["SIDETOMOVE"])
    assert seen["BLACK"][0] < 0.1
    assert seen["BLACK"][1] < -10
    assert seen["BLACK"][2] < 0.1


def test_genmove_analyze_streams_and_then_plays() -> None:
    gtp = Conversation(new_engine(standard(5)))
    for name, unit in (("kata-genmove_analyze", "."), ("lz-genmove_analyze", "")):
        *infos, reply = ResponseReader().feed(gtp.raw(f"9 {name} b 1"))
        assert infos
        assert all(isinstance(info, AnalysisLine) and info.id == 9 for info in infos)
        assert ("." in str(infos[0])) == bool(unit)
        assert isinstance(reply, Response)
        assert reply.text.startswith("play ")
        vertex = reply.text.removeprefix("play ").strip()
        assert gtp.fail(f"play w {vertex}").startswith("illegal move")


def test_cleanup_captures_dead_stones_before_it_passes() -> None:
    gtp = Conversation(new_engine(standard(5, komi=0.5), visits=100))
    gtp.ask("set_position b a2 b b2 b c2 b d2 b e2 b b1 b d1 w c4")
    gtp.ask("play w pass")
    assert gtp.ask("genmove b") == "pass"
    gtp.ask("undo")
    moves: list[str] = []
    while len(moves) < 12 and "pass" not in moves:
        moves.append(gtp.ask("kgs-genmove_cleanup b"))
        gtp.ask("play w pass")
    assert "pass" in moves
    assert not (gtp.engine.position.grid == 2).any()


def test_dead_stones_and_final_score() -> None:
    gtp = Conversation(new_engine(standard(5, komi=0)))
    gtp.ask("set_position b a2 b b2 b c2 b d2 b e2 b b1 b d1 w c4")
    assert gtp.ask("final_status_list dead") == "C4"
    assert gtp.ask("final_status_list seki") == ""
    assert gtp.ask("final_score") == "B+25"
    gtp.ask("kata-set-rules japanese")
    assert gtp.ask("final_score") == "B+19"
