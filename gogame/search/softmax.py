"""Probabilities from logits, with an exponential of our own.

It vectorises, and it rounds the same everywhere: a search gives the same tree on every machine,
which the C library's `expf` does not promise.
"""

from __future__ import annotations

import numpy as np

from gogame.board.jit import inlined_kernel, kernel
from gogame.search.lanes import NEVER, highest, total

_SMALLEST = np.float32(-87.0)  # e to the power of less is no normal float32
_LARGEST = np.float32(88.0)
_LOG2_E = np.float32(1.44269504)
_LN2_HIGH = np.float32(0.693359375)  # ln 2 in two parts, the first exact in 10 bits
_LN2_LOW = np.float32(-2.12194440e-4)
_HALF, _ONE = np.float32(0.5), np.float32(1.0)
# Taylor's coefficients of e**r from r**6 down to r**2; |r| <= ln(2) / 2.
_C6, _C5, _C4 = np.float32(1 / 720), np.float32(1 / 120), np.float32(1 / 24)
_C3, _C2 = np.float32(1 / 6), np.float32(1 / 2)


@inlined_kernel
def exp32(x):
    """Returns e**x of a float32 up to 88, to about one part in ten million; 0 below -87."""
    y = min(max(x, _SMALLEST), _LARGEST)
    n = np.floor(y * _LOG2_E + _HALF)
    r = y - n * _LN2_HIGH - n * _LN2_LOW
    p = ((((_C6 * r + _C5) * r + _C4) * r + _C3) * r + _C2) * r * r + r + _ONE
    power = np.int32((np.int32(n) + np.int32(127)) << np.int32(23)).view(np.float32)
    return p * power if x >= _SMALLEST else np.float32(0)


@kernel
def masked_softmax(logits, row, mask, prior, node):
    """Writes the softmax of the allowed logits, and -1 for the other actions.

    Args:
        logits: `[B, A]` float32.
        row: The row of `logits` and of `mask`.
        mask: `[B, A]` uint8, at least one action allowed.
        prior: `[V, A]` float32 to write to.
        node: The row of `prior`.

    Returns:
        Whether every allowed logit was finite.
    """
    num_actions = prior.shape[1]
    num_bad = 0
    for a in range(num_actions):
        x = np.float32(logits[row, a])
        num_bad += (mask[row, a] != 0) & (not np.isfinite(x))
        prior[node, a] = x if mask[row, a] else NEVER
    largest = highest(prior[node], num_actions)
    for a in range(num_actions):
        prior[node, a] = exp32(prior[node, a] - largest)
    scale = np.float32(1.0) / total(prior[node], num_actions)
    for a in range(num_actions):
        prior[node, a] = prior[node, a] * scale if mask[row, a] else np.float32(-1)
    return num_bad == 0
