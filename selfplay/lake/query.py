"""SQL over the lake, by the engine inside the Delta library. It reads and cannot write."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from deltalake import QueryBuilder

from selfplay.lake.errors import LakeError
from selfplay.lake.schema import TABLES
from selfplay.lake.tables import Lake, columns_of

SQL_EXAMPLES: Mapping[str, str] = {
    "games and positions of each network": (
        "SELECT checkpoint, count(*) AS games, sum(num_moves) AS positions FROM games "
        "GROUP BY checkpoint ORDER BY min(committed_at)"
    ),
    "Black's share of wins by komi": (
        "SELECT height, width, komi, avg((1.0 + outcome_black) / 2) AS black FROM games "
        "GROUP BY height, width, komi ORDER BY height, width, komi"
    ),
    "how games end": "SELECT end_reason, count(*) AS games FROM games GROUP BY end_reason",
    "positions of each hour": (
        "SELECT date_trunc('hour', committed_at) AS hour, sum(num_moves) AS positions "
        "FROM games GROUP BY 1 ORDER BY 1"
    ),
    "why games were refused": (
        "SELECT reason, count(*) AS games FROM quarantine GROUP BY reason ORDER BY 2 DESC"
    ),
    "what a network was trained from": (
        "SELECT checkpoint, step, games_version, window_positions FROM checkpoints "
        "ORDER BY created_at"
    ),
}
"""Questions and the statements that answer them."""

_READS = re.compile(r"\s*(SELECT|WITH|EXPLAIN|SHOW|DESCRIBE)\b", re.IGNORECASE)
_NAME = re.compile(r"[A-Za-z_]+")


@dataclass(frozen=True, slots=True)
class QueryResult:
    """The answer to a statement.

    Attributes:
        names: Its columns.
        rows: Its rows; times are microseconds since 1970.
    """

    names: tuple[str, ...]
    rows: tuple[tuple[Any, ...], ...]


def run_sql(lake: Lake, statement: str, versions: Mapping[str, int] | None = None) -> QueryResult:
    """Returns the answer to one SQL statement; every table has its name.

    Args:
        lake: The lake.
        statement: SELECT, WITH, EXPLAIN, SHOW or DESCRIBE.
        versions: Tables to be read as they were at a version.

    Raises:
        LakeError: The statement is wrong or would write, or a file is damaged.
    """
    if not _READS.match(statement):
        raise LakeError("lake sql: expected SELECT, WITH, EXPLAIN, SHOW or DESCRIBE")
    versions = versions or {}
    builder = QueryBuilder()
    words = {word.lower() for word in _NAME.findall(statement)}
    for name in TABLES:
        if name in words or (words & {"show", "describe"} and lake.exists(name)):
            builder.register(name, lake.table_at(name, versions.get(name)))
    try:
        columns = columns_of(builder.execute(statement).read_all())
    except Exception as error:
        raise LakeError(f"lake sql: {error}") from error
    return QueryResult(tuple(columns), tuple(zip(*columns.values(), strict=True)))
