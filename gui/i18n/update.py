"""``python -m gui.i18n.update`` brings the translations up to date with the sources.

It reads every text of the sources into the ``.ts`` files, keeps what is translated, and compiles
them to the ``.qm`` files that the program loads. Both are in version control, so that a bare clone
speaks every language; a test says when this has to be run again.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

FOLDER = Path(__file__).resolve().parent
PACKAGE = FOLDER.parent
TRANSLATED = ("ko",)


def tool(name: str) -> str:
    """Returns the path of one of Qt's translation tools, which come with PySide6."""
    beside = Path(sys.executable).parent
    return str(next((path for path in beside.glob(f"pyside6-{name}*")), f"pyside6-{name}"))


def update_texts(target: Path) -> None:
    """Reads the texts of all sources into a ``.ts`` file; translations in it stay."""
    sources = sorted(str(path) for path in PACKAGE.rglob("*.py") if path.parent != FOLDER)
    options = ["-silent", "-no-obsolete", "-locations", "none", "-source-language", "en"]
    language = target.stem.rpartition("_")[2]
    command = [tool("lupdate"), *options, *sources, "-target-language", language]
    subprocess.run([*command, "-ts", str(target)], check=True)


def compile_texts(source: Path, target: Path) -> None:
    """Compiles a ``.ts`` file to a ``.qm`` file."""
    subprocess.run([tool("lrelease"), "-silent", str(source), "-qm", str(target)], check=True)


def main() -> int:
    """Updates and compiles every translation; returns the exit status."""
    for language in TRANSLATED:
        texts = FOLDER / f"gogame_{language}.ts"
        update_texts(texts)
        compile_texts(texts, texts.with_suffix(".qm"))
    return 0


if __name__ == "__main__":
    sys.exit(main())
