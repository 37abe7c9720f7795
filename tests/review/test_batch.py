"""Many files: what is found, skipped, resumed, refused; and a run that is killed."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from gogame import cli
from gogame.board.coords import Color
from gogame.review.batch import Report, review_files
from gogame.review.partial import Partial
from gogame.review.reviewed_file import ReviewSettings
from gogame.review.targets import Target, find_targets
from gogame.review.words import Language
from gogame.sgf import load
from gogame.sgf.analysis import NodeAnalysis, analysis_of
from tests.review.fakes import ScriptedAnalyst, lines, write

SETTINGS = ReviewSettings("script", visits=80)
MOVES = "ee cc gg gc cg"


def targets_of(*paths: Path, output: Path | None = None) -> list[Target]:
    targets, faults = find_targets(paths, output)
    assert faults == []
    return targets


def run(
    targets: list[Target], analyst: ScriptedAnalyst, settings: ReviewSettings = SETTINGS
) -> tuple[int, list[str], list[str]]:
    """Returns the number of failures, what was said, and the finished pages."""
    said: list[str] = []
    pages: list[str] = []
    failed = review_files(targets, analyst, settings, Report(lines(said), pages.append))
    return failed, said, pages


def kept_lines(target: Target) -> list[str]:
    """Returns the analyses of a review under way, without the head."""
    return target.partial.read_text(encoding="utf-8").splitlines()[1:]


# Which files


def test_folders_are_searched_and_reviews_left_out(tmp_path: Path) -> None:
    for name in ("b.sgf", "a.SGF", "sub/deep/c.sgf", "a.review.sgf", ".hidden.sgf"):
        write(tmp_path / "games" / name, MOVES)
    (tmp_path / "games" / "notes.txt").write_text("x")
    found = targets_of(tmp_path / "games")
    assert [target.source.name for target in found] == ["a.SGF", "b.sgf", "c.sgf"]
    assert found[0].html == tmp_path / "games" / "a.review.html"
    elsewhere = targets_of(tmp_path / "games", output=tmp_path / "out")
    assert elsewhere[2].sgf == tmp_path / "out" / "sub" / "deep" / "c.review.sgf"
    assert targets_of(tmp_path / "games", tmp_path / "games" / "b.sgf") == found


def test_files_of_one_name_do_not_share_a_place(tmp_path: Path) -> None:
    files = [write(tmp_path / name / "game.sgf", MOVES) for name in "abc"]
    found = targets_of(*files, output=tmp_path / "out")
    assert [target.json.name for target in found] == [
        "game.review.json",
        "game-2.review.json",
        "game-3.review.json",
    ]


def test_paths_without_games_are_named(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    found, faults = find_targets([tmp_path / "empty", tmp_path / "none.sgf"], None)
    assert found == []
    assert faults == [
        f"cannot review {tmp_path / 'empty'}: no SGF file in this folder",
        f"cannot review {tmp_path / 'none.sgf'}: no such file",
    ]


# What is written


def test_a_broken_file_is_named_and_the_others_are_done(tmp_path: Path) -> None:
    write(tmp_path / "a.sgf", MOVES)
    (tmp_path / "b.sgf").write_text("this is no game")
    write(tmp_path / "c.sgf", MOVES, "SZ[50]")
    write(tmp_path / "d.sgf", MOVES)
    failed, said, pages = run(targets_of(tmp_path), ScriptedAnalyst())
    assert failed == 2
    assert sorted(Path(page).name for page in pages) == ["a.review.html", "d.review.html"]
    assert any("b.sgf" in text and "skipped" in text for text in said)
    assert any("c.sgf" in text and "board size 50" in text for text in said)
    assert {path.name for path in tmp_path.glob("*.review.*")} == {
        f"{name}.review.{suffix}" for name in "ad" for suffix in ("sgf", "json", "html")
    }


def test_games_of_a_collection_are_all_reviewed(tmp_path: Path) -> None:
    file = tmp_path / "two.sgf"
    file.write_text("(;SZ[9]KM[7]RU[Chinese];B[ee];W[cc])(;SZ[5]KM[0]RU[Chinese];B[cc])")
    (target,) = targets_of(file)
    assert run([target], ScriptedAnalyst([0, -4, -4]))[0] == 0
    document = json.loads(target.json.read_text(encoding="utf-8"))
    assert [game["width"] for game in document["games"]] == [9, 5]
    assert [len(game["moves"]) for game in document["games"]] == [2, 1]
    trees = load(target.sgf)
    assert [
        analysis_of(tree.leaf, *size) is not None
        for tree, size in zip(trees, ((9, 9), (5, 5)), strict=True)
    ] == [True, True]
    assert "random games, 3 a visit" in document["games"][1]["judge"]
    assert document["games"][0]["judge"] == "script, 80 visits a move"


def test_games_without_moves_and_with_a_thousand(tmp_path: Path) -> None:
    write(tmp_path / "none.sgf", "")
    nodes = ";B[aa];W[];B[];W[]" * 250
    (tmp_path / "long.sgf").write_text(f"(;SZ[9]KM[7]RU[Chinese]{nodes})")
    targets = targets_of(tmp_path)
    failed, _, pages = run(targets, ScriptedAnalyst())
    assert (failed, len(pages)) == (0, 2)
    documents = [json.loads(target.json.read_text(encoding="utf-8")) for target in targets]
    numbers = [len(document["games"][0]["moves"]) for document in documents]
    assert numbers[1] == 0
    assert numbers[0] > 700


def test_a_finished_file_is_left_alone_until_something_changes(tmp_path: Path) -> None:
    file = write(tmp_path / "a.sgf", MOVES)
    targets = targets_of(file)
    analyst = ScriptedAnalyst([0, 3])
    run(targets, analyst)
    assert analyst.num_asked == 6
    before = {path: path.stat().st_mtime_ns for path in tmp_path.iterdir()}
    assert len(before) == 4
    _, said, pages = run(targets, analyst)
    assert {path: path.stat().st_mtime_ns for path in tmp_path.iterdir()} == before
    assert said == [f"{file}: reviewed already"]
    assert pages == [str(targets[0].html)]
    assert analyst.num_asked == 6
    run(targets, analyst, ReviewSettings("script", visits=81))
    assert analyst.num_asked == 12
    write(file, MOVES + " cd")
    run(targets, analyst, ReviewSettings("script", visits=81))
    assert analyst.num_asked == 19


def test_another_language_needs_no_new_analysis(tmp_path: Path) -> None:
    targets = targets_of(write(tmp_path / "a.sgf", MOVES))
    analyst = ScriptedAnalyst([0, 3])
    run(targets, analyst)
    english = json.loads(targets[0].json.read_text(encoding="utf-8"))
    run(targets, analyst, ReviewSettings("script", visits=80, language=Language.KOREAN))
    assert analyst.num_asked == 6
    assert '<html lang="ko">' in targets[0].html.read_text(encoding="utf-8")
    korean = json.loads(targets[0].json.read_text(encoding="utf-8"))
    assert korean["games"][0]["positions"] == english["games"][0]["positions"]


@pytest.mark.parametrize(
    ("old", "new"),
    [(";W[cc]", ";C[a node more];W[cc]"), ("GGA[1 W ", "GGA[1 X ")],
    ids=["edited", "damaged"],
)
def test_analyses_that_do_not_fit_any_more_are_made_again(
    tmp_path: Path, old: str, new: str
) -> None:
    targets = targets_of(write(tmp_path / "a.sgf", MOVES))
    analyst = ScriptedAnalyst([0, 3])
    run(targets, analyst)
    text = targets[0].sgf.read_text(encoding="utf-8")
    assert old in text
    targets[0].sgf.write_text(text.replace(old, new, 1), encoding="utf-8")
    korean = ReviewSettings("script", visits=80, language=Language.KOREAN)
    assert run(targets, analyst, korean)[0] == 0
    assert analyst.num_asked == 12


@pytest.mark.parametrize("suffix", ["sgf", "json", "html"])
def test_a_file_that_no_review_wrote_is_not_replaced(tmp_path: Path, suffix: str) -> None:
    file = write(tmp_path / "a.sgf", MOVES)
    mine = tmp_path / f"a.review.{suffix}"
    mine.write_text("(;SZ[9]C[mine])", encoding="utf-8")
    failed, said, pages = run(targets_of(file), ScriptedAnalyst())
    assert (failed, pages) == (1, [])
    assert mine.read_text(encoding="utf-8") == "(;SZ[9]C[mine])"
    assert any(f"{mine} is there and was not written by a review" in text for text in said)
    assert file.read_text(encoding="utf-8").startswith("(;GM[1]")


def test_a_move_that_the_rules_refuse_is_named(tmp_path: Path) -> None:
    failed, said, pages = run(targets_of(write(tmp_path / "a.sgf", "ee ee gg")), ScriptedAnalyst())
    assert (failed, len(pages)) == (0, 1)
    assert any("a.sgf: SGF move 2: illegal move E5: occupied by Black" in text for text in said)


def test_the_game_itself_stays_as_it_is(tmp_path: Path) -> None:
    file = write(tmp_path / "a.sgf", MOVES)
    before = file.read_bytes()
    run(targets_of(file), ScriptedAnalyst([0, 5, 0]))
    assert file.read_bytes() == before


# Going on


def test_a_run_goes_on_where_it_was_stopped(tmp_path: Path) -> None:
    targets = targets_of(write(tmp_path / "a.sgf", MOVES), write(tmp_path / "b.sgf", MOVES))
    scores = [0.0, 1.0, -3.0, 2.0, 7.0, 5.0]
    said: list[str] = []
    with pytest.raises(KeyboardInterrupt):
        analyst = ScriptedAnalyst(scores, fails_after=8)
        review_files(targets, analyst, SETTINGS, Report(lines(said), said.append))
    assert said[-1] == "stopped: the same command goes on from here"
    # The script answers backwards: b is whole, of a two positions are there.
    assert targets[1].json.exists()
    assert not targets[0].json.exists()
    assert len(kept_lines(targets[0])) == 2
    analyst = ScriptedAnalyst(scores)
    _, said, pages = run(targets, analyst)
    assert analyst.num_asked == 4
    assert any("2 positions were analysed before, 4 are left" in text for text in said)
    assert len(pages) == 2
    assert not targets[0].partial.exists()
    straight = targets_of(write(tmp_path / "c" / "a.sgf", MOVES))
    run(straight, ScriptedAnalyst(scores))
    assert straight[0].sgf.read_bytes() == targets[0].sgf.read_bytes()
    assert straight[0].json.read_bytes() == targets[0].json.read_bytes()


@pytest.mark.parametrize("cut", [1, 40, 150])
def test_a_line_that_was_cut_off_is_analysed_again(tmp_path: Path, cut: int) -> None:
    targets = targets_of(write(tmp_path / "a.sgf", MOVES))
    with pytest.raises(KeyboardInterrupt):
        run(targets, ScriptedAnalyst([0, 4], fails_after=3))
    partial = targets[0].partial
    partial.write_bytes(partial.read_bytes()[:-cut])
    analyst = ScriptedAnalyst([0, 4])
    assert run(targets, analyst)[0] == 0
    assert analyst.num_asked == 4


def test_kept_analyses_of_other_settings_are_not_taken(tmp_path: Path) -> None:
    targets = targets_of(write(tmp_path / "a.sgf", MOVES))
    with pytest.raises(KeyboardInterrupt):
        run(targets, ScriptedAnalyst(fails_after=3))
    analyst = ScriptedAnalyst()
    run(targets, analyst, ReviewSettings("another", visits=80))
    assert analyst.num_asked == 6


def test_damaged_lines_are_passed_over(tmp_path: Path) -> None:
    partial = Partial(tmp_path / "x.part", "key")
    partial.add(0, 1, NodeAnalysis(Color.BLACK, 5, 0.5, 1.0), (9, 9))
    with (tmp_path / "x.part").open("a", encoding="utf-8") as file:
        file.write('[]\nnonsense\n{"game": 0, "step": 2, "analysis": ["1 B"], "ownership": ""}\n')
    again = Partial(tmp_path / "x.part", "key")
    found = again.analysis(0, 1, 9, 9)
    assert found is not None
    assert found.score_black == 1.0
    assert again.analysis(0, 2, 9, 9) is None
    assert Partial(tmp_path / "x.part", "other").analysis(0, 1, 9, 9) is None


# The command


def test_the_command_with_random_games(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(tmp_path / "a.sgf", "cc bb", "SZ[5:4]KM[0]RU[Japanese]")
    (tmp_path / "bad.sgf").write_text("nothing")
    words = ["review", str(tmp_path), "--net", "rollouts", "--rollouts", "1", "--visits", "20"]
    assert cli.main(words) == 1
    told = capsys.readouterr()
    assert told.out == f"{tmp_path / 'a.review.html'}\n"
    assert "skipped" in told.err
    assert "bad.sgf" in told.err
    document = json.loads((tmp_path / "a.review.json").read_text(encoding="utf-8"))
    assert [one["visits"] for one in document["games"][0]["positions"]] == [20, 20, 20]
    (tmp_path / "bad.sgf").unlink()
    assert cli.main(words) == 0
    assert "reviewed already" in capsys.readouterr().err


def test_the_command_names_what_is_missing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    assert cli.main(["review", str(tmp_path / "none.sgf"), "--net", "rollouts"]) == 1
    assert "no such file" in capsys.readouterr().err
    assert cli.main(["review", str(tmp_path), "--net", "missing-network"]) == 1
    assert "no network 'missing-network'" in caplog.text
    assert cli.main(["review", "x.sgf", "--language", "fr"]) == 2


@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt", reason="kill -9 is a Unix signal")
def test_a_run_that_is_killed_goes_on(tmp_path: Path) -> None:
    # The search works on some positions together: a game long enough for many such lots.
    moves = "".join(f";B[{column}{row}];W[]" for column in "acegi" for row in "abcdefghi")
    file = tmp_path / "a.sgf"
    file.write_text(f"(;SZ[9]KM[0]RU[Chinese]{moves})")
    (target,) = targets_of(file)
    words = [sys.executable, "-m", "gogame", "review", str(file), "--net", "rollouts"]
    words += ["--rollouts", "8", "--visits", "500"]
    child = subprocess.Popen(words, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    deadline = time.monotonic() + 300
    while not (target.partial.exists() and kept_lines(target)):
        assert child.poll() is None, "it was done before it could be killed"
        assert time.monotonic() < deadline
        time.sleep(0.01)
    child.send_signal(signal.SIGKILL)
    child.wait()
    assert not target.json.exists()
    text = target.partial.read_bytes()
    before = text[: text.rfind(b"\n")].decode().splitlines()[1:]
    assert 0 < len(before) < 91
    result = subprocess.run(words, check=False, capture_output=True, text=True)
    assert result.returncode == 0, result.stderr
    assert (
        f"{len(before)} positions were analysed before, {91 - len(before)} are left"
        in result.stderr
    )
    assert not target.partial.exists()
    nodes = load(target.sgf)[0].main_line()
    for row in map(json.loads, before):
        assert list(nodes[row["step"]].values("GGA")) == row["analysis"]
    assert len(json.loads(target.json.read_text(encoding="utf-8"))["games"][0]["positions"]) == 91
