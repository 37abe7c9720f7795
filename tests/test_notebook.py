"""The engine in Python: what `gogame.load` gives, and the examples of the document."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest

import gogame
from gogame.board.coords import Color
from gogame.errors import GoError, IllegalMove
from gogame.notebook import LoadedEngine, position_of
from tests.review.fakes import write

ROOT = Path(__file__).resolve().parent.parent
DOCUMENT = ROOT / "docs" / "notebook.md"
PICTURE = """
    . . . . .
    . X X . .
    X O O X .
    . O . X .
    . . O X .
"""


@pytest.fixture(scope="module")
def engine() -> LoadedEngine:
    return gogame.load("rollouts", rollouts=2)


def test_importing_the_package_is_light() -> None:
    program = "import sys, gogame, gogame.api; print(*sys.modules)"
    loaded = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, check=True, capture_output=True, text=True
    ).stdout.split()
    heavy = {"numba", "numpy", "jax", "openvino", "rich", "PySide6"}
    assert heavy & {name.split(".")[0] for name in loaded} == set()


def test_the_package_has_no_other_surprises() -> None:
    with pytest.raises(AttributeError, match="has no attribute 'lode'"):
        gogame.lode  # noqa: B018


def test_the_examples_of_the_document_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    write(tmp_path / "game.sgf", "ee cc gg gc")
    blocks = re.findall(r"^```python\n(.*?)^```", DOCUMENT.read_text(encoding="utf-8"), re.M | re.S)
    assert len(blocks) == 4
    names: dict[str, object] = {}
    for block in blocks:
        exec(block, names)
    assert "move 2: illegal move E5: occupied by Black" in capsys.readouterr().out
    assert re.fullmatch(r"[A-J]\d|pass|resign", str(names["move"]))


def test_analyze_sees_with_the_eyes_of_the_player_to_play(engine: LoadedEngine) -> None:
    # Nobody makes up for a komi of minus forty on 25 points.
    black = engine.analyze(position=PICTURE, to_play="black", komi=-40, visits=200)
    white = engine.analyze(position=PICTURE, to_play="white", komi=-40, visits=200)
    assert (black.to_play, white.to_play) == (Color.BLACK, Color.WHITE)
    assert black.winrate > 0.5 > white.winrate
    assert black.lead > 0 > white.lead
    assert white.score_black == -white.lead
    assert white.winrate_black == 1 - white.winrate
    assert black.best is not None
    assert black.best.pv[0] == black.best.move
    assert sum(move.visits for move in black.candidates) == black.visits - 1 == 199
    assert black.ownership_black is not None
    assert len(black.ownership_black) == 25
    assert black.judge == "random rollouts x2"
    assert repr(white).startswith("<White to play: wins ")


def test_results_are_shown_as_boards(engine: LoadedEngine) -> None:
    result = engine.analyze("C3 B2", size="5x4", visits=30)
    picture = ElementTree.fromstring(result._repr_svg_())
    texts = [element.text for element in picture.iter("{http://www.w3.org/2000/svg}text")]
    assert result.best is not None
    assert f"{100 * result.best.winrate:.0f}" in texts
    page = result._repr_html_()
    ElementTree.fromstring(page.replace("<br>", "<br/>"))
    assert f"<td>{result.best.move}</td>" in page
    shaded = ElementTree.fromstring(result.svg(ownership=True))
    rectangles = "{http://www.w3.org/2000/svg}rect"
    assert len(list(shaded.iter(rectangles))) > len(list(picture.iter(rectangles)))


def test_genmove_passes_resigns_or_plays(engine: LoadedEngine) -> None:
    move = engine.genmove("C3", size=5, visits=40)
    assert re.fullmatch(r"[A-E][1-5]|pass", move)
    assert engine.analyze(size=5, visits=7).visits == 7


def test_review_needs_no_place_to_write(engine: LoadedEngine, tmp_path: Path) -> None:
    file = write(tmp_path / "a.sgf", "cc bb dd", "SZ[5]KM[0]RU[Chinese]")
    review = engine.review(file, visits=10, language="ko")
    assert [one["number"] for one in review.document["games"][0]["moves"]] == [1, 2, 3]
    assert review.page.startswith("<!doctype html>")
    assert 'lang="ko"' in review.page
    frame = ElementTree.fromstring(review._repr_html_())
    assert frame.get("srcdoc") == review.page.replace("\n", " ")
    assert repr(review) == "<review: 1 games, 3 moves judged>"
    assert [path.name for path in tmp_path.iterdir()] == ["a.sgf"]


def test_positions_as_people_write_them(tmp_path: Path) -> None:
    spaced, listed = position_of("E5, c3 pass"), position_of(["E5", "C3", "pass"])
    named = position_of([("B", "E5"), ("white", "C3"), ("B", "pass")])
    assert spaced.key == listed.key == named.key
    assert spaced.to_play is Color.WHITE
    assert position_of().variant.komi == 7.5
    assert position_of(rules="japanese").komi == 6.5
    assert position_of(rules="japanese", komi=0.5).komi == 0.5
    wide = position_of(size="13x9").variant
    assert (wide.width, wide.height) == (13, 9)
    file = write(tmp_path / "a.sgf", "ee cc gg")
    assert position_of(sgf=file).ply == 3
    assert position_of(sgf=str(file), move_number=2).ply == 2
    assert position_of("A1", sgf=file, move_number=0).ply == 1
    assert position_of(sgf="(;SZ[9]KM[3.5];B[ee])", komi=1.5).komi == 1.5
    drawn = position_of("E5", position=PICTURE, to_play="white", rules="aga", komi=0.5)
    assert drawn.komi == 0.5
    assert drawn.to_play is Color.BLACK
    assert position_of(position=drawn).key == drawn.key


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"moves": "Z9"}, "invalid vertex 'Z9'|vertex Z9 lies outside"),
        ({"moves": "E5 E5"}, "move 2: illegal move E5: occupied by Black"),
        ({"moves": [("red", "E5")]}, "unknown colour 'red'"),
        ({"size": 99}, "board height 99|board width 99"),
        ({"size": "big"}, "size 'big': expected a number such as 9"),
        ({"rules": "draughts"}, "unknown rules 'draughts'"),
        ({"komi": 0.3}, "komi 0.3"),
        ({"sgf": "no-such-file.sgf"}, "cannot open no-such-file.sgf"),
        ({"sgf": "(;SZ[9];B[ee])", "move_number": 5}, "move_number 5: the file has 1 moves"),
        ({"sgf": "(;SZ[9])", "size": 9}, "sgf and size both say where the game begins"),
        ({"move_number": 5}, "give sgf, too"),
        ({"position": "X?\n.."}, "unknown characters '\\?'"),
        ({"to_play": "red"}, "unknown colour 'red'"),
        ({"colour": "red"}, "unknown option 'colour': expected moves, visits, seconds, sgf"),
        ({"visits": 0}, "visits 0: expected 1 or more"),
    ],
)
def test_what_cannot_be_is_said_in_one_sentence(
    engine: LoadedEngine, options: dict[str, object], message: str
) -> None:
    with pytest.raises(GoError, match=message) as caught:
        engine.analyze(**options)  # pyright: ignore[reportArgumentType]
    assert "\n" not in str(caught.value)


def test_networks_and_files_that_are_not_there(engine: LoadedEngine, tmp_path: Path) -> None:
    with pytest.raises(GoError, match="no network 'no-such'"):
        gogame.load("no-such")
    with pytest.raises(GoError, match="num_rollouts 0"):
        gogame.load("rollouts", rollouts=0)
    with pytest.raises(GoError, match=r"cannot open .*none\.sgf"):
        engine.review(tmp_path / "none.sgf")
    with pytest.raises(IllegalMove):
        engine.genmove("E5 E5")
