from __future__ import annotations

import os
import stat
import sys
from pathlib import Path

import pytest

from gogame.errors import SgfError
from gogame.sgf import GameTree, files, load, read, save

TREE = read("(;SZ[9]PB[毛睿龙];B[aa])")


def test_saved_games_come_back(tmp_path: Path) -> None:
    path = tmp_path / "바둑 record.sgf"
    save(path, TREE)
    assert path.read_bytes().decode("utf-8").startswith("(;GM[1]FF[4]CA[UTF-8]")
    assert load(path)[0].root.text("PB") == "毛睿龙"
    save(str(path), [*TREE, GameTree()])
    assert len(load(str(path))) == 2
    assert os.listdir(tmp_path) == [path.name]


def test_line_ends_are_not_touched(tmp_path: Path) -> None:
    path = tmp_path / "a.sgf"
    save(path, read("(;ZZ[one\r\ntwo\rthree])"))
    assert load(path)[0].root.raw("ZZ") == "one\r\ntwo\rthree"


def test_a_failed_save_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.sgf"
    save(path, TREE)
    before = path.read_bytes()

    def full(_handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(files.os, "fsync", full)
    with pytest.raises(SgfError, match=r"cannot save .*a\.sgf: No space left on device"):
        save(path, [*TREE, *TREE])
    assert path.read_bytes() == before
    assert os.listdir(tmp_path) == ["a.sgf"]


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX permissions and links")
class TestPosix:
    def test_permissions_stay_and_new_files_are_readable(self, tmp_path: Path) -> None:
        path = tmp_path / "a.sgf"
        plain = tmp_path / "plain"
        plain.write_text("x")
        save(path, TREE)
        assert stat.S_IMODE(path.stat().st_mode) == stat.S_IMODE(plain.stat().st_mode)
        path.chmod(0o640)
        save(path, TREE)
        assert stat.S_IMODE(path.stat().st_mode) == 0o640

    def test_a_link_stays_a_link(self, tmp_path: Path) -> None:
        link = tmp_path / "link.sgf"
        link.symlink_to(tmp_path / "real.sgf")
        save(link, TREE)
        assert link.is_symlink()
        assert load(tmp_path / "real.sgf")


def test_bad_paths_are_one_line(tmp_path: Path) -> None:
    with pytest.raises(SgfError, match=r"cannot open .*none\.sgf: No such file"):
        load(tmp_path / "none.sgf")
    with pytest.raises(SgfError, match=r"cannot open .*: Is a directory"):
        load(tmp_path)
    with pytest.raises(SgfError, match=r"cannot save .*: it is a folder"):
        save(tmp_path, TREE)
    with pytest.raises(SgfError, match=r"cannot save .*: No such file"):
        save(tmp_path / "no" / "folder" / "a.sgf", TREE)
    for bad in ("a\x00b", "x\ny" * 300):
        with pytest.raises(SgfError) as caught:
            load(bad)
        assert "\n" not in str(caught.value)
        with pytest.raises(SgfError):
            save(bad, TREE)


def test_errors_name_the_file_and_the_place(tmp_path: Path) -> None:
    path = tmp_path / "broken.sgf"
    path.write_bytes(b"(;B[aa]\n,)")
    with pytest.raises(SgfError, match=r"broken\.sgf: SGF line 2, offset 8") as caught:
        load(path)
    assert caught.value.offset == 8


def test_large_files_are_refused_before_they_are_read(tmp_path: Path) -> None:
    path = tmp_path / "large.sgf"
    with path.open("wb") as file:
        file.truncate(60_000_000)
    with pytest.raises(SgfError, match=r"large\.sgf: SGF of 60\.0 MB: expected at most 50 MB"):
        load(path)
