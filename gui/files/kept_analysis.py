"""Analyses between the state and SGF properties of the record's nodes. No Qt here.

`gogame.sgf.analysis` says how they are written; ``docs/review.md`` describes it. An engine that
counts no points leaves only its winning chances in the file, which other programs draw.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from gogame.board.coords import Color
from gogame.errors import SgfError
from gogame.sgf import analysis as sgf_analysis
from gui.game.move_tree import ROOT, MoveNode, MoveTree
from gui.game.reports import NOBODY, SURE, Candidate, PositionReport, next_key, ownership_bytes
from gui.game.state import GameState

_MOST_CANDIDATES, _LONGEST_LINE = 20, 16
_IDENTS = (
    sgf_analysis.MOVES,
    sgf_analysis.OWNERSHIP,
    sgf_analysis.WINRATE,
    sgf_analysis.SCORE,
)


def keyed_nodes(tree: MoveTree) -> Iterator[tuple[int, int]]:
    """Yields every node with the key of its position."""
    keys: dict[int, int] = {-1: 0}
    for index in tree.subtree(ROOT):
        keys[index] = next_key(tree, keys[tree[index].parent], index)
        yield index, keys[index]


def with_analysis(state: GameState) -> GameState:
    """Returns the state with what is known of its positions among the properties of its nodes."""
    reports = state.analysis.reports.by_key
    if not reports:
        return state
    tree, variant = state.tree, state.variant
    changed: dict[int, MoveNode] = {}
    for index, key in keyed_nodes(tree):
        report = reports.get(key)
        if report is not None:
            values = _values(report, _to_play(tree, index), variant.height, variant.width)
            changed[index] = tree[index].with_values(values)
    return replace(state, tree=tree.changed_all(changed))


def _to_play(tree: MoveTree, index: int) -> Color:
    for child in tree[index].children:
        move = tree[child].move
        if move is not None:
            return move.color
    at = index
    while at >= 0 and not tree[at].is_setup:
        move = tree[at].move
        if move is not None:
            return move.color.opponent
        at = tree[at].parent
    return tree.position(index).to_play


def _values(
    report: PositionReport, to_play: Color, height: int, width: int
) -> dict[str, tuple[str, ...]]:
    values: dict[str, tuple[str, ...]] = dict.fromkeys(_IDENTS, ())
    values[sgf_analysis.WINRATE] = (f"{100 * report.winrate_black:.2f}",)
    if not report.has_score:
        return values
    rows, ownership = sgf_analysis.to_values(_kept(report, to_play), height, width)
    values[sgf_analysis.MOVES] = tuple(rows)
    values[sgf_analysis.SCORE] = (f"{round(report.score_black, 2) + 0.0:.2f}",)
    if ownership:
        values[sgf_analysis.OWNERSHIP] = (ownership,)
    return values


def _kept(report: PositionReport, to_play: Color) -> sgf_analysis.NodeAnalysis:
    owners = report.ownership
    return sgf_analysis.NodeAnalysis(
        to_play,
        report.visits,
        _share(report.winrate_black),
        report.score_black,
        tuple(
            sgf_analysis.Candidate(
                candidate.action,
                candidate.visits,
                _share(candidate.winrate_black),
                candidate.score_black,
                _share(candidate.prior),
                candidate.pv[:_LONGEST_LINE] or (candidate.action,),
            )
            for candidate in report.candidates[:_MOST_CANDIDATES]
        ),
        None if owners is None else tuple((value - NOBODY) / SURE for value in owners),
    )


def _share(value: float) -> float:
    return min(1.0, max(0.0, value))


def reports_of(tree: MoveTree) -> tuple[dict[int, PositionReport], str]:
    """Returns the reports by key that a record's nodes hold, and what is wrong with others.

    The words are those of the first analysis that is damaged, empty if none is.
    """
    variant = tree.position(ROOT).variant
    found: dict[int, PositionReport] = {}
    problem = ""
    for index, key in keyed_nodes(tree):
        rows = tree[index].values(sgf_analysis.MOVES)
        if not rows:
            continue
        owners = tree[index].values(sgf_analysis.OWNERSHIP)
        try:
            kept = sgf_analysis.from_values(
                rows, owners[0] if owners else None, variant.height, variant.width
            )
        except SgfError as error:
            problem = problem or f"an analysis in the record is left out: {error}"
        else:
            found[key] = _report(kept)
    return found, problem


def _report(kept: sgf_analysis.NodeAnalysis) -> PositionReport:
    owners = kept.ownership_black
    return PositionReport(
        kept.visits,
        kept.winrate_black,
        kept.score_black,
        tuple(
            Candidate(
                move.action,
                move.visits,
                move.winrate_black,
                move.score_black,
                move.prior,
                move.pv,
            )
            for move in kept.moves
        ),
        None if owners is None else ownership_bytes(owners),
    )
