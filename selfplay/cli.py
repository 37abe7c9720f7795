"""``gogame-selfplay``: trains networks from nothing, and shows what came of it.

Each command parses, builds, calls. Its product goes to standard output, all else to standard
error; the exit status is 0, 1 if it failed, 2 if it was called wrongly. Heavy packages are
imported by the commands that need them, after the folder of compiled kernels is chosen.
"""

from __future__ import annotations

import argparse
import contextlib
import dataclasses
import json
import logging
import os
import signal
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from gogame import warmup
from gogame.errors import ConfigError, GoError
from selfplay.kernels import prepare_kernels
from selfplay.options import build_parser

if TYPE_CHECKING:
    from selfplay.ladder.arena import PlayedGame
    from selfplay.run.config import RunConfig
    from selfplay.run.directory import RunDirectory

_log = logging.getLogger("selfplay")


def main(argv: Sequence[str] | None = None) -> int:
    """Runs one command; returns the exit status."""
    logging.basicConfig(stream=sys.stderr, level=logging.WARNING, format="%(message)s")
    for name in ("selfplay", "gogame"):
        logging.getLogger(name).setLevel(logging.INFO)
    logging.getLogger("gogame.decider").setLevel(logging.WARNING)  # of every game, its seed
    try:
        args = build_parser().parse_args(argv)
    except SystemExit as stop:  # argparse has said what is wrong, or shown its help
        return stop.code if isinstance(stop.code, int) else 2
    prepare_kernels()
    try:
        return _COMMANDS[args.command](args)
    except GoError as error:
        _log.error("gogame-selfplay: %s", " ".join(str(error).split()))
        return 1
    except BrokenPipeError:
        with contextlib.suppress(OSError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        return 0
    except OSError as error:  # a folder, a name or a disk that the system refuses
        _log.error("gogame-selfplay: %s", error)
        return 1
    except KeyboardInterrupt:
        return 1


def _write_line(text: str) -> None:
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


def _directory(path: Path) -> RunDirectory:
    from selfplay.run.directory import RunDirectory

    return RunDirectory(path)


def _run(args: argparse.Namespace) -> int:
    from selfplay.report.progress import Progress
    from selfplay.run.directory import Lock
    from selfplay.run.pipeline import Limits, Pipeline
    from selfplay.run.start import check_name, import_games, note_start, pending_source
    from selfplay.run.view import View

    directory = _directory(args.dir)
    warmup.compile_kernels(_log.info)
    lock = Lock(directory.root / "lock")
    config = _configure(args, directory)
    lake = directory.lake(config)
    check_name(directory, lake)
    parent = None
    source = args.source or pending_source(directory)
    if source is not None and _directory(source).exists():
        parent = _directory(source).run_id
        imported = import_games(directory, config, source, lake)
        if imported:
            _log.info("took %d positions of %s", imported, parent)
    note_start(directory, config, lake, parent)
    hours = args.hours if args.hours or not args.smoke else 0.04
    with Progress(directory.root) as progress:
        view = View(directory, progress)
        pipeline = Pipeline(directory, config, Limits(hours, args.games), view)
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, _stopper(pipeline.stop))
        pipeline.run()
        view.close()
    if args.smoke:
        _report(argparse.Namespace(dir=args.dir, out=None))
    lock.release()
    return 0


def _stopper(stop: Callable[[], None]) -> Callable[[int, object], None]:
    """Returns a handler that stops at the first signal and kills at the second."""

    def handle(_signal: int, _frame: object) -> None:
        stop()
        signal.signal(signal.SIGINT, signal.default_int_handler)

    return handle


def _configure(args: argparse.Namespace, directory: RunDirectory) -> RunConfig:
    """Returns the run's configuration; begins the run if there is none."""
    from selfplay.run.start import begin

    if not directory.exists():
        config = _asked(args)
        started = begin(directory, config, args.source)
        if started:
            _log.info("%s", started)
        return config
    stored, config = directory.config(), directory.config(args.set)
    if (args.preset or args.config) and _asked(args) != stored:  # equal: the same command again
        raise ConfigError(
            f"{directory.root} holds a run with other settings: change them with --set, or in"
            f" {directory.config_file.name}"
        )
    has_network = directory.start_network.exists() or directory.network_files()
    if config.net != stored.net and has_network:
        raise ConfigError(
            f"{directory.root} has networks {stored.net}: for {config.net} start another run with"
            f" --from {args.dir} --config {args.dir / directory.config_file.name}"
            f" --set net={config.net}"
        )
    if config != stored:
        directory.write_config(config)
    return config


def _asked(args: argparse.Namespace) -> RunConfig:
    """Returns the configuration that a new run would have by its command.

    Raises:
        ConfigError: There is no such preset or file, or a setting is wrong.
    """
    from selfplay.run.config import read_config
    from selfplay.run.presets import preset

    text = preset(args.preset or ("smoke" if args.smoke else "9x9"))
    where = "preset"
    if args.config:
        try:
            text, where = args.config.read_text(encoding="utf-8"), str(args.config)
        except (OSError, UnicodeDecodeError) as error:
            raise ConfigError(f"--config {args.config} cannot be read: {error}") from error
    return read_config(text, args.set, where=where)


def _status(args: argparse.Namespace) -> int:
    from selfplay.report.status import json_status, read_status, text_status

    status = read_status(args.dir)
    _write_line(json_status(status) if args.json else text_status(status))
    return 0


def _stop(args: argparse.Namespace) -> int:
    from selfplay.run.stop import stop_run

    pid = stop_run(_directory(args.dir), args.wait)
    _write_line(f"the run in {args.dir} has stopped, process {pid}")
    return 0


def _curves(args: argparse.Namespace) -> int:
    from selfplay.report.feed import curves

    _write_line(json.dumps(curves(args.dir), allow_nan=False))
    return 0


def _games(args: argparse.Namespace) -> int:
    from selfplay.report.feed import stored_games

    if args.skip < 0:
        raise ConfigError(f"--skip {args.skip}: expected 0 or more")
    found = stored_games(args.dir, args.limit, skip=args.skip, checkpoint=args.checkpoint)
    _write_line(json.dumps(found, allow_nan=False))
    return 0


def _report(args: argparse.Namespace) -> int:
    from selfplay.report.html import write_report

    _write_line(str(write_report(args.dir, args.out)))
    return 0


def _reproduce(args: argparse.Namespace) -> int:
    from selfplay.cores import num_cores
    from selfplay.run.reproduce import TOLERANCE, reproduce
    from selfplay.train.learner import share_cores

    share_cores(num_cores())
    made = reproduce(_directory(args.dir), args.checkpoint, _log.info)
    _write_line(
        f"{made.checkpoint[:12]}: {made.rounds} rounds, {made.steps} steps; largest difference of a"
        f" weight {made.difference:.2e} of its tensor's largest"
        f" ({'equal' if made.is_equal else 'NOT equal'} within {TOLERANCE:g})"
    )
    return 0 if made.is_equal else 1


def _settings(args: argparse.Namespace) -> int:
    from selfplay.run.config import RunConfig
    from selfplay.settings import describe

    found = [key for key in describe(RunConfig) if key.key.startswith(args.part)]
    if not found:
        raise ConfigError(f"no setting begins with {args.part!r}: see gogame-selfplay settings")
    for key in found:
        _write_line(f"{key.key} = {key.default}\n    {key.text}")
    return 0


def _ladder(args: argparse.Namespace) -> int:
    from selfplay.ladder.config import LadderConfig
    from selfplay.ladder.ladder import LadderProgress, choose_networks, run_ladder
    from selfplay.ladder.table import table
    from selfplay.run.directory import Lock
    from selfplay.run.ladder_child import write_rows
    from selfplay.run.pipes import end_with_input
    from selfplay.settings import resolve

    directory = _directory(args.dir)
    config = directory.config()
    if args.until_eof:
        end_with_input()
    lock = Lock(directory.logs / "ladder.lock")
    changes = resolve(LadderConfig, "", args.set)
    asked = {key.partition("=")[0].strip().partition(".")[0] for key in args.set}
    ladder = dataclasses.replace(config.ladder, **{name: getattr(changes, name) for name in asked})
    files = choose_networks(directory.network_files(), 1 if args.newest else ladder.networks)
    if not files:
        raise ConfigError(f"{directory.root} has no network yet: let the run go on")
    largest = max(config.actor.games.variants, key=lambda choice: choice.share)
    shown = -1

    def progress(at: LadderProgress) -> bool:
        nonlocal shown
        if at.games * 10 // max(at.planned, 1) > shown:
            shown = at.games * 10 // max(at.planned, 1)
            _log.info("%d of %d games: %s", at.games, at.planned, at.text)
        return True

    lake = directory.lake(config)
    report = run_ladder(lake, files, ladder, largest.variant(), directory.run_id, progress)
    write_rows(directory, report.rows)
    _write_line(table(report.rows))
    for problem in report.problems:
        _log.warning("%s", problem)
    lock.release()
    return 0 if report.is_complete else 1


def _match(args: argparse.Namespace) -> int:
    from gogame.board.variant import standard
    from selfplay.ladder.match import MatchOptions, play_match
    from selfplay.ladder.sprt import SprtConfig
    from selfplay.ladder.table import game_line

    sprt = SprtConfig(*args.sprt) if args.sprt else None
    options = MatchOptions(
        standard(args.size, komi=args.komi), args.games + args.games % 2, args.seed, sprt=sprt
    )

    def tell(game: PlayedGame) -> None:
        _log.info("%s", game_line(game, args.a, args.b, options.arena.opening_moves))

    result = play_match(args.a, args.b, options, tell)
    match, (low, high) = result.match, result.match.interval
    _write_line(
        f"{args.a} against {args.b}: {match.wins} won, {match.draws} drawn, {match.losses} lost;"
        f" {100 * match.score:.0f} % ({100 * low:.0f} to {100 * high:.0f} %)"
    )
    if sprt is not None:
        _write_line(f"test {sprt.elo0:g} against {sprt.elo1:g} Elo: {result.decision}")
    for fault in match.faults:
        _write_line(f"lost by fault: {fault}")
    return 0


def _calibrate(args: argparse.Namespace) -> int:
    from gogame.levels import calibration_file, levels_table, read_calibration_file
    from selfplay.ladder.calibrate import CalibrationOptions, calibrate

    warmup.compile_kernels(_log.info)
    options = CalibrationOptions(
        args.size,
        args.file or calibration_file(args.size),
        args.games + args.games % 2,
        args.anchor_games + args.anchor_games % 2,
        tuple(args.anchored),
        tuple(args.levels),
    )
    calibrate(options, _log.info)
    for line in levels_table(read_calibration_file(options.file)):
        _write_line(line)
    return 0


def _exercises(args: argparse.Namespace) -> int:
    from gogame.board.variant import standard
    from gogame.judges import JudgeOptions, judges_for
    from selfplay.exercises import ExerciseOptions, write_exercises

    warmup.compile_kernels(_log.info)
    options = ExerciseOptions(
        standard(args.size),
        args.phase,
        args.count,
        visits=args.visits,
        least=args.least,
        seed=args.seed,
    )
    evaluator = judges_for(JudgeOptions(), _log.warning)(options.variant)
    write_exercises(args.file, options, evaluator, _log.info)
    _write_line(f"{args.file}: exercises: {options.count}")
    return 0


def _bench(args: argparse.Namespace) -> int:
    from selfplay.bench.run import Options, network_named, tables
    from selfplay.cores import num_cores

    warmup.compile_kernels(_log.info)
    lake, sizes, visits, newest = None, None, 32, "b4c32"
    if args.run is not None:
        directory = _directory(args.run)
        config = directory.config()
        lake, visits = directory.lake(config), config.actor.play.visits
        sizes = tuple(sorted({choice.width for choice in config.actor.games.variants}))
        newest = next((str(file) for file in reversed(directory.network_files())), config.net)
    options = Options(
        network_named(args.net or newest),
        lake,
        tuple(args.size) if args.size else sizes,
        args.visits or visits,
        seconds=args.seconds,
        positions=args.positions,
    )
    if args.what in ("learner", "all"):
        from selfplay.train.learner import share_cores

        share_cores(num_cores())
    for line in tables(args.what, options):
        _write_line(line)
    return 0


def _bundle(args: argparse.Namespace) -> int:
    from selfplay.bundle import bundle

    made = bundle(args.source, args.name, strength=args.strength, note=args.note)
    _write_line(
        f"{made.name}: {made.architecture}, from {', '.join(made.trained_on)}, {made.sha256[:12]}"
    )
    return 0


def _lake(args: argparse.Namespace) -> int:
    from selfplay.lake_commands import repair, run_lake
    from selfplay.run.directory import Lock
    from selfplay.run.mend import mend

    lock = None
    if args.lake_command is repair and (Path(args.lake) / "logs").is_dir():
        directory = _directory(Path(args.lake))
        lock = Lock(directory.root / "lock")
        for line in mend(directory):
            _log.info("%s", line)
    status = run_lake(args)
    if lock is not None:
        lock.release()
    return status


_COMMANDS: dict[str, Callable[[Any], int]] = {
    "run": _run,
    "status": _status,
    "stop": _stop,
    "curves": _curves,
    "games": _games,
    "report": _report,
    "reproduce": _reproduce,
    "ladder": _ladder,
    "match": _match,
    "calibrate": _calibrate,
    "exercises": _exercises,
    "bench": _bench,
    "bundle": _bundle,
    "lake": _lake,
    "settings": _settings,
}
