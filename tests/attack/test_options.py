"""Options that would never end, or crash, are refused by name."""

from __future__ import annotations

import pytest

from gogame import cli


@pytest.mark.parametrize("words", ["bench --seconds -1", "bench --seconds nan", "bench --visits 0"])
def test_impossible_measurements_are_status_2(
    words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(words.split()) == 2
    assert words.split()[1] in capsys.readouterr().err


def test_a_move_that_never_ends_is_refused(caplog: pytest.LogCaptureFixture) -> None:
    assert cli.main("gtp --time inf".split()) == 1
    assert "seconds inf" in caplog.text
