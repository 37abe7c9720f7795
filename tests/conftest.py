"""Hypothesis profiles: ``fast`` repeats the same examples, ``thorough`` looks for new ones.

Choose the other one with ``pytest --hypothesis-profile=thorough``. And what JAX compiles in one
test, or in a program that it starts, need not be compiled again in the next.
"""

from __future__ import annotations

import os
import shutil
import tempfile

import pytest
from hypothesis import HealthCheck, settings

XLA_CACHE = "JAX_COMPILATION_CACHE_DIR"

_SLOW_START = [HealthCheck.too_slow]  # the first example may compile a kernel

settings.register_profile(
    "fast",
    max_examples=25,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=_SLOW_START,
)
settings.register_profile(
    "thorough", max_examples=500, deadline=None, suppress_health_check=_SLOW_START
)
settings.load_profile("fast")


def pytest_configure(config: pytest.Config) -> None:
    """Gives the learners of this run of tests, in all of its processes, one cache of XLA code.

    It is thrown away at the end: a run begins with nothing compiled, as a user's machine does.
    """
    if XLA_CACHE in os.environ:  # also that of the process that hands out the tests
        return
    folder = tempfile.mkdtemp(prefix="gogame-tests-xla-")
    os.environ |= {XLA_CACHE: folder, "JAX_PERSISTENT_CACHE_MIN_COMPILE_TIME_SECS": "0.1"}

    def forget() -> None:
        del os.environ[XLA_CACHE]
        shutil.rmtree(folder, ignore_errors=True)

    config.add_cleanup(forget)
