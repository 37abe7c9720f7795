"""A process that writes batches until it has written enough or is killed."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from selfplay.lake.tables import Lake
from selfplay.lake.writer import GameWriter
from tests.selfplay.lake.games import make_batch


def main(root: str, worker: str, num_batches: str, spool: str = "", options: str = "{}") -> None:
    lake = Lake(root, json.loads(options))
    writer = GameWriter(lake, "first", worker, Path(spool) if spool else None)
    print("ready", flush=True)
    writer.flush()
    while writer.next_sequence < int(num_batches):
        writer.append(make_batch(writer.next_sequence, worker=worker, num_moves=5))


if __name__ == "__main__":
    main(*sys.argv[1:])
