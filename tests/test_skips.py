"""In CI, where everything is installed, a test that skips itself is a failure."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

CONFTEST = Path(__file__).resolve().parent.parent / "conftest.py"
SKIPPING = {
    "a test": "import pytest\ndef test_it(): pytest.skip('no display')\n",
    "a module": "import pytest\npytest.skip('no display', allow_module_level=True)\n",
    "a missing import": "import pytest\npytest.importorskip('no_such_module')\n",
}
EXPECTED = "import pytest\n@pytest.mark.xfail\ndef test_it(): assert False\n"


def _outcome(folder: Path, source: str, *, is_ci: bool) -> subprocess.CompletedProcess[str]:
    shutil.copy(CONFTEST, folder)
    (folder / "test_sample.py").write_text(source + "def test_other(): pass\n")
    environment = {name: value for name, value in os.environ.items() if name != "CI"}
    environment |= {"CI": "true"} if is_ci else {}
    environment |= {"PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"}  # they only take time here
    return subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "--rootdir", folder],
        cwd=folder,
        env=environment | {"PYTHONPATH": str(CONFTEST.parent)},
        check=False,
        capture_output=True,
        text=True,
    )


@pytest.mark.parametrize("source", SKIPPING.values(), ids=SKIPPING)
def test_a_skip_fails_in_ci(tmp_path: Path, source: str) -> None:
    result = _outcome(tmp_path, source, is_ci=True)
    assert result.returncode in (1, 2), result.stdout
    assert "which CI does not allow" in result.stdout


def test_a_skip_elsewhere_and_an_expected_failure_anywhere_are_fine(tmp_path: Path) -> None:
    assert _outcome(tmp_path, SKIPPING["a test"], is_ci=False).returncode == 0
    assert _outcome(tmp_path, EXPECTED, is_ci=True).returncode == 0
