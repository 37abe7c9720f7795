"""Matches as rows of the lake, and back: what has been played, and the ratings that follow.

A match between two players is stored in parts, one row each; a part is committed whole and once
(its `BatchKey` is the pairing and the part's number), so a kill costs the part under way.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from gogame.bench.interval import wilson
from gogame.board.variant import VariantSpec
from selfplay.ladder.arena import PlayedGame
from selfplay.ladder.match import MatchResult
from selfplay.ladder.rating import Pairing, Rating
from selfplay.ladder.table import LadderRow, result_text
from selfplay.lake.tables import BatchKey, Lake, now_us, sql_text
from selfplay.lake.writer import append_rows

_DIGEST = re.compile(r"[0-9a-f]{64}")


class Contestant(NamedTuple):
    """A player of the ladder: a checkpoint's digest or an anchor's name, and its visits.

    A network is one contestant for each number of visits.
    """

    player: str
    visits: int

    @property
    def is_network(self) -> bool:
        """Whether it is a checkpoint."""
        return _DIGEST.fullmatch(self.player) is not None

    @property
    def label(self) -> str:
        """Its name in ratings: a network's with ``@`` and its visits."""
        return f"{self.player}@{self.visits}" if self.is_network else self.player


@dataclass(frozen=True, slots=True)
class Standing:
    """All games of one pairing on one variant so far.

    Attributes:
        a: One player.
        b: The other.
        wins: Games that `a` won.
        draws: Games drawn.
        losses: Games that `a` lost.
        parts: Rows that they are stored in.
    """

    a: Contestant
    b: Contestant
    wins: int = 0
    draws: int = 0
    losses: int = 0
    parts: int = 0

    @property
    def games(self) -> int:
        """Number of games."""
        return self.wins + self.draws + self.losses

    @property
    def points(self) -> float:
        """Points of `a`, a draw counting one half."""
        return self.wins + 0.5 * self.draws

    def pairing(self) -> Pairing:
        """Returns it for `rating.rate`."""
        return Pairing(self.a.label, self.b.label, self.points, self.games)


Standings = dict[tuple[Contestant, Contestant], Standing]


def load_standings(lake: Lake, variant: VariantSpec) -> Standings:
    """Returns what the lake holds of all pairings on a variant, by the players in their order.

    Raises:
        LakeError: The table cannot be read.
    """
    if not lake.exists("matches"):
        return {}
    names = ["player_a", "visits_a", "player_b", "visits_b", "wins_a", "draws", "losses_a"]
    columns = lake.scan("matches", names, f"variant = {sql_text(variant.to_json())}")
    standings: Standings = {}
    for name_a, visits_a, name_b, visits_b, wins, draws, losses in zip(
        *(columns[name] for name in names), strict=True
    ):
        a, b = Contestant(name_a, visits_a), Contestant(name_b, visits_b)
        old = standings.get((a, b), Standing(a, b))
        standings[a, b] = Standing(
            a, b, old.wins + wins, old.draws + draws, old.losses + losses, old.parts + 1
        )
    return standings


def store_match(
    lake: Lake, run_id: str, pair: tuple[Contestant, Contestant], part: int, match: MatchResult
) -> bool:
    """Commits one part of a pairing; returns False if the lake has that part already.

    Raises:
        LakeError: The lake cannot be written.
    """
    a, b = pair
    variant = match.variant.to_json()
    pairing = f"{a.label}/{b.label}/{variant}"
    row = {
        "match_id": f"{run_id}/{pairing}/{part}",
        "run_id": run_id,
        "player_a": a.player,
        "player_b": b.player,
        "visits_a": a.visits,
        "visits_b": b.visits,
        "variant": variant,
        "wins_a": match.wins,
        "draws": match.draws,
        "losses_a": match.losses,
        "faults": json.dumps(list(match.faults)),
        "games": json.dumps([game_to_json(game) for game in match.games]),
        "seed": match.seed,
        "finished_at": now_us(),
    }
    return append_rows(lake, "matches", [row], BatchKey(f"match/{pairing}", part))


def game_to_json(game: PlayedGame) -> dict[str, object]:
    """Returns a game as JSON values: number, a's colour, result, end, moves."""
    return {
        "number": game.number,
        "a": "B" if game.a_is_black else "W",
        "result": result_text(game),
        "end": game.end,
        "moves": game.moves,
    }


def store_players(
    lake: Lake, contestants: Sequence[Contestant], commands: Mapping[str, str]
) -> None:
    """Commits a row for each player that the lake does not know yet.

    Args:
        lake: The lake.
        contestants: The players.
        commands: How to start those that are processes, by name.

    Raises:
        LakeError: The lake cannot be read or written.
    """
    known: set[str] = set()
    if lake.exists("players"):
        known.update(lake.scan("players", ["player"])["player"])
    kinds = {one.player: "network" if one.is_network else "anchor" for one in contestants}
    rows = [
        {"player": name, "kind": kind, "command": commands.get(name), "added_at": now_us()}
        for name, kind in kinds.items()
        if name not in known
    ]
    append_rows(lake, "players", rows)


def store_ratings(
    lake: Lake,
    run_id: str,
    variant: VariantSpec,
    ratings: Mapping[Contestant, Rating],
    anchor: str,
) -> bool:
    """Commits the ratings as ``elo`` evaluations unless no match is newer than the last ones.

    Raises:
        LakeError: The lake cannot be read or written.
    """
    text = variant.to_json()
    newest = _newest(lake, "matches", "finished_at", f"variant = {sql_text(text)}")
    condition = f"measure = 'elo' AND run_id = {sql_text(run_id)}"
    if newest <= _newest(lake, "evaluations", "measured_at", condition):
        return False
    rows = [
        {
            "checkpoint": one.player,
            "run_id": run_id,
            "measure": "elo",
            "value": rating.elo,
            "low": rating.low,
            "high": rating.high,
            "unit": "Elo",
            "conditions": json.dumps(
                {"visits": one.visits, "variant": text, "games": rating.games, "anchor": anchor}
            ),
            "measured_at": now_us(),
        }
        for one, rating in ratings.items()
    ]
    return append_rows(lake, "evaluations", rows)


def _newest(lake: Lake, name: str, column: str, condition: str) -> int:
    if not lake.exists(name):
        return -1
    return max(lake.scan(name, [column], condition)[column], default=-1)


def ladder_rows(
    standings: Standings, ratings: Mapping[Contestant, Rating], rounds: Mapping[str, int]
) -> list[LadderRow]:
    """Returns one row for each pairing, seen from the network or the first of two players.

    Strongest first.
    """
    rows: list[LadderRow] = []
    for standing in standings.values():
        if not standing.games:
            continue
        a, rating = standing.a, ratings[standing.a]
        low, high = wilson(standing.points, standing.games)
        rows.append(
            LadderRow(
                checkpoint=a.player,
                round=rounds.get(a.player),
                visits=a.visits if a.is_network else 0,
                opponent=standing.b.label,
                wins=standing.wins,
                draws=standing.draws,
                losses=standing.losses,
                score=standing.points / standing.games,
                low=low,
                high=high,
                elo=rating.elo,
                elo_low=rating.low,
                elo_high=rating.high,
            )
        )
    return sorted(rows, key=lambda row: (-row.elo, row.opponent))
