"""What the judged moves of a game come to, by player and phase."""

from __future__ import annotations

from gogame.board.coords import Color
from gogame.review.judged import GameReview, JudgedMove
from gogame.verdict import Phase, Summary, summary_of


def of_player(review: GameReview, color: Color, phase: Phase | None = None) -> Summary:
    """Returns the summary of a player's moves, of one phase or of the whole game."""
    return summary_of(
        move.verdict
        for move in review.moves
        if move.move.color is color and phase in (None, move.verdict.phase)
    )


def worst_moves(review: GameReview, most: int) -> list[JudgedMove]:
    """Returns the mistakes that lost most, at most so many, the largest first."""
    mistakes = [move for move in review.moves if move.is_mistake]
    return sorted(mistakes, key=lambda move: (-move.verdict.loss, move.number))[:most]
