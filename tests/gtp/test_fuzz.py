"""Whatever is sent, each line gets exactly one well-formed reply and the server lives on."""

from __future__ import annotations

import random
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gogame.gtp.server import COMMANDS
from gogame.gtp.wire import parse_command
from tests.gtp import fuzz
from tests.gtp.conversation import Conversation, new_engine

# These wait for input, read and write files, or take seconds by design.
_LEFT_ALONE = {"loadsgf", "printsgf"}
_NAMES = sorted(set(COMMANDS) - _LEFT_ALONE)
_WORDS = [
    "b w B white black green pass resign D4 Q16 A1 T19 J9 I5 Z99 a0 5 9 19 25 0 -1 1 2 3 1e9 nan",
    "6.5 7 1e400 true false dead alive seki none absolute byoyomi fischer canadian japanese aga",
    "maxVisits maxTime ko scoring SIMPLE TERRITORY AREA interval ownership rootInfo { {} [] é #",
    '{"ko":"SIMPLE"} {"width":3,"height":4} {"win":"capture","capture_goal":2} genmove',
]
_TOKENS = [word for line in _WORDS for word in line.split()]


def test_random_commands_get_one_reply_each() -> None:
    dice = random.Random(20)
    conversation = Conversation(new_engine(visits=2))
    conversation.ask("boardsize 5")
    for _ in range(600):
        words = [dice.choice(_NAMES), *dice.choices(_TOKENS, k=dice.randrange(5))]
        if dice.random() < 0.3:
            words.insert(0, str(dice.randrange(1000)))
        line = " ".join(words)
        if dice.random() < 0.2:
            place = dice.randrange(len(line) + 1)
            line = line[:place] + chr(dice.randrange(1, 0x2FF)) + line[place + dice.randrange(3) :]
        command = parse_command(line)
        if command is None:
            assert conversation.raw(line) == ""
            continue
        if command.name in ("kata-set-param", "boardsize", "rectangular_boardsize"):
            conversation.engine.config = new_engine(visits=2).config
        response = conversation.response(line)
        assert response.id == command.id, line
        assert response.ok or response.text, line
        assert response.text != "internal error", line
    assert conversation.ask("name") == "GoGame"


@settings(max_examples=150)
@given(st.binary(max_size=60))
def test_random_bytes_get_one_reply_each(raw: bytes) -> None:
    conversation = Conversation(_ENGINE)
    for line in raw.decode("utf-8", errors="replace").split("\n"):
        command = parse_command(line)
        if command is None:
            assert conversation.raw(line) == ""
        else:
            assert conversation.response(line).id == command.id


_ENGINE = new_engine(visits=2)


def test_an_unexpected_fault_is_answered_and_logged(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    conversation = Conversation()
    monkeypatch.setitem(COMMANDS, "crash", lambda _session, _command: str(1 // 0))
    monkeypatch.setitem(COMMANDS, "trickle", lambda _session, _command: _one_line_then_crash())
    assert conversation.fail("3 crash") == "internal error"
    assert "ZeroDivisionError" in caplog.text
    assert conversation.raw("4 trickle") == "=4\ninfo\n\n"
    assert conversation.ask("name") == "GoGame"


def _one_line_then_crash():
    yield "info"
    raise KeyError("late")


def test_an_overlong_line_is_refused() -> None:
    assert "too long" in Conversation().fail("7 play b " + "d" * (1 << 20))


@pytest.mark.slow
def test_a_process_answers_a_storm_and_does_not_grow() -> None:
    with fuzz.running() as engine:
        engine.ask("name")
        for attack in fuzz.WITHIN:
            assert attack(engine)
        came = fuzz.storm(engine, 1000, seed=3)
        assert came.replies > 900
        assert 0 < came.refused < came.replies
        assert came.rss_after < came.rss_before + 48
        assert engine.end() == 0


@pytest.mark.slow
@pytest.mark.parametrize("attack", fuzz.ALONE, ids=lambda attack: attack.__name__)
def test_whatever_ends_the_conversation_ends_the_process(attack: Callable[[], str]) -> None:
    assert attack()
