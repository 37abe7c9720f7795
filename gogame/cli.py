"""``gogame-engine``: the engine for other programs, terminals and measurements.

Each command parses, builds, calls. Its product goes to standard output, all else to standard
error; the exit status is 0, 1 if it failed, 2 if it was called wrongly. Heavy packages are
imported by the commands that need them, after the folder of compiled kernels is chosen.
"""

from __future__ import annotations

import argparse
import contextlib
import io
import json
import logging
import os
import re
import signal
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, replace
from pathlib import Path
from typing import TYPE_CHECKING

from gogame import doctor, warmup
from gogame.errors import ConfigError, GoError
from gogame.levels import calibration, level, levels_table
from gogame.options import KATAGO_IGNORED, build_parser
from gogame.styles import PlayStyle, styles_table

if TYPE_CHECKING:
    from gogame.analysis.settings import Settings
    from gogame.board.variant import VariantSpec
    from gogame.engine import Engine
    from gogame.evaluation import Evaluator
    from gogame.search.config import Limits

_log = logging.getLogger("gogame")


def main(argv: Sequence[str] | None = None) -> int:
    """Runs one command; returns the exit status."""
    logging.basicConfig(stream=sys.stderr, level=logging.WARNING, format="%(message)s")
    _log.setLevel(logging.INFO)  # other packages' messages are not for people
    try:
        args = build_parser().parse_args(argv)
    except SystemExit as stop:  # argparse has said what is wrong, or shown its help
        return stop.code if isinstance(stop.code, int) else 2
    warmup.choose_cache()
    _read_and_write_utf8()
    try:
        return _COMMANDS[args.command](args)
    except GoError as error:
        _log.error("gogame-engine: %s", error)
        return 1
    except BrokenPipeError:
        _silence_output()
        return 0
    except KeyboardInterrupt:
        return 1


def _read_and_write_utf8() -> None:
    """Makes text the same everywhere, and no character a reason to stop."""
    for stream, errors in ((sys.stdin, "replace"), (sys.stdout, "backslashreplace")):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors=errors)


def _silence_output() -> None:
    """Points standard output at nothing, so that leaving does not fail on the closed pipe."""
    with contextlib.suppress(OSError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)


def _write(text: str) -> None:
    sys.stdout.write(text)
    sys.stdout.flush()


# Building


def _variant(args: argparse.Namespace) -> VariantSpec:
    """Returns the game that the options describe."""
    from gogame.board.variant import standard

    size = re.fullmatch(r"(\d{1,3})(?:x(\d{1,3}))?", args.size.lower(), re.ASCII)
    if size is None:
        raise ConfigError(f"size {args.size!r}: expected a number such as 9, or two such as 9x7")
    game = standard(9, args.rules, args.komi)
    return replace(game, width=int(size[1]), height=int(size[2] or size[1]))


def _judges(args: argparse.Namespace) -> Callable[[VariantSpec], Evaluator]:
    """Returns what judges positions of each game: what was asked for, or the better player."""
    from gogame.judges import JudgeOptions, judges_for
    from gogame.rng import fresh_seed

    seed = fresh_seed() if args.seed is None else args.seed
    asked = JudgeOptions(args.net, args.rollouts, args.runtime, args.precision, seed)
    return judges_for(asked, _log.warning)


def _limits(args: argparse.Namespace) -> Limits | None:
    from gogame.search.config import Limits

    if args.visits is None and args.time is None:
        return None
    return Limits(visits=args.visits, seconds=args.time)


def _engine(args: argparse.Namespace) -> Engine:
    from gogame.engine import Engine, EngineConfig

    variant = _variant(args)
    config = EngineConfig(limits=_limits(args), ponders=args.ponder)
    judges = _judges(args)
    evaluator = judges(variant)
    warmup.compile_kernels(_log.info)
    if args.no_resign:
        config = replace(config, resign_below=0.0)
    if args.level is not None:
        config = replace(config, level=level(args.level))
    if args.style is not None:
        config = replace(config, style=PlayStyle.parse(args.style))
    return Engine(evaluator, config, variant=variant, seed=args.seed, evaluator_for=judges)


# Commands


def _leave_when_terminated() -> None:
    """Makes SIGTERM a quiet end."""

    def leave(_signal: int, _frame: object) -> None:
        raise SystemExit(0)

    signal.signal(signal.SIGTERM, leave)


def _gtp(args: argparse.Namespace) -> int:
    from gogame.gtp.lines import DescriptorLines
    from gogame.gtp.server import Server

    _leave_when_terminated()
    Server(_engine(args), DescriptorLines(), _write, args.name, args.gtp_version).run()
    return 0


def _analysis(args: argparse.Namespace) -> int:
    from gogame.analysis.channels import LineInput, LineOutput
    from gogame.analysis.server import Server
    from gogame.analysis.wire import MAX_LINE
    from gogame.search.pool import SearchPool

    _leave_when_terminated()
    settings = _analysis_settings(args)
    judges = _judges(args)
    warmup.compile_kernels(_log.info)
    pool = SearchPool(judges, memory_mib=args.memory)
    source, target = LineInput(0, MAX_LINE), LineOutput(1)
    waits = not args.quit_without_waiting
    Server(pool, source, target, settings, waits_at_end=waits).run()
    return 0


def _analysis_settings(args: argparse.Namespace) -> Settings:
    """Returns what holds for all queries, and names the options that change nothing."""
    from gogame.analysis.settings import MOST_VISITS, Settings, apply, parse_override

    for name in KATAGO_IGNORED:
        for value in getattr(args, name.replace("-", "_")) or ():
            _log.info("option -%s %s: ignored; networks are chosen with --net", name, value)
    visits = MOST_VISITS if args.visits is None and args.time is not None else args.visits
    settings = Settings(max_visits=visits, max_seconds=args.time)
    changes = {k: v for text in args.override_config for k, v in parse_override(text).items()}
    settings, ignored = apply(settings, changes)
    if ignored:
        _log.info("option -override-config: ignored %s", ", ".join(ignored))
    return settings


def _play(args: argparse.Namespace) -> int:
    from gogame.board.coords import Color
    from gogame.board.handicap import fixed_handicap
    from gogame.terminal import TerminalGame

    engine = _engine(args)
    if args.handicap:
        variant = engine.variant
        points = fixed_handicap(variant.height, variant.width, args.handicap)
        engine.set_position(engine.position.with_handicap(points))
    names = {Color.BLACK: ("white", "none"), Color.WHITE: ("black", "none")}
    of_engine = [color for color in Color if args.color in names[color]]
    TerminalGame(engine, of_engine, _read_line, _write_line).run()
    return 0


def _read_line(prompt: str) -> str | None:
    _write(prompt)
    line = sys.stdin.readline()
    if not line:
        _write("\n")
        return None
    return line if sys.stdin.isatty() else _echoed(line)


def _echoed(line: str) -> str:
    """Shows a line that nobody typed, so that a transcript can be read."""
    _write(line if line.endswith("\n") else line + "\n")
    return line


def _write_line(text: str) -> None:
    _write(text + "\n")


def _doctor(_args: argparse.Namespace) -> int:
    text, playable = doctor.page()
    _write_line(text)
    return 0 if playable else 1


def _review(args: argparse.Namespace) -> int:
    from gogame.judges import identity
    from gogame.review.analyst import SearchAnalyst
    from gogame.review.batch import Report, review_files
    from gogame.review.progress import progress_on
    from gogame.review.reviewed_file import ReviewSettings
    from gogame.review.targets import find_targets
    from gogame.review.words import Language

    targets, faults = find_targets(
        [Path(name) for name in args.files], None if args.output is None else Path(args.output)
    )
    asked = (args.runtime, args.precision, args.rollouts, args.seed)
    judge = f"{identity(args.net)} {' '.join(map(str, asked))}"
    settings = ReviewSettings(judge, args.visits, args.seconds, Language.parse(args.language))
    analyst = SearchAnalyst(_judges(args))
    warmup.compile_kernels(_log.info)
    with progress_on(sys.stderr) as progress:
        for fault in faults:
            progress.say(fault)
        result = progress.say if sys.stdout.isatty() else _write_line
        num_failed = review_files(targets, analyst, settings, Report(progress, result))
    return 1 if num_failed or faults else 0


def _bench(args: argparse.Namespace) -> int:
    warmup.compile_kernels(_log.info)
    if args.what == "gnugo":
        lines = _gnugo_match(args)
    else:
        from gogame.bench import run

        lines = run.tables(args.what, run.Options(args.size or [9, 19], args.seconds, args.seed))
    for line in lines:
        _write_line(line)
    return 0


def _gnugo_match(args: argparse.Namespace) -> Iterator[str]:
    from gogame.bench.gnugo import MatchOptions, play_match
    from gogame.board.variant import standard
    from gogame.search.config import Limits

    game = standard((args.size or [9])[0], komi=args.komi)
    options = MatchOptions(game, args.games, Limits(args.visits), args.level, args.seed)
    return play_match(_judges(args)(game), options)


def _levels(args: argparse.Namespace) -> int:
    measured = calibration(args.size)
    if measured is None:
        raise ConfigError(
            f"the levels have not been measured on {args.size}x{args.size}:"
            f" gogame-selfplay calibrate --size {args.size} does it"
        )
    for line in levels_table(measured):
        _write_line(line)
    return 0


def _styles(_args: argparse.Namespace) -> int:
    for line in styles_table():
        _write_line(line)
    return 0


def _net_list(_args: argparse.Namespace) -> int:
    from gogame.net.manifest import read_manifest

    bundled = read_manifest()
    for one in bundled:
        played = f"; {one.strength}" if one.strength else ""
        _write_line(f"{one.name}: {one.architecture}, from {', '.join(one.trained_on)}{played}")
    if not bundled:
        _write_line("no network is bundled with this version")
    return 0


def _net_info(args: argparse.Namespace) -> int:
    from gogame.net.checkpoint import load_checkpoint
    from gogame.net.manifest import NETWORKS, read_manifest
    from gogame.net.runtime import find_network

    file = find_network(args.file)
    checkpoint = load_checkpoint(file)
    shown = {"architecture": checkpoint.config.to_dict(), **asdict(checkpoint.metadata)}
    for one in read_manifest() if file.parent == NETWORKS else ():
        if one.name == file.stem:
            shown["bundled"] = asdict(one)
    _write_line(json.dumps(shown, indent=2, ensure_ascii=False))
    return 0


def _net_verify(args: argparse.Namespace) -> int:
    from gogame.net.checkpoint import load_checkpoint
    from gogame.net.manifest import NETWORKS, check_digest, read_manifest
    from gogame.net.runtime import find_network

    bundled = {one.name: one for one in read_manifest()}
    for name in [args.file] if args.file is not None else bundled:
        file = find_network(name)
        checkpoint = load_checkpoint(file)
        if file.parent == NETWORKS and file.stem in bundled:
            check_digest(bundled[file.stem], file.parent)
        _write_line(f"{name}: sound, {checkpoint.config.name}")
    return 0


def _net_export(args: argparse.Namespace) -> int:
    from gogame.net.checkpoint import checkpoint_files, load_checkpoint, save_checkpoint
    from gogame.net.runtime import find_network

    network = load_checkpoint(find_network(args.file))
    target, sidecar = checkpoint_files(args.target)
    for file in (target, sidecar):
        if file.exists():
            raise ConfigError(f"{file} is there already: choose another name")
    save_checkpoint(target, network.parameters, network.config, network.metadata)
    _write_line(str(target))
    return 0


_COMMANDS: dict[str, Callable[[argparse.Namespace], int]] = {
    "gtp": _gtp,
    "analysis": _analysis,
    "play": _play,
    "doctor": _doctor,
    "review": _review,
    "bench": _bench,
    "levels": _levels,
    "styles": _styles,
    "net_list": _net_list,
    "net_info": _net_info,
    "net_verify": _net_verify,
    "net_export": _net_export,
}
