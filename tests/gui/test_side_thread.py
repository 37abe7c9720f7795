"""Jobs beside the window: in order, and no window is ever collected on their thread."""

from __future__ import annotations

import gc
import threading

import pytest

from gui.files.side_thread import SideThread


@pytest.fixture
def collected_on(qapp):
    """Yields the names of the threads on which Python looked for garbage."""
    names: list[str] = []

    def look(phase: str, _info: dict[str, int]) -> None:
        if phase == "start":
            names.append(threading.current_thread().name)

    gc.callbacks.append(look)
    yield names
    gc.callbacks.remove(look)


def allocate() -> None:
    assert len([[] for _ in range(50_000)]) == 50_000


def test_jobs_are_done_in_order(qapp):
    thread, done = SideThread(), []
    for number in range(20):
        thread.start(lambda n=number: done.append(n))
    thread.wait()
    assert done == list(range(20))


def test_nothing_is_collected_while_a_job_runs(collected_on):
    """A window that ends on another thread crashes the program."""
    gc.collect()
    collected_on.clear()
    thread = SideThread()
    thread.start(allocate)
    thread.wait()
    assert collected_on == []
    allocate()
    assert set(collected_on) == {threading.main_thread().name}


def test_the_last_of_several_threads_lets_it_go_on(qapp):
    first, second = SideThread(), SideThread()
    may_end = threading.Event()
    first.start(lambda: None)

    def wait() -> None:
        may_end.wait(60)

    second.start(wait)
    first.wait()
    assert not gc.isenabled()
    may_end.set()
    second.wait()
    assert gc.isenabled()


def test_a_job_that_fails_lets_it_go_on(qapp):
    thread = SideThread()

    def fail() -> None:
        raise OSError("on purpose")

    thread.start(fail)
    thread.wait()
    assert gc.isenabled()
