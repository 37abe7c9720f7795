"""Compiled kernels never outlive the sources they were made from."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from gogame.kernel_cache import discard_stale_kernels

CALLEE = "from numba import njit\n@njit(cache=True)\ndef add(x):\n    return x + {term}\n"
CALLER = (
    "from numba import njit\nfrom toy.callee import add\n"
    "@njit(cache=True)\ndef scaled(x):\n    return 10 * add(x)\n"
)


@pytest.fixture
def toy(tmp_path: Path) -> Path:
    """A package of two kernel modules, one calling the other, and one that stands alone."""
    package = tmp_path / "toy"
    package.mkdir()
    (package / "__init__.py").touch()
    (package / "callee.py").write_text(CALLEE.format(term=1))
    (package / "caller.py").write_text(CALLER)
    (package / "alone.py").write_text(CALLEE.format(term=3))
    return package


def _run(package: Path) -> str:
    program = "from toy import caller, alone; print(caller.scaled(1), alone.add(1))"
    return subprocess.run(
        [sys.executable, "-c", program],
        cwd=package.parent,
        # Python takes bytecode for current whose source has the same second and the same length.
        env={"PYTHONPATH": str(package.parent), "PYTHONDONTWRITEBYTECODE": "1"},
        check=True,
        capture_output=True,
        text=True,
    ).stdout


def _cached(package: Path) -> set[str]:
    return {path.name.split(".")[0] for path in package.glob("__pycache__/*.nbi")}


def test_a_changed_callee_is_compiled_anew_in_its_callers(toy: Path) -> None:
    assert discard_stale_kernels(toy)
    assert _run(toy) == "20 4\n"
    assert not discard_stale_kernels(toy)
    assert _cached(toy) == {"callee", "caller", "alone"}

    (toy / "callee.py").write_text(CALLEE.format(term=5))
    assert discard_stale_kernels(toy)
    assert _cached(toy) == {"alone"}
    assert _run(toy) == "60 4\n"


def test_a_folder_that_holds_no_readable_stamps_starts_afresh(toy: Path) -> None:
    discard_stale_kernels(toy)
    (toy / "__pycache__" / "kernels.json").write_text("{")
    assert discard_stale_kernels(toy)
    assert not discard_stale_kernels(toy)


def test_a_change_in_another_package_reaches_the_kernels_that_use_it(
    toy: Path, tmp_path: Path
) -> None:
    user = tmp_path / "user"
    user.mkdir()
    (user / "__init__.py").touch()
    (user / "caller.py").write_text(CALLER)
    assert discard_stale_kernels(user, toy)
    assert not discard_stale_kernels(user, toy)
    (toy / "alone.py").write_text(CALLEE.format(term=4))
    assert not discard_stale_kernels(user, toy), "it is not used"
    (toy / "callee.py").write_text(CALLEE.format(term=5))
    assert discard_stale_kernels(user, toy)
