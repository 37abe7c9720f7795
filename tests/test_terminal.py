"""The terminal game, driven by a script of lines."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

import pytest

from gogame.board.coords import Color
from gogame.board.rules import WinCondition
from gogame.board.variant import VariantSpec, standard
from gogame.engine import Engine, EngineConfig
from gogame.rollout import RolloutEvaluator
from gogame.search.config import Limits
from gogame.sgf import load, record_of
from gogame.terminal import TerminalGame


def play(
    script: str,
    variant: VariantSpec | None = None,
    engine_colors: Collection[Color] = (Color.WHITE,),
    resign_below: float = 0.0,
) -> tuple[Engine, str]:
    """Returns the engine afterwards, and all that was shown."""
    config = EngineConfig(limits=Limits(visits=30), resign_below=resign_below)
    engine = Engine(RolloutEvaluator(1), config, variant=variant or standard(5))
    lines = iter(script.splitlines())
    shown: list[str] = []
    TerminalGame(engine, engine_colors, lambda _: next(lines, None), shown.append).run()
    return engine, "\n".join(shown)


def test_a_move_is_shown_and_answered() -> None:
    engine, shown = play("c3\nquit\nd4")
    assert "White (engine) plays" in shown
    assert "Black to play" in shown
    assert len(engine.position.moves) == 2
    assert engine.position.moves[0].action == 12


def test_undo_takes_back_the_pair_and_stops_at_the_start() -> None:
    engine, shown = play("c3\nundo\nundo\nboard")
    assert not engine.position.moves
    assert "cannot undo" in shown


def test_the_engine_may_open_and_undo_does_not_hang() -> None:
    engine, _ = play("undo\nundo", engine_colors=(Color.BLACK,))
    assert len(engine.position.moves) == 1


def test_two_people_may_play_and_count() -> None:
    script = "c3\npass\npass\nscore\nd4\nundo\nd4\nsave"
    engine, shown = play(script, standard(5, komi=0.5), engine_colors=())
    assert "Black 25, White 0.5 (komi 0.5): B+24.5" in shown
    assert "Black wins by 24.5." in shown
    assert "the game is over: undo" in shown
    assert "save needs a file name" in shown
    assert engine.position.moves[-1].action == 8


def test_the_engine_plays_itself_to_the_end() -> None:
    engine, shown = play("", engine_colors=Color, variant=standard(3))
    assert engine.position.is_over
    assert "wins by" in shown or "draw" in shown


@pytest.mark.parametrize("who", list(Color))
def test_either_side_can_resign(who: Color) -> None:
    script = "resign\nresign\nc3" if who is Color.BLACK else "c3\nresign"
    _, shown = play(script, engine_colors=())
    assert f"{who.opponent.name.capitalize()} wins by resignation." in shown


def test_the_engine_resigns() -> None:
    lost = standard(5, komi=-40.5)
    _, shown = play("a1\nb2\nc3\nd4\ne5\na5\ne1\nb4\nd2\nquit", lost, resign_below=0.5)
    assert "White (engine) resigns. Black wins by resignation." in shown


def test_hint_score_help_and_nonsense() -> None:
    _, shown = play("hint\nscore\nhelp\nz9\n\nfoo bar\nc3\nc3", engine_colors=())
    assert "wins " in shown
    assert "komi 7.5" in shown
    assert "save FILE" in shown
    assert "vertex Z9 lies outside the 5x5 board" in shown
    assert "invalid vertex 'foo'" in shown
    assert "illegal move C3: occupied by Black" in shown


def test_a_capture_game_has_a_winner_and_no_count() -> None:
    variant = VariantSpec(5, 5, komi=0, win=WinCondition.CAPTURE, capture_goal=1)
    _, shown = play("a1\nscore\nb1\nc3\na2", variant, engine_colors=())
    assert "won by capture, not by a count" in shown
    assert "White wins." in shown


def test_save_writes_the_game_with_its_result(tmp_path: Path) -> None:
    path = tmp_path / "my game.sgf"
    _, shown = play(f"c3\nd4\nresign\nsave {path}\nsave {tmp_path}/no/x.sgf", engine_colors=())
    record = record_of(load(path)[0])
    assert str(record.result) == "W+R"
    assert [move.action for move in record.moves] == [12, 8]
    assert "cannot save" in shown
