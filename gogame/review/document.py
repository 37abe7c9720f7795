"""A review as JSON, for other programs; ``docs/review.md`` describes the shape.

Fields are added, never renamed, while `VERSION` stays. Winning chances and scores are Black's
where a name says ``black``; what a move lost is from its player's side. Numbers are counted from 1.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from gogame.board.coords import Color, action_to_gtp
from gogame.board.rules import name_of_rules
from gogame.review.judged import GameReview, JudgedMove
from gogame.review.summary import of_player
from gogame.sgf.analysis import NodeAnalysis
from gogame.verdict import THRESHOLDS, Phase, Summary

FORMAT, VERSION = "gogame-review", 1


def document_of(
    reviews: Sequence[GameReview], key: str, source: Mapping[str, Any], settings: Mapping[str, Any]
) -> dict[str, Any]:
    """Returns the reviews of a file's games as plain lists, numbers and about.

    Args:
        reviews: In the order of the file.
        key: Of the source, the settings and the program; equal keys, equal documents.
        source: The file: its name and digest.
        settings: Of the review.
    """
    return {
        "format": FORMAT,
        "version": VERSION,
        "key": key,
        "source": dict(source),
        "settings": dict(settings),
        "thresholds": {name.value: least for name, least in THRESHOLDS.items()},
        "games": [_game(review, number) for number, review in enumerate(reviews, start=1)],
    }


def _game(review: GameReview, number: int) -> dict[str, Any]:
    line = review.line
    variant = line.variant
    about = line.about
    return {
        "number": number,
        "width": variant.width,
        "height": variant.height,
        "shape": variant.shape.value,
        "rules": name_of_rules(variant.rules),
        "win": variant.win.value,
        "komi": variant.komi,
        "handicap": line.header.handicap,
        "black": {"name": about.black.name, "rank": about.black.rank},
        "white": {"name": about.white.name, "rank": about.white.rank},
        "result": str(about.result),
        "date": about.date,
        "event": about.event,
        "judge": review.judge,
        "loss_unit": "points" if review.by_points else "5 percentage points",
        "notes": list(line.notes),
        "summary": {
            "black": _player(review, Color.BLACK),
            "white": _player(review, Color.WHITE),
        },
        "moves": [_move(review, move) for move in review.moves],
        "positions": [
            _position(review, index, analysis)
            for index, analysis in sorted(review.analyses.items())
        ],
    }


def _player(review: GameReview, color: Color) -> dict[str, Any]:
    whole = _summary(of_player(review, color))
    return whole | {
        "phases": {phase.value: _summary(of_player(review, color, phase)) for phase in Phase}
    }


def _summary(summary: Summary) -> dict[str, Any]:
    return {
        "moves": summary.num_moves,
        "accuracy": _rounded(summary.accuracy, 1),
        "mean_points_lost": _rounded(summary.mean_points_lost, 3),
        "mean_winrate_lost": _rounded(summary.mean_winrate_lost, 4),
        "best_share": _rounded(summary.best_share, 4),
        "top_five_share": _rounded(summary.top_share, 4),
        "classes": {name.value: count for name, count in summary.counts.items()},
    }


def _rounded(number: float | None, digits: int) -> float | None:
    return None if number is None else round(number, digits) + 0.0


def _vertices(review: GameReview, actions: Sequence[int]) -> list[str]:
    variant = review.line.variant
    return [action_to_gtp(action, variant.height, variant.width) for action in actions]


def _move(review: GameReview, move: JudgedMove) -> dict[str, Any]:
    best = move.before.moves[0] if move.before.moves else None
    return {
        "number": move.number,
        "color": move.move.color.letter,
        "move": _vertices(review, [move.move.action])[0],
        "phase": move.verdict.phase.value,
        "winrate_black_before": move.before.winrate_black,
        "winrate_black_after": move.after.winrate_black,
        "score_black_before": move.before.score_black,
        "score_black_after": move.after.score_black,
        "winrate_lost": _rounded(move.verdict.winrate_lost, 4),
        "points_lost": _rounded(move.verdict.points_lost, 2),
        "class": move.verdict.move_class.value,
        "rank": None if move.verdict.rank is None else move.verdict.rank + 1,
        "weight": _rounded(move.verdict.weight, 3),
        "best": None if best is None else _vertices(review, [best.action])[0],
        "best_line": [] if best is None else _vertices(review, best.pv),
    }


def _position(review: GameReview, index: int, analysis: NodeAnalysis) -> dict[str, Any]:
    owner = analysis.ownership_black
    return {
        "node": index,
        "after_move": review.line.steps[index].number,
        "to_play": analysis.to_play.letter,
        "visits": analysis.visits,
        "winrate_black": analysis.winrate_black,
        "score_black": analysis.score_black,
        "candidates": [
            {
                "move": _vertices(review, [move.action])[0],
                "visits": move.visits,
                "winrate_black": move.winrate_black,
                "score_black": move.score_black,
                "prior": move.prior,
                "line": _vertices(review, move.pv),
            }
            for move in analysis.moves
        ],
        "ownership_black_percent": None if owner is None else [round(100 * x) for x in owner],
    }
