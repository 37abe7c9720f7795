from __future__ import annotations

import pytest

from gogame.errors import SgfError
from gogame.sgf import GameTree, Node, read


def names(tree: GameTree) -> str:
    return "".join(node.text("N") or "?" for node in tree.nodes())


@pytest.fixture
def tree() -> GameTree:
    """Returns A - B - (C - D | E | F)."""
    return read("(;N[A];N[B](;N[C];N[D])(;N[E])(;N[F]))")[0]


def find(tree: GameTree, name: str) -> Node:
    return next(node for node in tree.nodes() if node.text("N") == name)


def test_nodes_come_parents_first_main_line_first(tree: GameTree) -> None:
    assert names(tree) == "ABCDEF"
    assert [node.text("N") for node in tree.main_line()] == ["A", "B", "C", "D"]
    assert tree.leaf is find(tree, "D")
    assert [node.text("N") for node in find(tree, "E").path()] == ["A", "B", "E"]


def test_adding(tree: GameTree) -> None:
    find(tree, "B").add_child().set_text("N", "X")
    find(tree, "B").add_child(index=0).set_text("N", "Y")
    assert names(tree) == "ABYCDEFX"


def test_deleting_says_where_so_that_it_can_be_undone(tree: GameTree) -> None:
    cut = find(tree, "C")
    parent = cut.parent
    assert parent is not None
    assert cut.delete() == 0
    assert names(tree) == "ABEF"
    assert cut.parent is None
    parent.insert(cut, 0)
    assert names(tree) == "ABCDEF"


def test_promoting(tree: GameTree) -> None:
    find(tree, "F").promote()
    assert names(tree) == "ABCDFE"
    find(tree, "F").promote()
    find(tree, "F").promote()
    assert names(tree) == "ABFCDE"
    find(tree, "D").make_main()
    assert names(tree) == "ABCDFE"
    find(tree, "E").make_main()
    assert names(tree) == "ABECDF"


def test_copying_shares_nothing(tree: GameTree) -> None:
    copy = find(tree, "B").copy()
    assert names(GameTree(copy)) == "BCDEF"
    copy.set_text("N", "Z")
    copy.children[0].delete()
    assert names(tree) == "ABCDEF"
    find(tree, "F").insert(copy)
    assert names(tree) == "ABCDEFZEF"


def test_a_tree_stays_a_tree(tree: GameTree) -> None:
    with pytest.raises(SgfError, match="in a tree already"):
        find(tree, "A").insert(find(tree, "F"))
    with pytest.raises(SgfError, match="cannot be deleted"):
        tree.root.delete()
    root = tree.root
    with pytest.raises(SgfError, match="own descendant"):
        find(tree, "D").insert(root)
    assert names(tree) == "ABCDEF"


def test_properties_keep_their_order() -> None:
    node = read("(;ZZ[1]B[aa]AA[2][3])")[0].root
    node.set_values("B", ["bb"])
    node.set_text("C", "new")
    assert list(node.properties.items()) == [
        ("ZZ", ["1"]),
        ("B", ["bb"]),
        ("AA", ["2", "3"]),
        ("C", ["new"]),
    ]
    node.remove("ZZ")
    node.set_text("C", None)
    node.set_values("AA", [])
    node.remove("never there")
    assert list(node.properties) == ["B"]
    assert "B" in node
    assert "C" not in node
    assert node.values("C") == ()
    assert node.raw("C") is node.text("C") is node.simple_text("C") is None


@pytest.mark.parametrize("ident", ["", "a", "B1b", "1B", "A[", "É", "A" * 3 + "\n"])
def test_identifiers_that_would_break_a_file(ident: str) -> None:
    with pytest.raises(SgfError, match="expected capital letters"):
        Node().set_values(ident, ["x"])


def test_values_that_would_break_a_file() -> None:
    with pytest.raises(SgfError, match="of C"):
        Node().set_values("C", ["a]b"])


def test_a_long_line_is_walked_copied_and_cut_without_recursion() -> None:
    tree = GameTree()
    node = tree.root
    for _ in range(100_000):
        node = node.add_child()
    assert len(tree.main_line()) == len(node.path()) == 100_001
    copy = tree.root.copy()
    assert sum(1 for _ in copy.subtree()) == 100_001
    node.make_main()
    assert "100001" not in repr(tree.root)
    tree.root.children[0].delete()
    assert tree.leaf is tree.root
