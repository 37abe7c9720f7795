"""The networks that come with the program: sound, described, and named when they are not."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from gogame.errors import CheckpointError
from gogame.net.checkpoint import load_checkpoint
from gogame.net.manifest import (
    MANIFEST,
    NETWORKS,
    BundledNetwork,
    check_digest,
    read_manifest,
    write_manifest,
)
from gogame.trained import is_beyond, trained_sizes


def test_every_bundled_network_is_sound_and_described() -> None:
    bundled = read_manifest()
    assert bundled
    assert {path.stem for path in NETWORKS.glob("*.safetensors")} == {one.name for one in bundled}
    for one in bundled:
        check_digest(one)
        found = load_checkpoint(NETWORKS / one.name)
        assert found.config.name == one.architecture
        assert found.metadata.run_id == one.run_id
        assert found.metadata.trained_on == one.trained_on[-1]
        assert one.settings["net"] == one.architecture


def test_the_default_network_has_learnt_on_every_usual_board() -> None:
    assert {(7, 7), (9, 9), (13, 13), (19, 19)} <= set(trained_sizes())
    assert not is_beyond(19, 19, trained_sizes())


def test_a_manifest_is_read_as_it_was_written(tmp_path: Path) -> None:
    assert read_manifest(tmp_path) == ()
    one = BundledNetwork("a", "00", "b2c16", ["5x5"], "60 %", "run-1", {"net": "b2c16"}, "바둑")
    two = BundledNetwork("b", "11", "b4c32")
    write_manifest([one, two], tmp_path)
    found = read_manifest(tmp_path)
    assert [network.name for network in found] == ["a", "b"]
    assert found[0] == one
    assert list(found[1].trained_on) == []


def listing(*entries: object) -> str:
    return json.dumps({"format_version": 1, "networks": entries})


SOUND = {"name": "a", "sha256": "0", "architecture": "b"}


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("{", "not JSON"),
        ("[]", "not a JSON object"),
        ('{"format_version": 2}', "format version 2, this program reads 1"),
        ('{"format_version": 1}', "no list of networks"),
        (listing(SOUND, 3), "not a JSON object"),
        (listing({"name": "a"}), "no architecture, sha256 in an entry"),
        (listing({**SOUND, "colour": ""}), "unknown colour"),
        (listing({**SOUND, "sha256": 0}), "sha256 is '0', a value of the wrong kind"),
        (listing({**SOUND, "name": "../a"}), "expected a file's name"),
    ],
)
def test_a_damaged_manifest_is_one_sentence(tmp_path: Path, text: str, fault: str) -> None:
    (tmp_path / MANIFEST).write_text(text)
    with pytest.raises(CheckpointError, match=fault) as caught:
        read_manifest(tmp_path)
    assert MANIFEST in str(caught.value)
    assert "install the program again" in str(caught.value)


def test_a_file_that_the_manifest_does_not_mean_is_named(tmp_path: Path) -> None:
    one = read_manifest()[0]
    with pytest.raises(CheckpointError, match=rf"{one.name}.safetensors: cannot be read"):
        check_digest(one, tmp_path)
    shutil.copy(NETWORKS / f"{one.name}.safetensors", tmp_path)
    check_digest(one, tmp_path)
    with (tmp_path / f"{one.name}.safetensors").open("ab") as file:
        file.write(b" ")
    with pytest.raises(CheckpointError, match=rf"{one.name}.safetensors: its SHA-256 is not"):
        check_digest(one, tmp_path)
