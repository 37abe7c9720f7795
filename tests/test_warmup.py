"""Where compiled kernels are kept, and when the wait for them is announced."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from gogame import warmup


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A package folder, with no choice made yet and a user cache of its own."""
    monkeypatch.delenv("NUMBA_CACHE_DIR", raising=False)
    monkeypatch.setattr(warmup, "user_cache", lambda: tmp_path / "cache")
    folder = tmp_path / "package"
    folder.mkdir()
    (folder / "kernels.py").write_text("x = 1\n")
    return folder


def test_kernels_are_kept_beside_the_sources_if_possible(package: Path) -> None:
    assert warmup.choose_cache(package) == package / "__pycache__"
    assert "NUMBA_CACHE_DIR" not in os.environ


def test_else_in_the_users_cache_by_version_of_the_sources(
    package: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(warmup, "_is_writable", lambda folder: package not in folder.parents)
    first = warmup.choose_cache(package)
    assert first.parent == package.parent / "cache"
    assert os.environ.pop("NUMBA_CACHE_DIR") == str(first)
    (package / "kernels.py").write_text("x = 2\n")
    assert warmup.choose_cache(package) != first


def test_at_worst_in_a_temporary_folder(package: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(warmup, "_is_writable", lambda _folder: False)
    chosen = warmup.choose_cache(package)
    assert chosen.name.startswith("gogame-kernels-")
    assert os.environ.pop("NUMBA_CACHE_DIR") == str(chosen)


def test_a_choice_of_the_user_is_kept(package: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NUMBA_CACHE_DIR", str(package / "mine"))
    assert warmup.choose_cache(package) == package / "mine"


def test_a_file_in_the_way_is_no_writable_folder(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    assert not warmup._is_writable(tmp_path / "file")
    assert not warmup._is_writable(tmp_path / "file" / "below")
    assert warmup._is_writable(tmp_path / "new" / "folder")


def test_the_wait_is_announced_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(warmup, "choose_cache", lambda: tmp_path)
    said: list[str] = []
    assert warmup.is_cold()
    assert warmup.compile_kernels(said.append) > 0
    assert said[0].startswith("compiling the board and search kernels, once: about")
    assert "from now on" in said[1]
    assert not warmup.is_cold()
    assert warmup.compile_kernels(said.append) == 0
    assert len(said) == 2
    ready = tmp_path / warmup.READY_NAME
    ready.write_text(ready.read_text().replace('"numba": "', '"numba": "0.'))
    assert warmup.is_cold()
    ready.write_text("no JSON")
    assert warmup.is_cold()


@pytest.mark.parametrize(
    ("platform", "variable", "expected"),
    [
        ("linux", "XDG_CACHE_HOME", "{}/gogame"),
        ("win32", "LOCALAPPDATA", "{}/gogame"),
        ("darwin", "HOME", "{}/Library/Caches/gogame"),
    ],
)
def test_the_users_cache(
    platform: str, variable: str, expected: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.platform", platform)
    monkeypatch.setenv(variable, str(tmp_path))
    assert warmup.user_cache() == Path(expected.format(tmp_path))
