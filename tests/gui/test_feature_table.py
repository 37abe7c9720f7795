"""docs/features.md says what is there: its commands, keys, tests and reasons are looked up."""

from __future__ import annotations

import json
import re
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from gui.desk.commands import plain_words
from gui.files.game_files import parse_game, state_of
from gui.files.settings import Folders, Settings
from gui.game.state import HUMAN, GameSetup
from gui.game.transitions import go_to
from gui.i18n.translator import Translator
from gui.main_window import MainWindow

ROOT = Path(__file__).resolve().parent.parent.parent
PAGE = (ROOT / "docs" / "features.md").read_text(encoding="utf-8")
COMMAND = re.compile(r"\*([^*]+)\*(?: \(([^)]+)\))?")
TEST = re.compile(r"`([\w/]+\.py)::(\w+)`")
FEATURES = [*range(1, 73), *range(95, 114)]
NUM_WISHES = 25
WITH_AE = "(;SZ[9]AB[ee][ec]AW[cc];B[gg];AE[ee]PL[W])"


def rows() -> list[list[str]]:
    """Returns the cells of every row of the tables that begins with a number."""
    lines = [line.strip("|").split("|") for line in PAGE.splitlines() if line.startswith("| ")]
    return [cells for line in lines if (cells := [c.strip() for c in line])[0].isdigit()]


def verdict(row: list[str]) -> str:
    return row[5] if len(row) == 8 else row[2]


@cache
def names_in(path: Path) -> frozenset[str]:
    return frozenset(re.findall(r"^def (test_\w+)", path.read_text(encoding="utf-8"), re.M))


def test_every_feature_and_wish_has_its_row() -> None:
    features = [row for row in rows() if len(row) == 8]
    wishes = [row for row in rows() if len(row) == 5]
    assert [int(row[0]) for row in features] == FEATURES
    assert [int(row[0]) for row in wishes] == [*range(1, NUM_WISHES + 1)]
    assert len(features) + len(wishes) == len(rows())


def test_the_sum_is_right() -> None:
    counted = r"^Of the (\d+) features with a row \(.*?\) (\d+) .*?(\d+) in.*?(\d+) not; of (.*)$"
    said = re.search(counted, PAGE, re.M)
    assert said is not None
    words = ("yes", "partly", "no")
    features = Counter(verdict(row) for row in rows() if len(row) == 8)
    wishes = Counter(verdict(row) for row in rows() if len(row) == 5)
    assert [int(n) for n in said.groups()[:4]] == [len(FEATURES), *(features[w] for w in words)]
    numbers = [int(n) for n in re.findall(r"\d+", said[5])]
    assert numbers == [NUM_WISHES, *(wishes[w] for w in words)]


def test_yes_is_shown_and_everything_else_explained() -> None:
    for row in rows():
        shown, _, reason = row[-1].rpartition("; ")
        is_shown = bool(TEST.search(row[-1]) or "](" in row[-1])
        assert verdict(row) in ("yes", "partly", "no"), row[:2]
        if verdict(row) == "yes":
            assert is_shown, row[:2]
        else:
            assert reason, row[:2]
            assert not TEST.search(reason), row[:2]
            assert bool(TEST.search(shown)) is is_shown, row[:2]


def test_every_test_that_is_named_exists() -> None:
    named = TEST.findall(PAGE)
    assert len(named) > len(FEATURES)
    missing = [
        f"{name}::{test}"
        for name, test in named
        if not (ROOT / "tests" / name).is_file() or test not in names_in(ROOT / "tests" / name)
    ]
    assert missing == []


@pytest.fixture
def window(make_bench, qtbot, qapp, tmp_path, log):
    bench = make_bench()
    folders = Folders(tmp_path / "config", tmp_path / "data")
    made = MainWindow(bench.session, Translator(qapp), folders, Settings())
    qtbot.addWidget(made)
    bench.session.begin(GameSetup(white=HUMAN))
    return made


@pytest.fixture
def log(tmp_path, monkeypatch) -> Path:
    path = tmp_path / "asked.log"
    path.touch()
    monkeypatch.setenv("FAKE_ANALYSIS_LOG", str(path))
    return path


def test_every_command_that_is_named_has_these_words_and_that_key(window: MainWindow) -> None:
    keys: dict[str, set[str]] = {}
    for command in window.commands.all:
        words = plain_words(command.action.text()).rstrip("…")
        keys.setdefault(words, set()).update(window.commands.keys(command.name))
    named = [found for row in rows() for cell in row[:-1] for found in COMMAND.findall(cell)]
    assert len(named) > NUM_WISHES
    wrong = [(words, key) for words, key in named if words not in keys]
    wrong += [(w, key) for w, key in named if key and w in keys and key not in keys[w]]
    assert wrong == []


def test_a_position_with_stones_taken_away_is_analysed(window: MainWindow, qtbot, log) -> None:
    opened = parse_game(WITH_AE)
    window.session.start(lambda game: go_to(state_of(opened, game, None), 2))
    window.commands["analysis.live"].trigger()

    def queries() -> list[dict[str, Any]]:
        whole = log.read_text().rpartition("\n")[0]
        return [asked for line in whole.splitlines() if "moves" in (asked := json.loads(line))]

    qtbot.waitUntil(lambda: len(queries()) > 0, timeout=30_000)
    query = queries()[0]
    assert sorted(query["initialStones"]) == [["B", "E7"], ["B", "G3"], ["W", "C7"]]
    assert (query["moves"], query["initialPlayer"]) == ([], "W")
