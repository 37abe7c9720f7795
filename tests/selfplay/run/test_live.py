"""`live.json`: a game as it stands, that can be played after and is replaced whole."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from gogame.board.position import Position
from gogame.board.variant import VariantSpec
from selfplay.run.live import LIVE_NAME, live_game, write_live
from tests.selfplay.test_actor import actor_of, config_of


def test_the_first_game_is_told_move_by_move(tmp_path: Path) -> None:
    actor = actor_of(config_of())
    assert live_game(actor)["moves"] == []
    for _ in range(5):
        actor.step()
    game = live_game(actor)
    assert game["game_id"] == "run-w-00000100"
    assert game["checkpoint"] == "net"
    assert len(game["moves"]) == len(game["values"]) == len(game["visits"]) == 5
    position = Position.start(VariantSpec.from_json(json.dumps(game["variant"])))
    for action in game["moves"]:
        position = position.play(action)
    actor.step()
    assert live_game(actor)["moves"][:5] == game["moves"]
    write_live(tmp_path, [game, live_game(actor)])
    stored = json.loads((tmp_path / LIVE_NAME).read_text())
    assert [len(found["moves"]) for found in stored["games"]] == [5, 6]
    assert [path.name for path in tmp_path.iterdir()] == [LIVE_NAME]


def test_a_disk_that_refuses_is_the_callers_business(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="No such file"):
        write_live(tmp_path / "gone", [])
