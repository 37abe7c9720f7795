"""One run seed becomes independent streams by role and index.

Kernels never own a generator: noise is drawn here and passed in, so that a kernel's result
depends on its arguments alone.
"""

from __future__ import annotations

import secrets
import zlib

import numpy as np


def generator(seed: int, role: str, *index: int) -> np.random.Generator:
    """Returns the NumPy generator of one role, the same for the same arguments.

    Args:
        seed: The run's seed, 0 or larger.
        role: What draws from it, for example ``"search"`` or ``"rollout"``.
        *index: Numbers that tell equal roles apart, for example actor and game.
    """
    key = (zlib.crc32(role.encode()), *index)
    return np.random.Generator(np.random.PCG64(np.random.SeedSequence(seed, spawn_key=key)))


def fresh_seed() -> int:
    """Returns a seed that nobody can foretell, to begin a run that is to differ from all others."""
    return secrets.randbits(31)


def kernel_seed(rng: np.random.Generator) -> int:
    """Returns a non-zero 63-bit seed for a kernel's xorshift generator."""
    return int(rng.integers(1, 2**63 - 1, dtype=np.int64))
