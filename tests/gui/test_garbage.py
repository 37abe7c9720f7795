"""Cyclic garbage is found while Qt destroys nothing, and on the window's thread only."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
START = """
import gc, threading
from PySide6.QtCore import QCoreApplication, QEvent, QObject, QProcess, QThreadPool
from gui.start.garbage import Collector
application = QCoreApplication([])
collector = Collector()
"""
# Each round Qt destroys a child on request while its parent is garbage that is not found yet.
FAMILIES = """
DELETION = QEvent.Type.DeferredDelete.value
class Parent(QObject):
    def __init__(self):
        super().__init__()
        self.child = QProcess(self)
        self.child.finished.connect(self.done)
        self.itself = self
    def done(self, *args):
        pass
for number in range(2000):
    gc.set_threshold(100_000)
    parent = Parent()
    parent.child.deleteLater()
    del parent
    gc.set_threshold(1 + number % 40)
    application.sendPostedEvents(None, DELETION)
collector.look()
print("went well")
"""
ON_A_THREAD = """
threads = []
gc.callbacks.append(lambda phase, info: threads.append(threading.current_thread()))
def allocate():
    garbage = [[] for _ in range(100_000)]
    for each in garbage:
        each.append(each)
pool = QThreadPool()
pool.start(allocate)
pool.waitForDone()
assert threads == [], threads
for _ in range(100):
    allocate()
    collector.look()
assert set(threads) == {threading.main_thread()}, threads
assert not [each for each in gc.get_objects() if type(each) is list and each[:1] == [each]][1000:]
print("went well")
"""
RUNNING = """
from PySide6.QtCore import QTimer
generations = []
gc.callbacks.append(lambda phase, info: generations.append(info["generation"]))
kept = [[] for _ in range(10_000)]
QTimer.singleShot(1500, application.quit)
application.exec()
assert generations, "nobody has looked"
print("went well")
"""


def check(program: str) -> None:
    """Runs a program after `START`, in a process of its own: it may crash."""
    words = [sys.executable, "-c", START + program]
    result = subprocess.run(
        words, cwd=ROOT, check=False, capture_output=True, text=True, timeout=120
    )
    assert result.returncode == 0, result.stderr
    assert result.stdout == "went well\n"


def test_a_child_is_not_destroyed_twice():
    check(FAMILIES)


def test_garbage_is_found_on_the_windows_thread_only():
    check(ON_A_THREAD)


def test_a_running_program_looks_by_itself():
    check(RUNNING)
