"""A run's folder: configuration, lock, names."""

import subprocess
import sys

import pytest

from gogame.errors import ConfigError
from selfplay.run.config import RunConfig, read_config, to_toml
from selfplay.run.directory import Lock, RunDirectory, RunLocked
from selfplay.run.presets import PRESETS, preset


@pytest.mark.parametrize("name", sorted(PRESETS))
def test_presets_are_read_and_written_back(name):
    config = read_config(preset(name), where=name)
    assert read_config(to_toml(config), where="again") == config


def test_an_unknown_preset_names_the_known_ones():
    with pytest.raises(ConfigError, match=r"preset '13x13': expected one of .*9x9"):
        preset("13x13")


def test_a_network_that_has_no_shape_is_refused():
    with pytest.raises(ConfigError, match="net"):
        read_config('net = "huge"', where="test")


def test_a_folder_with_other_things_is_left_alone(tmp_path):
    (tmp_path / "letter.txt").write_text("dear all")
    with pytest.raises(ConfigError, match=r"not empty \(letter.txt\) and holds no run"):
        RunDirectory(tmp_path).create(RunConfig())


def test_a_damaged_configuration_is_named(tmp_path):
    directory = RunDirectory(tmp_path / "run")
    directory.create(RunConfig())
    assert directory.config() == RunConfig()
    directory.config_file.write_bytes(b"seed = \xff")
    with pytest.raises(ConfigError, match=r"config.toml cannot be read"):
        directory.config()
    directory.config_file.write_text("seed = [")
    with pytest.raises(ConfigError, match=r"config.toml is not TOML"):
        directory.config()


def test_there_is_one_run_in_a_folder_and_the_second_is_told_whose(tmp_path):
    held = Lock(tmp_path / "lock")
    code = (
        "import sys; from pathlib import Path; from selfplay.run.directory import Lock;"
        "Lock(Path(sys.argv[1]))"
    )
    second = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path / "lock")],
        capture_output=True,
        text=True,
        check=False,
    )
    assert second.returncode == 1
    assert "RunLocked" in second.stderr
    with pytest.raises(RunLocked, match=r"is in use by process [0-9]+"):
        Lock(tmp_path / "lock")
    held.release()
    Lock(tmp_path / "lock").release()
