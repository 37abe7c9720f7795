"""`ParquetChecker`: reads Parquet files in another process, which a damaged one may end.

A length that has changed can make the reader ask for more memory than there is; then its process
aborts. This module is also that process's program, and imports little, so that it starts fast.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from types import TracebackType
from typing import cast

from deltalake import QueryBuilder


class ParquetChecker:
    """Says of files whether they can be read; to be used by ``with``."""

    def __init__(self) -> None:
        """Start nothing yet."""
        self._process: subprocess.Popen[str] | None = None

    def __enter__(self) -> ParquetChecker:
        """Returns this object."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """End the process."""
        if self._process is not None:
            self._process.communicate()
            self._process = None

    def fault(self, path: Path) -> str:
        """Returns why a file cannot be read, empty if it can."""
        if self._process is None:
            # -P: this folder's modules are not meant by the names of others.
            self._process = subprocess.Popen(
                [sys.executable, "-P", __file__],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                text=True,
                encoding="utf-8",
            )
        process = self._process
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdin.write(json.dumps(str(path.resolve())) + "\n")
        process.stdin.flush()
        answer = process.stdout.readline()
        if answer:
            return cast("str", json.loads(answer))
        process.communicate()
        self._process = None  # another one for the next file
        return f"reading it ends the process with status {process.returncode}"


def fault_of_parquet(path: Path) -> str:
    """Returns why a file cannot be read, empty if it can; may end the process instead."""
    uri = path.as_uri().replace("'", "''")  # no path, because there * and ? stand for other letters
    builder = QueryBuilder()
    try:
        create = f"CREATE EXTERNAL TABLE f STORED AS PARQUET LOCATION '{uri}'"
        builder.execute(create).read_all()
        builder.execute("SELECT * FROM f").read_all()
    except Exception as error:  # noqa: BLE001 - whatever the Parquet reader says
        return str(error).splitlines()[0]
    return ""


def main() -> None:
    """Answers each line, a path in JSON, with what is wrong with the file."""
    for line in sys.stdin:
        sys.stdout.write(json.dumps(fault_of_parquet(Path(json.loads(line)))) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
