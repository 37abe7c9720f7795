"""Runs that begin with another run's network and games."""

from __future__ import annotations

import shutil
from typing import Any, cast

import numpy as np
import pytest

from gogame.errors import CheckpointError, ConfigError
from gogame.net.checkpoint import Metadata, load_checkpoint, save_checkpoint
from gogame.net.config import named_config
from gogame.net.parameters import initial_parameters
from selfplay.run.config import read_config
from selfplay.run.directory import RunDirectory
from selfplay.run.learner_process import LearnerWorker
from selfplay.run.messages import RoundOrder
from selfplay.run.start import begin, has_learnt, import_games, pending_source
from tests.selfplay.run.learning import SETTINGS, add_games, learner_of

LARGER = SETTINGS.replace("b2c16", "b4c32")


class SilentEnd:
    """The learner's end of a pipe that nobody listens at."""

    must_stop = False


@pytest.fixture(scope="module")
def source(tmp_path_factory):
    """Returns a run of one round."""
    found = RunDirectory(tmp_path_factory.mktemp("source") / "run")
    found.create(read_config(SETTINGS, where="test"))
    add_games(found, "actor-0", 0, range(8))
    assert learner_of(found).learn(RoundOrder())
    return found


def begun(root, settings, source):
    directory = RunDirectory(root)
    config = read_config(settings, where="test")
    begin(directory, config, source)
    return directory, config


def owed(directory):
    return LearnerWorker(directory, cast("Any", SilentEnd()))._learner.owed


def test_a_run_of_the_same_shape_goes_on_from_the_newest_network(tmp_path, source):
    directory, config = begun(tmp_path / "next", SETTINGS, source.root)
    first, newest = directory.start_network, source.network_files()[-1]
    assert first.read_bytes() == newest.read_bytes()
    assert has_learnt(first)
    assert import_games(directory, config, source.root, directory.lake(config)) > 0
    assert owed(directory) == 0, "its network has learnt from these games"


def test_a_run_of_a_larger_shape_grows_the_network_and_learns_from_the_games(tmp_path, source):
    directory, config = begun(tmp_path / "larger", LARGER, source.root)
    small, large = (
        load_checkpoint(p) for p in (source.network_files()[-1], directory.start_network)
    )
    assert not has_learnt(directory.start_network)
    assert large.config == named_config("b4c32")
    assert large.metadata.run_id == source.run_id
    kernel = large.parameters["blocks.0.conv1.kernel"]
    np.testing.assert_array_equal(kernel[..., :16, :16], small.parameters["blocks.0.conv1.kernel"])
    assert not kernel[..., 16:, :16].any(), "nothing old reads what is new"
    imported = import_games(directory, config, source.root, directory.lake(config))
    window = config.window.positions(imported)
    assert owed(directory) == window
    assert 0 < window < imported, "it learns from the newest games alone"


def test_a_run_of_a_smaller_shape_begins_anew_with_the_games(tmp_path, source):
    larger, _ = begun(tmp_path / "larger", LARGER, source.root)
    add_games(larger, "actor-0", 0, range(8))
    assert learner_of(larger).learn(RoundOrder())
    directory, config = begun(tmp_path / "smaller", SETTINGS, larger.root)
    assert not directory.start_network.exists()
    imported = import_games(directory, config, larger.root, directory.lake(config))
    assert owed(directory) == config.window.positions(imported) > 0


def test_a_beginning_that_was_interrupted_takes_the_games_later(tmp_path, source):
    directory, config = begun(tmp_path / "larger", LARGER, source.root)
    again = RunDirectory(directory.root)
    assert pending_source(again) == source.root
    import_games(again, config, source.root, again.lake(config))
    assert pending_source(again) is None
    directory.source_file.write_text("/no/such/run\n")
    with pytest.raises(ConfigError, match="has not taken the games of /no/such/run yet"):
        pending_source(directory)


def test_a_damaged_newest_network_gives_way_to_the_one_before(tmp_path, source):
    copy = RunDirectory(shutil.copytree(source.root, tmp_path / "copy"))
    newest = source.network_files()[-1]
    (copy.networks / "000009-00000000.safetensors").write_bytes(b"torn")
    directory, _ = begun(tmp_path / "next", SETTINGS, copy.root)
    assert directory.start_network.read_bytes() == newest.read_bytes()


def test_positions_of_its_own_are_owed_after_a_kill_before_the_first_round(tmp_path, source):
    directory, config = begun(tmp_path / "next", SETTINGS, source.root)
    import_games(directory, config, source.root, directory.lake(config))
    add_games(directory, "actor-0", 0, range(300, 304))
    assert owed(directory) == 4 * 30


def test_a_network_file_starts_a_run_of_its_shape_or_a_larger_one(tmp_path):
    shape = named_config("b2c16")
    file = tmp_path / "one.safetensors"
    save_checkpoint(file, initial_parameters(shape, 1), shape, Metadata(rating=12.0))
    same, _ = begun(tmp_path / "same", SETTINGS, file)
    assert same.start_network.read_bytes() == file.read_bytes()
    larger, _ = begun(tmp_path / "larger", LARGER, file)
    metadata = load_checkpoint(larger.start_network).metadata
    assert metadata.extra == {"grown_from": "b2c16"}
    assert metadata.rating is None


def test_a_network_that_cannot_grow_is_refused_before_anything_is_written(tmp_path):
    shape = named_config("b4c32")
    file = tmp_path / "one.safetensors"
    save_checkpoint(file, initial_parameters(shape, 1), shape)
    expected = r"a network b4c32 cannot become the run's b2c16: add --set net=b4c32, or the name"
    with pytest.raises(CheckpointError, match=expected):
        begun(tmp_path / "run", SETTINGS, file)
    assert not (tmp_path / "run").exists()


def test_a_run_cannot_start_from_itself_or_from_an_empty_folder(tmp_path):
    with pytest.raises(ConfigError, match="this is the run itself"):
        begun(tmp_path / "run", SETTINGS, tmp_path / "run")
    (tmp_path / "empty").mkdir()
    with pytest.raises(ConfigError, match="no run in this folder"):
        begun(tmp_path / "run", SETTINGS, tmp_path / "empty")
