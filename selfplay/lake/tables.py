"""`Lake`: the tables below one root; opening, committing, scanning.

A commit is one file put into the table's log, whole or not at all, so a process may die at any
moment: what it wrote before is an unreferenced file that `upkeep.vacuum` removes. Two processes
that commit at once both succeed, one after the other.
"""

from __future__ import annotations

import random
import re
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

import numpy as np
from arro3.core import Array, DataType, Schema, Table
from arro3.core import Field as ArrowField
from deltalake import (
    CommitProperties,
    DeltaTable,
    Field,
    PostCommitHookProperties,
    Transaction,
    WriterProperties,
    write_deltalake,
)
from deltalake import Schema as DeltaSchema
from deltalake.exceptions import CommitFailedError, DeltaError, TableNotFoundError
from deltalake.schema import PrimitiveType

from selfplay.lake.codec import Columns
from selfplay.lake.errors import LakeError
from selfplay.lake.schema import TABLES, Column, Kind, TableSchema

_CONFIGURATION = {
    "delta.checkpointInterval": "20",  # keeps opening a long log fast
    "delta.logRetentionDuration": "interval 36500 days",  # cited versions need their log
    "delta.deletedFileRetentionDuration": "interval 7 days",
}
_ARROW: dict[Kind, DataType] = {
    Kind.STRING: DataType.utf8(),
    Kind.BINARY: DataType.binary(),
    Kind.BOOL: DataType.bool(),
    Kind.INT8: DataType.int8(),
    Kind.INT16: DataType.int16(),
    Kind.INT32: DataType.int32(),
    Kind.INT64: DataType.int64(),
    Kind.FLOAT32: DataType.float32(),
    Kind.FLOAT64: DataType.float64(),
    Kind.TIME: DataType.timestamp("us", tz="UTC"),
}
_MAX_TRIES = 20
_STRANGE = re.compile(r"[][\\^|\x00-\x1f\x7f]|%[0-9A-Fa-f]{2}")
"""What Delta takes for something else in the path of a folder."""
_PROPERTIES = WriterProperties(compression="ZSTD", compression_level=3)


@dataclass(frozen=True, slots=True)
class BatchKey:
    """The name of a batch of rows that must be committed exactly once.

    Attributes:
        writer: Who writes it; one process at a time.
        sequence: Its number, rising.
    """

    writer: str
    sequence: int


class Lake:
    """All tables below a root, created when they are first used.

    Handles are kept open: a commit on an open handle takes half the time of one by path.
    """

    def __init__(self, root: str, storage_options: Mapping[str, str] | None = None) -> None:
        """Name the root; nothing is read yet.

        Args:
            root: A folder, or the URI of one in an object store.
            storage_options: Credentials and endpoint of the object store.

        Raises:
            LakeError: No tables can lie in a folder of this name.
        """
        self.root = root.rstrip("/")
        if self.is_local and (strange := _STRANGE.search(self.root)):
            raise LakeError(
                f"lake {self.root}: tables cannot lie in a folder with {strange[0]!r} in its path:"
                " choose another folder"
            )
        self._options = dict(storage_options or {})
        self._tables: dict[str, DeltaTable] = {}

    @property
    def is_local(self) -> bool:
        """Whether the root is a folder of this machine."""
        return "://" not in self.root

    def uri(self, name: str) -> str:
        """Returns where a table lies."""
        return f"{self.root}/{name}"

    def _address(self, name: str) -> str:
        """Returns the same for Delta: in a plain path it takes some letters for parts of a URI."""
        if not self.is_local:
            return f"{self.root}/{name}"
        return (Path(self.root).absolute() / name).as_uri()

    def exists(self, name: str) -> bool:
        """Returns whether the table has been created."""
        return name in self._tables or DeltaTable.is_deltatable(self._address(name), self._options)

    def table(self, name: str) -> DeltaTable:
        """Returns the open table at its newest version, created or widened if need be.

        Raises:
            LakeError: Unknown name, or the table cannot be opened.
        """
        schema = TABLES.get(name)
        if schema is None:
            raise LakeError(f"lake table {name!r}: expected one of {', '.join(TABLES)}")
        try:
            if name in self._tables:
                self._tables[name].update_incremental()
            else:
                self._tables[name] = self._opened(schema)
        except (DeltaError, OSError) as error:
            raise LakeError(f"lake table {self.uri(name)} cannot be opened: {error}") from error
        return self._tables[name]

    def table_at(self, name: str, version: int | None) -> DeltaTable:
        """Returns the table as it was at a version, by default at its newest.

        Raises:
            LakeError: There is no such table or version any more.
        """
        if version is None:
            return self.table(name)
        opened = self._tables.get(name)
        if opened is not None and opened.version() == version:
            return opened
        try:
            return DeltaTable(self._address(name), version=version, storage_options=self._options)
        except (DeltaError, OSError) as error:
            raise LakeError(f"lake table {name} has no version {version}: {error}") from error

    def version(self, name: str) -> int:
        """Returns the table's newest version."""
        return self.table(name).version()

    def committed_sequence(self, name: str, writer: str) -> int:
        """Returns the number of the writer's newest batch in the table, -1 if there is none."""
        return _sequence(self.table(name), writer)

    def commit(
        self,
        name: str,
        columns: Columns,
        key: BatchKey | None = None,
        metadata: Mapping[str, str] | None = None,
    ) -> bool:
        """Append rows in one commit; returns False if the batch is there already.

        Args:
            name: The table.
            columns: Its rows by column; a column that the table has and `columns` lacks is null.
            key: The batch's name, if it must never be committed twice.
            metadata: Further words for the table's history.

        Raises:
            LakeError: A column or a row does not fit the table, or the store cannot be written.
        """
        transactions = None if key is None else [Transaction(key.writer, key.sequence)]
        commit = CommitProperties(
            custom_metadata=dict(metadata or {}), app_transactions=transactions
        )
        for attempt in range(_MAX_TRIES):
            table = self.table(name)
            if key is not None and _sequence(table, key.writer) >= key.sequence:
                return False
            try:
                write_deltalake(
                    table,
                    arrow_table(TABLES[name], table, columns),
                    mode="append",
                    writer_properties=_PROPERTIES,
                    commit_properties=commit,
                    post_commithook_properties=PostCommitHookProperties(cleanup_expired_logs=False),
                )
            except CommitFailedError:  # another process was faster; look what it did
                time.sleep(random.uniform(0.5, 1.5) * 0.005 * 2 ** min(attempt, 6))
            except (DeltaError, OSError) as error:
                self._tables.pop(name, None)
                raise LakeError(f"lake table {name} refused a commit: {error}") from error
            else:
                return True
        raise LakeError(f"lake table {name}: {_MAX_TRIES} commits in a row met another writer's")

    def scan(
        self,
        name: str,
        columns: Sequence[str] | None = None,
        where: str | None = None,
        version: int | None = None,
    ) -> Columns:
        """Returns the rows that fulfil an SQL condition, in no particular order.

        Raises:
            LakeError: The condition is none, or a file of the table is missing or damaged.
        """
        table = self.table_at(name, version)
        try:
            rows = table.scan(columns=list(columns) if columns else None, predicate=where)
            return columns_of(rows.read_all())
        except Exception as error:
            what = f"lake table {name}" if version is None else f"version {version} of {name}"
            if where is not None and _is_readable(table):
                said = str(error).strip().replace("\n", " ")
                raise LakeError(f"condition {where!r} on {what} is refused: {said}") from error
            raise LakeError(
                f"{what} cannot be read: {error}; if a file is damaged, "
                "`gogame-selfplay lake repair` sets it aside"
            ) from error

    def _opened(self, schema: TableSchema) -> DeltaTable:
        try:
            table = DeltaTable(self._address(schema.name), storage_options=self._options)
        except TableNotFoundError:
            table = self._created(schema)
        for attempt in range(_MAX_TRIES):
            try:
                _complete(table, schema)
            except DeltaError:
                if attempt == _MAX_TRIES - 1:
                    raise
                time.sleep(random.uniform(0.01, 0.05))  # another process completes it
                table.update_incremental()
            else:
                break
        return table

    def _created(self, schema: TableSchema) -> DeltaTable:
        try:
            return DeltaTable.create(
                self._address(schema.name),
                DeltaSchema([_delta_field(column) for column in schema.columns]),
                partition_by=list(schema.partition_by),
                name=schema.name,
                description=schema.description,
                configuration=_CONFIGURATION,
                storage_options=self._options,
            )
        except DeltaError:  # unless another process has just created it
            return DeltaTable(self._address(schema.name), storage_options=self._options)


def _is_readable(table: DeltaTable) -> bool:
    try:
        table.scan().read_all()
    except Exception:  # noqa: BLE001 - whoever asks reports the fault that made them ask
        return False
    return True


def _sequence(table: DeltaTable, writer: str) -> int:
    sequence = table.transaction_version(writer)
    return -1 if sequence is None else sequence


def _delta_field(column: Column) -> Field:
    metadata = {"comment": column.description}
    return Field(
        column.name, PrimitiveType(column.kind), nullable=column.nullable, metadata=metadata
    )


def _complete(table: DeltaTable, schema: TableSchema) -> None:
    """Adds the nullable columns and the constraints that the table lacks."""
    present = {field.name for field in table.schema().fields}
    missing = [column for column in schema.columns if column.name not in present]
    if missing:
        table.alter.add_columns([_delta_field(column) for column in missing])
    configured = table.metadata().configuration
    for name, condition in schema.constraints:
        if f"delta.constraints.{name}" not in configured:
            table.alter.add_constraint({name: condition})


def arrow_table(schema: TableSchema, table: DeltaTable, columns: Columns) -> Table:
    """Returns rows as the table's columns, null where `columns` has nothing.

    Raises:
        LakeError: A column that the table has not, or a value that does not fit its type.
    """
    names = [field.name for field in table.schema().fields]
    unknown = set(columns) - set(names)
    if unknown:
        raise LakeError(f"lake table {schema.name} has no column {', '.join(sorted(unknown))}")
    num_rows = max((len(values) for values in columns.values()), default=0)
    arrow_fields = {field.name: field for field in table.schema().to_arrow()}
    fields: list[ArrowField] = []
    arrays: list[Array] = []
    for name in names:
        column = schema.column(name)
        values = columns.get(name, [None] * num_rows)
        data_type = arrow_fields[name].type if column is None else _ARROW[column.kind]
        is_nullable = column is None or column.nullable
        if not is_nullable and any(value is None for value in values):
            raise LakeError(f"lake table {schema.name}: {name} is missing in a row")
        try:
            arrays.append(_array(values, data_type))
        except (TypeError, ValueError, OverflowError) as error:
            raise LakeError(f"lake table {schema.name}: {name}: {error}") from error
        fields.append(ArrowField(name, data_type, nullable=is_nullable))
    return Table.from_arrays(arrays, schema=Schema(fields))


def _array(values: Sequence[Any], data_type: DataType) -> Array:
    if DataType.is_timestamp(data_type):
        return Array.from_numpy(np.array(values, np.int64)).cast(data_type)
    return Array(values, data_type)


def columns_of(table: Table) -> Columns:
    """Returns an Arrow table as Python lists, times as microseconds since 1970."""
    columns: Columns = {}
    for name in table.column_names:
        column = table.column(name)
        if DataType.is_timestamp(column.type):
            column = column.cast(DataType.int64())
        columns[name] = cast("list[Any]", column.to_pylist())
    return columns


def now_us() -> int:
    """Returns the time in microseconds since 1970."""
    return time.time_ns() // 1000


def sql_text(text: str) -> str:
    """Returns a text as an SQL literal."""
    return "'" + text.replace("'", "''") + "'"
