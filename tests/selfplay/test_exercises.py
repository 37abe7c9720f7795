"""Positions to practise, found in games of the bundled network."""

from __future__ import annotations

from dataclasses import replace

import pytest

from gogame import sgf
from gogame.board.coords import Color
from gogame.board.variant import standard
from gogame.errors import ConfigError
from gogame.judges import JudgeOptions, judges_for
from gogame.rollout import RolloutEvaluator
from gogame.verdict import Phase
from selfplay.cli import main
from selfplay.exercises import ExerciseOptions, find_exercises, tree_of, write_exercises

SEVEN = standard(7)
QUICK = ExerciseOptions(SEVEN, Phase.MIDDLE, count=2, visits=400, least=1.0, most=30.0, seed=1)


@pytest.fixture(scope="module")
def network():
    return judges_for(JudgeOptions(), pytest.fail)(SEVEN)


@pytest.fixture(scope="module")
def found(network):
    told: list[str] = []
    exercises = list(find_exercises(QUICK, network, told.append))
    assert told[-1].endswith("2 of 2 exercises")
    return exercises


def test_an_exercise_has_one_good_move_that_does_not_come_to_mind(found, network):
    assert len({one.position.grid.tobytes() for one in found}) == 2
    for one in found:
        place = len(one.position.moves) + 1
        assert 0.14 * 49 < place <= 0.4 * 49, "it is of the middle of a game"
        assert one.tempting != one.good[0]
        assert {one.tempting, one.good[0]} <= set(one.position.legal().nonzero()[0].tolist())
        assert SEVEN.pass_action not in (one.tempting, one.good[0])
        sign = 1 if one.position.to_play is Color.BLACK else -1
        assert 1.0 <= sign * (one.score_black - one.tempting_score_black) <= 30.0
        assert abs(one.score_black) < 30, "komi leaves the game open"


def test_it_is_written_as_any_program_reads_problems(found):
    for one in found:
        (tree,) = sgf.read(sgf.write(tree_of(one, Phase.MIDDLE)))
        good = next(node for node in tree.main_line() if "TE" in node)
        before = good.parent
        assert before is not None
        position = sgf.position_at(tree, before)
        assert (position.grid == one.position.grid).all()
        assert position.komi == one.position.komi
        (bad,) = [node for node in before.children if "BM" in node]
        assert good.raw("V") == f"{one.score_black:.1f}"
        assert bad.raw("V") == f"{one.tempting_score_black:.1f}"
        assert tree.root.text("GN") == f"7x7 middle 1-{len(position.moves) + 1}" or one.seed > 1


def test_the_same_seed_finds_the_same(found, network):
    again = next(find_exercises(QUICK, network, lambda _: None))
    assert (again.good[0], again.tempting) == (found[0].good[0], found[0].tempting)


def test_random_games_and_files_that_are_there_are_refused(network, tmp_path):
    with pytest.raises(ConfigError, match="random games see no tempting moves"):
        next(find_exercises(QUICK, RolloutEvaluator(1), lambda _: None))
    file = tmp_path / "mine.sgf"
    file.write_text("(;SZ[9])")
    with pytest.raises(ConfigError, match=r"mine\.sgf is there already"):
        write_exercises(file, QUICK, network, lambda _: None)
    assert file.read_text() == "(;SZ[9])"


@pytest.mark.parametrize(
    ("words", "fault"),
    [
        ("--least 10", "least 10: expected more than 0 and less than 10 points"),
        ("--visits 9", "visits 9: expected 10 or more"),
        ("--seed -1", "seed -1: expected 0 or more"),
        ("--size 4", "plays games won by count on plane boards of 5x5 to 19x19"),
    ],
)
def test_what_cannot_be_found_is_said_at_once(tmp_path, caplog, words, fault):
    assert main(["exercises", str(tmp_path / "new.sgf"), *words.split()]) == 1
    assert fault in caplog.text


def test_a_file_without_a_folder_is_refused_before_any_game(network, tmp_path):
    with pytest.raises(ConfigError, match="is no folder: make it first"):
        write_exercises(tmp_path / "none" / "new.sgf", QUICK, network, pytest.fail)


def test_the_search_for_exercises_ends(network, monkeypatch):
    monkeypatch.setattr("selfplay.exercises._MOST_IN_VAIN", 2)
    rare = replace(QUICK, least=29.9)
    with pytest.raises(ConfigError, match="nothing found in 2 games after 0 exercises"):
        next(find_exercises(rare, network, lambda _: None))


def test_the_command_writes_a_collection(tmp_path, capsys, caplog):
    file = tmp_path / "new.sgf"
    words = "--phase middle --size 7 --count 1 --visits 200 --least 1 --seed 1".split()
    assert main(["exercises", str(file), *words]) == 0
    assert capsys.readouterr().out == f"{file}: exercises: 1\n"
    assert len(sgf.load(file)) == 1
    assert "moves are drawn with seed" not in caplog.text, "which every game would tell"
