"""Analysis commands: what each option adds to a line, the dialects, and what ends a search."""

from __future__ import annotations

import math

import pytest

from gogame.board.coords import Color
from gogame.board.variant import VariantSpec, standard
from gogame.gtp.wire import (
    AnalysisLine,
    AnalysisReport,
    Dialect,
    Response,
    ResponseReader,
    parse_analysis,
)
from tests.gtp.conversation import Conversation, new_engine

KATA_KEYS = (
    "move visits edgeVisits utility winrate scoreMean scoreStdev scoreLead scoreSelfplay prior lcb"
    " utilityLcb order pv"
).split()
GRIDS = ("ownership", "ownershipStdev", "movesOwnership", "movesOwnershipStdev")


def conversation(quiet: int = 60, variant: VariantSpec | None = None) -> Conversation:
    return Conversation(new_engine(variant or standard(5)), quiet=quiet)


def lines(gtp: Conversation, command: str) -> list[str]:
    """Returns the lines of a streamed reply without its first and its last, checked."""
    raw = gtp.raw(command)
    head, *body, blank, end = raw.split("\n")
    assert (head, blank, end) == ("=", "", "")
    assert body
    assert all(body), "no blank line within the reply"
    return body


def last_report(gtp: Conversation, command: str) -> AnalysisReport:
    dialect = Dialect.KATA if command.startswith("kata") else Dialect.LZ
    return parse_analysis(lines(gtp, command)[-1], dialect)


def first_pairs(line: str) -> list[str]:
    """Returns the words of a line's first move."""
    return line.split(" info ", maxsplit=1)[0].split()[1:]


def test_a_kata_line_has_every_key_in_order_and_its_pv_last() -> None:
    line = lines(conversation(), "kata-analyze b 1")[-1]
    for move in line.removeprefix("info ").split(" info "):
        words = move.split()
        pv = words.index("pv")
        assert words[: pv + 1 : 2] == KATA_KEYS
        for key, value in zip(words[:pv:2], words[1:pv:2], strict=True):
            if key not in ("move", "visits", "edgeVisits", "order"):
                assert "." in value, key
                assert math.isfinite(float(value))
        assert words[pv + 1] == words[1]
        assert words[words.index("scoreMean") + 1] == words[words.index("scoreLead") + 1]


def test_an_lz_line_has_whole_ten_thousandths_only() -> None:
    line = lines(conversation(), "lz-analyze w interval 1")[-1]
    assert "." not in line
    words = first_pairs(line)
    assert words[:10:2] == ["move", "visits", "winrate", "prior", "lcb"]
    assert words[10:13:2] == ["order", "pv"]
    for key in ("winrate", "prior", "lcb"):
        assert 0 <= int(words[words.index(key) + 1]) <= 10_000


def test_moves_come_best_first_with_their_order() -> None:
    report = last_report(conversation(), "kata-analyze b 1")
    assert [move.order for move in report.moves] == list(range(len(report.moves)))
    visits = [move.visits for move in report.moves[1:]]
    assert visits == sorted(visits, reverse=True)
    assert all(move.score_stdev > 0 for move in report.moves if move.visits > 3)
    assert all(move.utility_lcb < move.utility for move in report.moves)


def test_what_is_not_asked_for_is_not_sent() -> None:
    line = lines(conversation(), "kata-analyze b 1")[-1]
    for key in (*GRIDS, "pvVisits", "pvEdgeVisits", "rootInfo"):
        assert f" {key} " not in line


def test_visits_of_the_line_are_sent_on_request() -> None:
    for option in ("pvVisits", "pvEdgeVisits"):
        report = last_report(conversation(), f"kata-analyze b 1 {option} true")
        for move in report.moves:
            counts = move.pv_visits if option == "pvVisits" else move.pv_edge_visits
            assert len(counts) == len(move.pv)
            assert counts[0] == move.visits
            assert list(counts) == sorted(counts, reverse=True)
            assert not (move.pv_edge_visits if option == "pvVisits" else move.pv_visits)


def test_ownership_and_root_follow_all_moves_in_this_order() -> None:
    command = "kata-analyze b 1 rootInfo true ownership true ownershipStdev true"
    line = lines(conversation(variant=standard(5, komi=60.5)), command)[-1]
    places = [line.index(f" {key} ") for key in ("rootInfo", "ownership", "ownershipStdev")]
    assert places == sorted(places)
    assert line.rindex(" info ") < places[0]
    report = parse_analysis(line)
    assert report.root is not None
    assert report.root.visits == 1 + sum(move.visits for move in report.moves)
    assert report.root.winrate < 0.1
    assert report.root.score_lead < -30
    assert report.root.score_stdev > 0
    assert report.ownership is not None
    assert report.ownership_stdev is not None
    assert len(report.ownership) == len(report.ownership_stdev) == 25
    assert all(-1 <= value <= 1 for value in report.ownership)
    assert all(0 <= value <= 1 for value in report.ownership_stdev)
    assert max(report.ownership_stdev) > 0


def test_ownership_after_each_move_follows_its_line() -> None:
    gtp = conversation()
    gtp.ask("set_position b a2 b b2 b c2 b d2 b e2 b b1 b d1")
    both = "movesOwnership true movesOwnershipStdev true pvVisits true"
    line = lines(gtp, f"kata-analyze w 1 {both}")[-1]
    for move in line.removeprefix("info ").split(" info "):
        places = [move.index(f" {key} ") for key in ("pv", "pvVisits", *GRIDS[2:])]
        assert places == sorted(places)
    for move in parse_analysis(line).moves:
        assert move.ownership is not None
        assert move.ownership_stdev is not None
        assert len(move.ownership) == len(move.ownership_stdev) == 25
        assert sum(move.ownership[15:]) < -8, "White sees Black's corner as Black's"
    report = last_report(gtp, "kata-analyze w 1 movesOwnership true")
    assert report.ownership is None
    assert report.moves[0].ownership_stdev is None


def test_the_viewpoint_turns_every_number() -> None:
    seen: list[AnalysisReport] = []
    for viewer in ("BLACK", "WHITE"):
        gtp = conversation(variant=standard(5, komi=60.5))
        gtp.ask(f"kata-set-param reportAnalysisWinratesAs {viewer}")
        options = "rootInfo true ownership true movesOwnership true ownershipStdev true"
        seen.append(last_report(gtp, f"kata-analyze w 1 {options}"))
    black, white = seen
    assert black.ownership is not None
    assert white.ownership == pytest.approx([-value for value in black.ownership])
    assert white.ownership_stdev == black.ownership_stdev
    for ours, theirs in zip(black.moves, white.moves, strict=True):
        assert ours.move == theirs.move
        assert theirs.winrate == pytest.approx(1 - ours.winrate, abs=1e-5)
        assert theirs.lcb == pytest.approx(1 - ours.lcb, abs=1e-5)
        assert theirs.score_lead == pytest.approx(-ours.score_lead, abs=1e-3)
        assert theirs.utility_lcb == pytest.approx(-ours.utility_lcb, abs=1e-5)
        assert theirs.score_stdev == ours.score_stdev
        assert ours.ownership is not None
        assert theirs.ownership == pytest.approx([-value for value in ours.ownership])


def test_fewest_and_most_moves() -> None:
    assert len(last_report(conversation(), "kata-analyze b 1 maxmoves 2").moves) == 2
    report = last_report(conversation(quiet=0), "kata-analyze b 1 minmoves 20")
    assert len(report.moves) == 20
    unvisited = [move for move in report.moves if move.visits == 0]
    assert unvisited
    assert all(move.pv == (move.move,) for move in unvisited)
    report = last_report(conversation(quiet=0), "lz-analyze b 1 minmoves 100 maxmoves 26")
    assert len(report.moves) == 26
    assert conversation().raw("kata-analyze b 1 maxmoves 0") == "=\n\n"


def test_avoided_moves_are_not_candidates() -> None:
    everything = {m.move for m in last_report(conversation(), "kata-analyze b 1 minmoves 99").moves}
    assert {"C3", "D3", "pass"} < everything
    avoided = last_report(conversation(), "kata-analyze b 1 avoid b C3,D3,pass 1 minmoves 99")
    assert {move.move for move in avoided.moves} == everything - {"C3", "D3", "pass"}
    twice = "avoid b C3 1 avoid b D3 4 avoid w A1 9"
    again = last_report(conversation(), f"lz-analyze b 1 {twice} minmoves 99")
    assert {move.move for move in again.moves} == everything - {"C3", "D3"}
    other = last_report(conversation(), "kata-analyze b 1 avoid w C3,D3 1 minmoves 99")
    assert {move.move for move in other.moves} == everything


def test_only_allowed_moves_are_candidates() -> None:
    report = last_report(conversation(), "kata-analyze b 1 allow b C3,D3 1 allow w C3,D3 1")
    assert {move.move for move in report.moves} == {"C3", "D3"}
    *infos, play = lines(conversation(), "kata-genmove_analyze b 1 allow b A1 1")
    assert {move.move for info in infos for move in parse_analysis(info).moves} == {"A1"}
    assert play == "play A1"


def test_moves_are_avoided_down_to_their_depth() -> None:
    variant = standard(5)
    shown: set[str] = set()
    gtp = conversation(quiet=300, variant=variant)
    corner = ",".join(f"{column}{row}" for column in "ABCDE" for row in (1, 2, 3, 4))
    report = last_report(gtp, f"kata-analyze b 1 avoid b {corner} 999 avoid w {corner} 999")
    for move in report.moves:
        shown |= set(move.pv)
    assert shown <= {"A5", "B5", "C5", "D5", "E5", "pass"}
    assert max(len(move.pv) for move in report.moves) > 2


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ("avoid b C3", "expects a colour, vertices and a depth"),
        ("avoid green C3 1", "no colour|colour"),
        ("avoid b Z99 1", "Z99"),
        ("avoid b C3 0", "expected 1 or more"),
        ("avoid b C3 x", "expected a number"),
        ("allow b C3 1 allow b D3 1", "allow stands alone"),
        ("allow b C3 1 avoid b D3 1", "allow stands alone"),
        ("avoid b D3 1 allow b C3 1", "allow stands alone"),
        ("minmoves -1", "expected a number"),
        ("ownership maybe", "expected true or false"),
        ("pvVisits", "expects a value"),
        ("colour true", "unknown analysis option 'colour'"),
        ("interval nan", "expected a number"),
    ],
)
def test_broken_options_are_refused(options: str, words: str) -> None:
    response = conversation().response(f"kata-analyze b 1 {options}")
    assert not response.ok
    assert any(word in response.text for word in words.split("|")), response.text


def test_every_move_avoided_is_refused_before_the_reply_begins() -> None:
    every = ",".join(f"{column}{row}" for column in "ABCDE" for row in range(1, 6))
    assert "none of the moves" in conversation().fail(f"kata-analyze b 1 avoid b {every},pass 1")


def test_the_lz_dialect_refuses_what_it_cannot_say() -> None:
    assert "kata-analyze only" in conversation().fail("lz-analyze b 1 ownership true")
    assert "kata-analyze only" in conversation().fail("lz-genmove_analyze b 1 pvVisits true")


def test_colours_and_intervals_come_in_any_agreed_form() -> None:
    for form in ("", "b", "w 5", "5", "interval 5", "b interval 5", "w 2147483647"):
        assert last_report(conversation(quiet=0), f"kata-analyze {form}").moves


def test_the_longest_interval_of_a_client_lets_a_move_be_made() -> None:
    reply = conversation().response("kata-genmove_analyze b 2147483647")
    assert reply.ok
    assert reply.text.startswith("play ")


def test_analysis_of_one_colour_after_the_other_keeps_the_game() -> None:
    gtp = conversation()
    gtp.ask("play b C3")
    before = gtp.ask("showboard")
    last_report(gtp, "kata-analyze b 1")
    last_report(gtp, "lz-analyze w 1")
    assert gtp.ask("showboard") == before
    assert gtp.engine.position.to_play is Color.WHITE


def test_searches_choose_without_playing() -> None:
    gtp = Conversation(new_engine(standard(5)), quiet=10**6)
    before = gtp.ask("showboard")
    move = gtp.ask("kata-search b")
    assert move == gtp.ask("reg_genmove b")
    assert gtp.ask("kata-search_cancellable b") == move
    assert gtp.ask("kata-search_cancellable")
    *infos, play = lines(gtp, "kata-search_analyze b 1")
    assert infos
    assert play == f"play {move}"
    assert lines(gtp, "kata-search_analyze_cancellable b 1")[-1] == f"play {move}"
    assert gtp.ask("showboard") == before


def test_searches_are_cancelled_by_any_input() -> None:
    gtp = Conversation(new_engine(standard(5)), quiet=0)
    assert gtp.ask("kata-search_cancellable b") == "cancelled"
    assert lines(gtp, "kata-search_analyze_cancellable b 1")[-1] == "play cancelled"
    assert gtp.ask("kata-search b") not in ("cancelled", "resign")
    assert lines(gtp, "kata-genmove_analyze b 1")[-1] != "play cancelled"
    assert len(gtp.engine.position.moves) == 1


def test_an_analysis_of_a_decided_game_is_refused() -> None:
    gtp = conversation()
    gtp.ask('gogame-variant {"width":5,"height":5,"win":"capture","capture_goal":1}')
    for move in ("b a2", "w a1", "b b1"):
        gtp.ask(f"play {move}")
    for name in ("kata-analyze", "lz-genmove_analyze", "kata-search", "kata-raw-nn 0"):
        assert gtp.fail(name).startswith("the game is over")


def test_the_names_that_sabaki_would_misread_are_not_offered() -> None:
    listed = conversation().ask("list_commands").split("\n")
    assert listed[0] == "protocol_version"
    assert {"analyze", "genmove_analyze"}.isdisjoint(listed)
    assert {"kata-analyze", "lz-analyze", "kata-genmove_analyze", "lz-genmove_analyze"} < set(
        listed
    )


def test_numbered_streams_are_one_reply() -> None:
    events = ResponseReader().feed(conversation().raw("17 kata-genmove_analyze b 1 rootInfo true"))
    *infos, reply = events
    assert all(isinstance(info, AnalysisLine) and info.id == 17 for info in infos)
    assert isinstance(reply, Response)
    assert (reply.id, reply.ok) == (17, True)
