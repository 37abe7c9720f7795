"""Hypothesis profiles: ``fast`` repeats the same examples, ``thorough`` looks for new ones.

Choose the other one with ``pytest --hypothesis-profile=thorough``.
"""

from __future__ import annotations

from hypothesis import HealthCheck, settings

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
