"""Results as text: one line a pairing, ratings with their intervals; one line a game."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from selfplay.ladder.arena import PlayedGame


@dataclass(frozen=True, slots=True)
class LadderRow:
    """One rated network (or anchor) against one opponent.

    Attributes:
        checkpoint: SHA-256 of the network, or an anchor's name.
        round: The network's round, None if it is not known.
        visits: Evaluations a move; 0 for an anchor.
        opponent: Name of the opponent, a network's with ``@`` and its visits.
        wins: Games won.
        draws: Games drawn.
        losses: Games lost.
        score: Share of the points.
        low: Lower end of the score's 95 % Wilson interval.
        high: Upper end.
        elo: Rating over all matches.
        elo_low: Lower end of its 95 % interval.
        elo_high: Upper end.
    """

    checkpoint: str
    round: int | None
    visits: int
    opponent: str
    wins: int
    draws: int
    losses: int
    score: float
    low: float
    high: float
    elo: float
    elo_low: float
    elo_high: float


_HEADINGS = ("network", "visits", "opponent", "games", "won", "drawn", "lost", "score", "Elo")


def table(rows: Sequence[LadderRow]) -> str:
    """Returns the rows as aligned text; intervals of 95 % stand in brackets."""
    if not rows:
        return "no matches yet"
    cells = [_HEADINGS, *(_cells(row) for row in rows)]
    widths = [max(len(line[i]) for line in cells) for i in range(len(_HEADINGS))]
    lines: list[str] = []
    for line in cells:
        parts = [
            text.ljust(width) if i in (0, 2) else text.rjust(width)
            for i, (text, width) in enumerate(zip(line, widths, strict=True))
        ]
        lines.append("  ".join(parts).rstrip())
    return "\n".join(lines)


def short_name(player: str) -> str:
    """Returns a player's name with a checkpoint's digest cut to eight characters."""
    name, at, visits = player.partition("@")
    is_digest = len(name) == 64 and all(c in "0123456789abcdef" for c in name)
    return (name[:8] if is_digest else name) + at + visits


def result_text(game: PlayedGame) -> str:
    """Returns ``B+3.5``, ``W+R``, ``W+F`` for a fault, ``B+`` where nothing was counted, or 0."""
    if game.outcome_a == 0:
        return "0"
    winner = "B" if (game.outcome_a > 0) == game.a_is_black else "W"
    letter = {"resignation": "R", "fault": "F"}.get(game.end)
    if letter is None:
        letter = "" if game.score_black is None else f"{abs(game.score_black):g}"
    return f"{winner}+{letter}"


def game_line(game: PlayedGame, a: str, b: str, opening_moves: int) -> str:
    """Returns a finished game as a line: number, opening, Black, result, end, moves, fault.

    Args:
        game: The game.
        a: Name of player A.
        b: Name of player B.
        opening_moves: Moves that the game began with.
    """
    moves = game.moves.split()
    opening = " ".join(moves[:opening_moves]) or "none"
    fault = "" if game.fault is None else f"; {game.fault}"
    return (
        f"game {game.number}, opening {opening}: Black {short_name(a if game.a_is_black else b)},"
        f" {result_text(game)} ({game.end}) after {len(moves)} moves{fault}"
    )


def _cells(row: LadderRow) -> tuple[str, ...]:
    name = short_name(row.checkpoint)
    if row.round is not None:
        name = f"{row.round:06d} {name}"
    return (
        name,
        str(row.visits) if row.visits else "",
        short_name(row.opponent),
        str(row.wins + row.draws + row.losses),
        str(row.wins),
        str(row.draws),
        str(row.losses),
        f"{row.score:.0%} [{row.low:.0%}, {row.high:.0%}]",
        f"{row.elo:+.0f} [{row.elo_low:+.0f}, {row.elo_high:+.0f}]",
    )
