"""The server as its own process: many queries in flight, and every way to end."""

from __future__ import annotations

import json
import os
import select
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from typing import Any

import pytest

from tests.analysis.conversation import Json, query

_TIMEOUT_S = 120
_ENDLESS = 10_000_000


class Client:
    """One child and its pipes."""

    def __init__(self, *options: str) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "gogame", "analysis", "--net", "rollouts", "--rollouts", "1",
             *options],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            bufsize=0,
        )  # fmt: skip
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.stdin, self.stdout = self.process.stdin, self.process.stdout
        self._rest = b""

    def send(self, *requests: Json) -> None:
        text = "".join(json.dumps(request) + "\n" for request in requests).encode()
        assert self.stdin.write(text) == len(text)

    def receive(self) -> Json:
        while b"\n" not in self._rest:
            ready = select.select([self.stdout], [], [], _TIMEOUT_S)[0]
            chunk = os.read(self.stdout.fileno(), 1 << 16) if ready else b""
            assert chunk, "the server has ended"
            self._rest += chunk
        line, _, self._rest = self._rest.partition(b"\n")
        return json.loads(line)

    def receive_final(self) -> Json:
        while (reply := self.receive()).get("isDuringSearch", True):
            pass
        return reply

    def ended(self) -> tuple[int, list[Json], str]:
        """Closes the input; returns the exit status, the other replies, and the log."""
        out, log = self.process.communicate(timeout=_TIMEOUT_S)
        replies = [json.loads(line) for line in (self._rest + out).splitlines()]
        return self.process.returncode, replies, log.decode()


@pytest.fixture
def clients() -> Iterator[list[Client]]:
    """Children that a test starts."""
    started: list[Client] = []
    yield started
    for client in started:
        client.process.kill()
        client.process.communicate()


def start(clients: list[Client], *options: str) -> Client:
    clients.append(Client(*options))
    return clients[-1]


def is_clean(log: str) -> bool:
    """Returns whether a client would find nothing alarming in the log."""
    return not any(word in log for word in ("Traceback", "Uncaught exception", "what()"))


def test_many_queries_are_in_flight_and_one_can_be_terminated(clients: list[Client]) -> None:
    client = start(clients)
    endless: dict[str, Any] = {"maxVisits": _ENDLESS, "reportDuringSearchEvery": 0.01}
    client.send(query("endless", **endless))
    first = client.receive()
    assert (first["id"], first["isDuringSearch"]) == ("endless", True)
    client.send(*(query(str(i), moves=[["B", "A1"]] * (i % 2)) for i in range(40)))
    answered = {client.receive_final()["id"] for _ in range(40)}
    assert answered == {str(i) for i in range(40)}
    client.send({"id": "t", "action": "terminate", "terminateId": "endless"})
    last = client.receive_final()
    assert last["id"] == "endless"
    assert last["rootInfo"]["visits"] > first["rootInfo"]["visits"]
    client.send(query("after"))
    assert client.receive_final()["id"] == "after"
    status, rest, log = client.ended()
    assert (status, rest) == (0, [])
    assert is_clean(log)


def test_the_end_of_input_finishes_what_was_asked(clients: list[Client]) -> None:
    client = start(clients)
    client.send(*(query(str(i), maxVisits=100) for i in range(60)))
    client.stdin.write(b'{"id":"no line feed","action":"query_version"}')
    status, replies, log = client.ended()
    assert status == 0
    assert len(replies) == 61
    assert {reply["id"] for reply in replies} == {*map(str, range(60)), "no line feed"}
    assert is_clean(log)


def test_quitting_without_waiting(clients: list[Client]) -> None:
    client = start(clients, "-quit-without-waiting")
    client.send(query("endless", maxVisits=_ENDLESS, reportDuringSearchEvery=0.01))
    client.receive()
    status, replies, log = client.ended()
    assert status == 0
    assert all(reply["isDuringSearch"] for reply in replies)
    assert is_clean(log)


@pytest.mark.parametrize("reads", [True, False])
def test_sigterm_ends_it_even_if_nobody_reads(clients: list[Client], reads: bool) -> None:
    client = start(clients)
    often = query(
        "a", boardXSize=19, boardYSize=19, maxVisits=_ENDLESS, includeOwnership=True,
        reportDuringSearchEvery=0.001,
    )  # fmt: skip
    client.send(often)
    client.receive()
    if not reads:
        time.sleep(1.0)  # by now the pipe is full
    client.process.send_signal(signal.SIGTERM)
    assert client.process.wait(timeout=_TIMEOUT_S) == 0
    assert client.process.stderr is not None
    assert is_clean(client.process.stderr.read().decode())


def test_a_closed_output_ends_it_quietly(clients: list[Client]) -> None:
    client = start(clients)
    client.send(query("endless", maxVisits=_ENDLESS, reportDuringSearchEvery=0.01))
    client.receive()
    client.stdout.close()
    assert client.process.wait(timeout=_TIMEOUT_S) == 0
    assert client.process.stderr is not None
    assert client.process.stderr.read() == b""


def test_a_closed_output_is_noticed_though_nothing_is_to_be_written(clients: list[Client]) -> None:
    client = start(clients)
    client.send({"id": "v", "action": "query_version"})
    client.receive()
    client.stdout.close()
    client.send(query("endless", maxVisits=_ENDLESS))
    assert client.process.wait(timeout=_TIMEOUT_S) == 0


def test_a_client_may_send_everything_before_it_reads(clients: list[Client]) -> None:
    client = start(clients)
    big = {"boardXSize": 19, "boardYSize": 19, "includeOwnership": True, "maxVisits": 4}
    asked = [query(str(i), moves=[["B", "A1"]], padding="x" * 2000, **big) for i in range(100)]
    client.send(*asked)  # more than the pipe holds, and so are the answers
    time.sleep(0.5)
    status, replies, _ = client.ended()
    assert status == 0
    assert len([reply for reply in replies if "rootInfo" in reply]) == 100
    assert sum(len(json.dumps(reply)) for reply in replies) > 4 << 16


def test_options_of_katago_are_accepted_and_named(clients: list[Client]) -> None:
    client = start(
        clients, "-model", "m.bin.gz", "-config", "c.cfg", "-override-config",
        "homeDataDir=~/.katrain,maxVisits=7,reportAnalysisWinratesAs=WHITE",
        "-analysis-threads", "4",
    )  # fmt: skip
    client.send(query("q", maxVisits=None))
    status, (reply,), log = client.ended()
    assert status == 0
    assert reply["rootInfo"]["visits"] == 7
    assert len(log.splitlines()) == 4
    for words in ("-model m.bin.gz", "-config c.cfg", "homeDataDir", "-analysis-threads 4"):
        assert words in log


def test_a_wrong_value_on_the_command_line_is_one_sentence(clients: list[Client]) -> None:
    client = start(clients, "-override-config", "maxVisits=none")
    status, replies, log = client.ended()
    assert (status, replies) == (1, [])
    assert "maxVisits 'none'" in log
    assert len(log.splitlines()) == 1
