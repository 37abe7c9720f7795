"""What the server says is wrong, and that it lives on."""

from __future__ import annotations

import json
from typing import Any

import pytest

from gogame.analysis import server
from gogame.errors import EngineError
from gogame.evaluation import Evaluation, EvaluationBatch
from tests.analysis.conversation import Conversation, Json, query
from tests.search.fakes import BrokenEvaluator, HashEvaluator


def finals(replies: list[Json]) -> list[Json]:
    return [reply for reply in replies if reply.get("isDuringSearch") is False]


def test_warnings_come_first_and_the_analysis_follows() -> None:
    asked = query(foo=1, overrideSettings={"playoutDoublingAdvantage": 2, "bar": "x"})
    replies = Conversation().ask(asked)
    assert [(reply["id"], reply.get("field")) for reply in replies] == [
        ("q", "overrideSettings"), ("q", "foo"), ("q", None)
    ]  # fmt: skip
    assert "playoutDoublingAdvantage, bar" in replies[0]["warning"]
    assert "rootInfo" in replies[2]


@pytest.mark.parametrize(
    ("fields", "field", "words"),
    [
        ({"moves": [["B", "A1"], ["W", "A1"]]}, "moves", "Illegal move 1: W A1"),
        ({"moves": [["B", "Z9"]]}, "moves", "Z9"),
        ({"rules": "stone_scoring"}, "rules", "stone_scoring"),
        ({"boardXSize": 25}, "boardXSize", "2 to 19"),
        ({"overrideSettings": {"humanSLProfile": "rank_5k"}}, "overrideSettings", "human"),
        ({"overrideSettings": {"maxTime": -1}}, "overrideSettings", "maxTime"),
        (
            {"avoidMoves": [{"player": "B", "moves": ["Q16"], "untilDepth": 1}]},
            "avoidMoves",
            "Q16",
        ),
    ],
)
def test_one_error_and_nothing_else(fields: dict[str, Any], field: str, words: str) -> None:
    conversation = Conversation()
    replies = conversation.ask(query("the id", **fields))
    assert len(replies) == 1
    assert set(replies[0]) == {"id", "error", "field"}
    assert (replies[0]["id"], replies[0]["field"]) == ("the id", field)
    assert words in replies[0]["error"]
    assert len(finals(conversation.ask(query()))) == 1


def test_no_move_left_to_consider_is_an_error_of_the_turn() -> None:
    limit = [{"player": "B", "moves": [], "untilDepth": 1}]
    replies = Conversation().ask(query(allowMoves=limit), query("other"))
    assert [reply["id"] for reply in replies] == ["q", "other"]
    assert "none of the moves" in replies[0]["error"]
    assert replies[0]["turnNumber"] == 0


def test_blank_lines_get_no_answer_and_a_byte_order_mark_does_not_matter() -> None:
    conversation = Conversation()
    assert conversation.ask("", "  \t\r") == []
    assert len(conversation.ask("\ufeff" + json.dumps(query()) + "\r")) == 1


def test_what_nests_too_deeply_is_not_repeated() -> None:
    deep = '{"id":"t","action":"query_version","x":' + "[" * 300 + "]" * 300 + "}"
    (reply,) = Conversation().ask(deep)
    assert reply["id"] == "t"
    for depth in (900, 990, 5000, 100_000):
        deep = '{"id":"t","action":"query_version","x":' + "[" * depth + "]" * depth + "}"
        assert len(Conversation().ask(deep)) == 1


def test_a_failing_evaluator_is_told_and_the_server_lives_on() -> None:
    evaluator = BrokenEvaluator(2, EngineError("the runtime has gone"))
    evaluator.reads_planes = True
    conversation = Conversation(evaluator)
    replies = conversation.ask(query("a", maxVisits=50), query("b", maxVisits=50))
    assert [(reply["id"], reply["turnNumber"]) for reply in replies] == [("a", 0), ("b", 0)]
    assert all(reply["error"] == "the runtime has gone" for reply in replies)
    evaluator.good_batches = 10**9
    assert len(finals(conversation.ask(query("c")))) == 1


def test_an_evaluator_that_says_nonsense_is_told() -> None:
    evaluator = BrokenEvaluator(2)
    evaluator.reads_planes = True
    (reply,) = Conversation(evaluator).ask(query(maxVisits=50))
    assert "not finite" in reply["error"]


class Crashing(HashEvaluator):
    def __init__(self) -> None:
        super().__init__(reads_planes=True)
        self.is_broken = True

    def evaluate(self, batch: EvaluationBatch) -> Evaluation:
        if self.is_broken:
            raise ZeroDivisionError
        return super().evaluate(batch)


def test_a_fault_is_logged_answered_and_survived(caplog: pytest.LogCaptureFixture) -> None:
    evaluator = Crashing()
    conversation = Conversation(evaluator)
    replies = conversation.ask(query("a"), query("b"))
    assert [(reply["id"], reply["error"]) for reply in replies] == [
        ("a", "internal error"), ("b", "internal error")
    ]  # fmt: skip
    assert "ZeroDivisionError" in caplog.text
    evaluator.is_broken = False
    assert len(finals(conversation.ask(query("c")))) == 1


def test_a_fault_in_a_request_is_survived(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(server, "parse_request", lambda _line: 1 // 0)
    assert Conversation().ask(query("a")) == [{"error": "internal error"}]
    assert "ZeroDivisionError" in caplog.text


def test_too_long_a_queue_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(server, "MAX_OPEN", 2)
    conversation = Conversation()
    replies = conversation.ask(query("a"), query("b"), query("c"))
    assert "2 turns wait" in replies[0]["error"]
    assert replies[0]["id"] == "c"
    assert len(finals(replies)) == 2
