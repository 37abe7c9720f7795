"""GTP text: tables of lines, and round trips of everything that both sides write."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gogame.errors import GtpError
from gogame.gtp.wire import (
    STREAM_END,
    AnalysisLine,
    AnalysisReport,
    Command,
    Dialect,
    MoveInfo,
    Response,
    ResponseReader,
    RootInfo,
    StrayLine,
    failure,
    format_analysis,
    format_command,
    parse_analysis,
    parse_command,
    stream_start,
    success,
)


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("name", Command(None, "name", (), "")),
        ("name\r", Command(None, "name", (), "")),
        ("  7\tplay  B   D4 # comment", Command(7, "play", ("B", "D4"), "B   D4")),
        ("\x01pl\x7fay b\x00 d4", Command(None, "play", ("b", "d4"), "b d4")),
        ("12", Command(12, "", (), "")),
        ("12 ", Command(12, "", (), "")),
        ("99999999999999999999 name", Command(None, "9" * 20, ("name",), "name")),
        ("\u0663 name", Command(None, "\u0663", ("name",), "name")),
        ("", None),
        ("   \t ", None),
        ("# only a comment", None),
        ("   # the same", None),
    ],
)
def test_command_lines(line: str, expected: Command | None) -> None:
    assert parse_command(line) == expected


def test_formatted_command_is_read_back() -> None:
    assert parse_command(format_command("play", "B", "D4", number=3)) == Command(
        3, "play", ("B", "D4"), "B D4"
    )
    assert parse_command(format_command("name")) == Command(None, "name", (), "")


def test_replies_end_with_their_only_blank_line() -> None:
    assert success() == "=\n\n"
    assert success("GoGame", 4) == "=4 GoGame\n\n"
    assert success("\n a\n") == "=\n a\n\n"
    assert success("a\n\n b\r\n\n\nc\n") == "= a\n b\nc\n\n"
    assert failure("bad\nthing", 0) == "?0 bad thing\n\n"
    assert failure("") == "? failed\n\n"


def test_reader_gives_analysis_at_once_and_replies_at_the_blank_line() -> None:
    reader = ResponseReader()
    assert reader.feed("GoGame ready\n= GoG") == [StrayLine("GoGame ready")]
    assert reader.feed("ame\n\n") == [Response(None, True, "GoGame")]
    assert reader.feed(stream_start(5) + "info move D4 visits 1") == []
    assert reader.feed(" winrate 0.5\n") == [AnalysisLine(5, "info move D4 visits 1 winrate 0.5")]
    assert reader.feed("play D4\n" + STREAM_END + "\n?6 no\r\n\r\n") == [
        Response(5, True, "play D4"),
        Response(6, False, "no"),
    ]


def test_reader_keeps_lines_that_look_like_replies_inside_a_reply() -> None:
    reader = ResponseReader()
    assert reader.feed("=1 a\n= b\n? c\n\n") == [Response(1, True, "a\n= b\n? c")]


def test_reader_refuses_an_endless_line() -> None:
    reader = ResponseReader()
    with pytest.raises(GtpError, match="more than"):
        for _ in range(40):
            reader.feed(b"x" * 40_000)


words = st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"]), min_size=1, max_size=8)
reply_text = st.lists(st.lists(words, min_size=1, max_size=4).map(" ".join), max_size=3).map(
    "\n".join
)


@given(
    st.lists(st.tuples(st.none() | st.integers(0, 10**10 - 1), st.booleans(), reply_text)),
    st.integers(1, 9),
)
def test_reader_reads_what_the_server_writes_in_any_pieces(
    replies: list[tuple[int | None, bool, str]], size: int
) -> None:
    expected: list[Response] = []
    stream = ""
    for number, ok, text in replies:
        kept = "\n".join(
            line for i, line in enumerate(text.split("\n")) if not (i and line.startswith("info "))
        )
        body = kept if ok else " ".join(kept.split()) or "failed"
        stream += success(kept, number) if ok else failure(kept, number)
        expected.append(Response(number, ok, body))
    encoded = stream.encode()
    reader = ResponseReader()
    found = [
        event
        for start in range(0, len(encoded), size)
        for event in reader.feed(encoded[start : start + size])
    ]
    assert found == expected


shares = st.integers(0, 10_000).map(lambda n: n / 10_000)
points = st.integers(-400_000, 400_000).map(lambda n: n / 1000)
vertices = st.sampled_from(["D4", "Q16", "pass", "A1", "T19"])
grids = st.none() | st.lists(st.integers(-1000, 1000).map(lambda n: n / 1000)).map(tuple)
move_infos = st.builds(
    MoveInfo,
    move=vertices,
    visits=st.integers(0, 10**9),
    winrate=shares,
    score_lead=points,
    score_stdev=points.map(abs),
    prior=shares,
    lcb=shares,
    utility=shares,
    utility_lcb=points,
    order=st.integers(0, 400),
    pv=st.lists(vertices, min_size=1, max_size=5).map(tuple),
    pv_visits=st.lists(st.integers(0, 10**9), max_size=5).map(tuple),
    pv_edge_visits=st.lists(st.integers(0, 10**9), max_size=5).map(tuple),
    ownership=grids,
    ownership_stdev=grids,
)
reports = st.builds(
    AnalysisReport,
    moves=st.lists(move_infos, min_size=1, max_size=4).map(tuple),
    root=st.none() | st.builds(RootInfo, st.integers(0, 10**9), shares, points, shares, shares),
    ownership=grids,
    ownership_stdev=grids,
)


@given(reports)
def test_kata_lines_round_trip(report: AnalysisReport) -> None:
    line = format_analysis(report)
    assert line.startswith("info move ")
    assert parse_analysis(line) == report


@given(reports)
def test_lz_lines_carry_whole_ten_thousandths(report: AnalysisReport) -> None:
    line = format_analysis(report, Dialect.LZ)
    assert "." not in line
    found = parse_analysis(line, Dialect.LZ)
    for got, sent in zip(found.moves, report.moves, strict=True):
        assert (got.move, got.visits, got.order, got.pv) == (
            sent.move,
            sent.visits,
            sent.order,
            sent.pv,
        )
        assert got.winrate == pytest.approx(sent.winrate)
        assert got.prior == pytest.approx(sent.prior)
        assert got.lcb == pytest.approx(sent.lcb)


def test_lines_of_other_engines_are_read() -> None:
    line = (
        "info move Q4 visits 12 edgeVisits 12 winrate 0.5 scoreMean 0.25 scoreStdev 9.5 "
        "prior 0.1 lcb 0.4 weight 3.5 order 0 pv Q4 D16 pvVisits 12 3 "
        "info move pass visits 0 winrate 0 isSymmetryOf D4 order 1 pv pass"
    )
    first, second = parse_analysis(line).moves
    assert (first.pv, first.pv_visits) == (("Q4", "D16"), (12, 3))
    assert first.score_lead == 0.25
    assert (second.move, second.visits, second.lcb) == ("pass", 0, 0.0)


@pytest.mark.parametrize(
    "line",
    [
        "",
        "play D4",
        "x info move D4 visits 1 winrate 0.5",
        "info move D4 visits many winrate 0.5",
        "info visits 1 winrate 0.5",
        "info move D4 visits 1 winrate 0.5 pv D4 ownership 0.1 x",
    ],
)
def test_broken_analysis_lines_are_refused(line: str) -> None:
    with pytest.raises(GtpError):
        parse_analysis(line)
