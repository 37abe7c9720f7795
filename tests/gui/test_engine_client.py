from __future__ import annotations

from collections.abc import Iterator

import pytest

from gogame.gtp.wire import Response
from gui.engine_client import EngineClient, EngineProgram
from tests.gui.conftest import fake_program

WAIT_MS = 15_000


@pytest.fixture
def make_client(qapp) -> Iterator[object]:
    clients: list[EngineClient] = []

    def make(*words: str, **times: float) -> EngineClient:
        client = EngineClient(fake_program(*words, **times))
        clients.append(client)
        return client

    yield make
    for client in clients:
        client.stop()


def test_an_engine_says_its_name_and_what_it_knows(make_client, qtbot):
    client = make_client()
    with qtbot.waitSignal(client.became_ready, timeout=WAIT_MS) as ready:
        client.start()
    assert ready.args == ["Fake"]
    assert client.name == "Fake"
    assert client.knows("genmove")
    assert not client.knows("fly")


def test_answers_come_with_the_numbers_of_their_questions(make_client, qtbot):
    client = make_client()
    got: dict[int, Response] = {}
    client.replied.connect(got.__setitem__)
    client.start()
    first, second = client.send("genmove B"), client.send("play W D4")
    qtbot.waitUntil(lambda: len(got) == 2, timeout=WAIT_MS)
    assert got[first] == Response(first, True, "A1")
    assert got[second].ok
    assert not client.is_waiting(first)


def test_a_dropped_answer_is_not_handed_on(make_client, qtbot):
    client = make_client()
    got: list[int] = []
    client.replied.connect(lambda number, _response: got.append(number))
    client.start()
    stale, wanted = client.send("genmove B"), client.send("genmove W")
    client.drop(stale)
    qtbot.waitUntil(lambda: got == [wanted], timeout=WAIT_MS)


def test_analysis_lines_come_before_the_answer(make_client, qtbot):
    client = make_client("live")
    lines: list[tuple[int, str]] = []
    client.analysed.connect(lambda number, line: lines.append((number, line)))
    client.start()
    with qtbot.waitSignal(client.replied, timeout=WAIT_MS) as reply:
        number = client.send("kata-genmove_analyze B 20")
    assert lines == [(number, "info move A1 visits 7 winrate 0.5 pv A1")]
    assert reply.args[1].text == "play A1"


def test_garbage_is_kept_in_the_log_and_nothing_else(make_client, qtbot):
    client = make_client("garbage")
    with qtbot.waitSignal(client.became_ready, timeout=WAIT_MS):
        client.start()
    assert "welcome!" in client.log
    assert any("for nobody" in line for line in client.log)


def test_a_program_that_does_not_exist(qapp, qtbot):
    client = EngineClient(EngineProgram("no-such-program-anywhere", ()))
    with qtbot.waitSignal(client.died, timeout=WAIT_MS) as died:
        client.start()
    assert "no-such-program-anywhere" in died.args[0]
    assert not client.is_running
    assert client.send("name") == -1


def test_a_crash_is_told_with_its_last_words(make_client, qtbot, tmp_path):
    client = make_client("crash-once", str(tmp_path / "crashed"))
    client.start()
    with qtbot.waitSignal(client.died, timeout=WAIT_MS) as died:
        client.send("genmove B")
    assert "status 3" in died.args[0]
    assert "out of memory in the search" in died.args[0]
    with qtbot.waitSignal(client.became_ready, timeout=WAIT_MS):
        client.start()
    with qtbot.waitSignal(client.replied, timeout=WAIT_MS) as reply:
        client.send("genmove B")
    assert reply.args[1].text == "A1"


def test_silence_ends_in_a_sentence(make_client, qtbot):
    client = make_client("silent", silence_s=0.6)
    client.start()
    qtbot.waitUntil(lambda: client.name != "", timeout=WAIT_MS)
    with qtbot.waitSignal(client.died, timeout=WAIT_MS) as died:
        client.send("genmove B")
    assert "genmove" in died.args[0]


def test_a_long_first_start_is_told(make_client, qtbot):
    client = make_client("compiles", "0.5")
    with qtbot.waitSignal(client.compiling, timeout=WAIT_MS):
        client.start()
    assert client.is_compiling
    qtbot.waitSignal(client.became_ready, timeout=WAIT_MS).wait()
    assert not client.is_compiling


def test_stopping_leaves_no_process_and_says_nothing(make_client, qtbot):
    client = make_client()
    with qtbot.waitSignal(client.became_ready, timeout=WAIT_MS):
        client.start()
    assert client.process_id > 0
    with qtbot.assertNotEmitted(client.died, wait=50):
        client.stop()
    assert client.process_id == 0
