"""A GTP engine of a few lines in one of several moods, for the tests of the window.

It plays the first free point from A1 on, and knows nothing of Go.
"""

from __future__ import annotations

import os
import select
import sys
import time
from collections.abc import Iterator
from pathlib import Path


def mood_words(words: list[str]) -> list[str]:
    """Returns the words of the mood; ``@FILE`` stands for a file that holds them."""
    if words and words[0].startswith("@"):
        return Path(words[0][1:]).read_text(encoding="utf-8").split()
    return words


WORDS = mood_words(sys.argv[1:])
MOOD = WORDS[0] if WORDS else "kind"
ARGUMENT = WORDS[1] if len(WORDS) > 1 else ""
COMMANDS = (
    "name list_commands gogame-variant play undo genmove final_status_list quit set_free_handicap "
    "set_position kata-set-param kata-time_settings time_left"
)
STANDARD = "name list_commands boardsize clear_board komi play undo genmove quit"
# Engines that are not ours, by what they know beside the standard.
OTHERS = {
    "plain": ["time_settings"],
    "small": [],
    "kata": ["kata-analyze", "kata-set-rules", "rectangular_boardsize", "set_position", "stop"],
    "lz": ["lz-analyze"],
}
LIVE = "kata-genmove_analyze"
JUDGE = "gogame-evaluator"


class FakeEngine:
    """Remembers the stones and a log of all commands."""

    def __init__(self) -> None:
        self.size = 9
        self.moves: list[str] = []
        self.setup: list[str] = []
        self.judge = "nobody"

    def free_vertex(self) -> str:
        taken = {*self.moves, *self.setup}
        for row in range(1, self.size + 1):
            for letter in "ABCDEFGHJKLMNOPQRST"[: self.size]:
                if f"{letter}{row}" not in taken:
                    return f"{letter}{row}"
        return "pass"

    def genmove(self) -> str:
        if MOOD == "crash":
            os._exit(3)
        if MOOD == "crash-once" and not Path(ARGUMENT).exists():
            Path(ARGUMENT).touch()
            sys.stderr.write("out of memory in the search\n")
            sys.stderr.flush()
            os._exit(3)
        if MOOD == "silent":
            time.sleep(1000)
        if MOOD == "slow":
            time.sleep(float(ARGUMENT))
        if MOOD == "resigns":
            return "resign"
        if MOOD == "passes":
            return "pass"
        vertex = {"illegal": "E5", "nonsense": "Z99"}.get(MOOD) or self.free_vertex()
        self.moves.append(vertex)
        return vertex

    def commands(self) -> str:
        more = {"live": [LIVE], "names": [JUDGE]}
        if MOOD in OTHERS:
            return "\n".join([*STANDARD.split(), *OTHERS[MOOD]])
        return "\n".join(COMMANDS.split() + more.get(MOOD, []))

    def set_board(self, name: str, words: list[str]) -> None:
        if name == "play":
            self.moves.append(words[1])
        elif name == "undo":
            self.moves.pop()
        elif name in ("set_free_handicap", "set_position"):
            self.setup = words
        elif name == "boardsize":
            self.size = int(words[0])
        elif name in ("gogame-variant", "clear_board"):
            self.moves, self.setup = [], []
            self.judge = "nine b4c32" if '"height":9' in "".join(words) else "random rollouts x8"

    def answer(self, name: str, words: list[str]) -> str:
        if name == "name":
            return "Fake"
        if name == "list_commands":
            return self.commands()
        if name == JUDGE:
            return self.judge
        if name == "final_status_list":
            return ARGUMENT if MOOD == "passes" else ""
        if name == "genmove":
            return self.genmove()
        if name == LIVE:
            return f"\ninfo move A1 visits 7 winrate 0.5 pv A1\nplay {self.genmove()}"
        self.set_board(name, words)
        return ""


def analysis_line(name: str, visits: int, best: str) -> str:
    if name == "lz-analyze":
        return (
            f"info move {best} visits {visits} winrate 6000 prior 5000 lcb 5900 order 0 pv {best}"
        )
    return (
        f"info move {best} visits {visits} winrate 0.75 scoreLead 2.5 prior 0.5 order 0 "
        f"pv {best} pass rootInfo visits {visits} winrate 0.7 scoreLead 2.0 "
        f"ownership {' '.join(['0.5'] * 81)}"
    )


class Input:
    """Lines of the input, of which none hides in a buffer."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self.rest = b""

    def comes_within(self, seconds: float) -> bool:
        return bool(self.lines) or bool(select.select([0], [], [], seconds)[0])

    def __iter__(self) -> Iterator[str]:
        while True:
            while self.lines:
                yield self.lines.pop(0)
            chunk = os.read(0, 65536)
            if not chunk:
                return
            *whole, self.rest = (self.rest + chunk).split(b"\n")
            self.lines += [line.decode() for line in whole]


INPUT = Input()


def analyse(number: str, name: str, engine: FakeEngine) -> None:
    """Writes analysis lines until there is input."""
    sys.stdout.write(f"={number}\n")
    visits = 0
    while not INPUT.comes_within(0.02):
        visits += 20
        sys.stdout.write(f"{analysis_line(name, visits, engine.free_vertex())}\n")
        sys.stdout.flush()
    sys.stdout.write("\n")
    sys.stdout.flush()


def main() -> None:
    """Answers until the input ends."""
    log = os.environ.get("FAKE_ENGINE_LOG")
    engine = FakeEngine()
    if MOOD == "garbage":
        sys.stdout.write("welcome!\n= unasked\n\n=77 for nobody\n\n\x00\xff info\n")
    if MOOD == "compiles":
        sys.stderr.write("compiling the board and search kernels, once: about 60 s\n")
        sys.stderr.flush()
        time.sleep(float(ARGUMENT))
    if MOOD == "echo":
        for line in INPUT:
            sys.stdout.write(f"{line}\n")
            sys.stdout.flush()
    if MOOD == "quits":
        return
    for line in INPUT:
        number, _, rest = line.strip().partition(" ")
        name, *words = rest.split()
        if log:
            with Path(log).open("a", encoding="utf-8") as file:
                file.write(f"{rest}\n")
        if MOOD == "refuses" and name == "play":
            sys.stdout.write(f"?{number} I do not want to\n\n")
        elif MOOD == "small" and name == "boardsize":
            sys.stdout.write(f"?{number} unacceptable size\n\n")
        elif name in ("kata-analyze", "lz-analyze"):
            analyse(number, name, engine)
        else:
            sys.stdout.write(f"={number} {engine.answer(name, words)}\n\n")
        sys.stdout.flush()
        if name == "quit":
            return


main()
