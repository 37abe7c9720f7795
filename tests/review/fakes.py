"""Analysts that know the answers beforehand."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np

from gogame.board.coords import Color
from gogame.board.position import Position
from gogame.board.variant import VariantSpec
from gogame.review.progress import Lines
from gogame.review.reviewed_file import Judge
from gogame.search.config import Limits
from gogame.sgf.analysis import Candidate, NodeAnalysis


def analysis_by(
    score_black: float, position: Position, winrate_black: float | None = None
) -> NodeAnalysis:
    """Returns an analysis with this score whose candidates are the first two legal moves."""
    to_play = position.to_play
    share = 1 / (1 + 10 ** (-score_black / 20)) if winrate_black is None else winrate_black
    behind = 1 if to_play is Color.BLACK else -1
    moves = tuple(
        Candidate(
            action=action,
            visits=60 - 40 * order,
            winrate_black=share,
            score_black=score_black - behind * order,
            prior=0.5 - 0.2 * order,
            pv=(action, position.variant.pass_action),
        )
        for order, action in enumerate(np.flatnonzero(position.legal())[:2].tolist())
    )
    last = position.variant.num_points - 1
    owner = tuple((60 * i // last - 30) / 30 for i in range(last + 1))
    return NodeAnalysis(to_play, 80, share, score_black, moves, owner)


class ScriptedAnalyst:
    """Says the scores that it is given, by number of moves played; 0 beyond them.

    Attributes:
        num_asked: Positions that were analysed so far.
        fails_after: Raises `KeyboardInterrupt` after so many.
    """

    def __init__(self, scores: Sequence[float] = (), fails_after: int | None = None) -> None:
        self.scores = list(scores)
        self.num_asked = 0
        self.fails_after = fails_after

    def judge(self, variant: VariantSpec) -> Judge:
        return Judge("script", 3 if variant.width == 5 else 0)

    def analyze(
        self, positions: Sequence[Position], limits: Limits
    ) -> Iterator[tuple[int, NodeAnalysis]]:
        assert limits.visits is not None
        for index in reversed(range(len(positions))):  # the order of answers is not that of asking
            if self.num_asked == self.fails_after:
                raise KeyboardInterrupt
            self.num_asked += 1
            ply = len(positions[index].moves)
            score = self.scores[ply] if ply < len(self.scores) else 0.0
            yield index, analysis_by(score, positions[index])


def lines(said: list[str]) -> Lines:
    """Returns progress that is collected in a list."""
    return Lines(lambda text: said.append(text.rstrip("\n")))


def write(path: Path, moves: str, head: str = "SZ[9]KM[7]RU[Chinese]") -> Path:
    """Writes a game of moves such as ``ee cc gg``, Black first; returns its path."""
    nodes = "".join(f";{'BW'[i % 2]}[{move}]" for i, move in enumerate(moves.split()))
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"(;GM[1]FF[4]{head}{nodes})", encoding="utf-8")
    return path
