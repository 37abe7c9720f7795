"""A learner goes on from whatever is left: nothing is made twice, nothing silently lost."""

from __future__ import annotations

import hashlib
import json
import shutil
from pathlib import Path
from typing import Any, cast

import numpy as np
import pytest

from gogame.errors import CheckpointError
from gogame.net.checkpoint import load_checkpoint
from gogame.net.quantisation import has_ranges
from selfplay.lake.errors import LakeError
from selfplay.lake.repair import repair
from selfplay.lake.tables import now_us
from selfplay.report.feed import curves
from selfplay.run.config import RunConfig, read_config
from selfplay.run.directory import RunDirectory
from selfplay.run.insist import Stopped, insist
from selfplay.run.learner_process import LearnerWorker
from selfplay.run.messages import RoundOrder
from selfplay.run.pipes import ChildEnd
from selfplay.run.reproduce import reproduce
from selfplay.run.start import begin, import_games
from tests.selfplay.run.learning import SETTINGS, add_games, learner_of, rows_of


@pytest.fixture
def directory(tmp_path: Path) -> RunDirectory:
    """Returns a run after two rounds of which both states are kept."""
    found = RunDirectory(tmp_path / "run")
    found.create(read_config(SETTINGS, ["learner.keep_states=2"], where="test"))
    add_games(found, "actor-0", 0, range(8))
    learner = learner_of(found)
    assert learner.learn(RoundOrder())
    add_games(found, "actor-1", 0, range(100, 104))
    assert learner.learn(RoundOrder())
    return found


def states_of(directory: RunDirectory) -> list[Path]:
    return sorted(directory.states.iterdir())


def damage(state: Path) -> None:
    for path in state.rglob("*"):
        if path.is_file():
            path.write_bytes(path.read_bytes()[:-7])


def next_round(directory: RunDirectory, lines: list[str]) -> dict[str, Any]:
    """Returns the row of the next round of a learner that starts again."""
    learner = learner_of(directory, report=lines.append)
    number = len(rows_of(directory))
    add_games(directory, "actor-0", number, range(200 + 10 * number, 206 + 10 * number))
    assert learner.learn(RoundOrder())
    rows = rows_of(directory)
    assert [json.loads(row["metrics"])["round"] for row in rows] == list(range(1, number + 2))
    for row in rows:
        content = (directory.root / row["uri"]).read_bytes()
        assert hashlib.sha256(content).hexdigest() == row["checkpoint"]
    return rows[-1]


@pytest.mark.parametrize("lost", ["newest", "all", "folder"])
def test_a_lost_state_costs_the_optimiser_only(directory: RunDirectory, lost: str) -> None:
    before = rows_of(directory)[-1]
    if lost == "folder":
        shutil.rmtree(directory.states)
    else:
        for state in states_of(directory)[-1 if lost == "newest" else 0 :]:
            damage(state)
    lines: list[str] = []
    row = next_round(directory, lines)
    assert any("state of round 2 is lost: learning goes on from the network of round 2" in x
               for x in lines)  # fmt: skip
    assert row["parent"] == before["checkpoint"]
    metrics = json.loads(row["metrics"])
    assert row["step"] == before["step"] + metrics["steps"]
    assert metrics["restarted"]
    assert metrics["games"] == 18, "no game is counted twice"
    assert reproduce(directory, "3", lines.append).is_equal
    lines.clear()
    assert "restarted" not in json.loads(next_round(directory, lines)["metrics"])
    assert lines == []


def test_a_checkpoint_is_reproduced_from_the_network_that_the_run_restarted_from(
    directory: RunDirectory,
) -> None:
    shutil.rmtree(directory.states)
    next_round(directory, [])
    shutil.rmtree(directory.states)
    made = reproduce(directory, "3", lambda _: None)
    assert made.is_equal
    assert made.rounds == 1


@pytest.mark.parametrize("part", [".safetensors", ".json"])
def test_the_newest_network_is_written_again(directory: RunDirectory, part: str) -> None:
    path = directory.root / rows_of(directory)[-1]["uri"]
    whole = load_checkpoint(path)
    content = path.with_suffix(part).read_bytes()
    path.with_suffix(part).write_bytes(content[:-9])
    lines: list[str] = []
    next_round(directory, lines)
    assert len(lines) == 1
    assert path.name in lines[0] or path.with_suffix(".json").name in lines[0]
    assert lines[0].endswith("it is written again")
    again = load_checkpoint(path)
    assert again.metadata.positions == whole.metadata.positions
    assert has_ranges(again)
    for name, values in whole.parameters.items():
        np.testing.assert_array_equal(values, again.parameters[name])


def test_without_state_and_newest_network_the_one_before_serves(directory: RunDirectory) -> None:
    first, second = rows_of(directory)
    shutil.rmtree(directory.states)
    (directory.root / second["uri"]).unlink()
    lines: list[str] = []
    learner = learner_of(directory, report=lines.append)
    assert learner.newest is not None
    assert learner.newest["checkpoint"] == first["checkpoint"]
    assert "state of round 2 is lost: learning goes on from the network of round 1" in lines[0]
    add_games(directory, "actor-0", 1, range(200, 206))
    assert learner.learn(RoundOrder())
    newest = rows_of(directory)[-1]
    assert json.loads(newest["metrics"])["round"] == 3
    assert newest["parent"] == first["checkpoint"]
    shutil.rmtree(directory.states)
    assert reproduce(directory, "3", lines.append).is_equal
    for row in rows_of(directory):
        (directory.root / row["uri"]).unlink(missing_ok=True)
    with pytest.raises(CheckpointError, match=r"no other network .* start another run with --from"):
        learner_of(directory)


def test_a_row_that_repair_has_lost_is_put_back(directory: RunDirectory) -> None:
    newest = max(
        (directory.root / "lake" / "checkpoints").glob("*.parquet"),
        key=lambda path: path.stat().st_mtime_ns,
    )
    newest.write_bytes(newest.read_bytes()[:-20])
    with pytest.raises(LakeError, match="lake repair"):
        learner_of(directory)
    assert len(repair(directory.lake(RunConfig()))) == 1
    assert len(rows_of(directory)) == 1
    learner_of(directory)
    assert len(rows_of(directory)) == 2
    learner_of(directory)
    assert len(rows_of(directory)) == 2


def test_learning_goes_on_without_the_games_of_a_lost_file(directory: RunDirectory) -> None:
    lake = directory.lake(RunConfig())
    victim = sorted((directory.root / "lake" / "games").rglob("*.parquet"),
                    key=lambda path: path.stat().st_mtime_ns)[0]  # fmt: skip
    victim.write_bytes(victim.read_bytes()[:-20])
    with pytest.raises(LakeError, match="lake repair"):
        learner_of(directory)
    assert len(repair(lake)) == 1
    lines: list[str] = []
    row = next_round(directory, lines)
    assert len(lines) == 1
    assert "has lost a file: 4 games are left to learn from" in lines[0]
    assert json.loads(row["metrics"])["games"] == 18
    with pytest.raises(LakeError, match=r"version [0-9]+ of games cannot be read"):
        reproduce(directory, "2", lambda _: None)


def test_games_with_a_wrong_checksum_are_left_out_and_counted(directory: RunDirectory) -> None:
    lake = directory.lake(RunConfig())
    columns = lake.scan("games", where="worker = 'actor-1'")
    columns["committed_at"] = [now_us()] * 4
    columns["game_id"] = [f"{name}-changed" for name in columns["game_id"]]
    lake.commit("games", columns)
    lines: list[str] = []
    shutil.rmtree(directory.states)
    next_round(directory, lines)
    lines.clear()
    row = next_round(directory, lines)
    assert len(lines) == 1
    assert lines[0].startswith("4 games are left out, their checksum is wrong: `gogame-selfplay")
    assert json.loads(row["metrics"])["games"] == 24
    assert len(repair(lake)) == 4
    lines.clear()
    next_round(directory, lines)
    next_round(directory, lines)


def test_a_damaged_first_network_is_needed_by_the_first_round_only(tmp_path: Path) -> None:
    found = RunDirectory(tmp_path / "run")
    found.create(read_config(SETTINGS, where="test"))
    found.start_network.write_bytes(b"half")
    add_games(found, "actor-0", 0, range(8))
    with pytest.raises(CheckpointError, match="start"):
        learner_of(found)
    found.start_network.unlink()
    assert learner_of(found).learn(RoundOrder())
    found.start_network.write_bytes(b"half")
    lines: list[str] = []
    next_round(found, lines)
    assert len(lines) == 1
    assert lines[0].endswith("only the first round needed it")


# Games of another run


class _End:
    """Notes what a child says."""

    must_stop = False

    def __init__(self, learns: int = 0) -> None:
        self.said: list[dict[str, Any]] = []
        self._left = learns

    def command(self, *, wait: bool) -> dict[str, Any]:
        if self._left:
            self._left -= 1
            return RoundOrder().message()
        return {"do": "stop"} if wait else {}

    def say(self, event: str, **values: object) -> None:
        self.said.append({"event": event, **values})


def test_games_of_another_run_are_learnt_from_but_not_counted(
    directory: RunDirectory, tmp_path: Path
) -> None:
    other = RunDirectory(tmp_path / "other")
    begin(other, directory.config(), directory.root)
    assert import_games(other, other.config(), directory.root, other.lake(other.config())) > 0
    add_games(other, "actor-0", 0, range(3))
    end = _End()
    LearnerWorker(other, cast("ChildEnd", end)).run()
    assert [said["event"] for said in end.said] == ["ready", "stopped"]
    assert end.said[0]["games"] == 3
    assert end.said[0]["positions"] > 300


def test_a_network_has_the_same_number_of_games_while_the_run_goes_on_and_afterwards(
    directory: RunDirectory, tmp_path: Path
) -> None:
    other = RunDirectory(tmp_path / "other")
    begin(other, directory.config(), directory.root)
    import_games(other, other.config(), directory.root, other.lake(other.config()))
    add_games(other, "actor-0", 0, range(3))
    add_games(other, "actor-1", 0, range(3, 8))
    end = _End(learns=1)
    LearnerWorker(other, cast("ChildEnd", end)).run()
    add_games(other, "actor-0", 1, range(8, 12))
    restarted = _End()
    LearnerWorker(other, cast("ChildEnd", restarted)).run()
    said = [(one["event"], one["games"], one["network_games"]) for one in end.said[:2]]
    assert said == [("ready", 8, 0), ("round", 8, 8)]
    assert (restarted.said[0]["games"], restarted.said[0]["network_games"]) == (12, 8)
    row = curves(other.root)["rounds"][0]
    assert (row["own_games"], row["games"]) == (8, end.said[1]["metrics"]["games"])
    assert row["games"] > 8, "the games of the other run are learnt from as well"


# A full disk


def test_what_the_disk_refuses_is_tried_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("selfplay.run.insist._WAIT_S", 0.01)
    tries: list[int] = []
    lines: list[str] = []

    def write() -> str:
        tries.append(len(tries))
        if len(tries) < 3:
            raise OSError(28, "No space left on device")
        return "done"

    assert insist(write, lines.append, bool) == "done"
    assert len(tries) == 3
    assert lines == ["[Errno 28] No space left on device; it waits and tries again",
                     "what waited is written"]  # fmt: skip


def test_waiting_for_room_can_be_stopped_and_other_faults_are_not_waited_for() -> None:
    def full() -> None:
        raise OSError(28, "No space left on device")

    def wrong() -> None:
        raise CheckpointError("a weight is not finite")

    with pytest.raises(Stopped):
        insist(full, lambda _: None, lambda: True)
    with pytest.raises(CheckpointError, match="finite"):
        insist(wrong, lambda _: None, bool)


@pytest.mark.parametrize("ratio", [0.25, 4.0])
@pytest.mark.parametrize("is_state_lost", [False, True])
def test_a_changed_ratio_holds_for_new_games_only(
    directory: RunDirectory, ratio: float, *, is_state_lost: bool
) -> None:
    text = directory.config_file.read_text("utf-8")
    directory.config_file.write_text(text.replace("ratio = 1.0", f"ratio = {ratio}"), "utf-8")
    if is_state_lost:
        for state in states_of(directory):
            damage(state)
    learner = learner_of(directory, report=[].append)
    assert learner.due <= ratio, "nothing is owed for the games of before but a rest"
    add_games(directory, "actor-0", 9, range(400, 406))
    new = learner.poll()
    assert learner.due == pytest.approx(new * ratio / 16, abs=1 + ratio)
