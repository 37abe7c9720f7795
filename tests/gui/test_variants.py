"""Games out of the ordinary with our own engine: played, analysed, taken back, saved, counted."""

from __future__ import annotations

from pathlib import Path

import pytest

import gui.files.game_files as game_files
from gogame.board.coords import Color
from gogame.board.rules import WinCondition
from gogame.board.topology import Shape
from gogame.board.variant import VariantSpec
from gui.analysis.game_line import report_shown
from gui.engine_client import EngineClient
from gui.engines.programs import program_of
from gui.files.autosave import Autosave
from gui.game.engines import OUR_ENGINE, EngineStatus
from gui.game.reports import PositionReport
from gui.game.state import HUMAN, GameSetup, Phase, Player, PlayerKind
from gui.session import Session
from gui.session.engine_room import make_analyst, make_team

WAIT_MS = 180_000
AI = Player(PlayerKind.AI, visits=20)
GAMES = {
    "torus": (VariantSpec(5, 5, Shape.TORUS, komi=0.5), (0, 24, 12, 6)),
    "cylinder": (VariantSpec(5, 7, Shape.CYLINDER, komi=0.5), (0, 34, 17, 8)),
    "rectangle": (VariantSpec(4, 9, komi=0.5), (0, 35, 17, 8)),
    "capture": (
        VariantSpec(7, 7, win=WinCondition.CAPTURE, capture_goal=5, komi=0),
        (24, 40, 8, 16),
    ),
    "no-capture": (VariantSpec(5, 5, win=WinCondition.NO_CAPTURE, komi=0), (0, 24, 12, 6)),
}


@pytest.fixture
def session(qapp, tmp_path):
    team, analyst = make_team(EngineClient(program_of(OUR_ENGINE))), make_analyst("")
    made = Session(team, Autosave(tmp_path / "data"), analyst=analyst)
    team.setParent(made)
    analyst.setParent(made)
    made.begin(GameSetup())
    team.start()
    yield made
    made.close()


def play_some(session: Session, qtbot, points: tuple[int, ...]) -> None:
    """Plays two moves of a person, the first free ones of some points, and waits for replies."""
    for _ in range(2):
        legal = session.state.position.legal()
        session.click(next(point for point in points if legal[point]))
        qtbot.waitUntil(lambda: session.state.is_human_turn, timeout=WAIT_MS)


def wait_report(session: Session, qtbot) -> PositionReport:
    """Waits for a report of the position shown that names moves."""

    def is_there() -> bool:
        found = report_shown(session.state)
        return found is not None and bool(found.candidates)

    qtbot.waitUntil(is_there, timeout=WAIT_MS)
    report = report_shown(session.state)
    assert report is not None
    return report


@pytest.mark.slow
def test_games_out_of_the_ordinary(session, qtbot, tmp_path: Path):
    state = lambda: session.state  # noqa: E731
    qtbot.waitUntil(lambda: state().engine.status is EngineStatus.READY, timeout=2 * WAIT_MS)
    for name, (variant, points) in GAMES.items():
        session.new_game(GameSetup(variant, white=AI))
        play_some(session, qtbot, points)
        assert state().move_number == 4, name
        session.analyse(is_on=True)
        report = wait_report(session, qtbot)
        assert report.has_score == (variant.win is WinCondition.SCORE), name
        session.analyse(is_on=False)
        session.undo()
        assert (state().move_number, state().is_human_turn) == (2, True), name
        path = tmp_path / f"{name}.sgf"
        game_files.save_game(path, state())
        opened = game_files.state_of(game_files.open_game(path), 9, path)
        assert opened.variant == variant, name
        assert opened.position.grid.tobytes() == state().position.grid.tobytes(), name
        if variant.win is not WinCondition.SCORE:
            continue
        session.set_player(Color.WHITE, HUMAN)
        session.pass_move()
        session.pass_move()
        assert state().phase is Phase.SCORING
        qtbot.waitUntil(lambda: state().proposed is not None, timeout=WAIT_MS)
        score = state().score
        assert score is not None
        assert score.white_points - score.komi + score.black_points <= variant.num_points, name
