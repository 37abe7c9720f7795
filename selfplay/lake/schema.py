"""The lake's tables: columns, descriptions, constraints, retention. Everything else follows this.

A table changes by a new *nullable* column here and a higher `version`: `Lake` adds the column to
tables that lack it, and writers fill null into columns that they do not know. Columns are never
renamed or dropped. Times are UTC. Binary columns of `games` are described in `codec`.
"""

from __future__ import annotations

import enum
from dataclasses import dataclass


class Kind(enum.StrEnum):
    """Type of a column, named as Delta names it where it can."""

    STRING = "string"
    BINARY = "binary"
    BOOL = "boolean"
    INT8 = "byte"
    INT16 = "short"
    INT32 = "integer"
    INT64 = "long"
    FLOAT32 = "float"
    FLOAT64 = "double"
    TIME = "timestamp"


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table.

    Attributes:
        name: Its name in SQL.
        kind: Its type.
        description: What it holds, with units and viewpoint.
        nullable: Whether a row may lack it.
        personal: Whether it can name a person.
    """

    name: str
    kind: Kind
    description: str
    nullable: bool = False
    personal: bool = False


@dataclass(frozen=True, slots=True)
class TableSchema:
    """One table.

    Attributes:
        name: Its folder and its name in SQL.
        description: What one row is.
        columns: Its columns in order.
        lineage: What its rows are made from.
        partition_by: Columns that divide it into folders, of few values.
        constraints: Names and SQL conditions that every row fulfils.
        retention: For how long rows are kept.
        version: Raised with every new column.
    """

    name: str
    description: str
    columns: tuple[Column, ...]
    lineage: str
    partition_by: tuple[str, ...] = ()
    constraints: tuple[tuple[str, str], ...] = ()
    retention: str = "for ever"
    version: int = 1

    def column(self, name: str) -> Column | None:
        """Returns the column of this name, or None."""
        return next((column for column in self.columns if column.name == name), None)


_S, _B, _T, _I, _D = Kind.STRING, Kind.BINARY, Kind.TIME, Kind.INT64, Kind.FLOAT64

GAMES = TableSchema(
    "games",
    "One finished self-play game.",
    (
        Column("run_id", _S, "the run that made it"),
        Column("game_id", _S, "unique name of the game"),
        Column("worker", _S, "the process that made it"),
        Column("sequence", _I, "number of the worker's batch"),
        Column("checkpoint", _S, "sha256 of the network that played, or the cold start's name"),
        Column("seed", _I, "seed of the worker"),
        Column("started_at", _T, "when its first move was played"),
        Column("committed_at", _T, "when its batch was written; orders the newest window"),
        Column("variant", _S, "VariantSpec as JSON with sorted keys"),
        Column("height", Kind.INT16, "rows of the board"),
        Column("width", Kind.INT16, "columns of the board"),
        Column("komi", _D, "White's points, the handicap bonus included"),
        Column("num_moves", Kind.INT32, "moves, passes included; training positions"),
        Column("num_recorded", Kind.INT32, "moves with a policy target"),
        Column("outcome_black", Kind.INT8, "+1 Black won, 0 drawn, -1 lost"),
        Column("score_black", Kind.FLOAT32, "Black's points minus White's, komi included"),
        Column("end_reason", _S, "passes, settled, win condition or cut"),
        Column("handicap", _B, "points of Black's set-up stones"),
        Column("moves", _B, "actions"),
        Column("recorded", _B, "bit mask of the moves with a policy target"),
        Column("policy_counts", _B, "number of weights of each recorded move"),
        Column("policy_actions", _B, "actions of the weights"),
        Column("policy_weights", _B, "weights, 65535 a recorded move"),
        Column("root_value", _B, "value to play of each search, times 127"),
        Column("visits", _B, "playouts of each search"),
        Column("ownership_black", _B, "two bits a point: 0 nobody's, 1 Black's, 2 White's"),
        Column("digest", _I, "CRC-32 of the row, against damaged files"),
    ),
    "actors, from the network in checkpoint",
    partition_by=("run_id",),
    constraints=(
        ("outcome_is_a_sign", "outcome_black BETWEEN -1 AND 1"),
        ("has_moves", "num_moves > 0"),
        ("recorded_are_moves", "num_recorded BETWEEN 0 AND num_moves"),
        ("board_fits", "height BETWEEN 2 AND 19 AND width BETWEEN 2 AND 19"),
        ("sequence_counts", "sequence >= 0"),
    ),
    retention="files replaced by compaction: 7 days, for ever if a checkpoint cites them",
)

QUARANTINE = TableSchema(
    "quarantine",
    "One game that a writer refused.",
    (
        Column("run_id", _S, "the run that made it"),
        Column("worker", _S, "the process that made it"),
        Column("sequence", _I, "number of the worker's batch"),
        Column("game_id", _S, "name of the game, as far as it had one"),
        Column("reason", _S, "what was wrong, in a sentence"),
        Column("payload", _S, "the game as JSON, as far as it can be written"),
        Column("committed_at", _T, "when it was written"),
    ),
    "actors",
    retention="30 days",
)

CHECKPOINTS = TableSchema(
    "checkpoints",
    "One network that a run published.",
    (
        Column("checkpoint", _S, "sha256 of the network's tensors"),
        Column("run_id", _S, "the run that made it"),
        Column("step", _I, "training steps done"),
        Column("parent", _S, "sha256 of the network it was trained from", nullable=True),
        Column("architecture", _S, "NetConfig as JSON"),
        Column("configuration", _S, "the run's resolved configuration as JSON"),
        Column("metrics", _S, "losses and counts as JSON"),
        Column("uri", _S, "where its file lies"),
        Column("games_version", _I, "version of games that it was trained from; never dropped"),
        Column("window_positions", _I, "size of the window at that version"),
        Column("seed", _I, "the learner's seed"),
        Column("created_at", _T, "when it was published"),
    ),
    "games at games_version, the learner",
)

MATCHES = TableSchema(
    "matches",
    "One match between two players on one variant.",
    (
        Column("match_id", _S, "unique name"),
        Column("run_id", _S, "the run whose ladder it belongs to"),
        Column("player_a", _S, "checkpoint or anchor"),
        Column("player_b", _S, "checkpoint or anchor"),
        Column("visits_a", Kind.INT32, "playouts a move of A"),
        Column("visits_b", Kind.INT32, "playouts a move of B"),
        Column("variant", _S, "VariantSpec as JSON with sorted keys"),
        Column("wins_a", Kind.INT32, "games that A won"),
        Column("draws", Kind.INT32, "games drawn"),
        Column("losses_a", Kind.INT32, "games that A lost"),
        Column("faults", _S, "crashes, illegal moves and timeouts as JSON"),
        Column("games", _S, "results and paired openings as JSON"),
        Column("seed", _I, "seed of the openings"),
        Column("finished_at", _T, "when its last game ended"),
    ),
    "the ladder and the match command",
    constraints=(("counts_are_counts", "wins_a >= 0 AND draws >= 0 AND losses_a >= 0"),),
)

EVALUATIONS = TableSchema(
    "evaluations",
    "One measured number about one checkpoint.",
    (
        Column("checkpoint", _S, "sha256 of the network, or an anchor's name"),
        Column("run_id", _S, "the run it belongs to"),
        Column("measure", _S, "what was measured, for example elo, loss.policy, positions_per_s"),
        Column("value", _D, "the number"),
        Column("low", _D, "lower end of its 95 % interval", nullable=True),
        Column("high", _D, "upper end of its 95 % interval", nullable=True),
        Column("unit", _S, "its unit"),
        Column("conditions", _S, "visits, variant and machine as JSON"),
        Column("measured_at", _T, "when"),
    ),
    "matches, the learner, bench",
)

RUNS = TableSchema(
    "runs",
    "One start of a run's command; a run that was stopped and went on has several.",
    (
        Column("run_id", _S, "name of the run"),
        Column("started_at", _T, "when the command started"),
        Column("configuration", _S, "the resolved configuration as JSON"),
        Column("seed", _I, "the run's seed"),
        Column("program_version", _S, "version of the program"),
        Column("revision", _S, "revision of its sources, if known", nullable=True),
        Column("machine", _S, "processor, cores and runtimes as JSON"),
        Column("parent", _S, "run whose network or lake it started from", nullable=True),
    ),
    "the run command",
)

VARIANTS = TableSchema(
    "variants",
    "One kind of Go that games were played on.",
    (
        Column("variant", _S, "VariantSpec as JSON with sorted keys"),
        Column("name", _S, "a name for people"),
        Column("height", Kind.INT16, "rows of the board"),
        Column("width", Kind.INT16, "columns of the board"),
        Column("added_at", _T, "when it was first used"),
    ),
    "the configurations of runs",
)

PLAYERS = TableSchema(
    "players",
    "One player of matches or of imported games.",
    (
        Column("player", _S, "its name in matches"),
        Column("kind", _S, "network, anchor or person"),
        Column("name", _S, "a name for people", nullable=True, personal=True),
        Column("command", _S, "how to start it, for a GTP engine", nullable=True),
        Column("added_at", _T, "when it was first seen"),
    ),
    "the ladder's configuration",
)

RAW_OBJECTS = TableSchema(
    "raw_objects",
    "One file of the raw zone, named by its SHA-256.",
    (
        Column("sha256", _S, "digest of its bytes"),
        Column("kind", _S, "sgf, network or other"),
        Column("num_bytes", _I, "its size"),
        Column("path", _S, "where it lies below the lake's root"),
        Column("source", _S, "where it came from"),
        Column("licence", _S, "under which it may be used"),
        Column("added_at", _T, "when it was added"),
    ),
    "files given by people and by runs",
)

CATALOG = TableSchema(
    "catalog",
    "One table of the lake.",
    (
        Column("name", _S, "its name in SQL"),
        Column("description", _S, "what one row is"),
        Column("schema_version", Kind.INT32, "version of its columns"),
        Column("columns", _S, "names, types and descriptions of its columns as JSON"),
        Column("constraints", _S, "names and conditions as JSON"),
        Column("lineage", _S, "what its rows are made from"),
        Column("retention", _S, "for how long rows are kept"),
        Column("personal", _S, "columns that can name a person, as JSON"),
        Column("updated_at", _T, "when this row was written"),
    ),
    "this program's schema",
)

TABLES = {
    table.name: table
    for table in (
        GAMES,
        CHECKPOINTS,
        MATCHES,
        EVALUATIONS,
        RUNS,
        VARIANTS,
        PLAYERS,
        RAW_OBJECTS,
        QUARANTINE,
        CATALOG,
    )
}
"""Every table of the lake by name."""
