"""Between the state's `MoveTree` and SGF: whatever a file says is kept and written back.

Everything here is plain computation without Qt, so that a worker can open a large file.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass, replace
from pathlib import Path

from gogame import sgf
from gogame.board.coords import BLACK, WHITE, Color, action_to_sgf
from gogame.board.position import Move
from gogame.board.rules import name_of_rules
from gogame.board.variant import VariantSpec
from gogame.clock import TimeSettings, TimeSystem
from gogame.record import Result, ResultKind
from gogame.sgf.files import check_ordinary
from gogame.sgf.formats import load_any, read_any
from gogame.sgf.header import rules_name_of
from gui.files.kept_analysis import reports_of
from gui.game.move_tree import ROOT, MoveNode, MoveTree, Properties
from gui.game.reports import NO_ANALYSIS, NO_REPORTS, Reports
from gui.game.shelf import Shelf, shelf_of
from gui.game.state import GameSetup, GameState, Phase, Player

_KEPT_POSITIONS = 1000  # of the main line; others are replayed from the nearest kept one
_KEPT_MOVES = 4_000_000  # of all kept positions together: each knows the moves before it
_WRITTEN = frozenset({"AP", "CA", "FF", "GM", "RE"})  # by whoever writes the file
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
        shelf: The games of a file that holds several, or None.
        reports: What the record says of its positions, by their keys.
    """

    setup: GameSetup
    tree: MoveTree
    end: int
    result: Result
    warnings: tuple[str, ...] = ()
    shelf: Shelf | None = None
    reports: Reports = NO_REPORTS

    @property
    def num_games(self) -> int:
        """Games in the file."""
        return 1 if self.shelf is None else len(self.shelf.entries)


@dataclass(frozen=True, slots=True)
class Place:
    """A place in a file.

    Attributes:
        game: Number of the game, from 0.
        node: Number of the node in the order of the file, from 0.
    """

    game: int
    node: int


def open_game(path: Path, place: Place | None = None) -> OpenedGame:
    """Returns a game of a file in any format that is known.

    Args:
        path: The file.
        place: The game and the node to be shown; the end of the first game if None.

    Raises:
        SgfError: One line that says what is wrong.
    """
    check_ordinary(path)
    games = load_any(path)
    if place is None:
        return replace(opened_game(games[0]), shelf=shelf_of(games))
    number = min(place.game, len(games) - 1)
    opened = opened_game(games[number])
    end = min(place.node, len(opened.tree.nodes) - 1)
    return replace(opened, end=end, shelf=shelf_of(games, number))


def parse_game(text: str) -> OpenedGame:
    """Returns the first game of a text in any format that is known.

    Raises:
        SgfError: One line that says what is wrong.
    """
    games = read_any(text)
    return replace(opened_game(games[0]), shelf=shelf_of(games))


def opened_game(game: sgf.GameTree) -> OpenedGame:
    """Returns a game that was read from a record.

    Raises:
        SgfError: Not Go, a board that this program does not play, or too long a main line.
    """
    positions = sgf.GamePositions(game)
    main_line = game.main_line()
    positions.check_line(main_line)
    num_kept = min(_KEPT_POSITIONS, _KEPT_MOVES // len(main_line))
    stride = 1 + len(main_line) // num_kept
    kept = {node for depth, node in enumerate(main_line) if depth % stride == 0}
    kept |= {game.root, main_line[-1]}
    index = {node: i for i, node in enumerate(game.nodes())}
    nodes = tuple(
        replace(made, position=positions.position(node)) if node in kept else made
        for node, made in zip(index, _nodes_from(index, positions.variant), strict=True)
    )
    root = game.root
    setup = GameSetup(
        positions.variant,
        black=_player(root, "PB", "BR"),
        white=_player(root, "PW", "WR"),
        rules_name=rules_name_of(root.simple_text("RU") or "") or "",
    )
    tree = MoveTree(nodes)
    reports, problem = reports_of(tree)
    return OpenedGame(
        setup,
        tree,
        index[main_line[-1]],
        Result.parse(root.simple_text("RE") or ""),
        (*game.warnings, *positions.warnings(main_line[-1]), *((problem,) if problem else ())),
        reports=Reports(reports),
    )


def _nodes_from(index: dict[sgf.Node, int], variant: VariantSpec) -> list[MoveNode]:
    """Returns nodes in order of their index, no position worked out yet."""
    return [
        replace(
            node_from(node, variant, is_root=node.parent is None),
            parent=-1 if node.parent is None else index.get(node.parent, -1),
            children=tuple(index[child] for child in node.children),
        )
        for node in index
    ]


def node_from(node: sgf.Node, variant: VariantSpec, *, is_root: bool) -> MoveNode:
    """Returns one node without its links; a move that is not written as usual stays as it is.

    Args:
        node: The node that was read.
        variant: What is played.
        is_root: Whether a game begins with it, and not just a text that holds a variation.
    """
    moves, wrong = sgf.moves_of(node, variant)
    is_odd = len(moves) > 1 or (bool(wrong) and bool(moves))
    is_setup = is_root or sgf.has_setup(node) or is_odd
    move = moves[0] if not is_setup and moves else None
    usual = None if move is None else _raw_move(move, variant)
    return MoveNode(
        parent=-1,
        move=move,
        position=None,
        properties=tuple(
            (ident, tuple(raw))
            for ident, raw in node.properties.items()
            if (ident, list(raw)) != usual
        ),
        is_setup=is_setup,
    )


def _raw_move(move: Move, variant: VariantSpec) -> tuple[str, list[str]]:
    return move.color.letter, [action_to_sgf(move.action, variant.height, variant.width)]


def _player(root: sgf.Node, name: str, rank: str) -> Player:
    words = [root.simple_text(name) or "", root.simple_text(rank) or ""]
    return Player(name=" ".join(word for word in words if word)[:60])


def game_text(state: GameState) -> str:
    """Returns a game as SGF text."""
    return sgf.write(sgf_tree(state))


def collection_text(state: GameState) -> str:
    """Returns a game, and the others of its file, as SGF text."""
    text = game_text(state)
    return text if state.shelf is None else state.shelf.with_text(text).text


def save_game(path: Path, state: GameState) -> None:
    """Writes a game, and the others of its file, to a file, whole or not at all.

    Raises:
        SgfError: One line that says what is wrong.
    """
    sgf.save_text(path, collection_text(state))


def game_taken(state: GameState, place: int, game: int) -> GameState:
    """Returns the state that shows another game of the same file from its start.

    Args:
        state: The state before; what was changed in its game stays.
        place: The place of the game in the file.
        game: Number of the game since the program started.

    Raises:
        SgfError: It cannot be shown, such as one of chess.
    """
    assert state.shelf is not None
    shelf = state.shelf.with_text(game_text(state)).taken(place)
    shown = state_of(opened_game(sgf.read(shelf.entries[place].text)[0]), game, state.path)
    at_start = replace(shown, cursor=ROOT, position=shown.tree.position(ROOT))
    return replace(at_start, shelf=shelf, unsaved=state.unsaved)


def sgf_tree(state: GameState) -> sgf.GameTree:
    """Returns a game as an SGF tree."""
    tree = state.tree
    root = root_of(state)
    pending = [(root, child) for child in reversed(tree[ROOT].children)]
    while pending:
        parent, index = pending.pop()
        node = _put_node(parent.add_child(), tree[index], state)
        pending.extend((node, child) for child in reversed(tree[index].children))
    written, to_play = sgf.GameTree(root), tree.position(ROOT).to_play
    if sgf.GamePositions(written).position(root).to_play is not to_play:
        root.set_values("PL", [to_play.letter])  # readers go by the first move, or the stones
    return written


def root_of(state: GameState) -> sgf.Node:
    """Returns the root of a game as it is written, alone."""
    root = sgf.Node()
    if not state.is_record:
        _put_new_root(root, state)
    _put_properties(root, state.tree[ROOT].properties)
    _put_result(root, state.result)
    return root


def branch_text(state: GameState, index: int) -> str:
    """Returns a node of a game with all that follows it as SGF text without a header."""
    top = sgf.Node()
    _put_node(top, state.tree[index], state)
    pending = [(top, child) for child in reversed(state.tree[index].children)]
    while pending:
        parent, at = pending.pop()
        node = _put_node(parent.add_child(), state.tree[at], state)
        pending.extend((node, child) for child in reversed(state.tree[at].children))
    return sgf.write_branch(top)


def _put_node(node: sgf.Node, source: MoveNode, state: GameState) -> sgf.Node:
    if source.move is not None:
        node.set_values(*_raw_move(source.move, state.variant))
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
    if stones or start.to_play is not Color.BLACK:
        sgf.put_setup(root, stones, start.to_play, variant)
    for color in Color:
        root.set_text(f"P{color.letter}", name_of(state.setup.player(color)))
    root.set_text("DT", datetime.datetime.now().astimezone().date().isoformat())
    time = state.setup.time
    if time.system is not TimeSystem.NONE:
        root.set_text("TM", f"{time.main_s:g}")
        root.set_text("OT", overtime_text(time))


def without_usual_root(state: GameState) -> GameState:
    """Returns a game that is no record without the root's properties that are written anyway.

    What stays was said by a person, and holds whatever players and rules the game has later.
    """
    usual = sgf.Node()
    _put_new_root(usual, state)
    root = state.tree[ROOT]
    kept = tuple(
        (ident, raw)
        for ident, raw in root.properties
        if (ident not in _WRITTEN or (ident == "RE" and _is_unclear(raw)))
        and list(usual.values(ident)) != list(raw)
    )
    return replace(state, tree=state.tree.changed(ROOT, replace(root, properties=kept)))


def _is_unclear(result: tuple[str, ...]) -> bool:
    """Returns whether nobody understands the words of a result, which then stay as they are."""
    return Result.parse(result[0] if result else "").kind is ResultKind.UNKNOWN


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
    style = "" if player.style is None else f", {player.style}"
    return f"{PROGRAM} ({strength}{style})"


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
        shelf=opened.shelf,
        analysis=replace(NO_ANALYSIS, reports=opened.reports),
    )
