"""Networks of runs become networks that come with the program."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from gogame.errors import ConfigError
from gogame.net.checkpoint import Metadata, load_checkpoint, save_checkpoint
from gogame.net.manifest import check_digest, read_manifest
from gogame.net.runtime import random_network
from selfplay.bundle import bundle
from selfplay.run.config import read_config
from selfplay.run.directory import RunDirectory
from selfplay.run.presets import preset


def save(path: Path, seed: int, games: str) -> None:
    made = random_network("b2c16", seed)
    save_checkpoint(path, made.parameters, made.config, Metadata(games, "first-00000000", 9))


@pytest.fixture
def run(tmp_path: Path) -> RunDirectory:
    """A run on 9x9, begun from a network of 7x7, with two networks of its own."""
    directory = RunDirectory(tmp_path / "first")
    text = preset("smoke") + '\n[lake]\nstorage_options = ["secret=hush"]\n'
    directory.create(read_config(text, [], where="test"), lambda: None)
    directory.networks.mkdir(exist_ok=True)
    save(directory.start_network, 1, "7x7 chinese komi 9")
    for number, name in enumerate(("000001-aaaaaaaa", "000002-bbbbbbbb"), 2):
        save(directory.networks / name, number, "9x9 chinese komi 7")
    return directory


def test_a_run_s_newest_network_comes_with_its_history(run: RunDirectory, tmp_path: Path) -> None:
    folder = tmp_path / "networks"
    made = bundle(run.root, "nine", strength="60 %", note="good", folder=folder)
    (found,) = read_manifest(folder)
    assert found.name == made.name == "nine"
    assert list(found.trained_on) == ["7x7 chinese komi 9", "9x9 chinese komi 7"]
    assert (found.strength, found.note, found.run_id) == ("60 %", "good", "first-00000000")
    assert found.settings["net"] == run.config().net
    assert "hush" not in (folder / "manifest.json").read_text()
    newest = run.networks / "000002-bbbbbbbb.safetensors"
    assert found.sha256 == hashlib.sha256(newest.read_bytes()).hexdigest()
    check_digest(found, folder)
    assert load_checkpoint(folder / "nine").metadata.positions == 9


def test_a_network_of_the_same_name_is_replaced_in_its_place(
    run: RunDirectory, tmp_path: Path
) -> None:
    folder = tmp_path / "networks"
    for name in ("nine", "small"):
        bundle(run.root, name, strength="old", folder=folder)
    older = run.networks / "000001-aaaaaaaa.safetensors"
    bundle(older, "nine", folder=folder)
    first, second = read_manifest(folder)
    assert (first.name, first.strength) == ("nine", "")
    assert first.sha256 == hashlib.sha256(older.read_bytes()).hexdigest()
    assert (second.name, second.strength) == ("small", "old")


def test_names_that_are_no_file_s_are_refused(run: RunDirectory, tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="expected letters, digits and hyphens"):
        bundle(run.root, "../nine", folder=tmp_path)
    with pytest.raises(ConfigError, match="expected letters, digits and hyphens"):
        bundle(run.root, "", folder=tmp_path)
