"""What every test run needs: kernels compiled from today's sources, and no silent skips in CI.

The whole suite runs in two processes, each of which takes one file of tests after another
(pytest-xdist, see `addopts` in pyproject.toml); named files run in this process, where a debugger
and `-s` work.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Generator
from typing import TypeVar

import pytest

from gogame.kernel_cache import discard_stale_kernels

NUM_WORKERS = 2  # more than two were never measured; each takes two gigabytes
COMPILE = "from gogame.warmup import compile_kernels; compile_kernels(print)"


def pytest_configure() -> None:
    """Drops compiled kernels of an older state of the sources."""
    discard_stale_kernels()


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers(config: pytest.Config) -> int:
    """Returns how many processes share the tests: none but this one for a part of the suite."""
    if config.args_source is not pytest.Config.ArgsSource.TESTPATHS:
        return 0
    cores = os.cpu_count() or 1
    return min(NUM_WORKERS, cores) if cores > 1 else 0


def pytest_sessionstart(session: pytest.Session) -> None:
    """Compiles the kernels once before several processes would each compile their own."""
    if session.config.getoption("tx", None) and not session.config.option.collectonly:
        subprocess.run([sys.executable, "-c", COMPILE], check=True)


Report = TypeVar("Report", pytest.TestReport, pytest.CollectReport)


def _forbid_skip(report: Report) -> Report:
    if report.skipped and "CI" in os.environ and not hasattr(report, "wasxfail"):
        report.outcome = "failed"
        report.longrepr = f"skipped, which CI does not allow: {report.longrepr}"
    return report


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Turns a skipped test into a failed one in CI, where everything is installed."""
    return _forbid_skip((yield))


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report() -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    """Does the same for a module that skips itself."""
    return _forbid_skip((yield))
