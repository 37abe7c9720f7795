"""``live.json``: one game of each actor as it stands now, for whoever wants to watch.

The file is replaced whole about once a second while the run plays, and left as it is when it ends.
It is not needed for anything: a run goes on if it cannot be written.
"""

from __future__ import annotations

import json
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from selfplay.actor import Actor

LIVE_NAME = "live.json"
VERSION = 1


def live_game(actor: Actor) -> dict[str, Any]:
    """Returns an actor's first game as it stands, as JSON values.

    Its `values` are the searches' for the player to play, -1 to +1; a move that was not searched
    has 0 visits.
    """
    game = actor.first_game
    start = game.start
    return {
        "game_id": game.origin.game_id,
        "checkpoint": actor.checkpoint,
        "variant": json.loads(start.variant.to_json()),
        "handicap": list(game.handicap),
        "moves": list(game.moves),
        "values": [round(value, 3) for value in game.values],
        "visits": list(game.visits),
    }


def write_live(run_dir: Path, games: Sequence[Mapping[str, Any]]) -> None:
    """Replaces the run's ``live.json`` whole.

    Raises:
        OSError: The disk refuses.
    """
    fresh = run_dir / f".{LIVE_NAME}.new"
    tree = {"version": VERSION, "updated_at": time.time(), "games": list(games)}
    fresh.write_text(json.dumps(tree, separators=(",", ":")) + "\n", encoding="utf-8")
    fresh.replace(run_dir / LIVE_NAME)
