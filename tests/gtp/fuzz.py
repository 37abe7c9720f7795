"""Throws random, mutated and hostile lines at the engine's own process and counts its answers.

``python -m tests.gtp.fuzz 100000`` sends so many lines and prints what came of them. Every command
must get exactly one reply with its number, in order; memory must not grow with the number of
lines; and whatever ends the conversation must end the process, quietly.
"""

from __future__ import annotations

import contextlib
import os
import random
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Generator
from pathlib import Path
from typing import NamedTuple

from gogame.gtp.server import COMMANDS
from gogame.gtp.wire import MAX_LINE, AnalysisLine, Response, ResponseReader, parse_command

COMMAND = (sys.executable, "-m", "gogame", "gtp", "--net", "rollouts", "--rollouts", "1",
           "--visits", "2", "--size", "5")  # fmt: skip
# They write files, or end the conversation; `quit` is tried by its own.
_LEFT_ALONE = {"printsgf", "quit"}
# They would have the engine think longer than a fuzzer waits.
_SLOW_WORDS = ("maxVisits", "maxTime")
_TIMEOUT_S = 600
_BATCH = 50
_GIANT = 10 << 20

WORDS = (
    "b w B white black green pass resign D4 Q16 A1 T19 J9 I5 Z99 a0 5 9 19 25 0 -1 1 2 3 1e9 nan "
    "inf -inf 6.5 7 1e400 true false dead alive seki none absolute byoyomi fischer canadian aga "
    "japanese ko scoring SIMPLE TERRITORY AREA interval ownership ownershipStdev movesOwnership "
    "pvVisits rootInfo minmoves maxmoves avoid allow C3,D3 all { {} [] é # 囲碁 \x00 \x7f "
    '{"ko":"SIMPLE"} {"width":3,"height":4} {"win":"capture","capture_goal":2} genmove '
    "analysisWideRootNoise reportAnalysisWinratesAs BLACK /etc/passwd no-such.sgf"
).split(" ")
NAMES = sorted(set(COMMANDS) - _LEFT_ALONE)


def random_line(dice: random.Random) -> bytes:
    """Returns a command, as it should be, mutated, or any bytes at all; no line feed."""
    if dice.random() < 0.05:
        return dice.randbytes(dice.randrange(40)).replace(b"\n", b"")
    words = [dice.choice(NAMES), *dice.choices(WORDS, k=dice.randrange(6))]
    if dice.random() < 0.3:
        words.insert(0, str(dice.randrange(10**9)))
    line = bytearray(" ".join(words).encode())
    while dice.random() < 0.25:
        place = dice.randrange(len(line) + 1)
        line[place : place + dice.randrange(3)] = dice.randbytes(dice.randrange(4))
    return bytes(line).replace(b"\n", b"").replace(b"\r", b"")


def wanted_id(line: bytes) -> tuple[bool, int | None]:
    """Returns whether a line holds a command, and the number that its reply must have."""
    command = parse_command(line.decode("utf-8", errors="replace"))
    return command is not None, None if command is None else command.id


def is_harmless(line: bytes) -> bool:
    """Returns whether a line leaves the conversation going, at its pace."""
    command = parse_command(line.decode("utf-8", errors="replace"))
    if command is None:
        return True
    return command.name not in _LEFT_ALONE and not any(w in command.text for w in _SLOW_WORDS)


class Engine:
    """The engine's process and what it answers."""

    def __init__(self) -> None:
        """Start it."""
        self.process = subprocess.Popen(
            COMMAND, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
            bufsize=0,
        )  # fmt: skip
        self._reader = ResponseReader()
        self._events: list[Response] = []
        self.log = bytearray()
        threading.Thread(target=self._keep_log, daemon=True).start()

    def _keep_log(self) -> None:
        assert self.process.stderr is not None
        while chunk := self.process.stderr.read(1 << 16):
            self.log += chunk
            del self.log[: -(1 << 20)]

    def write(self, raw: bytes) -> None:
        """Sends bytes from another thread, for the engine may stop reading until it is read."""
        stdin = self.process.stdin
        assert stdin is not None

        def send() -> None:
            view = memoryview(raw)
            with contextlib.suppress(BrokenPipeError):
                while view:
                    view = view[stdin.write(view) or 0 :]

        threading.Thread(target=send, daemon=True).start()

    def replies(self, count: int, pause_s: float = 0.0, chunk: int = 1 << 16) -> list[Response]:
        """Returns the next so many replies; fails if the process ends before."""
        assert self.process.stdout is not None
        while len(self._events) < count:
            piece = os.read(self.process.stdout.fileno(), chunk)
            assert piece, f"the engine has ended:\n{self.log.decode(errors='replace')}"
            for event in self._reader.feed(piece):
                assert isinstance(event, Response | AnalysisLine), f"a stray line: {event}"
                if isinstance(event, Response):
                    self._events.append(event)
            time.sleep(pause_s)
        taken, self._events = self._events[:count], self._events[count:]
        return taken

    def ask(self, line: str) -> Response:
        """Returns the reply to one command."""
        self.write(line.encode() + b"\n")
        return self.replies(1)[0]

    def rss_mib(self) -> float:
        """Returns the memory that the process holds; 0 where the system does not tell."""
        try:
            words = Path(f"/proc/{self.process.pid}/statm").read_text().split()
        except OSError:
            return 0.0
        return int(words[1]) * os.sysconf("SC_PAGE_SIZE") / (1 << 20)

    def end(self) -> int:
        """Returns the exit status after the end of the input, or whatever has ended it."""
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        with contextlib.suppress(OSError):
            self.process.stdin.close()
        with contextlib.suppress(OSError):
            while self.process.stdout.read(1 << 16):
                pass
        status = self.process.wait(timeout=_TIMEOUT_S)
        self.process.stdout.close()
        assert b"Traceback" not in self.log, self.log.decode(errors="replace")
        return status

    def kill(self) -> None:
        """Ends it whatever it does."""
        self.process.kill()
        self.process.wait()


@contextlib.contextmanager
def running() -> Generator[Engine]:
    """An engine that is gone afterwards."""
    engine = Engine()
    try:
        yield engine
    finally:
        engine.kill()


class Storm(NamedTuple):
    """What came of a storm of lines.

    Attributes:
        lines: Lines sent.
        replies: Replies that came, one to each command.
        refused: Failure replies among them.
        rss_before: MiB of the process after the first lines.
        rss_after: The same at the end.
    """

    lines: int
    replies: int
    refused: int
    rss_before: float
    rss_after: float


def storm(engine: Engine, count: int, seed: int = 0) -> Storm:
    """Sends random lines in batches and checks every reply."""
    dice = random.Random(seed)
    sent = replies = refused = 0
    rss_before = 0.0
    while sent < count:
        lines = [line for line in (random_line(dice) for _ in range(_BATCH)) if is_harmless(line)]
        wanted = [number for holds, number in map(wanted_id, lines) if holds]
        engine.write(b"\n".join(lines) + b"\n\n")  # the empty line ends an analysis at the end
        found = engine.replies(len(wanted))
        for number, reply in zip(wanted, found, strict=True):
            assert reply.id == number, (lines, found)
            assert reply.text != "internal error", engine.log.decode(errors="replace")
            refused += not reply.ok
        sent += len(lines)
        replies += len(found)
        # Games left open grow; and the memory to compare with has every size of board in it.
        engine.ask("boardsize 5")
        if not rss_before and sent >= min(count // 10, 10_000):
            rss_before = engine.rss_mib()
    return Storm(sent, replies, refused, rss_before, engine.rss_mib())


def giant_line(engine: Engine) -> str:
    """A line of 10 MB is refused, and costs no more memory than the longest good line."""
    before = engine.rss_mib()
    engine.write(b"7 play b " + b"d" * _GIANT + b"\n8 name\n")
    first, second = engine.replies(2)
    assert (first.id, first.ok) == (7, False)
    assert "too long" in first.text
    assert (second.id, second.ok) == (8, True)
    assert engine.rss_mib() < before + 8 * MAX_LINE / (1 << 20)
    return f"a line of {_GIANT >> 20} MiB: {first.text}"


def slow_reader(engine: Engine) -> str:
    """A client that reads slowly gets everything, and the engine does not hoard it."""
    before = engine.rss_mib()
    engine.write(b"list_commands\n" * 2000 + b"name\n")
    replies = engine.replies(2001, pause_s=0.001, chunk=4096)
    assert all(reply.ok for reply in replies)
    assert engine.rss_mib() < before + 16
    return "a slow reader: 2001 replies"


def invalid_bytes(engine: Engine) -> str:
    """Bytes that are no UTF-8 are part of a word that is not known."""
    engine.write(b"\xff\xfe\x80 name\nplay b \xc3\nname\n")
    replies = engine.replies(3)
    assert [reply.ok for reply in replies] == [False, False, True]
    return "invalid UTF-8: refused"


def not_a_number(engine: Engine) -> str:
    """Numbers that are none never get through."""
    lines = ["komi nan", "komi inf", "time_left b nan 0", "kata-time_settings absolute inf",
             "kata-set-param analysisWideRootNoise nan", "kata-analyze b nan",
             "kata-set-param maxTime -inf"]  # fmt: skip
    replies = [engine.ask(line) for line in lines]
    assert not any(reply.ok for reply in replies), replies
    return f"NaN and infinities: {len(lines)} refused"


def interrupted(engine: Engine) -> str:
    """An analysis ends at an empty line, and at half a line."""
    for nudge in (b"\n", b"na", b"\xff"):
        engine.write(b"kata-analyze b 1\n")
        time.sleep(0.2)
        engine.write(nudge)
        assert engine.replies(1)[0].ok
        engine.write(b"\n" if nudge == b"\n" else b"\n1 name\n")
        assert engine.replies(0 if nudge == b"\n" else 2) is not None
    return "an analysis: ended by an empty line and by half a line"


def closed_output() -> str:
    """A client that goes away ends the engine quietly."""
    with running() as engine:
        assert engine.ask("name").ok
        assert engine.process.stdout is not None
        engine.process.stdout.close()
        engine.write(b"kata-analyze b 1\n")
        status = engine.process.wait(timeout=_TIMEOUT_S)
        assert status == 0, status
        assert b"Traceback" not in engine.log
    return "a closed output: status 0"


def terminated() -> str:
    """SIGTERM ends a search quietly."""
    with running() as engine:
        assert engine.ask("name").ok
        engine.write(b"kata-analyze b 1\n")
        time.sleep(0.3)
        engine.process.send_signal(signal.SIGTERM)
        status = engine.end()
        assert status == 0, status
    return "SIGTERM in a search: status 0"


def end_in_the_middle() -> str:
    """Input that ends within a line is answered, and then the engine ends."""
    with running() as engine:
        engine.write(b"name\nversion")
        time.sleep(0.2)
        assert engine.process.stdin is not None
        assert engine.replies(1)[0].text == "GoGame"
        engine.process.stdin.close()
        assert engine.replies(1)[0].ok
        assert engine.process.wait(timeout=_TIMEOUT_S) == 0
    return "the end of the input within a line: answered, status 0"


WITHIN: tuple[Callable[[Engine], str], ...] = (
    giant_line, slow_reader, invalid_bytes, not_a_number, interrupted,
)  # fmt: skip
ALONE: tuple[Callable[[], str], ...] = (closed_output, terminated, end_in_the_middle)


def main() -> int:
    """Runs all of it; returns the exit status."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    started = time.monotonic()
    with running() as engine:
        engine.ask("name")
        print(f"memory at the start: {engine.rss_mib():.0f} MiB")
        for attack in WITHIN:
            print(attack(engine))
        came = storm(engine, count)
        print(
            f"{came.lines} lines, {came.replies} commands and as many replies, {came.refused} of "
            f"them refusals; memory {came.rss_before:.0f} MiB after a tenth, "
            f"{came.rss_after:.0f} MiB at the end"
        )
        assert engine.end() == 0
    for attack in ALONE:
        print(attack())
    print(f"took {time.monotonic() - started:.0f} s")
    return 0


if __name__ == "__main__":
    sys.exit(main())
