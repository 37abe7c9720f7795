"""Games of the lake as SGF files, for any Go program."""

from __future__ import annotations

import datetime
import re
from pathlib import Path

from gogame.board.coords import Color
from gogame.board.position import Move
from gogame.record import GameRecord, Player, Result, ResultKind
from gogame.sgf import GameTree, save, tree_of
from selfplay.lake.errors import LakeError
from selfplay.lake.reader import read_games
from selfplay.lake.tables import Lake
from selfplay.sample import VALUE_SCALE, GameSample

_UNSAFE = re.compile(r"[^A-Za-z0-9._-]+")


def record_of(sample: GameSample) -> GameRecord:
    """Returns the moves, players and result of a game; the komi is the variant's."""
    first = sample.first_to_play
    moves = tuple(
        Move(first if ply % 2 == 0 else first.opponent, action)
        for ply, action in enumerate(sample.moves.tolist())
    )
    player = Player(name=f"{sample.checkpoint[:12]} {int(sample.visits.max(initial=0))} visits")
    day = datetime.datetime.fromtimestamp(sample.started_at, datetime.UTC).date()
    return GameRecord(
        variant=sample.variant,
        moves=moves,
        handicap=sample.handicap,
        black=player,
        white=player,
        result=_result(sample),
        date=day.isoformat(),
        event=f"self-play of {sample.run_id}",
        game_name=sample.game_id,
    )


def _result(sample: GameSample) -> Result:
    if sample.outcome_black == 0:
        return Result(ResultKind.DRAW)
    winner = Color.BLACK if sample.outcome_black > 0 else Color.WHITE
    points = abs(sample.score_black)
    if sample.end == "win condition" or (sample.score_black > 0) != (sample.outcome_black > 0):
        return Result(ResultKind.WIN, winner)
    return Result(ResultKind.SCORE, winner, points)


def annotated_tree(sample: GameSample) -> GameTree:
    """Returns the game as SGF, with what the search thought beside each move."""
    tree = tree_of(record_of(sample))
    node = tree.root
    for ply in range(sample.num_moves):
        node = node.children[0]
        value = sample.root_value[ply] / VALUE_SCALE
        kind = "recorded" if sample.recorded[ply] else "not recorded"
        node.set_text("C", f"value {value:+.2f}, {sample.visits[ply]} visits, {kind}")
    return tree


def export_sgf(lake: Lake, where: str | None, folder: Path, limit: int | None = None) -> int:
    """Write one file a game, named by its `game_id`; returns how many.

    Args:
        lake: The lake.
        where: SQL condition on `games`, for example ``outcome_black = 1``; None for all.
        folder: Created if need be.
        limit: At most so many, the newest.

    Raises:
        LakeError: As `Lake.scan`, or the folder cannot be created.
        SgfError: A file cannot be written.
    """
    window = read_games(lake, where)
    num_games = window.num_games
    first = 0 if limit is None else max(0, num_games - limit)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise LakeError(f"export to {folder}: {error}") from error
    for game in range(first, num_games):
        sample = window.sample(game)
        name = _UNSAFE.sub("_", sample.game_id).lstrip(".") or "game"
        save(folder / f"{name}.sgf", [annotated_tree(sample)])
    return num_games - first
