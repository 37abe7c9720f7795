"""PUCT as a textbook has it: one leaf at a time, a Python object for each node."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

from gogame.board.coords import Color
from gogame.board.position import Position
from gogame.evaluation import Evaluator
from gogame.features import encode_positions
from gogame.search.config import SearchConfig

F = np.float32


def enclosed(position: Position) -> list[int]:
    """Returns the stones that lie in a pass-alive region of the opponent."""
    owner, grid = position.pass_alive().ravel(), position.grid.ravel()
    return np.flatnonzero((owner != 0) & (grid != 0) & (owner != grid)).tolist()


class ReferenceNode:
    """One node: the position, its evaluation for the player to play, and its children."""

    def __init__(self, position: Position, evaluator: Evaluator, config: SearchConfig) -> None:
        self.position, self.evaluator, self.config = position, evaluator, config
        self.children: dict[int, ReferenceNode] = {}
        self.visits, self.total = 0, 0.0
        self.prior: NDArray[np.float32] = np.full(position.variant.num_actions, -1, dtype=F)
        if position.is_over:
            sign = 1 if position.to_play is Color.BLACK else -1
            score = sign * position.score(enclosed(position)).lead_black
            value = float(np.sign(score))
        else:
            batch = encode_positions([position])
            logits, outcome, points, _ = evaluator.evaluate(batch)
            value, score = float(outcome[0, 0] - outcome[0, 2]), float(points[0])
            legal = position.legal()
            weights = np.exp(logits[0] - logits[0][legal].max())
            self.prior[legal] = (weights / weights[legal].sum())[legal]
        x = score / (config.score_scale * math.sqrt(position.variant.num_points))
        share = config.score_utility
        self.own = (value + share * x / math.sqrt(1 + x * x)) / (1 + share)

    def select(self, reduction: float) -> int:
        """Returns the action of highest Q + U."""
        config, tried = self.config, self.visits - 1
        growth = math.log((tried + config.c_puct_base) / config.c_puct_base)
        weight = F((config.c_puct + config.c_puct_log * growth) * math.sqrt(tried + 1))
        mass = sum(float(self.prior[a]) for a in self.children)
        fpu = F(self.total / self.visits - reduction * math.sqrt(mass))
        best, best_score = -1, -np.inf
        for action in np.flatnonzero(self.prior >= 0).tolist():
            child = self.children.get(action)
            q = fpu if child is None else F(-child.total / child.visits)
            score = q + weight * self.prior[action] / F(1 + (child.visits if child else 0))
            if score > best_score:
                best, best_score = action, score
        return best

    def playout(self, *, is_root: bool = True) -> float:
        """Runs one playout below this node; returns its utility for the player to play here."""
        utility = self.own
        if self.visits > 0 and not self.position.is_over:
            config = self.config
            action = self.select(config.root_fpu_reduction if is_root else config.fpu_reduction)
            if action not in self.children:
                after = self.position.play(action)
                self.children[action] = ReferenceNode(after, self.evaluator, config)
            utility = -self.children[action].playout(is_root=False)
        self.visits += 1
        self.total += utility
        return utility

    def counts(self) -> list[int]:
        """Returns the visits of each action."""
        actions = range(self.position.variant.num_actions)
        return [self.children[a].visits if a in self.children else 0 for a in actions]
