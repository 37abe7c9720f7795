"""Packs the program with Python and all libraries into one archive in ``dist``: `make package`.

It is for the system and the kind of machine that it is made on.
"""

from __future__ import annotations

import compileall
import platform
import py_compile
import shutil
import stat
import subprocess
import sys
import tarfile
import time
import tomllib
import zipfile
from pathlib import Path

import contents

FOLDER = Path(__file__).resolve().parent
BUILD = contents.ROOT / "build" / "package"
DIST = contents.ROOT / "dist"
SYSTEMS = {"Darwin": "macos"}


def archive_name(version: str, system: str, machine: str) -> str:
    """Returns the name of the archive for a system and a machine as `platform` calls them."""
    ending = "tar.gz" if system == "Linux" else "zip"
    return f"GoGame-{version}-{SYSTEMS.get(system, system.lower())}-{machine.lower()}.{ending}"


def build() -> Path:
    """Returns the folder of the packaged program, made afresh."""
    shutil.rmtree(BUILD, ignore_errors=True)
    folders = (f"--distpath={BUILD / 'dist'}", f"--workpath={BUILD / 'work'}")
    words = ("-m", "PyInstaller", "--log-level=WARN", *folders, str(FOLDER / "gogame.spec"))
    subprocess.run([sys.executable, *words], check=True)
    made = BUILD / "dist" / "GoGame"
    for package in contents.PACKAGES:  # sources alone would be compiled at each start
        compileall.compile_dir(
            made / "_internal" / package,
            quiet=1,
            stripdir=str(made / "_internal"),
            invalidation_mode=py_compile.PycInvalidationMode.UNCHECKED_HASH,
        )
    shutil.copy(FOLDER / "README.txt", made)
    shutil.copy(contents.ROOT / "LICENSE", made)
    return made


def pack(folder: Path, target: Path, name: str) -> None:
    """Writes a folder into an archive, in which it has another name."""
    target.parent.mkdir(parents=True, exist_ok=True)
    if target.suffix == ".zip":
        _zip(folder, target, name)
        return
    with tarfile.open(target, "w:gz", compresslevel=6) as archive:
        archive.add(folder, name, filter=_of_nobody)


def _of_nobody(entry: tarfile.TarInfo) -> tarfile.TarInfo:
    entry.uid = entry.gid = 0
    entry.uname = entry.gname = ""
    return entry


def _zip(folder: Path, target: Path, name: str) -> None:
    """Writes a zip file that keeps links, which `shutil.make_archive` would follow."""
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in sorted(folder.rglob("*")):
            inside = f"{name}/{path.relative_to(folder).as_posix()}"
            if path.is_symlink():
                link = zipfile.ZipInfo(inside)
                link.create_system = 3  # Unix, whose modes the upper half holds
                link.external_attr = (stat.S_IFLNK | 0o777) << 16
                archive.writestr(link, str(path.readlink()))
            elif path.is_file():
                archive.write(path, inside)


def megabytes(*files: Path) -> str:
    """Returns the size of files in words."""
    return f"{sum(file.lstat().st_size for file in files) / 1e6:.0f} MB"


def main() -> None:
    """Builds and packs, and says what came out."""
    started = time.monotonic()
    project = tomllib.loads((contents.ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    version = project["project"]["version"]
    folder = build()
    built = time.monotonic()
    target = DIST / archive_name(version, platform.system(), platform.machine())
    pack(folder, target, f"GoGame-{version}")
    packed = time.monotonic()
    sys.stdout.write(
        f"{target.relative_to(contents.ROOT)}: {megabytes(target)},"
        f" unpacked {megabytes(*folder.rglob('*'))};"
        f" built in {built - started:.0f} s, packed in {packed - built:.0f} s\n"
    )


if __name__ == "__main__":
    main()
