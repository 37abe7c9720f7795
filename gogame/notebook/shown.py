"""What the engine answers in a notebook: frozen dataclasses, shown as boards and pages."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from typing import Any

from gogame.board.coords import Color, action_from_gtp, action_to_gtp
from gogame.board.position import Position
from gogame.diagram import CandidateMark, Marks, board_svg
from gogame.review.judged import GameReview
from gogame.review.words import percent
from gogame.search.result import Analysis

_MOST_SHOWN = 8
_LEAST_SHARE = 50  # a fiftieth of the best move's visits


@dataclass(frozen=True, slots=True)
class Candidate:
    """One move that the search considered.

    Attributes:
        move: GTP vertex, ``"pass"`` for the pass.
        visits: Search visits of the move.
        winrate: Winning chance of the player to play after it, 0 to 1.
        lead: Points by which the player to play is then expected to lead; negative if behind.
        prior: Probability of the move before any search, 0 to 1.
        pv: The expected line, this move first.
    """

    move: str
    visits: int
    winrate: float
    lead: float
    prior: float
    pv: tuple[str, ...]


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class PositionAnalysis:
    """What the engine thinks of a position; Jupyter shows it as a board with the best moves.

    Attributes:
        position: The position.
        to_play: Whose move it is; `winrate` and `lead` are this player's.
        winrate: Winning chance, 0 to 1.
        lead: Points by which the player to play is expected to lead; negative if behind.
        visits: Visits of the search.
        candidates: The moves considered, best first; none where the game is over.
        ownership_black: One number a point, row by row from the top left, +1 where Black is
            expected to own it, -1 for White.
        judge: Who judged.
    """

    position: Position
    to_play: Color
    winrate: float
    lead: float
    visits: int
    candidates: tuple[Candidate, ...]
    ownership_black: tuple[float, ...] | None
    judge: str

    @property
    def winrate_black(self) -> float:
        """Black's winning chance, 0 to 1."""
        return self.winrate if self.to_play is Color.BLACK else 1 - self.winrate

    @property
    def score_black(self) -> float:
        """Expected score, Black minus White."""
        return self.lead if self.to_play is Color.BLACK else -self.lead

    @property
    def best(self) -> Candidate | None:
        """The move to play, None where the game is over."""
        return self.candidates[0] if self.candidates else None

    def __repr__(self) -> str:
        """Returns one line for people."""
        who = self.to_play.name.capitalize()
        line = f"; {' '.join(self.best.pv[:6])}" if self.best else ""
        return (
            f"<{who} to play: wins {self.winrate:.1%}, leads by {self.lead:+.1f}, "
            f"{self.visits} visits{line}>"
        )

    def svg(self, *, ownership: bool = False) -> str:
        """Returns the board with the best moves: winning chance in percent, visits below.

        Args:
            ownership: Whether to shade who is expected to own each point.
        """
        variant = self.position.variant
        marks = Marks(
            candidates=[
                CandidateMark(
                    action_from_gtp(one.move, variant.height, variant.width),
                    f"{100 * one.winrate:.0f}",
                    _short(one.visits),
                    is_best=one is self.best,
                )
                for one in self._shown()
            ],
            ownership_black=self.ownership_black if ownership else None,
        )
        return board_svg(self.position, repr(self)[1:-1], marks)

    def _shown(self) -> list[Candidate]:
        """Returns the candidates that the search took seriously."""
        least = max(2, self.candidates[0].visits // _LEAST_SHARE) if self.candidates else 0
        serious = [one for one in self.candidates if one.visits >= least]
        return (serious or list(self.candidates))[:_MOST_SHOWN]

    def _repr_svg_(self) -> str:
        return self.svg()

    def _repr_html_(self) -> str:
        who = self.to_play.name.capitalize()
        rows = "".join(
            f"<tr><td>{escape(one.move)}</td><td>{percent(one.winrate)}</td>"
            f"<td>{one.lead:+.1f}</td><td>{one.visits}</td><td>{percent(one.prior)}</td>"
            f'<td style="text-align:left">{escape(" ".join(one.pv[:_MOST_SHOWN]))}</td></tr>'
            for one in self._shown()
        )
        return (
            '<div style="display:flex;flex-wrap:wrap;gap:1.5em;align-items:flex-start">'
            f'<div style="max-width:24em;flex:1 1 16em">{_fluid(self.svg())}</div><div>'
            f"<p><b>{who}</b> to play: wins {percent(self.winrate)}, leads by {self.lead:+.1f}<br>"
            f"<small>{escape(self.judge)}, {self.visits} visits</small></p><table><thead><tr>"
            f"<th>move</th><th>{who} wins</th><th>{who} leads</th><th>visits</th><th>prior</th>"
            '<th style="text-align:left">line</th></tr></thead>'
            f"<tbody>{rows}</tbody></table></div></div>"
        )


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class FileReview:
    """The review of an SGF file; Jupyter shows it as the page that ``review`` writes.

    Attributes:
        games: The file's games.
        page: The whole page as HTML.
        document: What ``docs/review.md`` describes, as lists, numbers and texts; its
            ``["games"][0]["moves"]`` makes a table of what each move lost.
    """

    games: tuple[GameReview, ...]
    page: str
    document: dict[str, Any]

    def __repr__(self) -> str:
        """Returns one line for people."""
        judged = sum(len(game.moves) for game in self.games)
        return f"<review: {len(self.games)} games, {judged} moves judged>"

    def _repr_html_(self) -> str:
        return (
            f'<iframe title="Game review" srcdoc="{escape(self.page, quote=True)}" '
            'style="width:100%;height:44em;border:1px solid #8886"></iframe>'
        )


def result_of(position: Position, analysis: Analysis, judge: str) -> PositionAnalysis:
    """Returns an analysis as the player to play sees it."""
    variant = position.variant
    sign = 1.0 if analysis.to_play is Color.BLACK else -1.0
    owner = analysis.ownership_black

    def vertex(action: int) -> str:
        return action_to_gtp(action, variant.height, variant.width)

    return PositionAnalysis(
        position=position,
        to_play=analysis.to_play,
        winrate=analysis.winrate,
        lead=sign * analysis.score_black,
        visits=analysis.visits,
        candidates=tuple(
            Candidate(
                vertex(move.action),
                move.visits,
                move.winrate,
                sign * move.score_black,
                move.prior,
                tuple(map(vertex, move.pv)),
            )
            for move in analysis.moves
        ),
        ownership_black=None if owner is None else tuple(owner.ravel().tolist()),
        judge=judge,
    )


def _short(count: int) -> str:
    return str(count) if count < 1000 else f"{count / 1000:.1f}k"


def _fluid(svg: str) -> str:
    """Returns a picture that takes the width it is given."""
    return svg.replace("<svg ", '<svg style="width:100%;height:auto" ', 1)
