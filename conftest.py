"""What every test run needs: kernels compiled from today's sources, and no silent skips in CI."""

from __future__ import annotations

import os
from collections.abc import Generator
from typing import TypeVar

import pytest

from gogame.kernel_cache import discard_stale_kernels


def pytest_configure() -> None:
    """Drops compiled kernels of an older state of the sources."""
    discard_stale_kernels()


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
