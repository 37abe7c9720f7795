"""Jobs beside the window are done in order; one that cannot end is left."""

from __future__ import annotations

import threading

from gui.files.side_thread import SideThread


def test_jobs_are_done_in_order():
    thread, done = SideThread(), []
    for number in range(20):
        thread.start(lambda n=number: done.append(n))
    assert thread.wait()
    assert done == list(range(20))
    thread.start(lambda: done.append(20))  # the thread had nothing to do meanwhile
    thread.leave(10)
    assert done[-1] == 20


def test_a_job_that_cannot_end_is_left_and_tells_nothing_more():
    thread, done = SideThread(), []
    goes_on, has_ended = threading.Event(), threading.Event()

    def work() -> None:
        goes_on.wait()
        thread.tell(lambda: done.append("told"))
        has_ended.set()

    thread.start(work)
    thread.start(lambda: done.append("next"))
    thread.leave(0.05)
    goes_on.set()
    assert has_ended.wait(10)
    assert thread.wait(10)
    assert done == []


def test_a_fault_in_a_job_is_told_and_the_next_one_is_done(monkeypatch):
    thread, done, faults = SideThread(), [], []
    monkeypatch.setattr(threading, "excepthook", lambda told: faults.append(told.exc_type))
    thread.start(lambda: done.append(1 // 0))
    thread.start(lambda: done.append("next"))
    thread.wait()
    assert (faults, done) == ([ZeroDivisionError], ["next"])
