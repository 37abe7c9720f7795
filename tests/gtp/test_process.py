"""The server as its own process: interrupted analyses, and every way to end."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator

import pytest

from gogame.gtp.wire import AnalysisLine, Event, Response, ResponseReader

_TIMEOUT_S = 120


class Client:
    def __init__(self) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "gogame", "gtp", "--net", "rollouts", "--size", "5"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            bufsize=0,
        )
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.stdin = self.process.stdin
        self.stdout = self.process.stdout
        self.reader = ResponseReader()
        self.events: list[Event] = []

    def send(self, text: str) -> None:
        self.stdin.write(text.encode())

    def next_event(self) -> Event:
        while not self.events:
            chunk = os.read(self.stdout.fileno(), 1 << 16)
            assert chunk, "the server has ended"
            self.events += self.reader.feed(chunk)
        return self.events.pop(0)

    def ended(self) -> tuple[int, str]:
        """Returns the exit status and what the server logged."""
        _, log = self.process.communicate(timeout=_TIMEOUT_S)
        return self.process.returncode, log.decode()


@pytest.fixture
def client() -> Iterator[Client]:
    started = Client()
    yield started
    started.process.kill()
    started.process.communicate()


def test_any_input_ends_an_analysis_and_gets_its_own_reply(client: Client) -> None:
    client.send("1 kata-analyze b 1\n")
    lines = [client.next_event() for _ in range(3)]
    assert all(isinstance(line, AnalysisLine) and line.id == 1 for line in lines)
    started = time.monotonic()
    client.send("2 lz-analyze w 1\n3 play b c3\n4 name\n")
    seen: list[Response] = []
    while len(seen) < 4:
        event = client.next_event()
        if isinstance(event, Response):
            seen.append(event)
    assert time.monotonic() - started < 10
    assert [(reply.id, reply.ok) for reply in seen] == [(1, True), (2, True), (3, True), (4, True)]
    client.process.send_signal(signal.SIGTERM)
    status, log = client.ended()
    assert status == 0
    assert "Traceback" not in log


def test_the_end_of_input_ends_an_analysis_and_the_server(client: Client) -> None:
    client.send("kata-analyze b 1\n")
    assert isinstance(client.next_event(), AnalysisLine)
    status, log = client.ended()  # closes the server's input
    assert status == 0
    assert "Traceback" not in log


def test_a_closed_output_ends_the_server_quietly(client: Client) -> None:
    client.send("name\n")
    client.next_event()
    client.stdout.close()
    client.send("kata-analyze b 1\n")
    assert client.process.wait(timeout=_TIMEOUT_S) == 0
    assert client.process.stderr is not None
    assert "Traceback" not in client.process.stderr.read().decode()


def test_a_last_line_without_a_line_feed_is_answered(client: Client) -> None:
    out, _ = client.process.communicate(b"name\nversion", timeout=_TIMEOUT_S)
    replies = ResponseReader().feed(out)
    assert [reply.ok for reply in replies if isinstance(reply, Response)] == [True, True]
    assert client.process.returncode == 0
