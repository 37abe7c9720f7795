"""Parameters, names, rules and files: what clients ask for at their start."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from gogame.board.variant import standard
from gogame.evaluation import Evaluation, EvaluationBatch, UniformEvaluator
from gogame.gtp.wire import AnalysisLine, ResponseReader, parse_analysis
from gogame.levels import LEVELS
from gogame.styles import PlayStyle
from tests.gtp.conversation import Conversation, new_engine


def test_the_name_is_ours_unless_another_is_asked_for() -> None:
    plain = Conversation()
    assert plain.ask("name") == "GoGame"
    other = Conversation(name="KataGo (GoGame)", version="1.16.4")
    assert (other.ask("name"), other.ask("version")) == ("KataGo (GoGame)", "1.16.4")


def test_parameters_are_listed_read_and_set() -> None:
    gtp = Conversation()
    names = gtp.ask("kata-list-params").split()
    for name in names:
        assert gtp.ask(f"kata-get-param {name}")
    for name, value in (
        ("maxVisits", "77"),
        ("maxTime", "2.5"),
        ("allowResignation", "false"),
        ("reportAnalysisWinratesAs", "WHITE"),
        ("analysisWideRootNoise", "0.04"),
        ("level", "4"),
        ("level", "none"),
        ("style", "influence"),
        ("style", "none"),
    ):
        assert gtp.ask(f"kata-set-param {name} {value}") == ""
        assert gtp.ask(f"kata-get-param {name}") == value


@pytest.mark.parametrize(
    ("parameter", "words"),
    [
        ("playoutDoublingAdvantage 1.5", "playoutDoublingAdvantage can only be 0.0: this engine"),
        ("numSearchThreads 16", "numSearchThreads can only be 1: the evaluator"),
        ("maxPlayouts 100", "maxPlayouts can only be unlimited"),
        ("maxVisits 0", "more than 0"),
        ("maxVisits 2.5", "whole number"),
        ("maxTime nan", "expects seconds"),
        ("analysisWideRootNoise 6", "expected 0 to 5"),
        ("analysisWideRootNoise -1", "expected 0 to 5"),
        ("humanSLProfile rank_9d", "unknown parameter 'humanSLProfile'"),
        ("maxVisits", "expects a parameter and its value"),
    ],
)
def test_what_cannot_be_set_is_refused_with_its_reason(parameter: str, words: str) -> None:
    gtp = Conversation()
    before = gtp.ask("kata-get-param maxVisits")
    assert words in gtp.fail(f"kata-set-param {parameter}")
    assert gtp.ask("kata-get-param maxVisits") == before


def test_numbers_that_clients_send_for_no_limit_are_none() -> None:
    gtp = Conversation()
    assert gtp.ask("kata-set-param playoutDoublingAdvantage 0") == ""
    assert gtp.ask("kata-set-param numSearchThreads 1") == ""
    assert gtp.ask("kata-set-param maxPlayouts 1125899906842624") == ""
    assert "both be unlimited" in gtp.fail("kata-set-param maxVisits 1125899906842624")
    gtp.ask("kata-set-param maxTime 3")
    assert gtp.ask("kata-set-param maxVisits 1125899906842624") == ""
    assert gtp.ask("kata-get-param maxVisits") == "unlimited"


class CentreEvaluator:
    """Is sure of the middle of the board, and of nothing else."""

    name, reads_planes = "centre", False

    def evaluate(self, batch: EvaluationBatch) -> Evaluation:
        rows, points = len(batch.boards), batch.variant.num_points
        logits = np.zeros((rows, points + 1), dtype=np.float32)
        logits[:, points // 2] = 6
        return UniformEvaluator().evaluate(batch)._replace(logits=logits)


def test_wide_root_noise_widens_analysis_but_not_play() -> None:
    def share_of_the_first(noise: str) -> float:
        gtp = Conversation(new_engine(standard(7), evaluator=CentreEvaluator()), quiet=100)
        gtp.ask(f"kata-set-param analysisWideRootNoise {noise}")
        events = ResponseReader().feed(gtp.raw("kata-analyze b 1"))
        shown = [event for event in events if isinstance(event, AnalysisLine)]
        visits = [move.visits for move in parse_analysis(shown[-1].line).moves]
        return visits[0] / sum(visits)

    assert share_of_the_first("0") > 0.6
    assert share_of_the_first("0.2") < 0.5
    assert share_of_the_first("5") < 0.15
    moves: list[str] = []
    for noise in ("0", "5"):
        gtp = Conversation(new_engine(standard(7), evaluator=CentreEvaluator()))
        gtp.ask(f"kata-set-param analysisWideRootNoise {noise}")
        gtp.raw("kata-analyze b 1")
        gtp.ask("clear_cache")
        moves.append(gtp.ask("genmove b"))
    assert moves == ["D4", "D4"]


def test_rules_are_named_read_and_set() -> None:
    gtp = Conversation()
    for name in ("tromp-taylor", "japanese", "korean", "aga", "bga", "new-zealand", "chinese-ogs"):
        assert gtp.ask(f"kata-set-rules {name}") == ""
        rules = json.loads(gtp.ask("kata-get-rules"))
        assert gtp.ask(f"kata-set-rules {json.dumps(rules)}") == ""
        assert json.loads(gtp.ask("kata-get-rules")) == rules
    gtp.ask("kgs-rules new_zealand")
    assert json.loads(gtp.ask("kata-get-rules"))["suicide"] is True
    gtp.ask("kata-set-rule ko SIMPLE")
    assert json.loads(gtp.ask("kata-get-rules"))["ko"] == "SIMPLE"
    assert gtp.fail("kata-set-rules stone-scoring")
    assert gtp.fail("kata-set-rule ko SOMETIMES")


def test_times_of_correspondence_games_are_understood() -> None:
    gtp = Conversation()
    systems = gtp.ask("kata-list_time_settings").split()
    assert systems == ["none", "absolute", "byoyomi", "canadian", "fischer"]
    for settings in (
        "fischer 2147483647 2147483647",
        "canadian 2419200 604800 10",
        "byoyomi 300.25 30.5 5",
        "absolute 2147483647",
        "none",
    ):
        assert gtp.ask(f"kata-time_settings {settings}") == ""
        assert gtp.ask("time_left b 2147483646.5 0") == ""
    assert gtp.ask("time_settings 2147483647 0 0") == ""
    assert gtp.fail("kata-time_settings absolute 1e300")


def test_positions_are_set_whole_or_not_at_all() -> None:
    gtp = Conversation(new_engine(standard(5)))
    gtp.ask("play b C3")
    before = gtp.ask("showboard")
    assert gtp.fail("set_position b A1 w A1")
    assert gtp.fail("set_position b A1 w A2 w B1")
    assert gtp.ask("showboard") == before
    assert gtp.ask("set_position") == ""
    assert not gtp.engine.position.grid.any()
    gtp.ask("set_position b A1 w B2")
    assert gtp.fail("undo")


def test_files_may_have_spaces_and_quotes_in_their_names(tmp_path: Path) -> None:
    path = tmp_path / "my first game.sgf"
    gtp = Conversation(new_engine(standard(5)))
    for move in ("b C3", "w B2", "b D2"):
        gtp.ask(f"play {move}")
    assert gtp.ask(f'printsgf "{path}"') == ""
    assert path.exists()
    for form, moves in ((f"{path}", 3), (f'"{path}"', 3), (f"{path} 3", 2), (f'"{path}" 2', 1)):
        gtp.ask("clear_board")
        gtp.ask(f"loadsgf {form}")
        assert len(gtp.engine.position.moves) == moves, form
    assert gtp.ask("printsgf -").startswith("(;")
    assert gtp.ask("printsgf").startswith("(;")
    assert "not closed" in gtp.fail(f'loadsgf "{path}')


def test_levels_are_listed_set_and_refused() -> None:
    gtp = Conversation()
    lines = gtp.ask("gogame-levels").split("\n")
    assert [int(line.split()[0]) for line in lines] == [one.number for one in LEVELS]
    assert all(len(line.split()) == 4 for line in lines)
    gtp.ask("kata-set-param level 2")
    assert gtp.engine.config.level is LEVELS[1]
    for wrong in ("0", "99", "1.5", "x"):
        assert not gtp.response(f"kata-set-param level {wrong}").ok
    assert gtp.engine.config.level is LEVELS[1]


def test_styles_are_listed_set_and_refused() -> None:
    gtp = Conversation()
    lines = gtp.ask("gogame-styles").split("\n")
    assert [line.split()[0] for line in lines] == list(PlayStyle)
    gtp.ask("kata-set-param style JIGO")
    assert gtp.engine.config.style is PlayStyle.JIGO
    assert "expected one of territory" in gtp.fail("kata-set-param style wild")
    assert gtp.engine.config.style is PlayStyle.JIGO
