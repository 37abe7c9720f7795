"""Jobs beside the window are done in order."""

from __future__ import annotations

from gui.files.side_thread import SideThread


def test_jobs_are_done_in_order(qapp):
    thread, done = SideThread(), []
    for number in range(20):
        thread.start(lambda n=number: done.append(n))
    thread.wait()
    assert done == list(range(20))
