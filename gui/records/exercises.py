"""Exercises: from the records of a collection to positions to practise. No Qt here.

A record is an exercise at the node before the first good move (TE) of its main line, with the bad
move beside it (BM) as the mistake, and what that loses from their scores (V), as `gogame-selfplay
exercises` writes them. A record without such a move, such as a problem from elsewhere, is one at
its root: the engine judges it. Begin with `exercises_in`.
"""

from __future__ import annotations

import datetime
import math
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from gogame import sgf
from gogame.board.coords import Color, action_to_gtp
from gogame.board.position import Position
from gogame.errors import SgfError
from gogame.sgf.files import check_ordinary
from gui.lessons.drills import MOST_KEPT, Drill, Kind
from gui.records.drilling import key_of_drill, line_of

COLLECTIONS = Path(__file__).resolve().parent / "collections"
"""Where the exercises lie that come with the program."""
_MOST_BYTES = 4_000_000  # a few seconds of reading


class Found(NamedTuple):
    """What a collection holds.

    Attributes:
        drills: Positions to practise.
        left_out: Records that are none: no Go, no legal answer, a game that is over, or too many.
    """

    drills: tuple[Drill, ...]
    left_out: int = 0


def load(kind: Kind, today: datetime.date) -> Found:
    """Returns the exercises of a kind that come with the program.

    Args:
        kind: Of `drills.EXERCISES`.
        today: From when on they are to come up.

    Raises:
        SgfError: A file is missing or damaged.
    """
    files = sorted(COLLECTIONS.glob(f"{kind}-*.sgf"))
    found = [
        exercises_in(sgf.load(path), kind, path.stem.removeprefix(f"{kind}-"), today)
        for path in files
    ]
    return Found(tuple(drill for one in found for drill in one.drills))


def load_file(path: Path, today: datetime.date) -> Found:
    """Returns the positions of a person's file, the first `MOST_KEPT`.

    Raises:
        SgfError: It cannot be read, is too large, or holds no position to practise.
    """
    check_ordinary(path)
    size = path.stat().st_size
    if size > _MOST_BYTES:
        most = _MOST_BYTES / 1e6
        raise SgfError(
            f"{path.name}: {size / 1e6:.1f} MB: expected {most:g} MB of problems at most"
        )
    trees = sgf.load(path)
    name = path.stem.encode("utf-8", "replace").decode("utf-8")  # a name may be no text
    found = exercises_in(trees[:MOST_KEPT], Kind.FILE, name, today)
    if not found.drills:
        raise SgfError(f"{path.name}: no position to practise in it")
    return found._replace(left_out=found.left_out + len(trees[MOST_KEPT:]))


def exercises_in(
    trees: Iterable[sgf.GameTree], kind: Kind, name: str, today: datetime.date
) -> Found:
    """Returns the positions of a collection.

    Args:
        trees: Its records.
        kind: What they are kept as.
        name: What the collection is called.
        today: From when on they are to come up.
    """
    found: list[Drill] = []
    left_out = 0
    for number, tree in enumerate(trees, 1):
        try:
            drill = _drill(tree, kind, f"{name}, {number}", today)
        except SgfError:
            drill = None  # told by its number with the others
        if drill is None:
            left_out += 1
        else:
            found.append(drill)
    return Found(tuple(found), left_out)


def _drill(tree: sgf.GameTree, kind: Kind, source: str, today: datetime.date) -> Drill | None:
    """Returns the exercise of a record, None if nobody could solve it."""
    good = next((node for node in tree.main_line() if "TE" in node and node is not tree.root), None)
    before = tree.root if good is None or good.parent is None else good.parent
    position = sgf.position_at(tree, before)
    if good is not None:
        colors = [move.color for move in sgf.moves_of(good, position.variant)[0]]
        position = position.with_to_play(colors[0] if colors else position.to_play)
    if position.is_over:
        return None
    told = {} if good is None else _told(before, position, "TE")
    if good is not None and not told:
        return None
    bad = {} if good is None else _told(before, position, "BM")
    bad = {action: score for action, score in bad.items() if action not in told}
    played = next(iter(bad), None)
    return Drill(
        f"{kind}:{key_of_drill(position)}",
        _text_of(tree, before, position),
        "" if played is None else _name(played, position),
        0.0 if played is None else _lost(position, next(iter(told.values())), bad[played]),
        source,
        today,
        kind=kind,
        answers=tuple(_name(action, position) for action in told),
    )


def _told(before: sgf.Node, position: Position, ident: str) -> dict[int, float | None]:
    """Returns the moves of a kind that can be played, with their scores where these are given."""
    legal = position.legal()
    found: dict[int, float | None] = {}
    for node in before.children:
        if ident in node:
            for move in sgf.moves_of(node, position.variant)[0]:
                is_point = move.action != position.variant.pass_action
                if is_point and move.color is position.to_play and legal[move.action]:
                    found[move.action] = _score(node)
    return found


def _score(node: sgf.Node) -> float | None:
    try:
        score = float(node.raw("V") or "")
    except ValueError:
        return None
    return score if math.isfinite(score) else None


def _lost(position: Position, good: float | None, bad: float | None) -> float:
    """Returns what the bad move loses, for its player; 0 if that is not known."""
    if good is None or bad is None:
        return 0.0
    lost_black = good - bad
    return round(max(0.0, lost_black if position.to_play is Color.BLACK else -lost_black), 1)


def _name(action: int, position: Position) -> str:
    return action_to_gtp(action, position.variant.height, position.variant.width)


def _text_of(tree: sgf.GameTree, last: sgf.Node, position: Position) -> str:
    """Returns the moves up to a position as a record of one line, without what else it tells.

    Words on the way may give the answer away; those of the root say what is asked.
    """
    path = last.path()
    start = max(i for i, node in enumerate(path) if i == 0 or sgf.has_setup(node))
    first = sgf.position_at(tree, path[start])
    moves = [move for node in path[start + 1 :] for move in sgf.moves_of(node, first.variant)[0]]
    if sgf.position_at(tree, last).to_play is not position.to_play or not moves:
        first, moves = position, []
    root = line_of(first, moves)
    root.set_text("C", tree.root.text("C"))
    return sgf.write(sgf.GameTree(root))
