"""Lines of every kind for an analysis server, and a count of its answers.

``python -m tests.analysis.fuzz 100000`` sends that many lines and prints the memory taken at the
start and at the end.
"""

from __future__ import annotations

import json
import random
import resource
import sys
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from gogame.analysis.settings import Settings
from gogame.analysis.wire import parse_reply
from tests.analysis.conversation import Conversation, Json

_VERTICES = "A1 B2 C3 D4 E3 A4 E1 C1 pass PASS a2 (0,0) B4 (9,9) Z9 I1 A0 A99 é".split()
_RULES: list[Any] = [
    "tromp-taylor", "chinese", "japanese", "korean", "aga", "new zealand", "stone_scoring", "", 7,
    None, {}, {"ko": "SIMPLE"}, {"ko": "NONE", "suicide": True}, {"scoring": "TERRITORY"},
    {"scoring": 3}, {"tax": "ALL"}, {"x": []},
]  # fmt: skip
_SETTINGS: Json = {
    "reportAnalysisWinratesAs": ["BLACK", "WHITE", "SIDETOMOVE", "x", 1],
    "maxVisits": [1, 5, "9", 0, -1, "x", 10**30],
    "maxTime": [0, 1, 1e-9, -1, "x"],
    "wideRootNoise": [0, 0.04, 5, 9, None],
    "rootPolicyTemperature": [1, 2, 0],
    "cpuctExploration": [0.1, 1.0, 99],
    "humanSLProfile": ["", "rank_5k"],
    "playoutDoublingAdvantage": [0, 1.5],
    "nonsense": [1, {}, []],
}
_VALUES: list[Any] = [
    None, True, False, 0, -1, 1, 2, 9, 1.5, 10**9, 10**25, 10**4000, -(2**63), "", "x", "\ud800",
    "\x00", "é" * 50, [], [[]], {}, {"a": 1}, [1, 2], ["B", "A1"], [["B", "A1"]], [["B"]],
]  # fmt: skip
_FLAGS = """includeOwnership includeOwnershipStdev includeMovesOwnership includeMovesOwnershipStdev
    includePolicy includePVVisits includeNoResultValue""".split()
_RAW = [
    b"{", b"}", b"[]", b"null", b"NaN", b'"id"', b'{"id":NaN}', b'{"id":"a","komi":Infinity}',
    b'{"id":"a","komi":-Infinity}', b'{"id":"a","komi":1e999}', b"\xff\xfe\x00", b"\xef\xbb\xbf{}",
    b'{"id":"\\ud800","action":"query_version"}', b"[" * 5000, b'{"a":' * 3000, b"9" * 6000,
    b'{"id":"a"}trailing', b'{"id":"a","id":"b","action":"clear_cache"}', b"\x00", b"'single'",
    b'{"id":"a","action":"query_version","x":1e400}', b'{"id":"\xed\xa0\x80","action":"x"}',
]  # fmt: skip


class Fuzz:
    """Draws lines, always the same for a seed."""

    def __init__(self, seed: int) -> None:
        self._dice = random.Random(seed)

    def lines(self, count: int) -> Iterator[bytes]:
        """Yields lines without line feeds."""
        for _ in range(count):
            kind = self._dice.random()
            if kind < 0.1:
                yield self._dice.choice(_RAW)
            elif kind < 0.15:
                yield self._dice.randbytes(self._dice.randrange(60)).replace(b"\n", b"")
            elif kind < 0.3:
                yield json.dumps(self._action()).encode()
            else:
                yield self._spoilt(json.dumps(self._query()).encode())

    def _spoilt(self, line: bytes) -> bytes:
        """Returns the line, now and then with some bytes lost or changed."""
        if self._dice.random() < 0.85:
            return line
        start = self._dice.randrange(len(line))
        stop = start + self._dice.randrange(4)
        return line[:start] + self._dice.randbytes(self._dice.randrange(3)).replace(
            b"\n", b""
        ) + line[stop:]  # fmt: skip

    def _id(self) -> str:
        return self._dice.choice(["a", "b", "QUERY:1", "é", "\ud83d", "", "x" * 100])

    def _action(self) -> Json:
        names = "query_version query_models clear_cache terminate terminate_all fly".split()
        action: Json = {"id": self._id(), "action": self._dice.choice(names)}
        if self._dice.random() < 0.7:
            action["terminateId"] = self._id()
        if self._dice.random() < 0.3:
            action["turnNumbers"] = self._dice.choice([[0], [1, 2], [], [-1], 3, ["x"], [10**30]])
        if self._dice.random() < 0.2:
            action["extra"] = self._dice.choice(_VALUES)
        return action

    def _move(self) -> list[Any]:
        return [self._dice.choice("BBBBBBWWWWWWbwX"), self._dice.choice(_VERTICES[:14])]

    def _query(self) -> Json:
        dice = self._dice
        query: Json = {
            "id": self._id(),
            "moves": [self._move() for _ in range(dice.randrange(4))],
            "rules": dice.choice(_RULES[:6]),
            "boardXSize": 5,
            "boardYSize": dice.choice([5, 5, 5, 4]),
            "maxVisits": dice.choice([1, 2, 3, 5, 8]),
        }
        if dice.random() < 0.4:
            query["analyzeTurns"] = dice.choice([[0], [0, 1], [1, 0, 1], [0, 1, 2, 3]])
        if dice.random() < 0.3:
            query["initialStones"] = [self._move() for _ in range(dice.randrange(4))]
        if dice.random() < 0.3:
            query["komi"] = dice.choice([0, 0.5, -7, 6.5, 400, 7.25, 1e9])
        if dice.random() < 0.3:
            query["overrideSettings"] = self._settings()
        if dice.random() < 0.2:
            name = dice.choice(["avoidMoves", "allowMoves"])
            query[name] = [self._move_limit() for _ in range(dice.randrange(3))]
        if dice.random() < 0.2:
            query["priority"] = dice.choice([-5, 0, 3, 2**62])
        if dice.random() < 0.2:
            query["reportDuringSearchEvery"] = dice.choice([0.001, 1, 0])
        for flag in dice.sample(_FLAGS, dice.randrange(3)):
            query[flag] = dice.choice([True, True, False, 1])
        if dice.random() < 0.3:
            query[dice.choice([*query, "foo", "priorities", "initialPlayer", "analysisPVLen"])] = (
                dice.choice(_VALUES)
            )
        return query

    def _settings(self) -> Json:
        names = self._dice.sample(sorted(_SETTINGS), self._dice.randrange(4))
        return {name: self._dice.choice(_SETTINGS[name]) for name in names}

    def _move_limit(self) -> Json:
        return {
            "player": self._dice.choice("BWbwX"),
            "moves": self._dice.choices(_VERTICES, k=self._dice.randrange(6)),
            "untilDepth": self._dice.choice([1, 1, 2, 3, 10**9, 0]),
        }


def expected_turns(line: bytes) -> int | None:
    """Returns the turns that a line asks for if it is a sound query, None if it is none."""
    try:
        raw = json.loads(line.decode("utf-8", errors="replace").strip("\ufeff"))
        if "action" in raw:
            return None
        return len(set(raw.get("analyzeTurns", [0])))
    except (ValueError, RecursionError, TypeError, AttributeError):
        return None


def check_answers(line: bytes, replies: list[Json]) -> None:
    """Asserts that a line's answers are one error, one echo, or one final reply a turn.

    Args:
        line: One line, to which nothing but these replies was written.
        replies: What the server wrote until it had nothing left to do.
    """
    for reply in replies:
        parse_reply(json.dumps(reply))
    if not line.decode("utf-8", errors="replace").strip("\ufeff \t\r"):
        assert replies == [], line
        return
    kinds = Counter(
        "error" if "error" in reply
        else "warning" if "warning" in reply
        else "action" if "action" in reply
        else "during" if reply["isDuringSearch"]
        else "final"
        for reply in replies
    )  # fmt: skip
    errors = [reply for reply in replies if "error" in reply]
    turns = expected_turns(line)
    if any("turnNumber" in reply for reply in errors) or kinds["final"]:
        assert kinds["final"] + kinds["error"] == turns, line
        return
    assert kinds["error"] + kinds["action"] == 1, line
    assert kinds["during"] == 0
    assert not any(reply["error"] == "internal error" for reply in errors), line


def run(count: int, seed: int = 1) -> Counter[str]:
    """Sends lines one at a time and then together; returns how many answers of each kind came."""
    # A billion visits may be asked for: they end when this little memory is full.
    conversation = Conversation(settings=Settings(max_visits=3), memory_mib=2)
    found: Counter[str] = Counter()
    for line in Fuzz(seed).lines(count):
        replies = conversation.ask(line.decode("utf-8", errors="replace"))
        check_answers(line, replies)
        for reply in replies:
            found["error" if "error" in reply else "action" if "action" in reply else "reply"] += 1
    return found


def _memory_mib() -> float:
    status = Path("/proc/self/status")
    if not status.exists():
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    (line,) = (line for line in status.read_text().splitlines() if line.startswith("VmRSS"))
    return int(line.split()[1]) / 1024


def main() -> None:
    """Runs as many lines as the command line says."""
    count = int(sys.argv[1])
    run(2000, seed=2)
    before, started = _memory_mib(), time.monotonic()
    found = run(count)
    seconds = time.monotonic() - started
    print(f"{count} lines in {seconds:.0f} s: {dict(found)}")
    print(f"memory: {before:.0f} MiB at the start, {_memory_mib():.0f} MiB at the end")


if __name__ == "__main__":
    main()
