"""Where a search has gone: the edges of a node that were tried."""

from __future__ import annotations

import numpy as np

from gogame.search.tree import TRIED, Nodes


def tried(nodes: Nodes, node: int) -> list[int]:
    """Returns the actions with visits, in order."""
    if nodes.info[node, TRIED] == 0:
        return []
    return np.flatnonzero(nodes.visits[node] > 0).tolist()


def children(nodes: Nodes, node: int) -> list[int]:
    """Returns the nodes that these actions lead to."""
    return nodes.child[node][tried(nodes, node)].tolist()
