"""The session with an engine of its own, without a window."""

from __future__ import annotations

import os
import random
import signal
import sys
import time
from dataclasses import replace

import pytest
from PySide6.QtTest import QTest

from gogame.board.coords import Color
from gogame.board.variant import standard
from gogame.clock import TimeSettings, TimeSystem
from gogame.record import ResultKind
from gui.game.engines import EngineStatus
from gui.game.state import DEFAULT_AI, HUMAN, GameSetup, MessageKind, Phase, Player, PlayerKind
from tests.gui.hands import message_kind, moves_of, wait_moves

WAIT_MS = 15_000
BOTH_HUMAN = GameSetup(white=HUMAN)
BOTH_AI = GameSetup(black=DEFAULT_AI)


def test_the_engine_answers_a_move(make_bench, qtbot):
    bench = make_bench()
    bench.begin()
    bench.session.click(40)
    wait_moves(qtbot, bench.session, 2)
    assert moves_of(bench.session) == [40, 72]
    assert bench.session.state.engine.status is EngineStatus.READY
    assert bench.session.state.is_human_turn


def test_a_move_played_before_the_engine_is_there_is_answered_later(make_bench, qtbot):
    bench = make_bench("compiles", "0.4")
    bench.session.begin()
    bench.session.click(40)
    seen: list[EngineStatus] = []
    bench.session.changed.connect(lambda state: seen.append(state.engine.status))
    bench.partner.start()
    wait_moves(qtbot, bench.session, 2)
    assert EngineStatus.COMPILING in seen
    assert EngineStatus.THINKING in seen


def test_visits_are_shown_while_it_thinks(make_bench, qtbot):
    bench = make_bench("live")
    bench.begin()
    visits: list[int] = []
    bench.session.changed.connect(lambda state: visits.append(state.engine.visits))
    bench.session.click(40)
    wait_moves(qtbot, bench.session, 2)
    assert 7 in visits


def test_what_judges_is_known_before_the_first_move_and_after_another_game(make_bench, qtbot):
    bench = make_bench("names")
    bench.begin()

    def wait_judge(words: str) -> None:
        qtbot.waitUntil(lambda: bench.session.state.engine.judge == words, timeout=WAIT_MS)

    wait_judge("nine b4c32")
    bench.session.click(40)
    wait_moves(qtbot, bench.session, 2)
    bench.session.new_game(GameSetup(standard(13)))
    wait_judge("random rollouts x8")
    bench.session.new_game(GameSetup(standard(9), black=DEFAULT_AI, white=HUMAN))
    wait_moves(qtbot, bench.session, 1)
    wait_judge("nine b4c32")
    assert bench.session.state.engine.status is EngineStatus.READY


def test_clicks_on_the_engine_s_turn_do_nothing(make_bench, qtbot):
    bench = make_bench("slow", "0.4")
    bench.begin()
    bench.session.click(40)
    bench.session.click(41)
    assert message_kind(bench.session) is MessageKind.NOT_YOUR_TURN
    bench.session.pass_move()
    wait_moves(qtbot, bench.session, 2)
    assert moves_of(bench.session) == [40, 72]


def test_an_illegal_click_is_explained(make_bench):
    session = make_bench().session
    session.begin(BOTH_HUMAN)
    session.click(40)
    session.click(40)
    message = session.state.message
    assert message is not None
    assert (message.kind, message.args) == (MessageKind.ILLEGAL_MOVE, ("E5", "occupied"))
    assert session.state.move_number == 1


def test_undo_while_it_thinks_drops_the_answer(make_bench, qtbot):
    bench = make_bench("slow", "0.5")
    bench.begin()
    bench.session.click(40)
    qtbot.waitUntil(
        lambda: bench.session.state.engine.status is EngineStatus.THINKING, timeout=WAIT_MS
    )
    bench.session.undo()
    assert bench.session.state.engine.status is EngineStatus.READY
    bench.session.click(30)
    wait_moves(qtbot, bench.session, 2)
    QTest.qWait(700)
    assert moves_of(bench.session) == [30, 72]


def test_an_engine_that_goes_on_with_a_stale_search_is_started_again(make_bench, qtbot):
    bench = make_bench("slow", "30")
    bench.begin()
    bench.session.click(40)
    qtbot.waitUntil(
        lambda: bench.session.state.engine.status is EngineStatus.THINKING, timeout=WAIT_MS
    )
    first = bench.client.process_id
    bench.session.undo()
    qtbot.waitUntil(lambda: bench.client.process_id not in (0, first), timeout=WAIT_MS)
    qtbot.waitUntil(
        lambda: bench.session.state.engine.status is EngineStatus.READY, timeout=WAIT_MS
    )
    assert message_kind(bench.session) is not MessageKind.ENGINE_DIED


def test_a_crash_loses_nothing_and_a_restart_goes_on(make_bench, qtbot, tmp_path):
    bench = make_bench("crash-once", str(tmp_path / "crashed"))
    bench.begin()
    bench.session.click(40)
    qtbot.waitUntil(lambda: bench.session.state.engine.status is EngineStatus.DEAD, timeout=WAIT_MS)
    assert message_kind(bench.session) is MessageKind.ENGINE_DIED
    assert "out of memory" in bench.session.state.engine.reason
    assert moves_of(bench.session) == [40]
    bench.session.restart_engine()
    wait_moves(qtbot, bench.session, 2)
    assert moves_of(bench.session) == [40, 72]


@pytest.mark.skipif(sys.platform == "win32", reason="needs signals")
def test_a_killed_engine_can_be_started_again_and_again(make_bench, qtbot):
    bench = make_bench()
    bench.begin()
    for turn in range(5):
        qtbot.waitUntil(
            lambda: bench.session.state.engine.status is EngineStatus.READY, timeout=WAIT_MS
        )
        os.kill(bench.client.process_id, signal.SIGKILL)
        qtbot.waitUntil(
            lambda: bench.session.state.engine.status is EngineStatus.DEAD, timeout=WAIT_MS
        )
        bench.session.click(40 + turn)
        bench.session.restart_engine()
        wait_moves(qtbot, bench.session, 2 * turn + 2)
    assert len(moves_of(bench.session)) == 10


@pytest.mark.parametrize(
    ("mood", "reason"), [("illegal", "E5"), ("nonsense", "Z99"), ("refuses", "I do not want to")]
)
def test_an_engine_that_makes_no_sense_is_given_up(make_bench, qtbot, mood, reason):
    bench = make_bench(mood)
    bench.begin()
    bench.session.click(40)  # E5
    qtbot.waitUntil(lambda: bench.session.state.engine.status is EngineStatus.DEAD, timeout=WAIT_MS)
    assert reason in bench.session.state.engine.reason
    assert moves_of(bench.session) == [40]
    assert not bench.client.is_running


def test_garbage_from_the_engine_does_not_matter(make_bench, qtbot):
    bench = make_bench("garbage")
    bench.begin()
    bench.session.click(40)
    wait_moves(qtbot, bench.session, 2)


def test_the_engine_resigns(make_bench, qtbot):
    bench = make_bench("resigns")
    bench.begin()
    bench.session.click(40)
    qtbot.waitUntil(lambda: bench.session.state.phase is Phase.OVER, timeout=WAIT_MS)
    assert str(bench.session.state.result) == "B+R"


def test_two_passes_and_the_engine_s_dead_stones(make_bench, qtbot):
    bench = make_bench("passes", "E5")
    bench.begin()
    session = bench.session
    session.click(40)
    wait_moves(qtbot, session, 2)
    assert message_kind(session) is MessageKind.PASSED
    session.pass_move()
    qtbot.waitUntil(lambda: session.state.dead == {40}, timeout=WAIT_MS)
    assert session.state.phase is Phase.SCORING
    session.click(40)
    assert session.state.dead == frozenset()
    QTest.qWait(200)
    assert session.state.dead == frozenset()  # nobody asks the engine a second time
    session.accept_score()
    assert str(session.state.result) == "B+73.5"


def test_what_is_corrected_while_the_engine_judges_stays(make_bench, qtbot):
    bench = make_bench("passes", "E5")
    session = bench.session
    session.begin(BOTH_HUMAN)
    session.click(40)
    for _ in range(2):
        session.pass_move()
    session.click(0)
    bench.partner.start()
    qtbot.waitUntil(lambda: session.state.engine.status is EngineStatus.READY, timeout=WAIT_MS)
    QTest.qWait(200)
    assert session.state.corrections, "nobody asks an engine where a person has decided"
    for _ in range(2):
        session.click(0)  # to White, and back to Black, whose it is as counted
    qtbot.waitUntil(lambda: session.state.dead == {40}, timeout=WAIT_MS)


def test_a_look_back_keeps_the_engine_s_proposal(make_bench, qtbot):
    bench = make_bench("passes", "E5")
    bench.begin()
    session = bench.session
    session.click(40)
    wait_moves(qtbot, session, 2)
    session.pass_move()
    qtbot.waitUntil(lambda: session.state.dead == {40}, timeout=WAIT_MS)
    session.click(0)
    for step in (-2, 2):
        session.step(step)
    state = session.state
    assert (state.dead, state.proposed, len(state.corrections)) == ({40}, {40}, 1)


def test_counting_works_without_an_engine(make_bench):
    session = make_bench().session
    session.begin(BOTH_HUMAN)
    session.click(40)
    session.pass_move()
    session.pass_move()
    session.click(40)
    assert session.state.dead == {40}


def test_two_engines_play_by_themselves(make_bench, qtbot):
    bench = make_bench()
    bench.begin()
    bench.session.new_game(BOTH_AI)
    qtbot.waitUntil(lambda: bench.session.state.move_number >= 6, timeout=WAIT_MS)
    bench.session.set_player(Color.WHITE, HUMAN)
    bench.session.set_player(Color.BLACK, HUMAN)
    number = bench.session.state.move_number
    QTest.qWait(200)
    assert bench.session.state.move_number == number


def test_a_new_game_while_it_thinks(make_bench, qtbot):
    bench = make_bench("slow", "0.4")
    bench.begin()
    bench.session.click(40)
    qtbot.waitUntil(
        lambda: bench.session.state.engine.status is EngineStatus.THINKING, timeout=WAIT_MS
    )
    bench.session.new_game(GameSetup(standard(13)))
    assert bench.session.state.move_number == 0
    QTest.qWait(600)
    assert bench.session.state.move_number == 0
    bench.session.click(0)
    wait_moves(qtbot, bench.session, 2)
    assert moves_of(bench.session) == [0, 156]


def test_what_is_sent_to_the_engine(make_bench, qtbot, tmp_path, monkeypatch):
    log = tmp_path / "log"
    monkeypatch.setenv("FAKE_ENGINE_LOG", str(log))
    bench = make_bench()
    bench.begin()
    clock = TimeSettings(TimeSystem.FISCHER, 60, 5)
    ai = Player(PlayerKind.AI, visits=99)
    bench.session.new_game(replace(GameSetup(white=ai), time=clock))
    bench.session.click(40)
    wait_moves(qtbot, bench.session, 2)
    bench.session.new_game(GameSetup(white=ai))
    bench.session.click(41)
    wait_moves(qtbot, bench.session, 2)
    sent = log.read_text().splitlines()
    assert sent == [
        "list_commands",
        "name",
        f"gogame-variant {standard(9).to_json()}",
        "play B E5",
        "kata-set-param level none",
        "kata-set-param maxVisits 99",
        "kata-set-param maxTime unlimited",
        "kata-set-param style none",
        "kata-time_settings fischer 60 5",
        "time_left W 60 0",
        "genmove W",
        "undo",
        "undo",
        "play B F5",
        "kata-time_settings none",
        "genmove W",
    ]


def test_time_runs_and_runs_out(make_bench, qtbot):
    session = make_bench().session
    session.begin(replace(BOTH_HUMAN, time=TimeSettings(TimeSystem.ABSOLUTE, 1)))
    shown: list[float] = []
    session.clocks_changed.connect(lambda clocks: shown.append(clocks.black.left_s))
    session.click(40)
    qtbot.waitUntil(lambda: session.state.phase is Phase.OVER, timeout=WAIT_MS)
    assert session.state.result is not None
    assert session.state.result.kind is ResultKind.TIME
    assert session.state.result.winner is Color.BLACK


def test_time_spent_stays_spent(make_bench, qtbot):
    session = make_bench().session
    begun = time.monotonic()
    session.begin(replace(BOTH_HUMAN, time=TimeSettings(TimeSystem.ABSOLUTE, 60)))
    QTest.qWait(300)
    session.click(40)
    assert session.state.clocks is not None
    longest = time.monotonic() - begun
    assert 60 - longest <= session.state.clocks.black.left_s < 59.8
    assert session.state.clocks.white.left_s == 60
    session.step(-1)
    QTest.qWait(300)
    session.step(1)
    session.click(41)
    assert session.state.clocks.white.left_s < 59.8


def test_resigning_is_the_human_s_own(make_bench):
    session = make_bench().session
    session.begin()
    session.click(40)
    session.resign()
    assert str(session.state.result) == "W+R"


@pytest.mark.parametrize("seed", [1, 2])
def test_random_wishes_leave_neither_an_exception_nor_a_stuck_state(make_bench, qtbot, seed):
    bench = make_bench("slow", "0.002")
    bench.begin()
    session, draw = bench.session, random.Random(seed)
    wishes = [
        *[lambda: session.click(draw.randrange(81))] * 8,
        session.pass_move,
        session.undo,
        session.resign,
        session.resume,
        session.accept_score,
        session.restart_engine,
        lambda: session.step(draw.randint(-3, 3)),
        lambda: session.set_player(draw.choice(list(Color)), draw.choice([HUMAN, DEFAULT_AI])),
        lambda: session.new_game(GameSetup(handicap=draw.choice([0, 3]), free_handicap=True)),
        lambda: _kill(bench.client.process_id),
    ]
    for _ in range(250):
        draw.choice(wishes)()
        QTest.qWait(draw.choice([0, 0, 1, 10]))
        state = session.state
        assert state.position.key == state.tree.position(state.cursor).key
        assert (state.phase is Phase.OVER) == (state.result is not None)
    session.new_game(GameSetup())
    session.restart_engine()
    session.click(40)
    wait_moves(qtbot, session, 2)


def _kill(process: int) -> None:
    if process > 0:
        os.kill(process, signal.SIGTERM)
