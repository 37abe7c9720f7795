"""The whole suite is shared by processes, a part of it runs in one."""

from __future__ import annotations

import os
from pathlib import Path
from types import SimpleNamespace

import pytest

CONFTEST = Path(__file__).resolve().parent.parent / "conftest.py"
Source = pytest.Config.ArgsSource


@pytest.mark.parametrize(
    ("source", "cores", "expected"),
    [
        (Source.TESTPATHS, 8, 2),
        (Source.TESTPATHS, 2, 2),
        (Source.TESTPATHS, 1, 0),
        (Source.ARGS, 8, 0),
    ],
)
def test_how_many_processes_share_the_tests(
    request: pytest.FixtureRequest,
    monkeypatch: pytest.MonkeyPatch,
    source: pytest.Config.ArgsSource,
    cores: int,
    expected: int,
) -> None:
    monkeypatch.setattr(os, "cpu_count", lambda: cores)
    hooks = request.config.pluginmanager.get_plugin(str(CONFTEST))
    assert hooks is not None
    config = SimpleNamespace(args_source=source)
    assert hooks.pytest_xdist_auto_num_workers(config) == expected


def test_that_is_the_default(request: pytest.FixtureRequest) -> None:
    assert "--numprocesses=auto" in request.config.getini("addopts")
