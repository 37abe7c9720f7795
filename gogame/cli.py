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
from typing import TYPE_CHECKING

from gogame import doctor, warmup
from gogame.errors import ConfigError, GoError
from gogame.options import NETWORK_VISITS, ROLLOUT_VISITS, ROLLOUTS, build_parser

if TYPE_CHECKING:
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


def _evaluator(args: argparse.Namespace) -> Evaluator:
    """Returns what judges positions: the network asked for, the bundled one, or random games."""
    from gogame.rollout import RolloutEvaluator

    if args.net == ROLLOUTS or (args.net is None and not doctor.bundled_networks()):
        return RolloutEvaluator(args.rollouts, args.seed)
    from gogame.net.runtime import load_evaluator

    name = args.net if args.net is not None else doctor.bundled_networks()[-1]
    return load_evaluator(name, runtime=args.runtime, precision=args.precision)


def _limits(args: argparse.Namespace, evaluator: Evaluator) -> Limits:
    from gogame.search.config import Limits

    if args.visits is None and args.time is None:
        return Limits(visits=NETWORK_VISITS if evaluator.reads_planes else ROLLOUT_VISITS)
    return Limits(visits=args.visits, seconds=args.time)


def _engine(args: argparse.Namespace) -> Engine:
    from gogame.engine import Engine, EngineConfig

    variant = _variant(args)
    evaluator = _evaluator(args)
    warmup.compile_kernels(_log.info)
    config = EngineConfig(limits=_limits(args, evaluator))
    if args.no_resign:
        config = replace(config, resign_below=0.0)
    return Engine(evaluator, config, variant=variant, seed=args.seed)


# Commands


def _gtp(args: argparse.Namespace) -> int:
    from gogame.gtp.lines import DescriptorLines
    from gogame.gtp.server import Server

    def leave(_signal: int, _frame: object) -> None:
        raise SystemExit(0)

    signal.signal(signal.SIGTERM, leave)
    Server(_engine(args), DescriptorLines(), _write).run()
    return 0


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
    return play_match(_evaluator(args), options)


def _net_list(_args: argparse.Namespace) -> int:
    names = doctor.bundled_networks()
    _write_line("\n".join(names) if names else "no network is bundled with this version")
    return 0


def _net_info(args: argparse.Namespace) -> int:
    from gogame.net.checkpoint import load_checkpoint

    checkpoint = load_checkpoint(args.file)
    shown = {"architecture": checkpoint.config.to_dict(), **asdict(checkpoint.metadata)}
    _write_line(json.dumps(shown, indent=2))
    return 0


def _net_verify(args: argparse.Namespace) -> int:
    from gogame.net.checkpoint import load_checkpoint

    checkpoint = load_checkpoint(args.file)
    _write_line(f"{args.file}: sound, {checkpoint.config.name}")
    return 0


_COMMANDS: dict[str, Callable[[argparse.Namespace], int]] = {
    "gtp": _gtp,
    "play": _play,
    "doctor": _doctor,
    "bench": _bench,
    "net_list": _net_list,
    "net_info": _net_info,
    "net_verify": _net_verify,
}
