"""Lines in pieces, lines that are too long, and a reader that takes its time."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterator

import pytest

from gogame.analysis.channels import TOO_LONG, LineInput, LineOutput, LongLine

MAX = 1000


@pytest.fixture
def pipe() -> Iterator[list[int]]:
    """Descriptors to read from and to write to; a test may set one to -1 after closing it."""
    ends = list(os.pipe())
    yield ends
    for end in ends:
        if end >= 0:
            os.close(end)


def lines_of(source: LineInput) -> list[str | LongLine]:
    """Returns the lines that are there."""
    found: list[str | LongLine] = []
    while True:
        line = source.next_line()
        if line is not None:
            found.append(line)
        elif not source.receive():
            return found


def close_writer(pipe: list[int]) -> None:
    os.close(pipe[1])
    pipe[1] = -1


def test_a_line_comes_when_it_is_whole(pipe: list[int]) -> None:
    source = LineInput(pipe[0], MAX)
    assert lines_of(source) == []
    os.write(pipe[1], b"one\n\ntw")
    assert lines_of(source) == ["one", ""]
    os.write(pipe[1], b"o\nthr\xc3")
    assert lines_of(source) == ["two"]
    os.write(pipe[1], b"\xa9\xff")
    close_writer(pipe)
    assert lines_of(source) == ["thré\ufffd"]
    assert source.has_ended
    assert lines_of(source) == []


def test_the_end_alone_is_no_line(pipe: list[int]) -> None:
    source = LineInput(pipe[0], MAX)
    os.write(pipe[1], b"one\n")
    close_writer(pipe)
    assert lines_of(source) == ["one"]
    assert source.has_ended


@pytest.mark.parametrize("length", [MAX, MAX + 1, 3 * MAX, 60_000])
@pytest.mark.parametrize("piece", [1, 700, 60_000])
def test_a_line_that_is_too_long_is_told_once(pipe: list[int], length: int, piece: int) -> None:
    source = LineInput(pipe[0], MAX)
    text = b"x" * length + b"\nnext\n"
    found: list[str | LongLine] = []
    step = max(piece, length // 50)
    for start in range(0, len(text), step):
        os.write(pipe[1], text[start : start + step])
        found += lines_of(source)
        assert len(source._buffer) <= MAX + max(step, 1 << 16)
    assert found == ["x" * length if length <= MAX else TOO_LONG, "next"]


def test_a_last_line_that_is_too_long_is_told(pipe: list[int]) -> None:
    source = LineInput(pipe[0], MAX)
    os.write(pipe[1], b"x" * 5000)
    assert lines_of(source) == []
    close_writer(pipe)
    assert lines_of(source) == [TOO_LONG]


def test_everything_arrives_at_a_slow_reader_and_sending_never_waits(pipe: list[int]) -> None:
    target = LineOutput(pipe[1])
    sent = [str(i) * (1 + 997 * i % 5000) for i in range(200)]
    for line in sent:
        target.send(line)
    assert target.num_waiting > 100_000
    received = b""
    while target.num_waiting:
        received += os.read(pipe[0], 10_000)
        target.flush()
    while not received.endswith(sent[-1].encode() + b"\n"):
        received += os.read(pipe[0], 1 << 16)
    assert received.decode().splitlines() == sent


def test_flushing_waits_for_the_reader_as_far_as_asked(pipe: list[int]) -> None:
    target = LineOutput(pipe[1])
    target.send("x" * 200_000)
    os.read(pipe[0], 1 << 16)
    target.flush(at_most=target.num_waiting - 1)
    assert 0 < target.num_waiting < 200_000 - (1 << 16)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows tells only at the next write")
def test_a_reader_that_has_gone_is_noticed(pipe: list[int]) -> None:
    target = LineOutput(pipe[1])
    target.check()
    os.close(pipe[0])
    pipe[0] = -1
    with pytest.raises(BrokenPipeError):
        target.check()
    with pytest.raises(BrokenPipeError):
        target.send("x")


def test_a_file_takes_everything() -> None:
    with tempfile.TemporaryFile() as file:
        target = LineOutput(file.fileno())
        target.check()
        target.send("é\ud800" + "x" * 100_000)
        assert target.num_waiting == 0
        file.seek(0)
        assert file.read() == "é\\ud800".encode() + b"x" * 100_000 + b"\n"
