"""What a network's files say of the boards that it has learnt on."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from gogame.net.manifest import read_manifest
from gogame.trained import is_beyond, trained_sizes


def test_the_network_that_comes_along_says_what_its_manifest_says() -> None:
    games = read_manifest()[0].trained_on
    said = [game.split()[0] for entry in games for game in entry.split(", ")]
    assert [f"{width}x{height}" for width, height in trained_sizes()] == list(dict.fromkeys(said))


@pytest.mark.parametrize(
    ("said", "sizes"),
    [
        ("9x9 chinese komi 7", ((9, 9),)),
        ("7x5 torus, 13x13 japanese komi 6.5 and 7x5", ((7, 5), (13, 13))),
        ("", ()),
    ],
)
def test_any_other_network_says_it_beside_its_tensors(
    tmp_path: Path, said: str, sizes: tuple[tuple[int, int], ...]
) -> None:
    sidecar = {"metadata": {"trained_on": said}}
    (tmp_path / "some.safetensors").touch()
    (tmp_path / "some.json").write_text(json.dumps(sidecar))
    assert trained_sizes(tmp_path / "some.safetensors") == sizes


@pytest.mark.parametrize("text", ["", "[]", '{"metadata": 3}', "[" * 99_999])
def test_files_that_do_not_say_tell_nothing(tmp_path: Path, text: str) -> None:
    assert trained_sizes(tmp_path / "gone.safetensors") == ()
    (tmp_path / "odd.json").write_text(text)
    assert trained_sizes(tmp_path / "odd.safetensors") == ()


def test_only_boards_larger_than_all_are_beyond() -> None:
    sizes = ((7, 7), (9, 9))
    assert [size for size in (5, 9, 10, 19) if is_beyond(size, size, sizes)] == [10, 19]
    assert is_beyond(5, 13, sizes)
    assert not is_beyond(19, 19, ())
