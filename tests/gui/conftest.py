"""Qt without a screen, folders of the test's own, and no Qt warning unnoticed."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

os.environ["QT_QPA_PLATFORM"] = "offscreen"

from gui.autosave import Autosave
from gui.engine_client import EngineClient, EngineProgram
from gui.engine_partner import EnginePartner
from gui.session import Session

FAKE_ENGINE = Path(__file__).parent / "fake_engine.py"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Marks the tests of this folder; a Qt warning fails them."""
    for item in items:
        if Path(item.path).parent == Path(__file__).parent:
            item.add_marker(pytest.mark.gui)
            item.add_marker(pytest.mark.qt_log_level_fail("WARNING"))
            item.add_marker(pytest.mark.qt_log_ignore("propagateSizeHints", extend=True))


@pytest.fixture(autouse=True)
def own_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keeps settings and unfinished games of the person who runs the tests out of it."""
    for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME"):
        monkeypatch.setenv(name, str(tmp_path / name))


def fake_program(*words: str, silence_s: float = 20.0, start_s: float = 20.0) -> EngineProgram:
    """Returns how to start the fake engine in one of its moods."""
    return EngineProgram(sys.executable, (str(FAKE_ENGINE), *words), silence_s, start_s)


class Bench:
    """A session with an engine, as the program puts them together, but without a window."""

    def __init__(self, folder: Path, program: EngineProgram) -> None:
        self.client = EngineClient(program)
        self.partner = EnginePartner(self.client)
        self.autosave = Autosave(folder)
        self.session = Session(self.partner, self.autosave)
        self.folder = folder

    def begin(self) -> None:
        """Does what the program does after it has shown its window."""
        self.session.begin()
        self.partner.start()


@pytest.fixture
def make_bench(qapp: object, tmp_path: Path) -> Iterator[object]:
    """Yields a function from the fake engine's mood to a `Bench`; all are closed at the end."""
    benches: list[Bench] = []

    def make(*words: str, folder: Path | None = None, **times: float) -> Bench:
        bench = Bench(folder or tmp_path / "data", fake_program(*words, **times))
        benches.append(bench)
        return bench

    yield make
    for bench in benches:
        bench.session.close()
