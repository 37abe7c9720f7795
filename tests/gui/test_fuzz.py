"""The window under random hands, for a short while; see `tests.gui.fuzz`."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.mark.slow
@pytest.mark.parametrize("seed", [1, 2])
def test_random_hands_break_nothing(seed: int) -> None:
    words = ["-X", "faulthandler", "-m", "tests.gui.fuzz", "1", str(seed), "--steps", "220"]
    result = subprocess.run(
        [sys.executable, *words],
        cwd=ROOT,
        check=False,
        capture_output=True,
        text=True,
        timeout=300,
    )
    assert result.returncode == 0, result.stdout + result.stderr
    assert f"seed {seed}: " in result.stdout
