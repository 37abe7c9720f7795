"""What the training window reads: files and answers as values, and what is wrong with them."""

from __future__ import annotations

import json
import math
import os
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from gogame.board.coords import BLACK, EMPTY, WHITE
from gogame.run_status import LadderRow, Limits, Rates, RunState, RunStatus
from gui.game.state import PlayerKind
from gui.training import plots, run_folder
from gui.training.games import game_sgf, parse_live, parse_page
from gui.training.networks import CheckpointPlayer, parse_moment, setup_against
from gui.training.plan import PlanFault, RunPlan, resumed, settings_of, shown_command
from gui.training.replay import Replay, scene_of_replay
from gui.training.run_folder import tail
from gui.training.run_status import parse_status
from gui.training.state import Launch
from gui.training.story import Story, parse_story
from gui.training.trouble import TrainingError, TroubleKind
from selfplay.report.status import json_status, write_status

GONE = 2**22 + 7  # no process has this number
VARIANT = {"height": 3, "width": 3, "komi": 2.5}


def game(
    name: str = "a", moves: tuple[int, ...] = (4, 1, 0, 9), result: str = "B+1"
) -> dict[str, Any]:
    count = len(moves)
    return {
        "game_id": name, "checkpoint": "ab" * 32, "variant": VARIANT, "handicap": [],
        "moves": list(moves), "values": [0.5] * count, "visits": [0, *[8] * (count - 1)],
        "result": result, "end": "passes", "started_at": 1.79e9,
    }  # fmt: skip


def live_text(*games: dict[str, Any]) -> str:
    return json.dumps({"version": 1, "updated_at": 1.0, "games": list(games)})


def look(*words: Any) -> Any:
    return run_folder.look(*words)


def status(**fields: Any) -> RunStatus:
    row = LadderRow("ab" * 32, 3, 1, "gnugo-10", 6, 2, 2, 0.7, 0.4, 0.9)
    given: dict[str, Any] = {
        "run_id": "first-1", "pid": os.getpid(), "state": RunState.PLAYING, "round": 3,
        "elapsed_s": 1800.0, "limits": Limits(hours=1.0), "games": 500, "updated_at": 4e9,
        "rates": Rates(2.0, 90.0, 1e4), "losses": {"total": 2.5, "policy": math.nan},
        "checkpoint": "ab" * 32, "network": "000003-abababab.safetensors", "ladder": (row,),
    }  # fmt: skip
    return RunStatus(**{**given, **fields})


def test_a_status_is_read_as_the_run_writes_it():
    written = status(losses={"total": 2.5}, games=500)
    found = parse_status(json_status(written), "status.json")
    assert found == written
    assert found.share_done == 0.5
    assert replace(found, limits=Limits(games=2000)).share_done == 0.25
    assert replace(found, limits=Limits()).share_done is None
    assert found.ladder[0].games == 10
    unknown = parse_status(json_status(status()), "status.json")
    assert math.isnan(unknown.losses["policy"])


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("{", TroubleKind.BROKEN_FILE),
        ("[]", TroubleKind.BROKEN_FILE),
        ('{"version": 2}', TroubleKind.NEWER_FILE),
        ('{"version": 1, "state": "dreaming"}', TroubleKind.BROKEN_FILE),
        ('{"version": 1, "state": "playing", "round": "three"}', TroubleKind.BROKEN_FILE),
    ],
)
def test_a_broken_status_is_told_as_such(text, kind):
    with pytest.raises(TrainingError) as caught:
        parse_status(text, "here/status.json")
    assert caught.value.trouble.kind is kind
    assert caught.value.trouble.args[0] == "here/status.json"


def test_a_look_at_a_run_tells_what_its_process_cannot(tmp_path: Path):
    assert look(tmp_path).trouble.kind is TroubleKind.NO_RUN
    (tmp_path / "logs").mkdir()
    (tmp_path / "logs" / "run.log").write_text("one\ntwo\nthe disk is full\n")
    (tmp_path / "live.json").write_text(live_text(game(result="")))
    write_status(tmp_path, status())
    seen = look(tmp_path)
    assert (seen.is_alive, seen.trouble) == (True, None)
    assert seen.live[0].moves == (4, 1, 0, 9)
    write_status(tmp_path, status(updated_at=1.0))
    assert look(tmp_path).trouble.kind is TroubleKind.SILENT
    write_status(tmp_path, status(pid=GONE))
    seen = look(tmp_path)
    assert (seen.is_alive, seen.trouble.kind) == (False, TroubleKind.DIED)
    assert seen.trouble.args == ("two / the disk is full",)
    write_status(tmp_path, status(pid=GONE, state=RunState.FAILED, message="no room"))
    assert look(tmp_path).trouble.args == ("no room",)
    write_status(tmp_path, status(pid=GONE, state=RunState.STOPPED))
    assert look(tmp_path).trouble is None


def test_a_run_that_was_just_started_is_waited_for(tmp_path: Path):
    log = tmp_path / "own.log"
    log.write_text("gogame-selfplay: the folder is in use by process 7\n")
    here = look(tmp_path, Launch(os.getpid(), "", log), log)
    assert (here.is_alive, here.trouble) == (True, None)
    gone = look(tmp_path, Launch(GONE, "", log), log)
    assert gone.trouble.kind is TroubleKind.NOT_STARTED
    assert "in use by process 7" in gone.trouble.args[0]


def test_only_the_end_of_a_long_log_is_read(tmp_path: Path):
    path = tmp_path / "run.log"
    path.write_text("".join(f"line {n}\n" for n in range(10_000)))
    lines = tail(path)
    assert (len(lines), lines[-1]) == (200, "line 9999")
    assert tail(tmp_path / "none") == ()


def test_a_story_grows_with_each_status():
    text = json.dumps({
        "version": 1,
        "rounds": [{"round": 2, "checkpoint": "cd", "elapsed_s": 900.0, "network": "networks/2",
                    "losses": {"total": 3.0}, "games": 900, "own_games": 200}],
        "strengths": [{"round": 2, "elapsed_s": 900.0, "visits": 1, "opponent": "random",
                       "wins": 9, "losses": 1, "score": 0.9, "low": 0.6, "high": 0.98}],
    })  # fmt: skip
    story = parse_story(text, "curves")
    read = parse_status(json_status(status(network_games=480)), "status.json")
    grown = story.with_status(read)
    assert [(row.number, row.games) for row in grown.rounds] == [(2, 200), (3, 480)]
    assert grown.rounds[1].network == "networks/000003-abababab.safetensors"
    assert [(row.opponent, row.games, row.elapsed_s) for row in grown.strengths] == [
        ("random", 10, 900.0), ("gnugo-10", 10, 1800.0),
    ]  # fmt: skip
    assert grown.with_status(read) is grown
    assert grown.num_missing == 0
    assert grown.with_status(replace(read, round=read.round + 2)).num_missing == 1
    found = [grown.at(moment) for moment in (600.0, 1799.0, 9e9)]
    assert [row.number for row in found if row is not None] == [2, 2, 3]
    assert Story().at(10.0) is None


def test_plots_leave_out_what_is_not_known():
    read = parse_status(json_status(status()), "status.json")
    story = Story().with_status(read)
    losses = plots.loss_plot(story)
    assert [curve.name for curve in losses.curves] == [("total",)]
    assert losses.span_x() == (0.0, 1800.0)
    scores = plots.score_plot(story)
    assert (scores.span_y(), scores.is_share) == ((0.0, 1.0), True)
    assert scores.curves[0].dots[0] == (1800.0, 0.7, 0.4, 0.9)
    assert plots.elo_plot(story).curves == ()
    assert plots.ticks(0.0, 3.8, 4) == (0.0, 1.0, 2.0, 3.0)
    assert plots.time_ticks(3600.0, 5) == (0.0, 900.0, 1800.0, 2700.0, 3600.0)


def test_a_game_is_replayed_move_by_move_and_followed():
    first = parse_live(live_text(game()), "live.json")[0]
    replay = Replay.of(first, is_live=True, shown=1)
    scene = scene_of_replay(replay)
    assert (scene.last_move, scene.color_at(4), scene.color_at(1)) == (4, BLACK, EMPTY)
    replay = replay.advance()
    assert scene_of_replay(replay).color_at(1) == WHITE
    assert replay.go_to(99).is_at_end
    assert scene_of_replay(replay.go_to(4)).last_move is None  # a pass
    longer = parse_live(live_text(game(moves=(4, 1, 0, 2, 3))), "live.json")[0]
    assert replay.follow(longer).shown == 2
    other = parse_live(live_text(game("b", (8, 7))), "live.json")[0]
    assert (replay.follow(other).game.game_id, replay.follow(other).shown) == ("b", 2)
    assert (first.value_black(1), first.value_black(2), first.value_black(3)) == (None, -0.5, 0.5)


def test_a_run_that_has_run_away_is_caught_up_with():
    far = parse_live(live_text(game(moves=(*range(9), 9, *([9] * 0)))), "live.json")[0]
    assert Replay.of(far, is_live=True).advance().shown == 1
    wide = game(moves=tuple(range(20)))
    wide["variant"] = {"height": 5, "width": 5, "komi": 0.5}
    assert Replay.of(parse_live(live_text(wide), "")[0], is_live=True).advance().shown == 2


def test_a_torn_game_is_told_as_such():
    torn = game()
    torn["values"] = [0.5]
    with pytest.raises(TrainingError, match="4 moves, 1 values"):
        parse_live(live_text(torn), "live.json")


def test_a_stored_game_becomes_a_record_with_the_search_beside_it():
    page = parse_page(json.dumps({"version": 1, "total": 7, "skip": 2, "games": [game()]}), "games")
    assert (page.total, page.skip, page.games[0].result) == (7, 2, "B+1")
    text = game_sgf(page.games[0], "round 3")
    for part in ("SZ[3]", "RE[B+1]", "PB[round 3]", ";B[bb]", ";W[ba]C[value +0.50, 8 visits]"):
        assert part in text, text


def test_a_plan_is_the_command_and_what_is_wrong_with_it(tmp_path: Path):
    folder = tmp_path / "run"
    plan = RunPlan(
        str(folder), "7x7", 0.5, source="", settings=settings_of(" seed = 3\n\nnet=b6c64")
    )
    assert plan.words == (
        "run", str(folder), "--preset", "7x7", "--hours", "0.5",
        "--set", "seed=3", "--set", "net=b6c64",
    )  # fmt: skip
    assert shown_command(plan.words).startswith("gogame-selfplay run ")
    assert plan.fault() is None
    assert RunPlan(" ").fault() == (PlanFault.NO_FOLDER, "")
    assert RunPlan(str(folder), settings=("fast",)).fault() == (PlanFault.BAD_SETTING, "fast")
    assert RunPlan(str(folder), source="no").fault() == (PlanFault.NO_SOURCE, "no")
    folder.mkdir()
    assert plan.fault() is None
    (folder / "letter.txt").write_text("dear")
    assert plan.fault() == (PlanFault.NOT_EMPTY, str(folder))
    (folder / "config.toml").write_text("seed = 1\n")
    assert plan.fault() is None, "a run that was killed before it said anything is begun again"
    (folder / "status.json").write_text("{}\n")
    assert plan.fault() == (PlanFault.HAS_RUN, str(folder))
    assert RunPlan(str(tmp_path / "other"), source=str(folder)).fault() is None


def test_a_limit_that_was_reached_is_raised_when_a_run_is_resumed(tmp_path: Path):
    done = RunStatus(limits=Limits(1.0), elapsed_s=3601.0)
    assert resumed(tmp_path, done).hours == 2.0
    assert resumed(tmp_path, RunStatus(limits=Limits(1.0), elapsed_s=1800.0)).hours == 1.0
    assert resumed(tmp_path, RunStatus(limits=Limits(games=100), games=230)).games == 300
    assert resumed(tmp_path, RunStatus()).words == ("run", str(tmp_path))


@pytest.mark.parametrize(
    ("text", "seconds"),
    [("10", 600), ("1:30", 5400), ("1 h 5 min", 3900), ("2h", 7200), ("0.5", 30), ("", None),
     ("soon", None)],
)  # fmt: skip
def test_moments_are_read(text, seconds):
    assert parse_moment(text) == seconds


def test_a_network_is_an_opponent_with_a_command_of_its_own():
    page = parse_page(json.dumps({"version": 1, "games": [game()]}), "games")
    player = CheckpointPlayer(Path("/runs/a b/networks/3.safetensors"), "after 10 min", 50)
    setup = setup_against(player, page.games[0].variant)
    assert (setup.white.kind, setup.white.visits, setup.black.is_ai) == (PlayerKind.AI, 50, False)
    assert setup.white.engine.endswith('gtp --net "/runs/a b/networks/3.safetensors"')
