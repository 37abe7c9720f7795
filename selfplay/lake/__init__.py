"""The lake: every game, network, match and number of self-play, in Delta tables below one root.

Modules in order: `errors`, `schema` (the tables), `codec` (a game as a row), `tables` (`Lake`:
opens tables, commits rows, scans), `spool` (batches not yet committed), `writer` (games, exactly
once), `reader` (the newest window, the tail), `raw` (files by digest), `query` (SQL), `export`
(SGF), `upkeep` (compaction, vacuum), `repair`, `catalog` (what there is).
"""

from selfplay.lake.catalog import describe, publish_catalog
from selfplay.lake.errors import LakeError
from selfplay.lake.export import export_sgf
from selfplay.lake.query import SQL_EXAMPLES, QueryResult, run_sql
from selfplay.lake.raw import RawZone
from selfplay.lake.reader import GameTail, GameWindow, games_of_run, load_window, read_games
from selfplay.lake.repair import repair
from selfplay.lake.tables import Lake
from selfplay.lake.upkeep import Upkeep, compact, tidy, vacuum, verify
from selfplay.lake.writer import AppendResult, GameWriter, append_rows

__all__ = [
    "SQL_EXAMPLES",
    "AppendResult",
    "GameTail",
    "GameWindow",
    "GameWriter",
    "Lake",
    "LakeError",
    "QueryResult",
    "RawZone",
    "Upkeep",
    "append_rows",
    "compact",
    "describe",
    "export_sgf",
    "games_of_run",
    "load_window",
    "publish_catalog",
    "read_games",
    "repair",
    "run_sql",
    "tidy",
    "vacuum",
    "verify",
]
