"""The command line of ``gogame-engine`` as text: commands, options, help and examples.

`cli` runs what is parsed here; each command's name is in ``args.command``.
"""

from __future__ import annotations

import argparse
import math
from collections.abc import Callable

from gogame.levels import CALIBRATED_SIZES, LEVELS
from gogame.styles import PlayStyle

AUTO, ROLLOUTS = "auto", "rollouts"
# Those of `engine`, `review` and `rollout`; importing these would import Numba.
ROLLOUT_VISITS = 5000
NETWORK_VISITS = 800
REVIEW_VISITS, REVIEW_ROLLOUT_VISITS = 400, 2000
MAX_ROLLOUTS = 10_000

# Options of KataGo's `analysis` that mean nothing here: it has networks and settings of its own.
KATAGO_IGNORED = ("model", "config", "human-model", "analysis-threads")

AddParser = Callable[..., argparse.ArgumentParser]


def _at_least(least: int, most: int | None = None) -> Callable[[str], int]:
    """Returns a reader of whole numbers that are not smaller, nor larger than `most`."""

    def read(text: str) -> int:
        number = int(text)
        if most is not None and not least <= number <= most:
            raise argparse.ArgumentTypeError(f"{number}: expected {least} to {most}")
        if number < least:
            raise argparse.ArgumentTypeError(f"{number}: expected {least} or more")
        return number

    read.__name__ = "whole number"  # what argparse calls it in its messages
    return read


def _seconds(text: str) -> float:
    """Reads a length of time that ends."""
    number = float(text)
    if not 0 < number < math.inf:
        raise argparse.ArgumentTypeError(f"{text}: expected more than 0")
    return number


_seconds.__name__ = "number of seconds"


def _command(
    add_parser: AddParser,
    name: str,
    purpose: str,
    example: str,
) -> argparse.ArgumentParser:
    return add_parser(
        name,
        help=purpose,
        description=f"{purpose[0].upper()}{purpose[1:]}.",
        epilog=f"example:\n  {example}",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )


def build_parser() -> argparse.ArgumentParser:
    """Returns the parser of all commands."""
    parser = argparse.ArgumentParser(
        prog="gogame-engine",
        description="Plays, analyses and measures Go without a window.",
        epilog="example:\n  gogame-engine play --size 9",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    add_parser: AddParser = parser.add_subparsers(required=True, metavar="COMMAND").add_parser

    gtp = _command(
        add_parser,
        "gtp",
        "speak the Go Text Protocol on standard input and output",
        "printf 'boardsize 9\\ngenmove b\\nquit\\n' | gogame-engine gtp --visits 1000",
    )
    _add_engine_options(gtp)
    gtp.add_argument(
        "--ponder",
        action="store_true",
        help="think on the opponent's time too; only where seconds limit a move, so that visits "
        "and levels stay as strong as they say",
    )
    gtp.add_argument(
        "--name",
        default="GoGame",
        metavar="NAME",
        help="what the engine calls itself; LizzieYzy speaks KataGo's dialect to names that begin "
        "with Kata, as in 'KataGo (GoGame)' (default GoGame)",
    )
    gtp.add_argument(
        "--gtp-version",
        metavar="V",
        help="the version that it claims to have; from 1.11 on LizzieYzy asks for the ownership "
        "after each move (default the program's)",
    )
    gtp.set_defaults(command="gtp")

    _add_analysis(add_parser)
    play = _command(
        add_parser,
        "play",
        "play against the engine in this terminal",
        "gogame-engine play --size 9 --color black --time 3",
    )
    _add_engine_options(play)
    play.add_argument(
        "--color",
        choices=("black", "white", "both", "none"),
        default="black",
        help="what you play: both to have two people play, none to watch (default black)",
    )
    play.add_argument("--handicap", type=int, default=0, metavar="N", help="Black's extra stones")
    play.set_defaults(command="play", ponder=False)

    levels = _command(
        add_parser,
        "levels",
        "list the levels of strength, with what matches have shown them to be worth",
        "gogame-engine levels --size 13",
    )
    levels.add_argument(
        "--size",
        type=int,
        choices=CALIBRATED_SIZES,
        default=9,
        metavar="N",
        help=f"board size: {', '.join(map(str, CALIBRATED_SIZES))} (default 9)",
    )
    levels.set_defaults(command="levels")
    _command(
        add_parser,
        "styles",
        "list the styles of play, with what they like and what that may cost",
        "gogame-engine styles",
    ).set_defaults(command="styles")
    _add_review(add_parser)
    _add_bench(add_parser)
    doctor = _command(
        add_parser,
        "doctor",
        "say what works on this machine and what does not",
        "gogame-engine doctor",
    )
    doctor.set_defaults(command="doctor")
    _add_net(add_parser)
    return parser


def _add_net_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--net",
        default=AUTO,
        metavar="NET",
        help=f"a network's name or file, {ROLLOUTS} to judge by random games, or {AUTO}: the "
        "bundled network for games in which it is the stronger player, random games for others "
        f"(default {AUTO})",
    )
    parser.add_argument(
        "--runtime",
        choices=("auto", "openvino", "jax"),
        default="auto",
        help=f"what computes the network (default auto: with --net {AUTO} OpenVINO, else what is "
        "fastest here)",
    )
    parser.add_argument(
        "--precision",
        choices=("auto", "f32", "bf16"),
        default="auto",
        help="of the network's numbers (default auto)",
    )
    parser.add_argument(
        "--rollouts",
        type=_at_least(1, MAX_ROLLOUTS),
        default=8,
        metavar="N",
        help="random games for each judgement without a network (default 8)",
    )


def _add_engine_options(parser: argparse.ArgumentParser) -> None:
    _add_net_options(parser)
    parser.add_argument(
        "--visits",
        type=int,
        metavar="N",
        help=f"search visits a move (default {ROLLOUT_VISITS} with {ROLLOUTS}, "
        f"{NETWORK_VISITS} with a network, unlimited if --time is given)",
    )
    parser.add_argument("--time", type=float, metavar="S", help="seconds a move, at most")
    parser.add_argument(
        "--level",
        type=_at_least(1, len(LEVELS)),
        metavar="N",
        help=f"play weaker, as one of the levels 1 to {len(LEVELS)}; `gogame-engine levels` says "
        "what they are worth (default: as strong as the visits allow)",
    )
    parser.add_argument(
        "--style",
        choices=tuple(map(str, PlayStyle)),
        metavar="S",
        help=f"prefer a kind of move where it costs little: {', '.join(PlayStyle)}; "
        "`gogame-engine styles` explains them (default: the strongest move)",
    )
    parser.add_argument("--size", default="9", metavar="N|WxH", help="board size (default 9)")
    parser.add_argument(
        "--rules",
        default="chinese",
        metavar="R",
        help="chinese, japanese, korean, aga, new-zealand or tromp-taylor",
    )
    parser.add_argument("--komi", type=float, metavar="K", help="default: that of the rules")
    parser.add_argument(
        "--seed",
        type=_at_least(0),
        metavar="N",
        help="repeats games exactly (default: another one for each game)",
    )
    parser.add_argument("--no-resign", action="store_true", help="play lost games to the end")


def _add_analysis(add_parser: AddParser) -> None:
    analysis = _command(
        add_parser,
        "analysis",
        "analyse many positions at once: KataGo's JSON protocol on standard input and output",
        "gogame-engine analysis --visits 200",
    )
    _add_net_options(analysis)
    analysis.add_argument(
        "--visits",
        type=_at_least(1),
        metavar="N",
        help=f"visits of a position whose query does not say (default {ROLLOUT_VISITS} with "
        f"{ROLLOUTS}, {NETWORK_VISITS} with a network, unlimited if --time is given)",
    )
    analysis.add_argument(
        "--time", type=_seconds, metavar="S", help="seconds a position, at most, likewise"
    )
    analysis.add_argument("--seed", type=_at_least(0), default=0, metavar="N")
    analysis.add_argument(
        "--memory",
        type=_at_least(16),
        default=1024,
        metavar="MIB",
        help="memory for all search trees together (default 1024)",
    )
    like_katago = analysis.add_argument_group("options of KataGo, for programs that pass them")
    like_katago.add_argument(
        "-override-config",
        action="append",
        default=[],
        metavar="NAME=VALUE,...",
        help="settings for all queries, under KataGo's names; those unknown here are ignored",
    )
    like_katago.add_argument(
        "-quit-without-waiting",
        action="store_true",
        help="at the end of the input leave at once instead of finishing all queries",
    )
    for name in KATAGO_IGNORED:
        like_katago.add_argument(f"-{name}", action="append", metavar="X", help="ignored")
    analysis.set_defaults(command="analysis")


def _add_review(add_parser: AddParser) -> None:
    review = _command(
        add_parser,
        "review",
        "review whole games: annotated SGF, JSON and a page to read or print",
        "gogame-engine review my-games --visits 800 --output reviews",
    )
    review.add_argument(
        "files",
        nargs="+",
        metavar="FILE",
        help="SGF files, or folders that are searched to any depth; a run that was stopped goes on "
        "where it was, and finished files are left as they are",
    )
    review.add_argument(
        "--visits",
        type=_at_least(1),
        metavar="N",
        help=f"search visits of each position (default {REVIEW_VISITS} with a network, "
        f"{REVIEW_ROLLOUT_VISITS} with {ROLLOUTS}, unlimited if --seconds is given)",
    )
    review.add_argument(
        "--seconds", type=_seconds, metavar="S", help="seconds for each position, at most"
    )
    review.add_argument(
        "--output",
        metavar="DIR",
        help="folder for NAME.review.sgf, .json and .html (default: beside each file)",
    )
    review.add_argument(
        "--language",
        choices=("en", "ko"),
        default="en",
        help="of the page and the comments: English or Korean (default en)",
    )
    _add_net_options(review)
    review.add_argument("--seed", type=_at_least(0), default=0, metavar="N", help="of random games")
    review.set_defaults(command="review")


def _add_bench(add_parser: AddParser) -> None:
    bench = _command(
        add_parser,
        "bench",
        "measure this machine, beside other programs where installed",
        "gogame-engine bench board --size 9 --seconds 2",
    )
    bench.add_argument(
        "what",
        nargs="?",
        default="all",
        choices=("board", "search", "net", "analysis", "all", "gnugo"),
        help="gnugo plays games against GNU Go (default all the others)",
    )
    bench.add_argument(
        "--size",
        type=int,
        action="append",
        metavar="N",
        help="board size, may be repeated (default 9 and 19; gnugo 9)",
    )
    bench.add_argument(
        "--seconds", type=_seconds, default=2.0, metavar="S", help="for each figure (default 2)"
    )
    bench.add_argument("--games", type=_at_least(1), default=20, metavar="N", help="against GNU Go")
    bench.add_argument(
        "--visits",
        type=_at_least(1),
        default=ROLLOUT_VISITS,
        metavar="N",
        help=f"of ours a move, against GNU Go (default {ROLLOUT_VISITS})",
    )
    bench.add_argument(
        "--komi", type=float, default=7.0, metavar="K", help="against GNU Go (default 7)"
    )
    bench.add_argument(
        "--level", type=_at_least(0), default=1, metavar="N", help="GNU Go's (default 1)"
    )
    _add_net_options(bench)
    bench.add_argument("--seed", type=_at_least(0), default=0, metavar="N")
    bench.set_defaults(command="bench")


def _add_net(add_parser: AddParser) -> None:
    net = _command(
        add_parser,
        "net",
        "list, show, verify or copy network files",
        "gogame-engine net info mynet.safetensors",
    )
    add_action: AddParser = net.add_subparsers(required=True, metavar="ACTION").add_parser
    _command(
        add_action, "list", "list the bundled networks", "gogame-engine net list"
    ).set_defaults(command="net_list")
    info = _command(
        add_action,
        "info",
        "show what is known of a network",
        "gogame-engine net info mynet.safetensors",
    )
    info.add_argument("file", metavar="NET")
    info.set_defaults(command="net_info")
    verify = _command(
        add_action,
        "verify",
        "check network files against their checksums, and load them",
        "gogame-engine net verify mynet.safetensors",
    )
    verify.add_argument(
        "file", metavar="NET", nargs="?", help="default: all networks that come with the program"
    )
    verify.set_defaults(command="net_verify")
    export = _command(
        add_action,
        "export",
        "copy a network's two files, under another name",
        "gogame-engine net export wide my-wide.safetensors",
    )
    export.add_argument("file", metavar="NET")
    export.add_argument("target", metavar="FILE")
    export.set_defaults(command="net_export")
