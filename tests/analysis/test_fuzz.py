"""Whatever is sent, each line gets its answers and no others, and the server lives on."""

from __future__ import annotations

import json
from collections import Counter

from hypothesis import given, settings
from hypothesis import strategies as st

from gogame.analysis.wire import MAX_LINE
from tests.analysis.conversation import Conversation, Json, query
from tests.analysis.fuzz import Fuzz, check_answers, run


def test_random_lines_get_their_answers() -> None:
    found = run(1500)  # `python -m tests.analysis.fuzz 100000` sends more
    assert found["reply"] > 250
    assert found["error"] > 250
    assert found["action"] > 50


def test_random_lines_sent_at_once_get_all_their_answers() -> None:
    """The same as one after another, but for what terminates what, which is left out."""
    lines = [line for line in Fuzz(3).lines(400) if b"terminate" not in line]
    alone = Conversation()
    expected: Counter[str] = Counter()
    for line in lines:
        expected += summary(alone.ask(line.decode("utf-8", errors="replace")))
    assert summary(Conversation().run(b"\n".join(lines))) == expected


def summary(replies: list[Json]) -> Counter[str]:
    """Counts replies by what does not depend on what else is searched; drafts are left out."""
    kept = ("id", "error", "warning", "field", "action", "turnNumber", "isDuringSearch")
    return Counter(
        json.dumps({name: reply[name] for name in kept if name in reply}, sort_keys=True)
        for reply in replies
        if not reply.get("isDuringSearch")
    )


_VALUE = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=6,
)
_FIELD = st.sampled_from([*query(), "analyzeTurns", "initialStones", "overrideSettings", "action",
                          "avoidMoves", "priorities", "initialPlayer", "terminateId"])  # fmt: skip


@settings(max_examples=200)
@given(st.dictionaries(_FIELD, _VALUE, max_size=3))
def test_any_value_in_any_field_gets_an_answer(changes: dict[str, object]) -> None:
    line = json.dumps({**query(boardXSize=2, boardYSize=2, maxVisits=2), **changes})
    replies = _CONVERSATION.ask(line)
    assert len([reply for reply in replies if "warning" not in reply]) == 1
    assert replies[-1].get("error") != "internal error"


@settings(max_examples=200)
@given(st.binary(max_size=60).filter(lambda raw: b"\n" not in raw))
def test_any_bytes_get_an_answer(raw: bytes) -> None:
    check_answers(raw, _CONVERSATION.ask(raw.decode("utf-8", errors="replace")))


_CONVERSATION = Conversation()


def test_a_line_of_ten_megabytes_is_read_and_a_longer_one_than_allowed_refused() -> None:
    long = json.dumps(query("long", comment="x" * 10_000_000)).encode()
    too_long = json.dumps(query("too long", comment="x" * MAX_LINE)).encode()
    many = json.dumps(query("many", moves=[["B", "pass"]] * 400_000)).encode()
    replies = Conversation().run(b"\n".join((long, too_long, many, b'{"id":"z","action":"x"}')))
    assert [reply.get("id") for reply in replies] == ["long", None, "many", "z", "long"]
    assert "line too long" in replies[1]["error"]
    assert replies[2]["field"] == "moves"
    assert replies[4]["isDuringSearch"] is False
