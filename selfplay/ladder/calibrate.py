"""The dial's calibration: matches of neighbouring levels and of GNU Go, rated together.

Results are kept in one small JSON file, which is written after every match: the same command goes
on where it stopped, plays more games if more are asked for, and plays those of a level again whose
style has changed. Begin with `calibrate`.
"""

from __future__ import annotations

import itertools
import json
import os
from collections.abc import Callable
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import cast

from gogame.board.variant import standard
from gogame.errors import ConfigError
from gogame.levels import ANCHOR, ANCHOR_ELO, LEVELS, read_calibration
from gogame.net.manifest import read_manifest
from selfplay.ladder.config import ArenaConfig
from selfplay.ladder.match import MatchOptions, MatchResult, play_match
from selfplay.ladder.rating import Pairing, Rating, rate

_FORMAT = 1
_WEAKER_ANCHOR = "gnugo-1"
# Clean sweeps need a prior. A game with a nobody of average strength for each player, as `rate` has
# it, would add up along a chain of levels, and push its two halves together in the middle. So each
# pair plays one drawn game more, and the nobody only keeps the sums finite.
_DRAWN_GAMES, _NOBODY_S_GAMES = 1.0, 0.01


@dataclass(frozen=True, slots=True)
class CalibrationOptions:
    """What to measure.

    Attributes:
        size: Side of the board.
        file: Where the results are kept.
        games: Games of each pair of neighbouring levels, an even number.
        anchor_games: Games of each level named in `anchored` against GNU Go 1 and 10.
        anchored: Levels that meet GNU Go.
        levels: The first and the last level to measure.
        komi: White's points.
    """

    size: int
    file: Path
    games: int = 40
    anchor_games: int = 20
    anchored: tuple[int, ...] = (5, 7, 9)
    levels: tuple[int, int] = (1, len(LEVELS))
    komi: float = 7.0

    def __post_init__(self) -> None:
        """Check the ranges."""
        for name in ("games", "anchor_games"):
            number = getattr(self, name)
            if number < 0 or number % 2:
                raise ConfigError(f"{name} {number}: expected an even number, games come in pairs")
        first, last = self.levels
        if not 1 <= first <= last <= len(LEVELS):
            raise ConfigError(f"levels {first} to {last}: expected two of 1 to {len(LEVELS)}")


def calibrate(options: CalibrationOptions, tell: Callable[[str], None]) -> None:
    """Plays what is missing and writes the file after every match.

    Args:
        options: What to measure.
        tell: Gets a line about every match.

    Raises:
        ConfigError: The file is damaged.
        EngineError: GNU Go is not installed.
    """
    results = _kept(options.file)
    for a, b, wanted in _matches(options):
        known = results.get((a, b), Pairing(a, b, 0.0, 0))
        missing = wanted - int(known.games)
        if missing <= 0:
            continue
        match = _play(a, b, missing, int(known.games), options)
        results[a, b] = Pairing(
            a, b, known.points + match.wins + 0.5 * match.draws, known.games + len(match.games)
        )
        _write(options, results)
        tell(_line(match))


def _matches(options: CalibrationOptions) -> list[tuple[str, str, int]]:
    first, last = options.levels
    names = [_name(number) for number in range(first, last + 1)]
    found = [(b, a, options.games) for a, b in itertools.pairwise(names)]
    met = [number for number in options.anchored if first <= number <= last]
    for anchor in (ANCHOR, _WEAKER_ANCHOR):
        found += [(_name(number), anchor, options.anchor_games) for number in met]
    return found


def _name(number: int) -> str:
    return f"level-{number}"


def _play(a: str, b: str, games: int, seed: int, options: CalibrationOptions) -> MatchResult:
    game = standard(options.size, komi=options.komi)
    # One child at a time: the machine has other work.
    arena = replace(ArenaConfig(), gtp_parallel=1)
    return play_match(a, b, MatchOptions(game, games, seed, arena)).match


def _line(match: MatchResult) -> str:
    low, high = match.interval
    text = (
        f"{match.player_a} against {match.player_b}: {match.wins} won, {match.draws} drawn, "
        f"{match.losses} lost; {match.score:.0%} ({low:.0%} to {high:.0%})"
    )
    return "; lost by fault: ".join((text, *match.faults))


def _kept(file: Path) -> dict[tuple[str, str], Pairing]:
    """Returns the results in a file that still hold: those of levels that play as they did."""
    if not file.is_file():
        return {}
    text = file.read_text(encoding="utf-8")
    styles = read_calibration(text, str(file)).styles
    changed = {
        _name(one.number) for one in LEVELS if styles[one.number - 1 : one.number] != (one.network,)
    }
    raw = json.loads(text)
    pairings = [Pairing(*pairing) for pairing in raw["pairings"]]
    if raw["network"] != _network():
        return {}
    return {(p.a, p.b): p for p in pairings if not changed & {p.a, p.b}}


def _network() -> str:
    """Returns which network judges, by the beginning of its digest."""
    bundled = read_manifest()
    return bundled[0].sha256[:16] if bundled else ""


def _write(options: CalibrationOptions, results: dict[tuple[str, str], Pairing]) -> None:
    pairings = list(results.values())
    document: dict[str, object] = {
        "format": _FORMAT,
        "size": options.size,
        "settings": f"{options.size}x{options.size}, Chinese rules, komi {options.komi:g}, two "
        "random opening moves, colours swapped; 95 % intervals by Bradley and Terry",
        "network": _network(),
        "styles": [asdict(one.network) for one in LEVELS],
        "levels": _ratings(pairings),
        "pairings": [[p.a, p.b, p.points, p.games] for p in pairings],
    }
    draft = options.file.with_name(f".{options.file.name}.{os.getpid()}")
    draft.write_text(_text(document), encoding="utf-8", newline="\n")
    draft.replace(options.file)


def _text(document: dict[str, object]) -> str:
    """Returns JSON with one line for each element of its lists, which changes are read by."""
    fields: list[str] = []
    for key, value in document.items():
        shown = json.dumps(value)
        if isinstance(value, list) and value:
            elements = cast(list[object], value)
            shown = "[\n  " + ",\n  ".join(map(json.dumps, elements)) + "\n ]"
        fields.append(f" {json.dumps(key)}: {shown}")
    return "{\n" + ",\n".join(fields) + "\n}\n"


def _ratings(pairings: list[Pairing]) -> list[dict[str, float]]:
    """Returns the rated levels as `levels.RatedLevel` reads them; none before GNU Go 10 played."""
    rated = _rated_against(ANCHOR, pairings)
    if ANCHOR not in rated:
        return []
    found: list[dict[str, float]] = []
    for one in LEVELS:
        name, below = _name(one.number), _name(one.number - 1)
        if name not in rated:
            continue
        step = (0.0, 0.0, 0.0)
        if below in rated:
            it = _rated_against(below, pairings)[name]
            step = (it.elo, it.low, it.high)
        whole = rated[name]
        found.append(
            {
                "number": one.number,
                "elo": round(ANCHOR_ELO + whole.elo),
                "low": round(ANCHOR_ELO + whole.low),
                "high": round(ANCHOR_ELO + whole.high),
                "games": int(sum(p.games for p in pairings if name in (p.a, p.b))),
                "step": round(step[0]),
                "step_low": round(step[1]),
                "step_high": round(step[2]),
            }
        )
    return found


def _rated_against(zero: str, pairings: list[Pairing]) -> dict[str, Rating]:
    """Returns the players' ratings by name, that of `zero` being 0."""
    padded = [
        replace(p, points=p.points + _DRAWN_GAMES / 2, games=p.games + _DRAWN_GAMES)
        for p in pairings
    ]
    return {rating.player: rating for rating in rate(padded, zero, _NOBODY_S_GAMES)}
