"""Search trees under a fake evaluator, kept as files; `GOLDEN=1` writes them anew."""

from __future__ import annotations

import hashlib
import json
import os
from pathlib import Path

import numpy as np
import pytest

from gogame.board.coords import action_to_gtp
from gogame.board.position import Position
from gogame.board.rules import JAPANESE
from gogame.board.variant import VariantSpec, standard
from gogame.search.config import Limits, Method, SearchConfig
from gogame.search.lockstep import LockstepSearch
from gogame.search.mcts import Search
from gogame.search.tree import CLOSED, COUNT, OPEN, SCORE, STATE, TRIED, VALUE
from tests.search.fakes import HashEvaluator
from tests.search.walking import tried

GOLDEN = Path(__file__).parent.parent / "golden"


def compare(name: str, found: object) -> None:
    """Asserts that a golden file says `found`, or writes it."""
    path = GOLDEN / name
    text = json.dumps(found, indent=1) + "\n"
    if os.environ.get("GOLDEN") == "1":
        path.parent.mkdir(exist_ok=True)
        path.write_text(text)
    assert path.read_text() == text


def digest(*arrays: np.ndarray) -> str:
    """Returns the SHA-256 of arrays; floats are rounded to four decimals."""
    sha = hashlib.sha256()
    for array in arrays:
        rounded = np.round(array * 10_000) if array.dtype.kind == "f" else array
        sha.update(rounded.astype(np.int64).tobytes())
    return sha.hexdigest()


def tree_digest(search: Search) -> str:
    """Returns the digest of all edges of a tree."""
    nodes = search._forest.nodes  # pyright: ignore[reportOptionalMemberAccess]
    is_open = np.flatnonzero(nodes.info[: search.num_nodes, STATE] == OPEN)
    was_tried = nodes.info[is_open, TRIED] > 0
    visits = np.where(was_tried[:, None], nodes.visits[is_open], 0)
    return digest(visits, np.where(visits > 0, nodes.q[is_open], 0))


def searched(position: Position, config: SearchConfig, visits: int) -> Search:
    search = Search(HashEvaluator(), config, seed=1)
    search.set_position(position)
    search.run(Limits(visits=visits))
    return search


def test_golden_signature() -> None:
    start = Position.start(standard(9))
    played = start.play(40)
    puct = searched(start, SearchConfig(batch_size=8), 1500)
    puct_digest = tree_digest(puct)
    puct.set_position(played)
    puct.run(Limits(visits=600))
    territory = Position.start(VariantSpec(4, 5, rules=JAPANESE, komi=0.5))
    lockstep = LockstepSearch(
        HashEvaluator(),
        standard(5),
        4,
        SearchConfig(method=Method.GUMBEL, gumbel_actions=8),
        max_simulations=32,
        seed=1,
    )
    turns: list[np.ndarray] = []
    for _ in range(6):
        result = lockstep.run(32)
        turns += [result.visits, result.policy, result.value]
        lockstep.advance(result.actions)
    signature = {
        "puct 9x9, batches of 8, 1500 visits": puct_digest,
        "then E5 and 600 visits, subtree kept": tree_digest(puct),
        "puct 4x5 territory, one by one, 500 visits": tree_digest(
            searched(territory, SearchConfig(batch_size=1), 500)
        ),
        "puct 9x9, virtual visits only, 500 visits": tree_digest(
            searched(played, SearchConfig(batch_size=16, virtual_loss=0.0), 500)
        ),
        "gumbel 5x5 in lockstep, 4 games, 6 moves of 32": digest(*turns),
    }
    compare("search_signature.json", signature)


@pytest.mark.parametrize("method", list(Method))
def test_golden_tree(method: Method) -> None:
    variant = VariantSpec(2, 3, komi=0.5)
    search = searched(Position.start(variant), SearchConfig(method=method, batch_size=1), 24)
    nodes = search._forest.nodes  # pyright: ignore[reportOptionalMemberAccess]

    def branch(node: int) -> dict[str, object]:
        count = int(nodes.info[node, COUNT])
        found: dict[str, object] = {
            "visits": count,
            "value_black": round(float(nodes.sums[node, VALUE]) / count, 4),
            "score_black": round(float(nodes.sums[node, SCORE]) / count, 3),
        }
        if nodes.info[node, STATE] == CLOSED:
            return found | {"over": True}
        return found | {
            action_to_gtp(action, 2, 3): branch(int(nodes.child[node, action]))
            for action in tried(nodes, node)
        }

    compare(f"search_tree_{method.value}.json", branch(0))
