"""The command line of ``gogame-selfplay`` as text: commands, options, help and examples.

`cli` runs what is parsed here; each command's name is in ``args.command``.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path

from gogame.levels import LEVELS
from gogame.verdict import Phase
from selfplay.lake_commands import add_lake_commands

AddParser = Callable[..., argparse.ArgumentParser]


def _command(
    add_parser: AddParser, name: str, purpose: str, *examples: str
) -> argparse.ArgumentParser:
    lines = "\n".join(f"  gogame-selfplay {example}" for example in examples)
    parser = add_parser(
        name,
        help=purpose,
        description=f"{purpose[0].upper()}{purpose[1:]}.",
        epilog=f"example{'s' if len(examples) > 1 else ''}:\n{lines}",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.set_defaults(command=name)
    return parser


def _positive(text: str) -> float:
    number = float(text)
    if not 0 < number < float("inf"):
        raise argparse.ArgumentTypeError(f"{text}: expected more than 0")
    return number


_positive.__name__ = "number"


def _count(text: str) -> int:
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError(f"{text}: expected 1 or more")
    return number


_count.__name__ = "whole number"


def _add_directory(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("dir", type=Path, metavar="DIR", help="the run's folder")


def _add_configuration(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--config", type=Path, metavar="FILE", help="a TOML file of settings")
    parser.add_argument(
        "--set",
        action="append",
        default=[],
        metavar="KEY=VALUE",
        help="change one setting; `gogame-selfplay settings` lists them",
    )


def build_parser() -> argparse.ArgumentParser:
    """Returns the parser of all commands."""
    parser = argparse.ArgumentParser(
        prog="gogame-selfplay",
        description="Trains Go networks from nothing, by self-play alone.",
        epilog="example:\n  gogame-selfplay run runs/first",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    subparsers = parser.add_subparsers(required=True, metavar="COMMAND")
    add: AddParser = subparsers.add_parser
    _add_run(add)
    status = _command(
        add, "status", "show where a run stands, also one of another terminal", "status runs/first"
    )
    _add_directory(status)
    status.add_argument("--json", action="store_true", help="as the run writes it")
    report = _command(add, "report", "write a page of plots about a run", "report runs/first")
    _add_directory(report)
    report.add_argument("--out", type=Path, metavar="FILE", help="where (default: DIR/report.html)")
    _add_feed(add)
    _add_matches(add)
    _add_bench(add)
    add_lake_commands(subparsers)
    _add_bundle(add)
    reproduce = _command(
        add,
        "reproduce",
        "train a checkpoint again from the lake, and compare",
        "reproduce runs/first 12",
        "reproduce runs/first 3f9a07c2",
    )
    _add_directory(reproduce)
    reproduce.add_argument(
        "checkpoint",
        metavar="CHECKPOINT",
        help="number of its round, or the beginning of its digest",
    )
    settings = _command(
        add,
        "settings",
        "list every setting, its default and its meaning",
        "settings",
        "settings rounds",
    )
    settings.add_argument(
        "part", nargs="?", default="", metavar="PREFIX", help="only settings that begin so"
    )
    return parser


def _add_run(add: AddParser) -> None:
    run = _command(
        add,
        "run",
        "train a network by self-play; the same command goes on after any stop",
        "run runs/first",
        "run runs/small --preset 7x7 --hours 1",
        "run runs/larger --from runs/first --set net=b6c64",
        "run runs/try --smoke",
    )
    _add_directory(run)
    run.add_argument(
        "--preset",
        default=None,
        metavar="NAME",
        help="what a new run begins with: 9x9 (default), 7x7, boards (7x7 to 19x19; --from a run"
        " on a small board) or smoke",
    )
    _add_configuration(run)
    run.add_argument(
        "--hours",
        type=_positive,
        metavar="H",
        help="stop after so many active hours, all starts together",
    )
    run.add_argument("--games", type=_count, metavar="N", help="stop after so many games")
    run.add_argument(
        "--from",
        dest="source",
        type=Path,
        metavar="RUN",
        help="start a new run from another run's network and games, or from a network; a smaller"
        " network grows to the run's net",
    )
    run.add_argument(
        "--smoke", action="store_true", help="the whole cycle on 5x5 in less than three minutes"
    )


def _add_feed(add: AddParser) -> None:
    stop = _command(
        add, "stop", "stop a run that goes on in another terminal or window", "stop runs/first"
    )
    _add_directory(stop)
    stop.add_argument(
        "--wait",
        type=_positive,
        default=120.0,
        metavar="S",
        help="seconds that it may take (default 120)",
    )
    curves = _command(
        add,
        "curves",
        "write a run's losses, speed and strength over time, as JSON for other programs",
        "curves runs/first",
    )
    _add_directory(curves)
    games = _command(
        add,
        "games",
        "write a run's stored games, the newest first, as JSON for other programs",
        "games runs/first --limit 20",
        "games runs/first --limit 20 --skip 20",
    )
    _add_directory(games)
    games.add_argument(
        "--limit", type=_count, default=100, metavar="N", help="at most so many (default 100)"
    )
    games.add_argument(
        "--skip", type=int, default=0, metavar="N", help="leave the newest N out (default 0)"
    )
    games.add_argument(
        "--checkpoint",
        default="",
        metavar="SHA256",
        help="only games that this network has played",
    )


def _add_bundle(add: AddParser) -> None:
    bundle = _command(
        add,
        "bundle",
        "make a network one that comes with the program (for those who release it)",
        "bundle runs/first --name nine --strength '60 % against GNU Go level 10 on 9x9, 100 games'",
    )
    bundle.add_argument(
        "source", type=Path, metavar="NET", help="a run, for its newest network, or a network file"
    )
    bundle.add_argument("--name", required=True, metavar="NAME", help="what it is to be called")
    bundle.add_argument(
        "--strength", default="", metavar="TEXT", help="results of matches, for people"
    )
    bundle.add_argument("--note", default="", metavar="TEXT", help="what else there is to say")


def _add_matches(add: AddParser) -> None:
    ladder = _command(
        add,
        "ladder",
        "play a run's networks against fixed opponents and rate them",
        "ladder runs/first",
        "ladder runs/first --newest --set games=40",
    )
    _add_directory(ladder)
    ladder.add_argument("--newest", action="store_true", help="only the newest network")
    ladder.add_argument(
        "--until-eof", action="store_true", help="end as soon as standard input does"
    )
    ladder.add_argument(
        "--set",
        action="append",
        default=[],
        metavar="KEY=VALUE",
        help="change one setting of the ladder for this time, as in games=40",
    )
    match = _command(
        add,
        "match",
        "play two players against each other",
        "match runs/first/networks/000040-1a2b3c4d.safetensors@100 gnugo-10 --size 7 --komi 9",
        "match new.safetensors@32 old.safetensors@32 --sprt 0 30",
        "match random 'cmd:gnugo --mode gtp --level 1'",
    )
    match.add_argument(
        "a",
        metavar="A",
        help="NETWORK@VISITS, random, rollouts-N, gnugo-LEVEL, an engine that is installed (gnugo, "
        "katago, leelaz, pachi) or cmd:COMMAND, in which quotes hold words together",
    )
    match.add_argument("b", metavar="B", help="likewise")
    match.add_argument("--games", type=_count, default=40, help="games at most (default: 40)")
    match.add_argument("--size", type=_count, default=9, help="board size (default: 9)")
    match.add_argument("--komi", type=float, default=7.0, help="White's points (default: 7)")
    match.add_argument("--seed", type=int, default=0, help="of the openings (default: 0)")
    match.add_argument(
        "--sprt",
        type=float,
        nargs=2,
        metavar=("ELO0", "ELO1"),
        help="stop as soon as A is shown to be ELO1 stronger, or not even ELO0",
    )
    _add_calibrate(add)
    _add_exercises(add)


def _add_calibrate(add: AddParser) -> None:
    calibrate = _command(
        add,
        "calibrate",
        "measure what the engine's levels are worth, by matches among them and against GNU Go",
        "calibrate --size 9",
        "calibrate --size 19 --games 10 --anchor-games 6 --levels 4 11 --file nineteen.json",
    )
    calibrate.add_argument("--size", type=_count, default=9, help="board size (default: 9)")
    calibrate.add_argument(
        "--games", type=_count, default=40, help="of each two neighbouring levels (default: 40)"
    )
    calibrate.add_argument(
        "--anchor-games",
        type=_count,
        default=20,
        metavar="N",
        help="of each of some levels against GNU Go 1 and 10 (default: 20)",
    )
    calibrate.add_argument(
        "--anchored",
        type=_count,
        nargs="+",
        default=[5, 7, 9],
        metavar="LEVEL",
        help="the levels that meet GNU Go (default: 5 7 9)",
    )
    calibrate.add_argument(
        "--levels",
        type=_count,
        nargs=2,
        default=[1, len(LEVELS)],
        metavar=("FIRST", "LAST"),
        help="only these (default: all)",
    )
    calibrate.add_argument(
        "--file",
        type=Path,
        metavar="FILE",
        help="where results are kept and gone on with (default: the program's own for that size)",
    )


def _add_exercises(add: AddParser) -> None:
    exercises = _command(
        add,
        "exercises",
        "find positions to practise in games that the bundled network plays against itself",
        "exercises endgames.sgf --phase endgame --count 40",
        "exercises fights.sgf --phase middle --size 13 --seed 1000",
    )
    exercises.add_argument("file", type=Path, metavar="FILE", help="SGF file to write them into")
    exercises.add_argument(
        "--phase",
        type=Phase,
        choices=tuple(Phase),
        default=Phase.ENDGAME,
        help="the part of the games, opening, middle or endgame (default endgame)",
    )
    exercises.add_argument(
        "--size", type=_count, default=9, help="board size, 5 to 19 (default: 9)"
    )
    exercises.add_argument("--count", type=_count, default=20, help="how many (default: 20)")
    exercises.add_argument(
        "--visits",
        type=_count,
        default=8000,
        metavar="N",
        help="search visits that confirm each, and half of them without its answer (default 8000)",
    )
    exercises.add_argument(
        "--least",
        type=_positive,
        default=1.5,
        metavar="POINTS",
        help="what every other move loses at least (default 1.5)",
    )
    exercises.add_argument("--seed", type=int, default=0, help="of the first game (default: 0)")


def _add_bench(add: AddParser) -> None:
    bench = _command(
        add,
        "bench",
        "measure how fast each part of training is on this machine",
        "bench",
        "bench actor --net b4c32 --size 9 --visits 32",
        "bench learner --net b6c64 --size 7 --size 9 --seconds 10",
        "bench decode --run runs/first",
    )
    bench.add_argument(
        "what",
        nargs="?",
        default="all",
        choices=("actor", "learner", "decode", "lake", "all"),
        help="self-play, training steps, batches from stored games, or the lake (default all)",
    )
    bench.add_argument(
        "--run",
        type=Path,
        metavar="DIR",
        help="a run whose newest network and games to measure with; without one an untrained"
        " network plays, whose games are longer than those of a trained one",
    )
    bench.add_argument(
        "--net",
        metavar="NET",
        help="a network's file, or a shape such as b6c64 (default: the run's newest, or b4c32)",
    )
    bench.add_argument(
        "--size",
        type=_count,
        action="append",
        metavar="N",
        help="board size, may be repeated (default: the run's; 9, learner and decode 7 and 9)",
    )
    bench.add_argument(
        "--visits", type=_count, metavar="N", help="of self-play (default: the run's, or 32)"
    )
    bench.add_argument(
        "--seconds", type=_positive, default=5.0, metavar="S", help="for each figure (default 5)"
    )
    bench.add_argument(
        "--positions",
        type=_count,
        default=1_000_000,
        metavar="N",
        help="written into a lake of its own and loaded (default 1000000)",
    )
