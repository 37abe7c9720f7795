"""Matches end to end on small boards, their rows in a lake, and what going on after a stop does."""

from __future__ import annotations

import re
import shlex
import sys
from pathlib import Path

import pytest

from gogame.board.position import Position
from gogame.board.variant import standard
from gogame.errors import CheckpointError, ConfigError, EngineError
from gogame.net.checkpoint import save_checkpoint
from gogame.net.runtime import random_network
from gogame.programs import EngineProgram, Speaks
from selfplay.cli import main
from selfplay.ladder.arena import dead_stones, plan_games
from selfplay.ladder.config import ArenaConfig, GtpCommand, LadderConfig
from selfplay.ladder.ladder import LadderProgress, choose_networks, run_ladder
from selfplay.ladder.match import MatchOptions, leading_pairs, play_match
from selfplay.ladder.players import RandomPlayer, Turn
from selfplay.ladder.roster import player_from_text
from selfplay.ladder.sprt import Decision, SprtConfig
from selfplay.ladder.table import table
from selfplay.lake.tables import Lake
from selfplay.settings import describe, resolve

FIVE = standard(5, komi=5.5)
FAKE = Path(__file__).with_name("fake_engine.py")


def fake(fault: str) -> str:
    return "cmd:" + shlex.join([sys.executable, str(FAKE), fault])


@pytest.fixture(scope="module")
def network(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("networks") / "000001-aaaaaaaa.safetensors"
    made = random_network("b2c16", seed=0)
    save_checkpoint(path, made.parameters, made.config, made.metadata)
    return path


def test_both_games_of_a_pair_share_their_opening() -> None:
    plans = plan_games(standard(7, komi=9), 20, seed=3, opening_moves=2)
    for first, second in zip(plans[::2], plans[1::2], strict=True):
        assert first.start.key == second.start.key
        assert (first.a_is_black, second.a_is_black) == (True, False)
    keys = {plan.start.key for plan in plans}
    assert len(keys) == 10
    again = plan_games(standard(7, komi=9), 20, seed=3, opening_moves=2)
    assert [plan.start.key for plan in again] == [plan.start.key for plan in plans]


def test_rollouts_beat_chance() -> None:
    result = play_match("rollouts-50", "random", MatchOptions(FIVE, games=8)).match
    assert len(result.games) == 8
    assert result.score > 0.7
    assert result.faults == ()


def test_a_match_tells_each_game_in_one_line(
    caplog: pytest.LogCaptureFixture, capsys: pytest.CaptureFixture[str]
) -> None:
    caplog.set_level("INFO")
    b = fake("resign")
    words = ["match", "random", b, "--size", "5", "--komi", "5.5", "--games", "2"]
    assert main(words) == 0
    opening = r"opening [A-E]\d [A-E]\d"
    lines = sorted(line for line in caplog.messages if line.startswith("game "))
    assert re.fullmatch(rf"game 0, {opening}: Black random, B\+R \(resignation\) .*", lines[0])
    black = re.escape(f"Black {b}, W+R (resignation) after ")
    assert re.fullmatch(rf"game 1, {opening}: {black}\d+ moves", lines[1])
    assert "2 won, 0 drawn, 0 lost; 100 % (34 to 100 %)" in capsys.readouterr().out


@pytest.mark.parametrize("visits", [1, 8])
def test_an_untrained_network_plays_its_games_to_the_end(network: Path, visits: int) -> None:
    result = play_match(f"{network}@{visits}", "random", MatchOptions(FIVE, games=4)).match
    assert result.wins + result.draws + result.losses == 4
    assert {game.end for game in result.games} <= {"passes", "settled", "decided"}
    low, high = result.interval
    assert low <= result.score <= high


@pytest.mark.parametrize(
    ("fault", "end", "words"),
    [
        ("crash", "fault", "B crash: .* ended with status 3"),
        ("illegal", "fault", "B illegal move: .*A99"),
        ("silence", "fault", "B timeout: .* more than 0.5 s"),
        ("resign", "resignation", None),
    ],
)
def test_faults_lose_and_are_named(fault: str, end: str, words: str | None) -> None:
    arena = ArenaConfig(move_s=0.5, gtp_parallel=2)
    result = play_match("random", fake(fault), MatchOptions(FIVE, games=2, arena=arena)).match
    assert [(game.outcome_a, game.end) for game in result.games] == [(1, end)] * 2
    if words is None:
        assert result.faults == ()
    else:
        assert all(re.search(words, text) for text in result.faults)
        assert len(result.faults) == 2


def test_stones_in_pass_alive_territory_are_taken_off() -> None:
    black = [2, 5, 6, 7, 8, 9]
    position = Position.from_setup(FIVE, black=black, white=[0])
    player = RandomPlayer()
    assert dead_stones(Turn(0, position), (player, player)) == {0}


def test_a_clear_match_stops_early() -> None:
    options = MatchOptions(FIVE, games=200, sprt=SprtConfig(0, 200))
    result = play_match("rollouts-50", "random", options)
    assert result.decision is Decision.ACCEPT
    assert len(result.match.games) < 200
    assert sum(leading_pairs(result.match.games)) <= 100


def test_names_that_are_no_player_are_refused() -> None:
    with pytest.raises(CheckpointError, match="opponents are random"):
        player_from_text("nobody", ArenaConfig())
    with pytest.raises(ConfigError, match="gnugo-1 to gnugo-10"):
        player_from_text("gnugo-99", ArenaConfig())
    with pytest.raises(ConfigError, match="even number"):
        MatchOptions(FIVE, games=3)


def test_an_engine_that_cannot_start_says_why_in_one_sentence(tmp_path: Path) -> None:
    broken = tmp_path / "my engine.py"
    broken.write_text("import sys\nsys.exit('no model: name one with -model\\n')\n")
    command = f'cmd:{shlex.quote(sys.executable)} "{broken}"'
    with pytest.raises(EngineError, match=r"ended with status 1: no model: name one with -model$"):
        play_match("random", command, MatchOptions(FIVE, games=2))
    with pytest.raises(EngineError, match="cannot start no-such-engine: No such file"):
        play_match("random", "cmd:no-such-engine --gtp", MatchOptions(FIVE, games=2))
    with pytest.raises(ConfigError, match='a " is not closed'):
        play_match("random", 'cmd:"no-such-engine --gtp', MatchOptions(FIVE, games=2))


def test_installed_engines_play_by_their_short_names(monkeypatch: pytest.MonkeyPatch) -> None:
    command = (sys.executable, str(FAKE), "none")
    program = EngineProgram("Pachi", command, Speaks.GTP)
    monkeypatch.setattr("gogame.programs.find_programs", lambda: (program,))
    result = play_match("random", "pachi", MatchOptions(FIVE, games=2)).match
    assert result.player_b == "pachi"
    assert result.faults == ()
    with pytest.raises(EngineError, match="KataGo is not installed"):
        player_from_text("katago", ArenaConfig())


def test_networks_are_spread_over_the_run() -> None:
    files = [Path(f"{number:06d}-x.safetensors") for number in range(1, 41)]
    chosen = [int(file.name[:6]) for file in choose_networks(files, 4)]
    assert chosen == [8, 16, 32, 40]
    assert choose_networks([], 4) == []


def test_the_configuration_explains_itself() -> None:
    config = resolve(LadderConfig, 'gtp = [{name = "mine", command = "engine --gtp"}]', ["games=6"])
    assert config.gtp == (GtpCommand("mine", "engine --gtp"),)
    assert config.games == 6
    assert all(entry.text for entry in describe(LadderConfig))


def test_a_stopped_ladder_goes_on_and_repeats_nothing(network: Path, tmp_path: Path) -> None:
    lake = Lake(str(tmp_path / "lake"))
    config = LadderConfig(
        anchors=("random", "rollouts-8"), visits=(1,), games=4, batch=2, arena=ArenaConfig()
    )
    seen: list[LadderProgress] = []

    def stop_soon(progress: LadderProgress) -> bool:
        seen.append(progress)
        return progress.games < 5

    first = run_ladder(lake, [network], config, FIVE, "run", stop_soon)
    assert not first.is_complete
    assert sum(lake.scan("matches", ["wins_a"])["wins_a"]) <= 4
    second = run_ladder(lake, [network], config, FIVE, "run")
    assert second.is_complete
    assert second.problems == ()
    games = [row.wins + row.draws + row.losses for row in second.rows]
    assert games == [4, 4, 4]
    num_matches = len(lake.scan("matches", ["match_id"])["match_id"])
    num_ratings = len(lake.scan("evaluations", ["value"])["value"])
    third = run_ladder(lake, [network], config, FIVE, "run")
    assert third.rows == second.rows
    assert len(lake.scan("matches", ["match_id"])["match_id"]) == num_matches == 6
    assert len(lake.scan("evaluations", ["value"])["value"]) == num_ratings
    assert set(lake.scan("players", ["kind"])["kind"]) == {"network", "anchor"}
    assert "random" in table(second.rows)


def test_a_damaged_network_is_named_and_the_others_are_rated(network: Path, tmp_path: Path) -> None:
    broken = tmp_path / "000002-bbbbbbbb.safetensors"
    broken.write_bytes(b"nothing")
    config = LadderConfig(anchors=("random",), visits=(1,), games=2, batch=2, neighbors=False)
    report = run_ladder(Lake(str(tmp_path / "lake")), [network, broken], config, FIVE, "run")
    assert len(report.rows) == 1
    assert "000002-bbbbbbbb" in report.problems[0]
