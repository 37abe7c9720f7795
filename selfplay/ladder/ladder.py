"""The ladder of a run: its networks against fixed opponents and one another, rated together.

`run_ladder` looks up in the lake what has been played, plays what is missing in parts of a few
games, and rates everybody by all games on the variant. Stopped or killed, the same call goes on.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from gogame.board.variant import VariantSpec, standard
from gogame.errors import GoError
from selfplay.ladder.arena import PlannedGame, PlayedGame, plan_games, play_games
from selfplay.ladder.config import LadderConfig
from selfplay.ladder.match import result_of
from selfplay.ladder.players import Player
from selfplay.ladder.rating import Rating, rate
from selfplay.ladder.records import (
    Contestant,
    Standings,
    ladder_rows,
    load_standings,
    store_match,
    store_players,
    store_ratings,
)
from selfplay.ladder.roster import anchor_player, checkpoint_digest, is_installed, network_player
from selfplay.ladder.table import LadderRow, short_name
from selfplay.lake.errors import LakeError
from selfplay.lake.tables import Lake

_ROUND = re.compile(r"(\d+)-")
_SEED = 0  # of the openings: the same ones in all pairings and all calls
Pair = tuple[Contestant, Contestant]


@dataclass(frozen=True, slots=True)
class LadderProgress:
    """Where a ladder stands.

    Attributes:
        games: Games played of those planned, earlier calls included.
        planned: Games planned.
        text: What is being played, for people.
    """

    games: int
    planned: int
    text: str


Progress = Callable[[LadderProgress], bool]
"""Told where a ladder stands; returns whether it is to go on."""


@dataclass(frozen=True, slots=True)
class LadderReport:
    """What a ladder came to.

    Attributes:
        rows: One for each pairing on the variant, strongest first.
        problems: What could not be played, a sentence each.
        is_complete: Whether everything planned has been played.
    """

    rows: tuple[LadderRow, ...]
    problems: tuple[str, ...]
    is_complete: bool


def round_of(path: str | Path) -> int | None:
    """Returns the round in a network's file name (``000012-...``), or None."""
    match = _ROUND.match(Path(path).name)
    return int(match[1]) if match else None


def choose_networks(files: Sequence[Path], count: int) -> list[Path]:
    """Returns which networks of a run to rate, oldest first: the newest, and earlier ones.

    The earlier ones are those nearest to rounds 1, 2, 4, 8, ..., so that they stay the same while
    the run goes on; the latest of them if there are more than wanted.

    Args:
        files: Tensors files; those without a round in their names are left out.
        count: Most networks.
    """
    by_round = {number: file for file in files if (number := round_of(file)) is not None}
    if not by_round:
        return []
    newest = max(by_round)
    wanted: list[int] = []
    power = 1
    while power < newest:
        nearest = min(by_round, key=lambda number: (abs(number - power), number))
        if nearest not in (*wanted, newest):
            wanted.append(nearest)
        power *= 2
    earlier = wanted[len(wanted) - min(len(wanted), count - 1) :]
    return [by_round[number] for number in (*earlier, newest)]


@dataclass(slots=True)
class _Ladder:
    """What a ladder knows while it is climbed."""

    lake: Lake
    config: LadderConfig
    variant: VariantSpec
    run_id: str
    files: dict[str, Path]
    standings: Standings
    problems: list[str]

    def player(self, one: Contestant) -> Player:
        """Returns a new player.

        Raises:
            GoError: It cannot be had.
        """
        arena = self.config.arena
        if one.is_network:
            return network_player(self.files[one.player], one.visits, arena, name=one.player)
        player = anchor_player(one.player, arena, self.config.gtp)
        if player is None:
            raise GoError(f"no opponent {one.player!r}: take it out of the ladder's anchors")
        return player

    def played(self, pair: Pair) -> int:
        """Returns the games of a pairing so far, at most those wanted."""
        standing = self.standings.get(pair)
        return min(self.config.games, standing.games) if standing else 0


def run_ladder(
    lake: Lake,
    networks: Sequence[Path],
    config: LadderConfig,
    variant: VariantSpec,
    run_id: str,
    progress: Progress = lambda _: True,
) -> LadderReport:
    """Plays what the ladder lacks, stores it and the ratings, and returns the table.

    Args:
        lake: Where matches are; matches of other runs on the variant count too.
        networks: Checkpoints to rate, oldest first; see `choose_networks`.
        config: What to play.
        variant: The run's main game; `config.size` overrules it.
        run_id: Whose rows these are.
        progress: Told of every pairing that begins and every game that ends; returns False to
            stop, and the part under way is then dropped.

    Raises:
        LakeError: The lake cannot be read or written.
        GoError: The variant cannot be played at all.
    """
    spec = standard(config.size, komi=config.komi) if config.size else variant
    problems: list[str] = []
    files: dict[str, Path] = {}
    for path in networks:
        try:
            files[checkpoint_digest(path)] = Path(path)
        except GoError as error:
            problems.append(str(error))
    ladder = _Ladder(lake, config, spec, run_id, files, load_standings(lake, spec), problems)
    pairs = _pairs(ladder)
    commands = {engine.name: engine.command for engine in config.gtp}
    store_players(lake, list(dict.fromkeys(one for pair in pairs for one in pair)), commands)
    plans = plan_games(spec, config.games, _SEED, config.arena.opening_moves)
    is_complete = True
    for pair in pairs:
        try:
            if not _play_pair(ladder, pair, pairs, plans, progress):
                is_complete = False
                break
        except LakeError:
            raise
        except GoError as error:
            is_complete = False
            problems.append(f"{_title(pair)}: {error}")
    ladder.standings = load_standings(lake, spec)
    ratings = _ratings(ladder.standings, config.anchor)
    store_ratings(lake, run_id, spec, ratings, config.anchor)
    rounds = {digest: number for digest, f in files.items() if (number := round_of(f)) is not None}
    rows = ladder_rows(ladder.standings, ratings, rounds)
    return LadderReport(tuple(rows), tuple(problems), is_complete)


def _pairs(ladder: _Ladder) -> list[Pair]:
    """Returns the pairings in the order in which they are played: the newest network first."""
    config = ladder.config
    names = [*config.anchors, *(engine.name for engine in config.gtp)]
    anchors: list[Contestant] = []
    for name in names:
        if is_installed(name):
            kind, _, number = name.partition("-")
            anchors.append(Contestant(name, int(number) if kind == "rollouts" else 0))
        else:
            ladder.problems.append(f"{name} is not installed: its matches are left out")
    pairs: list[Pair] = []
    digests = list(ladder.files)
    for digest in reversed(digests):
        for visits in config.visits:
            pairs += [(Contestant(digest, visits), anchor) for anchor in reversed(anchors)]
    if config.neighbors:
        for older, newer in reversed(list(itertools.pairwise(digests))):
            pairs += [(Contestant(newer, v), Contestant(older, v)) for v in config.visits]
    pairs += [(anchors[i + 1], anchors[i]) for i in range(len(anchors) - 1)]
    return pairs


def _play_pair(
    ladder: _Ladder,
    pair: Pair,
    pairs: Sequence[Pair],
    plans: Sequence[PlannedGame],
    progress: Progress,
) -> bool:
    """Plays and stores a pairing's missing games; returns False if it was stopped.

    Raises:
        GoError: A player cannot be had, or the lake cannot be written.
    """
    done = ladder.played(pair)
    if done >= ladder.config.games:
        return True
    before = sum(map(ladder.played, pairs))
    planned = ladder.config.games * len(pairs)
    if not progress(LadderProgress(before, planned, _title(pair))):
        return False
    a = ladder.player(pair[0])
    b = ladder.player(pair[1])
    ended: dict[int, PlayedGame] = {}
    try:
        with closing(play_games(a, b, plans[done:], ladder.config.arena)) as games:
            for number, game in enumerate(games, 1):
                ended[game.number] = game
                _store_parts(ladder, pair, ended)
                if not progress(LadderProgress(before + number, planned, _title(pair))):
                    return False
    finally:
        a.close()
        b.close()
    return True


def _store_parts(ladder: _Ladder, pair: Pair, ended: dict[int, PlayedGame]) -> None:
    """Stores games as long as the next part is complete; parts are in the order of the numbers."""
    while (done := ladder.played(pair)) < ladder.config.games:
        part = range(done, min(done + ladder.config.batch, ladder.config.games))
        if not all(number in ended for number in part):
            return
        standing = ladder.standings.get(pair)
        games = [ended[number] for number in part]
        match = result_of(pair[0].label, pair[1].label, ladder.variant, _SEED, games)
        store_match(ladder.lake, ladder.run_id, pair, standing.parts if standing else 0, match)
        ladder.standings = load_standings(ladder.lake, ladder.variant)


def _ratings(standings: Standings, anchor: str) -> dict[Contestant, Rating]:
    """Returns everybody's rating by all games on the variant."""
    by_label = {one.label: one for pair in standings for one in pair}
    ratings = rate((standing.pairing() for standing in standings.values()), anchor)
    return {by_label[rating.player]: rating for rating in ratings}


def _title(pair: Pair) -> str:
    return f"{short_name(pair[0].label)} against {short_name(pair[1].label)}"
