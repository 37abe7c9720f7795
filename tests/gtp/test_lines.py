"""Lines of a descriptor: whatever the pieces they arrive in."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from gogame.gtp.lines import DescriptorLines, ListedLines
from gogame.gtp.wire import MAX_LINE


class Pipe(NamedTuple):
    lines: DescriptorLines
    writer: int


@pytest.fixture
def pipe() -> Iterator[Pipe]:
    reader, writer = os.pipe()
    yield Pipe(DescriptorLines(reader), writer)
    os.close(reader)
    try:
        os.close(writer)
    except OSError:
        pass


def test_lines_come_whole_and_in_order(pipe: Pipe) -> None:
    os.write(pipe.writer, b"name\r\nver")
    assert pipe.lines.read() == "name\r"
    os.write(pipe.writer, "sion é\n\nlast".encode())
    os.close(pipe.writer)
    assert [pipe.lines.read() for _ in range(5)] == ["version é", "", "last", None, None]


def test_pending_sees_bytes_buffered_lines_and_the_end(pipe: Pipe) -> None:
    assert not pipe.lines.pending()
    assert not pipe.lines.pending(0.01)
    os.write(pipe.writer, b"one\ntwo\n")
    assert pipe.lines.pending()
    assert pipe.lines.read() == "one"
    assert pipe.lines.pending()
    assert pipe.lines.read() == "two"
    assert not pipe.lines.pending()
    os.close(pipe.writer)
    assert pipe.lines.pending(None)
    assert pipe.lines.read() is None
    assert pipe.lines.pending()


def test_broken_bytes_do_not_stop_it(pipe: Pipe) -> None:
    os.write(pipe.writer, b"\xff\xfe name\n")
    assert pipe.lines.read() == "\ufffd\ufffd name"


def test_an_endless_line_is_cut(tmp_path: Path) -> None:
    path = tmp_path / "commands"
    path.write_text("x" * (3 * MAX_LINE) + "\nname\n")
    with path.open("rb") as file:
        lines = DescriptorLines(file.fileno())
        assert lines.read() == "x" * (MAX_LINE + 1)
        assert lines.read() == "name"


def test_a_regular_file_is_always_ready(tmp_path: Path) -> None:
    path = tmp_path / "commands"
    path.write_text("name\nquit")
    with path.open("rb") as file:
        lines = DescriptorLines(file.fileno())
        assert lines.pending()
        assert [lines.read(), lines.read(), lines.read()] == ["name", "quit", None]


def test_listed_lines() -> None:
    lines = ListedLines(["one", "two"])
    assert lines.pending()
    assert [lines.read(), lines.read(), lines.read()] == ["one", "two", None]
