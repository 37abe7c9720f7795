"""The seam between search and whatever judges positions: `Evaluator`.

Search fills an `EvaluationBatch`, an evaluator answers with an `Evaluation`. A network reads
`planes` and `globals_`; an evaluator by random games reads `boards`. All answers are from the
viewpoint of the player to play in each position.
"""

from __future__ import annotations

from typing import NamedTuple, Protocol

import numpy as np
from numpy.typing import NDArray

from gogame.board.rules import KernelRules
from gogame.board.topology import Topology
from gogame.board.variant import VariantSpec


class EvaluationBatch(NamedTuple):
    """B positions on boards of the same height, width and shape.

    Attributes:
        variant: The common variant; its `topology` and rules hold for every row, its komi does
            not (see `komi`).
        planes: `[B, C, H, W]` uint8, see `features.encode`; C = `features.NUM_PLANES`.
        globals_: `[B, G]` float32, see `features.encode`; G = `features.NUM_GLOBALS`.
        boards: `[B, NUM_FIELDS, W]` int32, the positions themselves; of no meaning in what search
            gives to evaluators that read `planes`.
        komi: `[B]` float32, White's points (handicap bonus included).
    """

    variant: VariantSpec
    planes: NDArray[np.uint8]
    globals_: NDArray[np.float32]
    boards: NDArray[np.int32]
    komi: NDArray[np.float32]

    @property
    def topology(self) -> Topology:
        """Neighbour tables of the common board."""
        return self.variant.topology

    @property
    def rules(self) -> KernelRules:
        """The common rules as integers."""
        return self.variant.kernel_rules


class Evaluation(NamedTuple):
    """What an evaluator thinks of B positions, each for its player to play.

    Attributes:
        logits: `[B, A]` float32 policy logits, A = P + 1, pass last; illegal actions are not
            masked here (search masks them).
        outcome: `[B, 3]` float32 probabilities of win, draw and loss.
        score: `[B]` float32 expected points lead of the player to play, komi included.
        ownership: `[B, P]` float32 in [-1, +1], +1 where the player to play will own the point.
    """

    logits: NDArray[np.float32]
    outcome: NDArray[np.float32]
    score: NDArray[np.float32]
    ownership: NDArray[np.float32]


class Evaluator(Protocol):
    """Judges batches of positions.

    Attributes:
        name: For people, for example ``"rollouts x1"`` or ``"b6c96 openvino bf16"``.
        reads_planes: False if only `boards` is read, so that search need not encode.
    """

    name: str
    reads_planes: bool

    def evaluate(self, batch: EvaluationBatch) -> Evaluation:
        """Returns the evaluation of every row; the arrays may be reused by the next call."""
        ...


class UniformEvaluator:
    """Knows nothing: uniform policy, even game, nobody's points. For tests and benchmarks."""

    name = "uniform"
    reads_planes = True

    def evaluate(self, batch: EvaluationBatch) -> Evaluation:
        """Returns zeros and a one-third chance of each outcome."""
        rows, _, height, width = batch.planes.shape
        points = height * width
        return Evaluation(
            np.zeros((rows, points + 1), dtype=np.float32),
            np.full((rows, 3), 1 / 3, dtype=np.float32),
            np.zeros(rows, dtype=np.float32),
            np.zeros((rows, points), dtype=np.float32),
        )
