"""What must hold after every step of the fuzz; `Broken` says what does not."""

from __future__ import annotations

import itertools
import re
from dataclasses import replace
from pathlib import Path

from PySide6.QtWidgets import QApplication

import gui.files.snapshot as snapshot
from gogame.board.position import Position
from gui.board.scene import SceneChoices, scene_of
from gui.game.conduct import AT_ONCE
from gui.game.engines import EngineStatus, Protocol
from gui.game.lesson import Lesson
from gui.game.move_tree import ROOT, MoveTree
from gui.game.state import DEFAULT_AI, HUMAN, GameSetup, GameState, Phase
from tests.gui.fuzz.world import World

CALM_S = 30.0  # within which an engine must have answered in a new game
_LONG_TREE = 400  # nodes, above which a tree is not replayed after each step
_DATE = re.compile(r"DT\[[^\]]*\]")


class Broken(AssertionError):
    """Something does not hold."""


def require(holds: bool, words: str) -> None:
    """Raises `Broken` with words unless something holds."""
    if not holds:
        raise Broken(words)


def check_step(world: World, step: int) -> None:
    """Checks all that can be seen at once."""
    require(not world.complaints, "\n".join(world.complaints))
    state = world.state
    check_tree(state, is_thorough=len(state.tree.nodes) < _LONG_TREE or step % 25 == 0)
    check_scene(world)
    text = snapshot.to_text(state)
    if _is_kept(state):
        require_same_game(text, snapshot.to_text(snapshot.from_text(text, state.game)))


def _is_kept(state: GameState) -> bool:
    return state.phase is not Phase.OVER


def check_tree(state: GameState, *, is_thorough: bool) -> None:
    """Checks the links of the tree, and the position shown against the moves that lead to it."""
    tree = state.tree
    require(0 <= state.cursor < len(tree.nodes), f"cursor {state.cursor} is no node")
    path = tree.path(state.cursor)
    require(path[0] == ROOT, f"no way from the root to the cursor: {path}")
    for before, after in itertools.pairwise(path):
        require(after in tree[before].children, f"node {after} is no child of {before}")
    for index in _reachable(tree):
        for child in tree[index].children:
            require(tree[child].parent == index, f"node {child} has another parent than {index}")
    if state.phase is Phase.PLACING:
        return
    require_same_position(state.position, tree.position(state.cursor), "the tree's")
    if is_thorough:
        require_same_position(state.position, _replayed(tree, state.cursor), "the replayed")


def _reachable(tree: MoveTree) -> list[int]:
    found = [ROOT]
    for index in found:
        found += tree[index].children
        require(len(found) <= len(tree.nodes), "the tree has a cycle")
    return found


def _replayed(tree: MoveTree, cursor: int) -> Position:
    nodes = tuple(node if node.is_setup else replace(node, position=None) for node in tree.nodes)
    return MoveTree(nodes).position(cursor)


def require_same_position(shown: Position, other: Position, whose: str) -> None:
    """Checks that two positions have the same stones, the same player to play, the same ko."""
    same = (
        shown.grid.tobytes() == other.grid.tobytes()
        and shown.to_play == other.to_play
        and shown.ko_point == other.ko_point
        and shown.key == other.key
        and shown.passes == other.passes
    )
    require(same, f"the position shown is not {whose}: {shown.grid} {other.grid}")


def check_scene(world: World) -> None:
    """Checks that the board shows the state, and not an older one."""
    window, state = world.window, world.state
    choices = SceneChoices()
    for feature in window.features:
        choices = feature.choose(choices)
    wanted, shown = scene_of(state, choices), window.board.scene
    differing = [
        name for name in type(wanted).__slots__ if getattr(wanted, name) != getattr(shown, name)
    ]
    require(not differing, f"the board shows another state: {differing}")


def require_same_game(text: str, other: str) -> None:
    """Checks that two texts of an unfinished game say the same, but for the day."""
    left, right = _DATE.sub("", text), _DATE.sub("", other)
    if left != right:
        at = next((i for i, (a, b) in enumerate(zip(left, right, strict=False)) if a != b), 0)
        begin = max(0, at - 60)
        raise Broken(f"read back as another game: {left[begin : at + 80]} / "
                     f"{right[begin : at + 80]}")  # fmt: skip


def check_reopened(world: World) -> None:
    """Closes the window, opens it again and checks that the game is there as it was."""
    world.window.variations.comments.flush()  # what is being typed; closing does it too
    before = world.state
    text = snapshot.to_text(before)
    path: Path = world.autosave_path
    world.close()
    require(not world.complaints, "\n".join(world.complaints))
    is_kept = path.exists()
    world.open()
    world.wait(0)
    after = world.state
    if is_kept:
        if before.clocks is None:
            require_same_game(text, snapshot.to_text(after))
    else:
        is_empty = before.phase is Phase.OVER or before.is_record or not before.move_number
        require(is_empty, "an unfinished game was not kept")
        require(after.move_number == 0, f"a game came from nowhere: move {after.move_number}")


def check_calm(world: World) -> None:
    """Checks that a new game with a kind engine gets an answer, whatever has been before."""
    for protocol in Protocol:
        world.set_mood(protocol, "kind")
    session = world.session
    session.analyse(is_on=False)
    session.new_game(GameSetup(white=DEFAULT_AI, black=HUMAN))
    session.change(lambda state: replace(state, conduct=AT_ONCE, lesson=Lesson()))
    status = session.state.engine.status
    if status is EngineStatus.DEAD or not _lives(world):
        session.restart_engine()
    session.click(40)
    require(session.state.move_number >= 1, f"no move was played: {session.state.message}")
    if not world.wait_until(lambda: _is_answered(world.state), CALM_S):
        _restart_with_kind(world)


def _is_answered(state: GameState) -> bool:
    """Returns whether the engine has played, or has resigned as one of that mood does."""
    return state.move_number >= 2 or state.phase is Phase.OVER


def _lives(world: World) -> bool:
    return world.session.engine_process_id != 0


def _restart_with_kind(world: World) -> None:
    """An engine of another mood may still have run; a new one must answer."""
    world.session.restart_engine()
    is_answered = world.wait_until(lambda: _is_answered(world.state), CALM_S)
    state = world.state
    words = f"{state.engine} {state.phase} {state.conduct} {state.editing.tool} {state.message}"
    require(is_answered, f"no answer at move {state.move_number}: {words}")


def count_widgets() -> int:
    """Returns how many widgets there are, which must not grow for ever."""
    return len(QApplication.allWidgets())


def resident_mb() -> float:
    """Returns the memory of this process."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * 4096 / 1e6
