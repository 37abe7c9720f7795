"""What the lake holds, for people and for other programs: the table `catalog`, and `describe`.

It describes; it grants nothing. Who may read a lake is decided by the folder's or the object
store's own permissions.
"""

from __future__ import annotations

import json
from dataclasses import dataclass

from selfplay.lake.schema import TABLES, TableSchema
from selfplay.lake.tables import Lake, columns_of, now_us
from selfplay.lake.writer import append_rows


@dataclass(frozen=True, slots=True)
class TableEntry:
    """One table as it is.

    Attributes:
        schema: Its definition.
        version: Its newest version, -1 if it has not been created.
        num_rows: Its rows.
        num_files: Its data files.
        num_bytes: Their size.
    """

    schema: TableSchema
    version: int
    num_rows: int
    num_files: int
    num_bytes: int


def describe(lake: Lake) -> list[TableEntry]:
    """Returns every table with its size.

    Raises:
        LakeError: A table cannot be opened.
    """
    entries: list[TableEntry] = []
    for schema in TABLES.values():
        if not lake.exists(schema.name):
            entries.append(TableEntry(schema, -1, 0, 0, 0))
            continue
        table = lake.table(schema.name)
        files = columns_of(table.get_add_actions().select(["num_records", "size_bytes"]))
        rows, sizes = files["num_records"], files["size_bytes"]
        entries.append(TableEntry(schema, table.version(), sum(rows), len(sizes), sum(sizes)))
    return entries


def publish_catalog(lake: Lake) -> int:
    """Write the tables whose definition the catalog has not yet; returns how many.

    Raises:
        LakeError: The store cannot be written.
    """
    rows = lake.scan("catalog", ["name", "schema_version"])
    known = set(zip(rows["name"], rows["schema_version"], strict=True))
    fresh = [table for table in TABLES.values() if (table.name, table.version) not in known]
    append_rows(lake, "catalog", [_row(table) for table in fresh])
    return len(fresh)


def _row(table: TableSchema) -> dict[str, object]:
    columns = [
        {"name": column.name, "type": str(column.kind), "description": column.description}
        for column in table.columns
    ]
    return {
        "name": table.name,
        "description": table.description,
        "schema_version": table.version,
        "columns": json.dumps(columns),
        "constraints": json.dumps(dict(table.constraints)),
        "lineage": table.lineage,
        "retention": table.retention,
        "personal": json.dumps([column.name for column in table.columns if column.personal]),
        "updated_at": now_us(),
    }
