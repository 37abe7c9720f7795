from __future__ import annotations

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import gui.game.transitions as transitions
import gui.records.edits as edits
import gui.records.tree_edits as tree_edits
from gogame import sgf
from gogame.board.coords import BLACK, EMPTY, WHITE, Color
from gogame.board.position import Move
from gogame.board.variant import standard
from gogame.errors import IllegalMove, SgfError
from gui.files.game_files import game_text, parse_game, state_of
from gui.files.snapshot import from_text, to_text
from gui.game.editing import Tool
from gui.game.state import HUMAN, GameSetup, GameState, Phase

RICH = """(;FF[4]GM[1]SZ[9]KM[5.5]RU[Japanese]PB[Kim]BR[3d]PW[Lee]C[A game]XY[kept]
;B[ee]C[first]TR[ee];W[ec]BL[99]
(;B[cc];W[gg];B[])
(;B[gc]C[other](;W[cg])(;W[cc]LB[cc:a])))"""
ODD = r"""(;GM[1]SZ[9]KM[0.25]RE[a quarrel]AB[aa][bb]PL[W]ZZ[x\]y][\\]
;W[cc]B[dd];B[cc]C[occupied];W[zz]KO[];AW[ee]AE[aa]PL[B]FG[257:a]PM[2];B[tt];W[];C[silence]
(;B[ab][ba])(;B[gg]MN[7]VW[aa:bb]HO[2];AB[hh:ii];PL[W];W[hh]))"""


GC, EE = 2 * 9 + 6, 4 * 9 + 4


def state_from(text: str) -> GameState:
    return state_of(parse_game(text), 1, None)


def content(text: str) -> list[dict[str, list[str]]]:
    ours = {"AP", "CA", "FF", "GM"}
    return [
        {ident: list(raw) for ident, raw in node.properties.items() if ident not in ours}
        for node in sgf.read(text)[0].nodes()
    ]


def at(state: GameState, *branches: int) -> GameState:
    """Returns the state that shows the node to which the branches lead from the root."""
    node = 0
    for branch in branches:
        node = state.tree[node].children[branch]
    return transitions.go_to(state, node)


@pytest.mark.parametrize("text", [RICH, ODD], ids=["rich", "odd"])
def test_what_a_record_says_is_written_again_and_survives_a_crash(text):
    state = state_from(text)
    assert content(game_text(state)) == content(text)
    again = from_text(to_text(edits.with_text(state, 0, "N", "name")), 2)
    assert content(game_text(again))[1:] == content(text)[1:]
    assert again.tree[0].text("N") == "name"


def test_every_node_of_an_odd_record_has_the_position_that_its_moves_lead_to():
    game = sgf.read(ODD)[0]
    positions = sgf.GamePositions(game)
    tree = parse_game(ODD).tree
    for index, node in enumerate(game.nodes()):
        wanted = positions.position(node)
        assert tree.position(index).grid.tobytes() == wanted.grid.tobytes(), index
        assert tree.position(index).to_play == wanted.to_play, index


IDENTS = st.sampled_from(["C", "N", "TR", "LB", "B", "W", "AB", "AE", "PL", "XX", "DD", "KM"])
VALUES = st.text(st.sampled_from("abcghtz:;()\\]가 1.\n"), max_size=4).map(sgf.raw_text)
NODES = st.dictionaries(IDENTS, st.lists(VALUES, min_size=1, max_size=2), max_size=4)


@given(st.lists(st.tuples(NODES, st.integers(0, 100)), max_size=12))
@settings(max_examples=150, deadline=None)
def test_any_tree_is_written_as_it_was_read(parts):
    root = sgf.Node({"SZ": ["9"]})
    nodes = [root]
    for properties, parent in parts:
        node = nodes[parent % len(nodes)].add_child()
        for ident, raw in properties.items():
            node.set_values(ident, raw)
        nodes.append(node)
    text = sgf.write(sgf.GameTree(root))
    state = state_from(text)
    assert content(game_text(state)) == content(text)
    for node in state.tree.subtree(0):
        state.tree.position(node)


def test_a_comment_is_one_edit_however_it_was_typed():
    state = state_from(RICH)
    for text in ("f", "fi", "fine"):
        state = edits.with_text(state, 1, "C", text)
    assert state.tree[1].text("C") == "fine"
    assert state.unsaved
    state = edits.undo(state)
    assert state.tree[1].text("C") == "first"
    assert not edits.can_undo(state)
    assert edits.redo(state).tree[1].text("C") == "fine"


def test_an_edit_that_changes_nothing_is_none():
    state = state_from(RICH)
    assert edits.with_text(state, 1, "C", "first") is state
    assert edits.made_main(state, state.cursor) is state
    assert edits.with_markup(state, edits.markup_at(state)) is state
    assert edits.undo(state) is state
    assert edits.redo(state) is state


@pytest.mark.parametrize(
    ("tool", "wanted"),
    [
        (Tool.CROSS, "MA[dd]"),
        (Tool.TRIANGLE, "TR[dd]"),
        (Tool.SQUARE, "SQ[dd]"),
        (Tool.CIRCLE, "CR[dd]"),
        (Tool.LETTER, "LB[dd:A]"),
        (Tool.NUMBER, "LB[dd:1]"),
        (Tool.DIM, "DD[dd]"),
    ],
)
def test_each_tool_marks_and_takes_its_mark_away(tool, wanted):
    state = edits.with_tool(at(state_from(RICH)), tool)
    marked = edits.clicked(state, 30)
    assert wanted in game_text(marked)
    assert wanted not in game_text(edits.clicked(marked, 30))
    assert wanted not in game_text(edits.clicked(marked, 30, is_other=True))
    assert marked.cursor == state.cursor


def test_letters_run_on_and_give_way_to_numbers():
    state = edits.with_tool(at(state_from(RICH)), Tool.LETTER)
    for point in (0, 1, 2):
        state = edits.clicked(state, point)
    state = edits.clicked(edits.with_tool(state, Tool.NUMBER), 1)
    assert edits.markup_at(state).labels == ((0, "A"), (1, "1"), (2, "C"))


@pytest.mark.parametrize(("tool", "ident"), [(Tool.LINE, "LN"), (Tool.ARROW, "AR")])
def test_lines_and_arrows_are_pulled(tool, ident):
    state = edits.with_tool(at(state_from(RICH)), tool)
    assert edits.clicked(state, 0) is state
    assert edits.pulled(state, 0, 0) is state
    pulled = edits.pulled(state, 0, 10)
    assert f"{ident}[aa:bb]" in game_text(pulled)
    assert edits.pulled(pulled, 0, 10).tree[0].values(ident) == ()
    other = edits.with_tool(state, Tool.PLAY)
    assert edits.pulled(other, 0, 10) is other


def test_stones_set_up_at_the_start_change_what_follows():
    state = edits.with_tool(at(state_from(RICH)), Tool.BLACK)
    state = edits.clicked(state, 0)
    state = edits.clicked(state, 8, is_other=True)
    assert (state.position.color_at(0), state.position.color_at(8)) == (BLACK, WHITE)
    later = at(state, 0, 0, 0)
    assert later.position.color_at(0) == BLACK
    assert later.position.color_at(20) == BLACK
    again = state_from(game_text(state))
    assert again.position.grid.tobytes() == state.tree.position(again.cursor).grid.tobytes()
    assert edits.clicked(state, 0).position.color_at(0) == EMPTY


def test_stones_set_up_after_a_move_get_a_node_of_their_own():
    state = edits.with_tool(at(state_from(RICH), 0, 0), Tool.WHITE)
    changed = edits.clicked(state, 0)
    assert changed.cursor != state.cursor
    assert changed.tree[changed.cursor].parent == state.cursor
    more = edits.clicked(edits.with_tool(changed, Tool.ERASE), 40)
    assert more.cursor == changed.cursor
    assert more.position.color_at(40) == EMPTY
    assert {"AW": ["aa"], "AE": ["ee"], "PL": ["B"]} in content(game_text(more))
    again = at(state_from(game_text(more)), 0, 0, 2)
    assert again.position.grid.tobytes() == more.position.grid.tobytes()
    gone = edits.undo(edits.undo(more))
    assert gone.cursor == state.cursor
    assert content(game_text(gone)) == content(RICH)


def test_a_played_game_can_be_set_up_too():
    state = transitions.new_game(GameSetup(standard(9), HUMAN, HUMAN), 1)
    state = edits.set_up(state, {0: WHITE, 1: BLACK}, to_play=Color.WHITE)
    assert state.to_play is Color.WHITE
    again = from_text(to_text(state), 2)
    assert again.position.grid.tobytes() == state.position.grid.tobytes()
    assert again.to_play is Color.WHITE
    assert again.tree[0].properties == ()


def test_who_is_to_play_can_be_said_without_a_stone():
    state = edits.set_up(state_from("(;SZ[9])"), {}, to_play=Color.WHITE)
    assert state.to_play is Color.WHITE
    assert state_from(game_text(state)).to_play is Color.WHITE


def test_engines_rest_while_a_game_is_edited():
    state = transitions.new_game(GameSetup(standard(9)), 1)
    state = transitions.play(state, 40)
    assert state.is_ai_turn
    editing = edits.with_tool(state, Tool.PLAY)
    assert not editing.is_ai_turn
    assert editing.is_human_turn
    played = edits.clicked(editing, 41)
    assert played.position.color_at(41) == WHITE
    assert edits.with_tool(played, None).tree is played.tree


def test_moves_played_while_editing_become_variations_and_keep_the_result():
    state = at(state_from(RICH.replace("KM", "RE[B+3]KM")), 0)
    state = edits.with_tool(state, Tool.PLAY)
    first = edits.clicked(state, 0)
    assert first.tree[state.cursor].children[-1] == first.cursor
    assert first.phase is Phase.OVER
    known = edits.clicked(edits.with_tool(at(first, 0), Tool.PLAY), 22)
    assert known.cursor == at(first, 0, 0).cursor
    with pytest.raises(IllegalMove):
        edits.clicked(first, 0)


def test_variations_are_moved_and_promoted():
    state = at(state_from(RICH), 0, 0, 1, 1)
    up = edits.promoted(state, state.cursor)
    assert up.tree[at(up, 0, 0, 1, 0).cursor].text("LB") == "cc:a"
    down = edits.demoted(up, up.cursor)
    assert down.tree[at(down, 0, 0, 1, 1).cursor].text("LB") == "cc:a"
    assert edits.demoted(down, down.cursor) is down
    main = edits.made_main(state, state.cursor)
    assert main.tree.main_line()[-1] == state.cursor
    assert content(game_text(edits.undo(main))) == content(RICH)


def test_deleting_shows_the_node_before_and_the_root_stays():
    state = at(state_from(RICH), 0, 0, 1, 1)
    short = edits.deleted(state, at(state, 0, 0, 1).cursor)
    assert short.cursor == at(state, 0, 0).cursor
    assert "other" not in game_text(short)
    assert edits.deleted(state, 0) is state
    line = edits.without_others(state, state.cursor)
    assert line.tree.main_line()[-1] == state.cursor
    assert sum(1 for _ in line.tree.subtree(0)) == 5


def test_a_branch_is_cut_and_pasted_elsewhere():
    state = at(state_from(RICH), 0, 0, 1)
    text = edits.copied(state, state.cursor)
    cut = edits.deleted(state, state.cursor)
    pasted = edits.pasted(cut, 0, text)
    assert pasted.cursor == at(pasted, 1).cursor
    assert content(edits.copied(pasted, pasted.cursor)) == content(text)
    assert pasted.tree[pasted.cursor].move == state.tree[state.cursor].move
    assert not pasted.tree[pasted.cursor].is_setup
    assert not pasted.tree[pasted.cursor].values("B")
    assert (pasted.move_number, pasted.position.color_at(GC)) == (1, BLACK)
    undone = edits.undo(pasted)
    assert undone.cursor == cut.cursor
    assert edits.redo(undone).position.color_at(GC) == BLACK
    assert content(game_text(edits.undo(undone))) == content(RICH)


@pytest.mark.parametrize("number", range(1, 11))
def test_what_is_pasted_where_it_was_copied_is_the_same_node_by_node(number):
    """Whether it begins with a move, a pass, two moves, set-up or words."""
    state = state_from(ODD)
    parent, text = state.tree[number].parent, edits.copied(state, number)
    pasted = edits.pasted(state, parent, text)
    before, after = list(state.tree.subtree(number)), list(pasted.tree.subtree(pasted.cursor))
    for old, new in zip(before, after, strict=True):
        was, now = state.tree[old], pasted.tree[new]
        assert (was.move, was.properties, was.is_setup) == (now.move, now.properties, now.is_setup)
        here = pasted.tree.position(new)
        assert here.grid.tolist() == state.tree.position(old).grid.tolist()
        assert here.to_play is state.tree.position(old).to_play
    written = state_from(game_text(pasted))
    assert written.tree.position(written.tree[parent].children[-1]).grid.tolist() == (
        pasted.position.grid.tolist()
    )


def test_a_move_that_cannot_be_played_there_is_forced_as_in_a_record():
    state = at(state_from(RICH), 0)
    pasted = edits.pasted(state, state.cursor, "(;W[ee];B[ec])")
    assert pasted.tree[pasted.cursor].move == Move(Color.WHITE, EE)
    assert pasted.position.color_at(EE) == WHITE
    opened = state_from("(;GM[1]SZ[9];B[ee];W[ee];B[ec])")
    assert transitions.step(pasted, 1).position.grid.tolist() == opened.position.grid.tolist()


def test_a_game_that_begins_with_stones_is_pasted_as_a_change_of_the_board():
    state = at(state_from("(;SZ[9];B[aa])"))
    pasted = edits.pasted(state, 0, "(;FF[4]GM[1]CA[UTF-8]AP[X:1]SZ[9]AB[cc][dd]C[x];W[ee])")
    first = pasted.tree[pasted.cursor]
    assert (first.is_setup, first.move) == (True, None)
    assert [ident for ident, _ in first.properties] == ["AB", "C"]
    assert transitions.step(pasted, 1).position.color_at(EE) == WHITE
    with pytest.raises(SgfError, match="expected 9x9"):
        edits.pasted(state, 0, "(;GM[1]SZ[13]AB[cc];B[bb])")


@pytest.mark.parametrize("begun", ["(;SZ[9];B[aa])", ""])
def test_a_branch_that_begins_with_white_leaves_black_to_play_at_the_root(begun):
    state = transitions.new_game(GameSetup(standard(9)), 1)
    if begun:
        first = at(state_from(begun), 0)
        state = edits.deleted(first, first.cursor)
    pasted = edits.pasted(state, 0, "(;W[ee];B[cc])")
    written = game_text(pasted)
    again = state_from(written)
    assert again.tree.position(0).to_play is Color.BLACK
    assert content(game_text(again)) == content(written)


def test_there_is_no_record_to_edit_before_the_handicap_stones_lie():
    setup = GameSetup(standard(9), HUMAN, HUMAN, handicap=2, free_handicap=True)
    state = transitions.new_game(setup, 1)
    assert state.phase is Phase.PLACING
    assert edits.set_up(state, {}, to_play=Color.WHITE) is state
    assert edits.pasted(state, 0, "(;W[ee])") is state
    assert edits.with_text(state, 0, "C", "early") is state


@pytest.mark.parametrize(
    ("text", "color"),
    [("(;SZ[9];W[aa])", Color.WHITE), ("(;SZ[9]AB[aa][bb];B[cc])", Color.BLACK)],
)
def test_who_is_to_play_stays_where_the_first_move_is_deleted(text, color):
    first = at(state_from(text), 0)
    emptied = edits.deleted(first, first.cursor)
    assert emptied.to_play is color
    assert from_text(to_text(emptied), 2).to_play is color
    assert state_from(game_text(emptied)).to_play is color


def test_a_whole_game_is_pasted_without_its_root_and_only_on_its_board():
    state = at(state_from("(;SZ[9];B[aa])"))
    pasted = edits.pasted(state, 0, "(;GM[1]SZ[9]PB[X](;B[bb])(;B[cc];W[dd]))")
    assert len(pasted.tree[0].children) == 3
    with pytest.raises(SgfError, match="expected 9x9"):
        edits.pasted(state, 0, "(;GM[1]SZ[13];B[bb])")
    with pytest.raises(SgfError):
        edits.pasted(state, 0, "hello")


def test_a_record_can_begin_with_a_later_position():
    state = at(state_from(RICH), 0, 0)
    short = edits.flattened(state, state.cursor)
    assert short.cursor == 0
    assert short.position.grid.tobytes() == state.position.grid.tobytes()
    again = state_from(game_text(short))
    assert len(again.tree[0].children) == 2
    assert again.tree[0].text("C") == "A game"


def test_markup_and_comments_are_cleared_everywhere():
    state = state_from(RICH)
    assert not {"TR", "LB"} & {
        i for n in content(game_text(edits.without_markup(state))) for i in n
    }
    assert "C[" not in game_text(edits.without_comments(state))


def test_edits_before_a_move_of_the_game_are_settled():
    state = transitions.new_game(GameSetup(standard(9), HUMAN, HUMAN), 1)
    state = edits.with_text(state, 0, "C", "hello")
    assert edits.can_undo(state)
    state = transitions.play(state, 40)
    assert not edits.can_undo(state)
    state = edits.with_text(state, state.cursor, "C", "here")
    back = edits.undo(state)
    assert back.tree[0].text("C") == "hello"
    assert not edits.can_undo(back)


@given(st.data())
@settings(max_examples=60, deadline=None)
def test_undoing_everything_leads_back_and_redoing_forth_again(data):
    state = edits.with_tool(state_from(RICH), Tool.BLACK)
    for _ in range(data.draw(st.integers(1, 8))):
        nodes = list(state.tree.subtree(0))
        node = data.draw(st.sampled_from(nodes))
        kind = data.draw(st.integers(0, 7))
        if kind == 0:
            state = edits.with_text(state, node, "C", data.draw(st.text("ab]", max_size=3)))
        elif kind == 1:
            state = edits.deleted(state, node)
        elif kind == 2:
            state = edits.made_main(state, node)
        elif kind == 3:
            state = edits.pasted(state, node, edits.copied(state, node))
        elif kind == 4:
            state = edits.promoted(state, node, data.draw(st.sampled_from([-1, 1])))
        elif kind == 5:
            state = edits.flattened(state, node)
        else:
            state = transitions.go_to(state, node)
            state = edits.with_tool(state, data.draw(st.sampled_from(list(Tool)[1:])))
            state = edits.clicked(state, data.draw(st.integers(0, 80)))
    after = content(game_text(state))
    while edits.can_undo(state):
        state = edits.undo(state)
    assert content(game_text(state)) == content(RICH)
    while edits.can_redo(state):
        state = edits.redo(state)
    assert content(game_text(state)) == after
    again = state_from(game_text(state))
    for old, new in zip(state.tree.subtree(0), again.tree.subtree(0), strict=True):
        assert state.tree.position(old).grid.tobytes() == again.tree.position(new).grid.tobytes()


def test_setting_up_leaves_the_other_lines_as_they_are():
    tree = state_from(RICH).tree
    changed, node = tree_edits.set_up(tree, 3, {0: BLACK})
    for a, b in itertools.product([0, 1, 2], [node]):
        assert changed[a].position is tree[a].position
        assert b not in changed[a].children
