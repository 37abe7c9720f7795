"""``gogame-selfplay lake ...``: questions to a run's lake, and its upkeep.

`add_lake_commands` describes them, `run_lake` carries one out. Tables are imported by the commands
themselves, because importing them takes longer than all else that a command line does.
"""

from __future__ import annotations

import argparse
import csv
import io
import json
import math
import sys
import tomllib
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from gogame.errors import ConfigError
from selfplay.words import count, table

if TYPE_CHECKING:
    from selfplay.lake.tables import Lake

FORMATS = ("text", "csv", "json")

LakeCommand = Callable[["Lake", argparse.Namespace], int]
AddParser = Callable[..., argparse.ArgumentParser]


# Where the lake is


def open_lake(folder: str) -> Lake:
    """Returns the lake of a run's directory, or the lake at a folder or URI itself.

    Raises:
        ConfigError: There is neither, or the run's configuration cannot be read.
    """
    from selfplay.lake.tables import Lake

    if "://" in folder:
        return Lake(folder)
    root = Path(folder)
    if (root / "config.toml").exists():
        uri, options = lake_address(root)
        return Lake(uri, options)
    for found in (root / "lake", root):
        if (found / "games" / "_delta_log").is_dir():
            return Lake(str(found))
    raise ConfigError(f"{folder} holds no lake: expected a run's directory, a lake or its URI")


def lake_address(run_dir: Path) -> tuple[str, dict[str, str]]:
    """Returns the root and the storage options of a run's lake, from its configuration.

    Raises:
        ConfigError: The configuration cannot be read.
    """
    path = run_dir / "config.toml"
    try:
        text = path.read_text(encoding="utf-8")
        if not text.strip():
            raise ValueError("it is empty")
        tree = tomllib.loads(text)
        lake = cast("dict[str, Any]", tree.get("lake", {}))
        options = dict(str(option).split("=", 1) for option in lake.get("storage_options", ()))
        return str(lake.get("uri") or run_dir / "lake"), options
    except FileNotFoundError:
        return str(run_dir / "lake"), {}
    except (OSError, ValueError, TypeError, AttributeError) as error:
        raise ConfigError(
            f"{path} cannot be read: {error}; `gogame-selfplay lake repair` puts it back"
        ) from error


def run_lake(args: argparse.Namespace) -> int:
    """Carries out the lake command that was parsed; returns the exit status.

    Raises:
        GoError: As the command says.
    """
    command: LakeCommand = args.lake_command
    return command(open_lake(args.lake), args)


# Commands


def sql(lake: Lake, args: argparse.Namespace) -> int:
    """Writes the answer to one statement.

    Raises:
        LakeError: As `run_sql`.
    """
    from selfplay.lake import run_sql

    versions = dict(_version(text) for text in args.version)
    answer = run_sql(lake, args.statement, versions)
    _write(formatted(answer.names, answer.rows, args.format))
    return 0


def _version(text: str) -> tuple[str, int]:
    name, equals, number = text.partition("=")
    if not equals or not number.isdecimal():
        raise ConfigError(f"--version {text[:40]!r}: expected TABLE=NUMBER, such as games=12")
    return name, int(number)


def tables(lake: Lake, args: argparse.Namespace) -> int:
    """Writes what the lake holds, one row a table.

    Raises:
        LakeError: As `describe`.
    """
    from selfplay.lake import describe

    names = ("table", "version", "rows", "files", "bytes", "description")
    rows = [
        (e.schema.name, e.version, e.num_rows, e.num_files, e.num_bytes, e.schema.description)
        for e in describe(lake)
        if e.version >= 0 or args.all
    ]
    _write(formatted(names, rows, args.format))
    return 0


def catalog(lake: Lake, args: argparse.Namespace) -> int:
    """Brings the table `catalog` up to date, and writes each column with its meaning.

    Raises:
        LakeError: As `publish_catalog`.
    """
    from selfplay.lake import describe, publish_catalog

    publish_catalog(lake)
    names = ("table", "column", "type", "description", "lineage", "retention", "personal")
    rows = [
        (
            entry.schema.name,
            column.name,
            str(column.kind),
            column.description,
            entry.schema.lineage,
            entry.schema.retention,
            column.personal,
        )
        for entry in describe(lake)
        for column in entry.schema.columns
        if args.table in (None, entry.schema.name)
    ]
    if not rows:
        raise ConfigError(f"lake table {args.table!r}: `lake tables --all` lists them")
    width = 4 if args.format == "text" else len(names)  # the rest is the same for a whole table
    _write(formatted(names[:width], [row[:width] for row in rows], args.format))
    return 0


def export(lake: Lake, args: argparse.Namespace) -> int:
    """Writes games as SGF files, one a game.

    Raises:
        LakeError: As `export_sgf`.
    """
    from selfplay.lake import export_sgf

    written = export_sgf(lake, args.where, args.out, args.limit)
    _write(f"{count(written)} games written to {args.out}\n")
    return 0


def verify(lake: Lake, args: argparse.Namespace) -> int:
    """Reads every game; writes what is wrong and returns 1 if anything is.

    Raises:
        LakeError: As `verify` of the lake.
    """
    from selfplay.lake import verify as find_faults

    faults = find_faults(lake)
    if args.format != "text":
        _write(formatted(("fault",), [(fault,) for fault in faults], args.format))
    else:
        _write("\n".join([*faults, f"{count(len(faults))} faults"] if faults else ["sound"]) + "\n")
    return 1 if faults else 0


def repair(lake: Lake, args: argparse.Namespace) -> int:
    """Sets damaged files aside and writes which; the run must not be going.

    Raises:
        LakeError: As `repair` of the lake.
    """
    from selfplay.lake import repair as set_aside

    losses = [(loss.table, loss.path, loss.reason) for loss in set_aside(lake)]
    if args.format == "text" and not losses:
        _write("nothing was damaged\n")
    else:
        _write(formatted(("table", "file", "reason"), losses, args.format))
    return 0


def tidy(lake: Lake, args: argparse.Namespace) -> int:
    """Joins small files and removes those that no kept version needs.

    Raises:
        LakeError: As `tidy` of the lake.
    """
    from selfplay.lake import tidy as tidied

    done = tidied(lake, args.hours)
    names = ("files before", "files after", "files removed")
    _write(formatted(names, [(done.files_before, done.files_after, done.removed)], args.format))
    return 0


# Answers


def formatted(names: Sequence[str], rows: Sequence[Sequence[Any]], form: str) -> str:
    """Returns rows as aligned text, CSV with a header, or a JSON array of objects.

    Bytes are written in hexadecimal; numbers that are none as nothing, in JSON as null.

    Args:
        names: Of the columns.
        rows: Their values.
        form: One of `FORMATS`.
    """
    if form == "json":
        objects = [
            {name: _json_value(value) for name, value in zip(names, row, strict=True)}
            for row in rows
        ]
        return json.dumps(objects, indent=1, ensure_ascii=False) + "\n"
    cells = [[_cell(value) for value in row] for row in rows]
    if form == "csv":
        out = io.StringIO()
        csv.writer(out, lineterminator="\n").writerows([names, *cells])
        return out.getvalue()
    one_line = [[" ".join(cell.split()) for cell in row] for row in cells]
    return table(names, one_line) + "\n"


def _json_value(value: Any) -> Any:  # noqa: ANN401 - whatever the tables hold
    if isinstance(value, bytes):
        return value.hex()
    if isinstance(value, float) and not math.isfinite(value):
        return None
    if isinstance(value, list | tuple):
        return [_json_value(item) for item in cast("list[Any]", value)]
    if isinstance(value, dict):
        return {str(k): _json_value(item) for k, item in cast("dict[Any, Any]", value).items()}
    if value is None or isinstance(value, str | int | float):
        return value
    return str(value)


def _cell(value: Any) -> str:  # noqa: ANN401
    plain = _json_value(value)
    if plain is None:
        return ""
    if isinstance(plain, bool):
        return str(plain).lower()
    if isinstance(plain, float):
        return f"{plain:.6g}"
    return json.dumps(plain) if isinstance(plain, list | dict) else str(plain)


def _write(text: str) -> None:
    sys.stdout.write(text)
    sys.stdout.flush()


# The command line


class _HelpWithExamples(argparse.Action):
    """Shows the help of `lake sql`, its examples taken from the lake itself."""

    def __call__(
        self,
        parser: argparse.ArgumentParser,
        namespace: argparse.Namespace,
        values: object,
        option_string: str | None = None,
    ) -> None:
        """Show the help and leave."""
        from selfplay.lake import SQL_EXAMPLES
        from selfplay.lake.schema import TABLES

        examples = "\n\n".join(f"  # {what}\n  {text}" for what, text in SQL_EXAMPLES.items())
        parser.epilog = (
            f"tables: {', '.join(TABLES)}; `lake catalog DIR` explains their columns. Times are "
            f"microseconds since 1970 in the answer.\n\nstatements:\n\n{examples}\n\n"
            f"example:\n  {_EXAMPLES['sql']}"
        )
        parser.print_help()
        parser.exit()


_EXAMPLES = {
    "sql": 'gogame-selfplay lake sql runs/first "SELECT count(*) FROM games" --format csv',
    "tables": "gogame-selfplay lake tables runs/first",
    "catalog": "gogame-selfplay lake catalog runs/first games",
    "export": 'gogame-selfplay lake export runs/first sgf --where "outcome_black = 0" --limit 20',
    "verify": "gogame-selfplay lake verify runs/first",
    "repair": "gogame-selfplay lake repair runs/first",
    "tidy": "gogame-selfplay lake tidy runs/first --hours 24",
}


def add_lake_commands(subparsers: Any) -> None:  # noqa: ANN401 - argparse keeps its type private
    """Adds ``lake`` and its commands; what is parsed goes to `run_lake`.

    Args:
        subparsers: What `ArgumentParser.add_subparsers` returned.
    """
    lake: argparse.ArgumentParser = subparsers.add_parser(
        "lake",
        help="ask, export, check and tidy the tables of a run",
        description="Asks, exports, checks and tidies the tables of a run.",
        epilog=f"example:\n  {_EXAMPLES['tables']}",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    add: AddParser = lake.add_subparsers(required=True, metavar="ACTION").add_parser
    asked = _add(add, "sql", "answer an SQL statement that reads", sql, add_help=False)
    asked.add_argument("statement", metavar="SQL", help="SELECT, WITH, EXPLAIN, SHOW, DESCRIBE")
    asked.add_argument(
        "--version",
        action="append",
        default=[],
        metavar="TABLE=N",
        help="read a table as it was at its version N, may be repeated",
    )
    asked.add_argument(
        "-h",
        "--help",
        action=_HelpWithExamples,
        nargs=0,
        default=argparse.SUPPRESS,
        help="show this help with example statements, and leave",
    )
    listed = _add(add, "tables", "list the tables with their sizes", tables)
    listed.add_argument("--all", action="store_true", help="also those that have not been created")
    explained = _add(add, "catalog", "explain the columns of the tables", catalog)
    explained.add_argument("table", nargs="?", metavar="TABLE", help="only this one")
    exported = _add(add, "export", "write games as SGF files", export, has_format=False)
    exported.add_argument("out", type=Path, metavar="FOLDER", help="created if need be")
    exported.add_argument("--where", metavar="SQL", help="condition on the table games")
    exported.add_argument("--limit", type=_count, metavar="N", help="at most the newest N")
    _add(add, "verify", "read every game and say what is wrong; status 1 if anything is", verify)
    _add(add, "repair", "set damaged files aside while no run is going", repair)
    tidied = _add(add, "tidy", "join small files, remove replaced ones", tidy)
    tidied.add_argument(
        "--hours",
        type=_count,
        default=7 * 24,
        metavar="H",
        help="least age of a file that is removed (default 168)",
    )


def _count(text: str) -> int:
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError(f"{text}: expected 1 or more")
    return number


_count.__name__ = "whole number"


def _add(
    add: AddParser,
    name: str,
    purpose: str,
    command: LakeCommand,
    *,
    add_help: bool = True,
    has_format: bool = True,
) -> argparse.ArgumentParser:
    parser = add(
        name,
        help=purpose,
        description=f"{purpose[0].upper()}{purpose[1:]}.",
        epilog=f"example:\n  {_EXAMPLES[name]}",
        formatter_class=argparse.RawDescriptionHelpFormatter,
        add_help=add_help,
    )
    parser.add_argument("lake", metavar="DIR", help="the run's directory, a lake or its URI")
    if has_format:
        parser.add_argument(
            "--format", choices=FORMATS, default="text", help="of the answer (default text)"
        )
    parser.set_defaults(command="lake", lake_command=command)
    return parser
