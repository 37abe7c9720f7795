"""Pins every dependency: writes constraints.txt and the same list into pyproject.toml.

Resolves the ranges of pyproject.toml afresh, for every platform and Python version at once, to
one version of each package. Run by `make pins`; the result is reviewed as a diff.
"""

from __future__ import annotations

import re
import subprocess
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PINS = re.compile(r"constraint-dependencies = \[\n(?:.*\n)*?\]")
HEADER = """\
# The exact version of every package, for `pip install -c constraints.txt .`; `uv run` reads the
# same list in pyproject.toml. Written by `make pins`.
"""


def resolve(pyproject: str) -> list[str]:
    """Returns `name==version` for every package of every group, sorted."""
    free = PINS.sub('fork-strategy = "fewest"', pyproject)
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "pyproject.toml").write_text(free)
        for name in ("README.md", "LICENSE"):
            Path(folder, name).touch()
        exported = subprocess.run(
            ["uv", "export", "--quiet", "--all-groups", "--no-emit-project", "--no-hashes",
             "--no-annotate", "--no-header"],
            cwd=folder, check=True, capture_output=True, text=True,
        ).stdout  # fmt: skip
    return sorted({line.split(";")[0].strip() for line in exported.splitlines() if line})


def main() -> None:
    """Rewrites both files."""
    path = ROOT / "pyproject.toml"
    pyproject = path.read_text()
    pins = resolve(pyproject)
    rows = "".join(f'    "{pin}",\n' for pin in pins)
    path.write_text(PINS.sub(f"constraint-dependencies = [\n{rows}]", pyproject))
    (ROOT / "constraints.txt").write_text(HEADER + "".join(f"{pin}\n" for pin in pins))
    print(f"{len(pins)} packages pinned")


if __name__ == "__main__":
    main()
