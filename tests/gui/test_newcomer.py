"""A first-time user's evening, in a real window: with mouse and keys from the start to the end."""

from __future__ import annotations

import pytest

from tests.gui.test_real_window import QUIT_S, Program, display, pytestmark

__all__ = ["display", "pytestmark"]


def test_start_play_lose_review_find_the_worst_mistake_try_save_quit_and_resume(display, tmp_path):
    program = Program("newcomer", display, tmp_path, module="tests.gui.window_newcomer")
    report = program.report()
    assert program.process.wait(timeout=QUIT_S) == 0
    assert "Traceback" not in program.words()
    assert report["result"] == "W+R"
    assert report["result_after_variation"] == "W+R"
    losses = report["losses"]
    assert losses[str(report["worst_move"])] == max(losses.values())
    assert report["num_mistakes"] >= 1
    assert report["first_mistake"] <= report["worst_move"]

    again = Program("newcomer-again", display, tmp_path, module="tests.gui.window_newcomer")
    resumed = again.report()
    assert again.process.wait(timeout=QUIT_S) == 0
    assert "Traceback" not in again.words()
    assert (resumed["result"], resumed["moves"]) == (report["result"], report["moves"])
    assert resumed["forks"] == [report["worst_move"] - 1]
    assert resumed["analysed"] == pytest.approx(report["analysed"], abs=2)
