from __future__ import annotations

import hashlib
import json
import os
import struct
import tempfile
from pathlib import Path

import hypothesis.strategies as st
import numpy as np
import pytest
import safetensors.numpy
from hypothesis import given

from gogame.errors import CheckpointError
from gogame.net import checkpoint as module
from gogame.net.checkpoint import (
    Checkpoint,
    Metadata,
    checkpoint_files,
    load_checkpoint,
    save_checkpoint,
)
from gogame.net.config import CONFIGS, NetConfig
from gogame.net.parameters import initial_parameters, parameter_specs

SMALLEST = NetConfig("smallest", 1, 2, (0,), 1, 1, 1, 2)
METADATA = Metadata(
    "area rules, 7x7 and 9x9", "run-3", 1_000_000, 812.5, {"seed": 1, "sizes": (7, 9), "to": None}
)


def same_network(one: Checkpoint, other: Checkpoint) -> bool:
    return (
        one.config == other.config
        and one.metadata == other.metadata
        and one.parameters.keys() == other.parameters.keys()
        and all(np.array_equal(one.parameters[n], other.parameters[n]) for n in one.parameters)
    )


def save(path, config=SMALLEST, seed=0, metadata=METADATA):
    save_checkpoint(path, initial_parameters(config, seed), config, metadata)
    return checkpoint_files(path)


@pytest.fixture
def pair(tmp_path):
    return save(tmp_path / "net")


@pytest.mark.parametrize("config", [SMALLEST, CONFIGS["b2c16"], CONFIGS["b6c96"]])
def test_round_trip(tmp_path, config):
    save(tmp_path / "net", config, seed=4)
    loaded = load_checkpoint(tmp_path / "net")
    assert loaded.config == config
    assert loaded.metadata.rating == 812.5
    assert loaded.metadata.extra == {"seed": 1, "sizes": [7, 9], "to": None}
    for name, values in initial_parameters(config, 4).items():
        np.testing.assert_array_equal(loaded.parameters[name], values)
        assert loaded.parameters[name].dtype == np.float32


def test_metadata_may_be_left_out(tmp_path):
    save_checkpoint(tmp_path / "net", initial_parameters(SMALLEST, 0), SMALLEST)
    assert load_checkpoint(tmp_path / "net").metadata == Metadata()


@pytest.mark.parametrize("name", ["net-0.5", "net-0.5.json", "net-0.5.safetensors"])
def test_a_network_is_named_by_either_file_or_neither_suffix(tmp_path, name):
    tensors, sidecar = save(tmp_path / "net-0.5")
    assert (tensors.name, sidecar.name) == ("net-0.5.safetensors", "net-0.5.json")
    assert checkpoint_files(tmp_path / name) == (tensors, sidecar)
    assert load_checkpoint(str(tmp_path / name)).config == SMALLEST


def test_files_are_the_same_for_the_same_network(tmp_path):
    one = save(tmp_path / "one")
    other = save(tmp_path / "other")
    assert [f.read_bytes() for f in one] == [f.read_bytes() for f in other]
    assert sorted(f.name for f in tmp_path.iterdir()) == sorted(f.name for f in (*one, *other))


# Saving


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        (lambda p: p.pop("stem.conv.bias"), "no parameter stem.conv.bias"),
        (lambda p: p.update(extra=np.zeros(1, np.float32)), "unknown parameter extra"),
        (lambda p: p["stem.conv.kernel"].fill(np.nan), "stem.conv.kernel holds a number that is"),
        (lambda p: p["value.score.bias"].fill(np.inf), "value.score.bias holds a number that is"),
        (
            lambda p: p.update({"value.score.bias": np.zeros(2, np.float32)}),
            r"value.score.bias has shape \(2,\), expected \(1,\)",
        ),
        (lambda p: p.update({"value.score.bias": np.zeros(1)}), "is float64, expected float32"),
    ],
)
def test_a_broken_network_is_not_saved(tmp_path, change, fault):
    parameters = initial_parameters(SMALLEST, 0)
    change(parameters)
    with pytest.raises(CheckpointError, match=f"cannot save .*net.safetensors: .*{fault}"):
        save_checkpoint(tmp_path / "net", parameters, SMALLEST)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("extra", "fault"),
    [
        ({"x": float("nan")}, "not JSON"),
        ({"x": object()}, "not JSON"),
        ({"x": "y" * (1 << 20)}, "bytes of metadata"),
    ],
)
def test_metadata_that_is_no_json_is_not_saved(tmp_path, extra, fault):
    with pytest.raises(CheckpointError, match=fault):
        save(tmp_path / "net", metadata=Metadata(extra=extra))
    assert list(tmp_path.iterdir()) == []


def test_metadata_keys_that_are_numbers_become_texts(tmp_path):
    save(tmp_path / "net", metadata=Metadata(extra={"games": {10: 1, 9: 2}}))
    assert load_checkpoint(tmp_path / "net").metadata.extra == {"games": {"10": 1, "9": 2}}


def test_a_folder_that_is_not_there(tmp_path):
    with pytest.raises(CheckpointError, match=r"cannot write network file .*No such file"):
        save(tmp_path / "missing" / "net")


def test_a_crash_while_writing_leaves_the_old_network_and_no_rubbish(tmp_path, monkeypatch):
    tensors, sidecar = save(tmp_path / "net", seed=1)
    before = load_checkpoint(tensors)

    def full_disk(_descriptor):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full_disk)
    with pytest.raises(CheckpointError, match="No space left"):
        save(tmp_path / "net", seed=2)
    monkeypatch.undo()
    assert same_network(load_checkpoint(tensors), before)
    assert sorted(tmp_path.iterdir()) == [sidecar, tensors]


@pytest.mark.parametrize("first", [True, False])
def test_a_kill_between_the_files_is_noticed(tmp_path, monkeypatch, first):
    if not first:
        save(tmp_path / "net", seed=1)
    replaced = []
    replace = module._replace

    def killed(file, content):
        if replaced:
            raise KeyboardInterrupt
        replaced.append(file.suffix)
        replace(file, content)

    monkeypatch.setattr(module, "_replace", killed)
    with pytest.raises(KeyboardInterrupt):
        save(tmp_path / "net", seed=2)
    assert replaced == [".safetensors"]
    with pytest.raises(CheckpointError) as caught:
        load_checkpoint(tmp_path / "net")
    expected = "net.json: missing" if first else "net.safetensors: its SHA-256 is not the one"
    assert expected in str(caught.value)
    monkeypatch.undo()
    save(tmp_path / "net", seed=2)
    np.testing.assert_array_equal(
        load_checkpoint(tmp_path / "net").parameters["stem.conv.kernel"],
        initial_parameters(SMALLEST, 2)["stem.conv.kernel"],
    )


# Loading damaged files


def refused(path, fault):
    with pytest.raises(CheckpointError) as caught:
        load_checkpoint(path)
    message = str(caught.value)
    assert fault in message
    assert message.count("\n") == 0
    assert len(message) < 600
    return message


def test_no_files(tmp_path):
    refused(tmp_path / "net", "net.safetensors: check the name")


def test_one_file_of_two(pair):
    tensors, sidecar = pair
    content = sidecar.read_bytes()
    sidecar.unlink()
    refused(tensors, "net.json: missing, though the other file of the pair is there")
    sidecar.write_bytes(content)
    tensors.unlink()
    assert "get the network again" in refused(tensors, "net.safetensors: missing")


def test_a_folder_in_place_of_a_file(pair):
    tensors, sidecar = pair
    tensors.unlink()
    tensors.mkdir()
    refused(tensors, "net.safetensors")
    sidecar.unlink()
    sidecar.mkdir()
    refused(tensors, "net.json")


def test_the_tensors_of_another_network(pair, tmp_path):
    other, _ = save(tmp_path / "other", seed=1)
    pair[0].write_bytes(other.read_bytes())
    refused(pair[0], "belong to different networks")


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\xff\xfe{}",
        b"[]",
        b"{}",
        b"null",
        b"[" * 100_000,
        b'{"a":' * 50_000,
        b"9" * 5000,
        b" " * (2 << 20),
        b'{"format_version": 1}',
    ],
    ids=lambda content: content[:12].decode("latin-1"),
)
def test_a_sidecar_that_is_none(pair, content):
    pair[1].write_bytes(content)
    refused(pair[0], "net.json")


def resign(values):
    """Give a forged sidecar the digest that the program would."""
    values.pop("sidecar_sha256", None)
    return json.dumps({**values, "sidecar_sha256": module._digest(values)}).encode()


@pytest.mark.parametrize(
    ("key", "value", "fault"),
    [
        ("format_version", 2, "format version 2, this program reads 1"),
        ("format_version", "1", "format version 1"),
        ("architecture", None, "no architecture"),
        ("architecture", {}, "no key"),
        ("architecture", {**SMALLEST.to_dict(), "run": "rm"}, "unknown key run"),
        ("architecture", {**SMALLEST.to_dict(), "channels": 10**12}, "channels 1000000000000"),
        ("architecture", {**SMALLEST.to_dict(), "channels": 1024, "blocks": 80}, "bytes, expected"),
        ("architecture", {**SMALLEST.to_dict(), "channels": 3}, "expected"),
        ("architecture", {**SMALLEST.to_dict(), "pool_blocks": []}, "unknown parameter"),
        ("metadata", [], "no metadata"),
        ("metadata", {"elo": 3}, "unknown metadata elo"),
        ("metadata", {"rating": "9 dan"}, "metadata rating is '9 dan'"),
        ("metadata", {"positions": 1.5}, "metadata positions is '1.5'"),
        ("metadata", {"extra": 3}, "metadata extra is '3'"),
        ("sha256", "0" * 64, "its SHA-256 is not the one"),
        ("sha256", None, "its SHA-256 is not the one"),
    ],
)
def test_a_forged_sidecar(pair, key, value, fault):
    values = json.loads(pair[1].read_text())
    pair[1].write_bytes(resign({**values, key: value}))
    refused(pair[0], fault)


def test_an_edited_sidecar(pair):
    text = pair[1].read_text()
    pair[1].write_text(text.replace("812.5", "912.5"))
    refused(pair[0], "edited by hand")
    pair[1].write_text(text.replace("812.5", "NaN"))
    refused(pair[0], "net.json")


def forge(pair, content):
    """Replace the tensors file and make the sidecar's digests fit."""
    tensors, sidecar = pair
    tensors.write_bytes(content)
    values = json.loads(sidecar.read_text())
    sidecar.write_bytes(resign({**values, "sha256": hashlib.sha256(content).hexdigest()}))
    return tensors


def with_header(pair, change):
    """Returns the tensors file with its header changed by `change`."""
    content = pair[0].read_bytes()
    (length,) = struct.unpack("<Q", content[:8])
    header = json.loads(content[8 : 8 + length])
    change(header)
    text = json.dumps(header).encode()
    return struct.pack("<Q", len(text)) + text + content[8 + length :]


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        (lambda h: h["stem.conv.kernel"].update(dtype="BF16"), "not a safetensors file"),
        (lambda h: h["stem.conv.kernel"].update(dtype="F8_E4M3"), "not a safetensors file"),
        (lambda h: h["stem.conv.kernel"].update(dtype="I32"), "is int32, expected float32"),
        (lambda h: h["stem.conv.kernel"]["shape"].reverse(), "has shape"),
        (lambda h: h["stem.conv.kernel"].update(shape=[2**62, 2**62]), "not a safetensors file"),
        (lambda h: h["stem.conv.kernel"].update(data_offsets=[0, 1]), "not a safetensors file"),
        (lambda h: h.update(other=h.pop("stem.conv.bias")), "no parameter stem.conv.bias"),
        (lambda h: h.clear(), "not a safetensors file"),
    ],
)
def test_forged_tensors(pair, change, fault):
    refused(forge(pair, with_header(pair, change)), fault)


@pytest.mark.parametrize("length", [0, 1, 1 << 20, 1 << 40, (1 << 64) - 1])
def test_a_forged_header_length(pair, length):
    content = pair[0].read_bytes()
    refused(forge(pair, struct.pack("<Q", length) + content[8:]), "not a safetensors file")


def test_forged_numbers(pair):
    parameters = initial_parameters(SMALLEST, 0)
    parameters["policy.points.kernel"][0, 0, 0, 1] = np.nan
    refused(
        forge(pair, safetensors.numpy.save(parameters)),
        "policy.points.kernel holds a number that is not finite",
    )


def test_an_unknown_tensor_of_no_size(pair):
    parameters = {**initial_parameters(SMALLEST, 0), "code": np.zeros(0, np.float32)}
    refused(forge(pair, safetensors.numpy.save(parameters)), "unknown parameter code")


def test_a_huge_file_is_refused_unread(pair):
    with pair[0].open("r+b") as stream:
        stream.truncate(1 << 40)
    refused(pair[0], "net.safetensors: 1099511627776 bytes, expected")


@given(
    st.booleans(),
    st.floats(0, 1, exclude_max=True),
    st.one_of(st.integers(1, 255), st.just("cut"), st.just("doubled")),
)
def test_any_damage_is_refused_or_harmless(in_tensors, where, damage):
    with tempfile.TemporaryDirectory() as folder:
        pair = save(Path(folder) / "net")
        before = load_checkpoint(pair[0])
        file = pair[0] if in_tensors else pair[1]
        content = bytearray(file.read_bytes())
        at = int(where * len(content))
        if damage == "cut":
            del content[at:]
        elif damage == "doubled":
            content[at:at] = content[at : at + 16]
        else:
            content[at] ^= damage
        file.write_bytes(content)
        try:
            after = load_checkpoint(pair[0])
        except CheckpointError as error:
            assert f"network file {folder}" in str(error)
        else:
            assert same_network(before, after)


def test_the_specified_bytes_are_those_of_the_file(pair):
    num_bytes = 4 * sum(int(np.prod(spec.shape)) for spec in parameter_specs(SMALLEST).values())
    content = pair[0].read_bytes()
    (length,) = struct.unpack("<Q", content[:8])
    assert len(content) == 8 + length + num_bytes
    assert json.loads(pair[1].read_text())["sha256"] == hashlib.sha256(content).hexdigest()
