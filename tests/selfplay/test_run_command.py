"""`gogame-selfplay run`: which settings a run begins and goes on with."""

from __future__ import annotations

import pytest

from gogame.errors import ConfigError
from selfplay.cli import _configure
from selfplay.options import build_parser
from selfplay.run.directory import RunDirectory


def configure(root, *words):
    args = build_parser().parse_args(["run", str(root), *words])
    return _configure(args, RunDirectory(root))


def test_the_same_command_goes_on(tmp_path):
    words = ("--preset", "7x7", "--set", "seed=3")
    begun = configure(tmp_path / "run", *words)
    assert begun.seed == 3
    assert configure(tmp_path / "run", *words) == begun
    assert configure(tmp_path / "run") == begun


def test_another_preset_is_refused_and_a_changed_setting_kept(tmp_path):
    begun = configure(tmp_path / "run", "--preset", "7x7")
    with pytest.raises(ConfigError, match=r"holds a run with other settings: change them with"):
        configure(tmp_path / "run", "--preset", "9x9")
    changed = configure(tmp_path / "run", "--set", "learner.ratio=2")
    assert changed.learner.ratio == 2
    assert changed != begun
    assert configure(tmp_path / "run") == changed
