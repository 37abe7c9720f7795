"""The report: one file with everything in it, of a full run as of one that has hardly begun."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from gogame.errors import ConfigError
from selfplay.report.html import ReportError, write_report
from selfplay.report.source import read_run
from tests.selfplay.report.runs import RUN_ID, write_run

_VOID = {"meta", "br"}


class _Balance(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: object) -> None:
        if tag not in _VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: object) -> None:
        pass

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def _page(path: Path) -> str:
    page = path.read_text(encoding="utf-8")
    balance = _Balance()
    balance.feed(page)
    assert balance.open == []
    assert not re.search(r"https?://|<script|<link|@import|url\(", page)
    return page


def test_a_full_run_is_told_in_one_file(tmp_path: Path) -> None:
    write_run(tmp_path, rounds=6)
    page = _page(write_report(tmp_path))
    for text in (
        RUN_ID,
        "Against gnugo-10 (40 games a point)",
        "100 visits",
        "Calibration",
        "Save as SGF",
        "Elo",
        "&lt;positions&gt;",
        "data:application/x-go-sgf",
    ):
        assert text in page, text
    assert "nan" not in re.sub(r"base64,[^\"]+", "", page)
    story = read_run(tmp_path)
    first = story.strengths[0]
    assert (first.round.number, first.opponent, first.games) == (3, "gnugo-10", 40)
    assert story.ratings[0].elo == 120.0


@pytest.mark.parametrize(("rounds", "games"), [(0, 0), (0, 5), (1, 5)])
def test_a_young_run_has_a_report(tmp_path: Path, rounds: int, games: int) -> None:
    write_run(tmp_path, rounds=rounds, games=games, ladder=False)
    page = _page(write_report(tmp_path, tmp_path / "out.html"))
    assert ("Nothing to plot yet" in page) == (rounds + games == 0)


def test_faults_are_named(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="holds no run"):
        write_report(tmp_path)
    write_run(tmp_path, rounds=0, games=0, ladder=False)
    with pytest.raises(ReportError, match="cannot be written"):
        write_report(tmp_path, tmp_path / "gone" / "x.html")


@pytest.mark.parametrize("content", [b"seed = [", b"seed = \xff", b""])
def test_a_damaged_configuration_is_named_and_the_rest_told(tmp_path: Path, content: bytes) -> None:
    write_run(tmp_path, rounds=2)
    (tmp_path / "config.toml").write_bytes(content)
    page = _page(write_report(tmp_path))
    assert "config.toml cannot be read" in page
    assert "lake repair` puts it back" in page
    assert len(read_run(tmp_path).rounds) == 2
