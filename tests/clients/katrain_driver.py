"""KaTrain without its window: its engine and game code, driven by hand; a process of its own.

``python -m tests.clients.katrain_driver FOLDER COMMAND SGF`` starts COMMAND as KaTrain's custom
engine, analyses the game in the file SGF as KaTrain does when it opens one, asks for what its keys
ask for, plays a game of a few moves, and prints one JSON object that says what KaTrain then knows.
"""

# pyright: reportUntypedBaseClass=false
from __future__ import annotations

import json
import os
import sys
import time
import traceback
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any

_PATIENCE_S = 240.0


def _wait(done: Callable[[], bool], what: str) -> None:
    end = time.monotonic() + _PATIENCE_S
    while not done():
        if time.monotonic() > end:
            raise TimeoutError(f"KaTrain still waits for {what}")
        time.sleep(0.05)


def main() -> int:
    folder, command, sgf = sys.argv[1:4]
    os.environ.update(
        HOME=folder, KIVY_HOME=folder, KIVY_NO_ARGS="1", KIVY_NO_CONSOLELOG="1", KIVY_NO_FILELOG="1"
    )
    sys.argv[1:] = []
    out, sys.stdout = sys.stdout, sys.stderr  # KaTrain prints, too
    try:
        out.write(json.dumps(_drive(command, Path(sgf))) + "\n")
    except Exception:  # noqa: BLE001 - Kivy swallows what goes to standard error
        out.write(traceback.format_exc())
    return 0


def _drive(command: str, sgf: Path) -> dict[str, Any]:
    core: dict[str, Any] = {
        name: import_module(f"katrain.core.{name}")
        for name in ("ai", "base_katrain", "constants", "engine", "game")
    }
    base: Any = core["base_katrain"].KaTrainBase
    constants = core["constants"]

    class Quiet:
        def set_status(self, *_: Any, **__: Any) -> None:
            """Shows nothing."""

        def __getattr__(self, _name: str) -> Any:
            return lambda *_, **__: None

    class Headless(base):
        """What KaTrain calls its application, with the window left out."""

        def __init__(self) -> None:
            self.errors: list[str] = []
            self.controls = Quiet()
            self.pondering = False
            super().__init__(force_package_config=True, debug_level=0)

        def log(self, message: Any, level: int = 0) -> None:
            if level == constants.OUTPUT_ERROR:
                self.errors.append(str(message))

        def __call__(self, *message: Any, **_: Any) -> None:
            self.errors.append(str(message))

        def update_state(self, *_: Any, **__: Any) -> None:
            """Draws nothing."""

    katrain: Any = Headless()
    settings = {
        **katrain.config("engine"),
        "backend": "custom",
        "altcommand": command,
        "max_visits": 60,
        "fast_visits": 10,
        "max_time": 60.0,
    }
    engine: Any = core["engine"].KataGoEngine(katrain, settings)
    told: dict[str, Any] = {}
    tree = core["game"].KaTrainSGF.parse_file(str(sgf))
    game = core["game"].Game(katrain, engine, move_tree=tree, analyze_fast=True)
    nodes = list(game.root.nodes_in_tree)
    _wait(lambda: all(node.analysis_complete for node in nodes), "the whole game")
    told["nodes"] = len(nodes)
    told["visits"] = [node.root_visits for node in nodes]
    told["scores"] = [node.score for node in nodes]
    told["winrates"] = [node.winrate for node in nodes]
    told["points_lost"] = [node.points_lost for node in nodes[1:]]
    told["ownership"] = len(nodes[-1].analysis["ownership"])
    told["policy"] = len(nodes[-1].analysis["policy"])
    told["candidates"] = [move["move"] for move in nodes[-1].candidate_moves]
    told["pv"] = nodes[-1].candidate_moves[0]["pv"]
    told["moves_ownership"] = [
        len(move.get("ownership") or ()) for move in nodes[-1].analysis["moves"].values()
    ]
    last = nodes[-1]
    game.set_current_node(last)
    before = last.root_visits
    game.analyze_extra("extra")  # key a
    _wait(lambda: engine.is_idle() and last.root_visits > before, "extra visits")
    told["extra"] = [before, last.root_visits]
    known = set(last.analysis["moves"])
    game.analyze_extra("alternative")  # key f, avoidMoves
    _wait(engine.is_idle, "alternatives")
    told["alternatives"] = sorted(set(last.analysis["moves"]) - known)
    game.analyze_extra("sweep")  # key s, every legal move
    _wait(engine.is_idle, "the sweep")
    told["swept"] = len(last.analysis["moves"])
    last.analyze(engine, ponder=True, time_limit=False)  # space
    _wait(lambda: last.root_visits > 200, "pondering")
    engine.stop_pondering()
    _wait(engine.is_idle, "the end of pondering")
    told["pondered"] = last.root_visits

    played = core["game"].Game(
        katrain, engine, game_properties={"SZ": "7", "KM": "9", "RU": "chinese"}
    )
    moves: list[str] = []
    bots = ("AI_DEFAULT", "AI_DEFAULT", "AI_POLICY", "AI_SCORELOSS", "AI_DEFAULT", "AI_DEFAULT")
    for mode in (getattr(constants, bot) for bot in bots):
        move, node = core["ai"].generate_ai_move(played, mode, katrain.config(f"ai/{mode}") or {})
        if move is None or node is None:
            break
        moves.append(move.gtp())
    told["played"] = moves
    told["is_alive"] = engine.check_alive()
    told["errors"] = list(katrain.errors)
    engine.shutdown(finish=True)
    return told


if __name__ == "__main__":
    sys.exit(main())
