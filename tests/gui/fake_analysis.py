"""An engine of KataGo's analysis protocol in a few lines, in one of several moods.

It knows nothing of Go: Black leads by the number of moves, the best move is the first free point,
and its visits are all that was allowed.
"""

from __future__ import annotations

import json
import os
import sys
import time
from pathlib import Path
from typing import Any


def mood_words(words: list[str]) -> list[str]:
    """Returns the words of the mood; ``@FILE`` stands for a file that holds them."""
    if words and words[0].startswith("@"):
        return Path(words[0][1:]).read_text(encoding="utf-8").split()
    return words


WORDS = mood_words(sys.argv[1:])
MOOD = WORDS[0] if WORDS else "kind"
ARGUMENT = WORDS[1] if len(WORDS) > 1 else ""
LETTERS = "ABCDEFGHJKLMNOPQRSTUVWXYZ"


def say(reply: Any) -> None:
    text = reply if isinstance(reply, str) else json.dumps(reply)
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


def free_vertices(query: dict[str, Any], turn: int) -> list[str]:
    taken = {vertex for _, vertex in [*query.get("initialStones", []), *query["moves"][:turn]]}
    rows, columns = query["boardYSize"], query["boardXSize"]
    every = [f"{LETTERS[c]}{r}" for r in range(1, rows + 1) for c in range(columns)]
    return [vertex for vertex in every if vertex not in taken]


def lead(turn: int) -> float:
    """Returns Black's lead: every move gains him a point, or in a severe mood costs four."""
    return -4.0 * turn if MOOD == "severe" else float(turn)


def analysis(query: dict[str, Any], turn: int, *, visits: int, is_during: bool) -> dict[str, Any]:
    free = free_vertices(query, turn)
    moves = [
        {
            "move": vertex,
            "visits": max(1, visits // 2 ** (rank + 1)),
            "winrate": 0.5,
            "scoreLead": lead(turn) - rank,
            "prior": 0.5,
            "order": rank,
            "pv": [vertex, *[other for other in free if other != vertex][:3]],
        }
        for rank, vertex in enumerate(free[:4])
    ]
    num_points = query["boardXSize"] * query["boardYSize"]
    if MOOD == "off-board":
        moves[0]["move"] = "Z1"
    return {
        "id": query["id"],
        "turnNumber": turn,
        "isDuringSearch": is_during,
        "moveInfos": moves,
        "rootInfo": {"visits": visits, "winrate": 0.5 + turn / 100, "scoreLead": lead(turn)},
        "ownership": [1.0] * num_points,
    }


def answer(query: dict[str, Any]) -> None:
    if MOOD == "refuses":
        say({"id": query["id"], "error": "Illegal move 3: D4"})
        return
    if MOOD == "crash":
        sys.stderr.write("no memory for a tree of this size\n")
        sys.stderr.flush()
        os._exit(3)
    if MOOD == "silent":
        time.sleep(1000)
    if MOOD == "broken":
        say({"id": query["id"], "turnNumber": 3, "rootInfo": {}, "moveInfos": 7})
    turns = query.get("analyzeTurns", [len(query["moves"])])
    for turn in turns:
        if MOOD == "slow":
            time.sleep(float(ARGUMENT))
        if "reportDuringSearchEvery" in query:
            say(analysis(query, turn, visits=query["maxVisits"] // 2, is_during=True))
        if MOOD == "endless" and "reportDuringSearchEvery" in query:
            return
        say(analysis(query, turn, visits=query["maxVisits"], is_during=False))


def main() -> None:
    """Answers until the input ends."""
    log = os.environ.get("FAKE_ANALYSIS_LOG")
    if MOOD == "quits":
        return
    if MOOD == "no-model":
        sys.stderr.write("model.bin.gz was not found\n")
        sys.exit(1)
    if MOOD == "echo":
        for line in sys.stdin:
            say(line.strip())
    if MOOD == "garbage":
        say("welcome!")
        say('["no", "object"]')
        say('{"id": "77", "turnNumber": "none"}')
    for line in sys.stdin:
        query = json.loads(line)
        if log:
            with open(log, "a", encoding="utf-8") as file:
                file.write(line)
        action = query.get("action")
        if action == "query_version":
            say({**query, "version": "Fake 1.0"})
        elif action == "terminate":
            say(query)
            # KataGo still ends the query, which nobody must take for news.
            late = {"boardXSize": 9, "boardYSize": 9, "moves": []}
            say(analysis({**late, "id": query["terminateId"]}, 0, visits=999, is_during=False))
        elif action is not None:
            say(query)
        else:
            answer(query)


main()
