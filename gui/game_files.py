"""Between the state's `MoveTree` and SGF: whatever a file says is kept and written back.

Everything here is plain computation without Qt, so that a worker can open a large file.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass, replace
from pathlib import Path

from gogame import sgf
from gogame.board.coords import BLACK, WHITE, Color, action_to_sgf
from gogame.board.rules import name_of_rules
from gogame.clock import TimeSettings, TimeSystem
from gogame.record import Result, ResultKind
from gogame.sgf.header import rules_name_of
from gui.move_tree import ROOT, MoveNode, MoveTree, Properties
from gui.state import GameSetup, GameState, Phase, Player

_KEPT_POSITIONS = 1000  # of the main line; others are replayed from the nearest kept one
PROGRAM = "GoGame"


@dataclass(frozen=True, slots=True, eq=False)
class OpenedGame:
    """A game read from SGF.

    Attributes:
        setup: What it is played with; both players are human.
        tree: All of its moves.
        end: The last node of the main line.
        result: The result that the file states.
        warnings: What was wrong with the file and how it was read all the same.
        num_games: Games in the file; the first one was read.
    """

    setup: GameSetup
    tree: MoveTree
    end: int
    result: Result
    warnings: tuple[str, ...] = ()
    num_games: int = 1


def open_game(path: Path) -> OpenedGame:
    """Returns the first game of an SGF file.

    Raises:
        SgfError: One line that says what is wrong.
    """
    games = sgf.load(path)
    return replace(_opened(games[0]), num_games=len(games))


def parse_game(text: str) -> OpenedGame:
    """Returns the first game of an SGF text.

    Raises:
        SgfError: One line that says what is wrong.
    """
    return _opened(sgf.read(text)[0])


def _opened(game: sgf.GameTree) -> OpenedGame:
    positions = sgf.GamePositions(game)
    main_line = game.main_line()
    stride = 1 + len(main_line) // _KEPT_POSITIONS
    kept = {node for depth, node in enumerate(main_line) if depth % stride == 0}
    kept.add(main_line[-1])
    index = {node: i for i, node in enumerate(game.nodes())}
    nodes = tuple(_node_from(node, positions, index, is_kept=node in kept) for node in index)
    root = game.root
    setup = GameSetup(
        positions.variant,
        black=_player(root, "PB", "BR"),
        white=_player(root, "PW", "WR"),
        rules_name=rules_name_of(root.simple_text("RU") or "") or "",
    )
    return OpenedGame(
        setup,
        MoveTree(nodes),
        index[main_line[-1]],
        Result.parse(root.simple_text("RE") or ""),
        (*game.warnings, *positions.warnings(main_line[-1])),
    )


def _node_from(
    node: sgf.Node, positions: sgf.GamePositions, index: dict[sgf.Node, int], *, is_kept: bool
) -> MoveNode:
    moves, wrong = sgf.moves_of(node, positions.variant)
    is_setup = node.parent is None or sgf.has_setup(node) or len(moves) > 1
    is_plain = not is_setup and not wrong and len(moves) == 1
    letter = moves[0].color.letter if is_plain else ""
    return MoveNode(
        parent=-1 if node.parent is None else index[node.parent],
        move=moves[0] if is_plain else None,
        position=positions.position(node) if is_setup or is_kept else None,
        children=tuple(index[child] for child in node.children),
        properties=tuple(
            (ident, tuple(raw)) for ident, raw in node.properties.items() if ident != letter
        ),
        is_setup=is_setup,
    )


def _player(root: sgf.Node, name: str, rank: str) -> Player:
    words = [root.simple_text(name) or "", root.simple_text(rank) or ""]
    return Player(name=" ".join(word for word in words if word)[:60])


def game_text(state: GameState) -> str:
    """Returns a game as SGF text."""
    return sgf.write(sgf_tree(state))


def save_game(path: Path, state: GameState) -> None:
    """Writes a game to a file, whole or not at all.

    Raises:
        SgfError: One line that says what is wrong.
    """
    sgf.save(path, sgf_tree(state))


def sgf_tree(state: GameState) -> sgf.GameTree:
    """Returns a game as an SGF tree."""
    tree = state.tree
    root = sgf.Node()
    _put_properties(root, tree[ROOT].properties)
    if not state.is_record:
        _put_new_root(root, state)
    _put_result(root, state.result)
    pending = [(root, child) for child in reversed(tree[ROOT].children)]
    while pending:
        parent, index = pending.pop()
        node = _put_node(parent.add_child(), tree[index], state)
        pending.extend((node, child) for child in reversed(tree[index].children))
    return sgf.GameTree(root)


def _put_node(node: sgf.Node, source: MoveNode, state: GameState) -> sgf.Node:
    if source.move is not None:
        height, width = state.variant.height, state.variant.width
        point = action_to_sgf(source.move.action, height, width)
        node.set_values(source.move.color.letter, [point])
    _put_properties(node, source.properties)
    if source.clocks is not None:
        black, white = source.clocks
        sgf.put_clocks(
            node,
            sgf.Clocks(
                black.left_s,
                white.left_s,
                black.count if black.overtime else None,
                white.count if white.overtime else None,
            ),
        )
    return node


def _put_properties(node: sgf.Node, properties: Properties) -> None:
    for ident, raw in properties:
        node.set_values(ident, raw)


def _put_new_root(root: sgf.Node, state: GameState) -> None:
    start = state.tree.position(ROOT)
    variant = start.variant
    preset = state.setup.preset
    if preset is not None and preset != name_of_rules(variant.rules):
        root.set_text("RU", preset.title())  # Korean, which is Japanese by another name
    sgf.put_header(root, variant, start.handicap)
    stones = {
        p: int(c) for p, c in enumerate(start.grid.reshape(-1).tolist()) if c in (BLACK, WHITE)
    }
    if stones:
        sgf.put_setup(root, stones, start.to_play, variant)
    for color in Color:
        root.set_text(f"P{color.letter}", name_of(state.setup.player(color)))
    if "DT" not in root:
        root.set_text("DT", datetime.datetime.now().astimezone().date().isoformat())
    time = state.setup.time
    if time.system is not TimeSystem.NONE:
        root.set_text("TM", f"{time.main_s:g}")
        root.set_text("OT", overtime_text(time))


def _put_result(root: sgf.Node, result: Result | None) -> None:
    """Sets the result unless the file says the same; words that nobody understands stay."""
    stated = Result.parse(root.simple_text("RE") or "")
    if result is not None and result != stated:
        root.set_text("RE", str(result))
    elif result is None and stated.kind is not ResultKind.UNKNOWN:
        root.remove("RE")


def name_of(player: Player) -> str:
    """Returns what an SGF file calls a player."""
    if not player.is_ai:
        return player.name
    if player.level is not None:
        strength = f"level {player.level}"
    else:
        strength = f"{player.visits} visits" if player.visits else f"{player.seconds:g} s"
    return f"{PROGRAM} ({strength})"


def overtime_text(time: TimeSettings) -> str:
    """Returns the overtime as SGF's OT is usually written."""
    if time.system is TimeSystem.BYO_YOMI:
        return f"{time.count}x{time.period_s:g} byo-yomi"
    if time.system is TimeSystem.CANADIAN:
        return f"{time.count}/{time.period_s:g} Canadian"
    if time.system is TimeSystem.FISCHER:
        return f"{time.period_s:g} fischer"
    return ""


def state_of(opened: OpenedGame, game: int, path: Path | None) -> GameState:
    """Returns the state that shows the end of an opened game."""
    position = opened.tree.position(opened.end)
    has_result = opened.result.kind is not ResultKind.UNKNOWN
    phase = Phase.OVER if has_result or position.is_over else Phase.PLAYING
    return GameState(
        game=game,
        setup=opened.setup,
        tree=opened.tree,
        cursor=opened.end,
        position=position,
        phase=phase,
        result=opened.result if has_result else None,
        path=path,
        is_record=True,
    )
