"""From what a search knows to the reply of one turn."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from gogame.analysis.wire import AnalysisReply, Include, MoveInfo, RootInfo
from gogame.board.coords import Color, action_to_gtp
from gogame.board.position import Position
from gogame.board.variant import VariantSpec
from gogame.search.result import Analysis, Detail, MoveAnalysis, View


def detail_of(include: Include) -> Detail:
    """Returns what a search has to find out for a reply."""
    detail = Detail.NONE
    if include.ownership or include.ownership_stdev:
        detail |= Detail.OWNERSHIP
    if include.moves_ownership or include.moves_ownership_stdev:
        detail |= Detail.MOVES_OWNERSHIP
    if include.ownership_stdev or include.moves_ownership_stdev:
        detail |= Detail.STDEV
    return detail


@dataclass(frozen=True, slots=True)
class Hashes:
    """Names of a position: stones, player and ko; see `RootInfo`."""

    this: str
    symmetric: str

    @classmethod
    def of(cls, position: Position) -> Hashes:
        """Returns the names of a position."""
        ko = np.zeros_like(position.grid)
        if position.ko_point is not None:
            ko.reshape(-1)[position.ko_point] = 1
        marked = position.grid + 4 * ko
        names = [_digest(turned, position.to_play) for turned in _symmetries(marked)]
        return cls(names[0], min(names))


def _symmetries(board: NDArray[np.int8]) -> Iterator[NDArray[np.int8]]:
    """Yields the eight ways to look at a board, as it is first."""
    for turns in range(4):
        turned = np.rot90(board, turns)
        yield turned
        yield np.fliplr(turned)


def _digest(board: NDArray[np.int8], to_play: Color) -> str:
    rows, columns = board.shape
    text = bytes((rows, columns, int(to_play))) + np.ascontiguousarray(board).tobytes()
    return hashlib.blake2b(text, digest_size=16).hexdigest().upper()


@dataclass(frozen=True, slots=True)
class Reporter:
    """Writes the replies of one turn.

    Attributes:
        id: The query.
        turn: The turn.
        variant: Its game.
        include: What a reply holds.
        report_as: Whose view it takes: a colour, or None for the player to play.
        pv_length: Most moves of a line, the first not counted.
    """

    id: str
    turn: int
    variant: VariantSpec
    include: Include
    report_as: Color | None
    pv_length: int

    def reply(
        self, analysis: Analysis, hashes: Hashes | None = None, *, is_during_search: bool
    ) -> AnalysisReply:
        """Returns the reply for what a search has found."""
        to_play, include = analysis.to_play, self.include
        view = View(self.report_as or to_play, to_play)
        sign = view.sign
        raw = analysis.raw
        policy = None if raw is None or not include.policy else raw.policy
        root = RootInfo(
            player=to_play.letter,
            visits=analysis.visits,
            winrate=view.chance(analysis.winrate),
            score_lead=sign * analysis.score_black,
            score_stdev=analysis.score_stdev,
            utility=view.utility(analysis.utility),
            this_hash="" if hashes is None else hashes.this,
            symmetric_hash="" if hashes is None else hashes.symmetric,
            raw_winrate=None if raw is None else view.chance((1 + raw.value) / 2),
            raw_lead=None if raw is None else sign * raw.score_black,
        )
        return AnalysisReply(
            self.id,
            self.turn,
            is_during_search,
            tuple(self._move(move, view) for move in analysis.moves),
            root,
            _owners(analysis.ownership_black, sign) if include.ownership else None,
            _owners(analysis.ownership_stdev, 1.0) if include.ownership_stdev else None,
            None if policy is None else tuple(policy.tolist()),
        )

    def _move(self, move: MoveAnalysis, view: View) -> MoveInfo:
        include, length = self.include, 1 + self.pv_length
        return MoveInfo(
            move=self._vertex(move.action),
            visits=move.visits,
            winrate=view.chance(move.winrate),
            score_lead=view.sign * move.score_black,
            score_stdev=move.score_stdev,
            prior=move.prior,
            lcb=view.chance(move.lcb),
            utility=view.utility(move.utility),
            utility_lcb=view.utility(move.utility_lcb),
            order=move.order,
            pv=tuple(map(self._vertex, move.pv[:length])),
            pv_visits=move.pv_visits[:length] if include.pv_visits else None,
            ownership=_owners(move.ownership_black, view.sign) if include.moves_ownership else None,
            ownership_stdev=(
                _owners(move.ownership_stdev, 1.0) if include.moves_ownership_stdev else None
            ),
        )

    def _vertex(self, action: int) -> str:
        return action_to_gtp(action, self.variant.height, self.variant.width)


def _owners(owners: NDArray[np.float32] | None, sign: float) -> tuple[float, ...] | None:
    if owners is None:
        return None
    values: Sequence[float] = (sign * owners.astype(np.float64)).reshape(-1).tolist()
    return tuple(values)
