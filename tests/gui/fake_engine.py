"""A GTP engine of a few lines in one of several moods, for the tests of the window.

It plays the first free point from A1 on, and knows nothing of Go.
"""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path

MOOD = sys.argv[1] if len(sys.argv) > 1 else "kind"
ARGUMENT = sys.argv[2] if len(sys.argv) > 2 else ""
COMMANDS = (
    "name list_commands gogame-variant play undo genmove final_status_list quit set_free_handicap "
    "set_position kata-set-param kata-time_settings time_left"
)
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

    def answer(self, name: str, words: list[str]) -> str:
        if name == "name":
            return "Fake"
        if name == "list_commands":
            more = {"live": [LIVE], "names": [JUDGE]}
            return "\n".join(COMMANDS.split() + more.get(MOOD, []))
        if name == "gogame-variant":
            self.moves, self.setup = [], []
            self.judge = "nine b4c32" if '"height":9' in "".join(words) else "random rollouts x8"
        elif name == JUDGE:
            return self.judge
        elif name == "play":
            self.moves.append(words[1])
        elif name == "undo":
            self.moves.pop()
        elif name in ("set_free_handicap", "set_position"):
            self.setup = words
        elif name == "final_status_list":
            return ARGUMENT if MOOD == "passes" else ""
        elif name == "genmove":
            return self.genmove()
        elif name == LIVE:
            return f"\ninfo move A1 visits 7 winrate 0.5 pv A1\nplay {self.genmove()}"
        return ""


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
    for line in sys.stdin:
        number, _, rest = line.strip().partition(" ")
        name, *words = rest.split()
        if log:
            with Path(log).open("a", encoding="utf-8") as file:
                file.write(f"{rest}\n")
        if MOOD == "refuses" and name == "play":
            sys.stdout.write(f"?{number} I do not want to\n\n")
        else:
            sys.stdout.write(f"={number} {engine.answer(name, words)}\n\n")
        sys.stdout.flush()
        if name == "quit":
            return


main()
