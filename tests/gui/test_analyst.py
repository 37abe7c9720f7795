"""The analysis in a session, with fake engines: what is asked, kept, dropped, told."""

from __future__ import annotations

import json
import os
import signal
from pathlib import Path
from typing import Any

import pytest

from gogame.board.variant import standard
from gui.analysis.choices import LIVE_VISITS, REVIEW_VISITS
from gui.analysis.game_line import line_of, report_shown
from gui.game.engines import EngineChoice, EngineState, EngineStatus, Protocol
from gui.game.state import DEFAULT_AI, HUMAN, GameSetup, Message, MessageKind
from tests.gui.conftest import Bench, fake_program, make_analysis_client

WAIT_MS = 30_000
BOTH_HUMAN = GameSetup(standard(9, "chinese"), white=HUMAN)


def mood(*words: str, protocol: Protocol = Protocol.ANALYSIS) -> EngineChoice:
    return EngineChoice(" ".join(words), "Fake", protocol)


@pytest.fixture
def log(tmp_path, monkeypatch) -> Path:
    path = tmp_path / "asked.log"
    path.touch()
    monkeypatch.setenv("FAKE_ANALYSIS_LOG", str(path))
    return path


def asked(log: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in log.read_text().splitlines()]


def begun(bench: Bench, *points: int, setup: GameSetup = BOTH_HUMAN) -> Bench:
    bench.session.begin(setup)
    for point in points:
        bench.session.click(point)
    return bench


def engine(bench: Bench) -> EngineState:
    found = bench.session.state.analysis.engine
    assert found is not None
    return found


def said(bench: Bench) -> Message:
    message = bench.session.state.message
    assert message is not None
    return message


def visits(bench: Bench) -> int:
    report = report_shown(bench.session.state)
    return 0 if report is None else report.visits


def test_no_engine_is_started_before_analysis_is_wanted(make_bench, qtbot):
    bench = begun(make_bench(), 40)
    assert bench.session.state.analysis.engine is None
    assert bench.analyst.process_id == 0
    bench.session.analyse(is_on=True)
    qtbot.waitUntil(lambda: visits(bench) == LIVE_VISITS, timeout=WAIT_MS)
    assert bench.session.state.analysis.is_on
    assert (engine(bench).status, engine(bench).name) == (EngineStatus.READY, "GoGame Fake 1.0")


def test_the_position_shown_is_analysed_and_stepping_back_asks_nothing_again(
    make_bench, qtbot, log
):
    bench = begun(make_bench(), 40)
    bench.session.analyse(is_on=True)
    qtbot.waitUntil(lambda: visits(bench) == LIVE_VISITS, timeout=WAIT_MS)
    bench.session.click(41)
    assert visits(bench) == 0
    qtbot.waitUntil(lambda: visits(bench) == LIVE_VISITS, timeout=WAIT_MS)
    bench.session.step(-1)
    assert visits(bench) == LIVE_VISITS, "at once"
    bench.session.undo()
    bench.session.step(9)
    qtbot.wait(400)
    queries = [q for q in asked(log) if "moves" in q]
    assert [len(q["moves"]) for q in queries] == [1, 2]
    assert queries[0]["moves"] == [["B", "E5"]]
    assert queries[0]["initialPlayer"] == "B"


def test_leaving_a_position_cancels_its_query(make_bench, qtbot, log):
    bench = begun(make_bench(analysis=mood("endless")), 40)
    bench.session.analyse(is_on=True)
    qtbot.waitUntil(lambda: visits(bench) == LIVE_VISITS // 2, timeout=WAIT_MS)
    bench.session.click(41)
    qtbot.waitUntil(lambda: visits(bench) == LIVE_VISITS // 2, timeout=WAIT_MS)
    bench.session.analyse(is_on=False)
    qtbot.waitUntil(
        lambda: (
            [q["terminateId"] for q in asked(log) if q.get("action") == "terminate"] == ["1", "2"]
        ),
        timeout=WAIT_MS,
    )
    qtbot.wait(200)
    assert visits(bench) == LIVE_VISITS // 2, "what comes after a cancel is dropped"


def test_the_whole_game_goes_out_as_one_query_and_fills_the_line(make_bench, qtbot, log):
    bench = begun(make_bench(), 40, 41, 42)
    seen = []
    bench.session.changed.connect(lambda state: seen.append(state.analysis.review))
    bench.session.review()
    qtbot.waitUntil(
        lambda: bench.session.state.analysis.review is None and visits(bench) > 0, timeout=WAIT_MS
    )
    line = line_of(bench.session.state)
    assert [r.score_black for r in line.readings] == [0.0, 1.0, 2.0, 3.0]
    assert [r.loss for r in line.readings] == [0.0, 0.0, 1.0, 0.0]
    queries = [q for q in asked(log) if "moves" in q]
    assert [q["analyzeTurns"] for q in queries] == [[0, 1, 2, 3]]
    assert queries[0]["maxVisits"] == REVIEW_VISITS
    assert any(progress is not None and progress.total == 4 for progress in seen)
    bench.session.click(43)
    bench.session.review()
    qtbot.waitUntil(lambda: visits(bench) > 0, timeout=WAIT_MS)
    queries = [q for q in asked(log) if "moves" in q]
    assert queries[1]["analyzeTurns"] == [4], "what is known is not asked again"


def test_the_analysis_of_a_game_can_be_stopped(make_bench, qtbot, log):
    bench = begun(make_bench(analysis=mood("slow", "0.3")), *range(20, 60, 2))
    bench.session.review()
    qtbot.waitUntil(
        lambda: (p := bench.session.state.analysis.review) is not None and p.done >= 1,
        timeout=WAIT_MS,
    )
    bench.session.review()
    assert bench.session.state.analysis.review is None
    qtbot.wait(100)
    known = len(bench.session.state.analysis.reports.by_key)
    qtbot.wait(900)
    assert len(bench.session.state.analysis.reports.by_key) == known < 21


def test_another_game_begins_without_reports(make_bench, qtbot):
    bench = begun(make_bench(), 40)
    bench.session.analyse(is_on=True)
    qtbot.waitUntil(lambda: visits(bench) == LIVE_VISITS, timeout=WAIT_MS)
    bench.session.new_game(BOTH_HUMAN)
    assert bench.session.state.analysis.reports.by_key == {}
    qtbot.waitUntil(lambda: visits(bench) == LIVE_VISITS, timeout=WAIT_MS)


@pytest.mark.parametrize(
    ("choice", "words"),
    [
        (mood("crash"), "no memory for a tree"),
        (mood("no-model"), "model.bin.gz was not found"),
        (mood("plain", protocol=Protocol.GTP), "kata-analyze"),
    ],
)
def test_a_dead_engine_is_told_and_the_game_goes_on(make_bench, qtbot, choice, words):
    bench = begun(make_bench(analysis=choice), 40)
    bench.session.analyse(is_on=True)
    qtbot.waitUntil(
        lambda: (
            (e := bench.session.state.analysis.engine) is not None and e.status is EngineStatus.DEAD
        ),
        timeout=WAIT_MS,
    )
    assert words in engine(bench).reason
    assert said(bench).kind is MessageKind.ANALYSIS_STOPPED
    bench.session.click(41)
    assert bench.session.state.move_number == 2


def test_a_killed_engine_is_named_and_starts_again(make_bench, qtbot):
    bench = begun(make_bench(analysis=mood("endless")), 40)
    bench.session.analyse(is_on=True)
    qtbot.waitUntil(lambda: visits(bench) > 0, timeout=WAIT_MS)
    first = bench.analyst.process_id
    os.kill(first, signal.SIGKILL)
    qtbot.waitUntil(lambda: engine(bench).status is EngineStatus.DEAD, timeout=WAIT_MS)
    assert "killed" in engine(bench).reason
    bench.session.click(41)
    bench.session.restart_analysis()
    qtbot.waitUntil(lambda: visits(bench) > 0, timeout=WAIT_MS)
    assert bench.analyst.process_id not in (0, first)
    assert engine(bench).status is EngineStatus.READY


def test_a_refused_position_is_a_message(make_bench, qtbot):
    bench = begun(make_bench(analysis=mood("refuses")), 40)
    bench.session.analyse(is_on=True)
    qtbot.waitUntil(
        lambda: (
            (m := bench.session.state.message) is not None
            and m.kind is MessageKind.ANALYSIS_REFUSED
        ),
        timeout=WAIT_MS,
    )
    assert said(bench).args == ("Illegal move 3: D4",)
    bench.session.review()
    qtbot.waitUntil(lambda: bench.session.state.analysis.review is None, timeout=WAIT_MS)


def test_another_engine_can_take_over(make_bench, qtbot):
    bench = begun(make_bench(analysis=mood("kind")), 40)
    bench.session.analyse(is_on=True)
    qtbot.waitUntil(lambda: visits(bench) == LIVE_VISITS, timeout=WAIT_MS)
    bench.session.choose_analysis(mood("kata", protocol=Protocol.GTP))
    assert bench.session.state.analysis.reports.by_key == {}
    qtbot.waitUntil(lambda: visits(bench) > 40, timeout=WAIT_MS)
    report = report_shown(bench.session.state)
    assert report is not None
    assert report.score_black == -2.0


def test_nothing_is_analysed_while_the_engine_thinks_about_its_move(make_bench, qtbot, log):
    bench = make_bench("slow", "1.0")
    bench.session.begin(GameSetup(standard(9, "chinese"), white=DEFAULT_AI))
    bench.partner.start()
    bench.session.analyse(is_on=True)
    qtbot.waitUntil(lambda: visits(bench) == LIVE_VISITS, timeout=WAIT_MS)
    bench.session.click(40)
    assert bench.session.state.analysis.is_paused
    qtbot.waitUntil(lambda: bench.session.state.move_number == 2, timeout=WAIT_MS)
    assert not bench.session.state.analysis.is_paused
    qtbot.waitUntil(lambda: visits(bench) == LIVE_VISITS, timeout=WAIT_MS)
    assert [len(q["moves"]) for q in asked(log) if "moves" in q] == [0, 2]


def test_the_best_move_can_be_played(make_bench, qtbot):
    bench = begun(make_bench(), 40)
    bench.session.play_best()
    assert bench.session.state.move_number == 1
    bench.session.analyse(is_on=True)
    qtbot.waitUntil(lambda: visits(bench) == LIVE_VISITS, timeout=WAIT_MS)
    bench.session.play_best()
    last = bench.session.state.position.last_move
    assert last is not None
    assert last.action == 72


def test_reports_reach_the_window_at_most_ten_times_a_second(make_bench, qtbot):
    bench = begun(make_bench(analysis=mood("slow", "0.01")), *range(20, 60))
    shown = []
    bench.session.changed.connect(lambda state: shown.append(len(state.analysis.reports.by_key)))
    with qtbot.waitSignal(bench.analyst.changed, timeout=WAIT_MS):
        bench.session.review()
    qtbot.waitUntil(lambda: bool(shown) and shown[-1] == 41, timeout=WAIT_MS)
    assert len([n for n in shown if n]) < 41


def test_another_network_of_our_engine_forgets_what_the_former_said(make_bench, qtbot):
    bench = begun(make_bench(), 40)
    bench.session.analyse(is_on=True)
    qtbot.waitUntil(lambda: visits(bench) == LIVE_VISITS, timeout=WAIT_MS)
    before = bench.analyst.process_id
    bench.session.use_engines(fake_program(), make_analysis_client)
    assert visits(bench) == 0
    qtbot.waitUntil(lambda: visits(bench) == LIVE_VISITS, timeout=WAIT_MS)
    assert bench.analyst.process_id not in (0, before)
